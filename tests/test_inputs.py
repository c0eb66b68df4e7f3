"""From what a person typed to documents: files, folders, patterns, and their mistakes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verifier.errors import BadInput
from verifier.inputs import expand, is_address, open_input


def test_a_folder_gives_its_readable_files_sorted_and_no_hidden_machinery(tmp_path: Path) -> None:
    """Only files that a reader is registered for, and nothing from .git or node_modules."""
    for name in ("b.txt", "a.md", "picture.raw", ".git/x.txt", "node_modules/y.md", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    found = expand([str(tmp_path)])

    assert found == [str(tmp_path / name) for name in ("a.md", "b.txt", "deep/c.txt")]


def test_a_document_named_twice_is_read_once(tmp_path: Path) -> None:
    """A file named by itself and by its folder appears once, where it was first named."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("x")

    assert expand([str(tmp_path / "b.txt"), str(tmp_path)]) == [
        str(tmp_path / "b.txt"),
        str(tmp_path / "a.txt"),
    ]


def test_a_pattern_gives_what_it_matches(tmp_path: Path) -> None:
    """A pattern that the shell left alone is expanded, ** included."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.txt").write_text("x")

    assert expand([f"{tmp_path}/**/*.txt"]) == [str(tmp_path / "deep/a.txt")]


def test_what_leads_nowhere_is_one_clear_line(tmp_path: Path) -> None:
    """Missing, empty, special and unreadable inputs each raise BadInput naming the place."""
    (tmp_path / "empty").mkdir()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(BadInput, match="no document in this folder"):
        expand([str(tmp_path / "empty")])
    with pytest.raises(BadInput, match="no file matches"):
        expand([f"{tmp_path}/*.nothing"])
    with pytest.raises(BadInput, match="no such file"):
        open_input(str(tmp_path / "none.txt"))
    with pytest.raises(BadInput, match="not a regular file"):
        open_input(str(pipe))
    with pytest.raises(BadInput, match="not a possible file name"):
        open_input("a\0b")
    with pytest.raises(BadInput, match="a folder; name one document"):
        open_input(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("https://a.example/x", True), ("HTTP://a.example", True), ("ftp.txt", False), ("-", False)],
)
def test_addresses_are_told_from_files(name: str, is_one: bool) -> None:
    """Only http and https addresses are web sources."""
    assert is_address(name) is is_one
