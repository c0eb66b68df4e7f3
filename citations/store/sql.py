"""The few statements that SQLAlchemy does not word alike for both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

__all__ = ["batches", "insert_missing", "insert_or_skip", "upsert"]

_T = TypeVar("_T")
_BATCH = 1000


def batches(items: Iterable[_T], size: int = _BATCH) -> Iterator[list[_T]]:
    """The items in lists of ``size`` at most, so that no statement and no list grows with them."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def insert_missing(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; one that is there already, by any unique key, stays as it is."""
    if rows:
        connection.execute(_insert(connection, into).on_conflict_do_nothing(), rows)


def insert_or_skip(
    connection: Connection, into: Table, values: dict[str, Any], rows: Sequence[dict[str, Any]]
) -> None:
    """Like ``insert_missing``, with expressions for values."""
    if rows:
        connection.execute(_insert(connection, into).values(values).on_conflict_do_nothing(), rows)


def upsert(
    connection: Connection,
    into: Table,
    rows: Sequence[dict[str, Any]],
    *,
    key: str,
    change: Iterable[str],
) -> None:
    """Insert the rows; of one whose ``key`` is there already, set the ``change`` columns."""
    if rows:
        statement = _insert(connection, into)
        new = {name: statement.excluded[name] for name in change}
        connection.execute(statement.on_conflict_do_update(index_elements=[key], set_=new), rows)


def _insert(connection: Connection, into: Table) -> Any:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(into)
    return postgresql.insert(into)
