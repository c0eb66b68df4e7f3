"""CSV and TSV (RFC 4180, and semicolons as some countries write them), every cell in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from citations.errors import UnreadableSource
from citations.formats._table import MAX_ROWS, Cell, Row, document_of
from citations.formats.decode import decode
from citations.model import Document

__all__ = ["read"]

_MAX_CELLS = 500
#: The first line in which Excel is told the delimiter.
_SAID = re.compile(r"\ufeff?\"?sep=([^\w\s\"]|\t)\"?(?:\r\n|\r|\n)", re.IGNORECASE)


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    text = decode(data, source)
    said = _SAID.match(text)
    begun = _rows(text, said[1] if said else _delimiter(text), source, said.end() if said else 0)
    rows = [Row(f"row {number}", cells) for number, cells in begun]
    return document_of(text, source, "csv", [rows])


def _delimiter(text: str) -> str:
    """The sign that parts the most lines into equally many cells."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    best, most = ",", 0
    for sign in ",;\t|":
        counts = Counter(re.sub(r'"[^"]*"', "", line).count(sign) for line in lines)
        del counts[0]
        usual = max(counts.values(), default=0)
        if usual > most:
            best, most = sign, usual
    return best


def _rows(text: str, delimiter: str, source: str, at: int) -> Iterator[tuple[int, list[Cell]]]:
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    cells: list[Cell] = []
    number, size = 1 + bool(at), len(text)
    while at < size:
        cell, at = _cell(text, at, plain)
        if len(cells) < _MAX_CELLS:
            cells.append(cell)
        if text[at : at + 1] == delimiter:
            at += 1
            if at < size:
                continue
        if any(one.text.strip() for one in cells):
            yield number, cells
        cells = []
        at += 2 if text.startswith("\r\n", at) else 1
        number += 1
        if number > MAX_ROWS:
            raise UnreadableSource(f"{source}: more than {MAX_ROWS:,} rows; split the table")


def _cell(text: str, at: int, plain: re.Pattern[str]) -> tuple[Cell, int]:
    """The cell that begins at ``at``, and where it ends."""
    if text[at : at + 1] == '"':
        end = at + 1
        while (end := text.find('"', end)) >= 0 and text[end + 1 : end + 2] == '"':
            end += 2
        if end < 0:
            end = len(text)
        rest = plain.match(text, min(end + 1, len(text)))
        return Cell(text[at + 1 : end], at + 1), rest.end() if rest else len(text)
    found = plain.match(text, at)
    return Cell(found[0] if found else "", at), found.end() if found else len(text)
