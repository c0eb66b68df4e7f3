"""Works cited by key, and the bibliographies that lie beside the document."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read, read_links
from citations.model import Reading

_BIB = b"""@string{qb = "Quay Books"}
@book{Marlow1988, author = {Edith Marlow}, title = {Tides of the {Ouse}}, publisher = qb}
@online{harbour, title = {Harbour dues}, url = {https://harbour.example/dues}}
"""
_CSL = json.dumps(
    [
        {"id": "Marlow1988", "type": "book", "title": "Tides of the Ouse"},
        {
            "id": "harbour",
            "type": "webpage",
            "title": "Harbour dues",
            "URL": "https://harbour.example/dues",
        },
    ]
).encode()
_YAML = b"""---
references:
- {id: Marlow1988, type: book, title: Tides of the Ouse}
- {id: harbour, type: webpage, title: Harbour dues, URL: https://harbour.example/dues}
---
"""
_NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {
                "cell_type": "markdown",
                "metadata": {},
                "source": "It sank [@Marlow1988, p. 4]. Dues rose [@harbour]. So [@Marlow1988].",
            }
        ],
    }
)
_DOCUMENTS = {
    "a.md": "It sank [@Marlow1988, p. 4]. Dues rose [@harbour]. So [@Marlow1988].\n",
    "b.md": "It sank {cite}`Marlow1988`. Dues rose {cite:p}`harbour`. So {cite}`Marlow1988`.\n",
    "a.tex": "It sank \\cite[4]{Marlow1988}. Dues \\parencite{harbour}. So \\citet{Marlow1988}.\n",
    "a.rst": "It sank :cite:`Marlow1988`. Dues rose :cite:p:`harbour`. So :cite:`Marlow1988`.\n",
    "a.ipynb": _NOTEBOOK,
}


def _titles(found: Reading) -> list[str]:
    of = {one.id: str(one.csl.get("title")) for one in found.references}
    return [of[one.references[0]] if one.references else "" for one in found.citations]


@pytest.mark.parametrize("name", _DOCUMENTS)
@pytest.mark.parametrize(
    ("file", "data"),
    [("refs.bib", _BIB), ("refs.json", _CSL), ("refs.yaml", _YAML)],
    ids=["bib", "json", "yaml"],
)
def test_keys_lead_to_the_works_beside_the_document(name: str, file: str, data: bytes) -> None:
    """Each key leads to its work; a work that is cited twice is one note and one reference."""
    found = read(_DOCUMENTS[name].encode(), name, None, [(file, data)])

    assert _titles(found) == ["Tides of the Ouse", "Harbour dues", "Tides of the Ouse"]
    assert not any(one.dangling for one in found.citations)
    assert len(found.notes) == len(found.references) == 2
    assert [one.url for one in found.links] == ["https://harbour.example/dues"]
    assert found.document.problems == ()


def test_links_of_works_beside_the_document_are_read_without_the_claims_too() -> None:
    """The short reading gives the same links as the whole one."""
    text = _DOCUMENTS["a.md"].encode()
    beside = [("refs.bib", _BIB)]

    assert read_links(text, "a.md", None, beside).links == read(text, "a.md", None, beside).links


def test_a_key_that_no_file_has_leads_nowhere() -> None:
    """It is dangling, and the remark names it and the files that were read."""
    text = b"The quay sank [@Marlow1988]. Trade fell [@Nobody2001].\n"
    found = read(text, "a.md", None, [("refs.bib", _BIB)])

    assert [one.dangling for one in found.citations] == [False, True]
    [problem] = found.document.problems
    assert (problem.code, problem.line) == ("undefined_citation", 1)
    assert "Nobody2001" in problem.message


@pytest.mark.parametrize("command", ["\\bibliography{refs}", ""])
def test_latex_names_the_keys_that_no_file_has(command: str) -> None:
    """Whether the document names the file or a chapter leaves that to its book."""
    text = f"The quay sank \\cite{{Marlow1988,Nobody2001}}.\n{command}\n".encode()
    found = read(text, "a.tex", None, [("refs.bib", _BIB)])

    assert [one.dangling for one in found.citations] == [False, True]
    assert [one.code for one in found.document.problems] == ["undefined_citation"]
    assert "refs.bib has no entry" in found.document.problems[0].message


def test_the_first_file_wins_and_case_is_forgiven() -> None:
    """As bibtex does it: MARLOW1988 is Marlow1988."""
    other = b"@book{Marlow1988, title = {Another}}\n@book{Extra, title = {Extra}}"
    text = b"Once [@MARLOW1988], twice [@Extra].\n"
    found = read(text, "a.md", None, [("refs.bib", _BIB), ("more.bib", other)])

    assert _titles(found) == ["Tides of the Ouse", "Extra"]


def test_a_list_that_bibtex_has_set_explains_keys() -> None:
    """What a paper is sent in with, where the .bib file is not."""
    listed = (
        b"\\begin{thebibliography}{9}\n\\providecommand{\\doi}[1]{doi: #1}\n"
        b"\\bibitem[Marlow(1988)]{Marlow1988}\nE.~Marlow.\n\\newblock Tides of the {Ouse}.\n"
        b"\\newblock \\emph{Coast Review}, 12\\penalty0 (3):\\penalty0 45--67, 1988.\n"
        b"\\end{thebibliography}\n"
    )
    text = b"It sank \\citep{Marlow1988}.\n\\bibliography{lost}\n"
    [one] = read(text, "a.tex", None, [("a.bbl", listed)]).references

    assert one.csl["title"] == "Tides of the Ouse"
    assert one.csl["author"] == [{"given": "E.", "family": "Marlow"}]


def test_one_file_explains_the_words_of_another() -> None:
    """Journals are named in one file, volumes described in a second, works in a third."""
    beside = [
        ("names.bib", b'@string{ouse = "Ouse Papers"}'),
        ("works.bib", b"@inproceedings{a, title = {Silt}, crossref = {whole}}"),
        ("wholes.bib", b"@proceedings{whole, title = {Rivers 88}, series = ouse, year = 1988}"),
    ]
    [one] = read(b"It sank [@a].\n", "a.md", None, beside).references

    assert one.csl["container-title"] == "Rivers 88"
    assert one.csl["collection-title"] == "Ouse Papers"


def test_files_that_explain_no_key_are_of_another_document() -> None:
    """The document is read as if they were not there."""
    text = b"As \\cite{Somebody} says.\n"
    other = read(text, "a.tex", None, [("refs.bib", _BIB)])

    assert other.citations == read(text, "a.tex").citations
    assert other.document.problems == ()


def test_a_broken_file_is_passed_over() -> None:
    """The other files still explain the keys."""
    beside = [("a.json", b"\x00\x01"), ("b.bib", b""), ("refs.bib", _BIB)]

    assert _titles(read(b"It sank [@Marlow1988].\n", "a.md", None, beside)) == ["Tides of the Ouse"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "The quay sank.[^1]\n\n[^1]: See [@Marlow1988, p. 7].\n"),
        ("a.md", "The quay sank.^[Compare [@Marlow1988, 7].]\n"),
        ("a.tex", "The quay sank.\\footnote{See \\cite[7]{Marlow1988}.}\n"),
    ],
)
def test_notes_that_cite_by_key_have_the_work(name: str, text: str) -> None:
    """A footnote in which a key stands is a note of that work."""
    found = read(text.encode(), name, None, [("refs.bib", _BIB)])

    assert _titles(found) == ["Tides of the Ouse"]
    assert [one.kind for one in found.notes] == ["reference"]
    assert found.document.problems == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "It sank.[^1]\n\n[^1]: See [@Marlow1988] and [a map](https://map.example/a).\n"),
        ("a.tex", "It sank.\\footnote{See \\cite{Marlow1988} and \\url{https://map.example/a}.}\n"),
    ],
)
def test_an_address_beside_a_key_in_a_note_is_a_link(name: str, text: str) -> None:
    """It belongs to the work that stands before it."""
    found = read(text.encode(), name, None, [("refs.bib", _BIB)])

    assert [one.other_urls for one in found.references] == [("https://map.example/a",)]
    assert [one.url for one in found.links] == ["https://map.example/a"]


@pytest.mark.parametrize("known", ["Marlow1988", "Nobody2001"])
def test_a_note_gives_the_works_that_it_names_in_words_too(known: str) -> None:
    """Beside those whose keys it cites, and whether or not anybody defines the keys."""
    note = f"See [@{known}]; and Edith Quill, “The salt of the quay”, Coast Review, 12 (2003), 4."
    found = read(f"It sank.[^1]\n\n[^1]: {note}\n".encode(), "a.md", None, [("refs.bib", _BIB)])

    titles = [one.csl.get("title") for one in found.references]
    assert titles == ["Tides of the Ouse", "The salt of the quay"][known == "Nobody2001" :]


@pytest.mark.parametrize(
    ("key", "csl"),
    [
        ("doi:10.5555/abc.12-3", {"DOI": "10.5555/abc.12-3"}),
        ("pmid:123456", {"URL": "https://pubmed.ncbi.nlm.nih.gov/123456/"}),
        ("pmcid:PMC99", {"URL": "https://pmc.ncbi.nlm.nih.gov/articles/PMC99/"}),
        ("arxiv:2101.00001", {"URL": "https://arxiv.org/abs/2101.00001"}),
        ("isbn:9780306406157", {"ISBN": "9780306406157"}),
        ("url:https://harbour.example/a/b", {"URL": "https://harbour.example/a/b"}),
        ("https://harbour.example/a/b", {"URL": "https://harbour.example/a/b"}),
    ],
)
def test_a_key_that_is_an_identifier_names_the_work_itself(key: str, csl: dict[str, str]) -> None:
    """No file needs to have it."""
    found = read(f"It sank [@{key}; @{key}].\n".encode(), "a.md")

    assert len(found.references) == 1
    assert csl.items() <= found.references[0].csl.items()
    assert found.document.problems == ()


def test_cross_references_are_no_citations() -> None:
    """Figures, tables, sections and equations of the document itself are left in the sentence."""
    text = (
        "---\nbibliography: r.bib\n---\n\nSee @fig-map and [@tbl:dues]; @sec-one, @eq-two [@k].\n"
    )
    found = read(text.encode(), "a.qmd")

    assert [one.marker for one in found.citations] == ["@k"]
    assert "@fig-map" in found.claims[0].text


def test_people_named_in_links_are_no_keys() -> None:
    """A list of changes with "[@someone](...)" cites nobody by key."""
    text = b"Thanks to [@alice](https://git.example/alice) and @bob for the fix.\n"
    found = read(text, "CHANGES.md")

    assert [one.style for one in found.citations] == ["inline_link"]
    assert found.document.problems == ()


@settings(deadline=None, max_examples=60)
@given(st.text("@[]{}\\cite^: \nabA1,=", max_size=80), st.binary(max_size=60))
def test_nothing_beside_a_document_makes_its_reading_fail(text: str, data: bytes) -> None:
    """Whatever the document and the files hold, what is cited is where it says."""
    beside = [("r.bib", b"@book{a, title={A}}\n" + data), ("r.json", data), ("r.yaml", data)]
    for name in ("a.md", "a.tex"):
        found = read(b"x " + text.encode(), name, None, beside)
        for one in found.references:
            assert found.document.text[one.start : one.end] == one.raw
