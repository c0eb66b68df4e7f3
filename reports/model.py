"""What every report is made of: the JSON contract, the counts, and how to render."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from citations.model import (
    Audit,
    Check,
    Citation,
    CitedCopy,
    Claim,
    ClaimStatus,
    Document,
    Drift,
    Elsewhere,
    Evidence,
    Link,
    LinkStatus,
    Memento,
    Note,
    Reference,
    ReferenceStatus,
    Review,
    Tag,
    Verdict,
)
from citations.moments import text_of
from reports.hosts import Host, hosts
from reports.instead import copies, suggestions

Json = dict[str, Any]

SCHEMA = "verifier/1"

PARSE = frozenset({"document", "claims", "citations", "notes", "references", "links"})
"""The parts that ``verifier parse`` prints: what was written."""

LINKS = frozenset({"document", "links", "hosts", "summary", "run"})
"""The parts that ``verifier links`` prints."""

URLS = frozenset({"links", "hosts"})
"""The parts that ``verifier links --urls`` prints."""

AUDIT = PARSE | (LINKS - {"hosts"})
"""The parts that ``verifier audit`` prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a report is wanted; a renderer heeds what its format has a use for."""

    #: Top-level keys of the JSON that are shown.
    parts: frozenset[str] = AUDIT
    #: Columns of the terminal.
    width: int = 80
    color: bool = False
    #: Show everything instead of the most urgent of each kind.
    verbose: bool = False


def to_json(audit: Audit, *, parts: Collection[str] = AUDIT) -> Json:
    """The contract's object for one source: the keys in ``parts``, in the contract's order.

    A link that was not visited has only ``id`` and ``url``; a claim that was not
    judged has no ``status``, ``why`` and ``verdicts``.
    """
    items = parts_of(audit, parts)
    made = {key: list(part) if isinstance(part, Iterator) else part for key, part in items}
    return {"schema": SCHEMA, **made}


def parts_of(audit: Audit, parts: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The contract's keys with their values, one by one; the items of a list come as asked for."""
    reading = audit.reading
    made: dict[str, Callable[[], Any]] = {
        "document": lambda: _document(reading.document),
        "claims": lambda: (
            _claim(audit, claim, audit.tags.get(claim.id), audit.reviews.get(claim.id))
            for claim in reading.claims
        ),
        "citations": lambda: map(_citation, reading.citations),
        "notes": lambda: map(_note, reading.notes),
        "references": lambda: (
            _reference(reference, audit.reference_status.get(reference.id))
            for reference in reading.references
        ),
        "links": lambda: _links(audit),
        "hosts": lambda: map(_host, hosts(audit)),
        "summary": lambda: summary(audit),
        "run": lambda: _run(audit),
    }
    for key, make in made.items():
        if key in parts:
            yield key, make()


def summary(audit: Audit) -> dict[str, dict[str, int]]:
    """How many claims, links and references have each status; statuses nobody has are absent."""
    reading = audit.reading
    links = (audit.states.get(link.url) for link in reading.links)
    return {
        "claims": _counts(
            ClaimStatus, (tag.status for c in reading.claims if (tag := audit.tags.get(c.id)))
        ),
        "links": _counts(LinkStatus, (state.status for state in links if state)),
        "references": _counts(
            ReferenceStatus,
            (
                status
                for reference in reading.references
                if (status := audit.reference_status.get(reference.id))
            ),
        ),
    }


def utc(time: datetime) -> str:
    """ISO 8601 in UTC with "Z", to the second."""
    if time.tzinfo is not UTC:
        time = time.astimezone(UTC)
    return f"{text_of(time, 'T')}Z"


def _time(time: datetime | None) -> str | None:
    return None if time is None else utc(time)


def _counts(order: type[StrEnum], statuses: Iterable[StrEnum]) -> dict[str, int]:
    counted = Counter(statuses)
    return {status.value: counted[status] for status in order if counted[status]}


def _document(document: Document) -> Json:
    return {
        "source": document.source,
        "format": document.format,
        "title": document.title,
        "language": document.language,
        "text_sha256": document.text_sha256,
        "characters": len(document.text),
        "problems": [
            {"code": p.code, "message": p.message, "start": p.start, "line": p.line}
            for p in document.problems
        ],
    }


def _claim(audit: Audit, claim: Claim, tag: Tag | None, review: Review | None) -> Json:
    written: Json = {
        "id": claim.id,
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "line": claim.line,
        "place": claim.place,
        "kind": claim.kind,
        "checkworthiness": claim.checkworthiness,
        "reasons": list(claim.reasons),
        "citations": list(claim.citations),
    }
    if tag is None:
        return written
    return {
        **written,
        "status": tag.status.value,
        "why": tag.why,
        "verdicts": [_verdict(verdict) for verdict in tag.verdicts],
        "review": _review(review),
        "repeats": [_elsewhere(one) for one in audit.repeats.get(claim.id, ())],
    }


def _elsewhere(one: Elsewhere) -> Json:
    return {
        "source": one.source,
        "claim": one.claim,
        "line": one.line,
        "text": one.text,
        "likeness": one.likeness,
        "differs": None
        if one.differs is None
        else {"here": one.differs[0], "there": one.differs[1]},
    }


def _verdict(verdict: Verdict) -> Json:
    return {
        "reference": verdict.reference,
        "status": verdict.status.value,
        "score": verdict.score,
        "judge": verdict.judge,
        "evidence": [_evidence(evidence) for evidence in verdict.evidence],
        "why": verdict.why,
        "reasons": [{"code": code, "detail": detail} for code, detail in verdict.reasons],
        "text_sha256": verdict.text_sha256,
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "exact": evidence.exact,
        "prefix": evidence.prefix,
        "suffix": evidence.suffix,
        "start": evidence.start,
        "end": evidence.end,
        "source": evidence.source,
        "captured": _time(evidence.captured),
    }


