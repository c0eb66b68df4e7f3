"""How values lie in a column, the same in every database: plain functions, no database."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from citations.moments import text_of

__all__ = ["aware", "digest", "from_json", "held", "moment_of", "moment_text", "to_json"]

_UNHELD = re.compile("[\0\ud800-\udfff]")
# Made once: an encoder with settings of its own is otherwise made anew for every value.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_encode_ascii = json.JSONEncoder(separators=(",", ":")).encode


def digest(*parts: str | None) -> bytes:
    """A fixed-size identity for texts of any length: the first 160 bits of their SHA-256.

    Hostile addresses must not be able to meet in one identity, hence not fewer bits.
    """
    pieces = []
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        pieces.append(b"-" if part is None else b"%d:%b" % (len(data), data))
    return hashlib.sha256(b"".join(pieces)).digest()[:20]


def held(value: str | None) -> str | None:
    """The text as a database can hold it.

    No database holds NUL or half a surrogate pair; each becomes U+FFFD, so that offsets stay.
    """
    if value is None or (value.isascii() and "\0" not in value):
        return value
    return _UNHELD.sub("\ufffd", value)


def to_json(value: Any) -> str:
    """JSON as text, lossless: what no database holds is escaped."""
    text = _encode(value)
    return text if _UNHELD.search(text) is None else _encode_ascii(value)


def from_json(value: str | None) -> Any:
    """The value that ``to_json`` wrote."""
    return None if value is None else json.loads(value)


def moment_text(value: datetime | None) -> str | None:
    """An instant as SQLite holds it: the text that SQLAlchemy writes, in UTC.

    Raises ``ValueError`` for a time without a timezone.
    """
    if value is None:
        return None
    if value.tzinfo is not UTC:
        value = aware(value).astimezone(UTC)
    return f"{text_of(value, ' ')}.{value.microsecond:06}"


def moment_of(value: Any) -> datetime | None:
    """The instant that ``moment_text`` wrote."""
    return None if value is None else _moment(value)


@lru_cache(maxsize=64)  # a link's state and the check it rests on name one moment
def _moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def aware(value: datetime) -> datetime:
    """The time itself. Raises ``ValueError`` if it has no timezone."""
    if value.tzinfo is None:
        raise ValueError(f"{value} has no timezone; times in the store are instants")
    return value
