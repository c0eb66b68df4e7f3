"""Word documents, made by pandoc and by hand, through the public door."""

# ruff: noqa: E501  (Word's XML is quoted as it comes)

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pypandoc
import pytest

from citations.errors import UnreadableSource
from citations.formats.docx import read as parse
from citations.model import BlockKind, Reading
from citations.reading import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = (
    W
    + ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, notes: str = "", links: str = "", **others: str) -> bytes:
    """A Word file with these paragraphs, footnotes and relations."""
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="n" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>{links}'
        f"</Relationships>"
    )
    entries = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{notes}</w:footnotes>",
        "word/_rels/document.xml.rels": relations,
        **others,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>", text)}</w:footnote>'
    )


def marker(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def field(code: str, result: str) -> str:
    """A complex field: its code, and what it shows."""
    escaped = code.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escaped}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def reading(data: bytes) -> Reading:
    found = read(data, "a.docx")
    text = found.document.text
    for block in found.document.blocks:
        assert "".join(text[at] for at in block.content.offsets) == block.content.text
    return found


def claims(data: bytes) -> list[str]:
    return [claim.text for claim in reading(data).claims]


MARKDOWN = """\
---
title: A report
author: Jo Doe
lang: de
---

# Head

The river rose *two* metres.[^1] It [fell](https://ex.org/a?b=1&c=2) again.^[Ortega, *Drought*, 2019.]

> A quotation stands here.[^2]

- one item

| a | b |
|---|---|
| 1 | x |

[^1]: Smith, *Rivers*, 2020.

    Second paragraph.
[^2]: See [this](https://ex.org/two).
"""


