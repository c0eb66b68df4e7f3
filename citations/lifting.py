"""Notes and references that a marked-up document lists as ordinary text.

A Markdown file or a web page may mark nothing and still end in "References" with a list.
Its blocks are laid out as lines and searched like a plain text; what is found is lifted
out of the prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citations import notes
from citations.layout import Line
from citations.model import Block, BlockKind, Document, Mapped, NoteBody, Pointer
from citations.notes import WrittenNote
from citations.signs import is_notes_heading

__all__ = ["lift"]

_TEXT = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.HEADING}
)


_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class _Part:
    """One line of the page that the blocks make: ``start:end`` of a block's content."""

    block: int
    start: int
    end: int
    line: Line


def lift(document: Document) -> Document:
    """``document`` with the notes that its blocks list as plain text among its note bodies."""
    headed = any(is_notes_heading(block.content.text) for block in document.blocks)
    if document.format == "text" or not document.blocks or (document.note_bodies and not headed):
        return document
    parts = list(_parts(document))
    text = "\n".join(part.line.text for part in parts)
    lines = [part.line for part in parts]
    stops = {
        at for at, part in enumerate(parts) if document.blocks[part.block].kind is BlockKind.HEADING
    }
    found = notes.find(text, lines, stops=stops, headed_only=bool(document.note_bodies))
    if not found.notes:
        return document
    return _Lifted(document, parts, found).document()


def _parts(document: Document) -> Iterator[_Part]:
    """The blocks as lines, cut where the document itself breaks them."""
    at = lists = 0
    before = None
    for index, block in enumerate(document.blocks):
        listed = block.kind is BlockKind.LIST_ITEM
        lists += listed and before is not BlockKind.LIST_ITEM
        before = block.kind
        if block.kind not in _TEXT:
            continue
        gap = 1 if at else 0
        for start, end in _lines(document.text, block.content):
            raw = block.content.text[start:end]
            text = raw.strip()
            if text:
                start += len(raw) - len(raw.lstrip())
                line = Line(at, at + len(text), text, 0, gap, listed=lists if listed else 0)
                yield _Part(index, start, start + len(text), line)
                at += len(text) + 1
                gap = 0


def _lines(text: str, content: Mapped) -> Iterator[tuple[int, int]]:
    """The spans of a block's content between the spaces that stand for a line's end."""
    start, offsets = 0, content.offsets
    for end in _LINE_END.finditer(text, *content.span()) if len(content) else ():
        at = bisect_left(offsets, end.start())
        while at < len(offsets) and offsets[at] == end.start():
            if content.text[at] == " ":
                yield start, at
                start = at + 1
            at += 1
    yield start, len(content)


class _Lifted:
    """What becomes of a document when some lines of its blocks are notes."""

    def __init__(self, source: Document, parts: list[_Part], found: notes.FoundNotes) -> None:
        self.source = source
        self.parts = parts
        self.found = found
        self.by_start = {part.line.start: at for at, part in enumerate(parts)}
        #: For each block, the spans of its content that are notes.
        self.taken: dict[int, list[tuple[int, int]]] = {}
        for at in sorted(found.taken):
            part = parts[at]
            self.taken.setdefault(part.block, []).append((part.start, part.end))
        self.headings = {parts[at].block for at in found.headings}
        linked = (at for at, one in enumerate(source.pointers) if one.url)
        #: Where the pointers that give an address stand, in order, and which they are.
        self.linked = sorted((source.pointers[at].start, at) for at in linked)

    def document(self) -> Document:
        bodies = [self.body(order, note) for order, note in enumerate(self.found.notes, 1)]
        return replace(
            self.source,
            blocks=tuple(self.block(at, block) for at, block in enumerate(self.source.blocks)),
            pointers=tuple(one for one in self.source.pointers if not self.inside(one)),
            note_bodies=(*self.source.note_bodies, *bodies),
        )

    def inside(self, pointer: Pointer) -> bool:
        """Whether a pointer stands in what is now a note."""
        spans = self.taken.get(pointer.block, ())
        place = max(0, pointer.at - 1)
        before = bisect_left(spans, (place + 1, 0)) - 1
        return before >= 0 and place < spans[before][1]

    def urls(self, start: int, end: int, blocks: set[int]) -> Iterator[tuple[str, int, int]]:
        """The addresses that pointers give in a stretch of the document's text."""
        low, high = bisect_left(self.linked, (start, 0)), bisect_left(self.linked, (end, 0))
        for at in sorted(at for _, at in self.linked[low:high]):
            one = self.source.pointers[at]
            if one.url and one.block in blocks:
                yield one.url, one.start, one.end

    def block(self, index: int, block: Block) -> Block:
        """A block without its notes; one that is nothing but notes keeps its words."""
        spans = self.taken.get(index)
        if spans is None:
            return replace(block, kind=BlockKind.HEADING) if index in self.headings else block
        if sum(end - start for start, end in spans) + len(spans) >= len(block.content):
            return replace(block, kind=BlockKind.NOTE)
        # Notes end a block; what would stand behind them is rather theirs than prose.
        content = block.content[: spans[0][0]]
        heads = index in self.headings and is_notes_heading(content.text.strip())
        return replace(block, content=content, kind=BlockKind.HEADING if heads else block.kind)

    def content(self, parts: Sequence[_Part]) -> Mapped:
        """The parts as one text, a space between them where the document has something."""
        pieces: list[Mapped] = []
        for part in parts:
            piece = self.source.blocks[part.block].content[part.start : part.end]
            if pieces and (end := pieces[-1].span()[1]) < piece.offsets[0]:
                pieces.append(Mapped(" ", [end]))
            pieces.append(piece)
        return Mapped.join(pieces) if len(pieces) > 1 else pieces[0]

    def body(self, order: int, note: WrittenNote) -> NoteBody:
        first = self.by_start[note.start]
        last = first
        while last + 1 < len(self.parts) and self.parts[last + 1].line.start < note.end:
            last += 1
        parts = self.parts[first : last + 1]
        content = self.content(parts)
        start, end = content.span()
        blocks = {part.block for part in parts}
        return NoteBody(
            key=f"#{order}",
            content=content[note.body - note.start :],
            start=start,
            end=end,
            number=note.number,
            urls=tuple(self.urls(start, end, blocks)),
        )
