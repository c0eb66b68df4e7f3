"""The one door to the network: httpx's types, our own connections, our address policy.

Whatever asks for it (a visit, robots.txt, an archive), an address is judged three times:
as it is written, as its name resolves, and as the socket has connected. Nothing is
redirected or decoded here, and no proxy of the environment is used. httpx itself is loaded
by the first who speaks in its types; a visit does not, and loading takes as long as
hundreds of visits.
"""

from __future__ import annotations

import asyncio
import functools
import re
import ssl
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from verifier import addresses, config
from verifier.addresses import Policy, Target
from verifier.availability import Failure
from verifier.dial import Dialler
from verifier.names import Lookup, Names, Refused
from verifier.pool import Deadlines, Idle
from verifier.wire import Connection, Head, Sink, WireError

if TYPE_CHECKING:
    import httpx

__all__ = [
    "GuardedTransport",
    "Lookup",
    "OfflineTransport",
    "Reply",
    "Timing",
    "Transport",
    "TransportFailure",
]

_LINE_BREAK = re.compile(r"[\r\n\x00]")
Headers = Iterable[tuple[str, str]]
HeaderFields = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Timing:
    """When an exchange took place and how long it took, as its recording tells.

    A transport that records or replays puts one into ``request.extensions["timing"]`` and
    has it right once the exchange is over.
    """

    at: datetime
    elapsed_ms: int = 0


class Transport(Protocol):
    """What httpx asks of a transport (``httpx.AsyncBaseTransport``)."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body to be read; raises ``TransportFailure``."""

    async def aclose(self) -> None:
        """Let go of all connections."""


class TransportFailure(Exception):
    """No answer came; ``failure`` is the reason code and its detail."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.kind}: {failure.detail}".rstrip(": "))
        self.failure = failure


class OfflineTransport:
    """Sends nothing: every request fails as ``offline``."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:  # noqa: ARG002
        raise TransportFailure(Failure("offline", "verifier was told to stay offline"))

    async def aclose(self) -> None:
        """There is nothing to let go of."""


class Reply:
    """One answer: its head, and its body to be read; closing it early drops the connection."""

    def __init__(self, head: Head, connection: Connection, release: _Release) -> None:
        self.head = head
        self._connection = connection
        self._release = release

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            while piece := await self._connection.read():
                yield piece
        except WireError as error:
            raise TransportFailure(Failure(error.kind, error.detail)) from None

    async def aclose(self) -> None:
        self._release.give_back(self._connection)


