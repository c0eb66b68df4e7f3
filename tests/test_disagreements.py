"""Like claims with another value are put side by side."""

from __future__ import annotations

import pytest

from verifier.disagreements import disagreements

OTHERS = [
    "Lena Vogt sang at the opening of the theatre in Karst.",
    "The mill on the river Asser was built by three neighbours.",
    "A new school will be opened next to the market square of Poldrin.",
]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "The port of Odrin handled 412 ships in the year of the strike.",
            "In the year of the strike the port of Odrin handled 390 ships.",
            ("412 ships", "390 ships"),
        ),
        (
            "Odrin paid $4 million for the new bridge at Tamsel.",
            "For the new bridge at Tamsel, Odrin paid over $6 million.",
            ("$4 million", "$6 million"),
        ),
        (
            "The bridge at Tamsel was opened to Odrin in 1911.",
            "The bridge at Tamsel was opened to Odrin in 1921.",
            ("1911", "1921"),
        ),
    ],
)
def test_another_value_for_the_same_thing(one: str, other: str, values: tuple[str, str]) -> None:
    """The same words about the same names, with one value that differs."""
    found = disagreements([one, *OTHERS, other])

    assert [(item.first, item.second) for item in found] == [(0, 4)]
    assert all(
        value.split()[0] in given for value, given in zip(values, found[0].values, strict=True)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The port of Odrin handled 412 ships in the year of the strike.",
            "In the year of the strike the port of Odrin handled more than 400 ships.",
        ),
        (
            "The port of Odrin handled 412 ships in the year of the strike.",
            "In the year of the strike the port of Odrin lost 3 cranes.",
        ),
        (
            "The port of Odrin handled 412 ships and 9 ferries in May.",
            "The port of Odrin handled 390 ships and 7 ferries in May.",
        ),
        ("The port of Odrin handled 412 ships.", "The mill of Karst ground 390 tonnes."),
    ],
)
def test_values_that_do_not_answer_each_other(one: str, other: str) -> None:
    """A rounded value agrees, another unit is another thing, and two on a side are unclear."""
    assert disagreements([one, *OTHERS, other]) == []
