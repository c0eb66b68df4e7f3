"""The built-in judge: quotations, values, names and words, each able to explain itself.

It says "supported" only over a passage that holds the claim's words and all its numbers,
and "contradicted" only where the same slot holds another value; paraphrase it leaves open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from citations.model import Claim, Evidence, Reference, SourceText, Verdict, VerdictStatus
from verifier import config
from verifier.judges.calibration import Calibration, load, shipped
from verifier.judges.conflicts import Conflict, conflicts
from verifier.judges.direction import Turn, turns
from verifier.judges.features import Findings, look, other_language
from verifier.judges.passages import Page, Pages
from verifier.judges.topic import about
from verifier.judges.unsupported import unsupported
from verifier.judges.wording import explain

__all__ = ["Assessment", "Lexical", "assess", "kind_of", "make", "unavailable"]

NAME = "lexical/1"

#: A source of fewer sentences is a passage, where other likelihoods hold than on a whole page.
_PASSAGE = 12
#: Above, the source supports the claim; below the other, it plainly does not say all of it.
_LIKELY = 0.7
_UNLIKELY = 0.3
#: No passage that may say the opposite is more than this likely to support the claim.
_TURNED = 0.45
#: What a value conflict or an altered quotation leaves.
_REFUTED = 0.1
#: Share of the claim's words in one window, below which the page is about something else.
_ELSEWHERE = 0.3
#: ... and above which a passage may be shown as saying it.
_SAYS = 0.6
#: A page less likely to be about the claim than this may be the wrong one: half of them are.
_OTHER_PAGE = 0.4
#: A clause of which the source holds less is named.
_WEAK = 0.5
_EVIDENCE = 3
_SHOWN = 40
#: Where it helps to hear that the page may be the wrong one.
_DOUBTFUL = (
    VerdictStatus.NOT_IN_SOURCE,
    VerdictStatus.PARTLY_SUPPORTED,
    VerdictStatus.UNCERTAIN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the judge makes of one claim and one text."""

    status: VerdictStatus
    support: float
    evidence: tuple[Evidence, ...]
    reasons: tuple[tuple[str, str], ...]
    why: str
    calibration: str
    findings: Findings
    #: How probable it is, 0 to 1, that this is the right page at all.
    about: float = 1.0


class Lexical:
    """Judges claims by what of them stands in the source; keeps the pages it last used."""

    name = NAME

    def __init__(self, calibrations: Path | None = None) -> None:
        """``calibrations`` is a folder with a newsroom's own page.json and passage.json."""
        self._pages = Pages()
        self._models = (
            {name: load(calibrations / f"{name}.json") for name in ("page", "passage")}
            if calibrations is not None
            else {name: shipped(name) for name in ("page", "passage")}
        )

    def judge(self, claim: Claim, reference: Reference, source: SourceText) -> Verdict:
        """The verdict over one claim and one source; a source that was not read is unavailable."""
        if source.defect not in (None, "abstract") or not source.text:
            return unavailable(reference.id, self.name, source)
        page = self._pages.page(source)
        made = assess(claim.text, page, self._models[kind_of(page)])
        status, why = made.status, made.why
        if source.defect == "abstract" and status is not VerdictStatus.SUPPORTED:
            status = VerdictStatus.SOURCE_UNAVAILABLE
            why = "Only the abstract could be read, and it does not settle the claim."
        return Verdict(
            reference=reference.id,
            status=status,
            score=round(made.support, 4),
            judge=f"{self.name} {made.calibration}",
            why=why,
            evidence=made.evidence,
            reasons=made.reasons,
            text_sha256=source.text_sha256,
        )


def make(settings: config.Judge) -> Lexical:
    """The judge as configured; raises ``JudgeError`` if its calibrations cannot be read."""
    return Lexical(Path(settings.calibrations) if settings.calibrations else None)


def kind_of(page: Page) -> str:
    """Whether other likelihoods hold: "page", or "passage" for a short text."""
    return "page" if len(page.spans) >= _PASSAGE else "passage"


_DEFECTS = {
    "bot_wall": "The site showed a check for robots instead of the source.",
    "consent_page": "The site showed a consent page instead of the source.",
    "empty": "What came back has no text.",
    "unreadable": "What came back is in no form that can be read.",
}


def unavailable(reference: str, judge: str, source: SourceText) -> Verdict:
    """The verdict where there is nothing to read."""
    return Verdict(
        reference=reference,
        status=VerdictStatus.SOURCE_UNAVAILABLE,
        score=None,
        judge=judge,
        why=_DEFECTS.get(source.defect or "empty", "The source could not be read."),
        reasons=(("defect", source.defect or "empty"),),
        text_sha256=source.text_sha256,
    )


