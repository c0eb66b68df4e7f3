"""Runs of HTML text as a reader sees them: white space collapsed, entities resolved."""

from __future__ import annotations

import html
import re

from citations.formats._runs import Writer
from citations.model import Mapped

__all__ = ["LOWER", "RAISE", "Flow"]

_SPECIAL = re.compile(
    r"[ \t\n\r\f]+|\u00ad|&(?:#[0-9]{1,9};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,40};?)"
)
_SOFT_HYPHEN = "\u00ad"
RAISE = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWER = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Flow:
    """The visible text of one block, as it grows."""

    def __init__(self, base: Mapped) -> None:
        self._base = base
        self._writer = Writer(base)
        #: White space is taken as it stands.
        self.verbatim = False
        #: The next space would stand at the beginning, or behind another one.
        self._spaced = True
        #: Where a space stands that is written only if words of the same cell follow.
        self._waiting: int | None = None

    def __len__(self) -> int:
        return self._writer.length

    def add(self, start: int, end: int, table: dict[int, int] | None = None) -> None:
        """The text ``start:end`` of the page, its digits raised or lowered by ``table``."""
        text, at = self._base.text, start
        for match in _SPECIAL.finditer(text, start, end):
            low, high = match.span()
            value = html.unescape(match[0]) if text[low] == "&" else match[0]
            if value == _SOFT_HYPHEN:
                # It only says where a word may be divided.
                self._keep(at, low, table)
                at = high
            elif text[low] == "&":
                if value != match[0]:
                    self._keep(at, low, table)
                    self.put(value, low)
                    at = high
            elif not self.verbatim and not (low > at and match[0] == " "):
                self._keep(at, low, table)
                self.space(low)
                at = high
        self._keep(at, end, table)

    def _keep(self, start: int, end: int, table: dict[int, int] | None) -> None:
        if end > start:
            self._go_on()
            if table:
                self._writer.put(self._base.text[start:end].translate(table), start)
            else:
                self._writer.keep(start, end)
            self._spaced = not self.verbatim and self._base.text[end - 1] == " "

    def put(self, text: str, start: int) -> None:
        """Characters that stand for those of the page from ``start`` on."""
        self._go_on()
        self._writer.put(text, start)
        self._spaced = False

    def space(self, at: int, char: str = " ") -> None:
        """A space, a tab between cells or a line's end, unless there is one already."""
        self._waiting = None
        if not self._spaced:
            self._writer.put(char, at)
            self._spaced = True

    def later(self, at: int) -> None:
        """A space between parts of a cell, unless the cell ends here."""
        if not self._spaced and self._waiting is None:
            self._waiting = at

    def _go_on(self) -> None:
        if self._waiting is not None:
            self.space(self._waiting)

    def finish(self) -> Mapped:
        """The text without white space at its end; the flow is empty again."""
        content = self._writer.finish()
        self._writer, self._spaced, self._waiting = Writer(self._base), True, None
        kept = len(content.text.rstrip()) if not self.verbatim else len(content.text)
        return content if kept == len(content.text) else content[:kept]
