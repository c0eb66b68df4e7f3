"""Plain text: paragraphs, headings, captions and the rest, told by their looks alone."""

from __future__ import annotations

from citations.formats.decode import decode, sha256_of
from citations.model import Block, BlockKind, Document, Mapped

__all__ = ["read"]


def read(data: bytes, source: str) -> Document:
    """Read plain text; markers and notes in it are found later, like in any prose."""
    text = decode(data, source)
    blocks = (Block(kind=BlockKind.PARAGRAPH, content=Mapped.plain(text)),)
    return Document(
        source=source, format="text", text=text, text_sha256=sha256_of(text), blocks=blocks
    )
