"""Short forms find the reference they repeat, and say when they could mean another."""

from __future__ import annotations

import pytest

from citations.model import Mapped
from citations.references import parse_note
from citations.resolve import Resolved, resolve

QUILL = "Ada Quill, ‘Harbour wall breached: what the tide did’, The Tidewater Post, 3 May 2021."
REYES = "Bo Reyes, ‘The last ferry’, Coast Mail, 4 May 2021."
BOARD = "Coastal Safety Board (CSB), Sea Walls after the Storm, Lisbon: Delta Institute, 2020."
VOSS = "Mara Voss, The Salt Road (Bristol: Heron Press, 2004)."
COMMENT = "It was not what they had said when the work began, and nobody has asked since."


def resolved(*notes: str) -> list[list[Resolved]]:
    return resolve([parse_note(Mapped.plain(note), language="en").references for note in notes])


POINTING = [
    ((QUILL, "Ibid."), (0, 0)),
    ((QUILL, "Ibid., p. 7."), (0, 0)),
    ((QUILL, "Ebd., S. 7."), (0, 0)),
    ((QUILL, "Ivi, p. 7."), (0, 0)),
    ((QUILL, "Там же, с. 7."), (0, 0)),
    ((QUILL, COMMENT, "Ibid."), (0, 0)),
    ((QUILL, "Ibid.", "Ibid., p. 3."), (0, 0)),
    ((QUILL, REYES, "Quill, ‘Harbour wall breached’."), (0, 0)),
    ((QUILL, REYES, "Quill, op. cit., p. 4."), (0, 0)),
    ((QUILL, REYES, "Quill, supra note 1, p. 4."), (0, 0)),
    ((QUILL, REYES, "Quill (n 1) 4."), (0, 0)),
    ((VOSS, REYES, "Voss, a. a. O., S. 12."), (0, 0)),
    ((VOSS, REYES, "Voss, Salt Road, 12."), (0, 0)),
    ((BOARD, REYES, "CSB, Sea Walls after the Storm, pp. 61–67."), (0, 0)),
    ((BOARD, REYES, "CSB, Sea Walls after the Storm."), (0, 0)),
]


@pytest.mark.parametrize(("notes", "place"), POINTING)
def test_a_short_form_finds_what_it_repeats(notes: tuple[str, ...], place: tuple[int, int]) -> None:
    """The last note of each row points back at one full reference, whatever its words."""
    assert resolved(*notes)[-1][-1] == Resolved(repeats=place)


def test_ibid_after_two_sources_is_ambiguous() -> None:
    """The last source of the note is the usual reading; the other one is named as well."""
    assert resolved(f"{QUILL[:-1]}; {REYES}", "Ibid.")[1] == [
        Resolved(repeats=(0, 1), could_be=((0, 0),))
    ]


def test_op_cit_with_two_works_of_one_author_is_ambiguous() -> None:
    """The later work is the first guess, and the earlier one is not kept silent."""
    other = "Ada Quill, ‘The pier’, The Tidewater Post, 9 May 2021."
    assert resolved(QUILL, other, "Quill, op. cit.")[2] == [
        Resolved(repeats=(1, 0), could_be=((0, 0),))
    ]


def test_a_short_form_without_its_source_repeats_nothing() -> None:
    """Nothing is guessed: a name nobody has met leads nowhere."""
    assert resolved(QUILL, "Moreau, op. cit., p. 4.")[1] == [Resolved()]
    assert resolved("Ibid.")[0] == [Resolved()]


def test_a_full_reference_repeats_nothing() -> None:
    """Only short forms are matched."""
    assert resolved(QUILL, QUILL) == [[Resolved()], [Resolved()]]


@pytest.mark.parametrize("word", ["Ders.", "Dies.", "Id.", "Eadem,"])
def test_the_same_author_is_taken_from_the_reference_before(word: str) -> None:
    """ "Ders." names nobody: the work is another one, its author that of the one before."""
    again = f"{word} ‘The pier’, Coast Mail, 5 May 2021."
    (reference,) = parse_note(Mapped.plain(again)).references
    assert "author" not in reference.csl
    assert not reference.short_form
    assert resolved(QUILL, again)[1] == [Resolved(author_from=(0, 0))]


def test_a_form_that_names_a_missing_note_repeats_nothing() -> None:
    """A "supra note 40" of three notes is an error of the writer, not the reference before it."""
    assert resolved(QUILL, REYES, "Voss, supra note 40, p. 4.")[2] == [Resolved()]


def test_of_very_many_meanings_the_nearest_are_named() -> None:
    """A form that fits fifty works names the last of them, twenty more, and that there are more."""
    works = [f"Ada Quill, ‘The pier of {n}’, The Tidewater Post, 9 May 2021." for n in range(50)]
    (form,) = resolved(*works, "Quill, op. cit.")[-1]
    assert form.repeats == (49, 0)
    assert form.could_be == tuple((at, 0) for at in range(48, 28, -1))
    assert form.more


def test_thousands_of_short_forms_are_held_against_the_last_works_only() -> None:
    """Past a million comparisons a form still finds the last work it fits, and says so."""
    (work,) = parse_note(Mapped.plain(QUILL), language="en").references
    (form,) = parse_note(Mapped.plain("Quill, op. cit."), language="en").references
    answers = resolve([[work]] * 2_000 + [[form]] * 2_000)
    assert answers[-1][0].repeats == (1_999, 0)
    assert answers[-1][0].more
