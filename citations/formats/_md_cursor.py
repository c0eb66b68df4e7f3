"""Where we are in a line of Markdown: an offset, and a column that counts tabs as four."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["Cursor", "lines"]


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
        text, at, column = self.text, self.at, self.column
        while at < self.end:
            char = text[at]
            if char == " ":
                column += 1
            elif char == "\t":
                column += 4 - column % 4
            else:
                return column - self.column
            at += 1
        return None

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
        at = self.at
        while at < self.end and self.text[at] in " \t":
            at += 1
        return at - self.at
