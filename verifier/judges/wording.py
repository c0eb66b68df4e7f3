"""Reasons as sentences. The judge speaks of the source it holds, never of the truth."""

from __future__ import annotations

from collections.abc import Sequence

from citations.model import VerdictStatus
from verifier.judges.conflicts import Conflict
from verifier.judges.direction import Turn
from verifier.judges.features import Findings, other_language
from verifier.judges.passages import Page

__all__ = ["explain"]

_SHOWN = 4
_LONG = 80


def explain(
    status: VerdictStatus,
    found: Findings,
    clashes: Sequence[Conflict],
    opposed: Sequence[Turn],
    page: Page,
) -> str:
    """Why the verdict is what it is, in a sentence or two."""
    match status:
        case VerdictStatus.QUOTE_ALTERED:
            return _altered(found)
        case VerdictStatus.CONTRADICTED:
            return " ".join(
                f"The claim says {_quoted(c.claimed.raw)}; in the same place the source says "
                f"{_quoted(c.given.raw)}."
                for c in clashes
            )
        case VerdictStatus.SUPPORTED:
            return _supported(found)
        case VerdictStatus.NOT_IN_SOURCE:
            return "The source we hold does not say it: " + (
                _lacking(found) or "no passage of it is near the claim."
            )
        case VerdictStatus.PARTLY_SUPPORTED:
            return "The source we hold says part of it; " + (
                _lacking(found) or f"it does not clearly say {_quoted(_weakest(found))}."
            )
        case VerdictStatus.SOURCE_UNAVAILABLE:
            return "There is no text to read."
        case _:
            return _open(found, opposed, page)


def _altered(found: Findings) -> str:
    differences = [item for _, outcome in found.quotes for item in outcome.differences]
    differences.sort(key=lambda item: item.kind == "words")
    shown = "; ".join(
        f"the source has {_quoted(item.source)}, the claim {_quoted(item.claim)}"
        if item.source and item.claim
        else f"the claim leaves out {_quoted(item.source)}"
        if item.source
        else f"the claim adds {_quoted(item.claim)}"
        for item in differences[:_SHOWN]
    )
    return f"The quotation differs from the source: {shown}."


def _supported(found: Findings) -> str:
    if found.quotes and all(outcome.status == "verbatim" for _, outcome in found.quotes):
        return "The quotation stands in the source word for word; read what is around it."
    numbers = ", all its numbers" if found.quantities else ""
    return f"A passage of the source holds the claim's words{numbers} and names; read it."


def _open(found: Findings, opposed: Sequence[Turn], page: Page) -> str:
    if other_language(found, page):
        return (
            f"The claim is in {found.language!r}, the source in {page.language!r}: words cannot "
            "be compared. Read the passage."
        )
    if not found.carrying:
        return "The claim has no words that could be looked for."
    if opposed:
        turn = opposed[0]
        sides = [
            f"{who} {_quoted(text)}"
            for who, text in (("the claim has", turn.claim), ("the source has", turn.source))
            if text
        ]
        return f"The passage may say the opposite: {', '.join(sides)}. Read it."
    lacking = _lacking(found)
    return "The source is about this, but whether it says it a person must decide" + (
        f"; {lacking}" if lacking else "."
    )


def _lacking(found: Findings) -> str:
    """What is nowhere in the source, the most telling first."""
    absent = [quote.text for quote, outcome in found.quotes if outcome.status == "absent"]
    absent += [item.raw for item in found.numbers_missing]
    absent += [word.text for word in found.names_missing if word.text not in absent]
    if not absent:
        absent = [word.text for word in found.words_missing]
    if not absent:
        return ""
    return f"not found in it: {', '.join(_quoted(item) for item in absent[:_SHOWN])}."


def _weakest(found: Findings) -> str:
    return found.claim[found.weakest.start : found.weakest.end] if found.weakest else found.claim


def _quoted(text: str) -> str:
    return f"“{text[:_LONG]}…”" if len(text) > _LONG else f"“{text}”"
