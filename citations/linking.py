"""Only the links of a document, and where they stand: what whole reading finds, in a fifth of it.

Nothing is loaded here that only claims and the fields of references need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from citations import sources
from citations.beside import Bibliography, read_beside
from citations.citing import addresses_of
from citations.collecting import uncollected
from citations.lifting import lift
from citations.lines import Lines
from citations.model import Document, Problem, Reading
from citations.plain_notes import PlainNotes
from citations.traces import machine_traces

__all__ = ["find_links", "read_links", "with_problems"]


def read_links(
    data: bytes,
    source: str,
    format: str | None = None,  # noqa: A002 - the same word as in Document
    beside: Sequence[Bibliography] = (),
    tell: Callable[[str], None] | None = None,
) -> Reading:
    """Read only the links of a document, with the references that give them and their places.

    Links, places, repairs and lost addresses are those of ``read``; there are no claims,
    citations and notes, nor the document's blocks. ``tell`` is told of links that notes
    plainly give while the rest is still being read, where the format's reader can do that.
    Raises ``UnreadableSource``.
    """
    plain = PlainNotes(tell)
    with uncollected():
        # No name for the document: its blocks go as soon as nobody needs them.
        return find_links(read_beside(data, source, format, beside, plain.take), plain)


def find_links(document: Document, plain: PlainNotes | None = None) -> Reading:
    """The links of a document and where they stand; never raises, in linear time.

    ``plain`` may have seen some of its notes already.
    """
    document = lift(document)
    marks = addresses_of(document)
    # The larger half of a long document is not needed any more, but the room it takes is.
    document = replace(document, blocks=(), pointers=())
    lines = Lines(document.text)
    references, links, problems = sources.find_links(document, marks, lines, plain or PlainNotes())
    document = replace(document, note_bodies=())
    reading = Reading(document=document, references=references, links=links)
    return with_problems(reading, (*problems, *machine_traces(document, lines)))


def with_problems(reading: Reading, problems: tuple[Problem, ...]) -> Reading:
    """The reading whose document has these problems as well, in the order of the text."""
    if not problems:
        return reading
    all_of_them = sorted((*reading.document.problems, *problems), key=lambda one: one.start)
    return replace(reading, document=replace(reading.document, problems=tuple(all_of_them)))
