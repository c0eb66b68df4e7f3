"""reStructuredText's blocks, told by indentation: every leaf with the span of its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citations.formats._html_tree import words
from citations.formats._md_cursor import lines
from citations.formats._md_leaf import Leaf, NoteDefinition, Structure
from citations.formats._md_links import normal_label
from citations.formats._rst_tables import LISTED, Line, line_at, rows_of
from citations.model import BlockKind

__all__ = ["RstStructure", "structure"]

_MAX_DEPTH = 60
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*$")
_BULLET = re.compile(r"[-*+•‣⁃](?: +|$)")
_NUMBER = r"(?:\d{1,9}|#|[A-Za-z]|[ivxlcdm]{1,8}|[IVXLCDM]{1,8})"
_ENUMERATOR = re.compile(rf"(?:\(?{_NUMBER}\)|{_NUMBER}\.) +(?=\S)")
_FIELD = re.compile(r":(?![\s:])((?:[^:\\\n]|\\.|:(?!\s|$)){1,100}):(?: +|$)")
_NOTE = re.compile(r"\[(#?[\w.+:-]{0,200}|\*)\](?: +|$)")
_TARGET = re.compile(r"_(?:`([^`]{1,500})`|((?:[^:\\`]|\\.){1,500})): *(.*)$|__: *(.*)$")
_DIRECTIVE = re.compile(r"(?:\|[^|]{1,200}\| +)?([A-Za-z][\w.+:-]{0,80}?) ?::(?: +|$)")
_SIMPLE_TABLE = re.compile(r"=+(?: +=+)+ *$")
_COLUMN = re.compile(r"=+")
_GRID = re.compile(r"\+[-=+]+\+ *$")
#: Directives whose content is not prose.
_OPAQUE = words(
    "code code-block sourcecode literalinclude math raw image toctree contents highlight include "
    "parsed-literal graphviz plot testcode testoutput testsetup doctest prompt meta "
    "bibliography index default-role role replace unicode date sectnum header footer title "
    "ipython jupyter-execute mermaid uml digraph graph autoclass automodule autofunction "
    "tabularcolumns currentmodule module highlightlang only-html video youtube sidebar nbplot exec"
)  # fmt: skip
#: Their argument is a file.
_FILES = words("image figure include literalinclude")
#: Under a quotation: who said it.
_SIGNED = re.compile(r"(?:--|---|—) ?(?=\S)")
_QUOTES = words("epigraph highlights pull-quote")


@dataclass(slots=True)
class RstStructure(Structure):
    """Leaves, notes and links, and what refers to what by order alone."""

    #: Addresses of anonymous targets, in order.
    anonymous: list[str] = field(default_factory=list)
    #: Labels of ``[#]`` and ``[*]`` notes in order, and of ``[#name]`` notes by name.
    numbered: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    #: Files that directives put in, each with its span.
    files: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the lines that are being read stand in."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 1
    note: NoteDefinition | None = None
    depth: int = 0
    #: The first paragraph is a caption.
    caption: bool = False


def structure(text: str) -> RstStructure:
    """The blocks of a document."""
    scanner = _Scanner(text)
    scanner.body(0, len(scanner.lines), _Context())
    scanner.number_notes()
    scanner.found.leaves.sort(key=lambda leaf: leaf.lines[0])
    return scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [line_at(text, low, high) for low, high in lines(text, 0, len(text))]
        self.found = RstStructure()
        #: Adornments in the order in which they were first used: each is a level.
        self.adornments: list[str] = []
        #: Where the last item of a list ended.
        self.listed = -1

    def body(self, first: int, last: int, context: _Context) -> None:
        """Read the lines from ``first`` to ``last``, which all stand in one element."""
        indents = [line.indent for line in self.lines[first:last] if line.indent >= 0]
        if not indents:
            return
        margin = min(indents)
        at = first
        while at < last:
            if self.lines[at].indent < 0:
                at += 1
            elif self.lines[at].indent > margin:
                end = self.indented(at, last, margin)
                self.nested(at, end, context, BlockKind.QUOTATION)
                at = end
            else:
                at = self.element(at, last, margin, context)

    def indented(self, at: int, last: int, margin: int) -> int:
        """Where the lines end that stand deeper than ``margin``, or are blank."""
        while at < last and (self.lines[at].indent < 0 or self.lines[at].indent > margin):
            at += 1
        return at

    def nested(
        self, first: int, last: int, context: _Context, kind: BlockKind, *, caption: bool = False
    ) -> None:
        if context.depth >= _MAX_DEPTH:
            self.leaf(kind, first, last, context)
            return
        level = context.level
        if kind is BlockKind.LIST_ITEM:
            level = context.level + 1 if context.kind is BlockKind.LIST_ITEM else 1
        inner = _Context(kind, level, context.note, context.depth + 1, caption)
        self.body(first, last, inner)

    def element(self, at: int, last: int, margin: int, context: _Context) -> int:
        """Read the element that begins at this line; the line behind it."""
        line = self.lines[at]
        text = line.text
        if text == ".." or text.startswith(".. "):
            return self.explicit(at, last, margin, context)
        if text.startswith("__ "):
            self.found.anonymous.append(_address(text[3:]))
            return at + 1
        if end := self.section(at, last):
            return end
        if text.startswith(">>>"):
            end = self.paragraph_end(at, last, margin)
            self.leaf(BlockKind.CODE, at, end, context)
            return end
        if marker := _BULLET.match(text) or self.enumerator(at, last, margin, context):
            return self.item(at, last, margin, len(marker[0]), context)
        if marker := _FIELD.match(text):
            return self.field(at, last, margin, marker, context)
        if text.startswith("| ") or text == "|":
            return self.line_block(at, last, margin, context)
        if _GRID.match(text) or _SIMPLE_TABLE.match(text):
            return self.table(at, last, margin, context)
        return self.paragraph(at, last, margin, context)

    def enumerator(
        self, at: int, last: int, margin: int, context: _Context
    ) -> re.Match[str] | None:
        """``1.`` begins a list only if the lines below it fit one; in a note "J." is a name."""
        match = _ENUMERATOR.match(self.lines[at].text)
        if match and context.note and match[0][0].isalpha() and at != self.listed:
            match = match if self.counts_on(at, last, margin, match[0]) else None
        if match and at + 1 < last and 0 <= self.lines[at + 1].indent <= margin:
            return match if _ENUMERATOR.match(self.lines[at + 1].text) else None
        return match

    def counts_on(self, at: int, last: int, margin: int, label: str) -> bool:
        """Whether an item with the next letter or number follows; else it is an initial."""
        for line in self.lines[at + 1 : min(last, at + 60)]:
            if 0 <= line.indent <= margin:
                after = _ENUMERATOR.match(line.text)
                word, following = label.rstrip(" ."), after[0].rstrip(" .") if after else ""
                if len(word) == len(following) == 1 and ord(following) == ord(word) + 1:
                    return True
                return len(word + following) > 2 and {*word, *following} <= {*"ivxlcdmIVXLCDM"}
        return False

    def section(self, at: int, last: int) -> int:
        """A title with its line below, or below and above; 0: it is none. A rule is passed over."""
        line = self.lines[at]
        adornment = _ADORNMENT.match(line.text)
        below = self.lines[at + 1] if at + 1 < last else None
        if adornment and len(line.text) >= 2:
            under = self.lines[at + 2] if at + 2 < last else None
            if below and under and below.indent >= 0 and under.text == line.text:
                self.heading(at + 1, line.text[0] * 2)
                return at + 3
            alone = below is None or below.indent < 0
            return at + 1 if alone and len(line.text) >= 4 else 0
        if not below or below.indent != line.indent or not _ADORNMENT.match(below.text):
            return 0
        if len(below.text) < min(len(line.text), 4):
            return 0
        self.heading(at, below.text[0])
        return at + 2

    def heading(self, at: int, adornment: str) -> None:
        if adornment not in self.adornments:
            self.adornments.append(adornment)
        level = self.adornments.index(adornment) + 1
        line = self.lines[at]
        self.found.leaves.append(
            Leaf(BlockKind.HEADING, level, "heading", [(line.start, line.end)], prefixed=False)
        )

    def explicit(self, at: int, last: int, margin: int, context: _Context) -> int:
        """Footnotes, targets, directives and comments: two dots and an indented body."""
        line = self.lines[at]
        end = self.indented(at + 1, last, margin)
        rest = line.text[2:].lstrip()
        start = line.end - len(line.text) + (len(line.text) - len(rest))
        if note := _NOTE.match(rest):
            self.note(note[1], line.start, start + note.end(), at, end)
            return end
        # An address ends at the next blank line, whatever is indented behind it.
        blank = next((n for n in range(at + 1, end) if self.lines[n].indent < 0), end)
        if rest.startswith(("__ ", "__:")):
            self.found.anonymous.append(_address(self.joined(rest[3:], at, blank)))
            return blank
        if target := _TARGET.match(rest):
            name = target[1] or target[2] or ""
            address = _address(self.joined(target[3] or "", at, blank))
            self.found.links.setdefault(normal_label(name), address)
            return blank
        if directive := _DIRECTIVE.match(rest):
            self.directive(directive[1].lower(), start + directive.end(), at, end, context)
        return end

    def joined(self, rest: str, at: int, end: int) -> str:
        """A target's address may go on over indented lines."""
        parts = [line.text for line in self.lines[at + 1 : min(end, at + 20)]]
        return rest.strip() + "".join(part.strip() for part in parts)

    def note(self, label: str, start: int, low: int, at: int, end: int) -> None:
        note = NoteDefinition(label, start)
        self.found.notes.append(note)
        self.begin_at(at, low)
        self.body(at, end, _Context(note=note, depth=1))

    def begin_at(self, at: int, low: int) -> None:
        """What is left of a line when its marker is taken off, at the indent of what follows."""
        line = self.lines[at]
        rest = self.text[low : line.end]
        low += len(rest) - len(rest.lstrip())
        following = next((x.indent for x in self.lines[at + 1 : at + 50] if x.indent >= 0), 0)
        indent = line.indent + 1 if following <= line.indent else following
        text = self.text[low : line.end].rstrip()
        self.lines[at] = Line(low, low + len(text), indent if text else -1, text)

    def directive(self, name: str, low: int, at: int, end: int, context: _Context) -> None:
        """Content that is prose is read as what stands around it."""
        base = name.rpartition(":")[2]
        if base in _FILES and (path := self.text[low : self.lines[at].end].strip()):
            self.found.files.append((path, low, self.lines[at].end))
        first = at + 1
        while first < end and self.lines[first].text.startswith(":"):
            first += 1
        if base in _OPAQUE:
            if base.startswith(("code", "sourcecode")) and first < end:
                self.leaf(BlockKind.CODE, first, end, context)
            return
        argument = self.text[low : self.lines[at].end].strip()
        if base in LISTED:
            self.listed_table(base, low, (at, first, end), context)
            return
        if base in ("figure", "image"):
            self.nested(first, end, context, context.kind, caption=True)
            return
        if argument:
            self.begin_at(at, low)
            kind = BlockKind.CAPTION if "table" in base or base in ("topic", "rubric") else None
            self.nested(at, at + 1, context, kind or context.kind)
        kind = BlockKind.QUOTATION if base in _QUOTES else context.kind
        self.nested(first, end, context, kind)

    def listed_table(
        self, name: str, low: int, lines: tuple[int, int, int], context: _Context
    ) -> None:
        """A table written as a list, or as values; its argument is the caption."""
        at, first, end = lines
        options, content = self.lines[at + 1 : first], self.lines[first:end]
        title = line_at(self.text, low, self.lines[at].end)
        if title.indent >= 0:
            self.add(
                Leaf(BlockKind.CAPTION, 1, "paragraph", [(title.start, title.end)], False), context
            )
        for head, cells in rows_of(name, options, content):
            spans = [span for span in cells if span[0] < span[1]]
            kind, level = (BlockKind.HEADING, 7) if head else (BlockKind.TABLE_ROW, context.level)
            if spans:
                self.add(Leaf(kind, level, "cells", spans, prefixed=True), context)

    def item(self, at: int, last: int, margin: int, width: int, context: _Context) -> int:
        line = self.lines[at]
        end = self.indented(at + 1, last, margin)
        text = line.text[width:]
        start = line.start + width
        self.lines[at] = Line(start, line.end, margin + width if text else -1, text)
        self.nested(at, end, context, BlockKind.LIST_ITEM)
        self.listed = end
        return end

    def field(
        self, at: int, last: int, margin: int, marker: re.Match[str], context: _Context
    ) -> int:
        """A field's body; the fields at the top say who wrote the document and when."""
        end = self.indented(at + 1, last, margin)
        self.begin_at(at, self.lines[at].start + marker.end())
        top = context.depth == 0 and all(
            leaf.kind in (BlockKind.HEADING, BlockKind.BYLINE) for leaf in self.found.leaves
        )
        if top:
            # "A. Kay" is a name here, no item of a list.
            self.leaf(BlockKind.BYLINE, at, end, context)
        else:
            self.nested(at, end, context, BlockKind.LIST_ITEM)
        return end

    def line_block(self, at: int, last: int, margin: int, context: _Context) -> int:
        spans = []
        while (
            at < last
            and self.lines[at].indent >= 0
            and (self.lines[at].text.startswith("|") or self.lines[at].indent > margin)
        ):
            line = self.lines[at]
            skip = len(line.text) - len(line.text.lstrip("| "))
            if line.text[skip:]:
                spans.append((line.start + skip, line.end))
            at += 1
        if spans:
            self.add(Leaf(context.kind, context.level, "lines", spans, prefixed=True), context)
        return at

    def table(self, at: int, last: int, margin: int, context: _Context) -> int:
        """Rows of a grid or simple table; a line is a row."""
        grid = self.lines[at].text[0] == "+"
        border = _GRID if grid else _SIMPLE_TABLE
        end = at
        borders = []
        while end < last and self.lines[end].indent >= margin:
            if border.match(self.lines[end].text):
                borders.append(end)
                if not grid and (end + 1 == last or self.lines[end + 1].indent < 0) and end > at:
                    end += 1
                    break
            end += 1
            if not grid and end < last and self.lines[end].indent < 0 and len(borders) < 3:
                end += 1
        head = self.head_end(borders, grid=grid)
        columns = [part.start() for part in _COLUMN.finditer(self.lines[at].text)][1:]
        for number in range(at, end):
            line = self.lines[number]
            if line.indent < 0 or border.match(line.text) or set(line.text) <= set("-+|= "):
                continue
            kind, level = (
                (BlockKind.HEADING, 7) if number < head else (BlockKind.TABLE_ROW, context.level)
            )
            leaf = Leaf(kind, level, "row", [(line.start, line.end)], prefixed=False)
            shift = line.indent - self.lines[at].indent
            leaf.columns = () if grid else tuple(start - shift for start in columns)
            self.add(leaf, context)
        return end

    def head_end(self, borders: list[int], *, grid: bool) -> int:
        """The line that ends a table's head; 0: it has none."""
        if grid:
            return next((at for at in borders if "=" in self.lines[at].text), 0)
        return borders[1] if len(borders) > 2 else 0

    def paragraph_end(self, at: int, last: int, margin: int) -> int:
        while at < last and self.lines[at].indent >= margin:
            at += 1
        return at

    def paragraph(self, at: int, last: int, margin: int, context: _Context) -> int:
        below = self.lines[at + 1] if at + 1 < last else None
        literal = self.lines[at].text.endswith("::")
        if below and below.indent > margin and not literal:
            # A term, and its definition.
            self.leaf(BlockKind.LIST_ITEM, at, at + 1, context)
            end = self.indented(at + 1, last, margin)
            self.nested(at + 1, end, context, BlockKind.LIST_ITEM)
            return end
        end = at + 1
        while end < last and self.lines[end].indent == margin:
            end += 1
        kind = BlockKind.CAPTION if context.caption else context.kind
        if kind is BlockKind.QUOTATION and _SIGNED.match(self.lines[at].text):
            kind = BlockKind.BYLINE
        self.leaf(kind, at, end, context)
        return self.literal(end, last, margin, context) if self.ends_open(end - 1) else end

    def ends_open(self, at: int) -> bool:
        """Two colons announce a literal block."""
        return self.lines[at].text.endswith("::")

    def literal(self, at: int, last: int, margin: int, context: _Context) -> int:
        """The literal block that was announced: indented, or each line with the same mark."""
        end = self.indented(at, last, margin)
        first = next((n for n in range(at, end) if self.lines[n].indent >= 0), -1)
        if first < 0 and end < last and self.lines[end].text[0] in _PUNCTUATION:
            first, mark = end, self.lines[end].text[0]
            while end < last and self.lines[end].text[:1] == mark:
                end += 1
        if first >= 0:
            self.leaf(BlockKind.CODE, first, end, context)
        return end

    def leaf(self, kind: BlockKind, first: int, last: int, context: _Context) -> None:
        spans = [(line.start, line.end) for line in self.lines[first:last] if line.indent >= 0]
        if spans:
            form = "fence" if kind is BlockKind.CODE else "paragraph"
            self.add(Leaf(kind, context.level, form, spans, prefixed=False), context)

    def add(self, leaf: Leaf, context: _Context) -> None:
        leaf.note = context.note
        (context.note.leaves if context.note else self.found.leaves).append(leaf)

    def number_notes(self) -> None:
        """Give the notes that number themselves their numbers (docutils' rule)."""
        taken = {note.label for note in self.found.notes if note.label.isdecimal()}
        number = 1
        for order, note in enumerate(self.found.notes):
            label = note.label
            if label == "*":
                note.label = f"*{order}"
                self.found.symbols.append(note.label)
            elif label.startswith("#"):
                while str(number) in taken:
                    number += 1
                note.label = str(number)
                number += 1
                if label == "#":
                    self.found.numbered.append(note.label)
                else:
                    self.found.named[label[1:].casefold()] = note.label


def _address(written: str) -> str:
    return written.strip().replace("\\", "") if "\\" in written else written.strip()
