"""Reading only the links of a document gives the links that reading all of it gives."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.errors import CitationsError
from citations.formats import read_document
from citations.linking import find_links, read_links
from citations.model import Document, Reading
from citations.reading import read, understand

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("examples", "docs", "tests/reports/made")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)


def links_of(reading: Reading) -> tuple[Any, ...]:
    """The links in order, their places, the lost ones, and how broken ones were mended."""
    urls = {link.id: link.url for link in reading.links}
    places = {
        (url, one.line)
        for one in reading.references
        for url in (urls.get(one.link or ""), *one.other_urls)
        if url is not None or one.url_missing
    }
    written = {str(one.csl.get("URL")) for one in reading.references if one.link is not None}
    mended = [
        (one.csl["URL"], one.url_printed, one.url_why, one.url_candidates)
        for one in reading.references
        if one.url_repaired
    ]
    traces = [one for one in reading.document.problems if one.code == "machine_trace"]
    return [*urls.items()], sorted(places, key=str), written, mended, traces


def assert_same(document: Document) -> None:
    whole, links = understand(document), find_links(document)
    assert links_of(links) == links_of(whole)
    assert links.document.text == whole.document.text
    assert {one.id for one in links.links} >= {one.link for one in links.references if one.link}


def documents() -> Iterator[Document]:
    for path in FILES:
        try:
            yield read_document(path.read_bytes(), path.name)
        except CitationsError:
            continue


def test_the_links_of_every_example_are_those_of_the_whole_reading() -> None:
    """Every document of the examples and of the manual, in every format."""
    found = list(documents())

    for document in found:
        assert_same(document)

    assert len({document.format for document in found}) >= 3


def test_the_links_of_constructed_documents_are_those_of_the_whole_reading() -> None:
    """Documents in all layouts, with bibliographies in many styles."""
    pytest.importorskip("citeproc")
    pytest.importorskip("pycrfsuite")
    from bench.parse import _documents

    options = argparse.Namespace(documents=3, style=None, layout=None)
    for _, _, data, name in _documents("held-out", options):
        assert_same(read_document(data, name))


NOTES = [
    "Brown, *The Lake*, https://a.example/1",
    "Brown, The Lake, https://a.example/1; Quill, The River, https://b.example/2.",
    "Quill, Ada, The River (Heron Press, 2004). Brown, The Lake, https://a.example/1",
    "We thank those who were there when it was told; the data are at https://a.example/data.",
    "We thank those who were there; see https://a.example/data and then https://b.example/.",
    "Quill, The River, doi:10.1234/abc; Brown, The Lake, https://a.example/1",
    "Quill, The River, https://doi.org/10.1234/abc",
    "Quill, The River, doi:10.1234/abc",
    "Brown, The Lake, available at: https://a.example/1",
    "Brown, ‘The Lake’, available at: Quill, ‘The River’, https://a.example/1",
    "Brown, ‘The Lake’, online at:",
    "[The Lake](https://a.example/1)",
    "[The Lake](https://a.example/1), https://a.example/1#part, and www.b.example/2",
    "[The Lake](https://a.example/1 'title') and <https://b.example/>",
    "Brown, The Lake, https://a.example/long-\n    address/that-breaks.html",
    "Ibid., p. 3",
    "arXiv:2101.00001; https://a.example/1",
    "Brown, The Lake, http://[not-an-address/1",
    "",
]


@given(st.lists(st.sampled_from(NOTES), min_size=1, max_size=4), st.booleans())
@settings(deadline=None, max_examples=120)
def test_the_links_of_any_notes_are_those_of_the_whole_reading(
    notes: list[str], listed: bool
) -> None:
    """Whatever notes say beside their addresses, none is missed and none is made up."""
    if listed:
        text = "It fell.\n\n## References\n\n" + "\n".join(
            f"{n}. {one}" for n, one in enumerate(notes, 1)
        )
    else:
        text = " ".join(f"It fell.[^{n}]" for n in range(len(notes))) + "\n\n"
        text += "\n".join(f"[^{n}]: {one}" for n, one in enumerate(notes))

    for name in ("a.md", "a.txt"):
        assert_same(read_document(text.encode(), name))


@pytest.mark.parametrize("note", [one for one in NOTES if "://" in one])
def test_no_address_of_a_note_goes_unvisited(note: str) -> None:
    """Each address that is one becomes a link, also in a note that is only a remark."""
    reading = read(f"It fell.[^1]\n\n[^1]: {note}\n".encode(), "a.md")

    shown = {part for part in ("a.example", "b.example", "doi.org") if f"://{part}" in note}
    assert shown <= {link.url.split("/")[2] for link in reading.links}


def test_only_links_are_read() -> None:
    """There are no claims, citations, notes or blocks; a source that gives no link is left out."""
    data = b"It fell by 3 m.[^1] So says [Brown](https://a.example/).\n\n[^1]: Quill, 2004, p. 3.\n"

    reading = read_links(data, "a.md")

    assert [link.url for link in reading.links] == ["https://a.example/"]
    assert [one.line for one in reading.references] == [1]
    assert (reading.claims, reading.citations, reading.notes) == ((), (), ())
    assert reading.document.blocks == ()


def test_a_part_of_a_broken_address_is_no_link() -> None:
    """Mark-up ends an address at the line's end; what we put together is visited, its half not."""
    data = b"It fell.[^1]\n\n[^1]: Brown, https://a.example/the-\n    lake/page.html\n"

    for reading in (read(data, "a.md"), read_links(data, "a.md")):
        assert [link.url for link in reading.links] == ["https://a.example/the-lake/page.html"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "It rose.[^1] It fell.[^2]\n\n[^1]: Brown, {0}\n[^2]: Smith, *Lakes*, {1}.\n"),
        ("a.rst", "It rose [1]_, it fell [2]_.\n\n.. [1] Brown, {0}\n.. [2] Smith, {1}.\n"),
    ],
)
def test_links_of_plain_notes_are_told_before_the_document_is_whole(name: str, text: str) -> None:
    """Each as it will be among the links; a note that must be read whole is not told of."""
    urls = ["https://example.org/a", "https://example.org/b"]
    told: list[str] = []

    reading = read_links(text.format(*urls).encode(), name, tell=told.append)
    broken = read_links(text.format(urls[0], "https:// b .org").encode(), name, tell=told.append)

    assert told == [*urls, urls[0]]
    assert [link.url for link in reading.links] == urls
    assert len(broken.links) == 2


def test_what_is_told_early_is_among_the_links_of_every_example() -> None:
    """Nothing is visited that the whole reading would not visit."""
    for path in FILES:
        told: list[str] = []
        try:
            reading = read_links(path.read_bytes(), path.name, tell=told.append)
        except CitationsError:
            continue
        assert set(told) <= {link.url for link in reading.links}
