"""From many verdicts over one claim to one status, with a sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citations.model import (
    Citation,
    Claim,
    ClaimStatus,
    Reference,
    Tag,
    Verdict,
    VerdictStatus,
)
from citations.words import letters

__all__ = ["independent", "tag"]

_V = VerdictStatus

# Without a "supported": the first of these that any verdict has, gravest first. That a
# source could not be read comes last: it says nothing about the claim.
_ORDER = (
    _V.CONTRADICTED,
    _V.QUOTE_ALTERED,
    _V.PARTLY_SUPPORTED,
    _V.UNCERTAIN,
    _V.NOT_IN_SOURCE,
    _V.SOURCE_UNAVAILABLE,
)

# Findings that are not hidden behind an opinion or a conclusion that somebody cited.
_TELLING = frozenset((_V.SUPPORTED, _V.CONTRADICTED, _V.QUOTE_ALTERED))

#: A passage of so many letters, some dozen words, that two sources share was copied.
_REPRINT = 60

#: Reasons that name the reference on which a source depends, and those that name a circle.
_KIN = frozenset(("same_text", "names_source"))
_CIRCULAR = frozenset(("circular", "copied"))
_ONE = "One source says so."

_NEEDS_SOURCE = {
    "number": "a figure",
    "percent": "a percentage",
    "money": "a sum of money",
    "quotation": "a quotation",
    "unsourced_attribution": "an attribution that names nobody",
    "living_person": "a statement about a living person",
    "date": "a date",
    "year": "a year",
    "superlative": "a superlative",
    "causal": "a cause",
    "comparison": "a comparison",
    "name": "a name",
}
_NOT_CHECKABLE = {
    "question": "It is a question.",
    "opinion": "It is an opinion.",
    "prediction": "It is about what will be.",
    "argument": "It is the author's own argument.",
    "instruction": "It tells the reader what to do.",
    "first_person": "It is what the author says of himself or herself.",
    "fragment": "It is not a whole sentence.",
}


def tag(
    claim: Claim,
    citations: Sequence[Citation],
    references: Mapping[str, Reference],
    verdicts: Sequence[Verdict],
) -> Tag:
    """The claim's status over the citations that stand in it and the verdicts on their sources.

    ``verdicts`` are those over this claim; those of a person's review come in as they are.
    """
    if claim.kind == "not_checkable" and not _settles(citations, verdicts):
        return _tag(claim, ClaimStatus.NOT_CHECKABLE, _why_not_checkable(claim), verdicts)
    if not citations:
        return _tag(claim, ClaimStatus.UNCITED, _why_uncited(claim), verdicts)
    cited = [name for citation in citations for name in citation.references]
    if not cited and any(citation.dangling for citation in citations):
        markers = ", ".join(citation.marker for citation in citations if citation.dangling)
        return _tag(claim, ClaimStatus.DANGLING, f"The marker {markers} leads nowhere.", verdicts)
    if not cited:
        why = "What is cited names no source: a comment, or a note that could not be read as one."
        return _tag(claim, ClaimStatus.UNCITED, why, verdicts)
    if not verdicts:
        why = f"{_name(cited[0], references)} was not read."
        return _tag(claim, ClaimStatus.SOURCE_UNAVAILABLE, why, verdicts)
    status, why = _folded(references, verdicts)
    if lost := [citation.marker for citation in citations if citation.dangling]:
        why += f" The marker {', '.join(lost)} leads nowhere."
    return _tag(claim, status, why, verdicts)


def _settles(citations: Sequence[Citation], verdicts: Sequence[Verdict]) -> bool:
    """Whether a person must hear of it although the sentence itself cannot be looked up."""
    return any(citation.dangling for citation in citations) or any(
        verdict.status in _TELLING for verdict in verdicts
    )


def _tag(claim: Claim, status: ClaimStatus, why: str, verdicts: Sequence[Verdict]) -> Tag:
    return Tag(claim=claim.id, status=status, why=why, verdicts=tuple(verdicts))


def _folded(
    references: Mapping[str, Reference], verdicts: Sequence[Verdict]
) -> tuple[ClaimStatus, str]:
    """Any support wins, unless another source says otherwise; else the union, else the gravest."""
    supporting = [verdict for verdict in verdicts if _shown(verdict)]
    against = [verdict for verdict in verdicts if verdict.status is _V.CONTRADICTED]
    torn = {verdict.reference for verdict in supporting} & {v.reference for v in against}
    if torn and all(verdict.reference in torn for verdict in (*supporting, *against)):
        # Sources do not disagree here; the judges do, and over that a person decides.
        name = _name(supporting[0].reference, references)
        return ClaimStatus.UNCERTAIN, f"{name}: the judges disagree: {against[0].why}"
    if supporting and against:
        return ClaimStatus.DISPUTED, (
            f"{_name(supporting[0].reference, references)} says it; "
            f"{_name(against[0].reference, references)} says otherwise: {against[0].why}"
        )
    if supporting:
        return ClaimStatus.SUPPORTED, _why_supported(supporting, verdicts, references)
    if together := _together(verdicts):
        names = " and ".join(_name(verdict.reference, references) for verdict in together)
        return ClaimStatus.SUPPORTED, f"Each says a part, and together they say all of it: {names}."
    for status in _ORDER:
        if said := [verdict for verdict in verdicts if _as_shown(verdict) is status]:
            name = _name(said[0].reference, references)
            return ClaimStatus(status.value), f"{name}: {said[0].why}"
    return ClaimStatus.UNCERTAIN, "No judge came to a verdict."


def _shown(verdict: Verdict) -> bool:
    """Whether it supports the claim and shows where; a status is never better than its evidence."""
    return verdict.status is _V.SUPPORTED and bool(verdict.evidence)


def _as_shown(verdict: Verdict) -> VerdictStatus:
    if verdict.status is _V.SUPPORTED and not verdict.evidence:
        return _V.UNCERTAIN
    return verdict.status


def _why_supported(
    supporting: Sequence[Verdict], verdicts: Sequence[Verdict], references: Mapping[str, Reference]
) -> str:
    best = max(supporting, key=lambda verdict: verdict.score or 0.0)
    why = f"{_name(best.reference, references)}: {best.why}"
    independents = independent(supporting)
    if leaning := _leaning(independents):
        return f"{why} It is no independent source: {leaning}."
    if len(independents) > 1:
        return f"{why} {len(independents)} sources say so."
    if len({verdict.reference for verdict in supporting}) > 1:
        return f"{why} {_copies(supporting, references)}, so they count as one."
    unread = sum(verdict.status is _V.SOURCE_UNAVAILABLE for verdict in verdicts)
    if unread:
        return f"{why} {unread} more could not be read."
    silent = len({verdict.reference for verdict in verdicts}) - 1
    return f"{why} Of {silent + 1} sources it alone says so." if silent else f"{why} {_ONE}"


def _leaning(independents: Sequence[Verdict]) -> str:
    """How the sources lean on the document, if none stands by itself."""
    how = [[said for code, said in one.reasons if code in _CIRCULAR] for one in independents]
    return how[0][0] if all(how) else ""


def _copies(supporting: Sequence[Verdict], references: Mapping[str, Reference]) -> str:
    """What makes one source of several, by name."""
    ids = list(dict.fromkeys(verdict.reference for verdict in supporting))
    names = " and ".join(dict.fromkeys(_name(id_, references) for id_ in ids))
    codes = dict(reason for verdict in supporting for reason in verdict.reasons)
    if "names_source" in codes and "same_text" not in codes:
        return f"{names}: one goes back to the other"
    agency = f" of {codes['agency']}" if "agency" in codes else ""
    return f"{names} carry the same words{agency}"


def _together(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Sources that each say a part of the claim and leave nothing unsaid between them."""
    partly = [v for v in verdicts if v.status is _V.PARTLY_SUPPORTED and v.evidence]
    if len(partly) < 2:
        return []
    lacking = [_lacks(verdict) for verdict in partly]
    # A verdict that cannot name what is missing cannot be completed by another.
    if not all(lacking) or frozenset.intersection(*lacking):
        return []
    return partly


