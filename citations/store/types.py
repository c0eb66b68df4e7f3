"""How values lie in a column, the same in every database."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from sqlalchemy import LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

__all__ = ["Bytes", "Json", "Words", "digest"]

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
    """Bytes, which both drivers take and give as they are: nothing to convert, row by row."""

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

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else _UNHELD.sub("\ufffd", value)


class Json(TypeDecorator[Any]):
    """JSON as text, lossless: what no database holds is escaped."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        text = _to_json(value)
        return text if _UNHELD.search(text) is None else _to_ascii_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else json.loads(value)
