"""Identifiers of works, in text and in addresses; and the traces that machines leave."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.identifiers import find_identifiers, identifier_of, is_issn, isbn13
from citations.traces import find_traces

SICI = "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"

IN_TEXT = [
    (f"doi:{SICI.upper()}, and", "doi", SICI),
    ("(https://doi.org/10.1000/xyz(2020)1).", "doi", "10.1000/xyz(2020)1"),
    ("DOI 10.1016/j.\ncell.2020.01.001.", "doi", "10.1016/j.cell.2020.01.001"),
    ("10.1234/ABC.d; then", "doi", "10.1234/abc.d"),
    ("<b>10.1234/abc</b>", "doi", "10.1234/abc"),
    ("doi. org/10.1234/abc", "doi", "10.1234/abc"),
    ("arXiv:2101.00001v2 [cs.CL]", "arxiv", "2101.00001v2"),
    ("arXiv: hep-th/9901001", "arxiv", "hep-th/9901001"),
    ("ISBN 0-306-40615-2", "isbn", "9780306406157"),
    ("ISBN-13: 978 0 306 40615 7", "isbn", "9780306406157"),
    ("eISSN 0378-5955", "issn", "0378-5955"),
    ("PMID: 12345678", "pmid", "12345678"),
    ("PMCID: PMC1234567", "pmcid", "PMC1234567"),
    ("hdl:1721.1/12345.", "handle", "1721.1/12345"),
    ("urn:nbn:de:101:1-201102033592.", "urn", "urn:nbn:de:101:1-201102033592"),
    ("Wikidata: Q42", "wikidata", "Q42"),
]


@pytest.mark.parametrize(("text", "kind", "value"), IN_TEXT)
def test_an_identifier_is_found_in_its_one_spelling(text: str, kind: str, value: str) -> None:
    """Case, spaces, hyphens and the punctuation of the sentence do not count."""
    (found,) = find_identifiers(text)
    assert (found.kind, found.value, found.valid) == (kind, value, True)


IN_ADDRESSES = [
    ("https://doi.org/10.1000/ABC", "doi", "10.1000/abc"),
    ("https://dx.doi.org/10.1002/%28SICI%291097", "doi", "10.1002/(sici)1097"),
    ("https://publisher.example/doi/full/10.1002/abc.12", "doi", "10.1002/abc.12"),
    ("https://arxiv.org/pdf/2101.00001v2.pdf", "arxiv", "2101.00001v2"),
    ("https://pubmed.ncbi.nlm.nih.gov/12345/", "pmid", "12345"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", "pmcid", "PMC1234567"),
    ("https://hdl.handle.net/1721.1/12345", "handle", "1721.1/12345"),
    ("https://www.wikidata.org/wiki/Q42", "wikidata", "Q42"),
]


@pytest.mark.parametrize(("url", "kind", "value"), IN_ADDRESSES)
def test_an_address_of_a_resolver_gives_its_identifier(url: str, kind: str, value: str) -> None:
    """Resolvers, indexes and publishers carry the identifier in the path."""
    found = identifier_of(url)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


def test_a_wrong_check_digit_is_told_not_hidden() -> None:
    """An ISBN or ISSN that cannot be is found, and is invalid."""
    assert [one.valid for one in find_identifiers("ISBN 978-0-306-40615-8, ISSN 0378-5954")] == [
        False,
        False,
    ]


def test_a_tail_that_sites_add_leaves_two_readings() -> None:
    """Some DOIs do end in "/full", so the shorter reading is only a candidate."""
    (found,) = find_identifiers("10.1234/abc/full")
    assert (found.value, found.candidates) == ("10.1234/abc/full", ("10.1234/abc",))


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 999_999_999), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: int, place: int, by: int) -> None:
    """A check digit is right for the number, and no other single digit is right in its place."""
    stem = f"978{number:09d}"
    check = -sum(int(sign) * (1, 3)[at % 2] for at, sign in enumerate(stem)) % 10
    whole = f"{stem}{check}"
    at = place + 3
    wrong = whole[:at] + str((int(whole[at]) + by) % 10) + whole[at + 1 :]
    assert isbn13(whole) == whole
    assert isbn13(wrong) is None


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 9_999_999))
def test_an_issn_has_one_check_digit(number: int) -> None:
    """Of the eleven signs that could close an ISSN, one is right."""
    assert sum(is_issn(f"{number:07d}{sign}") for sign in "0123456789X") == 1


TRACES = [
    "https://example.org/a?utm_source=chatgpt.com",
    "As said.:contentReference[oaicite:3]{index=3}",
    "As said. citeturn0search0",
    "As said 【4†source】.",
    "See [INSERT_SOURCE_URL].",
]


@pytest.mark.parametrize("text", TRACES)
def test_a_machine_leaves_traces(text: str) -> None:
    """Each trace is found once, where it stands, with a reason."""
    (trace,) = find_traces(text)
    assert trace.text == text[trace.start : trace.end]
    assert trace.why


def test_ordinary_text_has_no_traces() -> None:
    """Search words, turns and other tracking are no traces."""
    text = "Turn 0 search 0; https://example.org/?utm_source=newsletter&q=turnsearch 【注】 cite."
    assert find_traces(text) == ()


@pytest.mark.parametrize(
    "piece", ["10.1234/(", "10.1234/a ", "ISBN 1-", "urn:nbn:a", "978-1-", "turn0", "【1", "10."]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """100 kB of half identifiers are read in a blink."""
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    find_identifiers(text)
    find_traces(text)
    identifier_of(f"https://doi.org/{text}")
    assert time.process_time() - begin < 3
