"""A person's decision wins, and is opened again when its ground changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from citations import read
from citations.model import Audit, Claim, ClaimStatus, Review, Tag, Verdict, VerdictStatus
from verifier.reviews import WITHDRAWN, about, decide, standing, subject_of
from verifier.service.reviewing import decided

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CLAIM = Claim(
    id="c1", text="The port is closed.", start=0, end=19, line=1, kind="fact", checkworthiness=0.5
)
VERDICT = Verdict(
    reference="r1", status=VerdictStatus.UNCERTAIN, score=0.5, judge="t", why="?", text_sha256="x"
)
GROUND = about(CLAIM, [VERDICT])
TAG = Tag(claim="c1", status=ClaimStatus.UNCERTAIN, why="Nobody knows.", verdicts=(VERDICT,))


def review(days_ago: int, decision: str = "supported", **more: object) -> Review:
    values = {"about_sha256": GROUND, "reason": "I called the port"} | more
    return Review(
        subject="s",
        scope="claim",
        decision=decision,
        author="Ada Poole",
        decided_at=NOW - timedelta(days=days_ago),
        **values,
    )


@pytest.mark.parametrize(
    ("reviews", "stands", "reopened"),
    [
        ([], None, None),
        ([review(3)], 3, None),
        ([review(3), review(1, "contradicted"), review(2)], 1, None),
        ([review(3), review(1, WITHDRAWN)], None, None),
        ([review(2, about_sha256="other")], None, 2),
        ([review(2, about_sha256=None)], 2, None),
        ([review(2, expires_at=NOW - timedelta(days=1))], None, 2),
        ([review(2, expires_at=NOW + timedelta(days=1))], 2, None),
        ([review(-1), review(5)], 5, None),
    ],
)
def test_the_newest_decision_stands(
    reviews: list[Review], stands: int | None, reopened: int | None
) -> None:
    """Newest first: withdrawn, expired or groundless decisions do not stand."""
    found = standing(reviews, GROUND, NOW)

    def age(one: Review | None) -> int | None:
        return (NOW - one.decided_at).days if one else None

    assert (age(found.review), age(found.reopened)) == (stands, reopened)


@pytest.mark.parametrize(
    ("claim", "verdict", "same"),
    [
        (CLAIM, VERDICT, True),
        (replace(CLAIM, id="c9", start=50, end=69), replace(VERDICT, score=0.1), True),
        (replace(CLAIM, text="The port is open."), VERDICT, False),
        (CLAIM, replace(VERDICT, text_sha256="y"), False),
    ],
)
def test_what_a_decision_is_about(claim: Claim, verdict: Verdict, *, same: bool) -> None:
    """The claim's words and the texts read are its ground; places and scores are not."""
    assert (about(claim, [verdict]) == GROUND) is same


def test_a_decision_is_found_again_for_the_same_words() -> None:
    """A claim keeps its reviews when marks or capitals change, in its own document only."""
    again = replace(CLAIM, text="The  port is closed")

    assert subject_of("a.md", CLAIM) == subject_of("a.md", again)
    assert subject_of("a.md", CLAIM) != subject_of("b.md", CLAIM)
    assert about(CLAIM, []) != about(again, [])


@pytest.mark.parametrize(
    ("decision", "status"),
    [("supported", "supported"), ("contradicted", "contradicted"), ("waived", "uncertain")],
)
def test_a_decision_wins_over_the_machine(decision: str, status: str) -> None:
    """The tag takes the person's word, says who, when and why, and keeps the verdicts."""
    made = decide(TAG, standing([review(2, decision)], GROUND, NOW))

    assert made.status.value == status
    assert made.why == "Ada Poole decided on 2026-02-27: I called the port."
    assert made.verdicts == TAG.verdicts


def test_a_question_that_is_open_again_says_so() -> None:
    """The machine's status returns, with a word on the decision that no longer stands."""
    made = decide(TAG, standing([review(2, about_sha256="other")], GROUND, NOW))

    assert made.status is TAG.status
    assert "Open again" in made.why


@pytest.mark.parametrize(
    ("decision", "hashes", "expected"),
    [
        ("supported", ("h1",), [("The port is closed.", "text of h1", True)]),
        ("not_in_source", ("h1",), [("The port is closed.", "text of h1", False)]),
        # Nobody can say which of two sources was meant.
        ("supported", ("h1", "h2"), []),
        # These say nothing of a source, or its text is not kept.
        ("waived", ("h1",), []),
        ("not_checkable", ("h1",), []),
        ("supported", ("gone",), []),
        ("supported", (), []),
    ],
)
def test_decisions_over_one_source_can_be_learned_from(
    decision: str, hashes: tuple[str, ...], expected: list[tuple[str, str, bool]]
) -> None:
    """A calibration is fitted to the claim, the text that was read, and the person's answer."""
    verdicts = tuple(replace(VERDICT, text_sha256=text) for text in hashes)
    audit = Audit(
        reading=replace(read(b"x", "a.txt"), claims=(CLAIM,)),
        tags={"c1": replace(TAG, verdicts=verdicts)},
        reviews={"c1": review(1, decision)},
    )

    found = decided(audit, {"h1": "text of h1", "h2": "text of h2"}.get)

    assert list(found) == expected
