"""What is too long to be read whole is said, and no address in it is lost."""

from __future__ import annotations

from citations.bounds import MAX_NOTE, NoteBounds
from citations.formats import read_document
from citations.lines import Lines
from citations.model import Reading
from citations.reading import read
from citations.sources import gather


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.document.problems]


def noted(notes: list[str]) -> bytes:
    body = " ".join(f"Item {at} rose.[^{at}]" for at in range(1, len(notes) + 1))
    listed = "".join(f"[^{at}]: {note}\n\n" for at, note in enumerate(notes, 1))
    return f"{body}\n\n{listed}".encode()


def test_of_a_note_that_is_too_long_the_addresses_are_kept() -> None:
    """A remark says that its sources were read from its beginning only."""
    long = "Ada Quill, “Salt”, 2004. " + "grain " * (MAX_NOTE // 6) + "https://ex.org/last"
    reading = read(noted([long]), "a.md")
    assert codes(reading) == ["note_cut"]
    assert [link.url for link in reading.links] == ["https://ex.org/last"]
    assert reading.references[0].csl["title"] == "Salt"


def test_behind_very_many_notes_only_addresses_are_read() -> None:
    """One remark stands at the first note that is not read whole, and every address is a link."""
    notes = [
        "Ada Quill, “Salt”, 2004, https://ex.org/1.",
        "Bo Reyes, ‘Tide’, www.ex.org/2",
        "Mara Voss, doi:10.1000/3",
    ]
    document = read_document(noted(notes), "a.md")
    found = gather(document, [], Lines(document.text), NoteBounds(most=50))
    assert [link.url for link in found.links] == [
        "https://ex.org/1",
        "http://www.ex.org/2",
        "https://doi.org/10.1000/3",
    ]
    assert ["title" in one.csl for one in found.references] == [True, False, False]
    assert [note.kind for note in found.notes] == ["reference", "reference", "reference"]
    (problem,) = found.problems
    assert (problem.code, problem.start) == ("notes_unread", document.note_bodies[1].start)
    assert "of the 2 from here on" in problem.message


def test_short_forms_with_very_many_meanings_are_told_of() -> None:
    """Those that are not named are not passed over in silence."""
    works = [f"Ada Quill, “The pier of {at}”, Coast Mail, 2004." for at in range(30)]
    reading = read(noted([*works, "Quill, op. cit."]), "a.md")
    assert codes(reading) == ["short_forms_crowded"]
    assert len(reading.references[-1].could_be) == 20
