"""Office files and books: read as the documents they are, their text taken as the source's."""

from __future__ import annotations

from citations.formats import read_document
from citations.model import BlockKind
from verifier.sources.base import Read

__all__ = ["read"]


def read(body: bytes, declared: str | None, url: str) -> Read:
    """The words of a DOCX, ODT or EPUB; raises ``UnreadableSource`` for any other archive."""
    del declared
    document = read_document(body, url)
    kept = [b.content.text for b in document.blocks if b.kind is not BlockKind.NAVIGATION]
    notes = [note.content.text for note in document.note_bodies]
    return Read(
        text="\n".join([*kept, *notes]) or document.text,
        title=document.title,
        language=document.language,
    )
