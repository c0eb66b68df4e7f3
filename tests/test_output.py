"""Files that reports are written to."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from verifier.cli.output import write
from verifier.errors import BadOutput


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """What is no file, as /dev/null, is not replaced by one."""
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    write(pipe, ["a report", "\n"])
    reader.join(10)

    assert heard == [b"a report\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    write(Path(os.devnull), "a report")
    assert not Path(os.devnull).is_file()


def test_a_link_stays_one(tmp_path: Path) -> None:
    """The file that it leads to is replaced, with its mode, or made."""
    (tmp_path / "deep").mkdir()
    real, link = tmp_path / "deep/report.html", tmp_path / "report.html"
    link.symlink_to(real)

    for text in ("first", "second"):
        write(link, text)
        assert link.is_symlink()
        assert real.read_text() == text


def test_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    """The message names the path as it was given."""
    with pytest.raises(BadOutput, match=f"^{tmp_path}: cannot be written: Is a directory$"):
        write(tmp_path, "x")
