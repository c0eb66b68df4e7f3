"""Titles without quotation marks behind names: the plain notes of historians and journalists."""

from __future__ import annotations

from typing import Any

import pytest

from citations.model import Mapped
from citations.references import parse_note
from citations.references.naming import with_title
from citations.references.tagging import Part

pytest.importorskip("pycrfsuite")


def read(text: str, language: str | None = None) -> Any:
    (reference,) = parse_note(Mapped.plain(text), language=language).references
    return reference.csl


def shown(people: Any) -> str:
    return "; ".join(
        one.get("literal") or " ".join(filter(None, (one.get("given"), one["family"])))
        for one in people
    )


# The note, its authors, its title, place and publisher; the works do not exist.
NOTES = [
    # A lone surname before a title of two words, which is no given name.
    ("Smith, Long Rivers, Press, 2001, p. 3.", "Smith", "Long Rivers", None, "Press"),
    ("Ortega, Dry Land, 2018.", "Ortega", "Dry Land", None, None),
    ("Ortega, Salt, 2018.", "Ortega", "Salt", None, None),
    ("Okafor, Red Harvest (2017), 88.", "Okafor", "Red Harvest", None, None),
    ("Hansen, Northern Light, London 1987, p. 4.", "Hansen", "Northern Light", "London", None),
    ("Ortega, Dry Land: A History, 2018, 14.", "Ortega", "Dry Land: A History", None, None),
    (
        "Smith, Winston Churchill, London: Faber 2018.",
        "Smith",
        "Winston Churchill",
        "London",
        "Faber",
    ),
    (
        "Vogel, Stille Wasser, Berlin: Reiher 2004, S. 3.",
        "Vogel",
        "Stille Wasser",
        "Berlin",
        "Reiher",
    ),
    # A whole name before it, which no second author follows.
    (
        "Maria Ortega, Dry Land (London: Faber, 2018), 12.",
        "Maria Ortega",
        "Dry Land",
        "London",
        "Faber",
    ),
    (
        "Maria Ortega, Dry Land (London: Faber, 2018).",
        "Maria Ortega",
        "Dry Land",
        "London",
        "Faber",
    ),
    ("M. Ortega, Dry Land, Faber, 2018, p. 12.", "M. Ortega", "Dry Land", None, "Faber"),
    ("Ortega, M., Dry Land, London: Faber, 2018.", "M. Ortega", "Dry Land", "London", "Faber"),
    (
        "Maria Ortega, Dry Land, 2nd edn (London: Faber, 2018), 12.",
        "Maria Ortega",
        "Dry Land",
        "London",
        "Faber",
    ),
    (
        "Maria Ortega, Dry Land: A Life (London: Faber, 2018), 12.",
        "Maria Ortega",
        "Dry Land: A Life",
        "London",
        "Faber",
    ),
    ("Karin Vogel, Stille Wasser, Berlin 2004.", "Karin Vogel", "Stille Wasser", "Berlin", None),
    (
        "Karin Vogel, Stille Wasser, Berlin: Reiher 2004, S. 3.",
        "Karin Vogel",
        "Stille Wasser",
        "Berlin",
        "Reiher",
    ),
    (
        "Thomas Adler, Der Moorhof, Frankfurt am Main: Reiher 1991, S. 7.",
        "Thomas Adler",
        "Der Moorhof",
        "Frankfurt am Main",
        "Reiher",
    ),
    (
        "Jean Moreau, Terres Sèches, Paris, Gallimard, 2009, p. 45.",
        "Jean Moreau",
        "Terres Sèches",
        "Paris",
        "Gallimard",
    ),
    (
        "Jean Moreau, Terres sèches (Paris : Seuil, 2009), 45.",
        "Jean Moreau",
        "Terres sèches",
        "Paris",
        "Seuil",
    ),
    (
        "Lucía Herrera, Tierra Seca, Madrid: Alianza, 2015, p. 77.",
        "Lucía Herrera",
        "Tierra Seca",
        "Madrid",
        "Alianza",
    ),
    (
        "Marco Bellini, Acque Chete, Torino: Einaudi, 1998, p. 20.",
        "Marco Bellini",
        "Acque Chete",
        "Torino",
        "Einaudi",
    ),
    (
        "João Pinto, Terra Seca, Lisboa: Gradiva, 2007, p. 14.",
        "João Pinto",
        "Terra Seca",
        "Lisboa",
        "Gradiva",
    ),
    (
        "Ayşe Yıldız, Kuru Toprak, İzmir: Deniz, 2013, s. 21.",
        "Ayşe Yıldız",
        "Kuru Toprak",
        "İzmir",
        "Deniz",
    ),
    ("Петров, Сухая Земля, М.: Наука, 2005, с. 33.", "Петров", "Сухая Земля", "М.", "Наука"),
    # Two surnames, one with a hyphen, one with particles.
    (
        "Maria Ortega Ruiz, Dry Land (London: Faber, 2018), 12.",
        "Maria Ortega Ruiz",
        "Dry Land",
        "London",
        "Faber",
    ),
    (
        "Anna Meyer-Schmidt, Lange Wege, Hamburg: Reiher 2012, S. 9.",
        "Anna Meyer-Schmidt",
        "Lange Wege",
        "Hamburg",
        "Reiher",
    ),
    (
        "Ludwig van der Meer, Droog Land (Amsterdam: Querido, 2011), 14.",
        "Ludwig van der Meer",
        "Droog Land",
        "Amsterdam",
        "Querido",
    ),
    (
        "Pérez-Ruiz, Cabo Blanco, Madrid: Taurus, 2004, p. 31.",
        "Pérez-Ruiz",
        "Cabo Blanco",
        "Madrid",
        "Taurus",
    ),
    # A body first.
    (
        "United Nations, Dry Land, New York: UN Press, 2019, p. 8.",
        "United Nations",
        "Dry Land",
        "New York",
        "UN Press",
    ),
    (
        "Amnesty International, Broken Promises, London, 2016, p. 5.",
        "Amnesty International",
        "Broken Promises",
        "London",
        None,
    ),
    (
        "Bundesministerium des Innern, Neue Wege, Berlin 2014, S. 5.",
        "Bundesministerium des Innern",
        "Neue Wege",
        "Berlin",
        None,
    ),
    # A title with commas.
    (
        "Smith, Rivers, Roads, and Rails, Oxford: Heron Press, 1999.",
        "Smith",
        "Rivers, Roads, and Rails",
        "Oxford",
        "Heron Press",
    ),
    (
        "Jane Smith, Rivers, Roads and Rails (Oxford: Heron Press, 1999), 3.",
        "Jane Smith",
        "Rivers, Roads and Rails",
        "Oxford",
        "Heron Press",
    ),
    (
        "Anna Berg, Stille, Licht und Schatten, Zürich: Reiher 2003.",
        "Anna Berg",
        "Stille, Licht und Schatten",
        "Zürich",
        "Reiher",
    ),
    (
        "Maria Ortega, Salt, Sugar, Fat (London: Faber, 2018), 12.",
        "Maria Ortega",
        "Salt, Sugar, Fat",
        "London",
        "Faber",
    ),
    # What says that there are more names.
    (
        "Maria Ortega, John Smith, and Ann Lee, Dry Land (London: Faber, 2018), 12.",
        "Maria Ortega; John Smith; Ann Lee",
        "Dry Land",
        "London",
        "Faber",
    ),
    (
        "Maria Ortega, Hans Lindner, Dry Land, London: Faber, 2018.",
        "Maria Ortega; Hans Lindner",
        "Dry Land",
        "London",
        "Faber",
    ),
    (
        "Smith and Jones, Long Rivers, London: Faber, 2001, p. 3.",
        "Smith; Jones",
        "Long Rivers",
        "London",
        "Faber",
    ),
    (
        "Smith, John, and Mary Jones, Long Rivers (London: Faber, 2001), 3.",
        "John Smith; Mary Jones",
        "Long Rivers",
        "London",
        "Faber",
    ),
    (
        "Vogel, Karin und Hans Lindner, Stille Wasser, Berlin: Reiher 2004.",
        "Karin Vogel; Hans Lindner",
        "Stille Wasser",
        "Berlin",
        "Reiher",
    ),
    (
        "Vogel, Karin; Lindner, Hans: Stille Wasser, Berlin: Reiher 2004.",
        "Karin Vogel; Hans Lindner",
        "Stille Wasser",
        "Berlin",
        "Reiher",
    ),
    (
        "Vogel, Karin/Lindner, Hans: Stille Wasser, Berlin: Reiher 2004.",
        "Karin Vogel; Hans Lindner",
        "Stille Wasser",
        "Berlin",
        "Reiher",
    ),
    # A given name behind the surname.
    (
        "Herrera, Lucía, Tierra Seca, Barcelona: Ariel, 2015, p. 77.",
        "Lucía Herrera",
        "Tierra Seca",
        "Barcelona",
        "Ariel",
    ),
    (
        "Le Roux, Jacques, Vent Debout, Paris, Gallimard, 1996, p. 12.",
        "Jacques Le Roux",
        "Vent Debout",
        "Paris",
        "Gallimard",
    ),
    (
        "Adler, Heinrich August: Weimar, München: Reiher 1993, S. 14.",
        "Heinrich August Adler",
        "Weimar",
        "München",
        "Reiher",
    ),
]


