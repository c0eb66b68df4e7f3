"""Links from documents to files beside them: looked for in their folders, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citations.model import LinkState, Reading

__all__ = ["Folders", "Stamp", "stamp_of", "unchanged"]

Stamp = tuple[int, int, int]
"""Mode, size and time of a file or folder: another if it changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where files are looked for."""

    #: What the person named; those of it that are folders bound the search.
    given: Sequence[str] = ()
    #: The folder that "/" means, if the person said so.
    root: str = ""
    #: What was looked at, with what was there; None: nothing.
    seen: dict[str, Stamp | None] = field(default_factory=dict)

    def look(self, readings: Sequence[Reading]) -> tuple[list[Reading], dict[str, LinkState]]:
        """The readings with the files that they point at, and the standing of those by URL."""
        states: dict[str, LinkState] = {}
        if not any(reading.document.local_links for reading in readings):
            return list(readings), states
        from verifier.local.links import LocalFiles

        files = LocalFiles(self.given, self.root)
        added = []
        for reading in readings:
            pointed = files.add(reading)
            states |= pointed.states
            added.append(pointed.reading)
        self.seen.update(files.seen)
        return added, states


def unchanged(seen: Mapping[str, Sequence[int] | None]) -> bool:
    """Whether all that was looked at once is as it was, so that a search finds the same."""
    return all(_stamp(path) == (None if was is None else tuple(was)) for path, was in seen.items())


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return stamp_of(found)


def stamp_of(found: os.stat_result) -> Stamp:
    """What was found at a path, as it is noted."""
    return found.st_mode, found.st_size, found.st_mtime_ns
