"""Documents, their revisions, and what was found in them."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, func, select, update

from citations.model import Reading, Run, StoredDocument
from citations.store import links
from citations.store.direct import on
from citations.store.packing import pack, unpack
from citations.store.rows import table
from citations.store.sql import insert_missing, upsert
from citations.store.values import digest

__all__ = ["add_run", "documents", "full_text", "ids", "reading", "runs", "save", "save_text"]

_document = table("document")
_revision = table("revision")
_text = table("full_text")
_run = table("run")
_cites = table("citation_reference")


def save(connection: Connection, reading: Reading, at: datetime) -> int:
    """The number of the document's revision; the same reading of the same text adds none."""
    document = _document_id(connection, reading.document.source)
    layout = _layout(reading)
    same = digest(reading.document.text_sha256, layout)
    newest = connection.execute(
        select(_revision.c.number, _revision.c.digest)
        .where(_revision.c.document_id == document)
        .order_by(_revision.c.number.desc())
        .limit(1)
    ).first()
    if newest and newest.digest == same:
        return int(newest.number)
    number = newest.number + 1 if newest else 1
    save_text(connection, reading.document.text_sha256, reading.document.text)
    link_ids = links.ensure(on(connection), [link.url for link in reading.links], at)
    items = _items(reading, link_ids)
    for name in ("claim", "note", "reference", "citation"):
        _save_items(connection, table(name), items.rows[name], document, number)
    insert_missing(connection, _cites, items.cites)
    connection.execute(
        _revision.insert(),
        _revision_row(reading, at)
        | {"document_id": document, "number": number, "digest": same}
        | {"layout": deflate(layout), "ids": deflate(json.dumps(items.ids()))},
    )
    return number


def _document_id(connection: Connection, source: str) -> int:
    key = digest(source)
    insert_missing(connection, _document, [{"key": key, "source": source}])
    # The row's lock makes two audits of one document wait for each other.
    query = select(_document.c.id).where(_document.c.key == key).with_for_update()
    return int(connection.execute(query).scalar_one())


def _revision_row(reading: Reading, at: datetime) -> dict[str, Any]:
    return {
        "text_sha256": reading.document.text_sha256,
        "read_at": at,
        "format": reading.document.format,
        "title": reading.document.title,
        "claim_count": len(reading.claims),
        "citation_count": len(reading.citations),
        "note_count": len(reading.notes),
        "reference_count": len(reading.references),
        "link_count": len(reading.links),
    }


def _layout(reading: Reading) -> str:
    bare = replace(reading, document=replace(reading.document, text=""))
    return json.dumps(pack(bare), separators=(",", ":"), sort_keys=True)


