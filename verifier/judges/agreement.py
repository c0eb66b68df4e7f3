"""When two quantities agree.

A coarser statement agrees with a finer one that it rounds or bounds: "more than a
million" holds for 1,032,114, "April 2020" for 4 April 2020; not the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.judges.numerals import UNITS
from verifier.judges.quantities import Quantity

__all__ = ["agrees", "missing"]

_MEASURES = frozenset(unit for unit, _ in UNITS.values())


def agrees(claimed: Quantity, given: Quantity) -> bool:
    """Whether the source's quantity bears out the claim's, which may be coarser."""
    if claimed.kind in ("date", "year", "decade") or given.kind in ("date", "decade"):
        return _same_time(claimed, given)
    if not _same_measure(claimed, given):
        return False
    pairs = [(claimed.value, given.value)]
    pairs += [(claimed.other, given.value)] if claimed.other is not None else []
    pairs += [(claimed.value, given.other)] if given.other is not None else []
    return any(
        _bears_out(claim, source, claimed)
        for claim, source in pairs
        if claim is not None and source is not None
    )


def _same_measure(claimed: Quantity, given: Quantity) -> bool:
    if claimed.kind == given.kind == "money" or {claimed.kind, given.kind} == {"percent", "money"}:
        return claimed.unit == given.unit
    if claimed.unit in _MEASURES and given.unit in _MEASURES:
        return claimed.unit == given.unit
    return True


def _same_time(claimed: Quantity, given: Quantity) -> bool:
    if claimed.kind == "decade":
        return given.kind in ("year", "date", "decade") and 0 <= given.value - claimed.value < 10
    if claimed.kind == "year":
        return given.value == claimed.value
    if claimed.kind != "date" or given.kind != "date":
        return claimed.value == given.value and claimed.kind == given.kind
    return (
        (not claimed.value or not given.value or claimed.value == given.value)
        and claimed.month == given.month
        and (not claimed.day or claimed.day == given.day)
    )


def _bears_out(claim: float, source: float, claimed: Quantity) -> bool:
    if abs(claim - source) <= 1e-9 * max(abs(claim), abs(source)):
        return True
    if not source or not claim or claim < 0 or source < 0:
        return False
    match claimed.bound:
        case "over":
            return claim < source <= 2 * claim
        case "under":
            return 0.75 * claim <= source < claim
        case "about":
            # "About 90" may be 87; "about 89" is not 98.
            return abs(claim - source) <= min(max(claimed.step, 0.02 * source), 0.1 * source)
    # Rounding: no more than half the last step written, and little against the whole.
    return abs(claim - source) <= claimed.step / 2 and abs(claim - source) <= 0.05 * source


def missing(claimed: Sequence[Quantity], given: Sequence[Quantity]) -> list[Quantity]:
    """Those of the claim that nothing given bears out."""
    return [item for item in claimed if not any(agrees(item, other) for other in given)]
