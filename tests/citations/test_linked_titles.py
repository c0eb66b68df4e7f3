"""Notes whose title is a link: its words are the title, its address is the work's."""

from __future__ import annotations

from typing import Any

import pytest

from citations.reading import read

_URL = "https://harbour.example/tide"


def _works(text: str, source: str = "page.wiki") -> list[dict[str, Any]]:
    return [dict(one.csl) for one in read(text.encode(), source).references]


def _wiki(note: str) -> str:
    return f"The tide rose by four metres in May.<ref>{note}</ref> It fell again."


@pytest.mark.parametrize(
    ("note", "title"),
    [
        (f"[{_URL} The Night Tide]", "The Night Tide"),
        (f"''[{_URL} The Night Tide]'' in [[Coast Weekly]], 3 May 2011.", "The Night Tide"),
        (f"[{_URL} ''Die Flut''] von Karla Brandt, Hafenblatt vom 3. Mai 2011", "Die Flut"),
        (f'"[{_URL} The Night Tide]", Harbour Board. Retrieved 4 June 2012.', "The Night Tide"),
        (f"[{_URL} 夜潮の記録] 港湾局、2011年5月3日", "夜潮の記録"),
        (f"As told in [{_URL} The Night Tide] long ago", "The Night Tide"),
    ],
)
def test_the_words_of_a_link_are_the_title(note: str, title: str) -> None:
    """Wherever the link stands in the note, the work has its words and its address."""
    works = _works(_wiki(note))

    assert [(work["title"], work["URL"]) for work in works] == [(title, _URL)]


@pytest.mark.parametrize("words", ["PDF", "online", "here", "harbour.example", "Digitalisat"])
def test_words_that_only_say_where_are_no_title(words: str) -> None:
    """A link that says no more than that something can be had there names nothing."""
    assert "title" not in _works(_wiki(f"[{_URL} {words}]"))[0]


def test_what_stands_behind_a_linked_title_is_read_too() -> None:
    """Date and day of access are those that the note gives behind its link."""
    note = f"[{_URL} The Night Tide], Harbour Board, 3 May 2011, accessed 4 June 2012."
    work = _works(_wiki(note))[0]

    assert work["issued"]["date-parts"] == [[2011, 5, 3]]
    assert work["accessed"]["date-parts"] == [[2012, 6, 4]]


def test_a_link_on_the_author_is_no_title() -> None:
    """Where the linked words name who wrote it, the title is the other one."""
    note = f"[{_URL} Karla Brandt]: ''Ebbe und Flut am Abend''. Düne, Bonn 1989, S. 12."
    work = _works(_wiki(note))[0]

    assert work["author"][0]["family"] == "Brandt"
    assert work["title"] == "Ebbe und Flut am Abend"
    assert work["URL"] == _URL


def test_a_page_links_its_notes_the_same_way() -> None:
    """In HTML the link's tag stands before the words that it makes a link."""
    page = (
        '<p>The tide rose.<sup><a href="#fn1">1</a></sup></p><ol><li id="fn1">'
        f'<a href="{_URL}">The Night Tide</a>, Harbour Board, 3 May 2011.</li></ol>'
    )
    work = _works(page, "page.html")[0]

    assert (work["title"], work["URL"]) == ("The Night Tide", _URL)
