"""Pandoc's tables that are drawn: grid tables, and columns under dashes.

They may stand in quotations and lists: ``ahead`` gives the lines from a place on without the
prefixes of what encloses them. What is looked at ahead ends with the next border,
so that text which only begins like a table is looked at a few times at most.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from citations.formats._md_leaf import Leaf
from citations.model import BlockKind

__all__ = ["Ahead", "Drawn", "columns", "grid", "line_block"]

_GRID = re.compile(r"\+(?::?[-=]+:?\+)+[ \t]*")
_PART = re.compile(r"\+?[-=:]+\+?")
_DASHES = re.compile(r" {0,3}-{2,}(?: +-{2,})+[ \t]*")
_RULE = re.compile(r"-{10,}[ \t]*")
_RUN = re.compile(r"-+")
_BULLET = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]+")
_BAR = re.compile(r"\|(?:[ \t]+|$)")

_Span = tuple[int, int]
Ahead = Callable[[int], Iterator[_Span]]


@dataclass(slots=True)
class Drawn:
    """A table's rows, and where the line behind it begins."""

    end: int = 0
    leaves: list[Leaf] = field(default_factory=list)

    def row(self, text: str, parts: Sequence[Sequence[_Span]], *, head: bool) -> None:
        """Add a row, given as the cells of each of its lines.

        A row of one line is one block. Cells of several lines stand beside each other and
        cannot be one run of text: each is a block of its own, and so is each part of it.
        """
        kind, level = (BlockKind.HEADING, 7) if head else (BlockKind.TABLE_ROW, 1)
        if len(parts) == 1:
            groups = [[span for span in parts[0] if span[0] < span[1]]]
        else:
            groups = [group for cell in zip(*parts, strict=False) for group in _split(text, cell)]
        form = "row" if len(parts) == 1 else "paragraph"
        for spans in filter(None, groups):
            self.leaves.append(Leaf(kind, level, "cells" if form == "row" else form, spans, True))


def _split(text: str, cell: Sequence[_Span]) -> list[list[_Span]]:
    """The paragraphs and list items of a cell, as the spans of their lines."""
    groups: list[list[_Span]] = [[]]
    for low, high in cell:
        item = _BULLET.match(text, low, high)
        if item or low == high:
            groups.append([])
        if low < high:
            groups[-1].append((item.end() if item else low, high))
    return groups


def _trim(text: str, low: int, high: int) -> _Span:
    while low < high and text[low] in " \t":
        low += 1
    while high > low and text[high - 1] in " \t":
        high -= 1
    return low, high


def grid(text: str, start: int, ahead: Ahead) -> Drawn | None:
    """The grid table whose upper border begins at ``start``."""
    rows = []
    last = 0
    for low, high in ahead(start):
        if text[low : low + 1] not in ("|", "+"):
            break
        rows.append((low, high))
        if _GRID.fullmatch(text, low, high):
            last = len(rows)
        elif len(rows) == 1:
            return None
    if last < 3:
        return None
    rows = rows[:last]
    cuts = _cuts(text, rows)
    double = [at for at, (low, high) in enumerate(rows) if "=" in text[low:high]]
    borders = [_border(text, *row) for row in rows]
    heads = [at for at in double if borders[at]]
    drawn = Drawn(_after(text, rows[-1][1]))
    pending: list[list[_Span]] = []
    for at, (low, high) in enumerate(rows):
        cells = _grid_cells(text, low, high, cuts)
        if borders[at]:
            # Beside a border that goes part of the way, a cell of several rows goes on.
            if pending:
                drawn.row(text, pending, head=bool(heads and 0 < at <= heads[0] < last - 1))
            pending = []
            cells = [span for span in cells if span[0] < span[1]]
            if cells:
                drawn.row(text, [cells], head=False)
        else:
            pending.append(cells)
    return drawn


def _border(text: str, low: int, high: int) -> bool:
    return text[low] == "+" or bool(re.search(r"\+[-=:]+(?:\+|\|)", text[low:high]))


def _cuts(text: str, rows: Sequence[_Span]) -> list[int]:
    """The columns in which a border has a corner."""
    return sorted(
        {
            at - low
            for low, high in rows
            if _GRID.fullmatch(text, low, high)
            for at in range(low, high)
            if text[at] == "+"
        }
    )