_PARTS = frozenset(
    ("number_missing", "name_missing", "clause_weak", "word_missing", "quote_absent")
)


def _lacks(verdict: Verdict) -> frozenset[tuple[str, str]]:
    return frozenset(reason for reason in verdict.reasons if reason[0] in _PARTS)


def independent(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """One verdict for each different text: copies, reprints and what names another are one."""
    kept: list[Verdict] = []
    seen: set[str] = set()
    for verdict in verdicts:
        marks = {verdict.text_sha256 or verdict.reference, *_passages(verdict)}
        marks |= {verdict.reference, *(id_ for code, id_ in verdict.reasons if code in _KIN)}
        if not marks & seen:
            kept.append(verdict)
        seen |= marks
    return kept


def _passages(verdict: Verdict) -> set[str]:
    """The letters of its passages that are too long to be alike by chance."""
    said = (letters(item.exact)[0] for item in verdict.evidence)
    return {text for text in said if len(text) >= _REPRINT}


def _why_not_checkable(claim: Claim) -> str:
    for reason in claim.reasons:
        if reason in _NOT_CHECKABLE:
            return _NOT_CHECKABLE[reason]
    return "Nothing in it can be looked up."


def _why_uncited(claim: Claim) -> str:
    held = [_NEEDS_SOURCE[reason] for reason in claim.reasons if reason in _NEEDS_SOURCE][:3]
    if not held:
        return "It states a fact and names no source."
    listed = " and ".join([", ".join(held[:-1]), held[-1]] if len(held) > 1 else held)
    return f"It has {listed}, and names no source."


def _name(reference: str, references: Mapping[str, Reference]) -> str:
    found = references.get(reference)
    if found is None:
        return reference
    title = str(
        found.csl.get("title") or found.csl.get("container-title") or found.csl.get("URL") or ""
    )
    return f"“{title[:80]}”" if title else (found.raw[:80] or reference)
