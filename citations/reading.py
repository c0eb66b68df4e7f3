"""From bytes to all that was found in them: one way for every format.

Markers are found first and cut out of the prose, places kept; sentences are split after;
each citation is tied to the sentence it stands in and to the note it points at; notes are
read into references, short forms matched to what they repeat, addresses made links.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from citations import sources, worth
from citations.beside import Bibliography, read_beside
from citations.citing import Mark, marks_of, remarks
from citations.claims import cut, sentences_of
from citations.collecting import uncollected
from citations.consistency import inconsistencies
from citations.lifting import lift
from citations.lines import Lines
from citations.linking import with_problems
from citations.model import Block, Citation, Claim, Document, Mapped, Reading
from citations.sameness import with_same_works
from citations.traces import machine_traces

__all__ = ["read", "understand"]


def read(
    data: bytes,
    source: str,
    format: str | None = None,  # noqa: A002 - the same word as in Document
    beside: Sequence[Bibliography] = (),
) -> Reading:
    """Read a document: its claims, citations, notes, references and links.

    ``format`` is a name in ``citations.formats.READERS``, or None to tell it by extension
    and content. ``beside`` are its chapters, and the bibliographies for the keys that
    it cites. Raises ``UnreadableSource``.
    """
    with uncollected():
        return understand(read_beside(data, source, format, beside))


def understand(document: Document) -> Reading:
    """All that a document says and cites; never raises, takes time linear in its length."""
    document = lift(document)
    lines = Lines(document.text)
    marks = marks_of(document)
    found = sources.gather(document, marks, lines)
    claims: list[Claim] = []
    owner: dict[int, str] = {}
    of_block: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        of_block.setdefault(mark.block, []).append(index)
    for order, block in enumerate(document.blocks):
        for content, cited in _sentences(block, of_block.get(order, ()), marks, document.language):
            number = len(claims) + 1
            place = block.place or lines.place(content.offsets[0], document.parts)
            claim = _claim(number, content, cited, place, language=document.language, lines=lines)
            claims.append(claim)
            owner.update(dict.fromkeys(cited, claim.id))
    citations = tuple(
        Citation(
            id=f"m{at + 1}",
            marker=mark.marker,
            style=mark.style,
            start=mark.start,
            end=mark.end,
            line=lines.line(mark.start),
            claim=owner.get(at),
            note=found.note_ids[at],
            references=found.reference_ids[at],
            dangling=found.note_ids[at] is None and not found.reference_ids[at],
            locator=mark.locator,
        )
        for at, mark in enumerate(marks)
    )
    reading = Reading(
        document=document,
        claims=tuple(claims),
        citations=citations,
        notes=found.notes,
        references=with_same_works(found.references, citations),
        links=found.links,
    )
    problems = (*found.problems, *inconsistencies(reading), *machine_traces(document, lines))
    return with_problems(reading, problems)


def _sentences(
    block: Block, indices: Sequence[int], marks: Sequence[Mark], language: str | None
) -> Iterator[tuple[Mapped, list[int]]]:
    """The sentences of a block without their markers, and the indices of the marks of each."""
    content, places = _masked(block, [marks[index] for index in indices])
    sentences = sentences_of(block.kind, content.text, language, places)
    cited: list[list[int]] = [[] for _ in sentences]
    ends = [end for _, end in sentences]
    for index, place in zip(indices, places, strict=True):
        if sentences:
            cited[min(bisect_left(ends, place), len(ends) - 1)].append(index)
    for (start, end), own in zip(sentences, cited, strict=True):
        yield content[start:end], own


def _claim(
    number: int,
    content: Mapped,
    cited: Sequence[int],
    place: str | None,
    *,
    language: str | None,
    lines: Lines,
) -> Claim:
    start, end = content.span()
    weight = worth.weigh(content.text, language)
    return Claim(
        id=f"c{number}",
        text=content.text,
        start=start,
        end=end,
        line=lines.line(start),
        kind=weight.kind,
        checkworthiness=weight.checkworthiness,
        citations=tuple(f"m{index + 1}" for index in cited),
        reasons=weight.reasons,
        place=place,
    )


def _masked(block: Block, marks: Sequence[Mark]) -> tuple[Mapped, list[int]]:
    """A block's content without its markers, and where each mark then stands."""
    spans = sorted({mark.cut for mark in marks if mark.cut is not None} | remarks(block))
    content, holes = cut(block.content, spans)
    starts = [start for start, _, _ in holes]
    places = []
    for mark in marks:
        passed = bisect_right(starts, mark.at)
        _, end, new = holes[passed - 1] if passed else (0, 0, 0)
        places.append(new + max(0, mark.at - end))
    return content, places
