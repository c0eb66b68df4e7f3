"""Which words of a claim the source does not bear out: a small model over each word.

That a word is nowhere on the page says much; that the rest of the claim is not said where
the word stands says more. A past participle is often a synonym of what the source has.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from citations.words import Word, words
from verifier.judges.background import rarity
from verifier.judges.calibration import shipped
from verifier.judges.clauses import names
from verifier.judges.features import Findings
from verifier.judges.passages import BEGINNING, Page

__all__ = ["FEATURES", "described", "flagged", "unsupported"]

#: The names of the numbers of a word, in the order in which ``_Words.rows`` gives them.
FEATURES = (
    *("around", "around_against_mean", "place", "words"),
    *("not_on_page", "not_in_window", "not_in_five", "nothing_like_it", "rarity", "count"),
    *("number_missing", "number_there", "name", "capital", "past"),
    *("near_before", "near_after", "before_in_window", "after_in_window"),
)

_THERE = FEATURES.index("number_there")
_NOT_IN_WINDOW = FEATURES.index("not_in_window")
_NEAREST = 5
#: Places of a word on the page that are looked at; a page may have thousands.
_PLACES = 24
#: More words of a claim than this are not weighed one by one.
_MOST = 120
#: Two words of the claim that stand so many words apart on the page belong together so much.
_TOGETHER = ((3, 1.0), (8, 0.7), (20, 0.4), (60, 0.15))
#: For a word that has no neighbour on that side.
_UNKNOWN = 0.5


def unsupported(found: Findings, page: Page) -> list[Word]:
    """The words of the claim that the page does not bear out, in order."""
    if found.centre is None:
        return list(found.carrying)
    model = shipped("words")
    return [word for word, row in described(found, page) if flagged(row, model.probability(row))]


def flagged(row: Sequence[float], probability: float) -> bool:
    """Whether a word is named; never a value that the passage gives, whatever the odds."""
    given = row[_THERE] and not row[_NOT_IN_WINDOW]
    return probability >= 0.5 and not given


def described(found: Findings, page: Page) -> list[tuple[Word, tuple[float, ...]]]:
    """Each word that carries something and is not quoted word for word, with its numbers."""
    proven = [quote for quote, outcome in found.quotes if outcome.status == "verbatim"]
    said = [
        word
        for word in found.carrying[:_MOST]
        if not any(quote.start <= word.start < quote.end for quote in proven)
    ]
    return list(zip(said, _Words(said, found, page).rows(), strict=True)) if said else []


class _Words:
    """The words of one claim against one page; what many words need is made once."""

    def __init__(self, said: Sequence[Word], found: Findings, page: Page) -> None:
        self.said = said
        self.found = found
        self.page = page
        self.keys = [word.key for word in said]
        self.weights = {key: rarity(key) for key in self.keys}
        self.total = sum(self.weights.values())
        self._windows: dict[int, frozenset[str]] = {}
        best = max(found.nearest, key=lambda n: self._weight(self._window(n)), default=None)
        self.window = self._window(best) if best is not None else frozenset()
        self.five = page.held(found.nearest[:_NEAREST])
        every = words(found.claim)
        self.names = {word.start for word in names(every, found.claim, found.language)}

    def rows(self) -> list[tuple[float, ...]]:
        """The numbers of each word, as ``FEATURES`` names them."""
        around = [self._around(key) for key in self.keys]
        mean, count = sum(around) / len(around), len(self.keys)
        return [
            (
                around[at],
                around[at] - mean,
                at / max(1, count - 1),
                log(count),
                *self._held(word.key),
                *self._kind(word),
                *self._beside(at),
            )
            for at, word in enumerate(self.said)
        ]

    def _window(self, number: int) -> frozenset[str]:
        """The claim's words that a sentence and its neighbours hold."""
        if number not in self._windows:
            around = [self.page.keys[near] for near in self.page.window(number)]
            self._windows[number] = frozenset(
                key for key in self.weights if any(key in held for held in around)
            )
        return self._windows[number]

    def _weight(self, keys: frozenset[str]) -> float:
        return sum(self.weights[key] for key in keys)

    def _around(self, key: str) -> float:
        """How much of the rest of the claim stands where the word stands, at best."""
        rest = self.total - self.weights[key]
        places = self.page.postings.get(key, ())[:_PLACES]
        if rest <= 0 or not places:
            return 0.0
        return max((self._weight(self._window(n)) - self.weights[key]) / rest for n in places)

    def _held(self, key: str) -> tuple[float, ...]:
        """Where on the page the word is not, and how common it is there and elsewhere."""
        return (
            float(not self.page.has(key)),
            float(key not in self.window),
            float(key not in self.five),
            float(key[:BEGINNING] not in self.page.beginnings),
            self.weights[key],
            log(1 + len(self.page.places(key))),
        )

    def _kind(self, word: Word) -> tuple[float, ...]:
        """What sort of word it is: part of a number or of a name, or a verb's form."""
        at, found = word.start, self.found
        gone = any(item.start <= at < item.end for item in found.numbers_missing)
        there = not gone and any(item.start <= at < item.end for item in found.quantities)
        return (
            float(gone),
            float(there),
            float(at in self.names),
            float(word.text[0].isupper()),
            float(word.text.endswith("ed")),
        )

    def _beside(self, at: int) -> tuple[float, ...]:
        """Whether its neighbours in the claim stand near it on the page, or in the best window."""
        key = self.keys[at]
        before = self.keys[at - 1] if at else None
        after = self.keys[at + 1] if at + 1 < len(self.keys) else None
        return (
            *(self._together(key, other) for other in (before, after)),
            *(_UNKNOWN if other is None else float(other in self.window)
              for other in (before, after)),
        )  # fmt: skip

    def _together(self, one: str, other: str | None) -> float:
        if other is None:
            return _UNKNOWN
        ours, theirs = self.page.places(one)[:_PLACES], self.page.places(other)[:_PLACES]
        apart = min((abs(a - b) for a in ours for b in theirs), default=None)
        if apart is None:
            return 0.0
        return next((share for within, share in _TOGETHER if apart <= within), 0.0)
