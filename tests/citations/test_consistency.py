"""Dates of one source that cannot both be right are found without a network."""

from __future__ import annotations

from typing import Any

import pytest

from citations.consistency import date_in_url, inconsistencies
from citations.model import Claim, Document, Reading, Reference


def reference(url: str, **csl: Any) -> Reference:
    dates = {name: {"date-parts": [list(value)]} for name, value in csl.items() if name != "title"}
    titled = {"title": csl["title"]} if "title" in csl else {}
    return Reference(id="r1", raw="", start=90, end=99, line=7, csl={"URL": url, **titled, **dates})


def reading(cited: Reference, text: str = "It rained.") -> Reading:
    claim = Claim(id="c1", text=text, start=3, end=9, line=2, kind="fact", checkworthiness=0.5)
    document = Document(
        source="a", format="text", text="", text_sha256="", blocks=(), language="en"
    )
    return Reading(document=document, claims=(claim,), references=(cited,))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.test/2021/05/17/ferry-sinks/", "2021-05-17"),
        ("https://a.test/news/2021-05-17-ferry-sinks.html", "2021-05-17"),
        ("https://a.test/20210517/ferry", "2021-05-17"),
        ("https://a.test/world/2021/may/17/ferry-sinks", "2021-05-17"),
        ("https://a.test/2021/05/ferry-sinks", "2021-05"),
        ("https://a.test/wp-content/uploads/2021/05/ferry.pdf", None),
        ("https://a.test/2021/99/17/ferry", None),
        ("https://a.test/ferry-2021", None),
        ("https://a.test/id/20214455", None),
        ("https://a.test/2021/02/31/ferry", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_an_address_may_carry_its_day(url: str, expected: str | None) -> None:
    """A year, month and day in the path are the day of publication, a storage folder is not."""
    found = date_in_url(url)

    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("cited", "codes"),
    [
        (reference("https://a.test/2021/05/17/x", issued=(2021, 5, 19)), ["date_conflict"]),
        (reference("https://a.test/2021/05/17/x", issued=(2021, 5, 18)), []),
        (reference("https://a.test/2021/05/17/x", issued=(2021, 5)), []),
        (reference("https://a.test/2021/05/17/x", issued=(2021,)), []),
        (reference("https://a.test/2021/05/17/x", issued=(2020,)), ["date_conflict"]),
        (reference("https://a.test/2021/05/x", issued=(2021, 8, 2)), ["date_conflict"]),
        (reference("https://a.test/x", issued=(2021, 8, 2)), []),
        (
            reference("https://a.test/2021/05/17/x", accessed=(2021, 4, 1)),
            ["accessed_before_published"],
        ),
        (reference("https://a.test/2021/05/17/x", accessed=(2021, 6, 1)), []),
        (reference("https://a.test/2021/05/17/x", issued=("n.d.",)), []),
    ],
)
def test_dates_that_cannot_both_be_right(cited: Reference, codes: list[str]) -> None:
    """A note and its own address may differ by a day, and a coarser date holds the finer one."""
    found = inconsistencies(reading(cited))

    assert [problem.code for problem in found] == codes
    assert all(problem.line == 7 for problem in found)


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("In “How the ferry of Odrin sank”, by Lena Vogt on May 21, 2021, she tells it.", True),
        ("In “How the ferry of Odrin sank”, by Lena Vogt on May 17, 2021, she tells it.", False),
        ("In “Why bakers sing so early”, by Lena Vogt on May 21, 2021, she tells it.", False),
        ("In “How the ferry of Odrin sank”, of 2019, she tells it.", False),
        ("On May 21, 2021, she wrote “How the ferry of Odrin sank”.", False),
        ("Im Artikel „How the ferry of Odrin sank“ vom 21. Mai 2021 steht es.", True),
    ],
)
def test_a_sentence_may_date_the_source_otherwise(text: str, conflict: bool) -> None:
    """A title that the address repeats, with another day behind it, is a conflict."""
    cited = reference("https://a.test/2021/05/17/how-the-ferry-of-odrin-sank/")

    found = inconsistencies(reading(cited, text))

    assert [problem.code for problem in found] == ["date_conflict"] * conflict
    assert all("2021-05-17" in problem.message and problem.line == 2 for problem in found)
