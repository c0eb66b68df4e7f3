"""From a text as laid out on lines to running prose in which every character keeps its place.

Runs of white space become one space; a word broken at a line's end is joined again. Which
hyphen was only the line's and which belongs to the word is decided by what else the
document says; the raw text stays reachable through the offsets.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from citations.model import Mapped
from citations.patterns import lazy

__all__ = ["Vocabulary", "tidy", "words_of"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Both begin with a set of signs, so that all others are passed over at once. A plain space
# between two words is left alone.
_BREAK = lazy(
    r"""[\s\u00ad\u200b\ufeff\-\u2010](?:
        (?<=\u00ad)(?:[^\S\n]*\n\s*)?
      | (?<=\w[-\u2010])(?P<hyphen>[^\S\n]*\n\s*(?=\w))
      | (?<=[\s\u200b\ufeff])
        (?P<space>[\s\u200b\ufeff]+|(?<=[^ ])|(?<=\A[ ])|(?<=\u00ad[ ])|\Z))""",
    re.VERBOSE,
)
_SPACE = lazy(r"\s")
#: Where a line's end may be no space, and what is no sign of its own.
_KNOTS = ("-\n", "\u2010\n", "\u00ad", "\u200b", "\ufeff")
_WIDE_END = lazy(r"[\u3000-\u9fff\uff00-\U0010ffff]\n")
#: What a text must have somewhere for ``_BREAK`` to change anything in it.
_ROUGH = lazy(r"[\s\u00ad\u200b\ufeff](?:(?<=[^ ])|(?= )|(?<=\A )|\Z)")
_WORD = lazy(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
#: Where a line's end cuts a word: neither half says what the document calls things.
_CUT = lazy(r"[-\u2010\u00ad][^\S\n]*\n\s*+\w*")

# "state-" / "owned": the hyphen was there before the line ended.
_SECOND = _set(
    "based owned led backed related made style born like term called known speaking wide free "
    "friendly sized funded driven run scale level range year old fold law chief general elect "
    "basiert geführt nah"
)
_FIRST = _set("self non well half quasi vice semi")
# "Ein-" / "und Ausgang": the hyphen stands for a word that comes later.
_AND = _set("and or und oder bzw to et ou y e o og och en ve и или")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document calls things away from its line ends, in lower case."""

    words: frozenset[str]
    compounds: frozenset[str]


@lru_cache(maxsize=1)  # A reader asks for it, and then whoever reads the notes.
def words_of(text: str) -> Vocabulary:
    """The words and hyphenated compounds of ``text``; the insides of addresses are none."""
    whole = _uncut(text)
    if "/" in whole:
        whole = " ".join([token for token in whole.split() if "/" not in token])
    found = {word.lower().replace("\u2010", "-") for word in set(_WORD.findall(whole))}
    compounds = {word for word in found if "-" in word}
    return Vocabulary(frozenset(found - compounds), frozenset(compounds))


def _uncut(text: str) -> str:
    """``text`` without the words that its lines cut."""
    kept: list[str] = []
    at = 0
    for cut in _CUT.finditer(text):
        begin = cut.start()
        while begin > at and (text[begin - 1].isalnum() or text[begin - 1] == "_"):
            begin -= 1
        kept.append(text[at:begin])
        at = cut.end()
    return " ".join([*kept, text[at:]])


def tidy(raw: Mapped, vocabulary: Vocabulary) -> Mapped:
    """``raw`` with single spaces and whole words, no space at either end."""
    if not _ROUGH.search(raw.text):
        return raw
    if (even := _even(raw.text)) is not None:
        return Mapped(even, raw.offsets)
    pieces: list[str] = []
    #: Spans of ``raw``; most prose has but one, whose offsets need not be written out.
    kept: list[tuple[int, int]] = []
    text, at = raw.text, 0

    def keep(start: int, end: int, as_: str | None = None) -> None:
        if start < end:
            pieces.append(text[start:end] if as_ is None else as_)
            begin = kept.pop()[0] if kept and kept[-1][1] == start else start
            kept.append((begin, end))

    for found in _BREAK.finditer(text):
        keep(at, found.start())
        at = found.end()
        if found["space"] is not None:
            plain = _SPACE.search(found[0])
            if plain and kept and at < len(text) and not _unspaced(text, found):
                place = found.start() + plain.start()
                keep(place, place + 1, " ")
        elif found["hyphen"]:
            left, right = _around(text, found)
            if _keeps(left, right, vocabulary):
                keep(found.start(), found.start() + 1)
            if right in _AND:
                keep(found.start() + 1, found.start() + 2, " ")
    keep(at, len(text))
    return Mapped("".join(pieces), _places(raw.offsets, kept))


def _even(text: str) -> str | None:
    """The text of lines that end in spaces alone, each to be one; None where more is to do."""
    words = " ".join(text.split())
    if len(words) < len(text) or any(sign in text for sign in _KNOTS):
        return None
    return None if not text.isascii() and _WIDE_END.search(text) else words


def _places(offsets: Sequence[int], kept: Sequence[tuple[int, int]]) -> Sequence[int]:
    if len(kept) == 1:
        ((start, end),) = kept
        return offsets[start:end]
    places = array("L")
    for start, end in kept:
        places.extend(offsets[start:end])
    return places


def _unspaced(text: str, found: re.Match[str]) -> bool:
    """Whether a line ends between two characters of a script that sets no spaces."""
    before, after = text[found.start() - 1], text[found.end()]
    wide = "\u3000" <= before <= "\u9fff" or before >= "\uff00"
    return wide and "\n" in found[0] and "\u3000" <= after <= "\u9fff"


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    left = re.search(r"\w*$", text[max(0, found.start() - 40) : found.start()])
    right = re.match(r"\w*", text[found.end() : found.end() + 40])
    return left[0] if left else "", right[0] if right else ""


def _keeps(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen between two halves of a word belongs to the word."""
    if not left or not right or left[-1].isdigit() or not right[0].islower():
        return True
    first, second = left.lower(), right.lower()
    if first + second in vocabulary.words:
        return False
    if f"{first}-{second}" in vocabulary.compounds:
        return True
    return second in _SECOND or first in _FIRST or second in _AND
