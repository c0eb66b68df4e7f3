"""Dates in notes, in the languages that we read."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.dates import find_dates, not_before

WRITTEN = [
    ("3 May 2021", (2021, 5, 3)),
    ("03-May-2021", (2021, 5, 3)),
    ("[Online; accessed 3-May-2021]", (2021, 5, 3)),
    ("May 3, 2021", (2021, 5, 3)),
    ("May 3rd 2021", (2021, 5, 3)),
    ("Monday, 3 May 2021", (2021, 5, 3)),
    ("(2021, May 3)", (2021, 5, 3)),
    ("2021 May 3;12", (2021, 5, 3)),
    ("3. Mai 2021", (2021, 5, 3)),
    ("den 12. März 2019", (2019, 3, 12)),
    ("1er août 2018", (2018, 8, 1)),
    ("5 de marzo de 2020", (2020, 3, 5)),
    ("7 maggio 2017", (2017, 5, 7)),
    ("9 Ağustos 2016", (2016, 8, 9)),
    ("14 февраля 2015 г.", (2015, 2, 14)),
    ("2021年5月3日", (2021, 5, 3)),
    ("2021年5月", (2021, 5)),
    ("2021-05-03", (2021, 5, 3)),
    ("2021/05/03", (2021, 5, 3)),
    ("03.05.2021", (2021, 5, 3)),
    ("25/12/2019", (2019, 12, 25)),
    ("12/25/2019", (2019, 12, 25)),
    ("Oct. 2014", (2014, 10)),
    ("1987", (1987,)),
    ("(1987a)", (1987,)),
]

NO_DATE = [
    "pp. 1999-2003",
    "https://example.org/2020/03/09/a",
    "60.000",
    "12 345",
    "A2020",
    "31.02.2020x",
]


@pytest.mark.parametrize(("text", "parts"), WRITTEN)
def test_a_date_is_read_in_its_language(text: str, parts: tuple[int, ...]) -> None:
    """Names, digits and East Asian signs all give year, month and day."""
    (found,) = find_dates(text)
    assert found.parts == parts


@pytest.mark.parametrize("text", NO_DATE)
def test_other_numbers_are_no_dates(text: str) -> None:
    """Pages, addresses, amounts and impossible days are left alone."""
    assert find_dates(text) == ()


def test_an_ambiguous_day_keeps_both_readings() -> None:
    """Slashes are month first in English only; points are day first everywhere."""
    assert find_dates("01.04.2020")[0].parts == (2020, 4, 1)
    assert find_dates("1/4/2020", language="en")[0].parts == (2020, 1, 4)
    assert find_dates("1/4/2020", language="fr")[0].parts == (2020, 4, 1)
    assert find_dates("1/4/2020", language="fr")[0].swapped == (2020, 1, 4)


def test_nobody_reads_what_is_not_published() -> None:
    """An access date before the publication is read the other way round, if that helps."""
    (found,) = find_dates("2/3/2021", language="en")
    assert found.parts == (2021, 2, 3)
    assert not_before(found, (2021, 1)) == (2021, 2, 3)
    assert not_before(found, (2021, 2, 20)) == (2021, 3, 2)
    assert not_before(found, (2022,)) == (2021, 2, 3)


def test_ranges_seasons_and_letters_are_kept() -> None:
    """A range has two ends, a season a number, and works of one year their letters."""
    assert find_dates("3–5 May 2021")[0].csl() == {"date-parts": [[2021, 5, 3], [2021, 5, 5]]}
    assert find_dates("May–June 2021")[0].csl() == {"date-parts": [[2021, 5], [2021, 6]]}
    assert find_dates("Autumn 2021")[0].csl() == {"date-parts": [[2021]], "season": 3}
    assert find_dates("2021b")[0].letter == "b"


FORMATS = ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%Y, %B %d", "%d %b. %Y"]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 200_000), st.sampled_from(FORMATS), st.text(alphabet=" ,;(", max_size=3))
def test_every_day_is_read_back(days: int, form: str, around: str) -> None:
    """Whatever day is written in a usual form, that day is read."""
    day = date(1500, 1, 1) + timedelta(days=days)
    (found,) = find_dates(f"x{around} {day.strftime(form)} ", language="de")
    assert found.parts == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    "piece", ["1 ", "may ", "1-", "2020 ", "1/2/", "20200", "1 de ", "1.1.20 "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """100 kB of half dates are read in a blink."""
    begin = time.process_time()
    find_dates(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 2
