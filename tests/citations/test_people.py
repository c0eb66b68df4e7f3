"""Sentences about living persons: a name, what makes it a person, and a sign of life."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.people import of_living_person
from citations.worth import weigh


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Jo Brandt says the quay will be lit at night.", True),
        ("Ida Holm, the chief executive, has denied the charge.", True),
        ("Anna Maria Karst is a Swedish novelist who lives in Varnes.", True),
        ("President Lena Vogt was elected in 2019.", True),
        ("Prof. Erik van der Meer was appointed in 2021.", True),
        ("Bundeskanzlerin Lena Vogt sagt, der Hafen bleibe offen.", True),
        ("La présidente Lena Vogt affirme que le port reste ouvert.", True),
        # A death, a span of life or a year long past.
        ("Mayor Jo Brandt, who died in 2020, says so in a letter.", False),
        ("Ida Holm (1850–1911) is an engineer of whom little is known.", False),
        ("President Lena Vogt was elected in 1934.", False),
        # No sign of life: a past tense without a year.
        ("Mayor Jo Brandt opened the quay.", False),
        # Offices, bodies, places and titles of works are no persons.
        ("The Varnes University says the quay will be lit.", False),
        ("The New Harbour is a leader in its field.", False),
        ("Harbour Gazette says the quay will be lit.", False),
        ("The ferry to Odrin is a large ship.", False),
        ("", False),
    ],
)
def test_who_is_a_living_person(text: str, expected: bool) -> None:
    """A doubt leaves it out: the kind is told only where a reader would agree."""
    assert of_living_person(text) is expected


def test_a_claim_about_a_living_person_has_that_kind() -> None:
    """The kind is told where no figure or quotation is the likelier thing to look up."""
    plain = weigh("Ida Holm is a Swedish novelist who lives in Varnes.")
    counted = weigh("Ida Holm, the novelist, has 16 children.")

    assert plain.kind == "living_person"
    assert counted.kind == "statistic"
    assert "living_person" in counted.reasons


@given(st.text(max_size=300) | st.from_regex(r"(?:Ab |Cd’s |president |, )+", fullmatch=True))
@settings(deadline=None, max_examples=60)
def test_any_text_is_answered(text: str) -> None:
    """Nothing that can be written makes it fail."""
    assert of_living_person(text * 8) in (True, False)
