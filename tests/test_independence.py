"""Whether sources stand by themselves: reprints, sources that name each other, circles."""

from __future__ import annotations

import pytest

from citations import read
from citations.model import Reading, SourceText
from verifier.config import load
from verifier.independence import kinships
from verifier.judges import JUDGES
from verifier.service.judging import Sources, tags

REPORT = (
    "The harbour of Tamsel reopened on Monday after four years of works. Some 3,214 people came "
    "to see the first ferry leave for Odrin, and the mayor Jo Brandt thanked the 340 workers who "
    "had rebuilt the quay. The works cost twenty-five million euros, four more than was planned, "
    "because the old piles had been eaten by worms. From May the ferry will sail twice a day."
)
OTHER = (
    "Visitors crowded the quay when ships returned to Tamsel. According to the port's office, "
    "the harbour of Tamsel reopened on Monday after four years of works, and a band played. The "
    "fish market will follow in autumn, said its tenant, who has moved three times since then."
)
DOCUMENT = """# The long way back of a northern harbour

The harbour of Tamsel reopened on Monday after four years of works.[^1][^2]

[^1]: "A quay for the next hundred years", Tamsel Courier, http://courier.test/quay
[^2]: "Ships return to the harbour of Tamsel", Northern Post, http://post.test/ships
"""


def reading(text: str = DOCUMENT, source: str = "http://desk.test/harbour/back.md") -> Reading:
    return read(text.encode(), source, "markdown")


def source(text: str, name: str = "a") -> SourceText:
    return SourceText(url=f"http://{name}.test/", text=text, text_sha256=name)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (REPORT, OTHER, {}),
        (REPORT, REPORT + " Our reporter adds that it rained.", {"r2": [("same_text", "r1")]}),
        (
            "TAMSEL (Reuters) - " + REPORT,
            REPORT + " (Reuters)",
            {"r2": [("same_text", "r1"), ("agency", "Reuters")]},
        ),
        (
            REPORT,
            OTHER + " As “A quay for the next hundred years” in the Courier has shown.",
            {"r2": [("names_source", "r1")]},
        ),
        (
            REPORT + " Read more: http://desk.test/harbour/back.md",
            OTHER,
            {"r1": [("circular", "it gives the address of this document")]},
        ),
        (
            REPORT + " We learned of it from “The long way back of a northern harbour”.",
            OTHER,
            {"r1": [("circular", "it names this document by its title")]},
        ),
        ("The harbour.", "The harbour.", {}),
        ("", "x", {}),
    ],
)
def test_what_makes_a_source_dependent(
    first: str, second: str, expected: dict[str, list[tuple[str, str]]]
) -> None:
    """A shared text, a named source and a circle are found; a shared fact is none of these."""
    texts = {"r1": source(first), "r2": source(second, "b")}

    found = {id_: list(reasons) for id_, reasons in kinships(reading(), texts).items()}

    assert found == expected


def test_words_of_the_document_in_its_source_are_named() -> None:
    """Either may have copied the other; what both put in quotation marks is neither's own."""
    copied = reading(f"# Tamsel\n\n{REPORT}[^1]\n\n[^1]: A note, http://courier.test/quay\n")
    quoted = reading(f"# Tamsel\n\n“{REPORT}”[^1]\n\n[^1]: A note, http://courier.test/quay\n")

    assert [code for code, _ in kinships(copied, {"r1": source(REPORT)})["r1"]] == ["copied"]
    assert kinships(quoted, {"r1": source(f"“{REPORT}”")}) == {}


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (OTHER, "2 sources say so."),
        (f"{REPORT} Our reporter adds that it rained.", "count as one"),
        ("Nothing of the kind happened to anybody anywhere near here.", "it alone says so."),
    ],
)
def test_a_claim_says_how_many_sources_stand_behind_it(second: str, told: str) -> None:
    """Copies count once, and who carries whose words is told."""
    texts = {
        "http://courier.test/quay": source(REPORT),
        "http://post.test/ships": source(second, "b"),
    }
    made = tags(reading(), Sources(texts=texts, states={}), [JUDGES["lexical"](load().judge)])
    tag = next(tag for tag in made.values() if tag.verdicts)

    assert tag.status == "supported"
    assert told in tag.why


def test_a_source_that_leans_on_the_document_is_no_independent_one() -> None:
    """The circle is named where the claim has no other support."""
    texts = {"http://courier.test/quay": source(f"{REPORT} See http://desk.test/harbour/back.md")}
    made = tags(reading(), Sources(texts=texts, states={}), [JUDGES["lexical"](load().judge)])
    tag = next(tag for tag in made.values() if tag.verdicts)

    assert "no independent source: it gives the address of this document" in tag.why


def test_what_the_next_sentence_cites_is_offered() -> None:
    """A sentence without a marker before one that leans on it hears of that marker."""
    text = (
        "# Lead\n\nThe painters of Odrin used lead for twenty years. These doses were lethal.[^1]\n"
        "\nThe mill was closed in 1911.\n\n[^1]: Lead, http://courier.test/lead\n"
    )
    found = reading(text)
    made = tags(found, Sources(texts={}, states={}), [])
    why = {claim.text: made[claim.id].why for claim in found.claims}

    assert "may cover it: 1" in why["The painters of Odrin used lead for twenty years."]
    assert "may cover it" not in why["The mill was closed in 1911."]
