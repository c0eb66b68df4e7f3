"""Statements for many rows, and the few that the two databases do not word alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from citations.store.direct import batches

__all__ = ["insert", "insert_missing", "upsert"]

Row = dict[str, Any]


def insert(connection: Connection, into: Table, rows: Iterable[Row], **values: Any) -> None:
    """Insert the rows, which have the same keys; ``values`` are expressions of other columns."""
    _many(connection, into.insert().values(values) if values else into.insert(), rows)


def insert_missing(connection: Connection, into: Table, rows: Iterable[Row], **values: Any) -> None:
    """Like ``insert``; a row that is there already, by any unique key, stays as it is."""
    statement = _insert(connection, into).on_conflict_do_nothing()
    _many(connection, statement.values(values) if values else statement, rows)


def upsert(
    connection: Connection, into: Table, rows: Iterable[Row], *, key: str, change: Iterable[str]
) -> None:
    """Insert the rows; of one whose ``key`` is there already, set the ``change`` columns."""
    statement = _insert(connection, into)
    new = {name: statement.excluded[name] for name in change}
    _many(connection, statement.on_conflict_do_update(index_elements=[key], set_=new), rows)


def _insert(connection: Connection, into: Table) -> Any:
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(into)


def _many(connection: Connection, statement: Any, rows: Iterable[Row]) -> None:
    """Run the statement with each row, a batch at a time.

    SQLAlchemy prepares the rows of an ``execute`` one value at a time, which costs as much as
    storing them; here a column is prepared at once, with SQLAlchemy's own converters.
    """
    for batch in batches(rows):
        compiled = statement.inline().compile(
            dialect=connection.dialect, column_keys=list(batch[0])
        )
        names = compiled.positiontup or list(compiled.binds)
        columns = [_column(connection, compiled.binds[name], batch) for name in names]
        values: Sequence[Any] = list(zip(*columns, strict=True))
        if not compiled.positional:
            values = [dict(zip(names, row, strict=True)) for row in values]
        connection.exec_driver_sql(str(compiled), values)


def _column(connection: Connection, bind: Any, rows: list[Row]) -> list[Any]:
    values = [row[bind.key] for row in rows]
    prepare = bind.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return values if prepare is None else list(map(prepare, values))
