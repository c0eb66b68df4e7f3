"""BibTeX and BibLaTeX: every entry a reference, accents composed, names and dates parted."""

from __future__ import annotations

from citations.formats._bibtex import entries_of
from citations.formats._entries import document_of
from citations.formats.decode import decode
from citations.model import Document

__all__ = ["read"]


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    text = decode(data, source)
    given = ((one.key, one.start, one.end, one.csl) for one in entries_of(text))
    return document_of(text, source, "bibtex", given)
