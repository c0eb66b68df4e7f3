"""Several sources in one note: where each begins and ends, in nine languages."""

# ruff: noqa: E501 (a note reads best in its own lines)
from __future__ import annotations

import pytest

from citations.model import Mapped
from citations.references import parse_note

# The note, with a stroke where the sources part; none of the works exists.
NOTES = [
    (
        "Mara Holt, The Glass Coast (Leeds: Wren, 1991), 14|; for another reading, see Piet Barlow, "
        "‘Sand’, Shore Quarterly 4, no. 2 (1999): 9"
    ),
    (
        "Mara Holt, The Glass Coast, Leeds: Wren, 1991, p. 14|. Piet Barlow and Una Frame, “Sand,” "
        "Shore Quarterly 4 (1999): 9|. See also Foreshore Act 1971, s 4"
    ),
    (
        "Piet Barlow, interview by the author, York, 3 May 2004|. Mara Holt to Una Frame, 9 June "
        "1933, Shetland Archives, Box 3"
    ),
    "Dunes Ltd, Annual Report 2004 (Leeds, 2005), p. 3|; ISO 4217:2015, Codes for currencies",
    (
        "Karla Brandt, Das Ufer, Bonn 1989, S. 12 f.|; Emil Voss und Jana Krug, „Sand“, in: "
        "Strandhefte 4 (1990), S. 3–9|; vgl. auch Emil Voss, Die Düne, Bonn 1992, S. 4"
    ),
    (
        "Karla Brandt, „Das Ufer“ (Bonn, 1989)|; E. Voss und J. Krug, Sand, Bonn 1990|; dazu: "
        "Emil Voss, Die Düne, Bonn 1992"
    ),
    (
        "Karla Brandt: Das Ufer. Bonn 1989, S. 12 ff.| Emil Voss: Sand. In: Strandhefte, 4. Jg., "
        "Heft 2, 1990, S. 3–9"
    ),
    (
        "Paul Garnier, La Dune, Paris, Alizé, 1990, p. 12|\u202f; voir aussi Lise Aubert, « Sable », "
        "Revue des grèves, 12 (2001), p. 3-9"
    ),
    (
        "Lise Aubert, La Grève, Paris, Alizé, 1990, p. 123 sq.| Loi n° 86-2 du 3 janvier 1986 "
        "relative au littoral|\u202f; cf. Entretien avec Paul Garnier, Nantes, 3 mai 2001"
    ),
    (
        "Pilar Rojas, La arena, Madrid, Duna, 1990, p. 12 y ss.| Véase también Ley 22/1988, de 28 de "
        "julio, de Costas"
    ),
    (
        "Dario Neri, La sabbia, Torino, Duna, 1990, p. 12 e ss.|; si veda anche Le coste, a cura di "
        "Livia Sala, Torino, Duna, 1995, p. 4"
    ),
    (
        "Deniz Aksoy, Kumlar, Ankara: Kum, 1990, s. 12|; ayrıca bkz. Ece Tan, “Sahil”, Kıyı Dergisi, "
        "cilt 4, sayı 2, 2001, s. 3"
    ),
    (
        "Орлов Д. С. Пески. М.: Наука, 1990. С. 12|; см. также Зимин П. А. Дюны // Берег. 2001. № 10. "
        "С. 3–9|. Пески и дюны / под ред. И. Лосева. М.: Наука, 1995. С. 4"
    ),
    "ГАРФ. Ф. 44. Оп. 6. Д. 1107. Л. 78|. Орлов Д. С. Пески. М.: Наука, 1990. С. 12",
    "周明：《沙丘》，北京：沙岸出版社，1990年，第12页|；何静：《海滩》，《沙岸学刊》2001年第3期，第5页",
    "参见周明：《沙丘》，北京：沙岸出版社，1990年，第12页。|何静著，周明译：《海滩》，沙岸出版社，2001年",
    "周明. 沙丘[M]. 北京: 沙岸出版社, 1990: 12。|何静. 海滩[J]. 沙岸学刊, 2001, 3(2): 5-9",
    "井上進『砂丘』浜出版、1990年、12頁。|西田薫「海浜」『砂の研究』第3巻第2号、2001年、5頁",
    "井上進『砂丘』浜出版、平成2年、12頁、|西田薫「海浜」『砂の研究』3巻2号（2001年）5頁",
]
ALONE = [
    # What ends on a year or page, and goes on: lists' own full stops divide nothing.
    "Holt, M. 1991. Sand and its makers. Wren, Leeds.",
    "Holt, Mara. The Glass Coast, 1890–1930. New York: Wren Press, 1991.",
    "Holt, Mara. “Sand.” Shore Quarterly, vol. 4, no. 2, 1999, pp. 9–12.",
    "Holt, M. R.; Barlow, P. T.; Frame, U. (2004). “Sand at Rest”. Shore Quarterly. 4 (2): 9.",
    "Holt, Mara (March 2009). “Sand at Rest”. The Shore Book. Retrieved 3 May 2011.",
    "Holt, Mara (3 March 2009). “Sand at Rest”. The Shore Book. Retrieved 3 May 2011.",
    "Holt, M.; Barlow, P. (1991). Sand. Shore Quarterly. 4 (2): 9.",
    "Орлов Д. С. Пески // Берега. 2001. Т. 12, № 10. С. 3–9.",
    "Brandt, Karla: Das Ufer. In: Voss, Emil (Hrsg.): Strände. Bonn 1989, S. 12.",
    "Karla Brandt: „Das Ufer“. In: Emil Voss (Hg.): Strände. Bonn: Düne 1989, S. 12.",
    "Mara Holt, How to See the Coast (Leeds: Wren, 1991), 14.",
    "井上進「砂丘」西田薫編『海浜』浜出版、1990年、12頁。",
]


def cut(note: str) -> list[str]:
    """The sources that are read, without the signs between them."""
    found = parse_note(Mapped.plain(note)).references
    return [note[one.start : one.end].strip(" .;。；、\u202f") for one in found]


@pytest.mark.parametrize("note", NOTES)
def test_sources_of_one_note_are_told_apart(note: str) -> None:
    """Semicolons, full stops and words such as "see also" part sources, abbreviations do not."""
    wanted = [part.strip(" .;。；、\u202f") for part in note.split("|")]
    assert cut(note.replace("|", "")) == wanted


@pytest.mark.parametrize("note", ALONE)
def test_one_source_stays_whole(note: str) -> None:
    """A full stop inside a reference, or a year at the end of a title, is no end of it."""
    assert len(cut(note)) == 1
