r"""The notes that threeparttable sets below a table: ``\tnote{a}`` and ``\item[a] ...``."""

from __future__ import annotations

import re

from citations.formats._latex_source import Mark

__all__ = ["marks_of", "notes_of"]

_ITEM = re.compile(r"\\item\b[ \t]{0,9}(?:\[([^\[\]\n]{0,40})\])?")
#: No cell has more markers.
_MOST = 20


def marks_of(text: str, group: tuple[int, int], start: int, end: int) -> list[Mark]:
    """The marks of one command, whose labels in ``group`` are parted by commas."""
    labels = text[slice(*group)].split(",")[:_MOST]
    return [Mark("tnote", start, end, key=label.strip()) for label in labels]


def notes_of(text: str, low: int, high: int) -> list[Mark]:
    """The notes between two offsets, each with its label and the span of its words."""
    items = list(_ITEM.finditer(text, low, high))
    ends = [*(item.start() for item in items[1:]), high]
    return [
        Mark("below", item.start(), end, key=(item[1] or "").strip(), inner=(item.end(), end))
        for item, end in zip(items, ends, strict=True)
    ]
