"""Where an offset stands, in lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

from citations.model import TextPart

__all__ = ["Lines"]


class Lines:
    """The lines of a text; lines and columns count from 1, ends are LF, CR LF or CR."""

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self._starts = [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", text))]
        else:
            sizes = [len(line) + 1 for line in text.split("\n")]
            self._starts = [0, *accumulate(sizes[:-1])]

    def line(self, offset: int) -> int:
        """The line that holds the character at ``offset``."""
        return bisect_right(self._starts, offset)

    def place(self, offset: int, parts: Sequence[TextPart]) -> str | None:
        """File and line of the character at ``offset`` of a text that is put together."""
        at = bisect_right(parts, offset, key=attrgetter("start")) - 1
        if at < 0:
            return None
        part = parts[at]
        return f"{part.name}, line {part.line + self.line(offset) - self.line(part.start)}"

    def column(self, offset: int) -> int:
        """How far into its line the character at ``offset`` stands."""
        return offset - self._starts[self.line(offset) - 1] + 1
