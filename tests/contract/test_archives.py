"""Every registered archive: a copy, none, or one line that says what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from verifier.archives import ARCHIVES, look_up
from verifier.availability import Failure
from verifier.config import Archives, load
from verifier.errors import ArchiveError
from verifier.limiter import Unhurried
from verifier.transport import TransportFailure

NOW = datetime(2026, 11, 1, tzinfo=UTC)
Answers = Callable[[httpx.Request], httpx.Response]


class Web(httpx.AsyncBaseTransport):
    """A web that answers everything in one way, and counts."""

    def __init__(self, answer: Answers) -> None:
        self._answer = answer
        self.asked = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        response = self._answer(request)
        response.request = request
        return response


def _settings() -> Archives:
    settings = load().archives
    return replace(settings, memento=replace(settings.memento, url="https://m.example/web"))


def _broken(request: httpx.Request) -> httpx.Response:
    raise TransportFailure(Failure("connect_refused"))


def _answers(status: int, body: bytes = b"", **headers: str) -> Answers:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx.Response(status, content=body, headers=sent)


BAD: dict[str, Answers] = {
    "refuses connections": _broken,
    "is out of order": _answers(503),
    "asks us to wait": _answers(429, retry_after="120"),
    "answers nonsense": _answers(200, b"\xff\x00{[<", content_type="application/json"),
    "sends us to nowhere": _answers(302, location="http://["),
    "sends us round in circles": _answers(302, location="/again"),
    "answers a page": _answers(200, b"<html><title>Welcome</title></html>"),
    "forbids it": _answers(403),
}


@pytest.mark.parametrize("name", sorted(ARCHIVES))
def test_a_page_that_was_never_archived_has_no_copies(name: str) -> None:
    """404 everywhere is no error: there is no copy."""
    archive = ARCHIVES[name](_settings(), Web(_answers(404)), Unhurried(lambda: NOW))

    assert asyncio.run(archive.find("https://a.example/x", NOW)) == ()


@pytest.mark.parametrize("name", sorted(ARCHIVES))
@pytest.mark.parametrize("trouble", sorted(BAD))
def test_an_archive_in_trouble_is_one_line_and_costs_nothing_more(name: str, trouble: str) -> None:
    """Whatever it answers, a look-up gives copies or a remark within few requests."""
    web = Web(BAD[trouble])
    archive = ARCHIVES[name](_settings(), web, Unhurried(lambda: NOW))

    found = asyncio.run(look_up("https://a.example/x", NOW, [archive], timedelta(seconds=5)))

    assert all(remark.startswith(f"{name}: ") and "\n" not in remark for remark in found.remarks)
    assert all(memento.original for memento in found.mementos)
    assert web.asked <= 12


@pytest.mark.parametrize("name", sorted(ARCHIVES))
def test_a_refusal_is_not_asked_again(name: str) -> None:
    """After 429 the same client sends nothing more for its pause."""
    web = Web(BAD["asks us to wait"])
    archive = ARCHIVES[name](_settings(), web, Unhurried(lambda: NOW))

    with pytest.raises(ArchiveError):
        asyncio.run(archive.find("https://a.example/x", NOW))
    assert web.asked == 1
