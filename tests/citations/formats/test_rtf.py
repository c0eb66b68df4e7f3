"""Rich Text as Word and LibreOffice write it: text, notes, fields, changes, code pages."""

from __future__ import annotations

import json

import pytest

from citations import read
from citations.errors import UnreadableSource
from citations.model import BlockKind, Reading

_WORD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff0\deff0\deflang1033"
    r"{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    r"{\f1\fswiss\fcharset204 Arial Cyr;}{\f2\fnil\fcharset128 MS Mincho;}}"
    r"{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql \snext0 Normal;}{\s1\ql\outlinelevel0\b\fs32 \sbasedon0 heading 1;}"
    r"{\*\cs10 \additive Default Paragraph Font;}{\s2 Quote;}{\s3\outlinelevel1 Kapitel;}"
    r"{\s4 footnote text;}{\*\cs17 \additive \super footnote reference;}{\s5 toc 1;}}"
    r"{\*\listtable{\list{\listlevel{\leveltext\'02\'00.;}}}}"
    r"{\info{\title Of Tides}{\author Nobody}{\doccomm Not text}}"
    r"{\*\generator Riched20 10}{\header\pard A running head\par}{\*\ftnsep\pard\chftnsep\par}"
)


def of(body: str, head: str = _WORD) -> Reading:
    return read(f"{head}{body}}}".encode("latin-1"), "a.rtf")


def texts(reading: Reading) -> list[str]:
    return [block.content.text for block in reading.document.blocks]


def note(text: str, mark: str = r"\chftn", more: str = "") -> str:
    """A footnote as Word writes it."""
    return (
        rf"{{\rtlch \ltrch \cs17\super {mark} {{\footnote{more} \ltrpar\pard\plain \s4\ql "
        rf"{{\cs17\super {mark} }}{{\insrsid12  {text}}}}}}}"
    )


# What stands in the file, and what a reader reads.
WORDS = [
    (r"Plain {\b bold} and {\i it}alic.", "Plain bold and italic."),
    (r"An \'e9tude, \u8220\'93so\u8221\'94 \emdash  na\u239?ve.", "An étude, “so” — naïve."),
    (r"\uc2 a\u8211\'a1\'a2b \uc0 c\u8211d", "a–b c–d"),
    (r"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2.}", "Привет."),
    (r"{\f2 \'8d`\'82\'cd\'8a\'4a.}", "港は開."),
    (r"\u-10179?\u-8704? smiles.", "😀 smiles."),
    (r"A\~b\_c, co\-operate, \{x\} \\ y\line z.", "A\u00a0b\u2011c, cooperate, {x} \\ y z."),
    (r"Ten {\super 2} and {\up6 3}{\dn6 4}{\sub 5}{\super\nosupersub 6}.", "Ten ² and ³₄₅6."),
    (r"Kept{\deleted gone}{\revised\revauth1  new}{\v hid}{\mvf from}{\mvt to}.", "Kept newto."),
    (r"{\upr{Caf?}{\*\ud Caf\u233\'e9}} open.", "Café open."),
    (r"A{\*\annotation Not this.}{\xe entry}{\*\unknown{\b no}}{\pict\bin3 }}}}b.", "Ab."),
    (r"{\object{\*\objdata 01}{\result Shown}} it.", "Shown it."),
    (r"{\mmath{\*\moMath{\mr x}{\md{\mdPr{\mbegChr (}}{\me y}}}} is.", "xy is."),
    (r"Bookmark{\*\bkmkstart _Ref1}ed{\*\bkmkend _Ref1}.", "Bookmarked."),
    ("Line\r\nbreaks in the file\n are none.", "Linebreaks in the file are none."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), WORDS)
def test_a_paragraph_is_what_a_reader_sees(written: str, shown: str) -> None:
    """Signs, code pages, substitutes, raised digits, changes as accepted, groups left out."""
    assert texts(of(rf"\pard\plain {written}\par")) == [shown]


def test_a_broken_word_is_not_the_documents_end() -> None:
    """A lone surrogate, an unknown code page, a wrong hexadecimal number, no closing brace."""
    reading = read(rb"{\rtf1\ansicpg99999 A \u-10179?b \'zz c{\b d", "a.rtf")
    assert texts(reading) == ["A b 'zz cd"]


