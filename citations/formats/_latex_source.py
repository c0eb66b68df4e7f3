"""A LaTeX source with its braces paired and its own commands known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citations.formats._latex_macros import definitions

__all__ = ["Arguments", "Break", "Mark", "Source"]

#: An address is taken as it is: "%20" in it begins no comment.
_BRACE = re.compile(
    r"\\(?:url|nolinkurl|path|href)\*?\s{0,3}\{[^{}\\\n]{0,2000}\}|%[^\n]*|\\[\s\S]|[{}]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One citation; ``start`` and ``end`` count in the document."""

    kind: str
    start: int
    end: int
    key: str = ""
    url: str | None = None
    locator: str | None = None
    #: The span of a note's words.
    inner: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a block ends: what kind of block begins behind it."""

    start: int
    end: int
    kind: str = "paragraph"
    level: int = 1


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands in brackets and braces behind a command, and where that ends."""

    options: list[tuple[int, int]]
    groups: list[tuple[int, int]]
    end: int


class Source:
    """A LaTeX text with its braces paired."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closing: dict[int, int] = {}
        open_: list[int] = []
        for found in _BRACE.finditer(text):
            if found[0] == "{":
                open_.append(found.start())
            elif len(found[0]) > 2 and found[0][0] == "\\":
                self.closing[text.index("{", found.start())] = found.end() - 1
            elif found[0] == "}" and open_:
                self.closing[open_.pop()] = found.start()
        self.own = definitions(text, self.closing)
        #: Where one argument of a note ends and where the words of the next begin.
        self.parted: dict[int, int] = {}

    def arguments(self, at: int, groups: int) -> Arguments:
        """Options, and up to this many groups, that follow one another from ``at``."""
        found: list[tuple[int, int]] = []
        options: list[tuple[int, int]] = []
        end = at
        while True:
            at = self._blank(end)
            sign = self.text[at : at + 1]
            if sign == "[" and len(options) < 4 and len(found) < max(groups, 1):
                close = self._bracket(at)
                if close < 0:
                    break
                options.append((at + 1, close))
                end = close + 1
            elif sign == "{" and len(found) < groups and at in self.closing:
                found.append((at + 1, self.closing[at]))
                end = self.closing[at] + 1
            else:
                break
        return Arguments(options, found, end)

    def _bracket(self, at: int) -> int:
        """Where the bracket at ``at`` is closed, outside of braces; -1: nowhere near."""
        limit = at + 1000
        close = self.text.find("]", at, limit)
        brace = self.text.find("{", at, close)
        while 0 <= brace < close:
            end = self.closing.get(brace, brace + 1)
            if end > close:
                close = self.text.find("]", end, limit)
            brace = self.text.find("{", end, close)
        return close

    def _blank(self, at: int) -> int:
        limit = at + 100
        breaks = 0
        while at < limit and self.text[at : at + 1].isspace():
            breaks += self.text[at] == "\n"
            at += 1
        return at if breaks < 2 else limit
