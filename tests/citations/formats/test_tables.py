"""Tables and lists of addresses: CSV, XLSX, sitemaps, plain lists."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest

from citations.errors import UnreadableSource
from citations.model import Reading
from citations.reading import read


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def urls(found: Reading) -> list[str]:
    return [link.url for link in found.links]


TABLE: list[list[object]] = [
    ["No", "Claim", "URL"],
    [1, "The river rose two metres in 1901.", "https://ex.org/a"],
    [2, "It fell in the morning.", "https://ex.org/b, https://ex.org/c"],
]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_claims_are_cited_by_the_addresses_beside_them(name: str) -> None:
    """A named claim column and a named address column, and where each cell stands."""
    lines = [",".join(f'"{cell}"' for cell in row) for row in TABLE]
    data = "\r\n".join(lines).encode() if name == "a.csv" else workbook(S=TABLE)
    found = read(data, name)
    assert [(one.text, one.place) for one in found.claims] == [
        ("The river rose two metres in 1901.", "row 2, column Claim"),
        ("It fell in the morning.", "row 3, column Claim"),
    ]
    assert [one.claim for one in found.citations] == ["c1", "c2", "c2"]
    assert urls(found) == ["https://ex.org/a", "https://ex.org/b", "https://ex.org/c"]
    for block in found.document.blocks:
        start, end = block.content.span()
        assert found.document.text[start:end] == block.content.text


@pytest.mark.parametrize(
    "text",
    [
        "https://ex.org/a\nhttps://ex.org/b\n",
        "name;address\nOne;https://ex.org/a\nTwo;https://ex.org/b\n",
        "id\tx\n1\thttps://ex.org/a\n2\thttps://ex.org/b",
        'quoted,"https://ex.org/a"\n"with ""quotes"", and\na line",https://ex.org/b',
    ],
)
def test_an_address_column_is_found_by_its_cells(text: str) -> None:
    """Without names, with other names, with other signs between the cells."""
    assert urls(read(text.encode(), "a.csv")) == ["https://ex.org/a", "https://ex.org/b"]


def test_a_column_of_sources_is_read_as_notes() -> None:
    """A reference in words is one, tied to the claim beside it."""
    text = 'claim,source\nThe river rose.,"Smith, Ana. Rivers. Oxford: Press, 2020."\n'
    found = read(text.encode(), "a.csv")
    assert [note.text for note in found.notes] == ["Smith, Ana. Rivers. Oxford: Press, 2020."]
    assert found.citations[0].note == "n1"
    assert found.citations[0].claim == "c1"


def test_each_sheet_has_columns_of_its_own() -> None:
    """The second sheet's names are no claims, and its place says the sheet."""
    found = read(workbook(One=TABLE, Two=[["link"], ["https://ex.org/z"]]), "a.xlsx")
    assert urls(found)[-1] == "https://ex.org/z"
    assert found.document.blocks[-1].place == "Two, row 2, column link"


SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>https://ex.org/a?b=1&amp;c=2</loc></url><url><loc>\n https://ex.org/b </loc></url>"
    "</urlset>"
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SITEMAP.encode(), "sitemap.xml"),
        (gzip.compress(SITEMAP.encode(), mtime=0), "sitemap.xml.gz"),
    ],
)
def test_sitemaps_list_addresses(data: bytes, name: str) -> None:
    """Packed or not, entities undone."""
    found = read(data, name)
    assert found.document.format == "sitemap"
    assert urls(found) == ["https://ex.org/a?b=1&c=2", "https://ex.org/b"]
    assert found.claims == ()


def test_a_plain_list_is_a_list() -> None:
    """One a line, with remarks, comments, and a host alone; the place is the line."""
    text = (
        "# mine\nhttps://ex.org/a\n\n- https://ex.org/b  a remark\r\nexample.org/c\n"
        "7. <https://ex.org/d>\n10.1000/182\nmailto:a@ex.org\nThese are all that I have found.\n"
    )
    found = read(text.encode(), "list.txt", "urls")
    assert urls(found) == [
        *("https://ex.org/a", "https://ex.org/b", "https://example.org/c", "https://ex.org/d"),
        *("doi:10.1000/182", "mailto:a@ex.org"),
    ]
    assert [one.line for one in found.citations] == [2, 4, 5, 6, 7, 8]


def test_an_address_that_went_wrong_is_not_passed_over() -> None:
    """Whoever checks a list hears of the line that holds no address."""
    found = read(b"https://ex.org/a\nhtp:/ex.org/b\nnot one\n", "list.txt", "urls")
    assert [link.url for link in found.links] == ["https://ex.org/a", "htp:/ex.org/b", "not one"]


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as _archive:
    _archive.writestr("xl/workbook.xml", b" " * 50_000_000)
