"""reStructuredText's lines, and its tables that are written as lists or as values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["LISTED", "Line", "line_at", "rows_of"]

#: Directives whose content is such a table.
LISTED = frozenset({"list-table", "csv-table"})
_ROW = re.compile(r"[*+-] +(?=[*+-](?: |$))")
_CELL = re.compile(r"[*+-](?: +|$)")
_VALUE = re.compile(r"[ \t]*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))[ \t]*(?:,|$)")
_OPTION = re.compile(r":(header-rows|header):[ \t]*(.*)")

_Span = tuple[int, int]


@dataclass(slots=True)
class Line:
    """A line without its indentation."""

    start: int
    end: int
    #: Column of the first character; -1: blank.
    indent: int
    text: str


def line_at(text: str, low: int, high: int) -> Line:
    """The line between two places of a text."""
    raw = text[low:high]
    body = raw.lstrip(" \t\r\f\v")
    if not body:
        return Line(low, high, -1, "")
    blank = raw[: len(raw) - len(body)]
    indent = len(blank.expandtabs(8)) if "\t" in blank else len(blank)
    body = body.rstrip()
    start = low + len(blank)
    return Line(start, start + len(body), indent, body)


def rows_of(
    name: str, options: Sequence[Line], content: Sequence[Line]
) -> Iterator[tuple[bool, list[_Span]]]:
    """The rows of a table: whether it is a head, and the spans of its cells."""
    heads = 0
    for line in options:
        option = _OPTION.match(line.text)
        if option and option[1] == "header" and name == "csv-table":
            yield True, _values(line.text, line.start, option.start(2))
        elif option and option[2].strip().isdecimal():
            heads = int(option[2])
    lines = [line for line in content if line.indent >= 0]
    rows = _listed(lines) if name == "list-table" else _separated(lines)
    for number, cells in enumerate(rows):
        yield number < heads, cells


def _separated(lines: Sequence[Line]) -> Iterator[list[_Span]]:
    for line in lines:
        yield _values(line.text, line.start, 0)


def _values(text: str, start: int, at: int) -> list[_Span]:
    """The values of a line, without their quotation marks."""
    cells = []
    while at < len(text) and (found := _VALUE.match(text, at)) and found.end() > at:
        low, high = found.span(1) if found[1] is not None else found.span(2)
        high = low + len(text[low:high].rstrip())
        if low < high:
            cells.append((start + low, start + high))
        at = found.end()
    return cells


def _listed(lines: Sequence[Line]) -> Iterator[list[_Span]]:
    """Rows of a list of lists: each begins with two markers, each cell with one below the other."""
    cells: list[_Span] = []
    column = -1
    for line in lines:
        row = _ROW.match(line.text)
        if row and (column < 0 or line.indent + row.end() == column):
            if cells:
                yield cells
            cells, column = [], line.indent + row.end()
            text, start = line.text[row.end() :], line.start + row.end()
        else:
            text, start = line.text, line.start
        cell = _CELL.match(text) if row or line.indent == column else None
        if cell:
            begun = start + cell.end()
            cells.append((min(begun, line.end), line.end))
        elif cells:
            low = cells[-1][0]
            cells[-1] = (low if low < cells[-1][1] else line.start), line.end
    if cells:
        yield cells