def test_a_file_by_pandoc_keeps_notes_links_and_kinds(tmp_path: Path) -> None:
    """Footnotes with their text, links with their addresses, blocks with their kinds."""
    target = tmp_path / "a.docx"
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-o", str(target)]
    subprocess.run(command, input=MARKDOWN.encode(), check=True)
    found = reading(target.read_bytes())
    notes = {one.id: one.text for one in found.notes}
    rows = [(one.style, one.marker, notes.get(one.note or "")) for one in found.citations]
    assert rows == [
        ("footnote", "1", "Smith, Rivers, 2020. Second paragraph."),
        ("inline_link", "fell", None),
        ("footnote", "2", "Ortega, Drought, 2019."),
        ("footnote", "3", "See this."),
    ]
    assert (found.document.title, found.document.language) == ("A report", "de")
    kinds = [block.kind for block in found.document.blocks]
    assert kinds == [
        BlockKind.TITLE,
        BlockKind.BYLINE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTATION,
        BlockKind.LIST_ITEM,
        BlockKind.HEADING,
        BlockKind.TABLE_ROW,
    ]
    assert found.document.blocks[3].place == "paragraph 4"
    assert found.document.blocks[7].place == "table 1, row 2"


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was deleted or moved away is gone, what was inserted is there."""
    body = paragraph(
        run("It has "),
        f"<w:del><w:r><w:delText>five</w:delText></w:r>{marker(9)}</w:del>",
        f"<w:ins>{run('six')}</w:ins>",
        f"<w:moveFrom>{run(' gone')}</w:moveFrom><w:moveTo>{run(' doors')}</w:moveTo>",
        run("."),
    )
    assert claims(docx(body)) == ["It has six doors."]
    assert reading(docx(body)).citations == ()


def test_links_are_found_as_elements_and_as_field_codes() -> None:
    """Both ways in which Word writes a link give its address; an anchor is none."""
    links = f'<Relationship Id="h" Type="{OFFICE}/hyperlink" Target="https://ex.org/a" TargetMode="External"/>'
    body = paragraph(
        f'<w:hyperlink r:id="h">{run("The census")}</w:hyperlink>',
        run(" and "),
        field(' HYPERLINK "https://ex.org/b?c=1&d=2" ', "a paper"),
        run(" agree with "),
        field(' HYPERLINK \\l "_Toc1" ', "chapter one"),
        run("."),
    )
    found = reading(docx(body, links=links))
    assert [one.marker for one in found.citations] == ["The census", "a paper"]
    assert [link.url for link in found.links] == ["https://ex.org/a", "https://ex.org/b?c=1&d=2"]
    assert [claim.text for claim in found.claims] == [
        "The census and a paper agree with chapter one."
    ]


ITEM = {
    "id": 7,
    "type": "book",
    "title": "On dry land",
    "author": [{"family": "Ortega", "given": "Ana"}],
    "issued": {"date-parts": [["2019"]]},
    "DOI": "10.1000/dry",
}
CITATION = {
    "citationID": "x",
    "properties": {"formattedCitation": "(Ortega, 2019)"},
    "citationItems": [
        {"id": 7, "uris": ["http://zotero.org/1"], "itemData": ITEM, "locator": "12"}
    ],
}
ENDNOTE = (
    "<EndNote><Cite><Author>Ortega</Author><Year>2019</Year><RecNum>4</RecNum><record>"
    '<ref-type name="Journal Article">17</ref-type><contributors><authors><author>'
    '<style face="normal">Ortega, Ana</style></author></authors></contributors><titles><title>'
    "On dry land</title><secondary-title>Soil</secondary-title></titles><dates><year>2019</year>"
    "</dates><electronic-resource-num>10.1000/dry</electronic-resource-num></record></Cite></EndNote>"
)


def mendeley_control() -> str:
    packed = base64.b64encode(json.dumps(CITATION).encode()).decode()
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{packed}"/></w:sdtPr>'
        f"<w:sdtContent>{run('(Ortega, 2019)')}</w:sdtContent></w:sdt>"
    )


@pytest.mark.parametrize(
    "cited",
    [
        field(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CITATION)} ", "(Ortega, 2019)"),
        field(f"ADDIN CSL_CITATION {json.dumps(CITATION)}", "(Ortega, 2019)"),
        field(f" ADDIN EN.CITE {ENDNOTE}", "(Ortega, 2019)"),
        mendeley_control(),
    ],
    ids=["zotero", "mendeley", "endnote", "mendeley_cite"],
)
def test_fields_of_reference_managers_give_their_items(cited: str) -> None:
    """The work cited is known field by field, and its words leave the sentence."""
    body = paragraph(run("Land dries "), cited, run(".")) + paragraph(
        run("Again "), cited, run(".")
    )
    found = reading(docx(body))
    assert [claim.text for claim in found.claims] == ["Land dries.", "Again."]
    (reference,) = found.references
    assert reference.csl["title"] == "On dry land"
    assert reference.csl["DOI"] == "10.1000/dry"
    assert reference.csl["author"] == [{"family": "Ortega", "given": "Ana"}]
    assert [one.references for one in found.citations] == [("r1",), ("r1",)]


def test_a_field_in_a_footnote_gives_the_note_its_items() -> None:
    """In note styles the field stands in the note."""
    cited = field(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CITATION)} ", "Ortega, Dry, 2019")
    found = reading(docx(paragraph(run("Land dries."), marker(2)), note(2, cited)))
    assert [one.csl["title"] for one in found.references] == ["On dry land"]
    assert [one.references for one in found.citations] == [("r1",)]


def test_the_bibliography_of_a_field_is_tied_to_its_items() -> None:
    """Its entries are no claims; each is the text of the work it describes."""
    cited = field(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CITATION)} ", "[1]")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_BIBL {}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = (
        paragraph(run("Land dries "), cited, run("."))
        + paragraph(begin, run("[1] Ortega, Ana. On Dry Land. 2019."))
        + paragraph(run("[2] Brown, B. Wet Land. 2020."))
        + paragraph(end)
    )
    found = reading(docx(body))
    assert [claim.text for claim in found.claims] == ["Land dries."]
    assert [one.text for one in found.notes] == [
        "[1] Ortega, Ana. On Dry Land. 2019.",
        "[2] Brown, B. Wet Land. 2020.",
    ]
    assert found.citations[0].note == "n1"


def test_notes_keep_their_marks_and_order() -> None:
    """Numbers follow the markers, own marks are kept, notes lost or unused are named."""
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="8"/><w:t>*</w:t></w:r>'
    body = paragraph(run("One."), marker(5), run(" Two."), star, run(" Three."), marker(7))
    notes = note(8, run("Star.")) + note(5, run("Five.")) + note(6, run("Nobody's."))
    found = reading(docx(body, notes))
    texts = {one.id: one.text for one in found.notes}
    rows = [(one.marker, texts.get(one.note or ""), one.dangling) for one in found.citations]
    assert rows == [("1", "Five.", False), ("*", "Star.", False), ("3", None, True)]
    codes = [problem.code for problem in found.document.problems]
    assert sorted(codes) == ["undefined_note", "unused_note"]


def test_text_boxes_are_read_once() -> None:
    """A text box is there twice, for new and old programs; its text is read once."""
    box = f"<w:txbxContent>{paragraph(run('In a box it says so.'))}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert claims(docx(paragraph(run("Before the box."), shape))) == [
        "Before the box.",
        "In a box it says so.",
    ]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (
            (run("It is 100"), run("2", '<w:vertAlign w:val="superscript"/>'), run(" m.")),
            "It is 100² m.",
        ),
        ((run("Seen "), run("not ", "<w:vanish/>"), run("here.")), "Seen here."),
        ((run("A soft"), "<w:r><w:softHyphen/></w:r>", run("ware line.")), "A software line."),
        ((run("One"), "<w:r><w:br/></w:r>", run("line.")), "One line."),
    ],
)
def test_runs_read_as_they_look(runs: tuple[str, ...], text: str) -> None:
    """Raised digits stay raised, hidden text is not read, breaks are spaces."""
    assert claims(docx(paragraph(*runs))) == [text]


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as _archive:
    _archive.writestr("word/document.xml", b" " * 50_000_000)
CROWD = io.BytesIO()
with zipfile.ZipFile(CROWD, "w") as _archive:
    for _number in range(2_100):
        _archive.writestr(f"word/{_number}", b"")
ENTITIES = f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {NAMES}><w:body/></w:document>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB.getvalue(), "zip bomb"),
        (CROWD.getvalue(), "entries"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"PK\x03\x04 nothing", "damaged"),
        (docx(paragraph(run("x")))[:-80], "damaged"),
        (docx("", **{"word/document.xml": ENTITIES}), "DOCTYPE"),
        (docx("", **{"word/document.xml": "<w:document"}), "damaged XML"),
        (docx(""), "no text"),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "damaged XML"),
    ],
    ids=["bomb", "crowd", "ole", "junk", "cut", "doctype", "broken", "empty", "deep"],
)
def test_what_is_no_word_document_is_refused_in_one_line(data: bytes, words: str) -> None:
    """Bombs, locked, cut and hostile files: the place and the problem, nothing else."""
    with pytest.raises(UnreadableSource, match=words) as caught:
        parse(data, "a.docx")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a.docx: ")


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ('<w:vertAlign w:val="superscript"/>', "x²"),
        ('<w:position w:val="8"/><w:sz w:val="19"/>', "x²"),
        ('<w:position w:val="-6"/>', "x₂"),
        ('<w:position w:val="1"/>', "x2"),
    ],
)
def test_an_exponent_is_raised_however_it_is_written(properties: str, shown: str) -> None:
    """By Word's own word, or by half points, as LibreOffice does."""
    found = reading(docx(paragraph(run("x"), run("2", properties))))
    assert found.document.blocks[0].content.text == shown


RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def marked_note(name: str) -> str:
    """A marker of note 2 with a bookmark around it."""
    start = f'<w:bookmarkStart w:id="7" w:name="{name}"/>'
    return f'{start}{marker(2)}<w:bookmarkEnd w:id="7"/>'


@pytest.mark.parametrize(
    ("again", "markers"),
    [
        (field(r"NOTEREF _Ref1 \f \h", "1"), ["1", "1"]),
        (field(r"NOTEREF _Ref1 \h", "1"), ["1"]),
        (field(r"NOTEREF _Ref1", "1").replace("<w:rPr></w:rPr>", RAISED), ["1", "1"]),
        (field(r"NOTEREF _Nowhere \f", "1"), ["1"]),
    ],
    ids=["marker", "see note 1", "raised", "no bookmark"],
)
@pytest.mark.parametrize("forward", [False, True])
def test_a_reference_to_a_note_is_a_marker_of_it(
    again: str,
    markers: list[str],
    forward: bool,
) -> None:
    """Where it looks like a marker it leads to the note, before the note's own as behind it."""
    first = paragraph(run("It rose in the spring."), marked_note("_Ref1"))
    second = paragraph(run("It fell in the autumn."), again)
    body = second + first if forward else first + second
    found = reading(docx(body, notes=note(2, run("Peters, Rivers, 2019."))))
    notes = [one for one in found.citations if one.style == "footnote"]
    assert [one.marker for one in notes] == markers
    assert len({one.note for one in notes}) == 1
    assert not found.document.problems


