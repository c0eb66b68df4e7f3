"""EPUB books and OpenDocument texts, made by pandoc and by hand, through the public door."""

# ruff: noqa: E501  (files are quoted as programs write them)

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pypandoc
import pytest

from citations.errors import UnreadableSource
from citations.model import BlockKind, Reading
from citations.reading import read

MARKDOWN = """\
---
title: A report
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


def packed(entries: dict[str, str], mimetype: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", mimetype)
        for name, text in entries.items():
            archive.writestr(name, text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def reading(data: bytes, name: str = "a") -> Reading:
    found = read(data, name)
    text = found.document.text
    for block in found.document.blocks:
        assert "".join(text[at] for at in block.content.offsets) == block.content.text
    return found


def rows(found: Reading) -> list[tuple[str, str, str | None]]:
    """(marker, claim, note) of every citation."""
    notes = {one.id: one.text for one in found.notes}
    claims = {one.id: one.text for one in found.claims}
    return [
        (one.marker, claims.get(one.claim or "", ""), notes.get(one.note or ""))
        for one in found.citations
    ]


@pytest.mark.parametrize("kind", ["epub", "odt"])
def test_a_file_by_pandoc_keeps_notes_links_and_kinds(kind: str, tmp_path: Path) -> None:
    """The same document in two formats: the same notes, links, claims and kinds."""
    target = tmp_path / f"a.{kind}"
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-o", str(target)]
    subprocess.run(command, input=MARKDOWN.encode(), check=True)
    found = reading(target.read_bytes(), "no-extension")
    assert found.document.format == kind
    assert rows(found) == [
        ("1", "The river rose two metres.", "Smith, Rivers, 2020. Second paragraph."),
        ("fell", "It fell again.", None),
        ("2", "It fell again.", "Ortega, Drought, 2019."),
        ("3", "A quotation stands here.", "See this."),
    ]
    assert [link.url for link in found.links] == ["https://ex.org/a?b=1&c=2", "https://ex.org/two"]
    assert (found.document.title, found.document.language) == ("A report", "de")
    kinds = [block.kind for block in found.document.blocks if block.content.text != "A report"]
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTATION,
        BlockKind.LIST_ITEM,
        BlockKind.HEADING,
        BlockKind.TABLE_ROW,
    ]


CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Two files</dc:title><dc:language>en-US
</dc:language></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="text/notes.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="n"/></spine></package>"""
PAGE = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'


def book(**pages: str) -> bytes:
    entries = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": PACKAGE}
    entries |= {
        "OPS/nav.xhtml": PAGE.format("<p>Contents</p>"),
        "OPS/text/a.xhtml": PAGE.format(
            '<p>A fact.<a id="r1" href="notes.xhtml#n1"><sup>1</sup></a> <span epub:type="pagebreak"'
            ' id="p5">5</span>More <a id="x"/>text <a href="https://ex.org/b">there</a> is.</p>'
        ),
        "OPS/text/notes.xhtml": PAGE.format(
            '<h2>Notes</h2><p id="n1"><a href="a.xhtml#r1">1</a>. Smith, Rivers, 2020.</p>'
        ),
    }
    return packed(entries | pages, "application/epub+zip")


def test_notes_are_found_across_the_files_of_a_book() -> None:
    """Markers in a chapter lead to notes in a file of their own; page numbers are no text."""
    found = reading(book())
    assert rows(found) == [
        ("1", "A fact.", "Smith, Rivers, 2020."),
        ("there", "More text there is.", None),
    ]
    citation = found.citations[1]
    assert found.document.text[citation.start : citation.end] == "there"
    assert [block.place for block in found.document.blocks] == ["section 1", "section 2"]
    assert (found.document.title, found.document.language) == ("Two files", "en")


