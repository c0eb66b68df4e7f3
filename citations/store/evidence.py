"""Archived copies of links, and the texts that were read at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from citations.model import Memento, SourceText
from citations.store import documents, links
from citations.store.direct import batches, on
from citations.store.packing import pack, unpack
from citations.store.rows import table
from citations.store.sql import upsert
from citations.store.values import digest

__all__ = ["add_mementos", "looked_up", "mementos", "save_source", "source", "sources_for"]

_link = table("link")
_memento = table("memento")
_source = table("source")
_text = table("full_text")

_MEMENTO = ("archive", "url", "original", "captured_at", "status", "verified")


def add_mementos(connection: Connection, url: str, found: Iterable[Memento], at: datetime) -> None:
    """Add the copies, and that they were looked for; what is known of a copy only grows."""
    link = links.ensure(on(connection), [url], at)[url]
    connection.execute(_link.update().where(_link.c.id == link).values(looked_up_at=at))
    rows = [
        {name: getattr(memento, name) for name in _MEMENTO}
        | {"key": digest(url, memento.archive, memento.url), "link_id": link, "found_at": at}
        for memento in found
    ]
    rows.sort(key=lambda row: row["key"])
    upsert(connection, _memento, rows, key="key", change=["status", "verified"])


def mementos(connection: Connection, urls: Iterable[str]) -> dict[str, tuple[Memento, ...]]:
    """Known copies, oldest first; a link looked up in vain has an empty tuple, others none."""
    found: dict[str, list[Memento]] = {url: [] for url in looked_up(connection, urls)}
    for batch in batches(links.keys_of(found).items()):
        keys = dict(batch)
        query = (
            select(_link.c.key, *(_memento.c[name] for name in _MEMENTO))
            .join(_link, _link.c.id == _memento.c.link_id)
            .where(_link.c.key.in_(list(keys)))
            .order_by(_memento.c.captured_at, _memento.c.id)
        )
        for row in connection.execute(query).mappings():
            copy = Memento(**{name: row[name] for name in _MEMENTO})
            found[keys[row["key"]]].append(copy)
    return {url: tuple(copies) for url, copies in found.items()}


def looked_up(connection: Connection, urls: Iterable[str]) -> dict[str, datetime]:
    """When each link was last looked up in the archives."""
    found = {}
    for batch in batches(links.keys_of(urls).items()):
        keys = dict(batch)
        query = select(_link.c.key, _link.c.looked_up_at).where(
            _link.c.key.in_(list(keys)), _link.c.looked_up_at.is_not(None)
        )
        found.update({keys[row.key]: row.looked_up_at for row in connection.execute(query)})
    return found


def save_source(connection: Connection, value: SourceText) -> None:
    """Keep the text once, however many addresses have it, and where it was read."""
    documents.save_text(connection, value.text_sha256, value.text)
    captured = value.captured_at.isoformat() if value.captured_at else None
    about = pack(value)
    del about["text"]
    row = {
        "key": digest(value.url, value.text_sha256, captured),
        "url_key": digest(value.url),
        "text_sha256": value.text_sha256,
        "about": about,
    }
    upsert(connection, _source, [row], key="key", change=["about"])


def source(connection: Connection, text_sha256: str) -> SourceText | None:
    """The text with that hash, as it was last read."""
    found = _sources(connection, _source.c.text_sha256 == text_sha256)
    return found[-1] if found else None


def sources_for(connection: Connection, url: str) -> list[SourceText]:
    """Texts read at an address or at one of its mementos, in the order they were saved."""
    copies = (
        select(_memento.c.url)
        .join(_link, _link.c.id == _memento.c.link_id)
        .where(_link.c.key == links.key_of(url))
    )
    addresses = {url, *connection.execute(copies).scalars()}
    return _sources(connection, _source.c.url_key.in_([digest(each) for each in addresses]))


def _sources(connection: Connection, where: Any) -> list[SourceText]:
    query = (
        select(_source.c.about, _text.c.deflated)
        .join(_text, _text.c.sha256 == _source.c.text_sha256)
        .where(where)
        .order_by(_source.c.id)
    )
    return [
        unpack(SourceText, row.about | {"text": documents.inflate(row.deflated)})
        for row in connection.execute(query)
    ]
