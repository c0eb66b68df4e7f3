"""From claims, references and source texts to tags: which text stands for which reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from citations.model import (
    Citation,
    Claim,
    ClaimStatus,
    Drift,
    LinkState,
    Reading,
    Reference,
    SourceText,
    Tag,
    Verdict,
    VerdictStatus,
)
from citations.shortforms import meant
from verifier.drift import compare
from verifier.independence import kinships
from verifier.judges import Judge
from verifier.judges.scope import reaches_back
from verifier.tagging import tag

__all__ = ["Sources", "cited_links", "drifts", "tags"]

#: Between two sentences of one paragraph stand no more characters than these.
_APART = 60


def cited_links(reading: Reading) -> dict[str, str]:
    """Reference id -> URL of its link; a short form has the link of what it repeats."""
    links = {link.id: link.url for link in reading.links}
    references = {reference.id: reference for reference in reading.references}
    return {
        reference.id: links[source.link]
        for reference in reading.references
        if (source := meant(reference, references)).link is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What could be read, and why the rest could not."""

    #: By the cited URL.
    texts: Mapping[str, SourceText]
    #: By URL.
    states: Mapping[str, LinkState]


def tags(reading: Reading, sources: Sources, judges: Sequence[Judge]) -> dict[str, Tag]:
    """Claim id -> tag, for every claim, judged against each source that it cites."""
    references = {reference.id: reference for reference in reading.references}
    citations = {citation.id: citation for citation in reading.citations}
    urls = cited_links(reading)
    texts = {id_: sources.texts[url] for id_, url in urls.items() if url in sources.texts}
    kin = kinships(reading, texts)

    def verdicts(claim: Claim, reference: Reference) -> list[Verdict]:
        url = urls.get(reference.id)
        if reference.id in texts:
            made = [judge.judge(claim, reference, texts[reference.id]) for judge in judges]
            more = kin.get(reference.id, ())
            return [replace(one, reasons=(*one.reasons, *more)) if more else one for one in made]
        return [_unavailable(reference, url, sources.states.get(url) if url else None)]

    made = {}
    for claim in reading.claims:
        cited = [citations[id_] for id_ in claim.citations if id_ in citations]
        named = dict.fromkeys(id_ for citation in cited for id_ in citation.references)
        found = [verdict for id_ in named for verdict in verdicts(claim, references[id_])]
        made[claim.id] = tag(claim, cited, references, found)
    return made | _offered(reading, made, citations)


def _offered(
    reading: Reading, made: Mapping[str, Tag], citations: Mapping[str, Citation]
) -> dict[str, Tag]:
    """The uncited claims that the marker of the next sentence may cover too, which says so."""
    found = {}
    for claim, following in pairwise(reading.claims):
        uncited = made[claim.id].status is ClaimStatus.UNCITED and not claim.citations
        between = reading.document.text[claim.end : following.start]
        cited = [citations[id_] for id_ in following.citations if id_ in citations]
        if not uncited or not cited or between.count("\n") > 1 or len(between) > _APART:
            continue
        if reaches_back(claim.text, following.text, before_cited=False):
            markers = ", ".join(dict.fromkeys(citation.marker for citation in cited))
            why = f"{made[claim.id].why} What the next sentence cites may cover it: {markers}."
            found[claim.id] = replace(made[claim.id], why=why)
    return found


def drifts(
    reading: Reading,
    now: Mapping[str, SourceText],
    as_cited: Mapping[str, SourceText],
    judge: Judge,
) -> dict[str, Drift]:
    """URL -> how far the page has moved from what was cited, and from what a claim rests on."""
    references = {reference.id: reference for reference in reading.references}
    urls = cited_links(reading)
    found = {}
    for url in dict.fromkeys(urls.values()):
        before, after = as_cited.get(url), now.get(url)
        if before is None or after is None:
            continue
        passages = [
            verdict.evidence[0].exact
            for claim, id_ in _citing(reading, urls, url)
            if (verdict := judge.judge(claim, references[id_], before)).status
            is VerdictStatus.SUPPORTED
        ]
        drift = compare(before, after, passages)
        if drift is not None:
            found[url] = drift
    return found


def _citing(reading: Reading, urls: Mapping[str, str], url: str) -> list[tuple[Claim, str]]:
    """The claims that cite a link, each with the reference by which it does."""
    citations = {citation.id: citation for citation in reading.citations}
    return [
        (claim, id_)
        for claim in reading.claims
        for id_ in dict.fromkeys(
            r for c in claim.citations if c in citations for r in citations[c].references
        )
        if urls.get(id_) == url
    ]


def _unavailable(reference: Reference, url: str | None, state: LinkState | None) -> Verdict:
    if reference.url_missing:
        why = "The address of this source is missing from the text, so it could not be read."
    elif url is None:
        why = "This reference gives no address, so its source could not be read."
    elif state is None:
        why = "The source was not visited, so it could not be read."
    else:
        why = f"The source could not be read, live or archived. {state.why}"
    return Verdict(
        reference=reference.id,
        status=VerdictStatus.SOURCE_UNAVAILABLE,
        score=None,
        judge="none",
        why=why,
    )