@pytest.mark.parametrize(
    ("body", "kind", "level"),
    [
        (r"\s1 Title", BlockKind.HEADING, 1),
        (r"\s3 Title", BlockKind.HEADING, 2),
        (r"\outlinelevel2 Title", BlockKind.HEADING, 3),
        (r"\s2 Said", BlockKind.QUOTATION, 1),
        (r"\s5 Tides\tab 3", BlockKind.NAVIGATION, 1),
        (r"{\listtext\'b7\tab}\ilvl1\ls1 Item", BlockKind.LIST_ITEM, 2),
        (r"{\pntext\f3\'b7\tab}{\*\pn\pnlvlblt{\pntxtb\'b7}}Item", BlockKind.LIST_ITEM, 1),
    ],
)
def test_a_style_says_what_a_paragraph_is(body: str, kind: BlockKind, level: int) -> None:
    """Headings by style or outline, quotations, contents, items; labels of lists left out."""
    (block,) = of(rf"\pard\plain{body}\par").document.blocks
    assert (block.kind, block.level) == (kind, level)


def test_notes_are_found_with_their_markers() -> None:
    """Footnotes and endnotes, each counted for itself, each marker at its sentence's end."""
    reading = of(
        rf"\pard The mill is old.{note('Kay, Mills, 2019.')} It turns.{note('Oddly.')}\par"
        rf"\pard It burned{note('Lee, Fires, 2020.', more=chr(92) + 'ftnalt')}.\par"
    )
    assert [(one.style, one.marker, one.claim) for one in reading.citations] == [
        ("footnote", "1", "c1"),
        ("footnote", "2", "c2"),
        ("endnote", "1", "c3"),
    ]
    assert [one.text for one in reading.notes] == [
        "Kay, Mills, 2019.",
        "Oddly.",
        "Lee, Fires, 2020.",
    ]
    assert reading.claims[2].text == "It burned."


def test_a_note_has_its_own_mark() -> None:
    """Without automatic numbers the raised sign before the note is its marker."""
    reading = of(rf"\pard The mill is old.{note('Kay, 2019.', mark='*')} So be it.\par")
    (citation,) = reading.citations
    assert (citation.marker, reading.claims[0].text) == ("*", "The mill is old.")


def test_libreoffices_notes_are_found() -> None:
    """There a note is marked as one that older programs may leave out."""
    reading = of(
        r"{\loch The mill is old.}{{\super \loch \chftn{\*\footnote \chftn\pard\plain \s4"
        r"{\loch Kay, }{\i\loch Mills}{\loch , 2019.}\par{\loch More.}}}}{\loch  It turns.}\par"
    )
    assert reading.notes[0].text == "Kay, Mills, 2019. More."
    assert [one.claim for one in reading.citations] == ["c1"]


def test_a_deleted_note_is_left_out() -> None:
    """Tracked changes are read as accepted, notes included."""
    reading = of(rf"\pard One.{{\deleted {note('Gone.')}}} Two.{note('Kept.')}\par")
    assert [one.text for one in reading.notes] == ["Kept."]


def test_a_repeated_number_leads_to_the_same_note() -> None:
    """A cross-reference to a note that looks like a marker is one."""
    reading = of(
        r"\pard {\*\bkmkstart _Ref7}One."
        + note("Kay, 2019.")
        + r"{\*\bkmkend _Ref7} Two.{\field{\*\fldinst { NOTEREF _Ref7 \\f \\h }}"
        r"{\fldrslt {\super 1}}} See note {\field{\*\fldinst NOTEREF _Ref7}{\fldrslt 1}}.\par"
    )
    assert [(one.note, one.claim) for one in reading.citations] == [("n1", "c1"), ("n1", "c2")]
    assert reading.claims[2].text == "See note 1."


LINKS = [
    (r'HYPERLINK "https://a.example/m?x=1&y=2"', "https://a.example/m?x=1&y=2"),
    (r" HYPERLINK https://a.example/m ", "https://a.example/m"),
    (r'HYPERLINK "https://a.example/m" \\l "part" \\o "tip"', "https://a.example/m#part"),
    (r'HYPERLINK \\l "Top"', None),
    (r'HYPERLINK "mailto:a@b.example"', None),
]


@pytest.mark.parametrize(("code", "url"), LINKS)
def test_a_field_is_a_link(code: str, url: str | None) -> None:
    """Its words stay in the sentence; anchors and mail are none."""
    field = rf"{{\field\flddirty{{\*\fldinst {{\fs20 {code}}}}}{{\fldrslt {{\ul the mill}}}}}}"
    reading = of(rf"\pard See {field}.\par")
    assert [one.url for one in reading.document.pointers] == ([url] if url else [])
    assert reading.claims[0].text == "See the mill."


