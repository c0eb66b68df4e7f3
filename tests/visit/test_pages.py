"""Pages that are not what is cited, and pages that are: by what they say and where they lie."""

from __future__ import annotations

import asyncio

import pytest
from evil_origin import ARTICLE, HOST, Route, answer, fetch_settings, page, running, visit
from page_cases import LONG, PAGES
from reported_cases import REPORTED

from citations.model import Hop, LinkStatus
from verifier.availability import Fetched
from verifier.availability.classify import classify
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

CASES = PAGES | REPORTED


@pytest.mark.parametrize("name", CASES)
def test_every_page_has_its_status_and_reason(name: str) -> None:
    """What a page is follows from its words, its way and its site; uncertain pages are live."""
    routes, path, status, reason = CASES[name]

    check, _ = visit(routes, f"http://{HOST}{path}", probe=True)

    assert (check.status.value, check.reason) == (status, reason), check.why


@pytest.mark.parametrize("name", [name for name, case in PAGES.items() if case[2] != "soft_404"])
def test_no_page_is_lost_because_nobody_asked_for_its_sibling(name: str) -> None:
    """Without the made-up path, every page that is there is still there."""
    routes, path, status, reason = CASES[name]

    check, _ = visit(routes, f"http://{HOST}{path}")

    assert (check.status.value, check.reason) == (status, reason), check.why


def test_a_section_is_asked_once_for_a_page_that_cannot_exist() -> None:
    """Two visits to a section share one made-up path, whose name says what it is."""
    import asyncio

    from evil_origin import fetch_settings, running

    from verifier.fetch import Visitor
    from verifier.transport import GuardedTransport

    async def run() -> list[str]:
        routes: dict[str, Route] = {"/a/1": page("One", LONG), "/a/2": page("Two", LONG)}
        async with running(routes) as origin:
            fetch = fetch_settings(origin, probe=True)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            await asyncio.gather(*(visitor.visit(f"http://{HOST}/a/{n}") for n in (1, 2, 1)))
            await transport.aclose()
            return [request.path for request in origin.requests if "no-such-page" in request.path]

    assert len(asyncio.run(run())) == 1


def test_a_page_whose_title_repeats_its_address_needs_no_sibling() -> None:
    """It is the page that was asked for; the site is spared a request."""
    _, origin = visit(
        {"/news/lake-level-report": page("Lake level report | Daily", LONG)},
        f"http://{HOST}/news/lake-level-report",
        probe=True,
    )

    assert len(origin.requests) == 1


def test_why_is_a_sentence_that_quotes_what_it_saw() -> None:
    """An editor reads it without opening the page."""
    check, _ = visit({"/x": page("Page not found | The Daily", "Try again.")}, f"http://{HOST}/x")

    assert check.status is LinkStatus.SOFT_404
    assert check.why == ('The server says all is well, but the page says "Page not found".')


@pytest.mark.parametrize("code", [401, 403, 429, 503])
def test_a_publisher_that_refuses_us_is_not_the_fault_of_the_doi(code: int) -> None:
    """doi.org knew the DOI and redirected: the reference is good."""
    fetched = Fetched(
        asked="https://doi.org/10.1000/xyz",
        hops=(Hop(url="https://doi.org/10.1000/xyz", status=302),),
        final_url="https://publisher.test/xyz",
        status=code,
        headers=(("cf-mitigated", "challenge"),),
    )

    found = classify(fetched)

    assert (found.status, found.reason) == (LinkStatus.LIVE, "ok")
    assert "publisher.test" in found.why


def test_a_doi_is_visited_at_its_resolver() -> None:
    """An identifier without an address is asked for at doi.org."""
    check, _ = visit({}, "doi:10.1000/xyz", resolve={"doi.org:443": "127.0.0.1:1"})

    assert (check.url, check.final_url) == ("doi:10.1000/xyz", "https://doi.org/10.1000/xyz")


def test_a_video_that_is_gone_is_known_by_its_data() -> None:
    """YouTube answers 200 for videos that are not there."""
    body = b'<title> - YouTube</title><script>{"playabilityStatus":{"status":"ERROR"}}</script>'
    url = "https://www.youtube.com/watch?v=x"
    headers = (("content-type", "text/html"),)
    fetched = Fetched(asked=url, final_url=url, status=200, headers=headers, body=body * 90)

    assert classify(fetched).reason == "not_found_page"


def test_an_unread_article_is_live() -> None:
    """A page in an encoding we did not ask for cannot be judged, and is not accused."""
    check, _ = visit({"/x": answer(b"\x0b", 200, "Content-Encoding: br")}, f"http://{HOST}/x")

    assert (check.status, check.content_sha256) == (LinkStatus.LIVE, None)


def test_the_same_article_twice_is_live() -> None:
    """Two addresses of one good page do not make it a missing one."""
    check, _ = visit({"/a/x": ARTICLE, "/a/y": ARTICLE}, f"http://{HOST}/a/x", probe=True)

    assert check.status is LinkStatus.LIVE


def test_what_a_page_is_compared_with_is_asked_before_other_pages() -> None:
    """A visit that has its page in hand waits for one answer, not for all who came after it."""

    async def run() -> list[str]:
        async with running({f"/a/{number}": ARTICLE for number in range(9)}) as origin:
            settings = fetch_settings(origin, probe=True, host_concurrency=1)
            transport = GuardedTransport(settings)
            visitor = Visitor(transport, settings)
            urls = [f"http://{HOST}/a/{number}" for number in range(9)]
            await asyncio.gather(*(visitor.visit(url) for url in urls))
            await transport.aclose()
            return [request.path for request in origin.requests]

    asked = asyncio.run(run())

    assert "no-such-page" in "".join(asked[:3])
    assert len(asked) == 10
