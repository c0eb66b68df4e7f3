"""Conclusions are appended: tags and verdicts, registries' answers, people's reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from values import DAY, START, reading

from citations.model import (
    ClaimStatus,
    Evidence,
    ReferenceStatus,
    Review,
    Tag,
    Verdict,
    VerdictStatus,
)
from citations.store import Store

A, B = "https://a.example/", "https://b.example/"


def verdict(reference: str, **rest: Any) -> Verdict:
    values: dict[str, Any] = {
        "reference": reference,
        "status": VerdictStatus.SUPPORTED,
        "score": 0.91,
        "judge": "lexical/1",
        "why": "It says so.",
        "evidence": (
            Evidence(
                exact="so", prefix="it says ", suffix=".", start=8, end=10, source=A, captured=START
            ),
            Evidence(exact="x", prefix="", suffix="", start=0, end=1, source=B),
        ),
        "reasons": (("quotation", "so"), ("number", "89")),
        "text_sha256": "ab" * 32,
    }
    return Verdict(**values | rest)


def tag(claim: str, *verdicts: Verdict, status: str = "supported", why: str = "Yes.") -> Tag:
    return Tag(claim=claim, status=ClaimStatus(status), why=why, verdicts=verdicts)


def test_a_tag_comes_back_as_it_was(store: Store) -> None:
    """Every field of a tag, its verdicts and their evidence survive the store."""
    store.save_reading(reading("a.txt", ["One.", "Two."], [A, B]), START)
    given = {
        "c1": tag("c1", verdict("r1"), verdict("r2", score=None, evidence=(), reasons=())),
        "c2": tag("c2", status="uncited"),
    }

    store.save_tags("a.txt", given.values(), START)

    assert store.tags("a.txt") == given


def test_the_same_tag_again_is_not_a_new_one(store: Store) -> None:
    """Only a change of a claim's tag is history."""
    store.save_reading(reading("a.txt", ["One."], [A]), START)
    first, second = tag("c1", verdict("r1")), tag("c1", verdict("r1", score=0.5))

    for day, given in enumerate([first, first, second, second, first]):
        store.save_tags("a.txt", [given], START + day * DAY)

    assert store.tag_history("a.txt", "c1") == [
        (START, first),
        (START + 2 * DAY, second),
        (START + 4 * DAY, first),
    ]


def test_a_tag_follows_its_claim_through_revisions(store: Store) -> None:
    """A sentence keeps its tag when others come before it, under its new id and references."""
    store.save_reading(reading("a.txt", ["One."], [A]), START)
    store.save_tags("a.txt", [tag("c1", verdict("r1"))], START)
    now = reading("a.txt", ["New.", "One."], [B, A])
    store.save_reading(now, START + DAY)

    assert store.tags("a.txt") == {"c2": tag("c2", verdict("r2"))}
    store.save_tags("a.txt", [tag("c2", verdict("r2"))], START + DAY)
    assert store.tag_history("a.txt", "c2") == [(START, tag("c2", verdict("r2")))]
    assert store.tag_history("a.txt", "c1") == []


def test_a_changed_claim_begins_without_a_tag(store: Store) -> None:
    """What was said of other words is not said of these."""
    store.save_reading(reading("a.txt", ["It was 89."], [A]), START)
    store.save_tags("a.txt", [tag("c1", verdict("r1"))], START)

    store.save_reading(reading("a.txt", ["It was 98."], [A]), START + DAY)

    assert store.tags("a.txt") == {}


def test_a_verdict_on_a_reference_that_is_gone_keeps_its_id(store: Store) -> None:
    """History stays readable when the reference was taken out of the document."""
    store.save_reading(reading("a.txt", ["One."], [B, A]), START)
    given = tag("c1", verdict("r2"))
    store.save_tags("a.txt", [given], START)

    store.save_reading(reading("a.txt", ["One."], [B]), START + DAY)

    assert store.tag_history("a.txt", "c1") == [(START, given)]


def test_tags_of_unknown_claims_and_documents_are_passed_over(store: Store) -> None:
    """A tag without its claim is nothing to keep, and no error."""
    store.save_reading(reading("a.txt", ["One."]), START)

    store.save_tags("a.txt", [tag("c99"), tag("c1", verdict("r99"))], START)
    store.save_tags("b.txt", [tag("c1")], START)

    assert store.tags("a.txt") == {"c1": tag("c1", verdict("r99"))}
    assert store.tags("b.txt") == {}
    assert store.tag_history("b.txt", "c1") == []


def test_many_tags_at_once(store: Store) -> None:
    """Many tags with two verdicts each are one call."""
    count = 1500
    store.save_reading(reading("a.txt", [f"S {n}." for n in range(count)], [A, B]), START)
    given = {f"c{n}": tag(f"c{n}", verdict("r1"), verdict("r2")) for n in range(1, count + 1)}

    store.save_tags("a.txt", given.values(), START)

    assert store.tags("a.txt") == given


def test_registries_answers_are_appended(store: Store) -> None:
    """The newest answer counts; the same answer again is not stored again."""
    store.save_reading(reading("a.txt", ["One."], [A, B]), START)
    first = {"r1": ReferenceStatus.CONFIRMED, "r2": ReferenceStatus.NOT_FOUND}
    store.save_reference_statuses("a.txt", first, START)

    store.save_reference_statuses("a.txt", {**first, "r1": ReferenceStatus.RETRACTED}, START)
    store.save_reference_statuses("a.txt", {"r99": ReferenceStatus.CONFIRMED}, START)

    assert store.reference_statuses("a.txt") == {**first, "r1": ReferenceStatus.RETRACTED}
    assert store.info().rows["reference_status"] == 3
    assert store.reference_statuses("b.txt") == {}


def test_reviews_are_appended_never_edited(store: Store) -> None:
    """Every decision stays, oldest first, by its subject."""
    first = Review(
        subject="https://a.example/" + "x" * 5000,
        scope="link",
        decision="live",
        author="Zoë",
        reason="I saw it.",
        decided_at=START,
        expires_at=START + DAY,
        about_sha256="cd" * 32,
    )
    second = replace(first, decision="dead", expires_at=None, about_sha256=None)
    other = replace(first, subject="example.org", scope="domain")

    for review in (first, other, second):
        store.add_review(review)

    assert store.reviews(first.subject) == [first, second]
    assert store.reviews() == [first, other, second]
    assert store.reviews("nothing") == []
