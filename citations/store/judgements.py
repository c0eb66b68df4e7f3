"""What was concluded: tags with their verdicts, registries' answers, people's reviews."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, func, select

from citations.model import (
    ClaimStatus,
    Evidence,
    ReferenceStatus,
    Review,
    Tag,
    Verdict,
    VerdictStatus,
)
from citations.store import documents
from citations.store.direct import batches
from citations.store.packing import pack, unpack
from citations.store.rows import table
from citations.store.sql import insert
from citations.store.values import digest

__all__ = [
    "add_review",
    "reference_statuses",
    "reviews",
    "save_reference_statuses",
    "save_tags",
    "tag_history",
    "tags",
]

_tag = table("tag")
_verdict = table("verdict")
_reference_status = table("reference_status")
_review = table("review")


def save_tags(connection: Connection, source: str, given: Iterable[Tag], at: datetime) -> None:
    """Append the tags that differ from the newest one of their claim.

    A tag of a claim that the newest revision has not is passed over.
    """
    ids = documents.ids(connection, source)
    tags_of = {ids["claim"][tag.claim]: tag for tag in given if tag.claim in ids["claim"]}
    latest = _newest(connection, _tag, _tag.c.claim_id, tags_of)
    rows, verdicts = [], []
    for claim, tag in tags_of.items():
        content = digest(json.dumps(_content(tag, ids["reference"]), sort_keys=True))
        if claim in latest and latest[claim].digest == content:
            continue
        row = {"claim_id": claim, "tagged_at": at, "digest": content}
        rows.append(row | {"status": tag.status.value, "why": tag.why})
        verdicts += _verdict_rows(tag, claim, ids["reference"])
    insert(connection, _tag, rows)
    newest = select(func.max(_tag.c.id)).where(_tag.c.claim_id == bindparam("tagged_claim"))
    insert(connection, _verdict, verdicts, tag_id=newest.scalar_subquery())


def _content(tag: Tag, references: Mapping[str, bytes]) -> Any:
    """What makes two tags the same: not the ids, which another revision deals out anew."""
    content = pack(tag)
    del content["claim"]
    for verdict in content.get("verdicts", ()):
        if verdict["reference"] in references:
            verdict["reference"] = references[verdict["reference"]].hex()
    return content


def _verdict_rows(tag: Tag, claim: bytes, references: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return [
        {
            "tagged_claim": claim,
            "number": number,
            "reference_id": references.get(verdict.reference),
            "reference": verdict.reference,
            "status": verdict.status.value,
            "score": verdict.score,
            "judge": verdict.judge,
            "why": verdict.why,
            "evidence": pack(verdict.evidence),
            "reasons": pack(verdict.reasons),
            "text_sha256": verdict.text_sha256,
        }
        for number, verdict in enumerate(tag.verdicts)
    ]


def _newest(
    connection: Connection, of: Table, by: Any, wanted: Iterable[bytes]
) -> dict[bytes, Any]:
    """The newest row of each of those that have one."""
    found = {}
    for batch in batches(wanted):
        newest = select(func.max(of.c.id)).where(by.in_(batch)).group_by(by)
        query = select(of).where(of.c.id.in_(newest))
        found.update({row._mapping[by.name]: row for row in connection.execute(query)})  # noqa: SLF001
    return found


def tags(connection: Connection, source: str) -> dict[str, Tag]:
    """The newest tag of each claim of the newest revision, by the claim's id there."""
    ids = documents.ids(connection, source)
    latest = _newest(connection, _tag, _tag.c.claim_id, ids["claim"].values())
    verdicts = _verdicts(connection, [row.id for row in latest.values()], ids["reference"])
    return {
        local: _to_tag(latest[claim], local, verdicts)
        for local, claim in ids["claim"].items()
        if claim in latest
    }


def tag_history(connection: Connection, source: str, claim: str) -> list[tuple[datetime, Tag]]:
    """Every tag of a claim of the newest revision (by its id there), oldest first."""
    ids = documents.ids(connection, source)
    wanted = ids["claim"].get(claim)
    query = select(_tag).where(_tag.c.claim_id == wanted).order_by(_tag.c.id)
    rows = list(connection.execute(query))
    verdicts = _verdicts(connection, [row.id for row in rows], ids["reference"])
    return [(row.tagged_at, _to_tag(row, claim, verdicts)) for row in rows]


def _to_tag(row: Row[Any], claim: str, verdicts: Mapping[int, list[Verdict]]) -> Tag:
    return Tag(
        claim=claim,
        status=ClaimStatus(row.status),
        why=row.why,
        verdicts=tuple(verdicts.get(row.id, ())),
    )


def _verdicts(
    connection: Connection, tag_ids: Iterable[int], references: Mapping[str, bytes]
) -> dict[int, list[Verdict]]:
    """Verdicts by tag; a reference that stands no more keeps the id it was judged under."""
    local = {id_: name for name, id_ in references.items()}
    found: dict[int, list[Verdict]] = {}
    for batch in batches(tag_ids):
        query = select(_verdict).where(_verdict.c.tag_id.in_(batch)).order_by(_verdict.c.number)
        for row in connection.execute(query):
            verdict = Verdict(
                reference=local.get(row.reference_id, row.reference),
                status=VerdictStatus(row.status),
                score=row.score,
                judge=row.judge,
                why=row.why,
                evidence=unpack(tuple[Evidence, ...], row.evidence),
                reasons=unpack(tuple[tuple[str, str], ...], row.reasons),
                text_sha256=row.text_sha256,
            )
            found.setdefault(row.tag_id, []).append(verdict)
    return found


def save_reference_statuses(
    connection: Connection, source: str, statuses: Mapping[str, ReferenceStatus], at: datetime
) -> None:
    """Append what the registries said, where it differs from what they said last."""
    ids = documents.ids(connection, source)["reference"]
    said = {ids[local]: status.value for local, status in statuses.items() if local in ids}
    latest = _newest(connection, _reference_status, _reference_status.c.reference_id, said)
    rows = [
        {"reference_id": reference, "status": status, "found_at": at}
        for reference, status in said.items()
        if reference not in latest or latest[reference].status != status
    ]
    insert(connection, _reference_status, rows)


def reference_statuses(connection: Connection, source: str) -> dict[str, ReferenceStatus]:
    """What the registries said last of the newest revision's references, by their ids there."""
    ids = documents.ids(connection, source)["reference"]
    by = _reference_status.c.reference_id
    latest = _newest(connection, _reference_status, by, ids.values())
    return {
        local: ReferenceStatus(latest[id_].status) for local, id_ in ids.items() if id_ in latest
    }


_REVIEW = tuple(c.name for c in _review.c if c.name not in {"id", "subject_key"})


def add_review(connection: Connection, review: Review) -> None:
    row = {name: getattr(review, name) for name in _REVIEW}
    connection.execute(_review.insert(), row | {"subject_key": digest(review.subject)})


def reviews(connection: Connection, subject: str | None) -> list[Review]:
    """Decisions on one subject, or all of them, oldest first."""
    query = select(_review).order_by(_review.c.id)
    if subject is not None:
        query = query.where(_review.c.subject_key == digest(subject))
    return [
        Review(**{name: row[name] for name in _REVIEW})
        for row in connection.execute(query).mappings()
    ]