class GuardedTransport:
    """Requests over real connections, to allowed addresses only.

    The body of an answer is streamed as it came over the wire (chunks joined, encodings
    kept). Every failure is a ``TransportFailure``. Time is the caller's to limit.
    """

    def __init__(
        self,
        settings: config.Fetch,
        *,
        lookup: Lookup | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = Policy(settings.allow_addresses, settings.allow_ports)
        self._names = Names(self._policy, settings.resolve, lookup)
        self._dialler = Dialler(
            self._names,
            settings.proxy,
            ssl_context,
            http2=settings.http2,
            authorities=settings.authorities,
        )
        self._idle = Idle()
        self._deadlines = Deadlines()
        self._agent = settings.agent

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer in httpx's types; raises ``TransportFailure``."""
        from verifier.pulled import response

        headers = [item for item in request.headers.multi_items() if item[0] != "host"]
        if "user-agent" not in request.headers:
            # Whoever is asked, an archive or a registry, learns who asks and whom to write to.
            headers.append(("User-Agent", self._agent))
        body = await request.aread()
        reply = await self.send(request.method, str(request.url), headers, body)
        return response(reply, request)

    async def locate(self, host: str, port: int) -> str | None:
        """The address that a host is reached at, if it is a single one and no proxy's affair."""
        return None if self._dialler.proxied else await self._names.single(host, port)

    async def get(self, target: Target, headers: HeaderFields, sink: Sink, seconds: float) -> None:
        """GET, the answer pushed into ``sink`` as it comes, all of it within ``seconds``.

        httpx's objects, a task and a timer for each would cost more than the exchange.
        """
        self._judge(target)
        path = self._dialler.on_the_line(target)
        # A target's parts have no line breaks in them.
        line = f"GET {path} HTTP/1.1\r\nHost: {target.place}\r\n".encode() + _fields(headers)
        until = time.monotonic() + seconds
        try:
            while not await self._got(target, line, sink, until):
                pass  # a kept connection that the server had closed meanwhile is no answer
        except WireError as error:
            raise TransportFailure(Failure(error.kind, error.detail)) from None
        except Refused as error:
            raise TransportFailure(error.failure) from None

    async def _got(self, target: Target, line: bytes, sink: Sink, until: float) -> bool:
        """Whether the answer came; if not, another connection is to be tried."""
        origin = target.origin
        connection = self._idle.take(origin)
        fresh = connection is None
        if connection is None:
            async with asyncio.timeout(until - time.monotonic()):
                connection = await self._dialler.dial(target)
        self._deadlines.start(connection, until)
        try:
            connection.send(line, sink=sink)
            await connection.whole()
        except WireError:
            connection.close()
            if fresh or connection.answered:
                raise
            return False
        except BaseException:
            connection.close()
            raise
        finally:
            self._deadlines.stop(connection)
        self._idle.put(origin, connection)
        return True

    async def send(self, method: str, url: str, headers: Headers, body: bytes = b"") -> Reply:
        """A request whose answer is pulled; time is the caller's to limit."""
        target = self._parse(url)
        line = _request(method, self._dialler.on_the_line(target), target, headers, body)
        try:
            while True:
                connection = self._idle.take(target.origin)
                fresh = connection is None
                if connection is None:
                    connection = await self._dialler.dial(target)
                try:
                    return await self._exchange(connection, line, method, target)
                except WireError:
                    # A kept connection that the server had closed meanwhile is no answer.
                    if fresh or connection.answered or method not in ("GET", "HEAD"):
                        raise
        except WireError as error:
            raise TransportFailure(Failure(error.kind, error.detail)) from None
        except Refused as error:
            raise TransportFailure(error.failure) from None

    async def _exchange(
        self, connection: Connection, line: bytes, method: str, target: Target
    ) -> Reply:
        try:
            connection.send(line, bodiless=method == "HEAD")
            head = await connection.head()
        except BaseException:
            connection.close()
            raise
        return Reply(head, connection, _Release(self._idle, target.origin))

    async def aclose(self) -> None:
        self._deadlines.close()
        self._idle.close()
        self._dialler.close()

    def _parse(self, url: str) -> Target:
        try:
            target = addresses.parse(url)
        except addresses.Unusable as error:
            raise TransportFailure(Failure(error.reason, error.detail)) from None
        self._judge(target)
        return target

    def _judge(self, target: Target) -> None:
        refuses = (
            self._policy.refuses_plain if self._dialler.proxied else self._policy.refuses_early
        )
        if reason := refuses(target):
            detail = str(target.port) if reason == "forbidden_port" else target.host
            raise TransportFailure(Failure(reason, detail))


@functools.lru_cache(maxsize=256)
def _fields(headers: HeaderFields) -> bytes:
    """Header lines as they go on the wire, and their end; a visitor sends the same everywhere."""
    lines = [f"{name}: {value}" for name, value in headers]
    if any(map(_LINE_BREAK.search, lines)):
        raise TransportFailure(Failure("protocol_error", "a header of ours has a line break in it"))
    return "\r\n".join((*lines, "\r\n")).encode("utf-8")


def _request(method: str, path: str, target: Target, headers: Headers, body: bytes) -> bytes:
    """The request as it goes on the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {target.place}"]
    lines += [f"{name}: {value}" for name, value in headers]
    if body and not any(line.lower().startswith("content-length:") for line in lines):
        lines.append(f"Content-Length: {len(body)}")
    if any(map(_LINE_BREAK.search, lines)):
        raise TransportFailure(Failure("protocol_error", "a header of ours has a line break in it"))
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


@dataclass(slots=True)
class _Release:
    """Gives a connection back once."""

    idle: Idle
    origin: str
    done: bool = False

    def give_back(self, connection: Connection) -> None:
        if not self.done:
            self.done = True
            self.idle.put(self.origin, connection)
