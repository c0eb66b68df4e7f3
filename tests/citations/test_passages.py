"""Sources that name no author: an issue of a paper by its day, a passage of scripture."""

from __future__ import annotations

import pytest

from citations.model import Mapped
from citations.references import parse_note


@pytest.mark.parametrize(
    ("text", "language", "name", "day", "page"),
    [
        ("Morgenpost, 4. Mai 1921, S. 2.", "de", "Morgenpost", [1921, 5, 4], "2"),
        ("Combat, 1er juin 1944.", "fr", "Combat", [1944, 6, 1], None),
        ("El Litoral, 3 de mayo de 2019, p. 7.", "es", "El Litoral", [2019, 5, 3], "7"),
        ("La Sponda, 3 maggio 2019.", "it", "La Sponda", [2019, 5, 3], None),
        ("Akşam, 5 Mayıs 1998, s. 3.", "tr", "Akşam", [1998, 5, 5], "3"),
        ("Маяк, 3 мая 1937, с. 4.", "ru", "Маяк", [1937, 5, 3], "4"),
        ("Coast Times, Jan. 3, 2020, at A1.", "en", "Coast Times", [2020, 1, 3], "A1"),
        ("Die Neue Flut, Nr. 3, Januar 1937.", "de", "Die Neue Flut", [1937, 1], None),
        ("Tidings, 3 May 2019, https://tidings.example/a", "en", "Tidings", [2019, 5, 3], None),
    ],
)
def test_an_issue_of_a_paper_is_no_person(
    text: str, language: str, name: str, day: list[int], page: str | None
) -> None:
    """Its name and day are all that the note gives."""
    [one] = parse_note(Mapped.plain(text), language=language).references

    assert one.csl["type"] == "article-newspaper"
    assert one.csl["container-title"] == name
    assert one.csl["issued"] == {"date-parts": [day]}
    assert one.csl.get("page") == page
    assert "author" not in one.csl


@pytest.mark.parametrize(
    "text",
    [
        "Hanna Quill, 3 May 2019.",
        "Quill, May 2019.",
        "Interview, 3 May 2019.",
        "Quill, Tides, 3 May 2019, p. 4.",
        "Morgenpost, 1921, S. 2.",
    ],
)
def test_what_may_be_a_person_or_a_book_is_left_to_the_other_rules(text: str) -> None:
    """Two words that could be a name, a bare year, a title between."""
    found = parse_note(Mapped.plain(text)).references

    assert all(one.csl["type"] != "article-newspaper" for one in found)


@pytest.mark.parametrize(
    ("text", "verse"),
    [
        ("Psalm 93,4 „Mächtiger als das Tosen großer Wasser ist der Herr“", "Psalm 93,4"),
        ("1. Korinther 10,2 «alle sind getauft in der Wolke und im Meer»", "1. Korinther 10,2"),
        ('Gen. 7:17-20 "And the flood was forty days upon the earth."', "Gen. 7:17-20"),
    ],
)
def test_a_verse_with_its_words_is_a_passage_of_scripture(text: str, verse: str) -> None:
    """The words are quoted from it; they are no journal."""
    [one] = parse_note(Mapped.plain(text)).references

    assert dict(one.csl) == {"type": "classic", "title": verse}
