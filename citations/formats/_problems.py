"""Problems of a document as its reader notes them: by offset, and then with their lines."""

from __future__ import annotations

import re
from bisect import bisect_right

from citations.model import Problem

__all__ = ["problems"]


def problems(text: str, found: list[tuple[int, str, str]]) -> tuple[Problem, ...]:
    """Problems with their lines, in the order of the text; given as (start, code, message)."""
    if not found:
        return ()
    breaks = [match.start() for match in re.finditer("\n", text)]
    return tuple(
        Problem(code=code, message=message, start=at, line=bisect_right(breaks, at - 1) + 1)
        for at, code, message in sorted(found)
    )
