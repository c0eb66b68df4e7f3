"""What is open while Markdown's blocks are read, and what becomes of it when it closes."""

from __future__ import annotations

from citations.formats._md_cursor import Cursor
from citations.formats._md_leaf import Container, Leaf, NoteDefinition, Structure
from citations.formats._md_links import definition
from citations.formats._md_tables import Drawn, columns, line_block
from citations.model import BlockKind

__all__ = ["Open"]


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
        self.close(0)
        self.past = drawn.end
        self.found.leaves += drawn.leaves
        return True

    def interrupts(self, matched: int) -> bool:
        """Whether a block that opens here would cut into an open paragraph."""
        leaf = self.leaf
        return bool(leaf and leaf.form == "paragraph" and matched == len(self.containers))

    def dashes(self, rest: str) -> bool | None:
        """A table of pandoc, under dashes; the line before the dashes is its head."""
        start = self.text.rfind("\n", 0, self.at) + 1
        leaf, leaves = self.leaf, self.found.leaves
        if " " not in rest and (leaf or len(rest) < 10):
            return None
        if leaf:
            single = leaf.form == "paragraph" and len(leaf.lines) == 1
            drawn = columns(self.text, start, [self.whole(leaf)]) if single else None
            if drawn:
                self.leaf = None
            return self.take_table(drawn)
        # A head that is indented was taken for code.
        code = leaves[-1] if leaves and leaves[-1].form == "indented" else None
        above = (
            code and len(code.lines) == 1 and not self.text[code.lines[0][1] : start].strip("\r\n")
        )
        if code and above and self.text.count("\n", code.lines[0][1], start) == 1:
            drawn = columns(self.text, start, [self.whole(code)])
            if drawn:
                leaves.pop()
            return self.take_table(drawn)
        return self.take_table(columns(self.text, start, ()))

    def whole(self, leaf: Leaf) -> tuple[int, int]:
        """The only line of a leaf, with its indentation."""
        low, high = leaf.lines[0]
        return self.text.rfind("\n", 0, low) + 1, high
