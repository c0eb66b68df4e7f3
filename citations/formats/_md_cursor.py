"""Where we are in a line of Markdown: an offset, and a column that counts tabs as four."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Cursor", "lines"]

_BLANK = re.compile(r"[ \t]*")


def lines(text: str, start: int, size: int) -> Iterator[tuple[int, int]]:
    """The span of each line, without its end."""
    find = text.find
    while start < size:
        end = find("\n", start)
        if not 0 <= end < size:
            end = size
        yield start, end - 1 if end > start and text[end - 1] == "\r" else end
        start = end + 1


class Cursor:
    """A place in the current line, which ends at ``end``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self.column = self.end = 0

    def indent(self) -> int | None:
        """Columns of white space ahead, or None when nothing else follows."""
        blank = self.spaces()
        if self.at + blank >= self.end:
            return None
        white = self.text[self.at : self.at + blank]
        if "\t" not in white:
            return blank
        column = self.column
        for char in white:
            column += 1 if char == " " else 4 - column % 4
        return column - self.column

    def skip(self, columns: int) -> None:
        """Go over so many columns of white space; a tab may be gone over in part."""
        goal = self.column + columns
        while self.column < goal and self.at < self.end:
            width = 1 if self.text[self.at] != "\t" else 4 - self.column % 4
            if self.column + width > goal:
                self.column = goal
                return
            self.column += width
            self.at += 1

    def spaces(self) -> int:
        """How many characters of white space are ahead."""
        found = _BLANK.match(self.text, self.at, self.end)
        return found.end() - self.at if found else 0
