"""What Markdown's blocks are read into: leaves, notes and reference definitions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from citations.formats._runs import Writer
from citations.model import BlockKind, Mapped

__all__ = ["Container", "Leaf", "NoteDefinition", "PlainText", "Structure"]


class PlainText(NamedTuple):
    """A text without its mark-up, the addresses that this gave, and where it ends."""

    content: Mapped
    urls: tuple[tuple[str, int, int], ...]
    end: int


@dataclass(slots=True)
class Container:
    """What blocks stand in, while it is open."""

    #: ">", "item", "meaning", "note" or "box"
    kind: str
    #: Columns a line must be indented to belong to an item or note.
    indent: int
    note: NoteDefinition | None = None
    #: An item that began with an empty line and has no text yet.
    empty: bool = False
    #: An item that a letter or "#" begins: the next one need not be the first of a list.
    fancy: bool = False


@dataclass(slots=True)
class NoteDefinition:
    """``[^label]: text``, with the leaves of its text."""

    label: str
    start: int
    leaves: list[Leaf] = field(default_factory=list)
    #: What it says, if it was read at a look; then it has no leaves.
    plain: PlainText | None = None


@dataclass(slots=True)
class Leaf:
    """A block without blocks in it: the lines of its text, as spans of the document."""

    kind: BlockKind
    level: int
    #: "paragraph", "heading", "fence", "indented", "html", "table", "row", "cells"
    form: str
    lines: list[tuple[int, int]]
    #: More than a break stands between the lines, or the cells of a row.
    prefixed: bool
    note: NoteDefinition | None = None
    #: Where the columns of a row begin, counted from the beginning of its text.
    columns: tuple[int, ...] = ()

    def raw(self, text: str) -> Mapped:
        """The lines with the break between them, prefixes left out."""
        start, end = self.lines[0][0], self.lines[-1][1]
        if not self.prefixed or len(self.lines) == 1:
            return Mapped.plain(text[start:end], start)
        writer = Writer(Mapped.plain(text))
        last = len(self.lines) - 1
        for index, (low, high) in enumerate(self.lines):
            writer.keep(low, high)
            if index < last:
                writer.put("\t" if self.form == "cells" else "\n", high)
        return writer.finish()


@dataclass(slots=True)
class Structure:
    """A document's leaves in order, its notes and its reference definitions."""

    leaves: list[Leaf] = field(default_factory=list)
    notes: list[NoteDefinition] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    #: Labels of numbered examples.
    examples: set[str] = field(default_factory=set)
