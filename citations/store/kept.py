"""The links of documents, kept under what they were read from: an unchanged one is not read again.

Nearly every reference of such a reading is an address and its place, and is kept as no more
than that.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from citations.compact import bare
from citations.model import Document, Link, Reading, Reference
from citations.store.direct import Direct, make_room
from citations.store.packing import pack, unpack
from citations.store.values import to_json

__all__ = ["ROOM", "is_kept", "keep", "reading"]

#: Bytes of all that is kept; beyond them the ones that were kept longest ago go.
ROOM = 64 * 2**20
# The quickest: what is kept is read far more often than it is sent anywhere.
_EFFORT = 1

_ADD = (
    "INSERT INTO kept_reading (key, kept_at, packed) VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET kept_at = excluded.kept_at, packed = excluded.packed"
)


def reading(direct: Direct, key: bytes) -> Reading | None:
    """What was kept under the key."""
    rows = direct.rows("SELECT packed FROM kept_reading WHERE key = ?", [key])
    return _unpacked(rows[0][0]) if rows else None


def is_kept(direct: Direct, key: bytes) -> bool:
    """Whether anything was kept under the key."""
    return bool(direct.rows("SELECT 1 FROM kept_reading WHERE key = ?", [key]))


def keep(
    direct: Direct, readings: Iterable[tuple[bytes, Reading]], at: datetime, room: int
) -> None:
    """Keep the references and links of readings, and make room for them."""
    for key, value in readings:
        direct.many(_ADD, [(key, direct.to_moment(at), _packed(value))])
    make_room(direct, "kept_reading", "packed", room)


def _packed(value: Reading) -> bytes:
    number = {link.id: at for at, link in enumerate(value.links)}
    kept = {
        "document": pack(
            replace(value.document, source="", text="", blocks=(), pointers=(), note_bodies=())
        ),
        "links": [link.url for link in value.links],
        "references": [
            _row(at, one, value, number.get(one.link or "")) or pack(one)
            for at, one in enumerate(value.references)
        ],
    }
    head = to_json(kept).encode("utf-8", "surrogatepass")
    text = value.document.text.encode("utf-8", "surrogatepass")
    return zlib.compress(b"%d\n%b%b" % (len(head), head, text), _EFFORT)


def _unpacked(data: bytes) -> Reading:
    length, _, rest = zlib.decompress(data).partition(b"\n")
    kept = json.loads(rest[: int(length)].decode("utf-8", "surrogatepass"))
    text = rest[int(length) :].decode("utf-8", "surrogatepass")
    links = tuple([Link(id=f"l{at}", url=url) for at, url in enumerate(kept["links"], 1)])
    return Reading(
        document=unpack(Document, kept["document"] | {"source": "", "text": text, "blocks": []}),
        references=tuple(
            [
                unpack(Reference, row)
                if isinstance(row, dict)
                else _reference(at, row, text, links[row[-2]])
                for at, row in enumerate(kept["references"])
            ]
        ),
        links=links,
    )


def _row(at: int, one: Reference, value: Reading, link: int | None) -> list[Any] | None:
    """A reference that is a place and an address; None if there is more to it."""
    if link is None:
        return None
    url = one.csl.get("URL")
    own = None if url == value.links[link].url else url
    row = [one.note, one.start, one.end, one.line, link, own]
    return row if one == _reference(at, row, value.document.text, value.links[link]) else None


def _reference(at: int, row: Sequence[Any], text: str, link: Link) -> Reference:
    note, start, end, line, _, own = row
    return bare(at, text, start, end, line, note, own or link.url, link)
