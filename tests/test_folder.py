"""A folder is read to its end, whatever lies in it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from citations.errors import NothingToCheck
from verifier.fetch import Visit
from verifier.service.opening import Opened, open_sources


async def nowhere(url: str) -> Visit:
    raise AssertionError(url)


def opened(*paths: Path) -> Opened:
    return asyncio.run(open_sources([str(path) for path in paths], nowhere))


def test_broken_and_other_files_do_not_end_the_reading_of_a_folder(tmp_path: Path) -> None:
    """What is broken is a problem, a table without claims is skipped, the rest is read."""
    (tmp_path / "colours.csv").write_text("name,colour\nmill,red\nweir,blue\n")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 word/document broken")
    (tmp_path / "mill.md").write_text("The mill is old.[^1]\n\n[^1]: Kay, Mills, 2019.\n")
    found = opened(tmp_path)
    assert [Path(one.source).name for one in found.inputs] == ["mill.md"]
    assert ["broken.docx" in one for one in found.problems] == [True]
    assert ["call one 'url', 'claim'" in one for one in found.skipped] == [True]


def test_a_table_named_alone_is_refused(tmp_path: Path) -> None:
    """Who asks for one file is told that there is nothing to check in it."""
    path = tmp_path / "colours.csv"
    path.write_text("name,colour\nmill,red\n")
    with pytest.raises(NothingToCheck, match="call one"):
        opened(path)


def test_a_file_that_only_includes_others_is_read_with_them(tmp_path: Path) -> None:
    """The main file of a thesis gives its chapters; one whose chapters are gone names them."""
    (tmp_path / "main.tex").write_text("\\begin{document}\n\\include{one}\n\\end{document}\n")
    (tmp_path / "macros.tex").write_text("\\newcommand{\\lake}{Orre}\n")
    (tmp_path / "one.tex").write_text("The lake fell by three metres.\\footnote{Kay, 2019.}\n")
    found = opened(tmp_path)
    assert [Path(one.source).name for one in found.inputs] == ["main.tex"]
    assert (found.problems, len(found.skipped)) == ([], 1)
    (tmp_path / "one.tex").unlink()
    with pytest.raises(NothingToCheck, match="goes on in one"):
        opened(tmp_path / "main.tex")