def cited(title: str) -> str:
    item = {"id": 7, "type": "book", "title": title, "author": [{"family": "Kay", "given": "A."}]}
    entry = {"id": 7, "uris": [f"http://zotero.example/{title}"], "itemData": item, "locator": "9"}
    code = json.dumps({"citationItems": [entry]}, ensure_ascii=True)
    return code.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")


def test_works_in_fields_are_references() -> None:
    """Zotero's items in text and notes; its list gives each the entry as printed."""
    code = rf"ADDIN ZOTERO_ITEM CSL_CITATION {cited('Mills')}"
    reading = of(
        rf"\pard The mill is old {{\field{{\*\fldinst {code}}}{{\fldrslt (Kay)}}}}.\par"
        r"{\field{\*\fldinst ADDIN ZOTERO_BIBL \{\} CSL_BIBLIOGRAPHY}{\fldrslt "
        r"\pard Ash, B. Fires. 2018.\par\pard Kay, A. Mills. 2019.}}\par\pard The end came.\par"
    )
    (citation,) = reading.citations
    assert (citation.locator, reading.claims[0].text) == ("p. 9", "The mill is old.")
    assert {one.raw for one in reading.references} == {
        "Ash, B. Fires. 2018.",
        "Kay, A. Mills. 2019.",
    }
    (kay,) = (one for one in reading.references if one.id in citation.references)
    assert (kay.csl["title"], kay.raw) == ("Mills", "Kay, A. Mills. 2019.")
    assert [one.text for one in reading.claims] == ["The mill is old.", "The end came."]


def test_endnotes_items_are_read_from_its_data() -> None:
    """EndNote keeps them as XML in the field's code, or in hexadecimal digits beside it."""
    xml = (
        "<EndNote><Cite><Author>Kay</Author><RecNum>3</RecNum><record><titles>"
        "<title>Mills</title></titles></record></Cite></EndNote>"
    )
    inner = rf"{{\field{{\*\fldinst ADDIN EN.CITE.DATA}}{{\*\datafield {xml.encode().hex()}}}}}"
    reading = of(
        rf"\pard Old (see {{\field{{\*\fldinst ADDIN EN.CITE {{\*\datafield {xml.encode().hex()}}}"
        rf"{inner}}}{{\fldrslt (Kay 2019)}}}} there).\par"
    )
    assert [one.csl["title"] for one in reading.references] == ["Mills"]


def test_a_table_is_read_row_by_row() -> None:
    """Cells with tabs between them, heads apart, paragraphs of a cell joined, notes kept."""
    reading = of(
        r"\trowd\trhdr\cellx1\cellx2\pard\intbl Place\cell Cost\cell\row"
        r"\trowd\cellx1\cellx2\pard\intbl Cork\par (city)\cell It paid 44 million."
        + note("Kay, 2019.")
        + r"\cell\row\pard After the table.\par"
    )
    assert [(one.kind, one.content.text, one.place) for one in reading.document.blocks] == [
        (BlockKind.HEADING, "Place\tCost", "table 1, row 1"),
        (BlockKind.TABLE_ROW, "Cork (city)\tIt paid 44 million.", "table 1, row 2"),
        (BlockKind.PARAGRAPH, "After the table.", "paragraph 1"),
    ]
    assert reading.citations[0].claim is not None


def test_a_text_box_follows_its_paragraph() -> None:
    """Once, though Word writes it twice for older programs."""
    reading = of(
        r"\pard Around {\shp{\*\shpinst{\sp{\sn posh}{\sv 1}}{\shptxt \pard Boxed.\par Twice.}}"
        r"{\shprslt{\*\do{\dptxbxtext \pard Boxed.\par}}}}it.\par"
    )
    assert texts(reading) == ["Around it.", "Boxed.", "Twice."]


def test_title_and_language_are_those_of_the_document() -> None:
    """The title as its properties give it, the language that most words are in."""
    document = of(r"\pard\lang1031 Die Mühle ist alt, sehr alt.{\lang1036 Oui.}\par").document
    assert (document.title, document.language) == ("Of Tides", "de")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"No rich text at all", "does not begin with"),
        (b"{\\rtf1 " + b"{" * 6000, "nested"),
        (b"{\\rtf1 {\\pict 00}}", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, words: str) -> None:
    """Other files, groups without end, pictures alone."""
    with pytest.raises(UnreadableSource, match=rf"^a\.rtf: .*{words}"):
        read(data, "a.rtf", "rtf")
