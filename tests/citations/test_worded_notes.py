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


def test_notes_below_a_drawn_line_are_notes() -> None:
    """An opinion's page parts its notes by a line; their paragraphs are set apart again."""
    text = (
        f"The lamp burnt whale oil.1 {_FILLER}\nThe keeper, as the\n\n——————\n"
        "   1 The oil of the northern whale was held to be the brightest of\n\n"
        "all that were for sale. The log says nothing of it.\n\n"
        "                HOLT, J., dissenting\n\n"
        f"vicar said, was asleep. Nobody saw the wreck.2 {_FILLER}\n\n——————\n"
        "   2 So the log.\n"
    )
    bound = _bound(text)

    assert [marker for marker, _ in bound] == ["1", "2"]
    assert (bound[0][1] or "").endswith("for sale. The log says nothing of it.")
    assert bound[1][1] == "So the log."


def test_a_number_in_one_with_the_first_word_begins_a_note() -> None:
    """In text copied from a page its notes stand in the middle of a sentence."""
    lines = [
        "The lamp of the northern tower burnt whale oil for a hundred years and more.1 The",
        "keeper trimmed it twice a night. Nobody saw the wreck of the mail boat.2 The vicar",
        "said that the keeper, who had been at the wedding of his niece in the village, ",
        " 1HLB, Lamps of the Coast: A Survey, HLB-12 (Leeds: 1901)",
        "2The log may have been written later, as its ink is that of another book in the tower",
        "and of another hand.",
        "Lamps and Wrecks",
        "Page 2",
        "was asleep when it happened. He denied it to the end of his days.",
    ]

    assert [(one, note is not None) for one, note in _bound("\n".join(lines))] == [
        ("1", True),
        ("2", True),
    ]
