"""A small trained model that labels the words of reference strings without quotation marks.

It knows shapes, places and the words of ``citations.phrases``, not the words of titles or
names, so it says nothing of works it was trained on. ``python -m bench parse --train`` makes
it. Without the extra ``scholarly`` there is no model, and the rules do what they can.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from citations import names, phrases
from citations.references import marks

MODEL = "scholarly.crfsuite"
LABELS = ("author", "editor", "title", "container-title", "volume", "issue", "page", "issued",
          "publisher", "publisher-place", "genre")  # fmt: skip

_TOKEN = re.compile(
    rf"{marks.URL_SIGN}+|{marks.CLAIMED}+|\d+|[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*\.?|[^\w\s]|_"
)
_KEYWORDS = {
    "and": phrases.AND,
    "editor": (*phrases.EDITOR, "edited", "herausgegeben", "editado", "curato", "by", "von", "por"),
    "in": phrases.IN,
    "page": phrases.PAGES,
    "volume": phrases.VOLUME,
    "issue": (*phrases.ISSUE, "number"),
    "particle": phrases.PARTICLES,
    "genre": ("report", "paper", "brief", "thesis", "dissertation", "bericht", "rapport", "phd"),
    "others": ("al", "etal", "others"),
}
_WORD_KINDS: dict[str, str] = {
    word.rstrip("."): kind for kind, table in _KEYWORDS.items() for word in table
} | dict.fromkeys(phrases.MONTHS, "month")
_MAX_TOKENS = 400
#: How far a token's neighbours stand from it.
_STEPS = (-3, -2, -1, 1, 2, 3)


class Token(NamedTuple):
    """One word, number or sign; ``text[start:end]`` of the string."""

    text: str
    start: int
    end: int


class Part(NamedTuple):
    """A run of words with one label."""

    label: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a string, no more than a long reference has."""
    found = []
    for match in _TOKEN.finditer(text):
        found.append(Token(match[0], match.start(), match.end()))
        if len(found) == _MAX_TOKENS:
            break
    return found


def features_of(tokens: list[Token], text: str) -> list[list[str]]:
    """What the model is told of each token: its own shape and place, and its neighbours'."""
    own = [_own_of(token.text) for token in tokens]
    beside = [_beside(token.text) for token in tokens]
    count = len(tokens)
    years = [at for at, token in enumerate(tokens) if _year(token.text)]
    first_year = years[0] if years else count
    features = []
    stops = brackets = quotes = commas = colons = 0
    for at, token in enumerate(tokens):
        place = [
            f"at={min(at, 6)}",
            f"part={10 * at // count}",
            f"stops={min(stops, 5)}",
            f"commas={min(commas, 4)}",
            f"colons={min(colons, 2)}",
            f"in={brackets}{quotes % 2}",
            f"year={'before' if at < first_year else 'after' if at > first_year else 'here'}",
            f"gap={text[token.end : token.end + 1].isspace()}",
        ]
        around = [
            beside[at + step][step] if 0 <= at + step < count else (f"{step}:edge",)
            for step in _STEPS
        ]
        pair = f"pair={own[at - 1][0] if at else ''}/{own[at][0]}"
        features.append([*own[at], *place, *chain.from_iterable(around), pair])
        sign = token.text
        stops += (sign.endswith(".") and len(sign) > 2) or sign in ".。"
        commas = 0 if sign in ".。" else commas + (sign in ",，、")
        colons += sign in ":："
        brackets = max(0, min(2, brackets + (sign in "([（") - (sign in ")]）")))
        quotes += sign in '“”„«»‘’"《》「」'
    return features


@lru_cache(maxsize=8192)
def _own_of(text: str) -> tuple[str, ...]:
    bare = text.rstrip(".").lower()
    kinds = [f"kind={_WORD_KINDS[bare]}"] if bare in _WORD_KINDS else []
    if names.is_corporate(text.rstrip(".")):
        kinds.append("kind=body")
    if text[0] in marks.URL_SIGN + marks.CLAIMED:
        return ("shape=claimed",)
    if text.isdigit():
        shape = "year" if _year(text) else f"number{min(len(text), 5)}"
        return (f"shape={shape}", *kinds)
    if not text[0].isalpha():
        return (f"sign={text}",)
    letters = text.rstrip(".")
    case = "upper" if letters.isupper() else "title" if letters[0].isupper() else "lower"
    length = (
        "1" if len(letters) == 1 else "2" if len(letters) == 2 else "3" if len(letters) < 5 else "5"
    )
    dotted = "." if text.endswith(".") else ""
    script = "latin" if letters.isascii() else "other"
    return (f"shape={case}{length}{dotted}", f"case={case}", *kinds, f"script={script}")


@lru_cache(maxsize=8192)
def _beside(text: str) -> dict[int, tuple[str, ...]]:
    """What a token's neighbours are told of it, by how far from them it stands."""
    own = _own_of(text)
    return {
        step: tuple(f"{step}:{name}" for name in own[: 2 if abs(step) > 1 else 4])
        for step in _STEPS
    }


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and "1400" <= text < "2100"


@lru_cache(maxsize=1)
def _model() -> bytes | None:
    """The model's bytes; held for ever, because the tagger reads from them and keeps no copy."""
    from importlib import resources  # noqa: PLC0415  10 ms, for those who need the model alone

    path = resources.files("citations.references").joinpath(MODEL)
    return path.read_bytes() if path.is_file() else None


@lru_cache(maxsize=1)
def _tagger() -> Any:
    try:
        import pycrfsuite  # noqa: PLC0415 (an optional extra)
    except ImportError:
        return None
    model = _model()
    if model is None:
        return None
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    return tagger


def label(text: str) -> list[Part] | None:
    """The labelled parts of a masked string in order, or None where there is no model."""
    tagger = _tagger()
    if tagger is None:
        return None
    tokens = tokens_of(text)
    if not tokens:
        return []
    return parts_of(tokens, tagger.tag(features_of(tokens, text)))


def parts_of(tokens: list[Token], labels: list[str]) -> list[Part]:
    """Neighbours of one label as one part."""
    parts: list[Part] = []
    for token, name, before in zip(tokens, labels, ["O", *labels], strict=False):
        if name == "O":
            continue
        if before == name:
            parts[-1] = Part(name, parts[-1].start, token.end)
        else:
            parts.append(Part(name, token.start, token.end))
    return parts
