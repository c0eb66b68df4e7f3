"""People's decisions: which one stands, and what opens the question again.

A decision wins over the machine until it expires, is withdrawn, or what it was about
changes: the words of the claim, or the text of a source that was read for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from citations.formats.decode import sha256_of
from citations.model import Claim, ClaimStatus, Review, Tag, Verdict
from citations.words import letters

__all__ = ["WITHDRAWN", "Standing", "about", "decide", "standing", "subject_of"]

#: The decision that takes the one before it back.
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The decision that holds now, or the one that did and why it no longer does."""

    review: Review | None = None
    #: A decision whose ground has changed: a person should look again.
    reopened: Review | None = None
    why: str = ""


def subject_of(source: str, claim: Claim) -> str:
    """What a review of a claim is filed under: the document and the claim's letters.

    Marks, spaces and capitals may change without losing the decision; then
    ``about`` differs, and the question is opened again.
    """
    return f"{source}#{sha256_of(letters(claim.text)[0])[:32]}"


def about(claim: Claim, verdicts: Sequence[Verdict]) -> str:
    """The hash of all that was judged: the claim as written and every text that was read."""
    texts = sorted({verdict.text_sha256 for verdict in verdicts if verdict.text_sha256})
    return sha256_of("\n".join([claim.text, *texts]))


def standing(reviews: Sequence[Review], about_sha256: str | None, now: datetime) -> Standing:
    """What holds of the reviews of one subject, given in any order, over what there is now."""
    for review in sorted(reviews, key=lambda review: review.decided_at, reverse=True):
        if review.decided_at > now:
            continue
        if review.decision == WITHDRAWN:
            return Standing()
        if review.expires_at is not None and review.expires_at <= now:
            return Standing(
                reopened=review, why=f"The decision of {review.author} expired on {_day(review)}."
            )
        if review.about_sha256 not in (None, about_sha256):
            return Standing(
                reopened=review,
                why=f"{review.author} decided on {review.decided_at:%Y-%m-%d}; since then the "
                "claim or the text of a source has changed.",
            )
        return Standing(review=review)
    return Standing()


def _day(review: Review) -> str:
    return f"{review.expires_at:%Y-%m-%d}" if review.expires_at else ""


def decide(tag: Tag, found: Standing) -> Tag:
    """The tag under the decision that stands; the machine's verdicts stay for all to see."""
    if found.reopened is not None:
        return replace(tag, why=f"{tag.why} Open again: {found.why}")
    if found.review is None:
        return tag
    review = found.review
    reason = review.reason or "no reason given"
    why = f"{review.author} decided on {review.decided_at:%Y-%m-%d}: {reason}"
    status = _status(review.decision) or tag.status
    return replace(tag, status=status, why=why if why.endswith(".") else f"{why}.")


def _status(decision: str) -> ClaimStatus | None:
    try:
        return ClaimStatus(decision)
    except ValueError:
        # "waived", "fixed" and the like settle the claim without saying what the source says.
        return None