EVIL = io.BytesIO()
with zipfile.ZipFile(EVIL, "w") as _archive:
    _archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>')


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"a,b\n1,2\n", "a.csv", "no column"),
        (BOMB.getvalue(), "a.xlsx", "bomb"),
        (EVIL.getvalue(), "a.xlsx", "DOCTYPE"),
        (workbook(S=TABLE)[:-90], "a.xlsx", "damaged"),
        (workbook(S=[["x"]]), "a.xlsx", "no column"),
        (b"<urlset></urlset>", "a.xml", "no address"),
        (gzip.compress(b"x" * 60_000_000, mtime=0), "a.xml.gz", "unpacks"),
        (gzip.compress(b"x", mtime=0)[:9], "a.xml.gz", "empty|damaged"),
    ],
)
def test_what_lists_nothing_is_refused(data: bytes, name: str, words: str) -> None:
    """Empty, damaged and hostile files: the place and the problem."""
    with pytest.raises(UnreadableSource, match=words) as caught:
        read(data, name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("unit", ['"', '""', ",", "a,", "\n", '"a\n', "https://"])
def test_hostile_tables_are_bounded(unit: str) -> None:
    """A hundred thousand odd characters are read or refused."""
    try:
        read(("url\n" + unit * (100_000 // len(unit))).encode(), "a.csv")
    except UnreadableSource as error:
        assert "\n" not in str(error)


def test_linked_cells_of_a_workbook_cite_their_addresses() -> None:
    """Links of cells and HYPERLINK formulas, on every sheet; a day is written as a day."""
    book = openpyxl.Workbook()
    for name in ("One", "Two"):
        sheet = book.create_sheet(name)
        sheet.append(["claim", "source", "day"])
        sheet.append([f"The mill of sheet {name} is old.", "Kay", date(2019, 5, 3)])
        sheet["B2"].hyperlink = f"https://a.example/{name}"
    book["Two"].append(["The weir is new.", '=HYPERLINK("https://b.example/w","Weir")'])
    del book["Sheet"]
    plain, shown = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(shown, "w") as new:
        for name in old.namelist():
            # Excel keeps what a formula showed last; openpyxl does not work it out.
            sheet = re.sub(
                rb'<c r="B3"[^>]*><f>(.*?)</f><v ?/?>(?:</v>)?',
                rb'<c r="B3" t="str"><f>\1</f><v>Weir</v>',
                old.read(name),
            )
            new.writestr(name, sheet)
    found = read(shown.getvalue(), "a.xlsx")
    assert urls(found) == ["https://a.example/One", "https://a.example/Two", "https://b.example/w"]
    assert [one.claim for one in found.citations] == ["c1", "c2", "c3"]
    assert "2019-05-03\t" in found.document.text


@pytest.mark.parametrize(
    ("claim", "url", "source"),
    [
        ("Claim", "Link", "Source"),
        ("Behauptung", "Adresse", "Beleg"),
        ("Affirmation", "Lien", "Référence"),
        ("Afirmación", "Enlace", "Fuente"),
        ("Affermazione", "Collegamento", "Fonte"),
        ("İddia", "Bağlantı", "Kaynak"),
        ("Утверждение", "Ссылка", "Источник"),
        ("说法", "网址", "来源"),
        ("主張", "リンク", "出典"),
    ],
)
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_columns_are_known_by_their_names(claim: str, url: str, source: str, sign: str) -> None:
    """In nine languages, whatever sign parts the cells."""
    rows = [(url, "No", claim, source), ("https://ex.org/a", "1", "It froze.", "Kay: Ice. 2011.")]
    text = "\n".join(sign.join(row) for row in rows)
    found = read(text.encode("utf-8-sig"), "a.csv")
    assert [one.text for one in found.claims] == ["It froze."]
    assert urls(found) == ["https://ex.org/a"]
    assert [one.text for one in found.notes] == ["Kay: Ice. 2011."]


def test_a_sheet_may_begin_with_a_title() -> None:
    """The names of the columns stand below it, in the first row that fills more cells."""
    rows: list[list[object]] = [["Claims checked in May"], [], ["Claim", "Link"], *[
        [f"It froze on day {day}.", f"https://ex.org/{day}"] for day in range(3)
    ]]  # fmt: skip
    found = read(workbook(S=rows), "a.xlsx")
    assert [one.text for one in found.claims] == [f"It froze on day {day}." for day in range(3)]


def test_rows_of_sources_alone_belong_to_the_claim_above() -> None:
    """As a cell that is merged over several rows leaves them."""
    text = "Claim,URL\nIt froze.,https://ex.org/a\n,https://ex.org/b\nIt thawed.,https://ex.org/c\n"
    found = read(text.encode(), "a.csv")
    assert [one.claim for one in found.citations] == ["c1", "c1", "c2"]
    assert [one.text for one in found.claims] == ["It froze.", "It thawed."]


def test_excel_is_told_the_delimiter_in_the_first_line() -> None:
    """``sep=;`` is no row, and the rows behind it keep their numbers."""
    found = read(b"sep=;\r\nClaim;URL\r\nIt froze, they say.;https://ex.org/a\r\n", "a.csv")
    assert [(one.text, one.place) for one in found.claims] == [
        ("It froze, they say.", "row 3, column Claim")
    ]


@pytest.mark.parametrize(
    "formula",
    [
        '=HYPERLINK("https://ex.org/a")',
        '=HYPERLINK(C2, "page")',
        '=HYPERLINK("https://ex.org/"&D2)',
    ],
)
def test_a_link_may_be_a_formula(formula: str) -> None:
    """Also one that takes its address from a cell of its row, and that shows nothing yet."""
    rows: list[list[object]] = [
        ["Claim", "Page", "x", "y"],
        ["It froze.", formula, "https://ex.org/a" if "C2" in formula else None, "a"],
    ]
    found = read(workbook(S=rows), "a.xlsx")
    assert urls(found) == ["https://ex.org/a"]
    assert {one.claim for one in found.citations} == {"c1"}