@pytest.mark.parametrize("shown", ["[1]", "(Peters 2019)"])
def test_what_citavi_shows_is_read(shown: str) -> None:
    """The field's data is no text; its words cite what the list of references has."""
    data = "eyIkaWQiOiIxIiwiRW50cmllcyI6W119" * 200
    placeholder = (
        '<w:sdt><w:sdtPr><w:tag w:val="CitaviPlaceholder#1f"/></w:sdtPr><w:sdtContent>'
        + field(f"ADDIN CitaviPlaceholder{{{data}}}", shown)
        + "</w:sdtContent></w:sdt>"
    )
    entry = "Peters, A. (2019). Rivers. Oxford: Clarendon."
    listed = f"[1] {entry}" if shown == "[1]" else entry
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>' + run("References") + "</w:p>"
    text = paragraph(run("It rose in the spring "), placeholder, run("."))
    found = reading(docx(text + heading + paragraph(run(listed))))
    assert "eyIk" not in found.document.text
    assert [one.dangling for one in found.citations] == [False]


MORENO = {
    "$id": "5",
    "Title": "Weirs of the North",
    "Subtitle": "A survey",
    "ReferenceType": "Contribution",
    "Authors": [{"FirstName": "Ada", "MiddleName": "B.", "LastName": "Moreno"}],
    "Year": "2011",
    "PageRange": "<sp><n>35</n><os>35</os></sp><ep><os>39</os></ep><os>35-39</os>",
    "ParentReference": {"Title": "Coast Papers", "Publishers": [{"Name": "Heron"}]},
}


def citavi(*entries: object) -> str:
    packed = base64.b64encode(json.dumps({"$id": "1", "Entries": entries}).encode()).decode()
    return field(f"ADDIN CitaviPlaceholder{{{packed}}}", "(Moreno 2011: 36)")


def test_what_citavi_keeps_is_the_work() -> None:
    """Its own data say what is cited, also where they only name what came before."""
    first = {"ReferenceId": "r1", "PageRange": {"OriginalString": "36"}, "Reference": MORENO}
    again = {"ReferenceId": "r1", "Reference": {"$ref": "5"}}
    body = paragraph(run("It froze "), citavi(first, again), run("."))
    found = reading(docx(body))
    assert [one.text for one in found.claims] == ["It froze."]
    assert [one.locator for one in found.citations] == ["p. 36", None]
    assert [dict(one.csl) for one in found.references] == [
        {
            "type": "chapter",
            "title": "Weirs of the North: A survey",
            "author": [{"family": "Moreno", "given": "Ada B."}],
            "issued": {"date-parts": [[2011]]},
            "container-title": "Coast Papers",
            "publisher": "Heron",
            "page": "35-39",
        }
    ]


@pytest.mark.parametrize("packed", ["", "eyIk", "W10=", "eyJFbnRyaWVzIjogN30=", "A" * 9])
def test_damaged_data_of_citavi_are_passed_over(packed: str) -> None:
    """The words are read as if there were no data."""
    body = paragraph(
        run("It froze "), field(f"ADDIN CitaviPlaceholder{{{packed}}}", "[1]"), run(".")
    )
    assert len(reading(docx(body)).claims) == 1


