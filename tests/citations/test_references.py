"""Notes read into references: split, fields, kinds; the texts are made up for these tests."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Mapped
from citations.references import FoundReference, ParsedNote, parse_note


def parse(
    text: str, language: str | None = "en", words: frozenset[str] = frozenset()
) -> ParsedNote:
    return parse_note(Mapped.plain(text), language=language, words=words)


def only(text: str, language: str | None = "en") -> FoundReference:
    (reference,) = parse(text, language).references
    return reference


NOTES = [
    (
        (
            "Ada Quill, ‘Harbour wall breached’, The Tidewater Post, 3 May 2021, online at: "
            "https://tidewater.example/wall."
        ),
        {
            "type": "article-newspaper",
            "title": "Harbour wall breached",
            "author": [{"given": "Ada", "family": "Quill"}],
            "container-title": "The Tidewater Post",
            "issued": {"date-parts": [[2021, 5, 3]]},
            "URL": "https://tidewater.example/wall",
        },
    ),
    (
        "Ada Quill and Bo Reyes, “The Town’s Last Ferry,” Coast Review 12, no. 3 (2019): 45–67.",
        {
            "type": "article-journal",
            "title": "The Town’s Last Ferry",
            "author": [{"given": "Ada", "family": "Quill"}, {"given": "Bo", "family": "Reyes"}],
            "container-title": "Coast Review",
            "volume": "12",
            "issue": "3",
            "page": "45-67",
            "issued": {"date-parts": [[2019]]},
        },
    ),
    (
        (
            "Greta Sommer, „Die Mauer am Hafen“, in: Küstenbote, 12. März 2019, S. 4, "
            "abrufbar unter: https://kueste.example/mauer (Zugriff am 01.04.2020)."
        ),
        {
            "type": "article-newspaper",
            "title": "Die Mauer am Hafen",
            "author": [{"given": "Greta", "family": "Sommer"}],
            "container-title": "Küstenbote",
            "page": "4",
            "issued": {"date-parts": [[2019, 3, 12]]},
            "accessed": {"date-parts": [[2020, 4, 1]]},
            "URL": "https://kueste.example/mauer",
        },
    ),
    (
        (
            "Luc Moreau, « Le mur du port », Le Littoral, 1er août 2018, disponible sur : "
            "https://littoral.example/mur (consulté le 5 mai 2020)."
        ),
        {
            "type": "article-newspaper",
            "title": "Le mur du port",
            "author": [{"given": "Luc", "family": "Moreau"}],
            "container-title": "Le Littoral",
            "issued": {"date-parts": [[2018, 8, 1]]},
            "accessed": {"date-parts": [[2020, 5, 5]]},
            "URL": "https://littoral.example/mur",
        },
    ),
    (
        (
            "Coastal Safety Board (CSB), Sea Walls after the Storm, Special Report, Lisbon: Delta "
            "Institute, 29 April 2020, pp. 35–39."
        ),
        {
            "type": "report",
            "title": "Sea Walls after the Storm",
            "author": [{"literal": "Coastal Safety Board"}],
            "genre": "Special Report",
            "publisher-place": "Lisbon",
            "publisher": "Delta Institute",
            "page": "35-39",
            "issued": {"date-parts": [[2020, 4, 29]]},
        },
    ),
    (
        "Mara Voss, The Salt Road (Bristol: Heron Press, 2004), 112.",
        {
            "type": "book",
            "title": "The Salt Road",
            "author": [{"given": "Mara", "family": "Voss"}],
            "publisher-place": "Bristol",
            "publisher": "Heron Press",
            "page": "112",
            "issued": {"date-parts": [[2004]]},
        },
    ),
    (
        "Ivo Blum, ‘After the flood’, [Podcast], Low Tide, 19 May 2020, [11:20 mins].",
        {
            "type": "broadcast",
            "title": "After the flood",
            "author": [{"given": "Ivo", "family": "Blum"}],
            "container-title": "Low Tide",
            "medium": "Podcast",
            "dimensions": "11:20 mins",
            "issued": {"date-parts": [[2020, 5, 19]]},
        },
    ),
]


@pytest.mark.parametrize(("text", "csl"), NOTES)
def test_a_note_gives_the_fields_that_it_states(text: str, csl: dict[str, Any]) -> None:
    """Every field that stands in the text is read, and none that does not."""
    assert only(text).csl == csl


def test_a_bracket_behind_a_title_is_the_original_title() -> None:
    """A translated title keeps the title in the source's own language beside it."""
    reference = only(
        "Rosa Conti, ‘The wall: “nobody asked us” ’ [Il muro: ‘nessuno ce l’ha chiesto’], "
        "Il Molo, 4 June 2020, online at:"
    )
    assert reference.csl["title"] == "The wall: “nobody asked us”"
    assert reference.original_title == "Il muro: ‘nessuno ce l’ha chiesto’"
    assert reference.csl["container-title"] == "Il Molo"
    assert reference.url_missing


SPLIT = [
    ("A. Quill, ‘One’, Post, 3 May 2021; B. Reyes, ‘Two’, Mail, 4 May 2021.", 2),
    (
        "A. Quill, ‘One’, Post, 3 May 2021, online at:; B. Reyes, ‘Two’, Mail, 2020, online at:",
        2,
    ),
    (
        "A. Quill, ‘One’, Post, 3 May 2021, online at: For the tides, see B. Reyes, ‘Two’, 2020.",
        2,
    ),
    ("Ada Quill, ‘One; and two’, Post, 3 May 2021.", 1),
    ("Quill, A.; Reyes, B. ‘One’, Post, 3 May 2021.", 1),
    ("Quill A, Reyes B. Tides of the bay. Coast J. 2019; 12(3): 45-56.", 1),
    ("See Ada Quill, ‘One’, Post, 3 May 2021. See also Bo Reyes, ‘Two’, Mail, 4 May 2021.", 2),
    ("Ada Quill, ‘One’, Post, 3 May 2021. Bo Reyes, ‘Two’, Mail, 4 May 2021.", 2),
    ("For the whole text of the report, see; https://example.org/a", 1),
    ("Vgl. Greta Sommer, „Eins“, Bote, 3. Mai 2021; Ivo Blum, „Zwei“, Bote, 4. Mai 2021.", 2),
]


