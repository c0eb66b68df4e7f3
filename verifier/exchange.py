"""One request and its answer, read within bounds of time, bytes and inflated bytes."""

from __future__ import annotations

import asyncio
import time
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from verifier.addresses import Target
from verifier.availability import Failure
from verifier.transport import GuardedTransport, Timing, Transport, TransportFailure
from verifier.wire import Head, header_text

if TYPE_CHECKING:
    import httpx

__all__ = ["Answer", "Ask", "exchange"]

_MOST_PIECES = 1_000
#: Radio and the like: that it has begun is all there is to know.
_ON_AIR = ("audio/", "video/", "text/event-stream", "multipart/x-mixed-replace")


@dataclass(slots=True, kw_only=True)
class Ask:
    """A GET request in its thinnest form; a visit makes one for each hop."""

    target: Target
    headers: tuple[tuple[str, str], ...]
    #: Headers that no recording keeps.
    secret: tuple[tuple[str, str], ...] = ()
    #: The link for whose sake it is asked, which a recording keeps.
    via: str = ""

    def as_request(self) -> httpx.Request:
        """The same as httpx has it."""
        import httpx

        return httpx.Request(
            "GET",
            self.target.url,
            headers=[*self.headers, *self.secret],
            extensions={"via": self.via, "secret": [name for name, _ in self.secret]},
        )


