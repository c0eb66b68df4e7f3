"""Statements that go to the driver as they are: for what is done with every link.

SQLAlchemy takes longer to import than ten thousand links take to read, and as long to
prepare a row as the database takes to store it. Statements here are plain SQL that both
databases know, with "?" for a value; the schema stays that of ``rows``, to which a test holds
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from citations.store.values import aware, moment_of, moment_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["BATCH", "Direct", "OnCursor", "among", "batches", "make_room", "on"]

_T = TypeVar("_T")
#: Values in one statement and rows in one call, so that neither grows with what is asked.
BATCH = 1000


class Direct(Protocol):
    """A transaction that is under way, and how instants lie in its database."""

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Every row that the statement gives, as tuples."""

    def many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run the statement with each row of values."""

    def to_moment(self, value: datetime | None, /) -> Any:
        """An instant as the database takes it. Raises ``ValueError`` without a timezone."""

    def from_moment(self, value: Any, /) -> datetime | None:
        """An instant in UTC, as the database gives it."""


class OnCursor:
    """SQLite's own cursor."""

    to_moment = staticmethod(moment_text)
    from_moment = staticmethod(moment_of)

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Every row that the statement gives, as tuples."""
        found: list[Any] = self._cursor.execute(statement, values).fetchall()
        return found

    def many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run the statement with each row of values."""
        self._cursor.executemany(statement, rows)


def on(connection: Connection) -> Direct:
    """A connection of SQLAlchemy, of either database: part of a larger transaction."""
    if connection.dialect.name == "sqlite":
        return _OnConnection(connection)
    return _OnServer(connection)


class _OnConnection:
    to_moment = staticmethod(moment_text)
    from_moment = staticmethod(moment_of)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        found = self._connection.exec_driver_sql(self.worded(statement), tuple(values))
        return list(found) if found.returns_rows else []

    def many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(self.worded(statement), list(rows))

    def worded(self, statement: str) -> str:
        return statement


class _OnServer(_OnConnection):
    """PostgreSQL, which has a type of its own for instants."""

    @staticmethod
    def to_moment(value: datetime | None, /) -> Any:
        return None if value is None else aware(value)

    @staticmethod
    def from_moment(value: Any, /) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def worded(self, statement: str) -> str:
        return statement.replace("%", "%%").replace("?", "%s")


def make_room(direct: Direct, table: str, column: str, room: int) -> None:
    """Of what a table keeps under keys let the oldest go, until ``column`` has ``room`` bytes."""
    gone = []
    sizes = f"SELECT key, length({column}) FROM {table} ORDER BY kept_at DESC, key"  # noqa: S608
    for key, size in direct.rows(sizes):
        room -= size
        if room < 0:
            gone.append((key,))
    direct.many(f"DELETE FROM {table} WHERE key = ?", gone)  # noqa: S608


def among(count: int) -> str:
    """ "(?, ?, ?)" for so many values."""
    return f"({', '.join('?' * count)})"


def batches(items: Iterable[_T], size: int = BATCH) -> Iterator[list[_T]]:
    """The items in lists of ``size`` at most, so that no statement and no list grows with them."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
