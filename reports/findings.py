"""What needs a person's eye, most urgent first: the list that most reports are made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from citations.lines import Lines
from citations.model import Audit, Citation, Claim, Drift, Link, Reference, Review, TextPart
from reports.model import AUDIT
from reports.rules import URGENCY, Rule, rule
from reports.view import Source, View, drifted, label, link_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend, look at or know, with its place in the document."""

    rule: Rule
    #: Id of the claim, citation, link or reference in this reading; empty for the document.
    id: str
    #: The claim it is about or stands in, if there is one.
    claim: str | None
    #: The words it is about: a claim, an address, a reference.
    text: str
    why: str
    next: str
    start: int
    end: int
    line: int
    place: str | None = None
    #: Other lines where the same link is cited.
    also: tuple[int, ...] = ()
    sources: tuple[Source, ...] = ()
    #: What a person has decided of this claim or link.
    review: Review | None = None
    #: How much it matters among its like, 0 to 1; the others stand in the document's order.
    weight: float = 0.0

    @property
    def where(self) -> str:
        """The place as a person looks for it: "line 12", "page 3"."""
        return self.place or f"line {self.line}"


def findings(audit: Audit, parts: Collection[str] = AUDIT) -> list[Finding]:
    """Every finding of an audit, by urgency, then by weight, then by place.

    Claims are left out where the report has no part for them.
    """
    view = View(audit)
    found = [
        *(_claims(view) if "claims" in parts else ()),
        *(_dangling(view) if "claims" in parts else ()),
        *(_repeated(view) if "claims" in parts else ()),
        *_links(view),
        *_references(view),
        *_problems(view),
    ]
    document = view.reading.document
    if document.parts:
        lines = Lines(document.text)
        found = [_in_its_file(one, lines, document.parts) for one in found]
    return sorted(found, key=lambda f: (URGENCY[f.rule.id], -f.weight, f.start, f.id))


def _in_its_file(finding: Finding, lines: Lines, parts: Sequence[TextPart]) -> Finding:
    """In a text that is put together, a line is one of the file that it comes from."""
    place = finding.place or lines.place(finding.start, parts)
    return replace(finding, place=place, also=())


def _claims(view: View) -> Iterator[Finding]:
    for claim in view.reading.claims:
        tag = view.tag(claim)
        if tag is None:
            continue
        kind = rule("claim", tag.status.value)
        told = tag.status == "dangling" and any(c.dangling for c in view.citations(claim))
        if kind.level != "none" and not told:
            yield _of_claim(view, kind, claim, tag.why)


def _of_claim(view: View, kind: Rule, claim: Claim, why: str) -> Finding:
    return Finding(
        rule=kind,
        id=claim.id,
        claim=claim.id,
        text=claim.text,
        why=why or kind.meaning,
        next=kind.next,
        start=claim.start,
        end=claim.end,
        line=claim.line,
        place=claim.place,
        sources=tuple(view.sources(claim)),
        review=view.audit.reviews.get(claim.id),
        weight=claim.checkworthiness if kind.status == "uncited" else 0.0,
    )


def _repeated(view: View) -> Iterator[Finding]:
    """Claims that are made again: with another value, or in another document."""
    source = view.reading.document.source
    for claim in view.reading.claims:
        places = view.audit.repeats.get(claim.id, ())
        apart = [one for one in places if one.differs]
        again = [one for one in places if one.source != source and not one.differs]
        for status, found in (("differs", apart), ("repeated", again)):
            for one in found[:1]:
                values = f"“{one.differs[0]}” here, “{one.differs[1]}” in " if one.differs else ""
                more = f" And in {len(found) - 1} more places." if found[1:] else ""
                why = f"{values}{one.source}, line {one.line}: “{one.text}”{more}"
                yield replace(_of_claim(view, rule("claim", status), claim, why), sources=())