def assess(claim: str, page: Page, calibration: Calibration | None = None) -> Assessment:
    """The whole judgement over a claim and a page; one without text is unavailable."""
    findings = look(claim, page)
    model = calibration or shipped(kind_of(page))
    clashes = conflicts(findings, page)
    opposed = turns(findings.claim, page, findings.centre) if not findings.quotes else []
    support = model.probability(findings.features)
    if opposed:
        support = min(support, _TURNED)
    status = _status(findings, clashes, support, page)
    if status in (VerdictStatus.CONTRADICTED, VerdictStatus.QUOTE_ALTERED):
        support = min(support, _REFUTED)
    if status is VerdictStatus.SOURCE_UNAVAILABLE:
        support = 0.0
    evidence = _evidence(findings, clashes, page, status)
    reasons = _reasons(findings, clashes, opposed, page)
    why = explain(status, findings, clashes, opposed, page)
    likely = about(findings, page)
    if likely < _OTHER_PAGE and status in _DOUBTFUL and _comparable(findings, page):
        reasons.append(("other_page", f"{likely:.2f}"))
        why += " It may not be the page that is meant."
    return Assessment(
        status=status,
        support=support,
        evidence=evidence,
        reasons=tuple(reasons),
        why=why,
        calibration=model.id,
        findings=findings,
        about=likely,
    )


def _comparable(found: Findings, page: Page) -> bool:
    """Whether the words of a whole page can be compared with the claim's."""
    return kind_of(page) == "page" and bool(found.carrying) and not other_language(found, page)


def _status(
    found: Findings, clashes: Sequence[Conflict], support: float, page: Page
) -> VerdictStatus:
    """The first that holds: what is certain comes before what is likely."""
    if not page.spans:
        return VerdictStatus.SOURCE_UNAVAILABLE
    if any(outcome.status == "altered" for _, outcome in found.quotes):
        return VerdictStatus.QUOTE_ALTERED
    if clashes:
        return VerdictStatus.CONTRADICTED
    if not found.carrying:
        return VerdictStatus.UNCERTAIN
    flagged = bool(found.numbers_missing) or len(found.names_missing) >= 2
    flagged |= any(outcome.status == "absent" for _, outcome in found.quotes)
    whole = found.window_share >= _SAYS and not found.numbers_far
    if support >= _LIKELY and whole and not flagged:
        return VerdictStatus.SUPPORTED
    if other_language(found, page):
        return VerdictStatus.UNCERTAIN
    if found.window_share < _ELSEWHERE:
        return VerdictStatus.NOT_IN_SOURCE
    if (flagged or support < _UNLIKELY) and found.window_share >= _ELSEWHERE:
        return VerdictStatus.PARTLY_SUPPORTED
    return VerdictStatus.UNCERTAIN


def _evidence(
    found: Findings, clashes: Sequence[Conflict], page: Page, status: VerdictStatus
) -> tuple[Evidence, ...]:
    """The passages to show, the most telling first; none overlaps another."""
    spans = [(outcome.start, outcome.end) for _, outcome in found.quotes if outcome.end]
    spans += [page.spans[clash.sentence] for clash in clashes]
    if found.centre is not None and status is not VerdictStatus.NOT_IN_SOURCE:
        keys = frozenset(word.key for word in found.carrying)
        near = sorted(page.window(found.centre), key=lambda n: -len(keys & page.keys[n]))
        spans += [page.spans[number] for number in near if keys & page.keys[number]]
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= other or stop <= start for other, stop in kept):
            kept.append((start, end))
    return tuple(page.evidence(start, end) for start, end in kept[:_EVIDENCE])


def _reasons(
    found: Findings, clashes: Sequence[Conflict], opposed: Sequence[Turn], page: Page
) -> list[tuple[str, str]]:
    reasons: list[tuple[str, str]] = []
    for quote, outcome in found.quotes[:_SHOWN]:
        reasons.append((f"quote_{outcome.status}", quote.text))
        reasons += [
            (f"quote_{item.kind}", f"{item.source or '(nothing)'} -> {item.claim or '(left out)'}")
            for item in outcome.differences
        ]
    reasons += [("value_conflict", f"{c.claimed.raw} / {c.given.raw}") for c in clashes]
    reasons += [(turn.kind, f"{turn.claim or '-'} / {turn.source or '-'}") for turn in opposed]
    reasons += [("number_missing", item.raw) for item in found.numbers_missing]
    reasons += [("number_elsewhere", item.raw) for item in found.numbers_far]
    reasons += [("name_missing", word.text) for word in found.names_missing[:_SHOWN]]
    if found.weakest is not None and found.weakest_share < _WEAK:
        reasons.append(("clause_weak", found.claim[found.weakest.start : found.weakest.end]))
    reasons += [("word_missing", word.text) for word in found.words_missing[:_SHOWN]]
    gone = {word.key for word in found.words_missing}
    far = [word for word in unsupported(found, page) if page.has(word.key) and word.key not in gone]
    reasons += [("word_elsewhere", word.text) for word in far[:_SHOWN]]
    if other_language(found, page):
        reasons.append(("other_language", page.language or ""))
    return reasons
