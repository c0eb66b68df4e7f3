"""A document that lists addresses: a block each, which the address fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citations.errors import UnreadableSource
from citations.formats.decode import sha256_of
from citations.model import Block, BlockKind, Document, Mapped, Pointer

__all__ = ["MAX_ADDRESSES", "Listed", "document_of"]

MAX_ADDRESSES = 500_000


@dataclass(frozen=True, slots=True)
class Listed:
    """An address, where it stands, and where a person finds it."""

    url: str
    start: int
    end: int
    place: str


def document_of(text: str, source: str, format_name: str, listed: Sequence[Listed]) -> Document:
    """The document; raises ``UnreadableSource`` if it lists too many."""
    if len(listed) > MAX_ADDRESSES:
        raise UnreadableSource(
            f"{source}: {len(listed):,} addresses; at most {MAX_ADDRESSES:,} are read at once"
        )
    return Document(
        source=source,
        format=format_name,
        text=text,
        text_sha256=sha256_of(text),
        blocks=tuple(
            Block(
                kind=BlockKind.NAVIGATION,
                content=Mapped.plain(text[one.start : one.end], one.start),
                place=one.place,
            )
            for one in listed
        ),
        pointers=tuple(
            Pointer(
                style="bare_url",
                marker=one.url,
                start=one.start,
                end=one.end,
                block=at,
                at=one.end - one.start,
                url=one.url,
            )
            for at, one in enumerate(listed)
        ),
    )
