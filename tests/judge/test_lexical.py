"""The lexical judge over constructed pairs: what it says, what it shows, what it never says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Claim, Reference, SourceText, VerdictStatus
from verifier.config import load
from verifier.judges import JUDGES, score_pair

HARBOUR = """Harbour reopens
The harbour of Tamsel reopened on Monday after four years of works, and 3,214 people came to see it.
Mayor Jo Brandt said: “We have not waited this long for 25 million euros to be lost at sea.”
The old crane, built in 1911, is open to visitors from 4 May 2021.
Some 41.3 percent of the quay is reserved for fishing boats, of which there are 62.
The ferry to Odrin sails twice a day, carries up to 300 passengers and takes 45 minutes."""


def judged(claim: str, text: str = HARBOUR, **more: str) -> object:
    judge = JUDGES["lexical"](load().judge)
    made = Claim(
        id="c1", text=claim, start=0, end=len(claim), line=1, kind="fact", checkworthiness=1
    )
    cited = Reference(id="r1", raw="", start=0, end=0, line=1, csl={})
    return judge.judge(
        made, cited, SourceText(url="http://x.test/", text=text, text_sha256="h", **more)
    )


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The harbour of Tamsel reopened after four years of works.", "supported"),
        ("The harbour of Tamsel reopened and more than 3,000 people came to see it.", "supported"),
        ("The old crane, built in 1911, is open to visitors from May 2021.", "supported"),
        ("The harbour of Tamsel reopened after six years of works.", "contradicted"),
        ("The old crane, built in 1921, is open to visitors.", "contradicted"),
        (
            "Brandt: “We have waited this long for 25 million euros to be lost at sea.”",
            "quote_altered",
        ),
        (
            "'We have not waited this long for 26 million euros to be lost at sea', he said.",
            "quote_altered",
        ),
        ("The railway of Poldrin was sold to Anna Karst.", "not_in_source"),
        (
            "The harbour of Tamsel reopened on Monday, and Lena Vogt of Karst sang there.",
            "partly_supported",
        ),
    ],
)
def test_statuses(claim: str, expected: str) -> None:
    """Each kind of relation between a claim and its source has its status."""
    made = score_pair(claim, HARBOUR)

    assert made.status.value == expected
    assert made.why.endswith(".")


@pytest.mark.parametrize(
    ("claim", "source", "conflict"),
    [
        ("The harbour reopened in 1911.", "The harbour reopened in 1921, the city said.", True),
        ("The mill employs 512 people.", "The mill employs 1,000 people in two towns.", True),
        ("The ferry costs $40.", "The ferry costs $45.", True),
        ("The plan cut waste by 12 percent.", "The plan cut waste by 21 percent.", True),
        ("Der Hafen wurde 1911 eröffnet.", "Der Hafen wurde 1921 eröffnet.", True),
        ("Odrin won the cup in 1989.", "Odrin won the cup in 2004.", False),
        ("The mill employs 512 people.", "The mill employs 30 cats and 1,000 people.", True),
        ("The mill employs 512 people.", "The mill sold 512 boats to 1,000 people.", False),
        ("The mill employs 512 people.", "The mill employs 9 people, the shop 7 people.", False),
        ("Tamsel handled 12 ships in 2019.", "Tamsel handled 15 ships in 2020.", False),
        ("The school needs 20 or more pupils.", "The school needs 30 or more pupils.", False),
        ("More than 40 ships came.", "The 45 ships came.", False),
        ("The tower was built in May 1911.", "The tower was built in 1911.", False),
        ("The tower opened in 1911.", "The tower was begun in 1905 and opened in 1911.", False),
    ],
)
def test_only_another_value_in_the_same_slot_is_a_conflict(
    claim: str, source: str, *, conflict: bool
) -> None:
    """The rest of the claim must stand beside one value of the same kind and unit."""
    made = score_pair(claim, f"{source}\nThe weather was fine.")

    assert (made.status is VerdictStatus.CONTRADICTED) is conflict
    assert not conflict or made.evidence


@pytest.mark.parametrize(
    "claim", ["The harbour of Tamsel reopened.", "Lena Vogt sang.", "", "1911", "¿?"]
)
def test_evidence_stands_where_it_says(claim: str) -> None:
    """Every passage is the source's own text at its offsets, and its context is what is around."""
    for item in score_pair(claim, HARBOUR).evidence:
        assert HARBOUR[item.start : item.end] == item.exact
        assert HARBOUR[: item.start].endswith(item.prefix)
        assert HARBOUR[item.end :].startswith(item.suffix)


@pytest.mark.parametrize("defect", ["bot_wall", "consent_page", "empty", "unreadable"])
def test_a_page_in_front_of_the_source_is_never_judged(defect: str) -> None:
    """A wall is no source: nothing is said of the claim, whatever words the wall holds."""
    made = judged("The harbour of Tamsel reopened after four years.", defect=defect)

    assert made.status is VerdictStatus.SOURCE_UNAVAILABLE
    assert made.score is None


def test_an_abstract_may_support_but_never_refute() -> None:
    """What an abstract does not say, the paper may."""
    claims = ["The harbour of Tamsel reopened after four years.", "Lena Vogt sang in Poldrin."]

    assert [judged(claim, defect="abstract").status.value for claim in claims] == [
        "supported",
        "source_unavailable",
    ]


