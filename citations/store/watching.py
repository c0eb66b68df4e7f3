"""Which sources are watched, and what the hosts and archives told us to keep to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from citations.model import HostState, Watch
from citations.store.packing import pack, unpack
from citations.store.rows import table
from citations.store.sql import insert_missing, upsert
from citations.store.types import digest

__all__ = ["host", "hosts", "save_hosts", "unwatch", "update_host", "watch", "watched", "watches"]

_watch = table("watch")
_host = table("host")


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


def host(connection: Connection, name: str) -> HostState:
    row = connection.execute(select(_host).where(_host.c.key == digest(name))).first()
    return HostState(host=name) if row is None else _to_host(row, name)


def hosts(connection: Connection) -> list[HostState]:
    query = select(_host).order_by(_host.c.host)
    return [_to_host(row, row.host) for row in connection.execute(query)]


def _to_host(row: Row[Any], name: str) -> HostState:
    return replace(unpack(HostState, row.about | {"host": name}), not_before=row.not_before)


def save_hosts(connection: Connection, values: Iterable[HostState]) -> None:
    """Keep the hosts' states; of one given twice, the last."""
    rows = {digest(value.host): value for value in values}
    upsert(
        connection,
        _host,
        (_host_row(key, rows[key]) for key in sorted(rows)),
        key="key",
        change=["not_before", "about"],
    )


def update_host(
    connection: Connection, name: str, change: Callable[[HostState], HostState]
) -> HostState:
    """Read, change and write a host's state without a gap; the new state."""
    key = digest(name)
    insert_missing(connection, _host, [_host_row(key, HostState(host=name))])
    # The row's lock lets one process at a time decide; SQLite has one writer anyway.
    row = connection.execute(select(_host).where(_host.c.key == key).with_for_update()).one()
    before = _to_host(row, name)
    after = change(before)
    if after != before:
        save_hosts(connection, [after])
    return after


def _host_row(key: bytes, value: HostState) -> dict[str, Any]:
    about = pack(replace(value, not_before=None))
    del about["host"]
    return {"key": key, "host": value.host, "not_before": value.not_before, "about": about}