def test_a_field_of_word_may_cite_several_sources() -> None:
    """Each with its pages, as Word's own list describes them."""
    tags = "".join(
        f"<b:Source><b:Tag>{tag}</b:Tag><b:Title>{title}</b:Title></b:Source>"
        for tag, title in (("Lun09", "The Dam"), ("Kay10", "Ice"))
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    cited = field(r" CITATION Lun09 \p 12 \l 1033 \m Kay10", "(Lund, 2009, p. 12; Kay, 2010)")
    found = reading(
        docx(
            paragraph(run("It froze "), cited, run(".")),
            **{"customXml/item1.xml": f'<b:Sources xmlns:b="{kind}">{tags}</b:Sources>'},
        )
    )
    assert [one.csl["title"] for one in found.references] == ["The Dam", "Ice"]
    assert [one.locator for one in found.citations] == ["p. 12", None]


def test_a_citation_may_be_a_bookmark() -> None:
    """Zotero's other way: the items are among the properties, in several parts."""
    code = "ZOTERO_ITEM CSL_CITATION " + json.dumps(CITATION)
    parts = [code[:40], code[40:]]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    properties = "".join(
        f'<property name="ZOTERO_BREF_ab_{at}"><lpwstr>{part.replace("&", "&amp;")}</lpwstr></property>'
        for at, part in enumerate(parts, 1)
    )
    start = '<w:bookmarkStart w:id="3" w:name="ZOTERO_BREF_ab"/>'
    body = paragraph(
        run("It froze "), start, run("(Ortega 2019)"), '<w:bookmarkEnd w:id="3"/>', run(".")
    )
    custom = f'<Properties xmlns="{kind}">{properties}</Properties>'
    found = reading(docx(body, **{"docProps/custom.xml": custom}))
    assert [one.text for one in found.claims] == ["It froze."]
    assert [one.style for one in found.citations] == ["citation_field"]


@pytest.mark.parametrize("tag", ["MENDELEY_BIBLIOGRAPHY", "CitaviBibliography"])
def test_the_list_in_a_control_is_no_prose(tag: str) -> None:
    """Its entries are the texts of the works that they describe."""
    cited = field(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CITATION)} ", "[1]")
    title = CITATION["citationItems"][0]["itemData"]["title"]  # type: ignore[index]
    entry = f"Ortega, A. ({2019}). {title}."
    listed = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{paragraph(run(entry))}'
        "</w:sdtContent></w:sdt>"
    )
    found = reading(docx(paragraph(run("It froze "), cited, run(".")) + listed))
    assert [one.text for one in found.claims] == ["It froze."]
    assert [one.text for one in found.notes] == [entry]


def test_a_style_is_what_it_is_based_on() -> None:
    """A house's own heading is a heading, by its model or by its level in the outline."""
    named = {
        "H": '<w:name w:val="heading 2"/>',
        "A": '<w:name w:val="Zwischentitel"/><w:basedOn w:val="H"/>',
        "B": '<w:name w:val="Kopf"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:basedOn w:val="B"/>',
    }
    styles = "".join(f'<w:style w:styleId="{one}">{text}</w:style>' for one, text in named.items())
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{one}"/></w:pPr>{run("Words here")}</w:p>' for one in "AB"
    )
    relation = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    data = docx(body, "", relation, **{"word/styles.xml": f"<w:styles {W}>{styles}</w:styles>"})
    blocks = parse(data, "a.docx").blocks
    assert [(one.kind, one.level) for one in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
    ]


def test_a_text_box_in_a_table_is_read() -> None:
    """Behind the row in which it hangs."""
    box = (
        f"<w:r><w:pict><w:txbxContent>{paragraph(run('It froze.'))}</w:txbxContent></w:pict></w:r>"
    )
    row = f"<w:tbl><w:tr><w:tc>{paragraph(run('1911'), box)}</w:tc></w:tr></w:tbl>"
    assert [one.content.text for one in parse(docx(row), "a.docx").blocks] == ["1911", "It froze."]


def test_a_number_in_words_set_as_code_is_no_marker() -> None:
    """As the style of the words says."""
    styles = (
        f'<w:styles {W}><w:style w:styleId="C"><w:name w:val="Verbatim Char"/></w:style></w:styles>'
    )
    relation = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    body = paragraph(run("We see "), run("rows[1]", '<w:rStyle w:val="C"/>'), run(" here."))
    listed = paragraph(run("References")) + paragraph(run("[1] Kay, A. (2011). Ice. Bath: Heron."))
    found = reading(docx(body + listed, "", relation, **{"word/styles.xml": styles}))
    assert "We see rows[1] here." in [one.text for one in found.claims]
    assert not found.citations


def test_the_language_is_that_of_a_long_text() -> None:
    """What the file declares is that of the program it was written with."""
    text = "Das Wasser ist in der Nacht gestiegen und nach zwei Tagen wieder gefallen. " * 10
    declared = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>en-US'
        "</dc:language></cp:coreProperties>"
    )
    for words, language in ((text, "de"), ("Kurz.", "en")):
        data = docx(paragraph(run(words)), **{"docProps/core.xml": declared})
        assert parse(data, "a.docx").language == language
