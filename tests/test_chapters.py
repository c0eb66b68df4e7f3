"""A LaTeX document with its chapters in files of their own, read from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import citations
from citations.lines import Lines
from citations.linking import read_links
from citations.model import Reading
from verifier.inputs import Input, expand, open_input

MAIN = """\\documentclass{book}
\\begin{document}
\\chapter{Dunes}
The first dune moved in 1911.
\\include{parts/one}
% \\include{parts/old}
\\input{parts/two.tex}
The last dune moved in 1990.\\cite{holt}
\\end{document}
"""
ONE = """% the first chapter
The second dune moved in 1920.\\footnote{Kay, Sand, 2019.}
\\input{deeper}
"""


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """A main file, two chapters, one that a chapter pulls in, and a bibliography."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "main.tex").write_text(MAIN)
    (tmp_path / "parts/one.tex").write_text(ONE)
    (tmp_path / "parts/old.tex").write_text("Nobody reads this.")
    (tmp_path / "parts/deeper.tex").write_text("The third dune moved in 1930.\\cite{brandt}\n")
    (tmp_path / "parts/two.tex").write_text(
        "\\documentclass[../main]{subfiles}\n\\begin{document}\nThe fourth dune moved in 1940.\n"
        "\\end{document}\n"
    )
    (tmp_path / "works.bib").write_text(
        "@book{holt,\n title = {Dunes},\n year = 1990\n}\n@book{brandt,\n title = {Sand},\n}\n"
    )
    return tmp_path / "main.tex"


def read(given: Input) -> Reading:
    return citations.read(given.data, given.source, given.format, given.beside)


def test_chapters_are_read_where_they_are_pulled_in(thesis: Path) -> None:
    """The claims stand in the order of the printed thesis; comments pull nothing in."""
    reading = read(open_input(str(thesis)))

    years = [word for claim in reading.claims for word in claim.text[-5:-1].split()]
    assert years == ["1911", "1920", "1930", "1940", "1990"]


def test_places_name_the_file_and_its_own_line(thesis: Path) -> None:
    """Behind a chapter the main file's own lines go on."""
    reading = read(open_input(str(thesis)))

    assert [claim.place for claim in reading.claims] == [
        "main.tex, line 4",
        "parts/one.tex, line 2",
        "parts/deeper.tex, line 1",
        "parts/two.tex, line 3",
        "main.tex, line 8",
    ]
    (note,) = [one for one in reading.notes if one.text.startswith("Kay")]
    document = reading.document
    assert Lines(document.text).place(note.start, document.parts) == "parts/one.tex, line 2"
    text = reading.document.text
    assert all(text[one.start : one.end].split()[0] == "The" for one in reading.claims)


def test_keys_of_chapters_find_the_bibliography_of_the_document(thesis: Path) -> None:
    """A work that only a chapter cites is looked up as well."""
    reading = read(open_input(str(thesis)))

    assert {one.csl.get("title") for one in reading.references} >= {"Dunes", "Sand"}


def test_another_chapter_makes_another_document(thesis: Path) -> None:
    """What is kept of a reading is not taken for that of a changed chapter."""
    before = open_input(str(thesis)).digest()
    (thesis.parent / "parts/deeper.tex").write_text("The third dune never moved.\n")

    assert open_input(str(thesis)).digest() != before


def test_a_missing_chapter_is_a_remark(thesis: Path) -> None:
    """The rest is read, and the name of what is not there is told."""
    (thesis.parent / "parts/two.tex").unlink()
    reading = read(open_input(str(thesis)))

    assert len(reading.claims) == 4
    assert any("parts/two" in one.message for one in reading.document.problems)


def names(given: Input) -> Iterator[str]:
    return (name for name, _ in given.beside if name.endswith(".tex"))


def test_nothing_outside_the_folder_is_pulled_in(thesis: Path, tmp_path: Path) -> None:
    """Not by dots, not by a path from the root, not through a link."""
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret.tex").write_text("The key is under the mat.")
    (home / "link.tex").symlink_to(tmp_path / "secret.tex")
    (home / "main.tex").write_text(
        f"\\begin{{document}}\n\\input{{../secret}}\n\\input{{{tmp_path}/secret}}\n"
        "\\input{link}\n\\input{a/../../secret}\nThe dune moved in 1911.\n\\end{document}\n"
    )

    assert not list(names(open_input(str(home / "main.tex"))))


def test_a_file_that_pulls_itself_in_is_read_once(tmp_path: Path) -> None:
    """Cycles end and are told; what is pulled in twice by each of many is bounded as well."""
    (tmp_path / "main.tex").write_text("\\begin{document}\n\\input{a0}\n\\end{document}\n")
    for at in range(40):
        (tmp_path / f"a{at}.tex").write_text(
            f"Dune {at} moved in 1911.\n\n\\input{{a{at + 1}}}\\input{{a{at + 1}}}\\input{{main}}\n"
        )
    reading = read(open_input(str(tmp_path / "main.tex")))

    assert 5 < len(reading.claims) < 10
    assert any(one.code == "chapter_again" for one in reading.document.problems)


def test_a_folder_gives_a_thesis_once(thesis: Path) -> None:
    """Chapters are read with the file that pulls them in, and not again by themselves."""
    found = [Path(name).name for name in expand([str(thesis.parent)])]

    assert sorted(name for name in found if name.endswith(".tex")) == ["main.tex", "old.tex"]


def test_links_alone_are_those_of_the_whole(thesis: Path) -> None:
    """Addresses in chapters are found where only links are read."""
    (thesis.parent / "parts/deeper.tex").write_text("See \\url{https://dune.example/1}.\n")
    given = open_input(str(thesis))
    alone = read_links(given.data, given.source, given.format, given.beside)

    assert [one.url for one in alone.links] == ["https://dune.example/1"]
    assert alone.links == read(given).links
