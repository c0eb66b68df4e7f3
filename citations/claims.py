"""Claims: the sentences of a document's prose, their markers cut out, their places kept."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from citations.model import BlockKind, Mapped
from citations.sentences import ends_sentence, split

__all__ = ["cut", "sentences_of"]

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})
_SOMETIMES = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CAPTION})
_CELL = re.compile(r"\s?[|\t]\s?")
#: A row that is longer lays out prose in columns: its sentences stand for themselves.
_LONG_ROW = 400


def cut(
    content: Mapped, spans: Sequence[tuple[int, int]]
) -> tuple[Mapped, list[tuple[int, int, int]]]:
    """``content`` without the spans, which are in order; and what became of each place.

    A hole is (start, end, new): places of the content from start to end are now at new.
    The space before a marker goes too if what comes after closes or parts the words.
    """
    text = content.text
    pieces: list[str] = []
    offsets = array("L")
    holes: list[tuple[int, int, int]] = []
    at = 0
    for start, end in spans:
        low = max(start, at)
        after = text[end : end + 1]
        if not after or after.isspace() or after in ".,;:!?)]’”»。，；、":
            while low > at and text[low - 1].isspace():
                low -= 1
        pieces.append(text[at:low])
        offsets.extend(content.offsets[at:low])
        at = max(end, at)
        while not offsets and at < len(text) and text[at].isspace():
            at += 1
        holes.append((low, at, len(offsets)))
    pieces.append(text[at:])
    offsets.extend(content.offsets[at:])
    return Mapped("".join(pieces), offsets), holes


def sentences_of(
    kind: BlockKind, text: str, language: str | None, cited: Sequence[int]
) -> list[tuple[int, int]]:
    """The spans of the sentences of one block's masked text that are claims.

    List items, table cells and captions count only if they are whole sentences or carry a
    citation; ``cited`` are the places in ``text`` where one stands. A row with one is a claim
    as a whole: a cell says nothing without the others.
    """
    if kind in _PROSE:
        return split(text, language)
    if kind not in _SOMETIMES:
        return []
    if kind is BlockKind.TABLE_ROW and cited and len(text) <= _LONG_ROW:
        words = text.strip(" \t|")
        start = text.find(words)
        return [(start, start + len(words))] if words else []
    found = []
    at = 0
    cells = _CELL.finditer(text) if kind is BlockKind.TABLE_ROW else iter(())
    bounds = [(cell.start(), cell.end()) for cell in cells] + [(len(text), len(text))]
    for start, after in bounds:
        for low, high in split(text[at:start], language):
            low, high = low + at, high + at
            pointed = any(low < place <= high for place in cited)
            if pointed or ends_sentence(text[low:high]):
                found.append((low, high))
        at = after
    return found
