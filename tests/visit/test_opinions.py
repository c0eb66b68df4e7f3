"""Sites whose pages lie or hide: DOIs, GitHub, YouTube, each with what it really answers."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from typing import Any

import pytest
import trustme
from evil_origin import ARTICLE, Route, answer, fetch_settings, go, page, running

from citations.model import Check
from verifier.fetch import Visitor
from verifier.opinions import OPINIONS
from verifier.transport import GuardedTransport

HOSTS = (
    *("doi.org", "dx.doi.org", "hdl.handle.net", "publisher.test", "wall.test"),
    *("github.com", "api.github.com", "raw.githubusercontent.com"),
    *("www.youtube.com", "youtu.be", "consent.youtube.com"),
)
_CA = trustme.CA()
SERVER = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
_CA.issue_cert(*HOSTS).configure_cert(SERVER)
TRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_CA.configure_trust(TRUSTING)


def visit(routes: Mapping[str, Route], url: str, **changes: Any) -> tuple[Check, list[str]]:
    """One visit to these hosts over TLS, and what was asked of them."""

    async def run() -> tuple[Check, list[str]]:
        async with running(routes, SERVER) as origin:
            place = f"127.0.0.1:{origin.port}"
            resolve = {f"{host}:443": place for host in HOSTS}
            settings = fetch_settings(resolve=resolve, **changes)
            transport = GuardedTransport(settings, ssl_context=TRUSTING)
            try:
                made = await Visitor(transport, settings).visit(url)
            finally:
                await transport.aclose()
            return made.check, [f"{request.host}{request.path}" for request in origin.requests]

    return asyncio.run(run())


def handle(code: int, **more: object) -> bytes:
    """What the handle system's interface answers (404 goes with code 100)."""
    body = json.dumps({"responseCode": code, "handle": "10.1/x", **more}).encode()
    return answer(body, 404 if code == 100 else 200, kind="application/json")


URL_VALUE = {"index": 1, "type": "URL", "data": {"format": "string", "value": "https://p.test/x"}}
WALL = page("Just a moment...", "", '<script src="/cdn-cgi/challenge-platform/x"></script>')
NOT_THERE = answer(b"<title>DOI Not Found</title>", 404)
TO_PUBLISHER: dict[str, Route] = {"doi.org/10.1/x": go("https://publisher.test/x")}
API = "doi.org/api/handles/10.1/x"

# name: (what is there, address, status, reason, words of the sentence)
DOIS: dict[str, tuple[dict[str, Route], str, str, str, str]] = {
    "a DOI": (
        TO_PUBLISHER | {"publisher.test/x": ARTICLE},
        "https://doi.org/10.1/x",
        *("live", "ok", ""),
    ),
    "written as doi:": (
        TO_PUBLISHER | {"publisher.test/x": ARTICLE},
        "doi:10.1/x",
        *("live", "ok", ""),
    ),
    "a publisher's 403": (
        TO_PUBLISHER | {"publisher.test/x": answer(b"no", 403)},
        "https://doi.org/10.1/x",
        *("live", "ok", "registered and leads to https://publisher.test/x"),
    ),
    "a publisher's wall that answers 200": (
        TO_PUBLISHER | {"publisher.test/x": WALL},
        "https://doi.org/10.1/x",
        *("live", "ok", "registered and leads to"),
    ),
    "a publisher's robots.txt": (
        TO_PUBLISHER
        | {
            "publisher.test/robots.txt": answer(b"User-agent: *\nDisallow: /", kind="text/plain"),
            "doi.org/robots.txt": answer(b"", kind="text/plain"),
        },
        "https://doi.org/10.1/x",
        *("live", "ok", "registered and leads to"),
    ),
    "a publisher's 404": (
        TO_PUBLISHER | {"publisher.test/x": answer(b"no", 404)},
        "https://doi.org/10.1/x",
        *("failing", "http_404", ""),
    ),
    "a DOI that is none": (
        {"doi.org/10.1/x": NOT_THERE, API: handle(100)},
        "https://doi.org/10.1/x",
        *("failing", "http_404", "There is no such DOI"),
    ),
    "a DOI whose page errs": (
        {"doi.org/10.1/x": NOT_THERE, API: handle(1, values=[URL_VALUE])},
        "https://doi.org/10.1/x",
        *("live", "ok", "leads to https://p.test/x, which was not visited"),
    ),
    "the resolver refuses us": (
        {"doi.org/10.1/x": answer(b"no", 403), API: handle(1)},
        "https://doi.org/10.1/x",
        *("live", "ok", "The DOI is registered."),
    ),
    "the resolver and its interface refuse us": (
        {"doi.org/10.1/x": answer(b"no", 403), API: answer(b"no", 403)},
        "https://doi.org/10.1/x",
        *("blocked", "forbidden", ""),
    ),
    "an answer that is none": (
        {"doi.org/10.1/x": answer(b"no", 403), API: answer(b"[" * 100_000)},
        "https://doi.org/10.1/x",
        *("blocked", "forbidden", ""),
    ),
    "values without a handle": (
        {"doi.org/10.1/x": NOT_THERE, API: handle(200)},
        "https://doi.org/10.1/x",
        *("failing", "http_404", ""),
    ),
    "values of another kind": (
        {"doi.org/10.1/x": NOT_THERE, API: handle(1, values=[1, {"type": "URL", "data": "x"}])},
        "https://doi.org/10.1/x",
        *("live", "ok", "The DOI is registered."),
    ),
    "a handle": (
        {
            "hdl.handle.net/2027/abc": answer(b"", 500),
            "hdl.handle.net/api/handles/2027/abc": handle(1),
        },
        "hdl:2027/abc",
        *("live", "ok", "The handle is registered."),
    ),
    "the resolver's own page": (
        {"doi.org/about": answer(b"no", 403)},
        "https://doi.org/about",
        *("blocked", "forbidden", ""),
    ),
}


