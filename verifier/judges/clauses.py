"""The parts of a claim, each of which a source may say or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citations.words import Word, words

__all__ = ["Clause", "clauses", "names"]

_BREAK = re.compile(
    r"[,;:()\[\]]|\s[—–-]+\s|[—–]|\b(?:and|but|while|who|whom|whose|which|where|when|after|before|because"
    r"|although|though|whereas|including|with|that|und|aber|während|der|die|das|weil|nachdem|obwohl|wobei"
    r"|et|mais|qui|que|dont|où|tandis|y|pero|cuyo|mientras|aunque|e|ma|che|mentre|benché|cui)\b",
    re.IGNORECASE,
)
#: A part with fewer words that carry something is no clause of its own.
_LEAST = 2
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a claim at ``claim[start:end]``, by its words that carry something."""

    start: int
    end: int
    keys: tuple[str, ...]


def clauses(claim: str) -> list[Clause]:
    """The clauses of a claim in order; together they hold all its words that carry something."""
    cuts = [0, *(match.start() for match in _BREAK.finditer(claim)), len(claim)][: _MOST + 1]
    parts: list[list[Word]] = [
        [word for word in words(claim, start, end) if word.carries]
        for start, end in zip(cuts, [*cuts[1:], len(claim)], strict=True)
    ]
    joined: list[list[Word]] = []
    for part in parts:
        if joined and (len(part) < _LEAST or len(joined[-1]) < _LEAST):
            joined[-1] = joined[-1] + part
        elif part:
            joined.append(part)
    return [
        Clause(start=part[0].start, end=part[-1].end, keys=tuple(word.key for word in part))
        for part in joined
        if part
    ]


def names(claim: Sequence[Word], text: str, language: str | None) -> list[Word]:
    """The words that are part of a name, by their capitals; German gives them to all nouns."""
    found = []
    for at, word in enumerate(claim):
        if not word.text[0].isupper() or not word.carries:
            continue
        following = (
            at + 1 < len(claim) and _next_to(claim, at, text) and claim[at + 1].text[0].isupper()
        )
        preceding = at > 0 and _next_to(claim, at - 1, text) and claim[at - 1].text[0].isupper()
        opens = at == 0 or text[: word.start].rstrip(" \"“„«‘'(")[-1:] in (".", "!", "?", ":", "")
        shouted = any(letter.isupper() for letter in word.text[1:])
        if shouted or following or (preceding and not opens) or not (opens or language == "de"):
            found.append(word)
    return found


def _next_to(claim: Sequence[Word], at: int, text: str) -> bool:
    return text[claim[at].end : claim[at + 1].start] in (" ", "-", ". ")
