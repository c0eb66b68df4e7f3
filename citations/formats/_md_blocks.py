"""Markdown's block grammar: CommonMark with GFM tables and footnotes, line by line.

The algorithm is that of the CommonMark specification (appendix, phase 1): each line first
continues the containers that are open, then opens new blocks, then goes to the open leaf.
A line is looked at once for every container it stands in, and those are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations.formats._md_cursor import lines
from citations.formats._md_leaf import Container, Leaf, NoteDefinition, Structure
from citations.formats._md_lines import (
    HTML,
    HTML_ALONE,
    RAW_END,
    cells,
    is_delimiters,
    is_rule,
)  # fmt: skip
from citations.formats._md_open import Open
from citations.formats._md_plain import plain_note
from citations.formats._md_tables import grid
from citations.model import BlockKind

__all__ = ["structure"]

_MAX_DEPTH = 100
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+$")
_HEADING_ATTRIBUTES = re.compile(r"[ \t]*\{(?:[#.][^{}]{0,300}|-|\w{1,50}=[^{}]{0,300})\}$")
# A chunk of knitr or Quarto may have backticks in what it says of itself: "```{r fig.cap='`f()`'}".
_FENCE = re.compile(r"(`{3,})(?:[^`]*$|[ \t]?\{[^\n]{0,4000}\}[ \t]*$)|(~{3,})")
#: What MkDocs sets in a box, "!!! note", if lines that are indented follow.
_BOX = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][^\n]*\n(?:[ \t]*\n){0,2}(?: {4}|[ ]{0,3}\t)[ \t]*\S"
)
_BULLET = re.compile(r"[-+*](?=[ \t]|$)")
_ORDERED = re.compile(r"(\d{1,9})[.)](?=[ \t]|$)")
_NOTE = re.compile(r"\[\^([^\s\[\]^]{1,200})\]:")
_PLAIN_NOTE = re.compile(_NOTE.pattern + r"[ \t]*(?=[^\W\d_])")
_MEANING = re.compile(r"[:~](?=[ \t])")
_EXAMPLE = re.compile(r"\(@([\w-]{0,100})\)(?=[ \t]|$)")


def structure(text: str, parts: Sequence[tuple[int, int]]) -> Structure:
    """Phase 1: the blocks of the given parts of the text."""
    scanner = _Scanner(text)
    for start, end in parts:
        scanner.stop = end
        for low, high in lines(text, start, end):
            if low >= scanner.past:
                scanner.line(low, high)
        scanner.close(0)
    return scanner.found


class _Scanner(Open):
    def line(self, start: int, end: int) -> None:
        """Read one line."""
        first = self.text[start : start + 1]
        leaf = self.leaf
        if (
            first.isalpha()
            and not self.containers
            and (not leaf or leaf.form == "paragraph")
            and (leaf or not self.text.startswith((".", ")"), start + 1))
        ):
            # Nothing but a paragraph's text begins with a letter: most lines end here.
            if leaf:
                leaf.lines.append((start, end))
            else:
                self.leaf = Leaf(BlockKind.PARAGRAPH, 1, "paragraph", [(start, end)], False)
            return
        if first == "[" and self.plain_note(start, end):
            return
        if start == end and not self.containers and (not leaf or leaf.form == "paragraph"):
            self.close_leaf()
            return
        self.at, self.column, self.end = start, 0, end
        matched = self.match_containers()
        if matched == len(self.containers) and self.continues():
            return
        if self.indent() is None and matched == len(self.containers):
            self.close_leaf()
            return
        self.open_blocks(matched)

    def plain_note(self, start: int, end: int) -> bool:
        """Take a note's definition that stands alone or behind another and begins with a word."""
        outer, leaf = self.containers[:1], self.leaf
        if outer[0].kind != "note" if outer else leaf and leaf.form != "paragraph":
            return False  # a fence, say, may have the line
        if whole := plain_note(self.text, start, self.stop):
            self.close(0)
            self.found.notes.append(NoteDefinition(whole[0], start, plain=whole[1]))
            return True
        label = _PLAIN_NOTE.match(self.text, start, end)
        if label is None:
            return False
        note = self.open_note(label[1], start, 0)
        self.leaf = Leaf(BlockKind.PARAGRAPH, 1, "paragraph", [(label.end(), end)], False, note)
        return True

    def open_note(self, label: str, start: int, matched: int) -> NoteDefinition:
        """Open the note that is defined at ``start``, behind so many containers."""
        self.close(matched)
        note = NoteDefinition(label, start)
        self.found.notes.append(note)
        self.containers.append(Container("note", 4, note))
        return note

    def match_containers(self) -> int:
        """How many of the open containers this line continues."""
        for index, container in enumerate(self.containers):
            indent = self.indent()
            if container.kind == ">":
                if indent is None or indent > 3 or self.text[self.at + self.spaces()] != ">":
                    return index
                self.quote()
            elif indent is None:
                if container.empty:
                    return index
            elif indent >= container.indent:
                self.skip(container.indent)
            else:
                return index
        return len(self.containers)

    def quote(self) -> None:
        """Go over ``>`` and one column of space behind it."""
        self.skip(self.indent() or 0)
        self.at += 1
        self.column += 1
        if self.at < self.end and self.text[self.at] in " \t":
            self.skip(1)

    def continues(self) -> bool:
        """Whether the open fence, HTML block, indented code or table takes this line."""
        leaf = self.leaf
        if leaf is None or leaf.form in ("paragraph", "heading"):
            return False
        if leaf.form == "fence":
            self.fence_line(leaf)
        elif leaf.form == "html":
            return self.html_line(leaf)
        elif leaf.form == "indented":
            return self.indented_line(leaf)
        else:
            return self.table_line(leaf)
        return True

    def fence_line(self, leaf: Leaf) -> None:
        indent = self.indent()
        rest = self.text[self.at : self.end].strip()
        fence = self.closing
        closes = indent is not None and indent < 4 and len(rest) >= len(fence)
        if closes and rest == fence[0] * len(rest):
            self.close_leaf()
        else:
            leaf.lines.append((self.at, self.end))

    def html_line(self, leaf: Leaf) -> bool:
        if not self.closing and self.indent() is None:
            return False
        leaf.lines.append((self.at, self.end))
        self.end_html()
        return True

    def end_html(self) -> None:
        rest = self.text[self.at : self.end]
        if self.closing == "</":
            if RAW_END.search(rest):
                self.close_leaf()
        elif self.closing and self.closing in rest:
            self.close_leaf()

    def indented_line(self, leaf: Leaf) -> bool:
        indent = self.indent()
        if indent is not None and indent < 4:
            self.close_leaf()
            return False
        self.skip(4)
        leaf.lines.append((self.at, self.end))
        return True

    def table_line(self, leaf: Leaf) -> bool:
        indent = self.indent()
        if indent is None or indent > 3 or self.starts_block():
            self.close_leaf()
            return False
        self.row(leaf.kind)
        return True

    def row(self, kind: BlockKind) -> None:
        start = self.at + self.spaces()
        self.add(Leaf(kind, 1, "row", [(start, self.end)], False, self.note()))

    def starts_block(self) -> bool:
        """Whether a block begins here that a table cannot take as a row."""
        rest = self.text[self.at + self.spaces() : self.end]
        return bool(
            rest[0] == ">"
            or _HEADING.match(rest)
            or _FENCE.match(rest)
            or _BULLET.match(rest)
            or _ORDERED.match(rest)
            or any(begin.match(rest) for begin, _ in HTML)
            or _NOTE.match(rest)
            or is_rule(rest)
        )

    def open_blocks(self, matched: int) -> None:
        """Phase 1, step 2: open what this line opens, then place its text."""
        while len(self.containers) < _MAX_DEPTH:
            indent = self.indent()
            if indent is None or indent >= 4:
                break
            start = self.at + self.spaces()
            opener = _OPENERS.get(self.text[start])
            if opener is None and self.text[start].isdigit():
                opener = _Scanner.item
            elif opener is None and self.text[start].isalpha():
                opener = _Scanner.fancy
            if opener is None:
                break
            done = opener(self, start, matched)
            if done is None:
                break
            if done:
                return
            matched = len(self.containers)
        self.place(matched)

    def place(self, matched: int) -> None:
        """Phase 1, step 3: the rest of the line is text, or code."""
        indent = self.indent()
        leaf = self.leaf
        if indent is None:
            self.close(matched)
            return
        if leaf and leaf.form == "paragraph":
            # Also a lazy line, which leaves out the prefixes of its paragraph's containers.
            leaf.lines.append((self.at + self.spaces(), self.end))
            return
        self.close(matched)
        if indent >= 4:
            self.skip(4)
            self.leaf = self.new("indented", BlockKind.CODE, (self.at, self.end))
            return
        self.leaf = self.new("paragraph", None, (self.at + self.spaces(), self.end))

    def block_quote(self, _start: int, matched: int) -> bool | None:
        self.close(matched)
        self.quote()
        self.containers.append(Container(">", 0))
        return False

    def heading(self, start: int, matched: int) -> bool | None:
        match = _HEADING.match(self.text, start, self.end)
        if not match:
            return self.fancy(start, matched)
        self.close(matched)
        self.add_heading(match.end(), self.end, len(match[1]))
        return True

    def add_heading(self, low: int, high: int, level: int) -> None:
        rest = self.text[low:high].rstrip()
        for tail in (_HEADING_END, _HEADING_ATTRIBUTES, _HEADING_END):
            if found := tail.search(rest, max(0, len(rest) - 400)):
                rest = rest[: found.start()].rstrip()
        if rest:
            leaf = self.new("heading", BlockKind.HEADING, (low, low + len(rest)))
            leaf.level = level
            self.add(leaf)

    def fence(self, start: int, matched: int) -> bool | None:
        match = _FENCE.match(self.text, start, self.end)
        if not match:
            return None
        self.close(matched)
        self.leaf = self.new("fence", BlockKind.CODE, (start, start))
        self.leaf.lines.clear()
        self.closing = match[1] or match[2]
        return True

    def box(self, start: int, matched: int) -> bool | None:
        """``!!! note "Title"``: the indented lines behind it are prose, and no code."""
        if not _BOX.match(self.text, start):
            return None
        self.close(matched)
        self.containers.append(Container("box", 4))
        return True

    def html(self, start: int, matched: int) -> bool | None:
        rest = self.text[start : self.end]
        closing = next((end for begin, end in HTML if begin.match(rest)), "none")
        if closing == "none":
            if self.interrupts(matched) or self.lazy(matched) or not HTML_ALONE.match(rest):
                return None
            closing = None
        self.close(matched)
        self.leaf = self.new("html", BlockKind.PARAGRAPH, (start, self.end))
        self.closing = closing or ""
        self.end_html()
        return True

    def lazy(self, matched: int) -> bool:
        leaf = self.leaf
        return bool(leaf and leaf.form == "paragraph" and matched < len(self.containers))

    def bracket(self, start: int, matched: int) -> bool | None:
        match = _NOTE.match(self.text, start, self.end)
        if not match:
            return None
        outer = next((i for i, c in enumerate(self.containers) if c.kind == "note"), matched)
        self.open_note(match[1], start, min(matched, outer))
        self.column += match.end() - self.at
        self.at = match.end()
        return False

    def dash(self, start: int, matched: int) -> bool | None:
        """``-``, ``*``, ``_``, ``+``, ``=``: underline, table, rule or item."""
        rest = self.text[start : self.end].rstrip()
        if rest[:2] == "--" and matched == len(self.containers) and self.dashes(rest):
            return True
        if self.interrupts(matched) and (self.underline(rest) or self.table(start, rest)):
            return True
        if rest[0] in "-*_" and is_rule(rest):
            self.close(matched)
            return True
        return self.item(start, matched)

    def underline(self, rest: str) -> bool:
        leaf = self.leaf
        if not leaf or rest[0] not in "-=" or rest != rest[0] * len(rest):
            return False
        self.take_definitions(leaf)
        if not leaf.lines:
            return False
        self.leaf = None
        leaf.form, leaf.kind, leaf.level = "heading", BlockKind.HEADING, 1 + (rest[0] == "-")
        self.add(leaf)
        return True

    def table(self, start: int, rest: str) -> bool:
        """A delimiter row under the last line of a paragraph makes that line a table's head."""
        leaf = self.leaf
        if not leaf or not leaf.lines or "-" not in rest or rest[:2] in ("- ", "-\t"):
            return False
        low, high = leaf.lines[-1]
        head = self.text[low:high]
        if "|" not in head + rest or not is_delimiters(rest, cells(head)):
            return False
        leaf.lines.pop()
        self.close_leaf()
        self.add(Leaf(BlockKind.HEADING, 7, "row", [(low, high)], False, self.note()))
        self.leaf = self.new("table", BlockKind.TABLE_ROW, (start, self.end))
        return True

    def pipe(self, start: int, matched: int) -> bool | None:
        rest = self.text[start : self.end].rstrip()
        return (self.interrupts(matched) and self.table(start, rest)) or None

    def colon(self, start: int, matched: int) -> bool | None:
        """A fenced div of pandoc, a table's delimiters, or a definition, a table's caption."""
        if self.text.startswith(":::", start):
            self.close(matched)
            return True
        if self.pipe(start, matched):
            return True
        behind_table = not self.leaf and bool(self.found.leaves) and not self.containers
        behind_table = behind_table and self.found.leaves[-1].form in ("row", "cells")
        if not _MEANING.match(self.text, start, self.end):
            return None
        if not behind_table and not self.defines(matched, start):
            return None
        if not behind_table:
            return self.contain("meaning", start, start + 1, matched)
        self.close(matched)
        self.column += start + 1 - self.at
        self.at = start + 1
        self.leaf = self.new("paragraph", BlockKind.CAPTION, (self.at + self.spaces(), self.end))
        return True

    def defines(self, matched: int, start: int) -> bool:
        """Whether a term, or another meaning of it, stands before; the term becomes an item."""
        if matched < len(self.containers):
            return self.containers[matched].kind == "meaning"
        term = self.leaf
        if not term and not self.containers and self.found.leaves:
            before = self.found.leaves[-1]
            gap = self.text[before.lines[-1][1] : start]
            if len(before.lines) == 1 and not gap.strip() and gap.count("\n") <= 2:
                term = before
        if not term or term.form != "paragraph":
            return False
        term.kind = BlockKind.LIST_ITEM
        return True

    def example(self, start: int, matched: int) -> bool | None:
        """An item of a numbered example: ``(@label) text``."""
        match = _EXAMPLE.match(self.text, start, self.end)
        if not match:
            return self.fancy(start, matched)
        if self.interrupts(matched):
            return None
        if match[1]:
            self.found.examples.add(match[1])
        return self.contain("item", start, match.end(), matched)

    def plus(self, start: int, matched: int) -> bool | None:
        apart = not self.leaf and matched == len(self.containers)
        drawn = grid(self.text, start, self.ahead) if apart else None
        return self.take_table(drawn) or self.item(start, matched)

    def item(self, start: int, matched: int) -> bool | None:
        text = self.text
        match = _BULLET.match(text, start, self.end) or _ORDERED.match(text, start, self.end)
        if not match:
            return None
        blank = not text[match.end() : self.end].strip()
        number = match[1] if match.re is _ORDERED else "1"
        if self.interrupts(matched) and (blank or int(number) != 1):
            return None
        return self.contain("item", start, match.end(), matched)


_OPENERS = {
    ">": _Scanner.block_quote,
    "#": _Scanner.heading,
    "`": _Scanner.fence,
    "~": _Scanner.fence,
    "<": _Scanner.html,
    "[": _Scanner.bracket,
    "-": _Scanner.dash,
    "*": _Scanner.dash,
    "_": _Scanner.dash,
    "=": _Scanner.dash,
    "+": _Scanner.plus,
    "(": _Scanner.example,
    "|": _Scanner.pipe,
    "!": _Scanner.box,
    "?": _Scanner.box,
    ":": _Scanner.colon,
}
