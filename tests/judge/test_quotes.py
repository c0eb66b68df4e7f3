"""Quotations: found in a claim whatever its marks, and told apart however they were edited."""

from __future__ import annotations

import time

import pytest

from bench.quotations import SENTENCES, cases, is_right, page
from citations.model import SourceText
from verifier.judges import score_pair
from verifier.judges.passages import Page
from verifier.judges.quotes import find, quotations


def ready(text: str) -> Page:
    return Page(SourceText(url="", text=text, text_sha256=""))


@pytest.mark.parametrize("language", SENTENCES)
def test_every_edit_is_told_apart(language: str) -> None:
    """Marks, dashes, spaces and hyphens alter nothing; words, digits and negations do."""
    source = ready(page(language))
    wrong = [
        (case, found)
        for case in cases()
        if case.language == language and not is_right(case, found := find(case.quotation, source))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("claim", "inside"),
    [
        ("He said: “We sold the old boats.”", ["We sold the old boats."]),
        ('He said: "We sold the old boats" and left.', ["We sold the old boats"]),
        ("‘We didn’t sell the boats’, he said.", ["We didn’t sell the boats"]),
        ("'We didn't sell the boats', he said.", ["We didn't sell the boats"]),
        ("Er sagte: „Wir haben die Boote verkauft.“", ["Wir haben die Boote verkauft."]),
        ("»Wir haben die Boote verkauft«, sagte er.", ["Wir haben die Boote verkauft"]),
        ("Il dit : « Nous avons vendu les bateaux. »", ["Nous avons vendu les bateaux."]),
        ("「我们没有卖掉那些船」他说。", ["我们没有卖掉那些船"]),
        ("The boats' owners' club met at the old boats' yard.", []),
        ("The “old” port and the “new” one.", []),
        ("“We sold it,” he said, “and are glad.”", ["We sold it,", "and are glad."]),
        ("“Unclosed and never ended.", []),
        ("He wrote ‘She said “we sold the boats” twice’.", ["She said “we sold the boats” twice"]),
    ],
)
def test_quotations_are_found_in_claims(claim: str, inside: list[str]) -> None:
    """The words between marks are a quotation if they are enough to be somebody's words."""
    found = quotations(claim)

    assert [item.text for item in found] == inside
    assert all(claim[item.start : item.end] == item.text for item in found)


def test_a_cut_off_negation_is_an_alteration() -> None:
    """A quotation that begins right behind "never" turns its meaning, unless the claim says it."""
    source = ready("The mayor said the council would never sell the old harbour to anyone.")
    quotation = "sell the old harbour to anyone"

    assert find(quotation, source, "The council would ").status == "altered"
    assert find(quotation, source, "The council would never ").status == "verbatim"


@pytest.mark.parametrize(
    ("quotation", "status"),
    [
        ("3.5 million boats", "verbatim"),
        ("35 million boats were sold here", "altered"),
        ("were sold [by Jo Brandt] in the year 1911", "verbatim"),
        ("boats … in the year", "verbatim"),
        ("sold in the", "verbatim"),
        ("old in the year", "altered"),
        ("old in the garden of the king", "absent"),
    ],
)
def test_letters_and_digits_decide(quotation: str, status: str) -> None:
    """A decimal point counts, a bracketed addition does not, and words are whole."""
    source = ready("Some 3.5 million boats were sold in the year 1911, all told.")

    assert find(quotation, source).status == status


def test_a_quoted_title_may_stand_in_the_head_alone() -> None:
    """The title of a page is its own words, though it has no place in the text."""
    source = SourceText(
        url="", text="It sank at noon.", text_sha256="", title="How the ferry of Odrin sank | News"
    )

    found = find("How the ferry of Odrin sank", Page(source))

    assert (found.status, found.start, found.end) == ("verbatim", 0, 0)
    assert find("How the ferry of Tamsel sank", Page(source)).status == "absent"


@pytest.mark.parametrize(
    "claim", ["“" * 20_000, "'a" * 20_000, "“a b c d” " * 4_000, "«" + "a " * 20_000]
)
def test_marks_without_end_take_no_time(claim: str) -> None:
    """Looking for closing marks is bounded."""
    began = time.process_time()

    quotations(claim[:10_000])

    assert time.process_time() - began < 1


SAID = {
    "en": "The mayor said: “%s”",
    "de": "Der Bürgermeister sagte: „%s“",
    "fr": "Le maire a dit : « %s »",
    "es": "El alcalde dijo: «%s»",
    "it": "Il sindaco ha detto: «%s»",
    "nl": "De burgemeester zei: ‘%s’",
}
STATUSES = {
    "verbatim": {"supported"},
    "altered": {"quote_altered"},
    "absent": {"uncertain", "not_in_source", "partly_supported"},
}


@pytest.mark.parametrize("language", SAID)
def test_quotations_decide_the_status(language: str) -> None:
    """A claim whose quotation is verbatim is supported; an altered one never passes."""
    source = page(language)
    wrong = [
        (case, made.status)
        for case in cases()
        if case.language == language and case.edit != "marks inside"
        for made in [score_pair(SAID[language] % case.quotation, source)]
        if made.status.value not in STATUSES[case.expected]
    ]

    assert wrong == []


def test_a_quotation_does_not_carry_the_rest_of_the_claim() -> None:
    """What stands beside a verbatim quotation must be in the source as well."""
    source = page("en")
    claim = "Lena Vogt sold 78 mills and said: “You cannot run a ferry on good wishes.”"

    made = score_pair(claim, source)

    assert made.status.value == "partly_supported"
    assert {"Lena", "Vogt", "78"} <= {detail for _, detail in made.reasons}
