"""When a source was read: the day by which its copy is chosen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_choose import memento

from citations import read
from citations.csl import last_day
from verifier.service.dates import Dates, dates_of, right_first


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ([2020, 5, 3], date(2020, 5, 3)),
        ([2020, 5], date(2020, 5, 31)),
        ([2020, 2], date(2020, 2, 29)),
        ([2021, 2], date(2021, 2, 28)),
        ([2020], date(2020, 12, 31)),
        (["2020", "05"], date(2020, 5, 31)),
        ([2020, 13], None),
        ([2020, 2, 30], None),
        ([0], None),
        ([], None),
        ([99999], None),
        (["MMXX"], None),
    ],
)
def test_a_date_can_mean_its_last_day(parts: list[Any], day: date | None) -> None:
    """Of a month or a year alone; what is no date gives none."""
    assert last_day({"date-parts": [parts]}) == day


@pytest.mark.parametrize("value", [None, "2020", {}, {"date-parts": []}, {"raw": "May"}, []])
def test_no_date_is_none(value: Any) -> None:
    """Whatever stands in the field."""
    assert last_day(value) is None


#: The day of access as written, copies, and the right one: any of the time that is named is
#: nearer to the truth than one from before it.
NAMED = [
    ("3 May 2020", "2020-04-01 2020-05-02 2020-05-20", "2020-05-02"),
    ("May 2020", "2020-04-01 2020-05-02 2020-06-20", "2020-05-02"),
    ("May 2020", "2020-05-02 2020-05-31", "2020-05-31"),
    ("May 2020", "2020-04-30 2020-06-02", "2020-04-30"),
    ("2020", "2019-12-31 2020-03-01 2021-02-01", "2020-03-01"),
    ("2020", "2018-12-31 2021-02-01", "2018-12-31"),
]


@pytest.mark.parametrize(("accessed", "copies", "right"), NAMED)
def test_a_day_that_is_not_told_whole_still_chooses(accessed: str, copies: str, right: str) -> None:
    """The last copy of the month or year that is named, before one from earlier."""
    note = f"[^1]: Smith, 'T', http://a.example/x (accessed {accessed}).\n"
    reading = read(f"It is so.[^1]\n\n{note}".encode(), "a.md")
    found = right_first(reading, {"http://a.example/x": [memento(one) for one in copies.split()]})
    assert found["http://a.example/x"][0] == memento(right)


def test_every_address_of_a_reference_has_its_dates() -> None:
    """Publication too, for pages whose access is not told; the first day that is told counts."""
    text = (
        "It is so.[^1] And so.[^2] Again.[^3]\n\n"
        "[^1]: Smith, 'T', 3 May 2019, http://a.example/x and http://a.example/y.\n"
        "[^2]: Jones, 'U', http://b.example/, accessed 4 June 2020.\n"
        "[^3]: Jones, 'U', http://b.example/, accessed 5 July 2021.\n"
    )
    found = dates_of([read(text.encode(), "a.md")])
    published = Dates(published=date(2019, 5, 3))
    assert found["http://a.example/x"] == found["http://a.example/y"] == published
    assert found["http://b.example/"].accessed == date(2020, 6, 4)
    assert published.near is not None
    assert published.near.date() == date(2019, 6, 3)