@pytest.mark.parametrize("name", DOIS)
def test_a_doi_is_judged_by_its_registry(name: str) -> None:
    """A publisher's refusal is none of the DOI; what the resolver hides, its interface says."""
    routes, url, status, reason, says = DOIS[name]

    check, _ = visit(routes, url, robots=True)

    assert (check.status.value, check.reason) == (status, reason), check.why
    assert says in check.why


FILE = answer(b"line\n" * 30, kind="text/plain")
RAW = "raw.githubusercontent.com/o/r/main/a.py"
DISALLOWED: dict[str, Route] = {
    "github.com/robots.txt": answer(b"User-agent: *\nDisallow: /*/tree/", kind="text/plain")
}
BLOB = page("r/a.py at main", "def main(): ..." * 20)
JSON = answer(b"{}", kind="application/json")

GITHUB: dict[str, tuple[dict[str, Route], str, str, str, str]] = {
    "a file": ({"github.com/o/r/blob/main/a.py": BLOB}, "/o/r/blob/main/a.py", "live", "ok", ""),
    "lines of a file": (
        {"github.com/o/r/blob/main/a.py": BLOB, RAW: FILE},
        *("/o/r/blob/main/a.py#L10-L30", "live", "ok", ""),
    ),
    "lines and columns": (
        {"github.com/o/r/blob/main/a.py": BLOB, RAW: FILE},
        *("/o/r/blob/main/a.py#L3C1-L30C9", "live", "ok", ""),
    ),
    "lines behind its end": (
        {"github.com/o/r/blob/main/a.py": BLOB, RAW: FILE},
        *("/o/r/blob/main/a.py#L10-L31", "live", "fragment_missing", "L10-L31, of 30 lines"),
    ),
    "lines of a file that cannot be read": (
        {"github.com/o/r/blob/main/a.py": BLOB},
        *("/o/r/blob/main/a.py#L99", "live", "ok", ""),
    ),
    "a file, but no more visits today": (
        {"github.com/o/r/blob/main/a.py": answer(b"", 429, "Retry-After: 900"), RAW: FILE},
        *("/o/r/blob/main/a.py", "live", "ok", "GitHub says that it is there"),
    ),
    "no file, and no more visits today": (
        {"github.com/o/r/blob/main/a.py": answer(b"", 429, "Retry-After: 900")},
        *("/o/r/blob/main/a.py", "blocked", "rate_limited", ""),
    ),
    "a folder, which robots.txt keeps from us": (
        DISALLOWED | {"api.github.com/repos/o/r/contents/docs?ref=main": JSON},
        *("/o/r/tree/main/docs", "live", "ok", "GitHub says that it is there"),
    ),
    "a folder that is not there": (
        DISALLOWED,
        *("/o/r/tree/main/docs", "blocked", "robots_disallowed", ""),
    ),
    "a branch, which robots.txt keeps from us": (
        DISALLOWED | {"api.github.com/repos/o/r": JSON},
        *("/o/r/tree/main", "live", "ok", ""),
    ),
    "an issue, but no more visits today": (
        {
            "github.com/o/r/issues/7": answer(b"", 429, "Retry-After: 900"),
            "api.github.com/repos/o/r/issues/7": JSON,
        },
        *("/o/r/issues/7", "live", "ok", ""),
    ),
    "a repository that was renamed": (
        {"github.com/o/r": go("https://github.com/o/new", 301), "github.com/o/new": BLOB},
        *("/o/r", "moved", "permanent_redirect", "https://github.com/o/new"),
    ),
    "a repository that is gone, or private": (
        {"github.com/o/r": answer(b"", 404)},
        *("/o/r", "failing", "http_404", "GitHub says the same of what is private"),
    ),
    "a page of GitHub's own": (
        {"github.com/features/x": answer(b"", 429, "Retry-After: 900")},
        *("/features/x", "blocked", "rate_limited", ""),
    ),
}


