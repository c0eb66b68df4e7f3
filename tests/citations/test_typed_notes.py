"""Sources of all kinds as people type them: what each is, and who did what for it."""

from __future__ import annotations

from typing import Any

import pytest

from citations.model import Mapped
from citations.references import parse_note

pytest.importorskip("pycrfsuite")


def read(text: str, language: str | None = None) -> Any:
    (reference,) = parse_note(Mapped.plain(text), language=language).references
    return reference.csl


def shown(people: Any) -> str:
    return "; ".join(
        one.get("literal") or " ".join(filter(None, (one.get("given"), one["family"])))
        for one in people or ()
    )


# The note and the type of what it cites; none of it exists.
KINDS = [
    ("Mara Holt, ‘Dunes’, Sand in the Ear (podcast), 3 May 2019.", "broadcast"),
    ("Karla Brandt, „Ufer“, Sandfunk (Podcast), 3. Mai 2019.", "broadcast"),
    ("« La dune », Grand sable, émission de radio, 3 mai 2019.", "broadcast"),
    ("Mara Holt, interview by the author, York, 3 May 2004.", "interview"),
    ("Interview mit Karla Brandt, Bonn, 3. Mai 2004.", "interview"),
    ("Intervista a Livia Sala, Torino, 3 maggio 2004.", "interview"),
    ("Mara Holt, email to the author, 3 May 2004.", "personal_communication"),
    ("Karla Brandt, E-Mail an den Verfasser, 3. Mai 2004.", "personal_communication"),
    ("Piet Barlow to Mara Holt, 9 June 1933, Shetland Archives, Box 3.", "personal_communication"),
    ("Brief von Emil Voss an Karla Brandt vom 9. Juni 1933.", "personal_communication"),
    ("Shetland Archives, MS 412, fol. 3r.", "manuscript"),
    ("ГАРФ. Ф. 44. Оп. 6. Д. 1107. Л. 78.", "manuscript"),
    ("ISO 4217:2015, Codes for currencies.", "standard"),
    ("DIN EN 1990:2010, Grundlagen der Tragwerksplanung.", "standard"),
    ("Mara Holt, A sieve for dunes, US Patent 4,830,112, 14 August 1979.", "patent"),
    ("Mara Holt (@m_holt), ‘Dunes again’, Twitter, 3 May 2019.", "post"),
    ("Mara Holt, ‘Dunes’, YouTube, 3 May 2019.", "motion_picture"),
    ("Shore Office, The Glass Coast [map], 1:50,000 (Leeds, 1991).", "map"),
    ("Mara Holt, Grain counts [dataset], Zenodo, 2019, doi:10.5281/zenodo.1.", "dataset"),
    ("Karla Brandt, Art. „Düne“, in: Lexikon der Ufer, Bd. 2, Bonn 1959.", "entry-encyclopedia"),
    ("Loi n° 86-2 du 3 janvier 1986 relative au littoral.", "legislation"),
    ("Ley 22/1988, de 28 de julio, de Costas.", "legislation"),
    ("Legge 31 dicembre 1982, n. 979.", "legislation"),
    ("民法709条。", "legislation"),
    ("Mara Holt, ‘Dunes’ (paper presented at the York Sand Meeting, 3 May 1990).",
     "paper-conference"),
    ("Dunes Ltd, Annual Report 2004 (Leeds, 2005), p. 3.", "report"),
    ("何静. 海滩[D]. 北京: 沙岸大学, 2001.", "thesis"),
    ("井上進「砂丘」博士論文、浜大学、2001年。", "thesis"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "kind"), KINDS, ids=[str(n) for n in range(len(KINDS))])
def test_a_source_says_what_it_is(note: str, kind: str) -> None:
    """Brackets, forms of address, shelf marks and sites give the type."""
    assert read(note)["type"] == kind


# The note, its authors, its editors or translators, and its title.
PEOPLE = [
    ("Mara Holt, The Glass Coast, trans. Piet Barlow (Leeds: Wren, 1991), 4.",
     "Mara Holt", "translator", "Piet Barlow", "The Glass Coast"),
    ("Mara Holt, Das Ufer, übers. v. Emil Voss, Bonn: Reiher 1991, S. 4.",
     "Mara Holt", "translator", "Emil Voss", "Das Ufer"),
    ("Lise Aubert, La Grève, traduit de l’anglais par Paul Garnier, Paris, Alizé, 1991, p. 4.",
     "Lise Aubert", "translator", "Paul Garnier", "La Grève"),
    ("Pilar Rojas, La arena, trad. Luis Sanz, Madrid, Duna, 1991, p. 4.",
     "Pilar Rojas", "translator", "Luis Sanz", "La arena"),
    ("Ece Tan, Kumlar, çev. Deniz Aksoy, Ankara: Kum, 1991, s. 4.",
     "Ece Tan", "translator", "Deniz Aksoy", "Kumlar"),
    ("Le coste, a cura di Livia Sala, Torino, Duna, 1991, p. 4.",
     "", "editor", "Livia Sala", "Le coste"),
    ("何静著，周明译：《海滩》，北京：沙岸出版社，2001年。", "何静", "translator", "周明", "海滩"),
    ("井上進（西田薫訳）『砂丘』浜出版、1990年。", "井上進", "translator", "西田薫", "砂丘"),
    ("井上進「砂丘」西田薫編『海浜』浜出版、1990年、12頁。", "井上進", "editor", "西田薫", "砂丘"),
    ("Holt/Barlow, The Glass Coast, Leeds 1991, p. 4.",
     "Holt; Barlow", "editor", "", "The Glass Coast"),
    ("Ruiz Peña, La casa de sal, Lima: Duna, 1991, p. 4.",
     "Ruiz Peña", "editor", "", "La casa de sal"),
    ("Pérez Rojas, Las arenas, Lima, Duna, 1991, p. 4.", "Pérez Rojas", "editor", "", "Las arenas"),
    ("Dunes e.V., Das Ufer, Bonn 1991.", "Dunes e.V.", "editor", "", "Das Ufer"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "authors", "role", "others", "title"), PEOPLE, ids=[row[0][:24] for row in PEOPLE]
)
def test_people_are_read_in_their_roles(
    note: str, authors: str, role: str, others: str, title: str
) -> None:
    """Translators and editors are told from authors, houses and titles."""
    csl = read(note)
    got = (shown(csl.get("author")), shown(csl.get(role)), csl["title"])
    assert got == (authors, others, title)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("『砂丘』浜出版、平成15年、4頁。", [2003]),
        ("「砂丘」『浜新聞』令和3年5月6日付朝刊。", [2021, 5, 6]),
        ("『砂丘』浜出版、昭和元年、4頁。", [1926]),
        ("《沙丘》，《沙岸日報》民國35年3月2日。", [1946, 3, 2]),
    ],
)
def test_years_of_eras_are_years(text: str, date: list[int]) -> None:
    """The first year of an era is its year one, written as a digit or as 元."""
    assert read(text)["issued"]["date-parts"] == [date]
