"""Claims that say the same in other words, in one document or in several.

Two claims are linked if they share the words that few other claims have, names or
figures among them. It is a hint to look at both, not a proof that they agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from citations.words import words

__all__ = ["Repeat", "repeats"]

#: Of the words of the shorter claim, by weight, those that both must have.
_ALIKE = 0.4
#: The same, where a figure is among them: few claims have one in common by chance.
_ALIKE_WITH_FIGURE = 0.35
_LEAST_SHARED = 4
#: Names that both must have, a figure counting as two, unless nearly all words are the same.
_LEAST_MARKED = 2
_SAME = 0.75
#: A word that more claims have than this brings nobody together.
_COMMON = 60
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Two claims, by their places in what was given, and how alike they are (0 to 1)."""

    first: int
    second: int
    likeness: float
    #: The words that both have, as the first has them.
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    keys: Mapping[str, str]
    names: frozenset[str]
    figures: frozenset[str]


def repeats(claims: Sequence[str]) -> list[Repeat]:
    """The pairs of claims that say the same, each with what they share, most alike first."""
    said = [_said(claim[:_LONGEST]) for claim in claims]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        for key in one.keys:
            holders[key].append(number)
    weight = {key: log(1 + len(claims) / len(numbers)) for key, numbers in holders.items()}
    found = (
        repeat
        for first, second in _candidates(holders)
        if (repeat := _compare(first, second, said, weight)) is not None
    )
    return sorted(found, key=lambda repeat: (-repeat.likeness, repeat.first, repeat.second))


def _said(claim: str) -> _Said:
    carrying = [word for word in words(claim) if word.carries]
    opening = carrying[0].start if carrying else 0
    return _Said(
        keys={word.key: word.text for word in reversed(carrying)},
        names=frozenset(
            word.key for word in carrying if word.text[0].isupper() and word.start != opening
        ),
        # The digits of "COVID-19" are part of a name.
        figures=frozenset(
            word.key
            for word in carrying
            if word.text[0].isdecimal() and claim[max(0, word.start - 1)] not in "-–"
        ),
    )


def _candidates(holders: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough words which are not in every second claim."""
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if len(numbers) <= _COMMON:
            for at, first in enumerate(numbers):
                for second in numbers[at + 1 :]:
                    shared[first, second] += 1
    return (pair for pair, count in shared.items() if count >= _LEAST_SHARED - 1)


def _compare(
    first: int, second: int, said: Sequence[_Said], weight: Mapping[str, float]
) -> Repeat | None:
    one, other = said[first], said[second]
    both = one.keys.keys() & other.keys.keys()
    least = min(sum(weight[key] for key in side.keys) for side in (one, other))
    likeness = sum(weight[key] for key in both) / least
    figures = len(both & one.figures & other.figures)
    marked = len(both & one.names & other.names) + 2 * figures
    wanted = _ALIKE_WITH_FIGURE if figures else _ALIKE
    if likeness < wanted or len(both) < _LEAST_SHARED:
        return None
    if marked < _LEAST_MARKED and likeness < _SAME:
        return None
    return Repeat(
        first=first,
        second=second,
        likeness=round(likeness, 3),
        shared=tuple(text for key, text in one.keys.items() if key in both)[::-1],
    )
