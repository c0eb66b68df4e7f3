"""The same slot with another value: the one contradiction that words alone can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verifier.judges.features import Findings
from verifier.judges.passages import Page
from verifier.judges.quantities import Quantity, agrees

__all__ = ["Conflict", "conflicts"]

#: Share of the claim's other words that the sentence with the other value must hold.
_ALIKE = 0.7
_LEAST_SHARED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What the claim says, what the source says in the same place, and in which sentence."""

    claimed: Quantity
    given: Quantity
    sentence: int


def conflicts(found: Findings, page: Page) -> list[Conflict]:
    """The claim's values that one sentence of the page plainly gives otherwise."""
    return [clash for item in found.numbers_missing for clash in _clash(item, found, page)][:5]


def _clash(claimed: Quantity, found: Findings, page: Page) -> Iterator[Conflict]:
    keys = frozenset(
        word.key
        for word in found.carrying
        if not any(item.start <= word.start < item.end for item in found.quantities)
    )
    if len(keys) < _LEAST_SHARED:
        return
    for number in found.nearest[:5]:
        shared = keys & page.keys[number]
        if len(shared) < _LEAST_SHARED or len(shared) < _ALIKE * len(keys):
            continue
        rivals = [item for item in page.quantities(number) if _same_slot(claimed, item)]
        # Two candidates, and nobody can say which of them the claim meant.
        if len(rivals) == 1 and not any(agrees(other, rivals[0]) for other in found.quantities):
            yield Conflict(claimed=claimed, given=rivals[0], sentence=number)
            return


def _same_slot(claimed: Quantity, given: Quantity) -> bool:
    if claimed.kind != given.kind:
        return False
    return claimed.unit == given.unit