def test_a_verdict_says_who_judged_what() -> None:
    """Judge, calibration and the hash of the text read are part of every verdict."""
    made = judged("The harbour of Tamsel reopened after four years.")

    assert made.judge.startswith("lexical/1 ")
    assert made.text_sha256 == "h"
    assert 0 < made.score < 1


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        (
            "Noise at the quay rose in the first year.",
            "Noise at the quay fell in the first year.",
            "direction",
        ),
        (
            "The council approved the sale of the port.",
            "The council rejected the sale of the port.",
            "direction",
        ),
        (
            "The ferry was sold before the storm.",
            "The ferry was sold after the storm.",
            "direction",
        ),
        (
            "More ships came to Odrin than to Tamsel.",
            "Fewer ships came to Odrin than to Tamsel.",
            "direction",
        ),
        (
            "The mayor did not sign the contract with Odrin.",
            "The mayor signed the contract with Odrin.",
            "negation",
        ),
        (
            "The mayor signed the contract with Odrin.",
            "The mayor never signed the contract with Odrin.",
            "negation",
        ),
        (
            "Der Lärm am Hafen stieg im ersten Jahr.",
            "Der Lärm am Hafen fiel im ersten Jahr.",
            "direction",
        ),
        (
            "Le maire a signé le contrat avec Odrin.",
            "Le maire n’a pas signé le contrat avec Odrin.",
            "negation",
        ),
    ],
)
def test_the_opposite_is_a_reason_to_look(claim: str, source: str, reason: str) -> None:
    """A passage that may say the opposite is neither support nor a verdict against the claim."""
    made = score_pair(claim, f"{source}\nThe weather was fine.")

    assert made.status is VerdictStatus.UNCERTAIN
    assert reason in {code for code, _ in made.reasons}
    assert "opposite" in made.why


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Noise at the quay fell in the first year.",
            "Noise at the quay fell in the first year, then rose.",
        ),
        (
            "The mayor did not sign the contract.",
            "The mayor did not sign the contract.",
        ),
        (
            "Before the storm the ferry was sold to Odrin.",
            "The ferry was sold to Odrin before the storm.",
        ),
    ],
)
def test_the_same_said_twice_is_not_the_opposite(claim: str, source: str) -> None:
    """A word and its opposite that both texts have, or a shared negation, opens nothing."""
    assert score_pair(claim, source).status is VerdictStatus.SUPPORTED


def test_without_a_text_nothing_is_said() -> None:
    """An empty source is unavailable, never one that does not say it."""
    made = score_pair("The harbour reopened.", " \n")

    assert (made.status, made.support) == (VerdictStatus.SOURCE_UNAVAILABLE, 0.0)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            "Der Hafen von Tamsel wurde nach vier Jahren für die Fähren wieder geöffnet.",
            "uncertain",
        ),
        (
            "Le port de Tamsel a rouvert lundi après quatre ans de travaux dans la ville.",
            "uncertain",
        ),
        ("Tamsel's harbour's reopening was after four years of works.", "supported"),
    ],
)
def test_a_source_in_another_language_is_left_open(claim: str, expected: str) -> None:
    """Words cannot be compared over languages, so nothing is called missing."""
    assert score_pair(claim, HARBOUR).status.value == expected


def test_numbers_from_all_over_a_page_support_nothing() -> None:
    """A figure far from the passage that holds the words is not that passage's figure."""
    filler = "\n".join(f"Bread was baked in street {n} of the old town." for n in range(200, 230))
    page = f"The harbour of Tamsel was sold to Odrin.\n{filler}\nThe mill had 14 workers."

    made = score_pair("The harbour of Tamsel was sold to Odrin with 14 boats.", page)

    assert made.status is not VerdictStatus.SUPPORTED
    assert ("number_elsewhere", "14") in made.reasons


@settings(max_examples=80, deadline=None)
@given(claim=st.text(max_size=200), source=st.text(max_size=400))
def test_any_claim_and_text_are_judged(claim: str, source: str) -> None:
    """Whatever the letters, there is a verdict, its evidence is there, and support needs some."""
    made = score_pair(claim, source)

    assert 0 <= made.support <= 1
    assert all(source[item.start : item.end] == item.exact for item in made.evidence)
    assert made.evidence or made.status is not VerdictStatus.SUPPORTED


BIG = "\n".join(f"The harbour of Tamsel reopened after {n} days of works." for n in range(6_000))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The harbour of Tamsel sank in 1911. " * 300, HARBOUR),
        ("The harbour sank in 1911.", BIG),
        ("He said “we have not sold any of the old ships”.", BIG),
        ("The harbour sank in 1911.", "x" * 3_000_000),
        ("The harbour sank in 1911.", "“" * 1_000_000),
        (",".join(f"word{n} here" for n in range(900)), HARBOUR),
        ("“a b c d e ”" * 900, HARBOUR),
    ],
    ids=["long claim", "long page", "quotation", "one word", "marks", "clauses", "quotations"],
)
def test_the_time_is_bounded(claim: str, source: str) -> None:
    """Claims of 10,000 characters and pages of a megabyte are judged within seconds."""
    began = time.process_time()

    score_pair(claim, source)

    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    ("claim", "text", "conflict"),
    [
        (
            "The submarine U-30 was commissioned on 22 December 1914.",
            "The German submarine U-30 was commissioned on 18 March 1916 in Kiel.",
            True,
        ),
        (
            "The submarine U-30 was commissioned on 22 December 1914.",
            "The German submarine UB-30 was commissioned on 18 March 1916 in Kiel.",
            False,
        ),
        (
            "'Harbour in Your Area' was released in 2018.",
            "Harbour in Your Area was released on 14 May 2020 in Varnes.",
            True,
        ),
        (
            "'Harbour in Your Area' was released in 2018.",
            "Harbour in Your Area – Varnes Hall was released on 14 May 2020.",
            False,
        ),
    ],
)
def test_a_namesake_is_no_conflict(claim: str, text: str, conflict: bool) -> None:
    """Another vessel, or a title that goes on, is another thing with a day of its own."""
    assert (score_pair(claim, text).status == "contradicted") is conflict
