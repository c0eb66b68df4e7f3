"""The pages of a PDF on their way to a document: what they show, in reading order, as blocks."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from citations import languages, notes
from citations.errors import UnreadableSource
from citations.formats._pdf_blocks import Paragraph, paragraphs_of
from citations.formats._pdf_front import front_of
from citations.formats._pdf_layout import Line as Drawn
from citations.formats._pdf_layout import body_size, lines_of, regions_of, without_furniture
from citations.formats._pdf_notes import FootNote, lift
from citations.formats._pdf_text import Part, Text
from citations.formats.decode import sha256_of
from citations.layout import Line
from citations.model import Block, BlockKind, Document, Mapped, NoteBody, Pointer, Problem
from citations.prose import Vocabulary, tidy, words_of

__all__ = ["Book"]

#: A page with fewer letters is a picture.
_EMPTY = 8


#: Prose with a marker, a note at the foot and a list at the end, as the worker gives them.
_SAMPLE: list[Any] = [
    [600, 800, [
        ["The river rose in the night – and fell again.", 6000, 28000, 70000, 1100, False, -1],
        ["1", 28000, 28500, 70300, 660, False, -1],
        ["Nobody was hurt, says the council (Ames 2001).", 6000, 28000, 68600, 1100, False, -1],
        ["Every spring it brings another flood.", 6000, 28000, 67200, 1100, False, 0],
        ["Notes", 6000, 9000, 60000, 1100, True, -1],
        ["1. Ames, B. (2001). Floods. Leeds: Quay, p. 3.", 6000, 28000, 58600, 1100, False, -1],
        ["1", 6000, 6300, 10300, 510, False, -1],
        ["Ames, Floods, 2001. The mayor’s plan, 2002.", 6300, 28000, 10000, 850, False, -1],
    ]],
    {"title": "", "author": "", "created": "", "links": {0: "https://quay.example/"}},
]  # fmt: skip


@cache
def prepare() -> None:
    """Compile what a first document would wait for, in time that is spent waiting anyway."""
    Book(_SAMPLE, "").document()


class Book:
    """The pages of one file on their way to a document."""

    def __init__(self, parts: Iterable[Any], source: str) -> None:
        self.source = source
        pages: list[list[Drawn]] = []
        heights: list[float] = []
        about: dict[str, Any] = {}
        for part in parts:
            if isinstance(part, dict):
                about = part
            else:
                heights.append(part[1])
                pages.append(lines_of(len(heights), part[2]))
        self.named, self.author, self.created = (
            str(about[name]) for name in ("title", "author", "created")
        )
        self.empty = [number for number, lines in enumerate(pages, 1) if _is_empty(lines)]
        if len(self.empty) == len(pages):
            raise UnreadableSource(
                f"{source}: there is no text in it, only pictures of pages; run OCR first"
            )
        size = body_size(pages)
        kept = without_furniture(pages, heights)
        regions = [regions_of(lines) for lines in kept]
        self.feet = lift(regions, size)
        self.paragraphs = paragraphs_of(
            [[region for region in page if region.lines] for page in regions], size
        )
        self.head = front_of(self.paragraphs)
        self.text = Text(about["links"], self.key)
        self.by_page = {(note.page, note.number): at for at, note in enumerate(self.feet)}
        self.by_number: dict[int | None, list[int]] = {}
        for at, note in enumerate(self.feet):
            self.by_number.setdefault(note.number, []).append(at)

    def key(self, page: int, number: int) -> str | None:
        """The key of the note of this number on this page, or of the only one."""
        for where in (page, page + 1):
            if (where, number) in self.by_page:
                return f"note {self.by_page[where, number]}"
        same = self.by_number.get(number, ())
        return f"note {same[0]}" if len(same) == 1 else None

    def document(self) -> Document:
        blocks, feet = self._write()
        text = self.text.finish()
        words = words_of(text)
        lists = self._lists(text, blocks)
        made, pointers = _blocks(text, blocks, lists, words, self.head)
        bodies = [self._foot(text, note, at, part) for at, (note, part) in enumerate(feet)]
        parts = [part for _, part in blocks if part.lines]
        ends = [part.lines[-1][1] for part in parts]
        for number, note in enumerate(lists.notes, 1):
            first = bisect_left(ends, note.end - 1)
            last = bisect_left(parts, note.end, first, key=attrgetter("start"))
            bodies.append(_listed(text, note, number, parts[first:last]))
        made += [
            Block(kind=BlockKind.NOTE, content=content, place=f"page {note.page}")
            for (note, _), body in zip(feet, bodies, strict=False)
            if (content := tidy(body.content, words)).text
        ]
        order = sorted(range(len(made)), key=lambda at: made[at].content.offsets[0])
        moved = {before: after for after, before in enumerate(order)}
        return Document(
            source=self.source,
            format="pdf",
            text=text,
            text_sha256=sha256_of(text),
            blocks=tuple(made[at] for at in order),
            pointers=tuple(_moved(one, moved) for one in pointers),
            note_bodies=tuple(bodies),
            title=self._title(made),
            language=languages.guess(text),
            problems=tuple(self._problems()),
            code=tuple((part.start, part.lines[-1][1]) for _, part in blocks[: self.head]),
        )

    def _write(self) -> tuple[list[tuple[Paragraph, Part]], list[tuple[FootNote, Part]]]:
        """Write the paragraphs that begin on each page, and then its notes."""
        blocks: list[tuple[Paragraph, Part]] = []
        feet: list[tuple[FootNote, Part]] = []
        waiting = list(self.feet)

        def notes_before(page: int) -> None:
            while waiting and waiting[0].page < page:
                note = waiting.pop(0)
                feet.append((note, self.text.write(note.lines, note.length, note=True)))

        for one in self.paragraphs:
            notes_before(one.page)
            blocks.append((one, self.text.write(one.lines, one.lead)))
        notes_before(sys.maxsize)
        return blocks, feet

    def _lists(self, text: str, blocks: Sequence[tuple[Paragraph, Part]]) -> notes.FoundNotes:
        """Notes that stand together at the end, by the looks of their lines."""
        lines = []
        for one, part in blocks[self.head :]:
            end = part.lines[-1][1]
            words = text[part.start : end].replace("\n", " ").rstrip()
            if words:
                gap = 2 if one.kind in (BlockKind.HEADING, BlockKind.TITLE) else 1
                lines.append(Line(part.start, part.start + len(words), words, 0, gap))
        # What has notes at its feet has others under a heading, if at all.
        if self.feet and not notes.find(text, lines, headed_only=True).headings:
            return notes.FoundNotes()
        found = notes.find(text, lines)
        if self.feet:
            begin = min((lines[at].start for at in found.headings), default=len(text))
            found.notes[:] = [note for note in found.notes if note.start > begin]
            found.taken.intersection_update(
                at for at, line in enumerate(lines) if line.start > begin
            )
        # From here on lines are known by where they begin.
        return notes.FoundNotes(
            found.notes,
            {lines[at].start for at in found.taken},
            {lines[at].start for at in found.headings},
        )

    def _foot(self, text: str, note: FootNote, at: int, part: Part) -> NoteBody:
        return NoteBody(
            key=f"note {at}" if note.number is not None else note.label,
            content=part.raw(text),
            start=part.start,
            end=part.lines[-1][1],
            number=note.number,
            urls=tuple((url, start, end) for url, start, end, _ in part.links),
        )

    def _title(self, blocks: Sequence[Block]) -> str | None:
        shown = next((one.content.text for one in blocks if one.kind is BlockKind.TITLE), None)
        name = self.named.lower()
        made_up = not name or name.startswith(("untitled", "microsoft word")) or "." in name[-6:]
        return shown if made_up else self.named

    def _problems(self) -> list[Problem]:
        return [
            Problem(
                code="page_without_text",
                message=f"page {number} has no text; run OCR if it is a picture of one",
                start=0,
                line=1,
            )
            for number in self.empty[:100]
        ]


def _is_empty(lines: Sequence[Drawn]) -> bool:
    letters = 0
    for line in lines:
        letters += sum(map(str.isalnum, line.text))
        if letters >= _EMPTY:
            return False
    return True


def _blocks(
    text: str,
    written: Sequence[tuple[Paragraph, Part]],
    lists: notes.FoundNotes,
    words: Vocabulary,
    head: int,
) -> tuple[list[Block], list[Pointer]]:
    """The blocks, and the pointers with the indices of theirs; the first ``head`` have none."""
    made: list[Block] = []
    pointers: list[Pointer] = []
    kind: BlockKind
    for at, (one, part) in enumerate(written):
        content = tidy(part.raw(text), words)
        if not content.text:
            continue
        if at < head:
            kind = one.kind if one.kind is BlockKind.TITLE else BlockKind.BYLINE
        elif part.start in lists.taken:
            kind = BlockKind.NOTE
        else:
            kind = BlockKind.HEADING if part.start in lists.headings else one.kind
            pointers += part.pointers(len(made), content, text)
        made.append(Block(kind=kind, content=content, level=one.level, place=f"page {one.page}"))
    return made, pointers


def _listed(text: str, note: notes.WrittenNote, order: int, own: Sequence[Part]) -> NoteBody:
    """A note of a list at the end, with its addresses made whole."""
    around = [part for part in own if part.start <= note.body]
    content = (
        around[0].raw(text, note.body, note.end)
        if around
        else Mapped.plain(text[note.body : note.end], note.body)
    )
    return NoteBody(
        key=note.label if note.label and not note.number else f"#{order}",
        content=content,
        start=note.start,
        end=note.end,
        number=note.number,
        urls=tuple(
            (url, start, end)
            for part in own
            for url, start, end, _ in part.links
            if note.start <= start and end <= note.end
        ),
    )


def _moved(pointer: Pointer, moved: dict[int, int]) -> Pointer:
    return Pointer(
        style=pointer.style,
        marker=pointer.marker,
        start=pointer.start,
        end=pointer.end,
        block=moved[pointer.block],
        at=pointer.at,
        key=pointer.key,
        url=pointer.url,
    )
