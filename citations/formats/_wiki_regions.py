"""A wiki page cut into the stretches that are blocks: paragraphs, items, rows, captions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from citations.formats._wiki_inline import is_picture, is_quotation
from citations.formats._wiki_scan import Node
from citations.formats._wiki_table import Row, inside, is_box, rows_of_box, rows_of_table
from citations.model import BlockKind

__all__ = ["regions"]

_HEADING = re.compile(r"(={1,6})[ \t]*(?=\S)(.*?)[ \t]*\1[ \t]*(?:<!--.*)?$")
_LIST = re.compile(r"[*#:;]{1,30}[ \t]*")
_RULE = re.compile(r"-{4,}")
_QUOTE = re.compile(r"<(/?)blockquote\b[^<>]{0,300}>", re.IGNORECASE)
_STOP = re.compile(r"[.!?][\"”’»)]?(?:\s|<ref|\{\{|$)")
#: Parameters of a picture that are no caption.
_LOOKS = re.compile(
    r"(?:thumb(?:nail)?|frame(?:d|less)?|border|right|left|none|center|upright|mini|links|rechts|"
    r"zentriert|hochkant|vignette|gauche|droite|centré|miniatura|derecha|izquierda|destra|"
    r"sinistra|küçükresim|sağ|sol|мини|справа|слева|缩略图|サムネイル|\d{0,4}(?:x\d{1,4})?\s?px|"
    r"[a-z]{1,12}\s?=.*)?",
    re.IGNORECASE | re.DOTALL,
)


def regions(text: str, nodes: Sequence[Node]) -> Iterator[Row]:
    """The blocks of a page in order, each with the constructs in it."""
    return _Page(text, nodes).regions()


class _Page:
    def __init__(self, text: str, nodes: Sequence[Node]) -> None:
        self.text = text
        self.nodes = nodes
        self.next = 0
        #: A quotation between tags is open.
        self.quoting = False

    def lines(self) -> Iterator[tuple[int, int]]:
        """The lines of the page, none ended inside a construct."""
        low = at = 0
        for node in self.nodes:
            while (end := self.text.find("\n", at, node.start)) >= 0:
                yield low, end
                low = at = end + 1
            at = max(at, node.end)
        while (end := self.text.find("\n", at)) >= 0:
            yield low, end
            low = at = end + 1
        yield low, len(self.text)

    def regions(self) -> Iterator[Row]:
        """The stretches that are blocks."""
        open_: Row | None = None
        for low, high in self.lines():
            kind = self.running(low, high)
            if kind is not None:
                begins = open_ is None or open_.kind is not kind or self.text[low] == "<"
                if begins and open_ is not None:
                    yield from self.filled(open_)
                open_ = Row(kind, low if begins or open_ is None else open_.low, high)
                continue
            if open_ is not None:
                yield from self.filled(open_)
                open_ = None
            yield from self.alone(low, high)
        if open_ is not None:
            yield from self.filled(open_)

    def running(self, low: int, high: int) -> BlockKind | None:
        """What a line is a part of; None: it stands by itself, or is empty."""
        line = self.text[low:high]
        if (
            not line.strip()
            or _HEADING.match(line)
            or _LIST.match(line)
            or _RULE.match(line)
            or self.is_table(low)
            or self.whole(low, high) is not None
        ):
            return None
        quoted = self.quoting
        for tag in _QUOTE.finditer(line):
            self.quoting = not tag[1]
            quoted = quoted or self.quoting
        if quoted:
            return BlockKind.QUOTATION
        typed = line[0] == " " and not _says(line[:1000])
        return BlockKind.CODE if typed else BlockKind.PARAGRAPH

    def alone(self, low: int, high: int) -> Iterator[Row]:
        """A line that is a block, or several, by itself."""
        line = self.text[low:high]
        if self.is_table(low):
            for node in self.between(low, high):
                if node.kind == "table":
                    yield from rows_of_table(self.text, node)
        elif (whole := self.whole(low, high)) is not None:
            self.between(low, high)
            yield from self.rows(whole)
        elif heading := _HEADING.match(line):
            start, end = heading.span(2)
            yield from self.filled(
                Row(BlockKind.HEADING, low + start, low + end, level=len(heading[1]))
            )
        elif bullet := _LIST.match(line):
            first = bullet[0].strip()
            kind = BlockKind.PARAGRAPH if set(first) == {":"} else BlockKind.LIST_ITEM
            yield from self.filled(Row(kind, low + bullet.end(), high, level=len(first)))

    def rows(self, node: Node) -> Iterator[Row]:
        """A picture, gallery, infobox or quotation that is a line of its own."""
        if node.kind == "template" and is_box(self.text, node):
            yield from rows_of_box(self.text, node)
        elif node.kind == "template":
            yield Row(BlockKind.QUOTATION, node.start, node.end, [node])
        else:
            yield from captions(self.text, node)

    def filled(self, region: Row) -> Iterator[Row]:
        """A region with the constructs in it, and the captions of the pictures among these."""
        region.nodes = self.between(region.low, region.high)
        yield region
        for node in region.nodes:
            if node.kind in ("link", "gallery"):
                yield from captions(self.text, node)

    def whole(self, low: int, high: int) -> Node | None:
        """The construct that a line is, if it is one that is read by itself."""
        while low < high and self.text[low] in " \t":
            low += 1
        if self.text[low : low + 1] not in ("{", "[", "<"):
            return None
        for node in self.nodes[self.next : self.next + 20]:
            if node.start == low:
                alone = (
                    is_box(self.text, node) or is_quotation(self.text, node)
                    if node.kind == "template"
                    else is_picture(self.text, node)
                )
                return node if alone and not self.text[node.end : high].strip() else None
        return None

    def is_table(self, low: int) -> bool:
        at = low
        while self.text[at : at + 1] in (" ", ":", "\t"):
            at += 1
        return self.text.startswith("{|", at)

    def between(self, low: int, high: int) -> list[Node]:
        """The constructs of a region, which come in the order of the text."""
        while self.next < len(self.nodes) and self.nodes[self.next].start < low:
            self.next += 1
        found = []
        while self.next < len(self.nodes) and self.nodes[self.next].start < high:
            found.append(self.nodes[self.next])
            self.next += 1
        return found


def _says(line: str) -> bool:
    """Whether a line that is set as it is typed says something: six words and a full stop."""
    stop = _STOP.search(line)
    words = line[: stop.start()] if stop else ""
    plain = sum(sign.isalpha() or sign == " " for sign in words)
    return len(words.split()) >= 6 and plain >= 0.85 * len(words)


def captions(text: str, node: Node) -> Iterator[Row]:
    """What is written under a picture, or under each one of a gallery."""
    if not is_picture(text, node):
        return
    low = node.inner_start
    while low < node.inner_end:
        end = _outside(text, node, "\n", low) if node.kind == "gallery" else node.inner_end
        words, bar = (end, end), _outside(text, node, "|", low, end)
        while bar < end:
            start, bar = bar + 1, _outside(text, node, "|", bar + 1, end)
            if not _LOOKS.fullmatch(text[start:bar].strip()[:60]):
                words = start, bar
        if words[0] < words[1]:
            yield Row(BlockKind.CAPTION, *words, inside(node, *words))
        low = end + 1


def _outside(text: str, node: Node, sign: str, low: int, high: int = -1) -> int:
    """Where a sign stands that no construct in the node encloses; the end if nowhere."""
    end = node.inner_end if high < 0 else high
    for at in range(bisect_left(node.children, low, key=_start), len(node.children)):
        child = node.children[at]
        if child.start >= end:
            break
        found = text.find(sign, low, child.start)
        if found >= 0:
            return found
        low = max(low, child.end)
    found = text.find(sign, low, end)
    return found if found >= 0 else end


def _start(node: Node) -> int:
    return node.start
