"""What is open while Markdown's blocks are read, and what becomes of it when it closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.formats._md_cursor import Cursor, lines
from citations.formats._md_leaf import Container, Leaf, NoteDefinition, Structure
from citations.formats._md_links import definition
from citations.formats._md_tables import Drawn, columns, line_block
from citations.model import BlockKind

__all__ = ["Open"]

#: Items of pandoc's lists: "#.", "a)", "(iv)", "B.  "; the first of a list is the first letter.
_FANCY = re.compile(
    r"(?P<first>[#aiAI]|[a-z]|[ivx]{2,5}|[A-Z])(?:\)|\.(?!(?<=[A-Z]\.)[ \t](?![ \t])))(?=[ \t]|$)|"
    r"\((?P<inner>[a-z]|[ivx]{2,5})\)(?=[ \t]|$)"
)
_FIRST = frozenset("#aiAI")

_INNER = {
    ">": BlockKind.QUOTATION,
    "item": BlockKind.LIST_ITEM,
    "meaning": BlockKind.LIST_ITEM,
}


class Open(Cursor):
    """The open containers and the open leaf."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.found = Structure()
        self.containers: list[Container] = []
        self.leaf: Leaf | None = None
        #: What ends the open fence or HTML block.
        self.closing = ""
        #: Where the table ends that was read as a whole.
        self.past = 0
        #: Where the part ends that is being read.
        self.stop = len(text)

    def new(self, form: str, kind: BlockKind | None, line: tuple[int, int]) -> Leaf:
        level = sum(container.kind == "item" for container in self.containers) or 1
        if kind is None:
            inner = self.containers[-1].kind if self.containers else ""
            kind = _INNER.get(inner, BlockKind.PARAGRAPH)
        prefixed = any(container.kind == ">" for container in self.containers)
        for container in self.containers:
            container.empty = False
        return Leaf(kind, level, form, [line], prefixed, self.note())

    def note(self) -> NoteDefinition | None:
        return next((c.note for c in reversed(self.containers) if c.note), None)

    def close(self, matched: int) -> None:
        """Close the open leaf, and the containers this line does not continue."""
        self.close_leaf()
        del self.containers[matched:]

    def close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        if leaf.form == "paragraph":
            self.take_definitions(leaf)
            if leaf.lines and self.text[leaf.lines[0][0]] == "|":
                self.take_verse(leaf)
        while leaf.form == "indented" and leaf.lines and self._empty(leaf.lines[-1]):
            leaf.lines.pop()
        if leaf.lines and leaf.form != "table":
            self.add(leaf)

    def _empty(self, line: tuple[int, int]) -> bool:
        return not self.text[line[0] : line[1]].strip()

    def add(self, leaf: Leaf) -> None:
        (leaf.note.leaves if leaf.note else self.found.leaves).append(leaf)

    def take_definitions(self, leaf: Leaf) -> None:
        """Take the reference definitions off the front of a paragraph."""
        if not leaf.lines or self.text[leaf.lines[0][0]] != "[":
            return
        raw, at = leaf.raw(self.text).text, 0
        while found := definition(raw, at):
            label, url, at = found
            self.found.links.setdefault(label, url)
        if at:
            del leaf.lines[: raw.count("\n", 0, at) + (at == len(raw))]

    def take_verse(self, leaf: Leaf) -> None:
        """Read a line block without its bars."""
        verse = line_block(self.text, leaf.lines)
        if verse is not None:
            leaf.lines, leaf.prefixed = verse, True

    def take_table(self, drawn: Drawn | None) -> bool | None:
        """Take a table that was drawn, as far as it goes."""
        if drawn is None:
            return None
        self.close_leaf()
        self.past = drawn.end
        for leaf in drawn.leaves:
            leaf.note = self.note()
            self.add(leaf)
        return True

    def ahead(self, at: int) -> Iterator[tuple[int, int]]:
        """The rest of a line, and those behind it in the open containers, without prefixes."""
        whole = lines(self.text, at, len(self.text))
        yield next(whole, (at, at))
        for low, high in whole:
            inner = self.inner(low, high) if self.containers else low
            if inner is None:
                return
            yield inner, high

    def inner(self, low: int, high: int) -> int | None:
        """Where a line begins that continues all open containers; None: it does not."""
        now = self.at, self.column, self.end
        self.at, self.column, self.end = low, 0, high
        continued = self.match_containers() == len(self.containers)
        low = self.at
        self.at, self.column, self.end = now
        return low if continued else None

    def match_containers(self) -> int:
        """How many of the open containers this line continues."""
        raise NotImplementedError

    def fancy(self, start: int, matched: int) -> bool | None:
        """An item of a list of letters, Roman numbers or ``#``, as pandoc knows them."""
        match = _FANCY.match(self.text, start, self.end)
        if not match or self.interrupts(matched):
            return None
        before = self.containers[matched] if matched < len(self.containers) else None
        if not (before and before.fancy) and (
            (before and self.leaf) or (match["first"] or match["inner"]) not in _FIRST
        ):
            return None
        done = self.contain("item", start, match.end(), matched)
        self.containers[-1].fancy = True
        return done

    def contain(self, kind: str, start: int, end: int, matched: int) -> bool:
        """Open what the marker from ``start`` to ``end`` begins."""
        blank = not self.text[end : self.end].strip()
        indent = self.indent() or 0
        self.close(matched)
        self.skip(indent)
        width = end - start
        self.at, self.column = end, self.column + width
        after = self.indent()
        padding = 1 if after is None or after > 4 else after
        self.skip(padding)
        self.containers.append(Container(kind, indent + width + padding, empty=blank))
        return False

    def interrupts(self, matched: int) -> bool:
        """Whether a block that opens here would cut into an open paragraph."""
        leaf = self.leaf
        return bool(leaf and leaf.form == "paragraph" and matched == len(self.containers))

    def dashes(self, rest: str) -> bool | None:
        """A table of pandoc, under dashes; the line before the dashes is its head."""
        start = self.at
        note = self.note()
        leaf, leaves = self.leaf, note.leaves if note else self.found.leaves
        if " " not in rest and (leaf or len(rest) < 10):
            return None
        if leaf:
            single = leaf.form == "paragraph" and len(leaf.lines) == 1
            drawn = columns(self.text, start, [self.whole(leaf)], self.ahead) if single else None
            if drawn:
                self.leaf = None
            return self.take_table(drawn)
        # A head that is indented was taken for code.
        code = leaves[-1] if leaves and leaves[-1].form == "indented" else None
        above = code and len(code.lines) == 1
        if code and above and self.text.count("\n", code.lines[0][1], start) == 1:
            drawn = columns(self.text, start, [self.whole(code)], self.ahead)
            if drawn:
                leaves.pop()
            return self.take_table(drawn)
        return self.take_table(columns(self.text, start, (), self.ahead))

    def whole(self, leaf: Leaf) -> tuple[int, int]:
        """The only line of a leaf, with its indentation."""
        low, high = leaf.lines[0]
        begun = self.inner(self.text.rfind("\n", 0, low) + 1, high)
        return (low if begun is None else begun), high
