"""Writing a recording: every exchange, as soon as it has ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import httpx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import verifier
from verifier.availability import Failure
from verifier.errors import BadRecording
from verifier.politeness import utc_now
from verifier.transport import Timing, Transport, TransportFailure
from verifier.wire import header_text

__all__ = ["HOP_BY_HOP", "RecordingTransport"]

# The body is kept as one piece, so these no longer say how it came.
HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive"})


class RecordingTransport(httpx.AsyncBaseTransport):
    """Passes every exchange on, and writes it to ``path`` as soon as it has ended.

    Raises ``BadRecording``: the file cannot be written.
    """

    def __init__(
        self, inner: Transport, path: Path, *, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._inner = inner
        self._path = path
        self._clock = clock
        try:
            self._file: BinaryIO = path.open("wb")
        except OSError as error:
            raise _unwritable(path, error) from None
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        about = {"software": f"verifier/{verifier.__version__}", "format": "WARC File Format 1.1"}
        self._write(self._writer.create_warcinfo_record(path.name, about))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        exchange = _Exchange(request, self._clock(), time.monotonic())
        request.extensions["timing"] = exchange.timing
        try:
            response = await self._inner.handle_async_request(request)
        except TransportFailure as error:
            exchange.failure = error.failure
            self._finish(exchange)
            raise
        except asyncio.CancelledError:
            if exchange.is_late():
                exchange.failure = Failure("timeout", "")
                self._finish(exchange)
            raise
        exchange.response = response
        return httpx.Response(
            response.status_code,
            headers=response.headers.raw,
            stream=_Listening(response, exchange, self._finish),
            request=request,
        )

    async def aclose(self) -> None:
        await self._inner.aclose()
        try:
            self._file.close()
        except OSError as error:
            raise _unwritable(self._path, error) from None

    def _finish(self, exchange: _Exchange) -> None:
        exchange.timing.elapsed_ms = round((time.monotonic() - exchange.started) * 1000)
        for record in exchange.records(self._writer):
            self._write(record)

    def _write(self, record: Any) -> None:
        try:
            self._writer.write_record(record)
            self._file.flush()
        except OSError as error:
            raise _unwritable(self._path, error) from None


def _unwritable(path: Path, error: OSError) -> BadRecording:
    return BadRecording(f"{path}: cannot be written: {error.strerror or error}")


class _Exchange:
    """One exchange while it is recorded."""

    def __init__(self, request: httpx.Request, at: datetime, started: float) -> None:
        self.request = request
        self.started = started
        self.timing = Timing(at)
        self.response: httpx.Response | None = None
        self.body = bytearray()
        self.complete = False
        self.failure: Failure | None = None

    def is_late(self) -> bool:
        """Whether it is being cut off by its deadline, not by an interrupted run."""
        deadline = self.request.extensions.get("deadline")
        return deadline is not None and asyncio.get_running_loop().time() >= deadline

    def records(self, writer: WARCWriter) -> list[Any]:
        """Response (if there was one), request and metadata, linked to the first of them."""
        url, at = str(self.request.url), self.timing.at.isoformat().replace("+00:00", "Z")
        parts = []
        if self.response is not None:
            parts.append(self._response(writer, url, at))
        parts.append(self._request(writer, url, at))
        fields = {"fetchTimeMs": str(self.timing.elapsed_ms)}
        if via := self.request.extensions.get("via"):
            fields["via"] = str(via)
        if self.failure is not None:
            fields |= {"failure": self.failure.kind, "failureDetail": self.failure.detail}
        text = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in fields.items())
        parts.append(
            writer.create_warc_record(
                url,
                "metadata",
                payload=BytesIO(text.encode()),
                length=len(text.encode()),
                warc_content_type="application/warc-fields",
                warc_headers_dict={"WARC-Date": at},
            )
        )
        first = parts[0].rec_headers.get_header("WARC-Record-ID")
        for part in parts[1:]:
            part.rec_headers.add_header("WARC-Concurrent-To", first)
        return parts

    def _response(self, writer: WARCWriter, url: str, at: str) -> Any:
        assert self.response is not None  # noqa: S101
        headers = [
            (name.decode("latin-1"), header_text(value))
            for name, value in self.response.headers.raw
            if name.decode("latin-1").lower() not in HOP_BY_HOP
        ]
        line = f"{self.response.status_code} {self.response.reason_phrase}".rstrip()
        about = {"WARC-Date": at}
        if not self.complete:
            about["WARC-Truncated"] = "length" if self.failure is None else "disconnect"
        return writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(self.body),
            length=len(self.body),
            http_headers=StatusAndHeaders(line, headers, protocol="HTTP/1.1"),
            warc_headers_dict=about,
        )

    def _request(self, writer: WARCWriter, url: str, at: str) -> Any:
        line = f"{self.request.method} {self.request.url.raw_path.decode('ascii')} HTTP/1.1"
        secret = {"authorization", "proxy-authorization"}
        secret.update(name.lower() for name in self.request.extensions.get("secret", ()))
        headers = [
            (name.decode("latin-1"), header_text(value))
            for name, value in self.request.headers.raw
            if name.decode("latin-1").lower() not in secret
        ]
        posted = self.request.content if self.request.method != "GET" else b""
        return writer.create_warc_record(
            url,
            "request",
            payload=BytesIO(posted),
            length=len(posted),
            http_headers=StatusAndHeaders(line, headers, is_http_request=True),
            warc_headers_dict={"WARC-Date": at},
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Listening(httpx.AsyncByteStream):
    """A body that is kept while it is read."""

    def __init__(
        self, response: httpx.Response, exchange: _Exchange, finish: Callable[[_Exchange], None]
    ) -> None:
        self._response = response
        self._exchange = exchange
        self._finish = finish
        self._finished = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        stream = self._response.stream
        assert isinstance(stream, httpx.AsyncByteStream)  # noqa: S101
        try:
            async for chunk in stream:
                self._exchange.body += chunk
                yield chunk
            self._exchange.complete = True
        except TransportFailure as error:
            self._exchange.failure = error.failure
            raise
        except asyncio.CancelledError:
            if self._exchange.is_late():
                self._exchange.failure = Failure("timeout", "")
            raise

    async def aclose(self) -> None:
        await self._response.aclose()
        if not self._finished:
            self._finished = True
            self._finish(self._exchange)
