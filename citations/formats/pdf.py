"""PDF: columns, notes at the foot and at the end, page heads left out, addresses made whole.

The text is what the pages show, in reading order: a paragraph or note that runs over a
page's end is written in one piece, page heads, feet and numbers are not written at all,
and raised digits stay raised ("²").
"""

from __future__ import annotations

from citations.collecting import uncollected
from citations.errors import UnreadableSource
from citations.formats._pdf_child import pages
from citations.model import Document

__all__ = ["read", "read_with_author"]


def read(data: bytes, source: str) -> Document:
    """Read a PDF; raises ``UnreadableSource``."""
    return read_with_author(data, source)[0]


def read_with_author(data: bytes, source: str) -> tuple[Document, str, str]:
    """The same, and what the file says of its author and creation, as it says it, or ""."""
    start = data.find(b"%PDF-", 0, 1024)
    if start < 0:
        raise UnreadableSource(f"{source}: not a PDF")
    with uncollected(), pages(data[start:], source) as parts:
        # While another process opens the file, we load what its pages take.
        from citations.formats._pdf_book import Book, prepare  # noqa: PLC0415

        prepare()
        book = Book(parts, source)
        return book.document(), book.author, book.created
