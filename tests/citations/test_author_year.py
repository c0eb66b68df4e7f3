"""Works named by author and year: which entry of a bibliography each of them means."""

from __future__ import annotations

import pytest

from citations import authoryear, read

ENTRIES = [
    "Kay, A., and B. Lund. 1977. Will Mills Return? Coast Press.",
    "Kay, C. 1977. From Weirs to Mills. Coast Press.",
    "Centre for Weir Research. 1983. Weirs. Coast Press.",
    "Agence du littoral, 2006. Des digues. Paris.",
    "Министерство портов. Дамбы. Мурманск: Маяк, 1989.",
    "Sommer, Ute; Brück, Jan; Ziel, Eva: Mühlen in Husum. Kiel : Nordlicht, 1979",
    "山田花子『水車』波出版、2011年。",
]
CITED = [
    ("(Kay and Lund 1977)", 0),
    ("(Kay 1977)", 1),
    ("(Kay et al., 1977)", 0),
    ("(Centre for Weir Research, 1983)", 2),
    ("(Agence du littoral 2006)", 3),
    ("[Министерство портов, 1989]", 4),
    ("(Sommer u. a., 1979)", 5),
    ("（山田、2011）", 6),
    ("(Wall 1983)", None),
    ("(Agence du port 2006)", None),
]


@pytest.mark.parametrize(("written", "entry"), CITED)
def test_a_name_and_a_year_lead_to_their_entry(written: str, entry: int | None) -> None:
    """One author before several, "et al." after them; offices by their whole name."""
    (found,) = authoryear.find(f"It turned {written}.")
    assert authoryear.Index(ENTRIES, [found]).look_up(found) == entry


@pytest.mark.parametrize(
    "aside", ["(the winter of 1977)", "(Old bridges of the north 1977)", "(Battle of Cork, 1601)"]
)
def test_an_aside_in_brackets_cites_nothing(aside: str) -> None:
    """What looks like an office and a year, but is in no bibliography, stays in its sentence."""
    text = f"The mill turned {aside}. It burned (Kay 1977).\n\nReferences\n\n{ENTRIES[1]}\n"
    reading = read(text.encode(), "a.txt")
    assert [one.marker for one in reading.citations] == ["Kay 1977"]
    assert aside in reading.claims[0].text


@pytest.mark.parametrize("name", ["d’Ornano", "D’Ornano", "dell’Orto", "l’Hermine", "d'Ornano"])
def test_a_particle_that_lost_its_vowel_begins_a_name(name: str) -> None:
    """Also with others; what only begins like it is an aside."""
    found = authoryear.find(f"Elle a cédé ({name}, 2001; {name}, Blanc, 1999).")
    assert [one.year for one in found] == ["2001", "1999"]
    assert not authoryear.find("Elle a cédé (l’hiver 1977).")
