"""A small trained model that labels the words of reference strings.

``python -m bench parse --train`` makes it. Without the extra ``scholarly`` there is no model,
and the rules do what they can.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from citations.references.features import Token, features_of, tokens_of

MODEL = "scholarly.crfsuite"


class Part(NamedTuple):
    """A run of words with one label, which is the name of a CSL variable."""

    label: str
    start: int
    end: int


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
    return parts_of(tokens, tagger.tag(features_of(tokens)))


def parts_of(tokens: list[Token], labels: list[str]) -> list[Part]:
    """Neighbours of one label as one part."""
    parts: list[Part] = []
    for token, name, before in zip(tokens, labels, ["O", *labels], strict=False):
        if name == "O":
            continue
        if name == before:
            parts[-1] = Part(name, parts[-1].start, token.end)
        else:
            parts.append(Part(name, token.start, token.end))
    return parts
