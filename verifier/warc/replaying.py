"""Answering from a recording, ours or another program's."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import httpx
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from verifier.availability import Failure
from verifier.errors import BadRecording
from verifier.transport import Timing, TransportFailure
from verifier.warc.recording import HOP_BY_HOP

__all__ = ["ReplayTransport"]

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
        try:
            entries = _index(path, self._file)
        except BadRecording:
            self._file.close()
            raise
        for entry in entries:
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
            if name.lower() not in HOP_BY_HOP
        ]
        return int(headers.get_statuscode()), kept, _all(stream)


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


# What warcio raises on bytes that are no records; AttributeError where headers are missing.
_BROKEN = (
    *(ArchiveLoadFailed, AttributeError, EOFError, KeyError, OSError, TypeError, ValueError),
    zlib.error,
)


def _check_gzip(file: BinaryIO) -> None:
    """Raises ``EOFError`` or ``zlib.error`` if a member is cut off or damaged.

    warcio reads what it can of a broken member and says nothing.
    """
    left, engine = file.read(65_536), None
    if left.startswith(b"\x1f\x8b"):
        while left:
            engine = engine or zlib.decompressobj(31)
            engine.decompress(left, 1_000_000)
            while engine.unconsumed_tail:
                engine.decompress(engine.unconsumed_tail, 1_000_000)
            left = engine.unused_data
            if engine.eof:
                engine = None
            left = left or file.read(65_536)
        if engine is not None:
            raise EOFError
    file.seek(0)


def _index(path: Path, file: BinaryIO) -> list[_Entry]:
    """Every exchange of the recording, in order; reads it through once."""
    entries: dict[str, _Entry] = {}
    failed: dict[str, _Entry] = {}
    count = 0
    try:
        _check_gzip(file)
        records = ArchiveIterator(file)
        for record in records:
            count += 1
            _note(record, records, entries, failed)
            _all(record.raw_stream)
            # Without a length, the record's own headers were cut off.
            if getattr(record.raw_stream, "limit", 1) > 0:
                raise EOFError
    except _BROKEN as error:
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
        fields = dict(_fields(_all(record.raw_stream).decode("utf-8", "replace")))
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
        _all(record.raw_stream),
    )


def _all(stream: Any) -> bytes:
    """The rest of a stream whose reads may be short."""
    return b"".join(iter(lambda: stream.read(65_536), b""))


def _fields(text: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in text.splitlines())
    return [(name.strip(), value.strip()) for name, _, value in pairs if name.strip()]


def _date(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
