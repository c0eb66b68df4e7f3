"""Short forms ("Ibid.", "op. cit."): which reference each stands for."""

from __future__ import annotations

from collections.abc import Mapping

from citations.model import Reference

__all__ = ["meant"]


def meant(reference: Reference, references: Mapping[str, Reference]) -> Reference:
    """What a short form repeats, at the end of the chain; any other reference is itself.

    ``references`` are those of its document by id; a chain that turns back on itself ends there.
    """
    seen = {reference.id}
    while (earlier := references.get(reference.same_as or "")) and earlier.id not in seen:
        seen.add(earlier.id)
        reference = earlier
    return reference
