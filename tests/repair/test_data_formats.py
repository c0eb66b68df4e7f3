"""What a repair does to LaTeX, notebooks, office files and data: every format that is read."""

# ruff: noqa: E501 - before and after are easier to compare on one line each

from __future__ import annotations

import gzip
import json
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from world import copy_of, docx, mementos, mended, state, understood

from citations.formats import FORMATS
from verifier.repair import REPAIRS, propose
from verifier.repair.zipped import ZIPPED

DEAD = "http://dead.example/a"
COPY = copy_of(DEAD)
ODD = "http://dead.example/a_b?c=1&d=2%20"
ODD_TEX = ODD.replace("_", r"\_").replace("&", r"\&").replace("%", r"\%")

LATEX = [
    (r"See \url{http://moved.example/a} there.", r"See \url{http://new.example/a} there."),
    (r"See \href{http://moved.example/x\%20y}{it} there.", r"See \href{http://new.example/x\%20y}{it} there."),
    (rf"See \href{{{DEAD}}}{{it}} there.", rf"See \href{{{COPY}}}{{it}} there."),
    (r"It opened in 1932\footnote{Smith, \url{http://dead.example/a}, p. 3.}.",
     rf"It opened in 1932\footnote{{Smith, \url{{{DEAD}}} (archived at \url{{{COPY}}}), p. 3.}}."),
    (rf"It opened in 1932\footnote{{Smith, \url{{{ODD_TEX}}}.}}.",
     rf"It opened in 1932\footnote{{Smith, \url{{{ODD_TEX}}} (archived at \url{{https://web.archive.org/web/20190102030405/{ODD_TEX}}}).}}."),
    (rf"It opened in 1932\footnote{{Smith, \href{{{DEAD}}}{{\emph{{Bridge}} 1}}.}}.",
     rf"It opened in 1932\footnote{{Smith, \href{{{DEAD}}}{{\emph{{Bridge}} 1}} (archived at \url{{{COPY}}}).}}."),
    (rf"It opened in 1932\footnote{{Smith, \url{{{DEAD}}} (archived at \url{{{COPY}}}).}}.", None),
    ("See it there. % http://moved.example/a\n", None),
    (r"See \url{http://live.example/a} there.", None),
]  # fmt: skip

BIBTEX = [
    ("  url = {http://moved.example/a},", "  url = {http://new.example/a},"),
    ('  howpublished = "\\url{http://moved.example/a}",', '  howpublished = "\\url{http://new.example/a}",'),
    (f"  url = {{{DEAD}}},", f"  url = {{{COPY}}},"),
    (f"  url = {{{ODD_TEX}}},", f"  url = {{https://web.archive.org/web/20190102030405/{ODD_TEX}}},"),
    ("  url = {http://dead.example/a%20b},", "  url = {https://web.archive.org/web/20190102030405/http://dead.example/a%20b},"),
    (f"  url = {{{COPY}}},", None),
]  # fmt: skip

RIS = [("http://moved.example/a", "http://new.example/a"), (DEAD, COPY), (COPY, None)]

CSLJSON = [
    ('"http://moved.example/a"', '"http://new.example/a"'),
    (r'"http:\/\/moved.example\/a"', r'"http:\/\/new.example\/a"'),
    (f'"{DEAD}"', f'"{COPY}"'),
    (f'"{COPY}"', None),
]

CSV = [
    ("The mill was built in 1812,http://moved.example/a,x", "The mill was built in 1812,http://new.example/a,x"),
    (f'"The mill, of 1812","{DEAD}","x ""y"""', f'"The mill, of 1812","{COPY}","x ""y"""'),
    (f"The mill was built in 1812,{DEAD},x", f"The mill was built in 1812,{COPY},x"),
]  # fmt: skip

URLS = [
    ("http://moved.example/a", "http://new.example/a"),
    (f"{DEAD}", COPY),
    ("http://live.example/a", None),
]

