"""Links from documents to files beside them: looked for in their folders, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citations.model import LinkState, Reading

__all__ = ["Folders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where files are looked for."""

    #: What the person named; those of it that are folders bound the search.
    given: Sequence[str] = ()
    #: The folder that "/" means, if the person said so.
    root: str = ""

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
        return added, states
