"""Which bibliographies are taken to lie beside a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from verifier.beside import bibliographies
from verifier.inputs import open_input

_BIB = b"@book{k, title = {T}}"


def _written(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_BIB)


@pytest.mark.parametrize(
    ("name", "text", "files", "taken"),
    [
        ("a.tex", "\\cite{k} \\bibliography{one,two}", "one.bib two.bib z.bib", "one.bib two.bib"),
        ("a.tex", "\\cite{k} \\addbibresource[x=1]{sub/one.bib}", "sub/one.bib b.bib", "one.bib"),
        ("chapters/a.tex", "\\autocite{k}", "book.bib", "book.bib"),
        ("ch/a.tex", "\\cite{k}\\bibliography{book}", "book.bib ch/no.bib", "book.bib"),
        ("a.md", "---\nbibliography: one.bib\n---\n[@k]", "one.bib two.bib", "one.bib"),
        ("a.md", "---\nbibliography: [a.bib, 'b.json']\n---\n[@k]", "a.bib b.json", "a.bib b.json"),
        ("a.md", "---\nbibliography:\n- a.bib\n- b.yml\n---\n[@k]", "a.bib b.yml", "a.bib b.yml"),
        ("a.qmd", "Says @k here", "z.bib a.bib", "a.bib z.bib"),
        ("a.rst", ":cite:`k`\n\n.. bibliography:: one.bib\n", "one.bib two.bib", "one.bib"),
        ("a.md", "{cite}`k`", "a.bib", "a.bib"),
        ("c/a.md", "[@k]", "c/manual-references.json other.json", "manual-references.json"),
        ("a.tex", "\\cite{k} \\bibliography{lost}", "a.bbl z.bib", "a.bbl"),
        ("a.tex", "\\cite{k} \\bibliography{one}", "one.bib a.bbl", "one.bib"),
        ("a.md", "No key, but me@harbour.example.", "a.bib", ""),
        ("a.txt", "[@k]", "a.bib", ""),
        ("a.tex", "\\cite{k} \\bibliography{missing}", "", ""),
    ],
)  # fmt: skip
def test_named_files_come_first_and_the_nearest_otherwise(
    tmp_path: Path, name: str, text: str, files: str, taken: str
) -> None:
    """A name is looked for from the document's folder upwards; without one, any .bib there."""
    _written(tmp_path, *files.split())
    (tmp_path / name).parent.mkdir(exist_ok=True)
    found = bibliographies(str(tmp_path / name), text.encode())

    assert [file for file, _ in found] == taken.split()
    assert all(data == _BIB for _, data in found)


def test_the_settings_of_a_project_name_its_bibliography(tmp_path: Path) -> None:
    """A book keeps it in a folder of its own."""
    _written(tmp_path, "data/lib.bib")
    (tmp_path / "_quarto.yml").write_text("book:\n  x: y\nbibliography: data/lib.bib\n")
    (tmp_path / "chapters").mkdir()

    found = bibliographies(str(tmp_path / "chapters" / "one.qmd"), b"[@k]")
    assert [name for name, _ in found] == ["lib.bib"]


@pytest.mark.parametrize("named", ["/etc/x.bib", "~/x.bib", "pipe", "folder", "\\0"])
def test_what_is_no_file_of_the_project_is_not_opened(tmp_path: Path, named: str) -> None:
    """Names from the root or from home, folders and names that no file can have."""
    (tmp_path / "folder.bib").mkdir()
    text = f"\\cite{{k}}\\bibliography{{{named}}}".encode().replace(b"\\0", b"\0")

    assert bibliographies(str(tmp_path / "a.tex"), text) == ()


def test_no_folder_above_the_project_is_looked_through(tmp_path: Path) -> None:
    """A checkout ends where its .git is."""
    _written(tmp_path, "other.bib")
    (tmp_path / "work" / ".git").mkdir(parents=True)

    assert bibliographies(str(tmp_path / "work" / "a.tex"), b"\\cite{k}") == ()


def test_an_opened_document_carries_its_bibliography(tmp_path: Path) -> None:
    """Whoever reads it needs no other file."""
    _written(tmp_path, "one.bib")
    (tmp_path / "a.md").write_text("It sank [@k].\n")

    assert open_input(str(tmp_path / "a.md")).beside == (("one.bib", _BIB),)
