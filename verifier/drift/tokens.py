"""Words to compare texts by: what typography, case and line breaks change is not seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from citations import sentences

__all__ = ["MAX_TOKENS", "Token", "Unit", "is_number", "shingles", "tokens", "topics", "units"]

#: No more of a text than this is compared.
MAX_TOKENS = 150_000
#: Words in a shingle: an edit is seen in the word itself and in no more than its neighbours.
WIDTH = 4

# Scripts without blanks between words are compared letter by letter.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<number>\d{{1,3}}(?:[.,’'\u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)"
    rf"|[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+"
)
_SEPARATORS = re.compile(r"[.,’'\u00a0\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number, folded, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, heading or cell: its words are ``words[first:last]`` of the text."""

    text: str
    line: int
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of a text, folded: "1,234" is "1234", "ﬁn" is "fin"."""
    for match in _TOKEN.finditer(text):
        word = match[0]
        if match["number"]:
            word = _SEPARATORS.sub("", word)
        elif not word.isascii():
            word = unicodedata.normalize("NFKC", word)
        yield Token(word.casefold(), match.start(), match.end())


def is_number(word: str) -> bool:
    return word[0].isdigit()


def topics(sentence: str) -> set[str]:
    """Its figures, and the beginnings of its names and long words."""
    return {
        token.word[:6]
        for token in tokens(sentence)
        if token.end - token.start > (1 if is_number(token.word) else 5)
        or (token.start and token.end - token.start > 2 and sentence[token.start].isupper())
    }


def units(text: str, language: str | None = None) -> tuple[list[str], list[Unit]]:
    """The words of a text, and its sentences in order."""
    words: list[str] = []
    found: list[Unit] = []
    for number, line in enumerate(text.split("\n")):
        for start, end in sentences.split(line, language):
            sentence = line[start:end]
            first = len(words)
            words += (token.word for token in islice(tokens(sentence), MAX_TOKENS - first))
            if len(words) > first:
                found.append(Unit(sentence, number, first, len(words)))
        if len(words) >= MAX_TOKENS:
            break
    return words, found


def shingles(words: Sequence[str]) -> Iterator[int]:
    """A number for each run of ``WIDTH`` words, in order."""
    for run in zip(*(words[shift:] for shift in range(WIDTH)), strict=False):
        yield hash(run)
