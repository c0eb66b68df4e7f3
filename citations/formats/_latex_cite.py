"""LaTeX's citation commands: the works they name, and what they take with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citations.formats._latex_source import Mark

__all__ = ["around", "cited", "gone"]

#: What stands right behind the words before a citation.
_CLOSING = frozenset(".,;:!?)")
#: A line that is continued: "\\cite{one,%" and the rest of the keys below.
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
#: A list of keys is not longer.
_LONGEST = 5_000


def cited(
    text: str, keys: tuple[int, int], options: Sequence[tuple[int, int]], span: tuple[int, int]
) -> Iterator[Mark]:
    """The works of a citation, by their keys, with the page that its option gives."""
    locator = text[slice(*options[0])].strip() if options else ""
    locator = locator.replace("~", " ").replace("--", "–").replace("\\", "")
    if keys[1] - keys[0] < _LONGEST:
        for key in _COMMENT.sub("", text[slice(*keys)]).split(","):
            if key.strip() and key.strip() != "*":
                yield Mark("cite", *span, key=key.strip(), locator=locator or None)


def around(text: str, at: int) -> int:
    """Behind the words in round brackets that go before and behind several citations."""
    for _ in range(2):
        close = text.find(")", at, at + 300)
        if text[at : at + 1] == "(" and close > 0:
            at = close + 1
    return at


def gone(text: str, low: int, start: int, end: int) -> tuple[int, int]:
    """The span that a citation takes out: with the brackets around it, and the space before."""
    if start > low and text[start - 1] + text[end : end + 1] in ("()", "[]"):
        start, end = start - 1, end + 1
    if end >= len(text) or text[end] in _CLOSING or text[end].isspace():
        # The space before a citation belongs to it where the sentence goes on behind it.
        while start > low and text[start - 1] in " \t\n~" and text[start - 2] != "\\":
            start -= 1
    return start, end
