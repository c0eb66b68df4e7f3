"""ClaimReview (schema.org) for publication: only what a person has decided, in their name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from citations.model import Audit, Claim, Review
from reports import json as json_report
from reports.model import Options, utc
from reports.safe import web_address
from reports.view import View


def render(audits: Sequence[Audit], options: Options) -> str:  # noqa: ARG001
    """A JSON-LD graph of the reviewed claims; a machine's verdict alone is never published."""
    graph = [item for audit in audits for item in _audit(audit)]
    made = {"@context": "https://schema.org", "@graph": graph}
    return json_report.dump(made, indent=1) + "\n"


def _audit(audit: Audit) -> Iterator[dict[str, Any]]:
    view = View(audit)
    for claim in audit.reading.claims:
        review = audit.reviews.get(claim.id)
        if review is not None:
            yield _review(view, claim, review)


def _review(view: View, claim: Claim, review: Review) -> dict[str, Any]:
    made = view.reading.document
    work: dict[str, Any] = {"@type": "CreativeWork", "name": made.title or made.source}
    if web_address(made.source):
        work["url"] = made.source
    read = [source.link.url for source in view.sources(claim) if source.link]
    return {
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "datePublished": utc(review.decided_at),
        "author": {"@type": "Person", "name": review.author},
        "reviewBody": review.reason,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": review.decision.replace("_", " "),
        },
        "itemReviewed": {"@type": "Claim", "appearance": work},
        "citation": [url for url in read if web_address(url)],
    }
