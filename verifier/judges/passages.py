"""A source made ready once: its sentences, and where each word of it stands."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import log, sqrt

from citations.languages import guess
from citations.model import Evidence, SourceText
from citations.sentences import split
from citations.words import letters, stem, words
from verifier.judges.background import rarity
from verifier.judges.numerals import all_numerals
from verifier.judges.quantities import Quantity, quantities

__all__ = ["BEGINNING", "Page", "Pages", "sentence_spans"]

#: A longer sentence is cut: it is a table, a list without stops, or hostile.
_SENTENCE = 1_200
_CONTEXT = 32
#: Words that begin with as many like letters are often forms of one.
BEGINNING = 4
#: A word that stands in more sentences than this tells none of them apart.
_PLACES = 4_000
_DIGIT = re.compile(r"\d")
#: A sentence without a digit and without any of these has no quantity.
_NUMBER_KEYS = frozenset(stem(word) for word in all_numerals())
_LINE = re.compile(r"[^\n]+")


def sentence_spans(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """The sentences of a text, in order, none longer than 1,200 characters, none blank."""
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for start, end in split(line[0], language):
            spans += _cut(text, line.start() + start, line.start() + end)
    return spans


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _SENTENCE:
        space = text.rfind(" ", start + _SENTENCE // 2, start + _SENTENCE)
        cut = space if space > 0 else start + _SENTENCE
        yield start, cut
        start = cut + (space > 0)
    if text[start:end].strip():
        yield start, end


def _places() -> array[int]:
    return array("L")


class Page:
    """The words of one source and where they stand; everything costly is made on first use."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.spans: Sequence[tuple[int, int]] = sentence_spans(source.text, self.language)
        self.keys: list[frozenset[str]] = []
        postings: defaultdict[str, list[int]] = defaultdict(list)
        places: defaultdict[str, array[int]] = defaultdict(_places)
        counted = 0
        for number, (start, end) in enumerate(self.spans):
            said = words(self.text, start, end)
            keys = frozenset(word.key for word in said if word.carries)
            self.keys.append(keys)
            for key in keys:
                postings[key].append(number)
            for word in said:
                counted += 1
                if word.key in keys:
                    places[word.key].append(counted)
        self.postings: Mapping[str, Sequence[int]] = postings
        self._places = places
        self.title_keys = frozenset(
            word.key
            for part in (source.title or "", *source.authors)
            for word in words(part)
            if word.carries
        )
        self._quantities: dict[int, list[Quantity]] = {}

    @cached_property
    def language(self) -> str | None:
        """The language of its words, by the words; else as declared."""
        return guess(self.text) or self.source.language

    def has(self, key: str) -> bool:
        """Whether the page, its title or its authors hold the word."""
        return key in self.postings or key in self.title_keys

    def places(self, key: str) -> Sequence[int]:
        """Where the word stands, counted in words."""
        return self._places.get(key, ())

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first letters of every word: forms of one often have them in common."""
        return frozenset(key[:BEGINNING] for key in self.postings)

    def weight(self, key: str) -> float:
        """How much a word tells sentences of this page apart."""
        held = len(self.postings.get(key, ()))
        return log(1 + len(self.spans) / (held + 0.5)) if held else 0.0

    def weighed(self, key: str) -> float:
        """How much of the page is about a word: rare ones that come back weigh more."""
        held = len(self.postings.get(key, ()))
        return (1 + log(held)) * rarity(key) if held else 0.0

    @cached_property
    def length(self) -> float:
        """The length of the page as a vector of its words, each as ``weighed``."""
        return sqrt(sum(self.weighed(key) ** 2 for key in self.postings))

    def ranked(self, keys: Iterable[str], limit: int) -> list[int]:
        """The sentences that hold most of the words, best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for key in set(keys):
            weight = self.weight(key)
            for number in self.postings.get(key, ())[:_PLACES]:
                scores[number] += weight
        for number in scores:
            # Of two that say as much, the shorter says it more plainly.
            scores[number] /= (len(self.keys[number]) + 20) ** 0.4
        return sorted(scores, key=lambda number: (-scores[number], number))[:limit]

    def quantities(self, number: int) -> list[Quantity]:
        """The quantities of one sentence, offsets into the page's text."""
        if number not in self._quantities:
            start, end = self.spans[number]
            text = self.text[start:end]
            bare = _DIGIT.search(text) is None and self.keys[number].isdisjoint(_NUMBER_KEYS)
            found = [] if bare else quantities(text, self.language, offset=start)
            self._quantities[number] = found
        return self._quantities[number]

    @cached_property
    def all_quantities(self) -> list[Quantity]:
        """Every quantity of the page, its title and its date."""
        found = [item for number in range(len(self.spans)) for item in self.quantities(number)]
        return found + quantities(self.source.title or "", self.language)

    def window(self, centre: int, reach: int = 1) -> range:
        """A sentence and its neighbours."""
        return range(max(0, centre - reach), min(len(self.spans), centre + reach + 1))

    def held(self, numbers: Iterable[int]) -> frozenset[str]:
        """The words of some sentences together."""
        return frozenset().union(*(self.keys[number] for number in numbers))

    def evidence(self, start: int, end: int) -> Evidence:
        """``text[start:end]`` with what stands around it."""
        return Evidence(
            exact=self.text[start:end],
            prefix=self.text[max(0, start - _CONTEXT) : start],
            suffix=self.text[end : end + _CONTEXT],
            start=start,
            end=end,
            source=self.source.url,
            captured=self.source.captured_at,
        )

    @cached_property
    def letters(self) -> tuple[str, Sequence[int]]:
        """The letters and digits of the page, folded, and the offset of each."""
        return letters(self.text)


class Pages:
    """The pages last used, as many as fit in a number of characters."""

    def __init__(self, room: int = 12_000_000) -> None:
        self._room = room
        self._kept: OrderedDict[SourceText, Page] = OrderedDict()

    def page(self, source: SourceText) -> Page:
        """The page of a source, made once while it is in use."""
        page = self._kept.pop(source, None) or Page(source)
        self._kept[source] = page
        while len(self._kept) > 1 and sum(len(kept.text) for kept in self._kept) > self._room:
            self._kept.popitem(last=False)
        return page
