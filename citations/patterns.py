"""Regular expressions that are compiled when they are first used.

There are some hundreds, most documents need a third of them, and to compile them all took
half of the time in which a short document is read.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["lazy"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


class _Lazy:
    """Stands for a pattern; whatever is asked of it, it becomes one first."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled on first use; an error in it shows only then."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