BARE = [
    # an address that stands as words
    ("<p>It opened, see http://moved.example/a.</p>", "<p>It opened, see http://new.example/a.</p>"),
    ("<p>It opened, see http://moved.example/a?b=1&amp;c=2.</p>", "<p>It opened, see http://new.example/a?b=1&amp;c=2.</p>"),
    (f"<p>It opened, see {DEAD}, p. 3.</p>",
     f'<p>It opened, see <a href="{COPY}" data-originalurl="{DEAD}" data-versionurl="{COPY}" data-versiondate="2019-01-02">{DEAD}</a>, p. 3.</p>'),
    (f"<p>It opened ({DEAD}).</p>", f"<p>It opened ({COPY}).</p>"),
    # it is a link already, or no text, or divided by mark-up
    (f'<p>It opened (<a href="http://live.example/">see {DEAD}</a>).</p>', None),
    (f"<p>It opened.</p><pre>{DEAD}</pre><script>'{DEAD}'</script><!-- {DEAD} -->", None),
    (f'<p>It opened.<img alt="{DEAD}"></p>', None),
]  # fmt: skip


def check(before: str, after: str | None, name: str, kind: str | None = None) -> None:
    """The edit, byte for byte; the same claims; nothing to do the second time."""
    wanted = before if after is None else after
    for end in ("\n", "\r\n"):
        data, expected = before.replace("\n", end).encode(), wanted.replace("\n", end).encode()
        patch = mended(data, name, kind)
        assert patch.after.decode() == expected.decode()
        assert bool(patch.edits) == (before != wanted)
        again = mended(patch.after, name, kind)
        assert (again.edits, again.after, again.remarks) == ((), patch.after, ())
        said = [claim.text for claim in understood(data, name).claims]
        if "http" not in "".join(said):
            assert [claim.text for claim in understood(patch.after, name).claims] == said


@pytest.mark.parametrize(("before", "after"), LATEX)
def test_latex(before: str, after: str | None) -> None:
    """In its own escapes; "archived at" behind the command in a note."""
    head, foot = "\\documentclass{article}\n\\begin{document}\n", "\n\\end{document}\n"
    check(head + before + foot, None if after is None else head + after + foot, "a.tex")


@pytest.mark.parametrize(("before", "after"), BIBTEX)
def test_bibtex(before: str, after: str | None) -> None:
    """In its field, escaped as it was."""
    head, foot = "@misc{k,\n  title = {T},\n", "\n  year = 2020\n}\n"
    check(head + before + foot, None if after is None else head + after + foot, "a.bib")


@pytest.mark.parametrize(("before", "after"), RIS)
def test_ris(before: str, after: str | None) -> None:
    """On its line."""
    item = "TY  - WEB\nTI  - T\nUR  - {}\nER  - \n"
    check(item.format(before), item.format(after) if after else None, "a.ris")


@pytest.mark.parametrize(("before", "after"), CSLJSON)
def test_csl_json(before: str, after: str | None) -> None:
    """Within its string, escaped as it was; the rest of the file stays as it is laid out."""
    item = '[ {"type" : "webpage",\n   "title": "T", "URL": %s} ]\n'
    check(item % before, item % after if after else None, "a.csljson")


@pytest.mark.parametrize(("before", "after"), CSV)
def test_csv(before: str, after: str | None) -> None:
    """In its cell, quoted as it was."""
    check(f"claim,url,more\n{before}\n", f"claim,url,more\n{after}\n" if after else None, "a.csv")


def test_an_address_never_ends_its_cell() -> None:
    """A comma in a new address is escaped where the old one had none."""
    data = b"claim,url\nThe mill was built in 1812,http://moved.example/a\n"
    reading = understood(data, "a.csv")
    moved = state("http://moved.example/a")
    assert moved.last_check is not None
    from dataclasses import replace

    check_ = replace(moved.last_check, final_url="http://new.example/a,b")
    states = {"http://moved.example/a": replace(moved, last_check=check_)}
    patch = propose(data, "csv", reading, states, {})
    assert patch.after.endswith(b"1812,http://new.example/a%2Cb\n")


@pytest.mark.parametrize(("before", "after"), URLS)
def test_a_list_of_addresses(before: str, after: str | None) -> None:
    """Line by line; comments stay."""
    check(f"# a list\n{before}\nhttp://live.example/\n",
          f"# a list\n{after}\nhttp://live.example/\n" if after else None, "a.urls")  # fmt: skip


def test_a_sitemap_gets_new_addresses_only() -> None:
    """Pages that are gone are named: no archive's copy belongs in a list of a site's pages."""
    page = "<urlset><url><loc>http://moved.example/a?b=1&amp;c=2</loc></url><url><loc>{}</loc></url></urlset>"
    patch = mended(page.format(DEAD).encode(), "sitemap.xml")
    assert patch.after == page.format(DEAD).replace("moved.", "new.").encode()
    assert patch.remarks == (
        "1 pages are gone; take them out: a sitemap lists a site's own pages.",
    )
    packed = gzip.compress(page.format(DEAD).encode())
    patch = mended(packed, "sitemap.xml.gz")
    assert (patch.after, "gunzip" in patch.remarks[0]) == (packed, True)


