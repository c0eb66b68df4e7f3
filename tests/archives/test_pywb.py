"""Both clients against a real pywb."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from web import Capture, pywb, write_warc

from citations.model import Memento
from verifier import config
from verifier.archives import ARCHIVES, Copy, fetch_copy
from verifier.limiter import Limiter

PAGE = "http://example.org/report?year=2019&part=a,b"
LONG = b"<html><title>Report</title><p>" + b"The bridge was opened in 1932. " * 40 + b"</p></html>"

CAPTURES = [
    Capture(PAGE, "2015-03-01T10:00:00Z", body=LONG),
    Capture(PAGE, "2016-03-01T10:00:00Z", "404 Not Found", b"<h1>Not found</h1>"),
    Capture(PAGE, "2017-03-01T10:00:00Z", body=LONG, revisit_of="2015-03-01T10:00:00Z"),
    Capture(PAGE, "2019-03-01T10:00:00Z", body=LONG.replace(b"1932", b"1933")),
    Capture(PAGE, "2021-03-01T10:00:00Z", "503 Service Unavailable", b"busy"),
    Capture(
        "http://example.org/old",
        "2020-01-01T00:00:00Z",
        "301 Moved Permanently",
        b"",
        [("Location", "http://example.org/new")],
    ),
    Capture("http://example.org/new", "2020-01-01T00:00:07Z", body=LONG),
    Capture(
        "http://example.org/late",
        "2020-01-01T00:00:00Z",
        "302 Found",
        b"",
        [("Location", "http://example.org/later")],
    ),
    Capture("http://example.org/later", "2021-06-01T00:00:00Z", body=LONG),
    Capture(
        "http://example.org/loop",
        "2020-01-01T00:00:00Z",
        "302 Found",
        b"",
        [("Location", "http://example.org/pool")],
    ),
    Capture(
        "http://example.org/pool",
        "2020-01-01T00:00:00Z",
        "302 Found",
        b"",
        [("Location", "http://example.org/loop")],
    ),
    Capture("http://example.org/empty", "2020-01-01T00:00:00Z", body=b""),
    Capture("http://example.org/leap", "2020-02-29T23:59:59Z", body=LONG),
]


@pytest.fixture(scope="module", params=["framed", "plain", "exact"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """pywb as it stands, without its frame, and redirecting to the exact moment."""
    folder = tmp_path_factory.mktemp("pywb")
    warc = folder / "a.warc.gz"
    write_warc(warc, CAPTURES)
    settings = {
        "framed": "",
        "plain": "framed_replay: false\n",
        "exact": "framed_replay: false\nredirect_to_exact: true\n",
    }[request.param]
    with pywb(folder, [warc], settings) as url:
        yield url


@pytest.fixture
def pointed(settings: config.Archives, base: str) -> config.Archives:
    return replace(
        settings,
        wayback=replace(settings.wayback, url=base),
        memento=replace(settings.memento, url=f"{base}/web"),
    )


@pytest.fixture
def found(
    run: Any, pointed: config.Archives, limiter: Limiter
) -> Callable[..., tuple[Memento, ...]]:
    """What the archive of that name finds."""
    return lambda name, url, near=None: run(
        lambda transport: ARCHIVES[name](pointed, transport, limiter).find(url, near)
    )


@pytest.fixture
def copied(run: Any, pointed: config.Archives, limiter: Limiter) -> Callable[[Memento], Copy]:
    """A memento's copy."""
    return lambda memento: run(lambda transport: fetch_copy(memento, transport, limiter, pointed))


@pytest.mark.parametrize("name", ["wayback", "memento"])
def test_every_capture_of_a_page_is_found_in_order(found: Any, name: str) -> None:
    """All five moments, whichever way the archive is asked, and the address with its comma."""
    mementos = found(name, PAGE, datetime(2018, 1, 1, tzinfo=UTC))

    assert [memento.captured_at.year for memento in mementos] == [2015, 2016, 2017, 2019, 2021]
    assert {memento.original for memento in mementos} == {PAGE}
    assert all(memento.url.endswith("/" + PAGE) for memento in mementos)
    assert {memento.archive for memento in mementos} == {name}


@pytest.mark.parametrize("name", ["wayback", "memento"])
@pytest.mark.parametrize("url", ["http://example.org/never", "http://nowhere.example/"])
def test_a_page_that_was_never_captured_has_no_copies(found: Any, name: str, url: str) -> None:
    """Nothing is found, and nothing is wrong."""
    assert found(name, url) == ()


@pytest.mark.parametrize(
    ("url", "year", "defect"),
    [
        (PAGE, 2015, None),
        (PAGE, 2016, "http_404"),
        (PAGE, 2017, None),
        (PAGE, 2021, "server_error"),
        ("http://example.org/old", 2020, None),
        ("http://example.org/late", 2020, "moved_in_time"),
        ("http://example.org/loop", 2020, "too_many_redirects"),
        ("http://example.org/empty", 2020, "empty_page"),
        ("http://example.org/leap", 2020, None),
    ],
)
def test_a_copy_is_read_as_it_was_captured_and_judged(
    found: Any, copied: Any, url: str, year: int, defect: str | None
) -> None:
    """The bytes have no frame of the archive; a revisit is resolved; a bad copy says why."""
    mementos = found("wayback", url)
    memento = next(memento for memento in mementos if memento.captured_at.year == year)

    copy = copied(memento)

    assert copy.defect == defect
    assert copy.memento.verified == (defect is None)
    if defect is None:
        assert copy.body == LONG


def test_the_copy_of_a_redirect_says_which_page_it_is(found: Any, copied: Any) -> None:
    """A capture of a redirect leads to the capture of its target, moments later."""
    (memento,) = found("memento", "http://example.org/old")

    copy = copied(memento)

    assert copy.original == "http://example.org/new"
    assert copy.memento.original == "http://example.org/old"