@pytest.mark.parametrize(("text", "authors", "title", "place", "house"), NOTES)
def test_a_title_without_marks_is_no_name(
    text: str, authors: str, title: str, place: str | None, house: str | None
) -> None:
    """Two words behind a comma are a name only where something says so."""
    csl = read(text)
    got = (csl.get("title"), csl.get("publisher-place"), csl.get("publisher"))
    assert (shown(csl["author"]), *got) == (authors, title, place, house)


def test_the_editor_of_a_book_keeps_the_role() -> None:
    """A book by its editor has a title of its own, and stands in no other."""
    csl = read("Karin Vogel (Hg.), Stille Wasser, Berlin: Reiher 2004, S. 3.")
    assert shown(csl["editor"]) == "Karin Vogel"
    assert (csl["title"], csl["type"]) == ("Stille Wasser", "book")


def test_german_authors_stand_before_a_colon() -> None:
    """In a German document a colon parts two authors from the title."""
    csl = read("Karin Vogel, Hans Lindner: Stille Wasser, Berlin 2004.", "de")
    assert csl["title"] == "Stille Wasser"
    assert shown(csl["author"]) == "Karin Vogel; Hans Lindner"


@pytest.mark.parametrize("text", ["Ortega, Dry Land, 12.", "Bellini, Acque Chete, p. 20."])
def test_a_surname_and_a_title_still_point_back(text: str) -> None:
    """Without a year it is a short form of what stands in full elsewhere."""
    (reference,) = parse_note(Mapped.plain(text)).references
    assert (reference.short_form, reference.csl["title"]) == (True, text.split(", ")[1])


def test_a_given_name_behind_the_surname_is_no_title() -> None:
    """Without a year the rules read it, and they know a given name as well."""
    csl = read("Vogel, Karin, Stille Wasser, S. 3.")
    assert (shown(csl["author"]), csl["title"], csl["page"]) == (
        "Karin Vogel",
        "Stille Wasser",
        "3",
    )


@pytest.mark.parametrize("text", [",", ", ,", " ", "; ;", "/,/", ":"])
def test_names_of_signs_alone_are_left_as_they_are(text: str) -> None:
    """Whatever the model labels as an author, no sign makes the reading fail."""
    parts = [Part("author", 0, len(text))]
    assert [*with_title(text, parts)] == parts