@pytest.mark.parametrize(("before", "after"), BARE)
def test_addresses_as_words_in_html(before: str, after: str | None) -> None:
    """The words stay; a copy makes a link of them."""
    page = "<!doctype html><html><head><title>http://dead.example/a</title></head><body>{}</body></html>"
    check(page.replace("{}", before), page.replace("{}", after) if after else None, "a.html")


def test_an_address_that_mark_up_divides_is_left_with_a_remark() -> None:
    """Its beginning may be another page's address."""
    page = (
        b"<p>See http://moved.example/<wbr>page and <a href='http://moved.example/'>this</a>.</p>"
    )
    patch = mended(page, "a.html")
    assert b"http://moved.example/<wbr>page" in patch.after
    assert b'href="http://new.example/"' in patch.after


def notebook(*cells: object) -> str:
    made = [
        {"cell_type": "markdown", "metadata": {}, "source": source}
        if not isinstance(source, bytes)
        else {"source": source.decode(), "outputs": [], "cell_type": "code", "metadata": {}}
        for source in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}, indent=1)


NOTEBOOKS = [
    (notebook("See [it](http://moved.example/a)."), "http://moved.example/a", "http://new.example/a"),
    (notebook(["# T\n", "See “it” \\\\ http://moved.example/a\n", "there."]), "http://moved.example/a", "http://new.example/a"),
    (notebook("One.", f"See [it]({DEAD}).", "x"), DEAD, COPY),
    (notebook(f"It opened.[^1]\n\n[^1]: Smith, {DEAD}, p. 3.\n"), f"{DEAD},", f"{DEAD} (archived at <{COPY}>),"),
    (notebook("It opened.[^1]\n", f"[^1]: Smith, {DEAD}, p. 3.\n"), f"{DEAD},", f"{DEAD} (archived at <{COPY}>),"),
    (notebook(f"url = '{DEAD}'".encode(), "See http://moved.example/a there."), "http://moved.example/a", "http://new.example/a"),
    (notebook("See http://live.example/a there."), "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "old", "new"), NOTEBOOKS)
def test_notebooks(before: str, old: str, new: str) -> None:
    """Only what text cells say; the JSON around it stays byte for byte."""
    check(before, before.replace(old, new) if old else None, "a.ipynb")


def zipped(kind: str, **parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, content in {"mimetype": kind, **parts}.items():
            file.writestr(name, content)
    return out.getvalue()


def part_after(kind: str, part: str, before: str, *, noted: bool = False) -> str:
    """One part of a zipped document after its repair."""
    urls = [DEAD, "http://moved.example/", "http://moved.example/?a=1&b=2"]
    text = "".join(f"It is so.[^{n}]\n\n[^{n}]: {url}\n\n" for n, url in enumerate(urls, 1))
    if not noted:
        text = "\n\n".join(f"See {url} there." for url in urls)
    reading = understood(text.encode(), "a.md")
    states = {link.url: state(link.url) for link in reading.links}
    copies = {link.url: mementos(link.url) for link in reading.links}
    patch = propose(zipped(kind, **{part: before}), kind, reading, states, copies)
    with ZipFile(BytesIO(patch.after)) as new:
        return new.read(part).decode()


WORDS = [
    # addresses that stand as words
    ("docx", "word/document.xml", "<w:p><w:r><w:t>See http://moved.example/?a=1&amp;b=2.</w:t></w:r></w:p>",
     "<w:p><w:r><w:t>See http://new.example/?a=1&amp;b=2.</w:t></w:r></w:p>"),
    ("docx", "word/footnotes.xml", f"<w:p><w:r><w:t>Smith, {DEAD}, p. 3.</w:t></w:r></w:p>",
     f"<w:p><w:r><w:t>Smith, {DEAD} (archived at {COPY}), p. 3.</w:t></w:r></w:p>"),
    ("docx", "word/footnotes.xml", f"<w:p><w:r><w:t>Smith, {DEAD} (archived at {COPY}).</w:t></w:r></w:p>", None),
    # the words of a link are kept, those of a field too
    ("docx", "word/document.xml", f'<w:p><w:hyperlink r:id="r1"><w:r><w:t>{DEAD}</w:t></w:r></w:hyperlink></w:p>', None),
    ("docx", "word/document.xml",
     f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "{DEAD}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{DEAD}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
     f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "{COPY}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{DEAD}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    # an address that runs divide is not whole here
    ("docx", "word/document.xml", "<w:p><w:r><w:t>http://moved.example/</w:t></w:r><w:r><w:t>page</w:t></w:r></w:p>", None),
    ("docx", "word/document.xml", "<w:p><w:r><w:t>http://moved.example/</w:t></w:r></w:p><w:p><w:r><w:t>page</w:t></w:r></w:p>",
     "<w:p><w:r><w:t>http://new.example/</w:t></w:r></w:p><w:p><w:r><w:t>page</w:t></w:r></w:p>"),
    ("docx", "word/styles.xml", f"<w:t>{DEAD}</w:t>", None),
    ("odt", "content.xml", f"<text:p>Smith, {DEAD}, p. 3.</text:p>", f"<text:p>Smith, {DEAD} (archived at {COPY}), p. 3.</text:p>"),
    ("odt", "content.xml", f'<text:p><text:a xlink:href="http://live.example/">{DEAD}</text:a></text:p>', None),
    ("epub", "OEBPS/c1.xhtml", "<p>See http://moved.example/.</p>", "<p>See http://new.example/.</p>"),
    ("xlsx", "xl/sharedStrings.xml", f"<si><t>{DEAD}</t></si><si><t>See http://moved.example/?a=1&amp;b=2</t></si>",
     f"<si><t>{COPY}</t></si><si><t>See http://new.example/?a=1&amp;b=2</t></si>"),
    ("xlsx", "xl/worksheets/sheet1.xml", '<c t="str"><f>HYPERLINK("http://moved.example/","it")</f><v>it</v></c>',
     '<c t="str"><f>HYPERLINK("http://new.example/","it")</f><v>it</v></c>'),
    ("xlsx", "xl/worksheets/_rels/sheet1.xml.rels", f'<Relationship Id="r1" Type="http://x/hyperlink" Target="{DEAD}"/>',
     f'<Relationship Id="r1" Type="http://x/hyperlink" Target="{COPY}"/>'),
    ("xlsx", "xl/worksheets/sheet1.xml", f"<c><v>1</v></c><!-- {DEAD} -->", None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "part", "before", "after"), WORDS)
def test_addresses_in_office_files(kind: str, part: str, before: str, after: str | None) -> None:
    """Words, fields and targets; in a note the copy is named behind the address."""
    noted = "archived at" in (after or before)
    wanted = before if after is None else after
    assert part_after(kind, part, before, noted=noted) == wanted
    assert part_after(kind, part, wanted, noted=noted) == wanted


def test_a_word_file_with_addresses_as_words_reads_the_same() -> None:
    """Claims are as they were; every other part is the same, byte for byte."""
    before = docx({"see http://moved.example/a there": "http://live.example/"})
    plain = before.replace(b"x", b"x")
    patch = mended(plain, "a.docx")
    said = [claim.text for claim in understood(before, "a.docx").claims]
    assert [claim.text for claim in understood(patch.after, "a.docx").claims] == said


def test_flat_opendocument_is_repaired_as_text() -> None:
    """One XML file, not zipped."""
    flat = (
        '<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        "<office:body><office:text><text:p>The mill was built in 1812, see "
        '<text:a xlink:href="http://moved.example/a">it</text:a>.</text:p></office:text></office:body></office:document>'
    )
    patch = mended(flat.encode(), "a.fodt")
    assert patch.after == flat.replace("moved.", "new.").encode()
    assert mended(patch.after, "a.fodt").edits == ()


def test_every_format_that_is_read_is_repaired_or_refused_in_one_line() -> None:
    """No format is forgotten: a repair, or a sentence that says why not."""
    reading = understood(b"See http://moved.example/a.", "a.txt")
    states = {"http://moved.example/a": state("http://moved.example/a")}
    for kind in FORMATS:
        if kind in REPAIRS or kind in ZIPPED or kind == "jupyter":
            continue
        patch = propose(b"x", kind, reading, states, {})
        assert patch.edits == ()
        (remark,) = patch.remarks
        assert "cannot be repaired" in remark
    assert {"pdf", "text"} <= FORMATS.keys()
