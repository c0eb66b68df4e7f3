"""Tables and infoboxes of a wiki page, row by row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from citations.formats._runs import Edit
from citations.formats._wiki_inline import template
from citations.formats._wiki_scan import Node
from citations.model import BlockKind

__all__ = ["Row", "inside", "is_box", "rows_of_box", "rows_of_table"]

#: Infoboxes by their names in the main languages.
_BOX = re.compile(
    r"(?:automatic )?(?:infobox|infoboks|taxobox|speciesbox|ficha|карточка|基礎情報|信息框|info/)|"
    r".{0,60}\bbilgi kutusu\b"
)
#: What begins or parts the cells of a line: "|-", "|+", "|}", "| ", "! ", "||", "!!".
_CELL = re.compile(r"(?:(?<=\n)|\A)[ \t:]*(?:\|-+|\|\+|\||!)|\|\||!!")


@dataclass(slots=True)
class Row:
    """A row, or another stretch that is a block, and what in it is shown otherwise."""

    kind: BlockKind
    low: int
    high: int
    #: The constructs in it.
    nodes: Sequence[Node] = ()
    #: What parts its cells, and what only says how they look.
    edits: list[Edit] = field(default_factory=list)
    level: int = 1
    #: It is a parameter of an infobox.
    boxed: bool = False


def is_box(text: str, node: Node) -> bool:
    """Whether a template is an infobox."""
    return node.kind == "template" and _BOX.match(template(text, node).name) is not None


def rows_of_box(text: str, node: Node) -> Iterator[Row]:
    """A row for each parameter that has a value: its name, a tab, the value."""
    for name, (start, end) in template(text, node).spans.items():
        if end <= start or name.isdecimal():
            continue
        equals = text.rfind("=", node.start, start)
        low = text.rfind("|", node.start, equals) + 1
        low += len(text[low:equals]) - len(text[low:equals].lstrip())
        after = low + len(text[low:equals].rstrip())
        parted = [(after, start, "\t")]
        nested = inside(node, start, end)
        yield Row(BlockKind.TABLE_ROW, low, end, nested, parted, boxed=True)


def rows_of_table(text: str, node: Node) -> Iterator[Row]:
    """The rows of a table in order, those of a table in a cell behind the row it stands in."""
    row: Row | None = None
    headings = True
    for mark, start, end in _cells(text, node):
        if mark == "-":
            yield from _ended(node, row, headings=headings)
            row, headings = None, True
            continue
        low, high = _trimmed(text, start, end)
        if mark == "+":
            if low < high:
                yield Row(BlockKind.CAPTION, low, high, inside(node, low, high))
            continue
        headings = headings and mark == "!"
        if row is None:
            row = Row(BlockKind.TABLE_ROW, low, high)
        else:
            row.edits.append((row.high, low, "\t"))
            row.high = max(low, high)
    yield from _ended(node, row, headings=headings)
    for child in node.children:
        if child.kind == "table":
            yield from rows_of_table(text, child)


def _ended(node: Node, row: Row | None, *, headings: bool) -> Iterator[Row]:
    if row is not None and row.low < row.high:
        row.nodes = inside(node, row.low, row.high)
        if headings:
            row.kind, row.level = BlockKind.HEADING, 7
        yield row


def _cells(text: str, node: Node) -> Iterator[tuple[str, int, int]]:
    """What each cell begins with ("|", "!"), or "-" for a new row and "+" for a caption."""
    sign, begin, line = "", node.inner_start, False
    for found in _outside(text, node):
        mark = found[0].strip(" \t:")
        # "a || b" parts cells of a line of cells alone, "!!" those of a line of headings.
        if mark == "!!" and sign != "!":
            continue
        if line:
            yield sign, _content(text, node, begin, found.start()), found.start()
        if mark not in ("||", "!!"):
            sign = mark[1:2] if mark[1:2] in ("-", "+") else mark
        begin, line = found.end(), sign in ("|", "!", "+")
        if sign == "-":
            yield "-", begin, begin
    if line:
        yield sign, _content(text, node, begin, node.inner_end), node.inner_end


def _outside(text: str, node: Node) -> Iterator[re.Match[str]]:
    """The marks of a table that stand in no construct inside it."""
    at = node.inner_start
    for low, high in [*((one.start, one.end) for one in node.children), (node.inner_end, -1)]:
        if at < low:
            yield from _CELL.finditer(text, at, low)
        at = max(at, high)


def _content(text: str, node: Node, low: int, high: int) -> int:
    """Where a cell's words begin, behind its attributes and their bar."""
    bar = text.find("|", low, min(high, low + 300))
    if bar < 0 or text.startswith("||", bar) or "\n" in text[low:bar]:
        return low
    # Its siblings come in order, and a page may have many.
    before = bisect_right(node.children, bar, key=_start) - 1
    return low if before >= 0 and bar < node.children[before].end else bar + 1


def inside(node: Node, low: int, high: int) -> list[Node]:
    """The constructs in a node that stand between two places."""
    first = bisect_left(node.children, low, key=_start)
    last = bisect_left(node.children, high, key=_start)
    return [one for one in node.children[first:last] if one.end <= high]


def _start(node: Node) -> int:
    return node.start


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    kept = text[low:high]
    start = low + len(kept) - len(kept.lstrip())
    return start, max(start, low + len(kept.rstrip()))