def _dangling(view: View) -> Iterator[Finding]:
    """A marker without a note is told even where the claim has other, good sources."""
    kind = rule("claim", "dangling")
    for citation in view.reading.citations:
        if citation.dangling:
            claim = view.claims.get(citation.claim or "")
            yield Finding(
                rule=kind,
                id=citation.id,
                claim=claim.id if claim else None,
                text=claim.text if claim else f"marker “{citation.marker}”",
                why=f"The marker “{citation.marker}” leads to no note.",
                next=kind.next,
                start=citation.start,
                end=citation.end,
                line=citation.line,
                place=claim.place if claim else None,
            )


def _links(view: View) -> Iterator[Finding]:
    for link in view.reading.links:
        state = view.audit.states.get(link.url)
        if state is None or not link.url:
            continue  # a lost address is told where its reference is
        kind = link_rule(state)
        if kind.level != "none":
            yield _of_link(view, link, kind, state.why or kind.meaning)
    for link in view.reading.links:
        copy = view.audit.cited_copies.get(link.url)
        if copy and copy.good is False:
            yield _of_link(view, link, rule("link", "bad_copy"), copy.why)
        drift = view.audit.drift.get(link.url)
        if drift and drifted(drift):
            told = f"{_lost(drift)} {copy.why}" if copy else _lost(drift)
            yield _of_link(view, link, rule("link", "drifted"), told)


def _lost(drift: Drift) -> str:
    """What is no longer there: the passages that claims rest on before anything else."""
    lost = [passage for passage in drift.passages if not passage.kept]
    if lost and lost[0].now:
        return f"It said “{lost[0].exact}”; now it says “{lost[0].now}”."
    if lost:
        return f"It no longer says “{lost[0].exact}”."
    return f"{drift.score:.0%} of its words are those that were cited."


def _of_link(view: View, link: Link, kind: Rule, why: str) -> Finding:
    cited = view.cited_at.get(link.id, [])
    at: Reference | Citation | None = cited[0] if cited else None
    better = view.better.get(link.id)
    return Finding(
        rule=kind,
        id=link.id,
        claim=None,
        text=link.url,
        why=why,
        next=f"Cite {better[0]}" if better else kind.next,
        start=at.start if at else 0,
        end=at.end if at else 0,
        line=at.line if at else 1,
        also=tuple(dict.fromkeys(one.line for one in cited[1:] if one.line != cited[0].line)),
        sources=tuple(view.source(reference) for reference in cited[:1]),
        review=view.audit.reviews.get(link.url),
    )


def _references(view: View) -> Iterator[Finding]:
    for reference in view.reading.references:
        status = view.audit.reference_status.get(reference.id)
        if status is not None and rule("reference", status.value).level != "none":
            kind = rule("reference", status.value)
            yield _of_reference(view, reference, kind, kind.meaning)
        if reference.url_missing:
            kind = rule("reference", "url_missing")
            yield _of_reference(view, reference, kind, kind.meaning)
        if reference.url_repaired:
            kind = rule("reference", "url_repaired")
            yield _of_reference(view, reference, kind, reference.url_why or kind.meaning)
        if reference.could_be:
            others = [view.references[key] for key in reference.could_be if key in view.references]
            why = "It could mean " + " or ".join(f"“{label(other)}”" for other in others) + "."
            kind = rule("reference", "ambiguous")
            yield _of_reference(view, reference, kind, why if others else kind.meaning)


def _of_reference(view: View, reference: Reference, kind: Rule, why: str) -> Finding:
    return Finding(
        rule=kind,
        id=reference.id,
        claim=None,
        text=label(reference),
        why=why,
        next=kind.next,
        start=reference.start,
        end=reference.end,
        line=reference.line,
        sources=(view.source(reference),),
    )


def _problems(view: View) -> Iterator[Finding]:
    """What the reader noticed, but for markers without a note, which are told already."""
    kind = rule("document", "problem")
    told = [(c.start, c.end) for c in view.reading.citations if c.dangling]
    for problem in view.reading.document.problems:
        if any(start <= problem.start < end for start, end in told):
            continue
        yield Finding(
            rule=kind,
            id=problem.code,
            claim=None,
            text=problem.code.replace("_", " "),
            why=problem.message,
            next=kind.next,
            start=problem.start,
            end=problem.start,
            line=problem.line,
        )
