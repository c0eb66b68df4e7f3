"""An audit in one file: checked by anyone, run again by anyone; pages kept as they were."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.acceptance.conftest import Command, Origin, Page, Ran


@pytest.fixture
def audited(verifier: Command, origin: Origin, config: Path, tmp_path: Path) -> Ran:
    """An audit of one document, with its evidence in e.zip."""
    origin.pages["/a"] = Page("<title>A</title><p>The mill was built in 1812 by two brothers.</p>")
    (tmp_path / "a.txt").write_text(f"The mill was built in 1812 ({origin.url}/a).\n")
    return verifier("audit", "--config", config, "--format", "json", "--evidence", "e.zip", "a.txt")


def test_the_evidence_gives_the_same_report_without_the_web(
    verifier: Command, origin: Origin, audited: Ran, tmp_path: Path
) -> None:
    """--replay e.zip needs neither document nor site, and differs in the time of the run only."""
    (tmp_path / "a.txt").unlink()
    asked = len(origin.asked)

    again = verifier("audit", "--format", "json", "--replay", "e.zip")

    assert len(origin.asked) == asked
    assert again.code == audited.code
    assert {**again.json, "run": None} == {**audited.json, "run": None}


def test_the_evidence_holds_the_bibliography_beside_the_document(
    verifier: Command, tmp_path: Path
) -> None:
    """The works that the document cites by key are known again without the file."""
    (tmp_path / "a.md").write_text("The mill was built in 1812 [@mill].\n")
    (tmp_path / "a.bib").write_text("@book{mill, title = {Mills of the Ouse}, year = 1990}\n")
    first = verifier("audit", "--offline", "--format", "json", "--evidence", "e.zip", "a.md")
    (tmp_path / "a.md").unlink()
    (tmp_path / "a.bib").unlink()

    again = verifier("audit", "--format", "json", "--replay", "e.zip")

    assert again.json["references"] == first.json["references"]
    assert again.json["references"][0]["csl"]["title"] == "Mills of the Ouse"


@pytest.mark.usefixtures("audited")
def test_verify_finds_what_was_changed(verifier: Command, tmp_path: Path) -> None:
    """A whole file passes with code 0; one changed byte in a part is named, with code 1."""
    whole = verifier("verify", "e.zip")
    with ZipFile(tmp_path / "e.zip") as before, ZipFile(tmp_path / "f.zip", "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(b"1812", b"1813") if ".txt" in name else data)
    changed = verifier("verify", "f.zip")

    assert (whole.code, "all as the manifest says" in whole.out) == (0, True)
    assert (changed.code, "documents/1-a.txt" in changed.err) == (1, True)


def test_what_is_no_evidence_is_refused_in_one_line(verifier: Command, tmp_path: Path) -> None:
    """A file that is none, and a missing one, exit with 2."""
    (tmp_path / "x.zip").write_text("no zip")

    for name in ("x.zip", "none.zip"):
        ran = verifier("verify", name)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert name in ran.err


def test_a_snapshot_keeps_the_page_and_says_what_it_could_not_keep(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """Pages that answer are in the archive's WARC; the others are named with the reason."""
    origin.pages["/a"] = Page("<title>A</title><p>All of it, in so many words.</p>")
    (tmp_path / "a.txt").write_text(f"See {origin.url}/a and {origin.url}/gone for it.\n")

    ran = verifier("snapshot", "--config", config, "--to", "kept", "a.txt")

    assert ran.code == 0, ran.err
    kept, missing = ran.out.splitlines()
    assert kept.endswith("/a\t1 copies")
    assert "not kept" in missing
    assert list(tmp_path.glob("kept/collections/*/archive/*.warc.gz"))


def test_old_copies_go_but_not_what_an_audit_rests_on(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """--prune says in one line what went; of a cited page the first and newest copy stay."""
    config.write_text(config.read_text() + '[snapshots]\nfolder = "kept"\nkeep_for = "1ms"\n')
    (tmp_path / "a.txt").write_text(f"See {origin.url}/a for it.\n")
    for n in range(3):
        origin.pages["/a"] = Page(f"<title>A</title><p>The words of day {n}, and some more.</p>")
        ran = verifier("snapshot", "--config", config, "a.txt")
        assert ran.code == 0, ran.err

    assert "1 records deleted" in ran.err
    pruned = verifier("snapshot", "--config", config, "--prune")
    assert (pruned.code, pruned.err) == (0, "")
    assert pruned.out.startswith("kept: 0 records deleted, 0 B freed, ")
    assert verifier("snapshot", "--config", config).code == 2
