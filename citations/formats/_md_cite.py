"""Pandoc's citations, ``[see @key, pp. 33-35; -@other]`` and ``@key [p. 4]``, and Sphinx's keys."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["IN_TEXT", "ROLE_KEY", "TEXTUAL_ROLE", "Cited", "cited"]

_KEY = (
    # What pandoc-crossref and Quarto point at is a figure or a section of the document's own.
    r"@(?!(?:fig|tbl|tab|sec|eq|lst)[-:]\w|"
    r"(?:thm|lem|cor|prp|cnj|def|exm|exr|nte|tip|wrn|imp|cau)-\w)"
    r"(?:\{([^\s{}]{1,300})\}|(\w(?:[\w]|[:.#$%&+?<>~/-](?=\w)|[:/](?=/)){0,300}))"
)
#: A key in the running text.
IN_TEXT = re.compile(_KEY)
_ITEM = re.compile(rf"(?:^|(?<=[\s(]))-?{_KEY}")
#: A key in a citation of Sphinx, with what is said before and behind it: "{see}key{p. 3}".
ROLE_KEY = re.compile(
    r"(?:\{[^{}]{0,200}\}|[^,<>{}]{0,200}<)?\s*([^\s,<>{}]{1,200})>?(\{[^{}]{0,200}\})?"
)
#: Roles of which the author is in the sentence.
TEXTUAL_ROLE = re.compile(r"(?:foot)?cite:?(?:t|ts|ct|cts|author|authors|title|alt)")


@dataclass(frozen=True, slots=True)
class Cited:
    """One key of a citation group, and the span of its part between the semicolons."""

    key: str
    start: int
    end: int
    locator: str | None


def cited(group: str) -> list[Cited]:
    """The keys in the text between the brackets; empty: it is not a citation."""
    if "@" not in group:
        return []
    found, start = [], 0
    for part in group.split(";"):
        match = _ITEM.search(part)
        if match:
            body = part.strip()
            low = start + len(part) - len(part.lstrip())
            locator = part[match.end() :].strip().strip(",").strip() or None
            found.append(Cited(match[1] or match[2], low, low + len(body), locator))
        elif not found:
            return []
        start += len(part) + 1
    return found
