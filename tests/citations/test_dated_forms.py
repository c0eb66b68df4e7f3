"""Notes that call a work by a name and a year, as author-date styles do in footnotes."""

from __future__ import annotations

import pytest

from citations.reading import read

_BOOK = "{{cite book|last=Halden|first=Mara|title=The Glass Coast|year=1991|publisher=Wren}}"
_PAPER = (
    "{{cite journal|last1=Halden|first1=Mara|last2=Barlow|first2=Piet|title=Sand|date=May 1991}}"
)


def _repeats(notes: list[str], listed: list[str]) -> list[tuple[str | None, int, str]]:
    """Of each note: the title of what it repeats, how much else it could be, and its kind."""
    prose = "\n\n".join(
        f"The tide rose {n} times.<ref>{note}</ref>" for n, note in enumerate(notes)
    )
    text = f"{prose}\n\n== Sources ==\n" + "\n".join(f"* {one}" for one in listed)
    found = read(text.encode(), "page.wiki")
    titles = {one.id: one.csl.get("title") for one in found.references}
    kinds = {one.id: one.kind for one in found.notes}
    return [
        (titles.get(one.same_as or ""), len(one.could_be), kinds[one.note or ""])
        for one in found.references
        if "title" not in one.csl
    ]


@pytest.mark.parametrize(
    "note",
    ["Halden (1991), p. 14", "Halden 1991, pp. 14–16.", "Mara Halden, 1991, S. 14", "Halden 1991."],
)
def test_a_name_with_a_year_calls_the_work_in_the_list(note: str) -> None:
    """The list of works may stand behind the notes that call them."""
    assert _repeats([note], [_BOOK]) == [("The Glass Coast", 0, "short_form")]


def test_a_full_note_is_called_by_later_ones() -> None:
    """What a note tells in full, later notes call by name and year."""
    full = "Halden, Mara. ''The Glass Coast''. Leeds: Wren, 1991, p. 3."

    assert _repeats([full, "Halden 1991, p. 9"], []) == [("The Glass Coast", 0, "short_form")]


def test_two_works_of_one_year_are_told_to_be_two() -> None:
    """Where two works fit, the one is taken and the other named."""
    other = _BOOK.replace("Glass Coast", "Iron Coast")

    assert _repeats(["Halden 1991, p. 9"], [_BOOK, other]) == [("The Glass Coast", 1, "short_form")]


def test_the_names_of_all_who_are_called_must_fit() -> None:
    """Two names call the work of the two, and another year calls nothing."""
    assert _repeats(["Halden & Barlow 1991, p. 9"], [_BOOK, _PAPER])[0][:2] == ("Sand", 0)
    assert _repeats(["Halden 1992, p. 9"], [_BOOK])[0][0] is None
