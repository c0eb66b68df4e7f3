"""Recordings of the web (WARC 1.1, ISO 28500): written as they happen, answered from later.

Each exchange is a response, its request, and a metadata record with what HTTP does not
say: how long it took (``fetchTimeMs``), which link it was asked for (``via``), and, where
no answer came, why (``failure``). A replay sends nothing and gives the same checks.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import httpx
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import verifier
from verifier.availability import Failure
from verifier.errors import BadRecording
from verifier.politeness import utc_now
from verifier.transport import Timing, Transport, TransportFailure
from verifier.wire import header_text

__all__ = ["RecordingTransport", "ReplayTransport"]

# The body is kept as one piece, so these no longer say how it came.
_HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive"})


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
            if name.decode("latin-1").lower() not in _HOP_BY_HOP
        ]
        line = f"{self.response.status_code} {self.response.reason_phrase}".rstrip()
        about = {"WARC-Date": at}
        if not self.complete:
            about["WARC-Truncated"] = "length" if self.failure is None else "disconnect"
        return writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(bytes(self.body)),
            http_headers=StatusAndHeaders(line, headers, protocol="HTTP/1.1"),
            warc_headers_dict=about,
        )

    def _request(self, writer: WARCWriter, url: str, at: str) -> Any:
        line = f"{self.request.method} {self.request.url.raw_path.decode('ascii')} HTTP/1.1"
        headers = [(n.decode("latin-1"), header_text(v)) for n, v in self.request.headers.raw]
        return writer.create_warc_record(
            url,
            "request",
            payload=BytesIO(self.request.content if self.request.method != "GET" else b""),
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


Key = tuple[str, str, str, str]
"""Method, address, what tells requests for it apart, and the link it was asked for."""


@dataclass(slots=True)
class _Entry:
    """One recorded exchange: where its response stands in the file, or why there is none."""

    url: str
    at: datetime
    offset: int | None = None
    method: str = "GET"
    apart: str = ""
    via: str = ""
    elapsed_ms: int = 0
    failure: Failure | None = None


@dataclass(slots=True)
class _Shelf:
    entries: list[_Entry] = field(default_factory=list)
    taken: int = 0

    def take(self) -> _Entry:
        """The next exchange in the order they were recorded; the last one again and again."""
        entry = self.entries[min(self.taken, len(self.entries) - 1)]
        self.taken += 1
        return entry


class ReplayTransport(httpx.AsyncBaseTransport):
    """Answers from the WARC at ``path``, ours or another program's; nothing is sent.

    What was not recorded fails as ``offline``. Raises ``BadRecording``: not a WARC, or broken.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._by_visit: dict[Key, _Shelf] = {}
        self._by_address: dict[tuple[str, str, str], _Entry] = {}
        #: When the first exchange took place: the time of a replayed run.
        self.recorded_at: datetime | None = None
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise BadRecording(f"{path}: cannot be read: {error.strerror or error}") from None
        for entry in _index(path, self._file):
            self.recorded_at = min(self.recorded_at or entry.at, entry.at)
            key = (entry.method, entry.url, entry.apart)
            self._by_visit.setdefault((*key, entry.via), _Shelf()).entries.append(entry)
            self._by_address.setdefault(key, entry)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread() if request.method != "GET" else b""
        key = (request.method, str(request.url), _apart(request.headers, body))
        shelf = self._by_visit.get((*key, str(request.extensions.get("via", ""))))
        entry = shelf.take() if shelf else self._by_address.get(key)
        if entry is None:
            raise TransportFailure(Failure("offline", f"it is not in {self._path.name}"))
        request.extensions["timing"] = Timing(entry.at, entry.elapsed_ms)
        if entry.offset is None:
            raise TransportFailure(entry.failure or Failure("timeout"))
        status, headers, content = self._read(entry.offset)
        return httpx.Response(
            status,
            headers=headers,
            stream=_Recorded(content, entry.failure),
            request=request,
        )

    async def aclose(self) -> None:
        self._file.close()

    def _read(self, offset: int) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        self._file.seek(offset)
        record = next(iter(ArchiveIterator(self._file, no_record_parse=False)))
        headers = record.http_headers
        stream = record.raw_stream
        if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
            stream = ChunkedDataReader(stream)
        kept = [
            (name.encode("utf-8"), value.encode("utf-8"))
            for name, value in headers.headers
            if name.lower() not in _HOP_BY_HOP
        ]
        return int(headers.get_statuscode()), kept, stream.read()


class _Recorded(httpx.AsyncByteStream):
    """A recorded body, and the failure it ended in."""

    def __init__(self, content: bytes, failure: Failure | None) -> None:
        self._content = content
        self._failure = failure

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._content:
            yield self._content
        if self._failure is not None:
            raise TransportFailure(self._failure)

    async def aclose(self) -> None:
        pass


def _apart(headers: Any, body: bytes) -> str:
    """What tells two requests for one address apart: the moment wanted, or what was posted."""
    wanted = headers.get("accept-datetime") or ""
    return wanted + (hashlib.sha256(body).hexdigest() if body else "")


def _index(path: Path, file: BinaryIO) -> list[_Entry]:
    """Every exchange of the recording, in order; reads it through once."""
    entries: dict[str, _Entry] = {}
    failed: dict[str, _Entry] = {}
    count = 0
    try:
        records = ArchiveIterator(file)
        for record in records:
            count += 1
            _note(record, records, entries, failed)
            record.raw_stream.read()
            if record.raw_stream.limit > 0:
                raise EOFError
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, KeyError, zlib.error) as error:
        say = " ".join(str(error).split())[:120] or "it ends in the middle of a record"
        raise BadRecording(
            f"{path}: not a whole WARC file (record {count + 1}: {say}); record it again"
        ) from None
    if not count:
        raise BadRecording(f"{path}: not a WARC file, or an empty one; record it again")
    return list(entries.values())


def _note(
    record: Any, records: Any, entries: dict[str, _Entry], requests: dict[str, _Entry]
) -> None:
    """Add what one record says of an exchange."""
    head = record.rec_headers
    url = head.get_header("WARC-Target-URI") or ""
    own, first = head.get_header("WARC-Record-ID"), head.get_header("WARC-Concurrent-To")
    if record.rec_type == "response":
        entries[own] = _Entry(url.strip("<>"), _date(head.get_header("WARC-Date")))
        # Asking where a record stands reads it to its end, so this comes last.
        entries[own].offset = records.get_record_offset()
    elif record.rec_type == "request":
        _note_request(record, entries.get(first), own, requests)
    elif record.rec_type == "metadata" and (entry := entries.get(first) or requests.get(first)):
        fields = dict(_fields(record.raw_stream.read().decode("utf-8", "replace")))
        entry.via = fields.get("via", "")
        entry.elapsed_ms = int(fields.get("fetchTimeMs", "0"))
        if "failure" in fields:
            entry.failure = Failure(fields["failure"], fields.get("failureDetail", ""))
            entries.setdefault(first, entry)


def _note_request(record: Any, entry: _Entry | None, own: str, requests: dict[str, _Entry]) -> None:
    if entry is None:  # an exchange without an answer
        at = _date(record.rec_headers.get_header("WARC-Date"))
        entry = requests[own] = _Entry(record.rec_headers.get_header("WARC-Target-URI") or "", at)
    entry.method = record.http_headers.protocol
    entry.apart = _apart(
        {"accept-datetime": record.http_headers.get_header("Accept-Datetime")},
        record.raw_stream.read(),
    )


def _fields(text: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in text.splitlines())
    return [(name.strip(), value.strip()) for name, _, value in pairs if name.strip()]


def _date(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
