"""An audit, looked at from its claims: which sources each has and what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citations.model import (
    Audit,
    Citation,
    Claim,
    Drift,
    DriftClass,
    Link,
    LinkState,
    Memento,
    Note,
    Reference,
    Review,
    Tag,
    Verdict,
)
from citations.phrases import ACCESSED, MONTHS, ONLINE_AT, SEE
from citations.shortforms import meant
from reports.instead import copies, suggestions
from reports.rules import URGENCY, Rule, rule
from reports.safe import one_line, shorten

_LABEL = 90
_NAMES = 2
#: Reasons of links that call for something else than their status does.
_OWN_RULES = frozenset({"fragment_missing", "file_missing", "anchor_missing"})
#: Signs that stand around an address and belong to neither side.
_AROUND = " \t\r\n,;:.<>()[]"
_WORD = re.compile(r"[^\W\d_]+")
#: What stands around any address, and when it was looked at: of no source in particular.
_SAYING_NOTHING = frozenset(
    word
    for phrase in (*ACCESSED, *ONLINE_AT, *SEE, *MONTHS)
    for word in _WORD.findall(phrase.casefold())
)
#: Letters that make words of what stands beside an address: "See" is none.
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One reference, with what was found of it."""

    reference: Reference
    verdict: Verdict | None
    link: Link | None
    state: LinkState | None
    copy: Memento | None


class View:
    """Look-ups over one audit; every part in the order of the document."""

    def __init__(self, audit: Audit) -> None:
        reading = audit.reading
        self.audit = audit
        self.reading = reading
        self.references = {reference.id: reference for reference in reading.references}
        self.links = {link.id: link for link in reading.links}
        self.notes: dict[str, Note] = {note.id: note for note in reading.notes}
        self.claims = {claim.id: claim for claim in reading.claims}
        self._citations = {citation.id: citation for citation in reading.citations}
        #: The archived copy to cite, by link id.
        self.copies = copies(audit)
        #: The address to cite instead and why, by link id.
        self.better = suggestions(audit, self.copies)
        #: The references that give a link's address, by link id.
        self.cited_at: dict[str, list[Reference]] = {}
        of_url = {link.url: link.id for link in reading.links}
        for reference in reading.references:
            others = [of_url[url] for url in reference.other_urls if url in of_url]
            for link in [reference.link, *others]:
                if link:
                    self.cited_at.setdefault(link, []).append(reference)

    def citations(self, claim: Claim) -> list[Citation]:
        """The citations of a claim."""
        return [self._citations[key] for key in claim.citations if key in self._citations]

    def tag(self, claim: Claim) -> Tag | None:
        """The claim's status over all its references."""
        return self.audit.tags.get(claim.id)

    def meant(self, reference: Reference) -> Reference:
        """The reference that a short form repeats, or the reference itself."""
        return meant(reference, self.references)

    def sources(self, claim: Claim) -> list[Source]:
        """The claim's sources, those first that its verdicts name."""
        tag = self.tag(claim)
        verdicts = {verdict.reference: verdict for verdict in tag.verdicts} if tag else {}
        cited = [key for citation in self.citations(claim) for key in citation.references]
        return [
            self.source(self.references[key], verdicts.get(key))
            for key in dict.fromkeys([*verdicts, *cited])
            if key in self.references
        ]

    def source(self, reference: Reference, verdict: Verdict | None = None) -> Source:
        """A reference with its link's state and the copy to cite."""
        link = self.links.get(reference.link or self.meant(reference).link or "")
        return Source(
            reference=reference,
            verdict=verdict,
            link=link,
            state=self.audit.states.get(link.url) if link else None,
            copy=self.copies.get(link.id) if link else None,
        )


def link_rule(state: LinkState) -> Rule:
    """The rule of a link's state; a page without the place asked for has one of its own."""
    status = state.status.value
    return rule("link", state.reason if state.reason in _OWN_RULES else status)


def link_urgency(state: LinkState | None) -> int:
    """The place of a link in a list that begins with the most urgent."""
    return URGENCY[link_rule(state).id] if state else len(URGENCY)


def drifted(drift: Drift) -> bool:
    """The page changed so much that a reader would not find what was cited."""
    lost = any(not passage.kept for passage in drift.passages)
    return lost or drift.kind in {DriftClass.MAJOR, DriftClass.REPLACED}


def decided(review: Review) -> str:
    """A person's decision in a sentence: who, when, what, why."""
    decision = review.decision.replace("_", " ")
    return f"{review.author} decided on {review.decided_at:%Y-%m-%d}: {decision}. {review.reason}"


def label(reference: Reference) -> str:
    """A reference in few words: authors, title, year; its address or its words without them."""
    csl = reference.csl
    title = csl.get("title")
    if not isinstance(title, str) or not title.strip():
        words = _beside_address(reference) or reference.raw
        return shorten(one_line(words), _LABEL) or reference.id
    parts = [", ".join(_names(csl.get("author"))), shorten(one_line(title), _LABEL), _year(csl)]
    return ", ".join(part for part in parts if part)


def _beside_address(reference: Reference) -> str | None:
    """What a note says beside its address; the address if that says more; None without one."""
    url = reference.csl.get("URL")
    if not isinstance(url, str) or "://" not in reference.raw:
        return None
    printed = reference.url_printed or url
    if reference.note is not None and printed in reference.raw:
        said = reference.raw.replace(printed, " ").replace("*", "").strip(_AROUND)
        telling = set(_WORD.findall(said.casefold())) - _SAYING_NOTHING
        if sum(map(len, telling)) >= _LEAST_WORDS:
            return said
    # Of a link in the prose the address says more than the words and mark-up around it.
    return url.split("://")[-1]


def _names(authors: Any) -> Iterator[str]:
    if not isinstance(authors, list | tuple):
        return
    for name in authors[:_NAMES]:
        if isinstance(name, dict):
            text = name.get("family") or name.get("literal") or name.get("given") or ""
            yield shorten(one_line(str(text)), 30)
    if len(authors) > _NAMES:
        yield "et al."


def _year(csl: Any) -> str:
    try:
        return str(int(csl["issued"]["date-parts"][0][0]))
    except (KeyError, IndexError, TypeError, ValueError):
        return ""
