"""The index sorts pages as pywb looks for them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "archives"))

from web import Capture, pywb_tool, write_warc

from verifier.snapshots.cdxj import Line, read_index, sort_key, write_index

URLS = [
    "http://example.org",
    "http://example.org/",
    "https://www.Example.org/Path/",
    "http://www2.example.org/a//b",
    "http://example.org:80/a",
    "https://example.org:443/a",
    "http://example.org:8080/a",
    "http://example.org/a?b=2&a=1",
    "http://example.org/a?",
    "http://example.org/a?&x=1&",
    "http://example.org/%7Euser/a%20b",
    "http://example.org/ü/ä?q=ö",
    "http://example.org/a%2Fb%252Fc",
    "http://example.org/a?q=%26x",
    "http://192.168.0.1/a",
    "http://user:pass@example.org/a",
    "http://example.org/a?PHPSESSID=0123456789abcdef0123456789abcdef&x=1",
    "http://example.org/a;jsessionid=0123456789abcdef0123456789abcdef?x=1",
    "http://bücher.example/",
    "http://sub.domain.example.co.uk/page.html#top",
    "http://example.org/a,b(c)",
    "http://example.org/index.html?x",
]


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The keys that pywb's own indexer gives."""
    warc = tmp_path_factory.mktemp("cdx") / "a.warc.gz"
    write_warc(warc, [Capture(url, "2020-01-01T00:00:00Z", body=url.encode()) for url in URLS])
    made = subprocess.run(
        [pywb_tool("cdx-indexer"), "-j", str(warc)], check=True, capture_output=True
    )
    lines = [line.split(" ", 2) for line in made.stdout.decode().splitlines()]
    return {json.loads(fields)["url"]: key for key, _, fields in lines}


@pytest.mark.parametrize("url", URLS)
def test_a_page_sorts_where_pywb_looks(url: str, theirs: dict[str, str]) -> None:
    """The same key for the same address."""
    assert sort_key(url) == theirs[url]


def line(url: str, day: int, offset: int) -> Line:
    return Line(
        url=url,
        at=datetime(2020, 1, day, tzinfo=UTC),
        status=200,
        mime="text/html",
        digest="sha1:X",
        filename="a.warc.gz",
        offset=offset,
        length=10,
    )


def test_an_index_is_sorted_and_comes_back(tmp_path: Path) -> None:
    """Written in any order; a line of somebody else's is passed over."""
    lines = [line("http://b.example/", 2, 10), line("http://a.example/", 3, 20)]
    lines.append(line("http://b.example/", 1, 0))
    index = tmp_path / "index.cdxj"
    write_index(index, lines)

    text = index.read_text()
    assert text.splitlines() == sorted(text.splitlines())
    index.write_text("!meta 0 {}\nnonsense\n" + text)
    assert sorted(read_index(index), key=lambda one: one.offset) == sorted(
        lines, key=lambda one: one.offset
    )
    assert read_index(tmp_path / "none.cdxj") == []


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_text_has_a_key_without_blanks_at_its_end(text: str) -> None:
    """Nothing raises."""
    assert isinstance(sort_key(f"http://{text}"), str)
    assert isinstance(sort_key(f"http://a.example/{text}"), str)
