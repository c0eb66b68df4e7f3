"""The column types of the tables: the values of ``citations.store.values`` for SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel.sql.sqltypes import UTCDateTime

from citations.store.values import from_json, held, moment_of, moment_text, to_json

__all__ = ["Bytes", "Json", "Moment", "Words"]


class Bytes(LargeBinary):
    """Bytes, which both drivers take and give as they are."""

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:  # noqa: ARG002
        return None


class Words(TypeDecorator[str]):
    """Text for people and queries, as a database can hold it."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002
        return held


class Json(TypeDecorator[Any]):
    """JSON as text, lossless."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:  # noqa: ARG002
        return to_json

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        return from_json


class Moment(UTCDateTime):
    """An instant, in UTC; in SQLite the text that SQLAlchemy writes, made in less time."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        return moment_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        if dialect.name == "sqlite":
            return moment_of
        return super().result_processor(dialect, coltype)
