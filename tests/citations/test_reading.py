"""What the parts make together: problems, repeated authors, notes that name a note."""

from __future__ import annotations

from citations import read
from citations.model import Reading


def _read(notes: str) -> Reading:
    text = f"The mill is old.[^1] It stands.[^2] Once more.[^7]\n\n{notes}"
    return read(text.encode(), "a.md")


def test_an_address_from_an_assistant_is_named() -> None:
    """A link that an assistant marked as its own is a problem with its line."""
    (problem,) = _read(
        "[^1]: A, 2019, https://a.example/m?utm_source=chatgpt.com\n"
        "[^2]: B, 2020.\n[^7]: C, 2021.\n"
    ).document.problems

    assert (problem.code, problem.line) == ("machine_trace", 3)


def test_the_same_author_is_taken_from_the_reference_before() -> None:
    """ "Ders." gives the author of the note before; nothing else is taken over."""
    reading = _read(
        '[^1]: Karl Meier, "Die Mühle", Die Zeit, 2019.\n'
        '[^2]: Ders., "Der Müller", Die Zeit, 2020.\n[^7]: C, 2021.\n'
    )

    first, second = reading.references[:2]
    assert second.csl["author"] == first.csl["author"] == [{"given": "Karl", "family": "Meier"}]
    assert second.csl["title"] == "Der Müller"
    assert second.same_as is None


def test_supra_counts_by_the_number_of_the_note() -> None:
    """ "supra note 2" is the note numbered 2, and not the second that was read."""
    reading = read(
        b"One.[^3] Two.[^2] Three.[^4]\n\n"
        b'[^3]: Ada Quill, "Rivers", The Post, 2019.\n\n'
        b'[^2]: Bo Reyes, "Dams", The Post, 2020.\n\n'
        b"[^4]: Reyes, supra note 2.\n",
        "a.md",
    )

    short = reading.references[-1]
    repeated = next(one for one in reading.references if one.id == short.same_as)
    assert repeated.csl["title"] == "Dams"


def test_every_address_of_a_note_has_a_link() -> None:
    """A reference has one address of its own; the others are links too, and name no new source."""
    reading = _read(
        '[^1]: Kay, "Mills", 2019, https://a.example/1 and https://a.example/2, '
        "also <https://a.example/3>.\n[^2]: B, 2020.\n[^7]: C, 2021.\n"
    )

    assert [link.url for link in reading.links] == [f"https://a.example/{n}" for n in (1, 2, 3)]
    assert reading.references[0].other_urls == ("https://a.example/2", "https://a.example/3")
    assert len(reading.references) == 3


TABLE = """\
| Town | People | Remark |
|---|---|---|
| Holm | 24,000 in 1970[^1] | The harbour is old. It silts. |
| Lund | 2,300 | none |

[^1]: Yearbook, 1971.
"""


def test_a_row_with_a_source_is_one_claim() -> None:
    """A cell says nothing without its row; a row without a source counts by its sentences."""
    found = read(TABLE.encode(), "a.md")
    assert [(one.text, one.citations) for one in found.claims] == [
        ("Holm\t24,000 in 1970\tThe harbour is old. It silts.", ("m1",))
    ]
    bare = read(TABLE.replace("[^1]", "", 1).encode(), "a.md")
    assert [one.text for one in bare.claims] == ["The harbour is old.", "It silts."]
