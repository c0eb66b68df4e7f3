"""People's decisions over an audit: which stand, which are open again, what is still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from citations.model import Audit, Claim, ClaimStatus, Review, Tag
from verifier.reviews import WITHDRAWN, about, decide, standing, subject_of

__all__ = ["Decided", "decided", "decision", "open_claims", "reviewed", "withdrawal"]

#: A claim, the text that was read for it, and whether a person found it supported.
Decided = tuple[str, str, bool]

# The decisions that say whether a source supports the claim.
_ABOUT_SOURCE = frozenset(
    {
        ClaimStatus.SUPPORTED,
        ClaimStatus.PARTLY_SUPPORTED,
        ClaimStatus.CONTRADICTED,
        ClaimStatus.NOT_IN_SOURCE,
        ClaimStatus.QUOTE_ALTERED,
    }
)
# What a person need not look at; all else is open, in this order of urgency.
_SETTLED = frozenset({ClaimStatus.SUPPORTED, ClaimStatus.NOT_CHECKABLE})
_URGENCY = (
    ClaimStatus.CONTRADICTED,
    ClaimStatus.QUOTE_ALTERED,
    ClaimStatus.DISPUTED,
    ClaimStatus.DANGLING,
    ClaimStatus.NOT_IN_SOURCE,
    ClaimStatus.PARTLY_SUPPORTED,
    ClaimStatus.UNCERTAIN,
    ClaimStatus.SOURCE_UNAVAILABLE,
    ClaimStatus.UNCITED,
)


def reviewed(audit: Audit, reviews: Iterable[Review], now: datetime) -> Audit:
    """The audit under the decisions that stand now; ``reviews`` may be of any subject."""
    by_subject: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_subject[review.subject].append(review)
    if not by_subject:
        return audit
    tags, stand = dict(audit.tags), dict(audit.reviews)
    for claim in audit.reading.claims:
        given = by_subject.get(subject_of(audit.reading.document.source, claim), [])
        tag = tags.get(claim.id)
        if not given or tag is None:
            continue
        found = standing(given, about(claim, tag.verdicts), now)
        tags[claim.id] = decide(tag, found)
        if found.review is not None:
            stand[claim.id] = found.review
    return replace(audit, tags=tags, reviews=stand)


def open_claims(audit: Audit) -> list[tuple[Claim, Tag]]:
    """The claims that wait for a person, the most urgent and weightiest first."""
    waiting = [
        (claim, tag)
        for claim in audit.reading.claims
        if (tag := audit.tags.get(claim.id)) is not None
        and tag.status not in _SETTLED
        and claim.id not in audit.reviews
    ]
    return sorted(
        waiting, key=lambda item: (_URGENCY.index(item[1].status), -item[0].checkworthiness)
    )


def decision(
    audit: Audit, claim: Claim, *, decided: str, author: str, reason: str, at: datetime
) -> Review:
    """A person's decision over a claim, tied to its words and to the texts read for it."""
    tag = audit.tags.get(claim.id)
    return Review(
        subject=subject_of(audit.reading.document.source, claim),
        scope="claim",
        decision=decided,
        author=author,
        reason=reason,
        decided_at=at,
        about_sha256=about(claim, tag.verdicts if tag else ()),
    )


def decided(audit: Audit, text_of: Callable[[str], str | None]) -> Iterator[Decided]:
    """The standing decisions over one source each, as a calibration is fitted to them.

    ``text_of`` gives the text of a hash. Over several sources a decision does not say which
    of them supports the claim, so it is left out.
    """
    for claim in audit.reading.claims:
        review, tag = audit.reviews.get(claim.id), audit.tags.get(claim.id)
        if review is None or tag is None or review.decision not in _ABOUT_SOURCE:
            continue
        hashes = {one.text_sha256 for one in tag.verdicts if one.text_sha256}
        text = text_of(hashes.pop()) if len(hashes) == 1 else None
        if text:
            yield claim.text, text, review.decision == ClaimStatus.SUPPORTED


def withdrawal(review: Review, at: datetime) -> Review:
    """The review that takes another one back."""
    return replace(review, decision=WITHDRAWN, reason="taken back", decided_at=at)
