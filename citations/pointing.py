"""Which candidates of a document are markers, and which notes they point at.

A number points at a note if the numbering says so: markers rise from one to the next, the
notes have their numbers, and whoever wrote the document marked them all in one way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from citations.markers import Candidate, Strength

__all__ = ["Placed", "assign", "choose", "runs_of"]

#: A marker may skip this many notes before we doubt that it is one.
_SKIP = 3
#: A bracketed number above this is a year or a quantity, unless a note has it.
_HIGHEST = 400
#: So many numbers glued to words, and nothing better, are markers all the same.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate and the block it stands in; ``aside``: in a title, heading or byline."""

    block: int
    candidate: Candidate
    aside: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """What orders candidates by where they stand."""
        return self.block, self.candidate.start


def runs_of(numbers: Iterable[int]) -> list[list[int]]:
    """``numbers`` cut wherever they fall: the numbering has started again."""
    runs: list[list[int]] = []
    for number in numbers:
        if not runs or number <= runs[-1][-1]:
            runs.append([])
        runs[-1].append(number)
    return runs


def choose(candidates: Sequence[Placed], runs: Sequence[Collection[int]]) -> list[Placed]:
    """The candidates that are markers, in order; ``runs`` are the numbers that notes have."""
    known = {number for run in runs for number in run}
    chosen = _marked(candidates, known)
    covered = {one.candidate.number for one in chosen}
    glued = _glued(candidates, known, restarts=len(runs) > 1)
    rounded = [
        one
        for one in candidates
        if one.candidate.style == "parenthesis" and one.candidate.number in known
    ]
    # Whoever marks most of the notes in one way marks none in a lesser one.
    other = max(glued, rounded, key=lambda found: len(_numbers(found) & (known - covered)))
    if not covered or len(_numbers(other) & (known - covered)) > len(covered & known):
        chosen += other
    return sorted(_whole_groups(chosen, candidates), key=lambda one: one.place)


def _numbers(found: Sequence[Placed]) -> set[int]:
    return {one.candidate.number for one in found}


def _marked(candidates: Sequence[Placed], known: Collection[int]) -> list[Placed]:
    """Superscripts and numbers in square brackets: markers unless they are years or the like."""
    marked = [one for one in candidates if one.candidate.strength is Strength.MARKED]
    if not known and 1 not in _numbers(marked):
        return []  # "list[2]": where nothing is noted, numbering begins with 1.
    top = max(max(known, default=0) + 50, _HIGHEST)
    return [one for one in marked if one.candidate.number in known or one.candidate.number <= top]


def _glued(candidates: Sequence[Placed], known: Collection[int], *, restarts: bool) -> list[Placed]:
    """The rising chain of numbers glued to what they stand behind."""
    chain: list[Placed] = []
    last = 0
    strong = [
        one
        for one in candidates
        if one.candidate.style == "glued_digit" and one.candidate.strength >= Strength.FIRM
    ]
    for one in strong:
        number = one.candidate.number
        firm = one.candidate.strength is Strength.FIRM
        skips = number in known and last < number <= last + 1 + _SKIP and not firm
        rises = number == last + 1 or skips
        again = number == 1 and last > 0 and restarts
        repeats = number in known and number <= last and not one.aside and not firm
        if rises or again or repeats:
            chain.append(one)
            last = number if rises or again else last
    if not known and len(chain) < 2:
        return []
    filled = _fill(chain, candidates, known)
    if not chain and len(filled) < _ENOUGH:
        filled = [one for one in filled if one.aside]  # "XSLT1" is a name, "Ann HAY1" a byline.
    return sorted(chain + filled, key=lambda one: one.place)


def _fill(
    chain: Sequence[Placed], candidates: Sequence[Placed], known: Collection[int]
) -> list[Placed]:
    """Weaker candidates that close gaps in the chain: one for a number, where it belongs."""
    found: dict[int, tuple[int, int]] = {}
    for one in chain:
        found.setdefault(one.candidate.number, one.place)
    top = max(found, default=0)
    weak: dict[int, list[Placed]] = {}
    for one in candidates:
        if one.candidate.strength <= Strength.WEAK:
            number = one.candidate.number
            if number in known or (one.aside and number < top):
                weak.setdefault(number, []).append(one)
    filled = []
    for number in sorted(weak.keys() - found.keys()):
        low = max((at for other, at in found.items() if other < number), default=(-1, -1))
        high = min((at for other, at in found.items() if other > number), default=None)
        fitting = [
            one for one in weak[number] if low < one.place and (high is None or one.place < high)
        ]
        if fitting:
            best = max(fitting, key=lambda one: one.candidate.strength)
            filled.append(best)
            found[number] = best.place
    return filled


def _whole_groups(chosen: Sequence[Placed], candidates: Sequence[Placed]) -> list[Placed]:
    """Only groups such as "12,13" of which every number was chosen."""
    picked = {id(one) for one in chosen}
    broken = {(one.block, one.candidate.group) for one in candidates if id(one) not in picked}
    return [one for one in chosen if (one.block, one.candidate.group) not in broken]


def assign(
    markers: Sequence[tuple[int, int]], notes: Sequence[tuple[int, int]]
) -> list[int | None]:
    """The index of the note that each marker points at, or None if it dangles.

    Both are (offset in the document, number) in the order of the document.
    """
    by_number: dict[int, list[int]] = {}
    for index, (_, number) in enumerate(notes):
        by_number.setdefault(number, []).append(index)
    if all(len(same) == 1 for same in by_number.values()):
        return [by_number.get(number, [None])[0] for _, number in markers]
    if markers and notes and notes[0][0] > markers[-1][0]:
        return _by_run(markers, notes)
    places = {number: [notes[index][0] for index in same] for number, same in by_number.items()}
    return [
        _nearest(at, by_number.get(number, []), places.get(number, [])) for at, number in markers
    ]


def _by_run(
    markers: Sequence[tuple[int, int]], notes: Sequence[tuple[int, int]]
) -> list[int | None]:
    """Endnotes that start again with each chapter: the first run for the first, and so on."""
    runs: list[dict[int, int]] = []
    last = 0
    for index, (_, number) in enumerate(notes):
        if not runs or number <= last:
            runs.append({})
        runs[-1][number] = index
        last = number
    found: list[int | None] = []
    at = top = 0
    for _, number in markers:
        if number == 1 and top > 1 and at + 1 < len(runs):
            at, top = at + 1, 0
        top = max(top, number)
        found.append(runs[at].get(number))
    return found


def _nearest(offset: int, same: Sequence[int], places: Sequence[int]) -> int | None:
    """The first note of that number after the marker, or the last one before it.

    ``places`` are the offsets of the notes ``same``.
    """
    if not same:
        return None
    after = bisect_right(places, offset)
    return same[after] if after < len(same) else same[-1]