def deflate(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def inflate(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


@dataclass(slots=True)
class _Items:
    """Rows by table and row id, and the row id of each local id."""

    rows: dict[str, dict[bytes, dict[str, Any]]] = field(default_factory=dict)
    by_local_id: dict[str, dict[str, bytes]] = field(default_factory=dict)
    cites: list[dict[str, Any]] = field(default_factory=list)

    def ids(self) -> dict[str, dict[str, str]]:
        return {
            kind: {local: row.hex() for local, row in self.by_local_id[kind].items()}
            for kind in ("claim", "reference")
        }


def _items(reading: Reading, link_ids: dict[str, int]) -> _Items:
    source, found = reading.document.source, _Items()
    urls = {link.id: link.url for link in reading.links}
    _add(
        found,
        source,
        "claim",
        [
            (
                c.id,
                (c.text,),
                {"text": c.text, "kind": c.kind, "checkworthiness": c.checkworthiness},
            )
            for c in reading.claims
        ],
    )
    _add(
        found,
        source,
        "note",
        [(n.id, (n.text,), {"text": n.text, "kind": n.kind}) for n in reading.notes],
    )
    references = []
    for r in reading.references:
        url = urls.get(r.link or "")
        row = {"raw": r.raw, "csl": pack(r.csl), "link_id": link_ids.get(url or "")}
        references.append((r.id, (r.raw, url), row))
    _add(found, source, "reference", references)
    _add_citations(found, reading)
    return found


def _add_citations(found: _Items, reading: Reading) -> None:
    claims, notes = found.by_local_id["claim"], found.by_local_id["note"]
    references = found.by_local_id["reference"]
    citations, cited = [], {}
    for c in reading.citations:
        cited[c.id] = [references[each] for each in c.references if each in references]
        leads_to = [claims.get(c.claim or ""), notes.get(c.note or ""), *cited[c.id]]
        row = {
            "marker": c.marker,
            "style": c.style,
            "dangling": c.dangling,
            "claim_id": leads_to[0],
            "note_id": leads_to[1],
        }
        identity = (c.marker, c.style, *(each.hex() if each else None for each in leads_to))
        citations.append((c.id, identity, row))
    _add(found, reading.document.source, "citation", citations)
    found.cites = [
        {"citation_id": found.by_local_id["citation"][citation], "reference_id": reference}
        for citation, leads_to in cited.items()
        for reference in dict.fromkeys(leads_to)
    ]


def _add(
    found: _Items,
    source: str,
    kind: str,
    items: Iterable[tuple[str, tuple[str | None, ...], dict[str, Any]]],
) -> None:
    seen: Counter[bytes] = Counter()
    rows = found.rows[kind] = {}
    local_ids = found.by_local_id[kind] = {}
    for local_id, identity, row in items:
        words = digest(source, kind, *identity)
        seen[words] += 1
        local_ids[local_id] = digest(words.hex(), str(seen[words]))
        rows[local_ids[local_id]] = row


def _save_items(
    connection: Connection,
    into: Table,
    rows: dict[bytes, dict[str, Any]],
    document: int,
    number: int,
) -> None:
    """Write what is new or was made something else of; close what is gone."""
    columns = next(iter(rows.values()), {}).keys()
    query = select(into).where(into.c.document_id == document, into.c.last_revision.is_(None))
    known = {
        row["id"]: {name: row[name] for name in columns}
        for row in connection.execute(query).mappings()
    }
    base = {"document_id": document, "first_revision": number, "last_revision": None}
    changed = [{"id": id_, **base, **row} for id_, row in rows.items() if known.get(id_) != row]
    upsert(connection, into, changed, key="id", change=[*columns, "last_revision"])
    gone = [{"gone": id_} for id_ in known if id_ not in rows]
    if gone:
        closed = update(into).where(into.c.id == bindparam("gone")).values(last_revision=number - 1)
        connection.execute(closed, gone)


def save_text(connection: Connection, sha256: str, text: str) -> None:
    """Keep a text under its hash; once is enough."""
    known = select(_text.c.sha256).where(_text.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        insert_missing(connection, _text, [{"sha256": sha256, "deflated": deflate(text)}])


def full_text(connection: Connection, sha256: str) -> str | None:
    query = select(_text.c.deflated).where(_text.c.sha256 == sha256)
    found = connection.execute(query).scalar()
    return None if found is None else inflate(found)


def _newest(source: str, revision: int | None = None) -> Any:
    query = (
        select(_revision)
        .join(_document, _document.c.id == _revision.c.document_id)
        .where(_document.c.key == digest(source))
        .order_by(_revision.c.number.desc())
        .limit(1)
    )
    return query if revision is None else query.where(_revision.c.number == revision)


def reading(connection: Connection, source: str, revision: int | None) -> Reading | None:
    """A document as it was read at a revision, by default the newest."""
    row = connection.execute(_newest(source, revision)).first()
    if row is None:
        return None
    bare = unpack(Reading, json.loads(inflate(row.layout)))
    text = full_text(connection, row.text_sha256) or ""
    return replace(bare, document=replace(bare.document, text=text))


def ids(connection: Connection, source: str) -> dict[str, dict[str, bytes]]:
    """Row ids of the newest revision's claims and references, by their ids in it."""
    row = connection.execute(_newest(source)).first()
    if row is None:
        return {"claim": {}, "reference": {}}
    return {
        kind: {local: bytes.fromhex(id_) for local, id_ in each.items()}
        for kind, each in json.loads(inflate(row.ids)).items()
    }


def documents(connection: Connection) -> list[StoredDocument]:
    """Every document by its newest revision, in the order of their sources."""
    newest = (
        select(_revision.c.document_id, func.max(_revision.c.number).label("number"))
        .group_by(_revision.c.document_id)
        .subquery()
    )
    query = (
        select(_document.c.source, _revision)
        .join(newest, newest.c.document_id == _document.c.id)
        .join(
            _revision,
            (_revision.c.document_id == newest.c.document_id)
            & (_revision.c.number == newest.c.number),
        )
        .order_by(_document.c.source)
    )
    return [_stored(row) for row in connection.execute(query)]


def _stored(row: Row[Any]) -> StoredDocument:
    return StoredDocument(
        source=row.source,
        format=row.format,
        title=row.title,
        text_sha256=row.text_sha256,
        revision=row.number,
        read_at=row.read_at,
        claims=row.claim_count,
        citations=row.citation_count,
        notes=row.note_count,
        references=row.reference_count,
        links=row.link_count,
    )


def add_run(connection: Connection, run: Run) -> None:
    row = {
        "source_key": digest(run.source),
        "source": run.source,
        "made_at": run.made_at,
        "version": run.version,
        "complete": run.complete,
        "remarks": list(run.remarks),
    }
    connection.execute(_run.insert(), row)


def runs(connection: Connection, source: str) -> list[Run]:
    query = select(_run).where(_run.c.source_key == digest(source)).order_by(_run.c.id)
    return [
        Run(
            source=row.source,
            made_at=row.made_at,
            version=row.version,
            complete=row.complete,
            remarks=tuple(row.remarks),
        )
        for row in connection.execute(query)
    ]
