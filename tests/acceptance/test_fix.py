"""Repair from the command line: a diff first, the smallest change when asked, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.conftest import Command, Origin, Page


@pytest.fixture
def moved(origin: Origin) -> Origin:
    """A page that has moved for good."""
    origin.pages["/old"] = Page(status=301, headers={"Location": "/new"})
    origin.pages["/new"] = Page("<title>New</title><p>It is here now, with some words.</p>")
    return origin


def test_a_diff_is_shown_and_nothing_is_changed(
    verifier: Command, moved: Origin, config: Path, tmp_path: Path
) -> None:
    """Without --write the change is printed, the exit code is 1 and the file stays as it was."""
    file = tmp_path / "a.md"
    file.write_text(f"It is [told]({moved.url}/old) at length.\n")

    ran = verifier("fix", "--config", config, "a.md")

    assert ran.code == 1
    assert f"+It is [told]({moved.url}/new) at length." in ran.out
    assert "/old" in file.read_text()


def test_write_changes_the_address_alone_and_once(
    verifier: Command, moved: Origin, config: Path, tmp_path: Path
) -> None:
    """--write mends the file; --backup keeps the original beside earlier ones; once is enough."""
    file = tmp_path / "a.md"
    before = f"It is [told]({moved.url}/old) at length.\r\n"
    file.write_bytes(before.encode())
    (tmp_path / "a.md.orig").write_text("older")

    first = verifier("fix", "--config", config, "--write", "--backup", "a.md")
    second = verifier("fix", "--config", config, "a.md")

    assert (first.code, second.code, second.out) == (0, 0, "")
    assert file.read_bytes().decode() == before.replace("/old", "/new")
    assert (tmp_path / "a.md.orig").read_text() == "older"
    assert (tmp_path / "a.md.orig.1").read_bytes().decode() == before


def test_what_cannot_be_changed_is_said(verifier: Command) -> None:
    """A URL or standard input is no file that could be changed."""
    ran = verifier("fix", "https://a.example/")

    assert (ran.code, "give a file or a folder" in ran.err) == (2, True)


def test_files_are_written_where_their_names_lead_and_may_be(
    verifier: Command, moved: Origin, config: Path, tmp_path: Path
) -> None:
    """A symbolic link stays one; a read-only file stays as it is, and holds up no other."""
    before = f"It is [told]({moved.url}/old) at length.\n"
    for name in ("real.md", "read-only.md"):
        (tmp_path / name).write_text(before)
    (tmp_path / "link.md").symlink_to("real.md")
    (tmp_path / "read-only.md").chmod(0o444)
    (tmp_path / "done.md").write_text(f"It is [told]({moved.url}/new) at length.\n")
    (tmp_path / "gone.md").write_text(f"It was [told]({moved.url}/gone) once.\n")
    moved.pages["/gone"] = Page("<title>Gone</title>", 410)

    ran = verifier("fix", "--config", config, "--write",
                   "read-only.md", "link.md", "done.md", "gone.md")  # fmt: skip

    assert ran.code == 2
    assert ran.out == "link.md: 1 change\n"
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == before.replace("/old", "/new")
    assert (tmp_path / "read-only.md").read_text() == before
    assert "read-only.md: is read-only, so it was left as it is" in ran.err
    assert "done.md: nothing to repair" in ran.err
    assert f"gone.md: {moved.url}/gone is gone, and no good copy of it is known" in ran.err