@pytest.mark.parametrize(("text", "count"), SPLIT)
def test_a_note_is_cut_between_its_sources_and_nowhere_else(text: str, count: int) -> None:
    """Semicolons, lost addresses and new sentences divide; those inside a source do not."""
    assert len(parse(text).references) == count


KINDS = [
    ("It must be said that the wall was built before they had any of the money for it.", "comment"),
    ("The term “sea wall” was first used by those who had never seen one.", "comment"),
    ("Ada Quill, ‘One’, Post, 3 May 2021.", "reference"),
    ("Ibid., p. 4.", "short_form"),
    ("Ebd., S. 4.", "short_form"),
    ("Quill, ‘One’.", "short_form"),
    ("CSB, Sea Walls after the Storm.", "short_form"),
    (
        "Ada Quill, ‘One’, Post, 3 May 2021. But this was not what they had said when it began.",
        "mixed",
    ),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_note_says_what_kind_it_is(text: str, kind: str) -> None:
    """A comment cites nothing, a short form only points back, a mixed note does both."""
    assert parse(text).kind == kind


def test_words_before_a_source_are_no_part_of_it() -> None:
    """What leads up to a source is kept apart from its author."""
    reference = only("For a contrary view, see Ada Quill, ‘One’, Post, 3 May 2021.")
    assert reference.prefix == "For a contrary view, see"
    assert reference.csl["author"] == [{"given": "Ada", "family": "Quill"}]


LOST = [
    ("Ada Quill, ‘One’, Post, 3 May 2021, online at:", True),
    ("Ada Quill, ‘One’, Post, 3 May 2021, available at: .", True),
    ("Greta Sommer, „Eins“, Bote, 3. Mai 2021, abrufbar unter:", True),
    ("Luc Moreau, « Un », Le Littoral, 1er août 2018, disponible sur :", True),
    ("Ada Quill, ‘One’, Post, 3 May 2021.", False),
    ("Ada Quill, ‘Shopping online: a guide’, Post, 3 May 2021.", False),
    ("Ada Quill, ‘One’, Post, 3 May 2021, online at: https://example.org/a", False),
]


@pytest.mark.parametrize(("text", "missing"), LOST)
def test_an_announced_address_that_is_not_there_is_said_to_be_lost(
    text: str, missing: bool
) -> None:
    """Only words that announce an address, with none behind them, make it missing."""
    assert only(text).url_missing is missing


def test_a_mended_address_keeps_its_printed_form_and_the_other_reading() -> None:
    """The document's words choose the reading; nothing of the printed form is lost."""
    text = "See https://example.org/news/\nhow-lighthou-\nses-fell/ (accessed 3 May 2021)"
    (reference,) = parse(text, words=frozenset({"lighthouses"})).references
    assert reference.csl["URL"] == "https://example.org/news/how-lighthouses-fell/"
    assert reference.url_printed == "https://example.org/news/\nhow-lighthou-\nses-fell/"
    assert reference.url_candidates == ("https://example.org/news/how-lighthou-ses-fell/",)
    assert reference.url_repaired
    assert reference.csl["accessed"] == {"date-parts": [[2021, 5, 3]]}


def test_words_divided_at_a_line_end_are_made_whole() -> None:
    """A hyphen stays where both parts are words of the document, or a name goes on."""
    text = "Ada Quill, ‘The light-\nhouse, the sea-\nwall’, Quay-\nSide Post, 3 May\n2021."
    (reference,) = parse(text, words=frozenset({"sea", "wall"})).references
    assert reference.csl["title"] == "The lighthouse, the sea-wall"
    assert reference.csl["container-title"] == "Quay-Side Post"
    assert reference.csl["issued"] == {"date-parts": [[2021, 5, 3]]}


def test_an_abbreviation_is_kept_where_it_is_defined() -> None:
    """The short name in brackets behind a body's name serves later short forms."""
    reference = only("Coastal Safety Board (CSB), Sea Walls, Lisbon: Delta Institute, 2020.")
    assert reference.abbreviation == "CSB"


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="abcA ,;.:‘’“”()[]1920pIid\n-/h", max_size=120))
def test_any_text_is_read_without_complaint(text: str) -> None:
    """Spans lie in the text in order, and a comment has no references."""
    note = parse(text)
    end = 0
    for reference in note.references:
        assert end <= reference.start < reference.end <= len(text)
        end = reference.end
    assert bool(note.references) == (note.kind != "comment")


@pytest.mark.parametrize(
    "piece",
    ["‘", "‘a’ ", "(", "; ", "see ", "1 May 2020, ", "A. B., ", "Abc. ", "ibid. ", "online at: ",
     "Smith, ‘T’, X, 1 May 2020. ", "pp. 1, ", "1(", "vol. 1 no ",
     "a", " ", "A  ", "(a b ", "x‘", "a-\n", "«a» ("],
)  # fmt: skip
def test_hostile_notes_take_bounded_time(piece: str) -> None:
    """100 kB of the worst repetitions are read in a few seconds at most."""
    begin = time.process_time()
    parse(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 5
