"""A document that is nothing but references: each entry a note with its item, no prose."""

from __future__ import annotations

from collections.abc import Iterable

from citations.errors import UnreadableSource
from citations.formats._problems import problems
from citations.formats.decode import sha256_of
from citations.model import Block, BlockKind, Csl, Document, Mapped, NoteBody

__all__ = ["MAX_ENTRIES", "Given", "document_of"]

MAX_ENTRIES = 200_000

Given = tuple[str, int, int, Csl]
"""An entry's key, its span in the text, and its item."""


def document_of(text: str, source: str, format_name: str, given: Iterable[Given]) -> Document:
    """The document of these entries; raises ``UnreadableSource`` if there are none."""
    bodies: list[NoteBody] = []
    blocks: list[Block] = []
    found: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    for order, (key, start, end, csl) in enumerate(given, 1):
        if order > MAX_ENTRIES:
            raise UnreadableSource(f"{source}: more than {MAX_ENTRIES:,} entries; split the file")
        name = f"@{key}" if key and f"@{key}" not in seen else f"#{order}"
        if key and name != f"@{key}":
            found.append((start, "duplicate_key", f"{key} is the key of an earlier entry as well"))
        seen.add(name)
        content = Mapped.plain(text[start:end], start)
        bodies.append(NoteBody(key=name, content=content, start=start, end=end, items=(csl,)))
        blocks.append(Block(kind=BlockKind.NOTE, content=content, place=f"entry {order}"))
    if not bodies:
        raise UnreadableSource(f"{source}: there is no entry in it")
    return Document(
        source=source,
        format=format_name,
        text=text,
        text_sha256=sha256_of(text),
        blocks=tuple(blocks),
        note_bodies=tuple(bodies),
        problems=problems(text, found),
    )