@pytest.mark.parametrize("name", GITHUB)
def test_what_github_hides_is_found(name: str) -> None:
    """By the raw file or the API, without a word too many where neither says."""
    routes, path, status, reason, says = GITHUB[name]

    check, _ = visit(routes, f"https://github.com{path}", robots=True)

    assert (check.status.value, check.reason) == (status, reason), check.why
    assert says in check.why


def test_a_private_repository_is_seen_with_credentials() -> None:
    """The API is asked with the header of the settings, and nobody else gets it."""
    routes: dict[str, Route] = {
        "github.com/o/r/blob/main/a.py": answer(b"", 404),
        "api.github.com/repos/o/r/contents/a.py?ref=main": JSON,
    }

    check, asked = visit(
        routes,
        "https://github.com/o/r/blob/main/a.py",
        headers={"api.github.com": "Authorization: Bearer x"},
    )

    assert (check.status.value, check.reason) == ("live", "ok")
    assert "its repository is private" in check.why
    assert asked == [
        "github.com/o/r/blob/main/a.py",
        "api.github.com/repos/o/r/contents/a.py?ref=main",
    ]


OEMBED = "www.youtube.com/oembed"
SHELL = page(" - YouTube", "About Press Copyright Contact us Creators " * 9)
PLAYS = page("A lake - YouTube", "x", '<script>{"playabilityStatus":{"status":"OK"}}</script>')
ERROR = page(" - YouTube", "x", '<script>{"playabilityStatus":{"status":"ERROR"}}</script>')
TITLE = answer(b'{"title": "A lake"}', kind="application/json")

YOUTUBE: dict[str, tuple[dict[str, Route], str, str, str]] = {
    "a video that plays": ({"www.youtube.com/watch": PLAYS}, "/watch?v=a", "live", "ok"),
    "a video that is not there": (
        {"www.youtube.com/watch": ERROR},
        *("/watch?v=a", "soft_404", "not_found_page"),
    ),
    "a shell, and a video": (
        {"www.youtube.com/watch": SHELL, OEMBED: TITLE},
        *("/watch?v=a", "live", "ok"),
    ),
    "a shell, and no video": (
        {"www.youtube.com/watch": SHELL, OEMBED: answer(b"Not Found", 404)},
        *("/watch?v=a", "soft_404", "not_found_page"),
    ),
    "a shell, and no such name": (
        {"www.youtube.com/shorts/a": SHELL, OEMBED: answer(b"Bad Request", 400)},
        *("/shorts/a", "soft_404", "not_found_page"),
    ),
    "a private video": (
        {"www.youtube.com/watch": SHELL, OEMBED: answer(b"Forbidden", 403)},
        *("/watch?v=a", "blocked", "login_required"),
    ),
    "a private video, said with 200": (
        {"www.youtube.com/watch": SHELL, OEMBED: answer(b"Forbidden")},
        *("/watch?v=a", "blocked", "login_required"),
    ),
    "a video that may not be embedded": (
        {"www.youtube.com/watch": SHELL, OEMBED: answer(b"Unauthorized", 401)},
        *("/watch?v=a", "live", "ok"),
    ),
    "a list": (
        {"www.youtube.com/playlist": SHELL, OEMBED: answer(b"Not Found", 404)},
        *("/playlist?list=PL1", "soft_404", "not_found_page"),
    ),
    "a page for consent, and a video": (
        {
            "www.youtube.com/watch": go("https://consent.youtube.com/m?continue=x"),
            "consent.youtube.com/*": page("Before you continue", "Sign in Accept all"),
            OEMBED: TITLE,
        },
        *("/watch?v=a", "live", "ok"),
    ),
    "a channel": ({"www.youtube.com/@lake": SHELL}, "/@lake", "live", "ok"),
    "a visit too many, and a video": (
        {"www.youtube.com/watch": answer(b"", 429, "Retry-After: 900")},
        *("/watch?v=a", "blocked", "rate_limited"),
    ),
}


@pytest.mark.parametrize("name", YOUTUBE)
def test_a_video_is_judged_by_what_oembed_says(name: str) -> None:
    """A page that answers 200 for every video says nothing of any."""
    routes, path, status, reason = YOUTUBE[name]

    check, _ = visit(routes, f"https://www.youtube.com{path}")

    assert (check.status.value, check.reason) == (status, reason), check.why


def test_a_short_address_is_asked_by_its_long_one() -> None:
    """youtu.be names a video in its path; oEmbed wants to hear of it as youtube.com does."""
    routes: dict[str, Route] = {
        "youtu.be/a-b": go("https://www.youtube.com/watch?v=a-b", 303),
        "www.youtube.com/watch": SHELL,
        OEMBED: TITLE,
    }

    check, asked = visit(routes, "https://youtu.be/a-b?si=x")

    assert check.status.value == "live"
    assert asked[-1] == f"{OEMBED}?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Da-b"


@pytest.mark.parametrize("host", ["notgithub.com", "github.com.evil.test", "doi.org.test"])
def test_another_site_is_not_taken_for_one_of_these(host: str) -> None:
    """Only the registered domain counts."""
    from verifier.domains import registrable

    assert registrable(host) not in OPINIONS
