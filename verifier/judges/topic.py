"""Is it the right page at all: four numbers and a small logistic model of its own.

Whether a page says a claim hangs on its numbers and names; whether it is about the claim
hangs on how telling the words are that both have.
"""

from __future__ import annotations

from math import sqrt

from verifier.judges.background import evidence, rarity
from verifier.judges.calibration import shipped
from verifier.judges.features import Findings
from verifier.judges.passages import Page

__all__ = ["FEATURES", "about", "topic"]

#: The names of the four numbers, in the order of ``topic``.
FEATURES = ("page_evidence", "passages_evidence", "mean_clause", "likeness")

#: The passages that a person would look at, and the sentences in them.
_NEAREST = 5
#: How many of a claim's words a page that is meant holds, and the passages nearest the claim.
_ON_PAGE, _NEARBY = 0.9, 0.7


def about(found: Findings, page: Page) -> float:
    """How probable it is, 0 to 1 at even odds, that the page is about the claim."""
    return shipped("topic").probability(topic(found, page))


def topic(found: Findings, page: Page) -> tuple[float, ...]:
    """The four numbers that the model weighs, as ``FEATURES`` names them."""
    keys = frozenset(word.key for word in found.carrying)
    if not keys:
        return (0.0,) * len(FEATURES)
    whole = frozenset(key for key in keys if page.has(key))
    near = page.held(found.nearest[:_NEAREST])
    return (
        evidence(keys, whole, len(page.spans), _ON_PAGE) / len(keys),
        evidence(keys, near, _NEAREST, _NEARBY) / len(keys),
        found.mean_share,
        _likeness(keys, page),
    )


def _likeness(keys: frozenset[str], page: Page) -> float:
    """The cosine of the claim's words and the page's; rare and frequent ones weigh more."""
    length = sqrt(sum(rarity(key) ** 2 for key in keys))
    shared = sum(page.weighed(key) * rarity(key) for key in keys)
    return shared / (length * page.length) if shared else 0.0
