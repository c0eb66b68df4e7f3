"""Plain text: paragraphs, headings, captions and notes, told by their looks alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citations import languages, notes
from citations.formats._text_blocks import Group, group
from citations.formats.decode import decode, sha256_of
from citations.layout import Line, lines_of, running_lines, without
from citations.model import Block, BlockKind, Document, Mapped, NoteBody
from citations.notes import WrittenNote
from citations.prose import Vocabulary, tidy, words_of

__all__ = ["read"]


def read(data: bytes, source: str) -> Document:
    """Read plain text; raises ``UnreadableSource``.

    Notes that stand apart are lifted as note bodies; the markers in the prose are left to
    be found like in any format.
    """
    text = decode(data, source)
    lines = lines_of(text)
    running = running_lines(lines)
    body = without(lines, running)
    found = notes.find(text, body)
    words = words_of(text)
    language = languages.guess(text)
    cut = [
        *_prose(text, body, found, words, language),
        *(_line_block(text, lines[at], BlockKind.NAVIGATION, words) for at in running),
        *(_line_block(text, body[at], BlockKind.HEADING, words) for at in found.headings),
        *(_note_block(text, note, words) for note in found.notes),
    ]
    # A line of nothing but invisible signs has no content, and no place.
    blocks = sorted(
        (block for block in cut if len(block.content)), key=lambda block: block.content.offsets[0]
    )
    titles = (block.content.text for block in blocks if block.kind is BlockKind.TITLE)
    return Document(
        source=source,
        format="text",
        text=text,
        text_sha256=sha256_of(text),
        blocks=tuple(blocks),
        note_bodies=tuple(_bodies(text, found.notes)),
        title=next(titles, None),
        language=language,
    )


def _prose(
    text: str,
    lines: Sequence[Line],
    found: notes.FoundNotes,
    words: Vocabulary,
    language: str | None,
) -> Iterator[Block]:
    dropped = found.taken | found.headings
    kept = [line for at, line in enumerate(lines) if at not in dropped]
    seams = (
        line.start
        for at, line in enumerate(lines)
        if at and at - 1 in dropped and at not in dropped
    )
    for one in group(kept, seams, language):
        content = tidy(_raw(text, one), words)
        if content.text:
            yield Block(kind=one.kind, content=content)


def _raw(text: str, one: Group) -> Mapped:
    """The lines of a group as they stand, what was taken out between them left out."""
    first = one.lines[0]
    spans = [[first.start + one.lead, first.end]]
    for line in one.lines[1:]:
        if text[spans[-1][1] : line.start].isspace():
            spans[-1][1] = line.end
        else:
            spans[-1][1] += 1  # The line's end: it will be the space between the two.
            spans.append([line.start, line.end])
    return Mapped.join(Mapped.plain(text[start:end], start) for start, end in spans)


def _line_block(text: str, line: Line, kind: BlockKind, words: Vocabulary) -> Block:
    return Block(
        kind=kind, content=tidy(Mapped.plain(text[line.start : line.end], line.start), words)
    )


def _note_block(text: str, note: WrittenNote, words: Vocabulary) -> Block:
    raw = Mapped.plain(text[note.body : note.end], note.body)
    return Block(kind=BlockKind.NOTE, content=tidy(raw, words))


def _bodies(text: str, written: Sequence[WrittenNote]) -> Iterator[NoteBody]:
    """The notes with their line breaks, by which a broken address is mended."""
    for order, note in enumerate(written, 1):
        yield NoteBody(
            key=note.label if note.label and not note.number else f"#{order}",
            content=Mapped.plain(text[note.body : note.end], note.body),
            start=note.start,
            end=note.end,
            number=note.number,
        )
