"""One archive's door: budgets, bounded answers, and rest for an archive that is down."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

import httpx

from verifier import __version__, config
from verifier.errors import ArchiveError
from verifier.limiter import LEAST_STOP, Limiter

__all__ = ["Answer", "Client", "Server", "Transport"]

Transport = httpx.AsyncBaseTransport
Budget = Literal["search", "copy"]


class Server(Protocol):
    """What every archive's table in the configuration says."""

    @property
    def url(self) -> str: ...
    @property
    def searches_per_minute(self) -> int: ...
    @property
    def copies_per_second(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one question; redirects are not followed."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes = b""
    truncated: bool = False


class Client:
    """Asks one archive, within its budgets and our deadline."""

    def __init__(
        self,
        name: str,
        server: Server,
        settings: config.Archives,
        transport: Transport,
        limiter: Limiter,
    ) -> None:
        self.name = name
        self._settings = settings
        self._transport = transport
        self._limiter = limiter
        self._intervals: dict[Budget, timedelta] = {
            "search": timedelta(minutes=1) / max(server.searches_per_minute, 1),
            "copy": timedelta(seconds=1) / max(server.copies_per_second, 0.001),
        }

    async def ask(
        self,
        url: str,
        budget: Budget,
        *,
        headers: Mapping[str, str] | None = None,
        body: bool = True,
        patience: timedelta | None = None,
    ) -> Answer:
        """The archive's answer, its body read up to ``max_bytes``.

        Raises ``Busy`` if no turn comes within ``patience``, and ``ArchiveError`` if the
        archive is down, is slow, tells us to wait, or fails (5xx).
        """
        deadline = self._settings.deadline
        seconds = deadline.total_seconds()
        self._awake()
        turn = f"{self.name} {budget}"
        await self._limiter.turn(turn, self._intervals[budget], patience or deadline)
        self._awake()
        started = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(seconds):
                answer = await self._send(url, headers or {}, body=body)
        except TimeoutError:
            raise self._failed(f"no answer within {seconds:g} s") from None
        except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError, OSError) as error:
            raise self._failed(f"cannot be asked: {_said(error)}") from None
        except asyncio.CancelledError:
            # The caller's patience ended first: that was the archive's fault if it had time.
            if asyncio.get_running_loop().time() - started > seconds / 2:
                self._limiter.failed(self.name, self._settings.rest)
            raise
        return self._judged(answer)

    def now(self) -> datetime:
        return self._limiter.now()

    def _failed(self, why: str) -> ArchiveError:
        self._limiter.failed(self.name, self._settings.rest)
        return ArchiveError(f"{self.name}: {why}")

    def _awake(self) -> None:
        if self._limiter.resting(self.name):
            raise ArchiveError(f"{self.name}: does not answer; left alone for now")

    def _judged(self, answer: Answer) -> Answer:
        if answer.status == 429:
            pause = _retry_after(answer.headers)
            for budget in self._intervals:
                self._limiter.stop(f"{self.name} {budget}", pause)
            raise ArchiveError(f"{self.name}: asks us to wait (429); left alone for now")
        if answer.status >= 500 and "memento-datetime" not in answer.headers:
            raise self._failed(f"is out of order ({answer.status})")
        self._limiter.answered(self.name)
        return answer

    async def _send(self, url: str, headers: Mapping[str, str], *, body: bool) -> Answer:
        request = httpx.Request(
            "GET", url, headers={"user-agent": f"verifier/{__version__}", **headers}
        )
        response = await self._transport.handle_async_request(request)
        try:
            content, truncated = b"", False
            if body:
                content, truncated = await _bounded(response, self._settings.max_bytes)
        finally:
            await response.aclose()
        return Answer(
            url=url,
            status=response.status_code,
            headers=response.headers,
            body=content,
            truncated=truncated,
        )


async def _bounded(response: httpx.Response, limit: int) -> tuple[bytes, bool]:
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > limit:
            return bytes(content[:limit]), True
    return bytes(content), False


def _retry_after(headers: httpx.Headers) -> timedelta:
    seconds = headers.get("retry-after", "")
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 6:
        return max(timedelta(seconds=int(seconds)), LEAST_STOP)
    return LEAST_STOP


def _said(error: Exception) -> str:
    text = str(error).splitlines()
    return f"{type(error).__name__}" + (f": {text[0][:200]}" if text else "")
