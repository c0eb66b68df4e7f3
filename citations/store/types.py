"""How values lie in a column, the same in every database."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel.sql.sqltypes import UTCDateTime

__all__ = ["Bytes", "Json", "Moment", "Words", "digest", "held"]

_UNHELD = re.compile("[\0\ud800-\udfff]")
# Made once: an encoder with settings of its own is otherwise made anew for every value.
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_to_ascii_json = json.JSONEncoder(separators=(",", ":")).encode


def digest(*parts: str | None) -> bytes:
    """A fixed-size identity for texts of any length: the first 160 bits of their SHA-256.

    Hostile addresses must not be able to meet in one identity, hence not fewer bits.
    """
    whole = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        whole.update(b"-" if part is None else b"%d:" % len(data))
        whole.update(data)
    return whole.digest()[:20]


class Bytes(LargeBinary):
    """Bytes, which both drivers take and give as they are."""

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:  # noqa: ARG002
        return None


class Words(TypeDecorator[str]):
    """Text for people and queries.

    No database holds NUL or half a surrogate pair; each becomes U+FFFD, so that offsets stay.
    """

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002
        return held


def held(value: str | None) -> str | None:
    """The text as a database can hold it."""
    if value is None or (value.isascii() and "\0" not in value):
        return value
    return _UNHELD.sub("\ufffd", value)


class Json(TypeDecorator[Any]):
    """JSON as text, lossless: what no database holds is escaped."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:  # noqa: ARG002
        return _dumped

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        return _loaded


def _dumped(value: Any) -> str:
    text = _to_json(value)
    return text if _UNHELD.search(text) is None else _to_ascii_json(value)


def _loaded(value: str | None) -> Any:
    return None if value is None else json.loads(value)


class Moment(UTCDateTime):
    """An instant, in UTC; in SQLite the text that SQLAlchemy writes, made in less time."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        if dialect.name == "sqlite":
            return _from_text
        return super().result_processor(dialect, coltype)


def _to_text(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError(f"{value} has no timezone; times in the store are instants")
    return value.astimezone(UTC).isoformat(" ", "microseconds")[: -len("+00:00")]


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")
