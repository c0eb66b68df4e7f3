"""What the trained model is told of each word of a reference: shapes, places, neighbours.

It knows the words of ``lexicon`` and the signs, not the words of titles or names, so it says
nothing of works it was trained on. A phrase is a run of words between signs or full stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from citations.references import lexicon, marks

MAX_TOKENS = 400

_TOKEN = re.compile(
    rf"{marks.URL_SIGN}+|{marks.CLAIMED}+|\d+|[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*\.?|[^\w\s]|_"
)
_QUOTES = '“”„«»"《》「」『』‘’'
_STOPS = ".。"
#: Phrases end at these; a hyphen or an apostrophe stands inside.
_DELIMITERS = frozenset(",;:()[]（）［］【】。，、；：!?！？/—–|<>" + _QUOTES)
#: Kinds that say something of a whole phrase.
_TELLING_WORDS = (
    "news magazine journal house university thesis report web blog conference edition series law "
    "audio body month place editor translator page volume issue particle others verb in and"
)
_TELLING = frozenset(_TELLING_WORDS.split())
_BINDING = frozenset("–/|")
_STEPS = (-3, -2, -1, 1, 2, 3)


class Token(NamedTuple):
    """One word, number or sign; ``text[start:end]`` of the string."""

    text: str
    start: int
    end: int


class _Sign(NamedTuple):
    """What a token says by itself."""

    own: tuple[str, ...]
    shape: str
    kinds: tuple[str, ...]
    delimiter: str
    ends: bool
    near: tuple[tuple[str, ...], ...]


class _Phrase(NamedTuple):
    start: int
    end: int
    shape: str
    kinds: tuple[str, ...]
    before: str
    after: str


def tokens_of(text: str) -> list[Token]:
    """The tokens of a string, no more than a long reference has."""
    found = []
    for match in _TOKEN.finditer(text):
        found.append(Token(match[0], match.start(), match.end()))
        if len(found) == MAX_TOKENS:
            break
    return found


def features_of(tokens: list[Token]) -> list[list[str]]:
    """What the model is told of each token: its own shape and place, and its neighbours'."""
    signs = [_sign_of(token.text) for token in tokens]
    phrases = _phrases(tokens, signs)
    whole = _whole(signs, phrases)
    count = len(tokens)
    first_year = _first_year(signs)
    features: list[list[str]] = []
    stops = brackets = commas = quotes = 0
    total = sum([sign.ends for sign in signs])
    edged = [*_OPENING, *signs, *_CLOSING]
    for phrase, before, behind in _with_neighbours(phrases):
        shared = _phrase_features(phrase, before, behind)
        for at in range(phrase.start, phrase.end):
            first, second, third, sign, fourth, fifth, sixth = edged[at : at + 7]
            side = "b" if at < first_year else "a" if at > first_year else "h"
            row = [
                *sign.own,
                *shared,
                *whole[side],
                *_placed(min(at, 8), 10 * at // count),
                *_counted(min(stops, 5), min(total - stops, 4), min(commas, 5), side),
                *_within(brackets, quotes % 2, side),
                *_inside(min(at - phrase.start, 3), min(phrase.end - at, 3)),
                *first.near[0],
                *second.near[1],
                *third.near[2],
                *fourth.near[3],
                *fifth.near[4],
                *sixth.near[5],
                f"<{third.shape}/{sign.shape}",
                f"{third.shape}/{sign.shape}/{fourth.shape}",
            ]
            features.append(row)
            mark = sign.delimiter
            if sign.ends:
                stops += 1
                commas = 0
            elif mark:
                commas += mark in ",，、"
                brackets = max(0, min(2, brackets + (mark in "([（") - (mark in ")]）")))
                quotes += mark in _QUOTES
    return features


def _edge(shape: str) -> _Sign:
    """What stands beyond the first or the last token."""
    near = tuple((f"{step}:edge",) for step in _STEPS)
    return _Sign((), shape, (), "", ends=False, near=near)


_OPENING = (_edge("^"),) * 3
_CLOSING = (_edge("$"),) * 3


# The same few places come again in every string, so what they are called is kept.


@lru_cache(maxsize=512)
def _placed(at: int, tenth: int) -> tuple[str, ...]:
    return f"at{at}", f"p{tenth}"


@lru_cache(maxsize=2048)
def _counted(stops: int, left: int, commas: int, side: str) -> tuple[str, ...]:
    return f"s{stops}{side}", f"l{left}{side}", f"c{commas}{min(stops, 2)}"


@lru_cache(maxsize=64)
def _within(brackets: int, quotes: int, side: str) -> tuple[str, ...]:
    return (f"i{brackets}{quotes}{side}",)


@lru_cache(maxsize=64)
def _inside(start: int, end: int) -> tuple[str, ...]:
    return (f"f{start}{end}",)


def _first_year(signs: list[_Sign]) -> int:
    return next((at for at, sign in enumerate(signs) if sign.shape == "year"), len(signs))


@lru_cache(maxsize=8192)
def _sign_of(text: str) -> _Sign:
    shape = _shape(text)
    kinds = lexicon.kinds_of(text) if text[0].isalpha() else ()
    own = [f"w={shape}"]
    own += [f"k={kind}" for kind in kinds]
    if kinds and not {"place", "month"} & {*kinds}:
        own.append(f"x={text.lower()}")
    if text[0].isalpha():
        own.append(f"t={shape[0]}")
        if not text.isascii():
            own.append("t=accent")
    near = tuple(
        (f"{step}:{shape}", *(f"{step}:{kind}" for kind in kinds[: 3 if abs(step) < 3 else 0]))
        for step in _STEPS
    )
    delimiter = text if text in _DELIMITERS else ""
    return _Sign(tuple(own), shape, kinds, delimiter, _ends(text), near)


def _shape(text: str) -> str:
    if text[0] == marks.URL_SIGN:
        return "address"
    if text[0] == marks.CLAIMED:
        return "claimed"
    if text.isdigit():
        return "year" if _year(text) else f"n{min(len(text), 5)}"
    if not text[0].isalpha():
        return text
    letters = text.rstrip(".")
    if "\u3040" <= letters[0] <= "\u9fff":
        return f"han{min(len(letters), 5)}"
    case = "U" if letters.isupper() else "T" if letters[0].isupper() else "l"
    if case == "T" and not letters[1:].islower() and re.search(r"[-‐‑’'].", letters) is None:
        case = "M"
    size = len(letters)
    length = "1" if size == 1 else "2" if size == 2 else "3" if size < 5 else "5"
    return f"{case}{length}{'.' if text.endswith('.') else ''}"


def _ends(text: str) -> bool:
    """Whether a full stop here ends more than an abbreviation."""
    if text in _STOPS:
        return True
    return (
        len(text) > 4
        and text.endswith(".")
        and not {"page", "volume", "issue", "editor"} & {*lexicon.kinds_of(text)}
    )


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and "1400" <= text < "2100"


def _phrases(tokens: list[Token], signs: list[_Sign]) -> list[_Phrase]:
    """Every token in one phrase; a sign that divides is a phrase of its own."""
    spans: list[tuple[int, int]] = []
    start = 0
    for at, sign in enumerate(signs):
        if _binds(tokens, at):
            continue
        if sign.delimiter or tokens[at].text in _STOPS:
            if at > start:
                spans.append((start, at))
            spans.append((at, at + 1))
            start = at + 1
        elif sign.ends:
            spans.append((start, at + 1))
            start = at + 1
    if start < len(signs):
        spans.append((start, len(signs)))
    phrases = []
    for start, end in spans:
        before = signs[start - 1].delimiter or "." if start else "^"
        after = (
            "." if signs[end - 1].ends else signs[end].delimiter or "." if end < len(signs) else "$"
        )
        phrases.append(_phrase(signs, start, end, before, after))
    return phrases


def _binds(tokens: list[Token], at: int) -> bool:
    """Whether a dash or stroke stands between two words as a hyphen does: "Europe–China"."""
    return (
        tokens[at].text in _BINDING
        and 0 < at < len(tokens) - 1
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
        and tokens[at - 1].text[0].isalpha()
    )


def _phrase(signs: list[_Sign], start: int, end: int, before: str, after: str) -> _Phrase:
    own = signs[start:end]
    form, kinds = _form(tuple([sign.shape for sign in own])), _NONE
    if any(sign.kinds for sign in own):
        known = dict.fromkeys([kind for sign in own for kind in sign.kinds if kind in _TELLING])
        kinds = tuple(known)
    size = end - start
    length = min(size, 4) if size < 5 else 6 if size < 8 else 9
    return _Phrase(start, end, f"{form}{length}", kinds, before, after)


_NONE: tuple[str, ...] = ()


@lru_cache(maxsize=8192)  # Signs are phrases too, and most phrases are short.
def _form(shapes: tuple[str, ...]) -> str:
    """The shape of a phrase from those of its tokens."""
    first = shapes[0]
    words = [shape for shape in shapes if shape[0] in "UTMlh"]
    if not words:
        form = "#" + (first if len(shapes) == 1 else "")
    elif len(words) > 1 and sum([shape[0] == "l" for shape in words]) * 3 > len(words):
        form = "S" if first[0] != "l" else "l"
    elif all(shape[0] in "UM" for shape in words):
        form = "U"
    else:
        form = "T" if first[0] != "l" else "l"
    if not _INITIALS.isdisjoint(words):
        form += "i"
    if words and any(shape[0] == "n" for shape in shapes):
        form += "n"
    if words and "year" in shapes:
        form += "y"
    return form


_INITIALS = frozenset({"U1.", "U1", "U2"})


def _with_neighbours(
    phrases: list[_Phrase],
) -> Iterator[tuple[_Phrase, _Phrase | None, _Phrase | None]]:
    """Each phrase with the nearest before and behind it that are more than a sign."""
    telling = [None if _is_mark(phrase) else phrase for phrase in phrases]
    padded = [None, None, None, *telling, None, None, None]
    for at, phrase in enumerate(phrases):
        before = padded[at + 2] or padded[at + 1] or padded[at]
        behind = padded[at + 4] or padded[at + 5] or padded[at + 6]
        yield phrase, before, behind


def _phrase_features(phrase: _Phrase, before: _Phrase | None, behind: _Phrase | None) -> list[str]:
    around = phrase.before + phrase.after
    found = [f"P{phrase.shape}", f"D{around}", f"D{around}{phrase.shape}"]
    if phrase.kinds:
        found += [f"K{kind}" for kind in phrase.kinds]
        found += [f"K{kind}{around}" for kind in phrase.kinds]
    if behind:
        found += [f"N{behind.shape}", f"N{phrase.after}{behind.shape}{behind.after}"]
        found += [f"NK{kind}" for kind in behind.kinds]
    else:
        found.append("N$")
    if before:
        found += [f"B{before.shape}", f"B{before.before}{before.shape}{phrase.before}"]
        found += [f"BK{kind}" for kind in before.kinds]
    else:
        found.append("B^")
    return found


#: The signs that make a phrase of their own; the empty one is that of a lone word.
_MARKS = _DELIMITERS | {*_STOPS}


def _is_mark(phrase: _Phrase) -> bool:
    return phrase.end - phrase.start == 1 and phrase.shape[0] == "#" and phrase.shape[1:2] in _MARKS


def _whole(signs: list[_Sign], phrases: list[_Phrase]) -> dict[str, tuple[str, ...]]:
    """What the string as a whole looks like, said beside the place before or after its year."""
    shapes = [sign.shape for sign in signs]
    year = _first_year(signs)
    kinds = {kind for phrase in phrases for kind in phrase.kinds}
    lead = "/".join(shapes[:3])
    if year < len(signs):
        early = "e" if year * 5 < 2 * len(signs) else "l"
        here = f"{early}{shapes[year - 1] if year else '^'}"
        here += shapes[year + 1] if year + 1 < len(shapes) else "$"
    else:
        here = "none"
    quoted = any(shape in _QUOTES for shape in shapes[:-1])
    stops = min(3, sum(sign.ends for sign in signs))
    facts = [f"Y{here}", f"L{lead}", f"Q{quoted}{stops}"]
    facts += [
        f"G{kind}"
        for kind in ("month", "house", "news", "journal", "thesis", "volume", "page", "editor")
        if kind in kinds
    ]
    facts.append(f"A{'address' in shapes}{'claimed' in shapes}")
    return {side: tuple(f"{fact}{side}" for fact in facts) for side in "bha"}
