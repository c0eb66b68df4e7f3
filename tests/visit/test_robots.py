"""What a site's robots.txt asks of programs."""

from __future__ import annotations

import asyncio

import pytest
from evil_origin import ARTICLE, HOST, Route, answer, fetch_settings, running, visit

from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

ROBOTS: dict[str, tuple[bytes, str]] = {
    "for everybody": (b"User-agent: *\nDisallow: /x", "robots_disallowed"),
    "for us": (b"User-agent: verifier\nDisallow: /", "robots_disallowed"),
    "for another": (b"User-agent: other\nDisallow: /", "ok"),
    "all but this": (b"User-agent: *\nDisallow: /\nAllow: /x", "ok"),
    "with a wildcard": (b"User-agent: *\nDisallow: /*x$", "robots_disallowed"),
    "with a byte order mark": (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "robots_disallowed"),
    "a page instead": (b"<html>User-agent: *\nDisallow: /</html>", "ok"),
    "nonsense": (b"\x00\xff" * 500, "ok"),
    "empty": (b"", "ok"),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_robots_txt_is_honoured(name: str) -> None:
    """What it forbids is not asked for."""
    text, reason = ROBOTS[name]
    routes: dict[str, Route] = {"/robots.txt": answer(text, kind="text/plain"), "/x": ARTICLE}

    check, origin = visit(routes, f"http://{HOST}/x", robots=True)

    assert check.reason == reason
    assert [request.path for request in origin.requests] == (
        ["/robots.txt"] if reason != "ok" else ["/robots.txt", "/x"]
    )


@pytest.mark.parametrize("code", [401, 403, 404, 410, 500, 503])
def test_a_robots_txt_that_is_not_there_forbids_nothing(code: int) -> None:
    """We look at one cited page; what keeps us from robots.txt will show on the page."""
    routes: dict[str, Route] = {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /", code),
        "/x": ARTICLE,
    }

    check, _ = visit(routes, f"http://{HOST}/x", robots=True)

    assert check.reason == "ok"


def test_robots_txt_is_fetched_once_for_a_site() -> None:
    """However many links of it are visited at once."""

    async def run() -> int:
        routes: dict[str, Route] = {"*": ARTICLE, "/robots.txt": answer(b"", kind="text/plain")}
        async with running(routes) as origin:
            fetch = fetch_settings(origin, robots=True)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            await asyncio.gather(*(visitor.visit(f"http://{HOST}/{n}") for n in range(20)))
            await transport.aclose()
            return sum(request.path == "/robots.txt" for request in origin.requests)

    assert asyncio.run(run()) == 1


@pytest.mark.parametrize(
    "wish", [b"Crawl-delay: 0.2", b"Request-rate: 5/1", b"Request-rate: 10/2s"]
)
def test_a_crawl_delay_keeps_visits_apart(wish: bytes) -> None:
    """The longer of our interval and the site's wish, in either way to write it."""

    async def run() -> float:
        routes: dict[str, Route] = {
            "*": ARTICLE,
            "/robots.txt": answer(b"User-agent: *\n" + wish, kind="text/plain"),
        }
        async with running(routes) as origin:
            fetch = fetch_settings(origin, robots=True)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            loop = asyncio.get_running_loop()
            begin = loop.time()
            await asyncio.gather(*(visitor.visit(f"http://{HOST}/{n}") for n in range(3)))
            await transport.aclose()
            return loop.time() - begin

    assert asyncio.run(run()) >= 0.39
