"""Names as bibliographies and notes write them, and the bodies among them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.names import looks_like_people, read_names

TWO = [("Ada", "Quill"), ("Bo", "Reyes")]
INITIALS = [("A. J.", "Quill"), ("B.", "Reyes")]

WRITTEN = [
    ("Ada Quill and Bo Reyes", TWO),
    ("Ada Quill und Bo Reyes", TWO),
    ("Ada Quill & Bo Reyes", TWO),
    ("Quill, Ada, and Bo Reyes", TWO),
    ("QUILL, Ada et REYES, Bo", [("Ada", "QUILL"), ("Bo", "REYES")]),
    ("Quill, Ada; Reyes, Bo", TWO),
    ("Quill, A. J., & Reyes, B.", INITIALS),
    ("Quill AJ, Reyes B", [("AJ", "Quill"), ("B", "Reyes")]),
    ("Лебедева М. И., Морозов П.", [("М. И.", "Лебедева"), ("П.", "Морозов")]),
    ("Ursula von der Heide", [("Ursula", "von der Heide")]),
    ("van Dijk, T.", [("T.", "van Dijk")]),
    ("QUILL, Ada, REYES, Bo et VOSS, Mara", [("Ada", "QUILL"), ("Bo", "REYES"), ("Mara", "VOSS")]),
    ("LE MAT O. ET A. QUILL", [("O.", "LE MAT"), ("A.", "QUILL")]),
    ("van der Heide AB", [("AB", "van der Heide")]),
    ("Gómez Etxea, Inés", [("Inés", "Gómez Etxea")]),
    ("Ana Ibarra y Luna", [("Ana", "Ibarra y Luna")]),
    ("Ibarra y Luna, Ana", [("Ana", "Ibarra y Luna")]),
    ("Ana Ibarra y Bo Luna", [("Ana", "Ibarra"), ("Bo", "Luna")]),
    ("E Quill, C Fenn and H Osei", [("E", "Quill"), ("C", "Fenn"), ("H", "Osei")]),
]


@pytest.mark.parametrize(("text", "people"), WRITTEN)
def test_names_are_read_in_every_order(text: str, people: list[tuple[str, str]]) -> None:
    """Speaking order, surname first, initials behind or before: the same people."""
    read = read_names(text).names
    assert [(name.get("given"), name.get("family")) for name in read] == people


BODIES = [
    "World Tide Organization",
    "Ministère des Ports",
    "Institut für Wattforschung",
    "Liman Bakanlığı",
    "Coastal Safety Board",
    "CSB",
    "Brekke Town Works",
    "Friends of the Pier",
]


@pytest.mark.parametrize("text", BODIES)
def test_a_body_is_one_name(text: str) -> None:
    """What is called an institute, or has "of" in its name, is nobody's first and last name."""
    assert read_names(text).names == ({"literal": text},)
    assert not looks_like_people(text) or text == "CSB"


def test_roles_abbreviations_and_others_are_kept_apart() -> None:
    """Editors, "et al." and a defined short name are no part of a name."""
    editors = read_names("Ada Quill and Bo Reyes (eds.)")
    assert (editors.role, len(editors.names)) == ("editor", 2)
    assert read_names("Quill, A. et al.").others
    assert read_names("Coastal Safety Board (CSB)").abbreviation == "CSB"


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ABcde .,;&()éЖ王-’", max_size=60))
def test_any_text_is_read_without_complaint(text: str) -> None:
    """Every name that is read has a family or a literal."""
    for name in read_names(text).names:
        assert name.get("family") or name.get("literal")