def _review(review: Review | None) -> Json | None:
    if review is None:
        return None
    return {
        "decision": review.decision,
        "author": review.author,
        "reason": review.reason,
        "decided_at": utc(review.decided_at),
        "expires_at": _time(review.expires_at),
    }


def _citation(citation: Citation) -> Json:
    return {
        "id": citation.id,
        "marker": citation.marker,
        "style": citation.style,
        "start": citation.start,
        "end": citation.end,
        "line": citation.line,
        "claim": citation.claim,
        "note": citation.note,
        "references": list(citation.references),
        "dangling": citation.dangling,
        "locator": citation.locator,
    }


def _note(note: Note) -> Json:
    return {
        "id": note.id,
        "number": note.number,
        "number_printed": note.number_printed,
        "text": note.text,
        "start": note.start,
        "end": note.end,
        "line": note.line,
        "kind": note.kind,
        "references": list(note.references),
    }


def _reference(reference: Reference, status: ReferenceStatus | None) -> Json:
    return {
        "id": reference.id,
        "note": reference.note,
        "raw": reference.raw,
        "start": reference.start,
        "end": reference.end,
        "line": reference.line,
        "csl": _plain(reference.csl),
        "original_title": reference.original_title,
        "url_printed": reference.url_printed,
        "url_repaired": reference.url_repaired,
        "url_missing": reference.url_missing,
        "url_why": reference.url_why,
        "url_candidates": list(reference.url_candidates),
        "other_urls": list(reference.other_urls),
        "same_as": reference.same_as,
        "could_be": list(reference.could_be),
        "link": reference.link,
        "status": None if status is None else status.value,
        "record": None,
    }


def _plain(value: Any) -> Any:
    """The same value in the types that JSON has."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _links(audit: Audit) -> Iterator[Json]:
    better = suggestions(audit, copies(audit))
    for link in audit.reading.links:
        yield link_json(audit, link, better.get(link.id))


def _host(host: Host) -> Json:
    return {
        "host": host.name,
        "links": host.links,
        "statuses": _counts(LinkStatus, host.statuses.elements()),
        "median_ms": host.median_ms,
        "slow_ms": host.slow_ms,
        "retries": host.retries,
        "rate_limited": host.rate_limited,
        "held_ms": host.held_ms,
    }


# What a report says where no visit is known.
_NO_VISIT = Check(
    url="",
    status=LinkStatus.UNCHECKED,
    reason="",
    why="",
    checked_at=datetime.min.replace(tzinfo=UTC),
)


def link_json(audit: Audit, link: Link, better: tuple[str, str] | None) -> Json:
    """A link of the contract; ``better`` is what to cite instead, and why."""
    # Of the parts of a report there are most of these: one literal, made in one go.
    url = link.url
    state = audit.states.get(url)
    if state is None:
        return {"id": link.id, "url": url}
    last = state.last_check or _NO_VISIT
    return {
        "id": link.id,
        # An address that was lost from the text has a link, and no URL.
        "url": url or None,
        "status": state.status.value,
        "reason": state.reason,
        "why": state.why,
        "http_status": last.http_status,
        "final_url": last.final_url,
        "hops": [{"url": hop.url, "status": hop.status} for hop in last.hops],
        "checked_at": _time(state.checked_at),
        "elapsed_ms": last.elapsed_ms if last is not _NO_VISIT else None,
        "title": last.title,
        "content_type": last.content_type,
        "content_length": last.content_length,
        "truncated": last.truncated,
        "error": last.error,
        "strikes": state.strikes,
        "next_check_at": _time(state.next_check_at),
        "content_sha256": last.content_sha256,
        "cited_copy": _cited_copy(audit.cited_copies.get(url)),
        "drift": _drift(audit.drift.get(url)),
        "mementos": [_memento(memento) for memento in audit.mementos.get(url, ())],
        "suggestion": None if better is None else {"url": better[0], "why": better[1]},
        "review": _review(audit.reviews.get(url)),
    }


def _cited_copy(copy: CitedCopy | None) -> Json | None:
    if copy is None:
        return None
    return {
        "url": copy.url,
        "original": copy.original,
        "captured_at": _time(copy.captured_at),
        "good": copy.good,
        "accessed": copy.accessed.isoformat() if copy.accessed else None,
        "status": copy.state.status.value if copy.state else None,
        "reason": copy.state.reason if copy.state else None,
        "why": copy.why,
    }


def _drift(drift: Drift | None) -> Json | None:
    if drift is None:
        return None
    return {
        "class": drift.kind.value,
        "score": drift.score,
        "removed": list(drift.removed),
        "added": list(drift.added),
        "passages": [
            {"exact": passage.exact, "kept": passage.kept, "now": passage.now}
            for passage in drift.passages
        ],
        "before": drift.before,
        "after": drift.after,
        "before_at": _time(drift.before_at),
        "after_at": _time(drift.after_at),
    }


def _memento(memento: Memento) -> Json:
    return {
        "archive": memento.archive,
        "url": memento.url,
        "captured_at": utc(memento.captured_at),
        "status": memento.status,
        "verified": memento.verified,
    }


def _run(audit: Audit) -> Json:
    return {
        "made_at": _time(audit.made_at),
        "version": audit.version,
        "complete": audit.complete,
        "remarks": list(audit.remarks),
    }
