"""Notes of plain books: set in brackets with a word, lists with numbers of their own."""

from __future__ import annotations

import pytest

from citations.reading import read

_FILLER = "The keeper climbed the stairs twice a night and trimmed the lamp with care. " * 4


def _bound(text: str) -> list[tuple[str, str | None]]:
    """Each marker with the text of its note."""
    found = read(text.encode(), "book.txt")
    notes = {one.id: " ".join(one.text.split()) for one in found.notes}
    return [(one.marker, notes.get(one.note or "")) for one in found.citations]


@pytest.mark.parametrize("word", ["Footnote", "FOOTNOTE", "Note", "Fußnote", "Nota", "Сноска"])
def test_a_note_in_brackets_that_says_so_is_a_note(word: str) -> None:
    """It stands between paragraphs, is as long as its bracket, and has brackets in it."""
    text = (
        f"The lamp burnt whale oil.[1] {_FILLER}\n\n    [{word} 1: Holt: The Glass Coast. Leeds,\n"
        f"    1860 [second printing].]\n\nNobody saw the wreck.[2] {_FILLER}\n\n"
        f"    [{word} 2: So the log says.\n\n    The vicar denied it.]\n\n{_FILLER}\n"
    )

    assert _bound(text) == [
        ("1", "Holt: The Glass Coast. Leeds, 1860 [second printing]."),
        ("2", "So the log says. The vicar denied it."),
    ]


def test_a_list_in_the_prose_is_not_the_list_of_notes() -> None:
    """Items with "1." are no notes where the list under its heading prints "[1]"."""
    text = (
        f"The lamp burnt whale oil.[1] {_FILLER}\n\nNobody saw the wreck.[2] {_FILLER}\n\n"
        "The keeper had these duties.\n\n1. The trimming of the lamp at dusk, and at midnight.\n\n"
        f"2. The winding of the clockwork that turned it.\n\n{_FILLER}\n\nFOOTNOTES:\n\n"
        "[1] From the northern fishery.\n\n[2] So the log says.\n"
    )

    assert _bound(text) == [("1", "From the northern fishery."), ("2", "So the log says.")]


def test_numbers_of_sections_with_letters_are_neither_markers_nor_notes() -> None:
    """ "1.E.2." is the number of a paragraph, in its head and where it is referred to."""
    text = (
        f"{_FILLER}\n\n1.A. By keeping the lamp you agree to paragraphs 1.E.1 and 1.E.2.\n\n"
        f"1.E.1. The oil must be clean. {_FILLER}\n\n1.E.2. See paragraph 1.E.1. {_FILLER}\n"
    )
    found = read(text.encode(), "book.txt")

    assert not found.notes
    assert not found.citations
