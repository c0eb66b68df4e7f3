"""One status from many verdicts: every row is a way in which sources agree or do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citations.model import (
    Citation,
    Claim,
    ClaimStatus,
    Evidence,
    Reference,
    Verdict,
    VerdictStatus,
)
from verifier.tagging import independent, tag

V = VerdictStatus
PASSAGE = Evidence(exact="it did", prefix="", suffix="", start=0, end=6, source="http://a.test/")


def claim(kind: str = "fact", *reasons: str) -> Claim:
    return Claim(
        id="c1",
        text="It did.",
        start=0,
        end=7,
        line=1,
        kind=kind,
        checkworthiness=0.5,
        reasons=reasons,
    )


def citation(*references: str, dangling: bool = False) -> Citation:
    return Citation(
        id="m1",
        marker="7",
        style="bracket",
        start=7,
        end=8,
        line=1,
        references=references,
        dangling=dangling,
    )


def reference(name: str) -> Reference:
    return Reference(id=name, raw=name, start=0, end=1, line=9, csl={"title": f"Title {name}"})


REFERENCES = {name: reference(name) for name in ("r1", "r2", "r3")}


def verdict(
    name: str, status: V, *reasons: tuple[str, str], shown: bool = True, text: str | None = None
) -> Verdict:
    return Verdict(
        reference=name,
        status=status,
        score=0.5,
        judge="test/1",
        why=f"{status.value} it is.",
        evidence=(PASSAGE,) if shown else (),
        reasons=reasons,
        text_sha256=text or name,
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([V.SUPPORTED], "supported"),
        ([V.NOT_IN_SOURCE, V.SUPPORTED], "supported"),
        ([V.SOURCE_UNAVAILABLE, V.SUPPORTED], "supported"),
        ([V.SUPPORTED, V.CONTRADICTED], "disputed"),
        ([V.CONTRADICTED, V.SUPPORTED, V.UNCERTAIN], "disputed"),
        ([V.CONTRADICTED, V.NOT_IN_SOURCE], "contradicted"),
        ([V.NOT_IN_SOURCE, V.QUOTE_ALTERED], "quote_altered"),
        ([V.NOT_IN_SOURCE, V.PARTLY_SUPPORTED], "partly_supported"),
        ([V.NOT_IN_SOURCE, V.UNCERTAIN], "uncertain"),
        ([V.NOT_IN_SOURCE, V.SOURCE_UNAVAILABLE], "not_in_source"),
        ([V.SOURCE_UNAVAILABLE, V.SOURCE_UNAVAILABLE], "source_unavailable"),
        ([], "source_unavailable"),
    ],
)
def test_verdicts_fold_into_one_status(said: list[V], expected: str) -> None:
    """Any support wins unless another source says otherwise; else the gravest finding stands."""
    verdicts = [verdict(f"r{n}", status) for n, status in enumerate(said, 1)]

    made = tag(claim(), [citation("r1", "r2", "r3")], REFERENCES, verdicts)

    assert made.status.value == expected
    assert made.verdicts == tuple(verdicts)
    assert made.why.endswith(".")


def test_support_without_a_passage_is_no_support() -> None:
    """A status is never better than its evidence."""
    made = tag(claim(), [citation("r1")], REFERENCES, [verdict("r1", V.SUPPORTED, shown=False)])

    assert made.status is ClaimStatus.UNCERTAIN


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [
        ([{"89"}, {"May"}], "supported"),
        ([{"89"}, {"89", "May"}], "partly_supported"),
        ([{"89"}, set()], "partly_supported"),
        ([{"89"}, {"May"}, {"June"}], "supported"),
    ],
)
def test_sources_may_cover_a_claim_together(lacking: list[set[str]], expected: str) -> None:
    """Parts add up only if each source names what it lacks and no part is lacking in all."""
    verdicts = [
        verdict(f"r{n}", V.PARTLY_SUPPORTED, *(("number_missing", item) for item in sorted(parts)))
        for n, parts in enumerate(lacking, 1)
    ]

    assert tag(claim(), [citation("r1")], REFERENCES, verdicts).status.value == expected


@pytest.mark.parametrize(
    ("made_of", "cited", "expected", "says"),
    [
        (claim("statistic", "number", "unsourced_attribution"), [], "uncited", "a figure"),
        (claim("fact"), [], "uncited", "names no source"),
        (claim("not_checkable", "question"), [citation("r1")], "not_checkable", "question"),
        (claim(), [citation(dangling=True)], "dangling", "7"),
        (claim("not_checkable", "opinion"), [citation(dangling=True)], "dangling", "7"),
        (claim(), [citation()], "uncited", "no source"),
        (claim(), [citation("r1"), citation(dangling=True)], "source_unavailable", "not read"),
    ],
)
def test_claims_without_verdicts(
    made_of: Claim, cited: list[Citation], expected: str, says: str
) -> None:
    """What is not cited, leads nowhere or cannot be checked is named as that, with the reason."""
    made = tag(made_of, cited, REFERENCES, [])

    assert made.status.value == expected
    assert says in made.why


def test_copies_of_one_text_count_as_one_source() -> None:
    """Two references that carry the same text are one source, and the tag says so."""
    copies = [verdict("r1", V.SUPPORTED, text="x"), verdict("r2", V.SUPPORTED, text="x")]
    apart = [verdict("r1", V.SUPPORTED), verdict("r2", V.SUPPORTED)]

    assert len(independent(copies)) == 1
    assert "count as one" in tag(claim(), [citation("r1", "r2")], REFERENCES, copies).why
    assert "2 sources say so" in tag(claim(), [citation("r1", "r2")], REFERENCES, apart).why


def test_a_reprinted_passage_is_one_source() -> None:
    """Two pages with the same long passage are one report, whatever stands around it."""
    words = "The harbour of Tamsel reopened on Monday after four years of works, the city said."
    reprints = [
        replace(
            verdict(name, V.SUPPORTED),
            evidence=(replace(PASSAGE, exact=text, start=start, end=start + len(text)),),
        )
        for name, text, start in (("r1", words, 0), ("r2", words.replace(",", " –"), 90))
    ]

    assert len(independent(reprints)) == 1
    assert "count as one" in tag(claim(), [citation("r1", "r2")], REFERENCES, reprints).why


def test_a_single_source_among_several_is_shown_as_such() -> None:
    """Where several are cited and one says it, the tag says so."""
    verdicts = [verdict("r1", V.SUPPORTED), verdict("r2", V.NOT_IN_SOURCE)]

    assert "alone says so" in tag(claim(), [citation("r1", "r2")], REFERENCES, verdicts).why


def test_the_source_is_named_by_its_title() -> None:
    """The sentence names the reference that the status rests on."""
    made = tag(claim(), [citation("r2")], REFERENCES, [verdict("r2", V.NOT_IN_SOURCE)])

    assert "“Title r2”" in made.why


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (V.CONTRADICTED, "contradicted"),
        (V.QUOTE_ALTERED, "quote_altered"),
        (V.SUPPORTED, "supported"),
        (V.NOT_IN_SOURCE, "not_checkable"),
        (V.SOURCE_UNAVAILABLE, "not_checkable"),
    ],
)
def test_an_opinion_with_a_source_hides_no_finding(status: V, expected: str) -> None:
    """A conclusion that cites a source is judged where the source settles something."""
    made = tag(
        claim("not_checkable", "argument"), [citation("r1")], REFERENCES, [verdict("r1", status)]
    )

    assert made.status.value == expected


def test_judges_that_disagree_over_one_source_make_no_dispute() -> None:
    """A dispute is between sources; two judges over one source leave it uncertain."""
    verdicts = [verdict("r1", V.SUPPORTED), verdict("r1", V.CONTRADICTED)]

    made = tag(claim(), [citation("r1")], REFERENCES, verdicts)

    assert made.status is ClaimStatus.UNCERTAIN
    assert "judges disagree" in made.why
