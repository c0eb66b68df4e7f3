"""Links and TimeMaps, as archives write them and as nobody should."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.archives.linkformat import http_date, parse_links
from verifier.archives.memento import read_timemap

DATE = "Thu, 01 Jan 2015 00:00:00 GMT"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("", []),
        ("nothing here", []),
        ('<http://a/>; rel="original"', ["http://a/"]),
        ('<http://a/?x=1,2;3>; rel="memento", <b>', ["http://a/?x=1,2;3", "http://base/b"]),
        ('<http://a/>; title="one, <two>; three"; rel=x, <c>', ["http://a/", "http://base/c"]),
        ('<http://a/>; title="say \\"<no>\\"", <c>', ["http://a/", "http://base/c"]),
        ('<http://a/>;;; rel="x" , ,, <c>', ["http://a/", "http://base/c"]),
        ('<http://a/> ; rel = "x"\r\n,\r\n <c>;rel=y', ["http://a/", "http://base/c"]),
        ('<http://a/>; title="never closed, <c>; rel=x', ["http://a/"]),
        ("<http://a/", []),
        ("<>; rel=x, <c>", ["http://base/c"]),
        ("<http://[bad>; rel=x, <c>", ["http://base/c"]),
    ],
)
def test_addresses_survive_commas_quotes_and_broken_neighbours(
    text: str, targets: list[str]
) -> None:
    """A comma inside <> or quotation marks parts nothing; what is broken is passed over."""
    assert [link.target for link in parse_links(text, "http://base/")] == targets


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (DATE, datetime(2015, 1, 1, tzinfo=UTC)),
        ("Thu, 01 Jan 2015 02:00:00 +0200", datetime(2015, 1, 1, tzinfo=UTC)),
        ("01 Jan 2015 00:00:00 GMT", datetime(2015, 1, 1, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Thu, 99 Foo 2015 00:00:00 GMT", None),
        ("", None),
        ("yesterday", None),
        ("Thu, 01 Jan 99999999999 00:00:00 GMT", None),
    ],
)
def test_a_moment_is_a_real_one_or_none(text: str, moment: datetime | None) -> None:
    """Only dates the web has had, in UTC."""
    assert http_date(text) == moment


def test_a_timemap_gives_its_mementos_and_further_pages() -> None:
    """Several relations at once, odd order of attributes, a page of JSON left alone."""
    page = "http://archive.example/timemap/link/http://example.org/a,b"
    text = f"""<http://example.org/a,b>; rel="original",
<{page}>; rel="self"; type="application/link-format",
<http://archive.example/timemap/json/x>; rel="timemap"; type="application/json",
<{page}?page=2>; rel="timemap"; type="application/link-format",
<http://archive.example/20150101000000/http://example.org/a,b>; datetime="{DATE}";
 rel="first memento",
<http://archive.example/xYz1>; rel="Memento Last"; datetime="Fri, 02 Jan 2015 00:00:00 GMT",
<http://archive.example/undated>; rel="memento"
"""

    mementos, more = read_timemap(text, page, "some")

    assert [memento.url for memento in mementos] == [
        "http://archive.example/20150101000000/http://example.org/a,b",
        "http://archive.example/xYz1",
    ]
    assert {memento.original for memento in mementos} == {"http://example.org/a,b"}
    assert more == [f"{page}?page=2"]


@given(st.text(alphabet='<>;,="\\ arel', max_size=60))
@settings(deadline=None, max_examples=300)
def test_no_text_breaks_the_parser(text: str) -> None:
    """Whatever comes, there are no more links than there are brackets."""
    assert len(list(parse_links(text, "http://base/"))) <= text.count("<")


@pytest.mark.parametrize("piece", ['<a>;x="', "<a>;", '<a>;x="\\"', "<", "<a> ", ";=,"])
def test_a_hostile_timemap_is_read_in_one_pass(piece: str) -> None:
    """A quarter of a million characters of nonsense take no more than a second."""
    text = piece * (250_000 // len(piece))
    started = time.process_time()
    list(parse_links(text, "http://base/"))
    assert time.process_time() - started < 2
