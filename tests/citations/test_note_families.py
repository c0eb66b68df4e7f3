"""Further ways to type sources into notes: what each field is, whatever its words."""

# ruff: noqa: E501 (a note reads best in its own line)
from __future__ import annotations

from typing import Any

import pytest

from citations.model import Mapped
from citations.references import parse_note

pytest.importorskip("pycrfsuite")


def read(text: str, language: str | None) -> list[Any]:
    return [one.csl for one in parse_note(Mapped.plain(text), language=language).references]


# The language, the note and some of its fields; none of it exists.
FIELDS = [
    ("en", "Mara Holt, Why sand leaves Poole, Poole 1971, pp. 3 ff.",
     {"title": "Why sand leaves Poole", "publisher-place": "Poole", "page": "3 ff"}),
    ("de", "Karla Brandt, Dünen in Plön 1870–1914, Plön 2011, S. 44.",
     {"title": "Dünen in Plön 1870–1914", "issued": {"date-parts": [[2011]]}}),
    ("en", "Shore Office, The Glass Coast [map], 1:25,000 (Leeds, 1991).",
     {"type": "map", "scale": "1:25,000", "publisher-place": "Leeds"}),
    ("en", "Rescue the Dunes, Annual Report 2011 (Leeds, 2012), p. 3.",
     {"type": "report", "author": [{"literal": "Rescue the Dunes"}],
      "title": "Annual Report 2011", "publisher-place": "Leeds"}),
    ("ru", "ООО «Песок». Годовой отчёт 2011. Псков, 2012.",
     {"author": [{"literal": "ООО «Песок»"}], "title": "Годовой отчёт 2011",
      "publisher-place": "Псков"}),
    ("ru", "Орлов В. Пески. Псков: Издательство «Берег», 1990. С. 4.",
     {"publisher": "Издательство «Берег»", "publisher-place": "Псков"}),
    ("ru", "Орлов В. Пески // Вопросы берега. — 1990. — № 4. — С. 4–9.",
     {"issue": "4", "page": "4-9", "container-title": "Вопросы берега"}),
    ("it", "Livia Sala, Storia delle dune, trad. it. di Paolo Riva, Ombra, Pavia 1990, p. 3.",
     {"translator": [{"given": "Paolo", "family": "Riva"}], "title": "Storia delle dune"}),
    ("it", "Livia Sala, Le dune di Caorle, «Il Lido», 3 maggio 1990, p. 3.",
     {"title": "Le dune di Caorle", "container-title": "Il Lido", "type": "article-newspaper"}),
    ("fr", "Le Rivage, « La dune », 3 mai 2002.", {"container-title": "Le Rivage"}),
    ("en", "Mara Holt. “Dunes.” Sand Studies 39.5 (1956): 51–65.",
     {"container-title": "Sand Studies", "volume": "39", "issue": "5"}),
    ("es", "Ana Gil, “Dunas”, Anales de Playa, nº 7 (1963), p. 5.", {"issue": "7"}),
    ("en", "Mara Holt, Dunes and Grass (Sandhouse Press 1978) 308.", {"page": "308"}),
    ("de", "Der lange Strand, Regie: Karla Brandt, 1996.",
     {"type": "motion_picture", "title": "Der lange Strand",
      "author": [{"given": "Karla", "family": "Brandt"}]}),
    ("en", "Author’s interview with Mara Holt, 3 May 1998.",
     {"type": "interview", "author": [{"given": "Mara", "family": "Holt"}]}),
    ("de", "Gespräch mit Karla Brandt am 3. Mai 1998.", {"type": "interview"}),
    ("es", "Ibarra y Luna, Ana, Las dunas, Madrid, Arena, 1930, p. 4.",
     {"author": [{"given": "Ana", "family": "Ibarra y Luna"}], "title": "Las dunas"}),
    ("es", "García Luna, Cien Playas", {"author": [{"family": "García Luna"}], "title": "Cien Playas"}),
    ("en", "‘Dunes’, Sand Hour, Shore Radio, 3 May 1998.", {"type": "broadcast"}),
    ("de", "Karla Brandt, Eintrag auf Facebook, 3. Mai 2019.",
     {"type": "post", "container-title": "Facebook"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "fields"), FIELDS)
def test_fields_of_typed_sources_are_told_by_their_signs(
    language: str, text: str, fields: dict[str, Any]
) -> None:
    """A place, a scale, a year of a title, a director: each is found where people put it."""
    (csl,) = read(text, language)

    assert {name: csl.get(name) for name in fields} == fields


# The language and a note of two sources, "¦" where one ends.
SEVERAL = [
    ("en", "ISO 4217:2015, Codes for dunes.¦Mara Holt, ‘Dunes’ (PhD thesis, Leeds, 1990), p. 3."),
    ("fr", "Loi n° 86-2 du 3 janvier 1986 relative au littoral.¦Sable SA, Rapport annuel 1985, Pau, 1986."),
    ("fr", "Luc Petit (dir.), Les dunes, Pau, Le Sable, 1999.¦Voir aussi Anne Roy, Le lac, Pau, Le Sable, 2001."),
    ("en", "Mara Holt, Dunes (Leeds: Sand Press, 1985), 24.¦Shore Office (1988), Counting Sand, Leeds."),
    ("ja", "井上進『砂丘』浜出版、1990年、7頁、¦近藤綾編『海岸』浜出版、2001年。"),
    ("zh", "何静：“海滩”，《沙报》，1984年12月24日。¦孙伟：“沙丘”，《沙报》，1977年2月22日。"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), SEVERAL)
def test_a_source_ends_where_its_kind_does(language: str, text: str) -> None:
    """Laws and standards end on any word, editors are no opening, a body and year open one."""
    space = "" if language in {"ja", "zh"} else " "
    found = parse_note(Mapped.plain(text.replace("¦", space)), language=language).references

    assert len(found) == 2
    assert text.index("¦") in range(found[1].start - 1, found[1].start + 2)