def _grid_cells(text: str, low: int, high: int, cuts: Sequence[int]) -> list[_Span]:
    """The cells of a line; characters of double width push the bars out of their columns."""
    places = [low + cut for cut in cuts if low + cut < high and text[low + cut] in "|+"]
    if len(places) < 2 or places[-1] < high - 1 - len(text[low:high]) + len(
        text[low:high].rstrip()
    ):
        places = [at for at in range(low, high) if text[at] == "|" and text[at - 1] != "\\"]
    cells = []
    for left, right in itertools.pairwise(places):
        span = _trim(text, left + 1, right)
        cells.append((right, right) if _PART.fullmatch(text, *span) else span)
    return cells


def columns(text: str, start: int, head: Sequence[_Span], ahead: Ahead) -> Drawn | None:
    """The table of columns under dashes that begins at ``start``, its head read before."""
    found = list(_until_border(text, start, ahead))
    first = found[0]
    full = bool(_RULE.fullmatch(text, *first))
    if full:
        # A table of rows of several lines: rule, head, dashes, rows, rule.
        if len(found) < 3 or not _DASHES.fullmatch(text, *found[-1]):
            return None
        head, first = found[1:-1], found[-1]
        if any(low == high for low, high in head):
            return None
        found = list(_until_border(text, first[0], ahead))
    elif not _DASHES.fullmatch(text, *first):
        return None
    body, last = found[1:], found[-1]
    closed = len(found) > 1 and text[last[0] : last[1]].strip(" \t-") == ""
    closed = closed and last[0] < last[1]
    if closed:
        body = body[:-1]
    blank = next((at for at, (low, high) in enumerate(body) if low == high), len(body))
    spread = blank < len(body)
    if head and not full:
        # A simple table ends with the first blank line, or with dashes.
        closed, body = closed and not spread, body[:blank]
        last, spread = (last if closed else body[-1] if body else first), False
    elif not closed or (full and not _RULE.fullmatch(text, *last)):
        return None
    if not body:
        return None
    return _column_rows(text, first, head, body, spread=spread or full, end=_after(text, last[1]))


def _column_rows(
    text: str,
    dashes: _Span,
    head: Sequence[_Span],
    body: Sequence[_Span],
    *,
    spread: bool,
    end: int,
) -> Drawn:
    cuts = [run.start() - dashes[0] for run in _RUN.finditer(text, *dashes)]
    cuts[0] = 0
    drawn = Drawn(end)
    if head:
        drawn.row(text, [_column_cells(text, *line, cuts) for line in head], head=True)
    pending: list[list[_Span]] = []
    for low, high in body:
        if low < high:
            pending.append(_column_cells(text, low, high, cuts))
        if pending and (low == high or not spread):
            drawn.row(text, pending, head=False)
            pending = []
    if pending:
        drawn.row(text, pending, head=False)
    return drawn


def _column_cells(text: str, low: int, high: int, cuts: Sequence[int]) -> list[_Span]:
    edges = [min(low + cut, high) for cut in cuts] + [high]
    return [_trim(text, *edge) for edge in itertools.pairwise(edges)]


def _until_border(text: str, start: int, ahead: Ahead) -> Iterator[_Span]:
    """The line at ``start`` and those up to the next of dashes alone; blank ones are empty."""
    for low, high in ahead(start):
        bare = text[low:high].strip()
        yield (low, high) if bare else (low, low)
        if low > start and len(bare) > 1 and not bare.strip("- \t"):
            return


def _after(text: str, end: int) -> int:
    after = text.find("\n", end)
    return len(text) if after < 0 else after + 1


def line_block(text: str, spans: Sequence[_Span]) -> list[_Span] | None:
    """The lines of verse behind their bars; None if these are no line block."""
    found = []
    for low, high in spans:
        bar = _BAR.match(text, low, high)
        if text[high - 1] == "|" and high - low > 1:
            return None
        if bar:
            found.append((bar.end(), high))
        elif text[low - 1] in " \t":
            found.append((low, high))
        else:
            return None
    return [span for span in found if span[0] < span[1]]
