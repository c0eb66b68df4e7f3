"""Numbers, dates and money: what they amount to in every language, and when two agree."""

from __future__ import annotations

import time

import pytest

from verifier.judges.agreement import agrees, missing
from verifier.judges.quantities import quantities


def first(text: str, language: str = "en") -> object:
    return quantities(text, language)[0]


@pytest.mark.parametrize(
    ("text", "language", "kind", "value", "unit"),
    [
        ("89 countries", "en", "number", 89, "countr"),
        ("1,032,114 masks", "en", "number", 1_032_114, "mask"),
        ("60.000 Menschen", "de", "number", 60_000, "mensch"),
        ("1.234 Menschen", "de", "number", 1_234, "mensch"),
        ("1 032 114 personnes", "fr", "number", 1_032_114, "person"),
        ("1’032’114 Masken", "de", "number", 1_032_114, "mask"),
        ("1.8 million masks", "en", "number", 1_800_000, "mask"),
        ("1,8 Millionen Masken", "de", "number", 1_800_000, "mask"),
        ("3,5 millions de masques", "fr", "number", 3_500_000, ""),
        ("dos millones de personas", "es", "number", 2_000_000, ""),
        ("two hundred and five cats", "en", "number", 205, "cat"),
        ("twenty-one ships", "en", "number", 21, "ship"),
        ("Thirty - four nations", "en", "number", 34, "nat"),
        ("fünfundzwanzig Prozent", "de", "percent", 25, "%"),
        ("41.3 percent", "en", "percent", 41.3, "%"),
        ("41,3 % de la population", "fr", "percent", 41.3, "%"),
        ("12 por ciento", "es", "percent", 12, "%"),
        ("12 per cent of it", "en", "percent", 12, "%"),
        ("$2 billion", "en", "money", 2e9, "$"),
        ("£ 40", "en", "money", 40, "£"),
        ("25 million euros", "en", "money", 25e6, "€"),
        ("2,5 Mrd. Euro", "de", "money", 2.5e9, "€"),
        ("EUR 300", "en", "money", 300, "€"),
        ("5 km", "en", "number", 5_000, "length"),
        ("3 miles", "en", "number", 4828.032, "length"),
        ("two hours", "en", "number", 7_200, "time"),
        ("the 21st boat", "en", "ordinal", 21, ""),
        ("the third boat", "en", "ordinal", 3, ""),
        ("in 1911", "en", "year", 1911, ""),
        ("the 1990s", "en", "decade", 1990, ""),
        ("0.5 metres", "en", "number", 0.5, "length"),
    ],
)
def test_amounts(text: str, language: str, kind: str, value: float, unit: str) -> None:
    """Digits, words, scales, separators and units come to one amount in the basic unit."""
    found = first(text, language)

    assert (found.kind, found.unit) == (kind, unit)
    assert found.value == pytest.approx(value)
    assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on 4 April 2020", "en", (2020, 4, 4)),
        ("on April 4, 2020,", "en", (2020, 4, 4)),
        ("on the 4th of April", "en", (0, 4, 4)),
        ("in April 2020", "en", (2020, 4, 0)),
        ("am 4. April 2020", "de", (2020, 4, 4)),
        ("le 1er avril 2020", "fr", (2020, 4, 1)),
        ("el 4 de abril de 2020", "es", (2020, 4, 4)),
        ("il 4 aprile 2020", "it", (2020, 4, 4)),
        ("2020-04-04", "en", (2020, 4, 4)),
        ("04.04.2020", "de", (2020, 4, 4)),
        ("Sept. 3, 2019", "en", (2019, 9, 3)),
    ],
)
def test_dates(text: str, language: str, expected: tuple[int, int, int]) -> None:
    """Dates in words and digits have a year, a month and a day, as far as they are given."""
    found = first(text, language)

    assert (found.value, found.month, found.day) == expected


@pytest.mark.parametrize(
    "text", ["COVID-19", "the G7", "B-52", "MP3", "It may rain in march", "one of us"]
)
def test_names_and_verbs_are_no_quantities(text: str) -> None:
    """The digit of a name, "may" and "one" say no amount."""
    assert quantities(text, "en") == []


@pytest.mark.parametrize(
    ("claimed", "given", "agree"),
    [
        ("more than a million", "1,032,114 people", True),
        ("over $2 billion", "$2.14 billion", True),
        ("over $2 billion", "$1.9 billion", False),
        ("about 60,000", "60,314", True),
        ("60,000", "60,314", True),
        ("60,314", "60,000", False),
        ("1.03 million", "1,032,114", True),
        ("1.04 million", "1,032,114", False),
        ("nearly 300", "287", True),
        ("nearly 300", "310", False),
        ("89", "98", False),
        ("about 89", "98", False),
        ("about 40", "43", True),
        ("89", "90", False),
        ("40 percent", "40%", True),
        ("40 percent", "40 boats", True),
        ("$40", "€40", False),
        ("5 km", "5,000 metres", True),
        ("5 km", "5 hours", False),
        ("April 2020", "4 April 2020", True),
        ("4 April 2020", "April 2020", False),
        ("4 April 2020", "5 April 2020", False),
        ("4 April", "4 April 2020", True),
        ("2020", "4 April 2020", True),
        ("2020", "2021", False),
        ("2,000 people", "2,400 people", False),
        ("the 1990s", "1994", True),
        ("twelve", "12", True),
        ("third", "3rd", True),
        ("1.234", "1,234", True),
    ],
)
def test_agreement(claimed: str, given: str, *, agree: bool) -> None:
    """A coarser statement holds for a finer one that it rounds or bounds, not the reverse."""
    assert agrees(first(claimed), first(given)) is agree


def test_missing_values_are_those_nothing_bears_out() -> None:
    """Of a claim's values, those without a match in the source are missing."""
    claimed = quantities("In 2020 some 89 countries got 1.8 million masks.", "en")
    given = quantities("On 4 May 2020, 1,804,000 masks went to 98 countries.", "en")

    assert [item.raw for item in missing(claimed, given)] == ["89"]


@pytest.mark.parametrize(
    "text",
    ["1," * 20_000, "1 000 " * 20_000, "9" * 100_000, "hundred " * 20_000, "May 1 " * 15_000],
)
def test_any_text_is_read_quickly(text: str) -> None:
    """However numbers are strung together, reading them is linear."""
    began = time.process_time()

    quantities(text, "en")

    assert time.process_time() - began < 4
