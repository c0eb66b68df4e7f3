"""Which sources are watched."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from citations.model import Watch
from citations.store.rows import table
from citations.store.sql import upsert
from citations.store.values import digest

__all__ = ["unwatch", "watch", "watched", "watches"]

_watch = table("watch")


def watch(connection: Connection, source: str, every: timedelta, at: datetime) -> None:
    row = {
        "key": digest(source),
        "source": source,
        "every_seconds": every.total_seconds(),
        "added_at": at,
    }
    upsert(connection, _watch, [row], key="key", change=["every_seconds"])


def watches(connection: Connection) -> list[Watch]:
    query = select(_watch).order_by(_watch.c.added_at, _watch.c.source)
    return [
        Watch(
            source=row.source,
            every=timedelta(seconds=row.every_seconds),
            added_at=row.added_at,
            last_run_at=row.last_run_at,
        )
        for row in connection.execute(query)
    ]


def watched(connection: Connection, source: str, at: datetime) -> None:
    statement = _watch.update().where(_watch.c.key == digest(source)).values(last_run_at=at)
    connection.execute(statement)


def unwatch(connection: Connection, source: str) -> bool:
    return connection.execute(_watch.delete().where(_watch.c.key == digest(source))).rowcount > 0
