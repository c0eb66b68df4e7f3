"""WARC records (ISO 28500) for pages that were visited, and finding where a file is whole."""

from __future__ import annotations

import hashlib
import zlib
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from verifier import __version__

__all__ = ["Answered", "WholePart", "digest_of", "warcinfo", "whole_members", "written"]

#: Headers that say how a body came over the wire; it is kept plain and whole.
_OF_THE_WIRE = frozenset(
    ("content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive")
)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer of one address."""

    url: str
    at: datetime
    status: int
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""
    truncated: bool = False


def digest_of(body: bytes) -> str:
    """The payload digest as archives write it."""
    return "sha1:" + b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def warcinfo(filename: str) -> bytes:
    """The first record of a file."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    about = {"software": f"verifier/{__version__}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(filename, about))
    return out.getvalue()


def written(answered: Answered, repeats: Answered | None) -> bytes:
    """One record, compressed: a response, or a revisit of an earlier one with the same body."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    http = StatusAndHeaders(str(answered.status), _headers(answered), protocol="HTTP/1.1")
    about = {"WARC-Date": _date(answered.at), "WARC-Payload-Digest": digest_of(answered.body)}
    if answered.truncated:
        about["WARC-Truncated"] = "length"
    if repeats is None:
        record = writer.create_warc_record(
            answered.url,
            "response",
            payload=BytesIO(answered.body),
            length=len(answered.body),
            http_headers=http,
            warc_headers_dict=about,
        )
    else:
        record = writer.create_revisit_record(
            answered.url,
            about["WARC-Payload-Digest"],
            repeats.url,
            _date(repeats.at),
            http_headers=http,
            warc_headers_dict={"WARC-Date": about["WARC-Date"]},
        )
    writer.write_record(record)
    return out.getvalue()


def _headers(answered: Answered) -> list[tuple[str, str]]:
    kept = [
        (name, " ".join(value.split()))
        for name, value in answered.headers
        if name.lower() not in _OF_THE_WIRE
    ]
    return [*kept, ("Content-Length", str(len(answered.body)))]


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def whole_members(file: BinaryIO, start: int) -> int:
    """Where the last whole compressed record ends, looked for from ``start`` on."""
    file.seek(start)
    good = at = start
    engine = zlib.decompressobj(31)
    data = b""
    while True:
        if not data:
            data = file.read(_CHUNK)
            if not data:
                return good
        before = len(data)
        try:
            engine.decompress(data, _CHUNK)
        except zlib.error:
            return good
        rest = engine.unused_data if engine.eof else engine.unconsumed_tail
        at += before - len(rest)
        data = rest
        if engine.eof:
            good = at
            engine = zlib.decompressobj(31)


class WholePart:
    """A file that ends where its whole records end: warcio trips over half a record."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file = file
        self._end = end

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._end - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))

    def tell(self) -> int:
        return self._file.tell()
