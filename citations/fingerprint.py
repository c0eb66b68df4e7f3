"""Which program this is: what was read or said by another one is to be done again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache

__all__ = ["fingerprint"]


@cache
def fingerprint(folder: str = os.path.dirname(__file__)) -> str:
    """A hash of the names, sizes and times of a package's files, by default of those that read.

    A version number would not tell two states of a working copy apart.
    """
    files = sorted(_files(folder))
    return hashlib.sha256(repr(files).encode()).hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                found = entry.stat()
                yield entry.name, found.st_size, found.st_mtime_ns