@dataclass(slots=True, kw_only=True)
class Answer:
    """What one request brought: an answer, or the failure instead (status is None)."""

    status: int | None = None
    #: Names in lower case.
    headers: tuple[tuple[str, str], ...] = ()
    #: Inflated; at most ``max_bytes``.
    body: bytes = b""
    truncated: bool = False
    #: Why the body could not be read though the answer is good: an encoding not asked for.
    unread: str = ""
    failure: Failure | None = None
    elapsed_ms: int = 0
    #: When it was recorded; None if it took place just now.
    at: datetime | None = None

    def header(self, name: str) -> str:
        """The first header of that lower-case name, or ""."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""


async def exchange(
    transport: Transport, request: httpx.Request | Ask, *, seconds: float, max_bytes: int
) -> Answer:
    """Send the request and read the answer; a failure is part of the answer, never raised.

    All of it ends after ``seconds``; at most ``max_bytes`` are read from the wire, and as
    many kept after inflating.
    """
    started = time.monotonic()
    failure: Failure | None = None
    reader = _Reader(max_bytes)
    timing: Timing | None = None
    try:
        if isinstance(request, Ask) and isinstance(transport, GuardedTransport):
            await transport.get(request.target, request.headers + request.secret, reader, seconds)
        else:
            asked = request.as_request() if isinstance(request, Ask) else request
            try:
                async with asyncio.timeout(seconds):
                    await _pull(transport, asked, reader, seconds)
            finally:
                timing = asked.extensions.get("timing")
    except TimeoutError:
        failure = Failure("timeout")
    except TransportFailure as error:
        failure = error.failure
    elapsed = timing.elapsed_ms if timing else round((time.monotonic() - started) * 1000)
    if failure is not None and failure.kind == "timeout":
        failure = Failure("timeout", failure.detail or _came(reader.status))
    if failure is not None and failure.kind == "timeout" and reader.is_on_air:
        failure, reader.truncated = None, True
    if failure is not None and failure.kind == "broken_body":
        # What came before the break is a page all the same; nothing at all is not.
        failure = None if reader.length else Failure("connect_reset")
        reader.truncated = True
    return Answer(
        status=reader.status if failure is None else None,
        headers=reader.headers,
        body=reader.body(),
        truncated=reader.truncated,
        unread=reader.unread,
        failure=failure or reader.failure,
        elapsed_ms=elapsed,
        at=timing.at if timing else None,
    )


def _came(status: int | None) -> str:
    return "nothing came" if status is None else "only part of the page came"


async def _pull(
    transport: Transport, request: httpx.Request, reader: _Reader, seconds: float
) -> None:
    # A recording tells by this whether a request was cut off by its deadline or by the user.
    request.extensions["deadline"] = asyncio.get_running_loop().time() + seconds
    response = await transport.handle_async_request(request)
    stream = cast("httpx.AsyncByteStream", response.stream)  # it is an async transport's
    headers = tuple((n.decode("latin-1").lower(), header_text(v)) for n, v in response.headers.raw)
    reader.head(Head(response.status_code, "", headers))
    try:
        async for chunk in stream:
            if not reader.piece(chunk):
                break
    finally:
        await stream.aclose()


class _Reader:
    """Collects an answer within bounds, taking off at most one layer of compression."""

    # What most answers leave as it is need not be set for each.
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    #: Bytes kept, after inflating.
    length = 0
    truncated = False
    unread = ""
    failure: Failure | None = None
    _wire = 0
    _inflate: _Inflate | None = None

    def __init__(self, max_bytes: int) -> None:
        self._max = max_bytes
        self._pieces: list[bytes] = []

    def head(self, head: Head) -> None:
        self.status, self.headers = head.status, head.headers
        codings = [value for name, value in head.headers if name == "content-encoding"]
        if not codings:
            return
        coding = ", ".join(codings).strip().lower()
        if coding in ("gzip", "x-gzip", "deflate"):
            self._inflate = _Inflate(coding)
        elif coding not in ("", "identity", "none", "utf-8"):
            self.unread = f"it came in an encoding that was not asked for ({coding[:40]})"

    @property
    def is_on_air(self) -> bool:
        """Whether what comes, and has begun to, is of a kind that need never end."""
        kind = next((value for name, value in self.headers if name == "content-type"), "")
        return self.length > 0 and self.status == 200 and kind.lower().startswith(_ON_AIR)

    def piece(self, data: bytes) -> bool:
        self._wire += len(data)
        try:
            self.truncated = not self._keep(data) or self._wire > self._max
        except zlib.error:
            self.failure = Failure("protocol_error", "the page is compressed wrongly")
            return False
        return not self.truncated

    def _keep(self, chunk: bytes) -> bool:
        """Add what is in ``chunk``; False once there is more than may be kept."""
        if self.unread:
            return True
        room = self._max - self.length
        if self._inflate is None:
            piece = chunk if len(chunk) <= room else chunk[:room]
        else:
            piece = self._inflate(chunk, room)
        self.length += len(piece)
        self._pieces.append(piece)
        if len(self._pieces) > _MOST_PIECES:  # a drip: an object for each byte is too much
            self._pieces = [b"".join(self._pieces)]
        return len(chunk) <= room if self._inflate is None else not self._inflate.more

    def body(self) -> bytes:
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)


class _Inflate:
    """gzip (of any number of members) or deflate (with or without its zlib header)."""

    def __init__(self, coding: str) -> None:
        self._bits = 15 if coding == "deflate" else 31
        self._engine = zlib.decompressobj(self._bits)
        self._fresh = True
        #: There was more in the last chunk than was asked for.
        self.more = False

    def __call__(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data:
            # One byte more than fits tells a body that just fits from one that is cut.
            out += self._step(data, room + 1 - len(out))
            if len(out) > room:
                self.more = True
                return bytes(out[:room])
            data = self._engine.unused_data
            if not self._engine.eof or self._bits != 31 or not data.startswith(b"\x1f\x8b"):
                break  # what stands behind the last member is padding
            self._engine = zlib.decompressobj(31)
        return bytes(out)

    def _step(self, data: bytes, room: int) -> bytes:
        if self._engine.eof:
            return b""
        fresh, self._fresh = self._fresh, False
        try:
            return self._engine.decompress(data, room)
        except zlib.error:
            # RFC 9110, 8.4.1.2: some servers send deflate without the zlib wrapper.
            if not fresh or self._bits != 15:
                raise
            self._engine = zlib.decompressobj(-15)
            return self._engine.decompress(data, room)