LOCKED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference
URI="OPS/text/a.xhtml"/></CipherData></EncryptedData></encryption>"""


def test_a_note_of_several_paragraphs_is_one() -> None:
    """What stands between two notes goes on with the first, and is no prose of the book."""
    notes = (
        '<h2>Notes</h2><p id="n1"><a href="a.xhtml#r1">1</a>. Smith, Rivers, 2020.</p>'
        "<p>It is long.</p><blockquote>So it is.</blockquote>"
        '<p id="n2"><a href="a.xhtml#r2">2</a>. Kay, Ice, 2011.</p>'
    )
    text = (
        '<p>A fact.<a id="r1" href="notes.xhtml#n1"><sup>1</sup></a> Another.'
        '<a id="r2" href="notes.xhtml#n2"><sup>2</sup></a></p>'
    )
    pages = {"OPS/text/notes.xhtml": PAGE.format(notes), "OPS/text/a.xhtml": PAGE.format(text)}
    found = reading(book(**pages))
    assert [one.text for one in found.notes] == [
        "Smith, Rivers, 2020. It is long. So it is.",
        "Kay, Ice, 2011.",
    ]
    assert [one.text for one in found.claims] == ["A fact.", "Another."]


def test_what_an_older_book_calls_its_cover_is_left_out() -> None:
    """By the guide in its package; and parts that a newer one names so itself."""
    guide = '<guide><reference type="cover" href="text/notes.xhtml"/></guide></package>'
    index = PAGE.format('<p>A fact.</p><section epub:type="index"><p>Dam, 12</p></section>')
    pages = {
        "OPS/book.opf": PACKAGE.replace("</package>", guide),
        "OPS/text/notes.xhtml": PAGE.format("<p>Cover words.</p>"),
        "OPS/text/a.xhtml": index.replace(
            "<html ", '<html xmlns:epub="http://www.idpf.org/2007/ops" '
        ),
    }
    assert [one.text for one in reading(book(**pages)).claims] == ["A fact."]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (book(**{"META-INF/encryption.xml": LOCKED}), "DRM"),
        (packed({"META-INF/container.xml": "<container/>"}, "application/epub+zip"), "package"),
        (book(**{"OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"/>'}), "no pages"),
        (book()[:-40], "damaged"),
    ],
)
def test_what_is_no_readable_book_is_refused(data: bytes, words: str) -> None:
    """Locked, empty and damaged books: one line that says why."""
    with pytest.raises(UnreadableSource, match=words):
        read(data, "a.epub")


OPEN = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = (
    f'<office:document-content xmlns:office="{OPEN}:office:1.0" xmlns:text="{OPEN}:text:1.0"'
    f' xmlns:style="{OPEN}:style:1.0" xmlns:draw="{OPEN}:drawing:1.0"'
    f' xmlns:table="{OPEN}:table:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">'
)


def odt(body: str, styles: str = "", **others: str) -> bytes:
    content = (
        f"{HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"content.xml": content, **others}, "application/vnd.oasis.opendocument.text")


CITATION = json.dumps(
    {
        "citationItems": [
            {
                "uris": ["http://zotero.org/1"],
                "itemData": {"id": 1, "type": "book", "title": "On dry land"},
                "locator": "12",
            }
        ]
    }
).replace('"', "&quot;")
ZOTERO = (
    f'<text:reference-mark-start text:name="ZOTERO_ITEM CSL_CITATION {CITATION} RNDx"/>(Ortega, 2019)'
    f'<text:reference-mark-end text:name="ZOTERO_ITEM CSL_CITATION {CITATION} RNDx"/>'
)
MARK = (
    '<text:bibliography-mark text:bibliography-type="book" text:identifier="O" text:title="On dry'
    ' land" text:author="Ortega, Ana">[O]</text:bibliography-mark>'
)


@pytest.mark.parametrize("cited", [ZOTERO, MARK], ids=["zotero", "libreoffice"])
def test_citations_of_programs_give_their_items(cited: str) -> None:
    """The work is known, its words leave the sentence, its list entry is no claim."""
    listed = (
        '<text:section text:name="ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"><text:p>Ortega, On Dry Land.'
        "</text:p></text:section>"
    )
    found = reading(odt(f"<text:p>Land dries {cited}.</text:p>{listed}"))
    assert [claim.text for claim in found.claims] == ["Land dries."]
    (reference,) = found.references
    assert reference.csl["title"] == "On dry land"
    assert [note.text for note in found.notes] == ["Ortega, On Dry Land."]


def test_changes_boxes_and_heights_read_as_they_look() -> None:
    """Deleted text is gone, boxes are read, raised digits stay raised, comments are left out."""
    styles = (
        '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>It is 100<text:span"
        ' text:style-name="T1">2</text:span> m<office:annotation><text:p>Why?</text:p>'
        "</office:annotation>.<draw:frame><draw:text-box><text:p>A box says so.</text:p>"
        "</draw:text-box></draw:frame></text:p>"
    )
    assert [claim.text for claim in reading(odt(body, styles)).claims] == [
        "It is 100² m.",
        "A box says so.",
    ]


def test_a_locked_text_is_refused() -> None:
    """A password is named as the reason."""
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    data = odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": manifest})
    with pytest.raises(UnreadableSource, match="password"):
        read(data, "a.odt")


def test_a_note_in_a_cell_is_no_word_of_the_row() -> None:
    """Nor is a text box; a house's own style is what it is made from, and code holds no marker."""
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Kay, Ice, 2011.</text:p></text:note-body></text:note>"
    )
    row = f"<table:table-cell><text:p>1911</text:p></table:table-cell><table:table-cell><text:p>40{note}</text:p></table:table-cell>"
    body = (
        f"<table:table><table:table-row>{row}</table:table-row></table:table>"
        '<text:p text:style-name="P1">It froze.</text:p>'
        '<text:p>We see <text:span text:style-name="T1">rows[1]</text:span> here.</text:p>'
    )
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Block_20_Text"/>'
        '<style:style style:name="T1" style:parent-style-name="Source_20_Text"/>'
    )
    found = reading(odt(body, styles))
    assert [(one.kind, one.content.text) for one in found.document.blocks] == [
        (BlockKind.TABLE_ROW, "1911\t40"),
        (BlockKind.QUOTATION, "It froze."),
        (BlockKind.PARAGRAPH, "We see rows[1] here."),
    ]
    assert rows(found) == [("1", "1911\t40", "Kay, Ice, 2011.")]


def test_a_manifest_that_names_its_dtd_is_read() -> None:
    """Older programs name a DTD in it; none is loaded, and one that defines entities is refused."""
    named = '<!DOCTYPE manifest PUBLIC "-//Office//DTD Manifest//EN" "Manifest.dtd"><manifest/>'
    data = odt("<text:p>It froze.</text:p>", **{"META-INF/manifest.xml": named})
    assert [one.text for one in read(data, "a.odt").claims] == ["It froze."]

    defines = '<!DOCTYPE manifest [<!ENTITY a "b">]><manifest/>'
    data = odt("<text:p>It froze.</text:p>", **{"META-INF/manifest.xml": defines})
    with pytest.raises(UnreadableSource, match="DOCTYPE"):
        read(data, "a.odt")
