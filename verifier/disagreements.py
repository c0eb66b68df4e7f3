"""Claims about the same thing that give it different values, in one document or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citations.languages import guess
from citations.repeats import Repeat, repeats
from verifier.judges.agreement import agrees
from verifier.judges.quantities import Quantity, quantities

__all__ = ["Disagreement", "disagreements"]

#: Two claims must share this much besides their values to be about one thing.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two claims, by their places in what was given, and the values that cannot both be right."""

    first: int
    second: int
    values: tuple[str, str]
    #: The words that both have.
    shared: tuple[str, ...]


def disagreements(claims: Sequence[str]) -> list[Disagreement]:
    """The pairs of like claims that differ in one value of the same kind and unit."""
    found = (_compare(repeat, claims) for repeat in repeats(claims) if repeat.likeness >= _ALIKE)
    return [item for item in found if item is not None]


def _compare(repeat: Repeat, claims: Sequence[str]) -> Disagreement | None:
    one, other = (_values(claims[at]) for at in (repeat.first, repeat.second))
    ours, theirs = _apart(one, other), _apart(other, one)
    if len(ours) != 1 or len(theirs) != 1:
        # With two values on a side nobody can say which of them answer each other.
        return None
    if (ours[0].kind, ours[0].unit) != (theirs[0].kind, theirs[0].unit):
        return None
    return Disagreement(
        first=repeat.first,
        second=repeat.second,
        values=(ours[0].raw, theirs[0].raw),
        shared=repeat.shared,
    )


def _values(claim: str) -> list[Quantity]:
    return quantities(claim[:2_000], guess(claim))


def _apart(one: Sequence[Quantity], other: Sequence[Quantity]) -> list[Quantity]:
    """Values that agree with none of the other side, in neither direction."""
    return [
        item
        for item in one
        if not any(agrees(item, given) or agrees(given, item) for given in other)
    ]
