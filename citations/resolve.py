"""Short forms, matched to the earlier reference they repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citations.references.model import FoundReference

Place = tuple[int, int]
"""Index of a note and index of a reference in it, both from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What one reference repeats; ``could_be`` is not empty where that is ambiguous."""

    #: The full reference it repeats; None if it stands for itself or nothing fits.
    repeats: Place | None = None
    #: Other references it could mean as well, best first.
    could_be: tuple[Place, ...] = ()


def resolve(notes: Sequence[Sequence[FoundReference]]) -> list[list[Resolved]]:
    """For every reference of every note, in order, which earlier one it repeats."""
    return [[Resolved() for _ in note] for note in notes]
