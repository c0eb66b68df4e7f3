"""Pages that a public archive was, or is to be, asked to save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from citations.model import Saving
from citations.store import links
from citations.store.direct import batches, on
from citations.store.packing import pack, unpack
from citations.store.rows import table
from citations.store.sql import upsert

__all__ = ["due", "keep", "known"]

_link = table("link")
_saving = table("saving")


def keep(connection: Connection, values: Iterable[Saving], at: datetime) -> None:
    """The newest word on each; of a link given twice, the last."""
    newest = {value.url: value for value in values}
    ids = links.ensure(on(connection), newest, at)
    rows = [_row(ids[url], value) for url, value in newest.items()]
    rows.sort(key=lambda row: row["link_id"])
    upsert(connection, _saving, rows, key="link_id", change=["due_at", "about"])


def known(connection: Connection, urls: Iterable[str]) -> dict[str, Saving]:
    """The newest word on those links that were ever to be saved."""
    found = {}
    for batch in batches(links.keys_of(urls).items()):
        keys = dict(batch)
        query = _joined().where(_link.c.key.in_(list(keys)))
        for row in connection.execute(query):
            found[keys[row.key]] = _value(row, keys[row.key])
    return found


def due(connection: Connection, now: datetime, limit: int) -> list[Saving]:
    """Those that are to be asked for by now, the longest due first."""
    query = _joined().where(_saving.c.due_at <= now).order_by(_saving.c.due_at, _link.c.id)
    return [_value(row, row.url) for row in connection.execute(query.limit(limit))]


def _joined() -> Select[Any]:
    columns = select(_link.c.key, _link.c.url, _saving.c.due_at, _saving.c.about)
    return columns.join(_saving, _saving.c.link_id == _link.c.id)


def _row(link: int, value: Saving) -> dict[str, Any]:
    about = pack(replace(value, due_at=None))
    return {"link_id": link, "due_at": value.due_at, "about": about}


def _value(row: Any, url: str) -> Saving:
    return replace(unpack(Saving, row.about | {"url": url}), due_at=row.due_at)
