"""Whatever is typed wrong is one clear line on stderr and exit code 2; never a traceback."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.conftest import Command

Prepare = Callable[[Path], object]


def _nothing(folder: Path) -> None:
    pass


def _write(name: str, data: bytes) -> Prepare:
    return lambda folder: (folder / name).write_bytes(data)


def _foreign_database(folder: Path) -> None:
    with sqlite3.connect(folder / "other.sqlite") as database:
        database.execute("create table recipes (name text)")
    database.close()


ROWS: list[tuple[str, Prepare, list[str], str]] = [
    ("missing file", _nothing, ["audit", "none.txt"], "none.txt: no such file"),
    ("empty file", _write("e.txt", b""), ["audit", "e.txt"], "e.txt"),
    ("binary", _write("b.bin", bytes(range(256)) * 40), ["parse", "b.bin"], "b.bin"),
    ("unknown format", _write("a.txt", b"x"), ["parse", "--as", "wordstar", "a.txt"], "wordstar"),
    ("unknown report", _write("a.txt", b"x"), ["parse", "--format", "pdf", "a.txt"], "known:"),
    ("bad target", _write("a.txt", b"x"), ["audit", "-o", "report.html", "a.txt"], "FORMAT:PATH"),
    ("unknown status", _write("a.txt", b"x"), ["audit", "--fail-on", "ded", "a.txt"], "ded"),
    ("no source", _nothing, ["audit"], "SOURCE"),
    ("unknown command", _nothing, ["adit", "a.txt"], "adit"),
    ("unknown option", _nothing, ["audit", "--ofline", "a.txt"], "--offline"),
    ("missing settings", _nothing, ["audit", "--config", "x.toml", "a.txt"], "x.toml"),
    (
        "bad settings",
        _write("x.toml", b"[fetch]\ndeadlin = '1s'"),
        ["audit", "--config", "x.toml", "a.txt"],
        "did you mean deadline?",
    ),
    ("foreign store", _foreign_database, ["db", "info", "--db", "sqlite:///other.sqlite"], "other"),
    (
        "no store at all",
        _write("t.sqlite", b"this is no database, not at all, whatever it is called" * 30),
        ["db", "info", "--db", "sqlite:///t.sqlite"],
        "t.sqlite",
    ),
    ("unknown store", _nothing, ["db", "info", "--db", "mysql://x/y"], "sqlite"),
    ("folder of the store missing", _nothing, ["db", "info", "--db", "sqlite:///no/x.db"], "no"),
    (
        "broken recording",
        lambda f: (_write("a.txt", b"See https://a.example/.")(f), _write("w", b"no WARC")(f)),
        ["audit", "--replay", "w", "a.txt"],
        "w",
    ),
    (
        "no recording",
        _write("a.txt", b"x y."),
        ["audit", "--replay", "w.warc.gz", "a.txt"],
        "w.warc",
    ),
    (
        "two webs",
        _write("a.txt", b"x"),
        ["audit", "--replay", "w", "--record", "v", "a.txt"],
        "exclude each other",
    ),
    ("page for parse", _nothing, ["parse", "https://a.example/"], "fetches nothing"),
    ("bad interval", _write("a.txt", b"x"), ["watch", "add", "a.txt", "--every", "soon"], "7d"),
    ("no pause at all", _nothing, ["run", "--tick", "0s"], "at least 1s"),
    ("not watched", _nothing, ["watch", "remove", "a.txt"], "not watched"),
    ("report of nothing", _nothing, ["report", "a.txt"], "not in the store"),
    ("half a pair", _nothing, ["judge", "--claim", "x"], "--source"),
    ("broken pairs", _write("p.jsonl", b'{"id": 1}\n'), ["judge", "--pairs", "p.jsonl"], "line 1"),
]


@pytest.mark.parametrize(
    ("prepare", "arguments", "said"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_mistake_is_one_clear_line(
    verifier: Command, tmp_path: Path, prepare: Prepare, arguments: list[str], said: str
) -> None:
    """Exit code 2, nothing on stdout, one line on stderr that names the place."""
    prepare(tmp_path)

    ran = verifier(*arguments)

    assert ran.code == 2, ran
    assert ran.out == ""
    lines = [line for line in ran.err.splitlines() if line.startswith("verifier: ")]
    assert len(lines) == 1, ran.err
    assert said in lines[0]
    assert "Traceback" not in ran.err


def test_one_unreadable_file_does_not_stop_the_others(verifier: Command, tmp_path: Path) -> None:
    """A folder with a bad document is read but for it; the bad one is named; exit code 2."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "a.txt").write_text("The tower is 30 metres high.")
    (folder / "b.txt").write_bytes(b"")

    ran = verifier("audit", "--offline", "--format", "json", folder)

    assert ran.code == 2
    assert "b.txt" in ran.err
    assert ran.json["document"]["source"].endswith("a.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_what_we_may_not_read_is_said(verifier: Command, tmp_path: Path) -> None:
    """A file without read permission is named."""
    file = tmp_path / "secret.txt"
    file.write_text("x")
    file.chmod(0)

    ran = verifier("audit", file)

    assert (ran.code, "permissions" in ran.err) == (2, True)


def test_a_report_that_cannot_be_written_is_said_and_the_audit_is_kept(
    verifier: Command, tmp_path: Path
) -> None:
    """A path below a file is refused in one line; the store has the audit all the same."""
    (tmp_path / "a.txt").write_text("The tower is 30 metres high.")

    ran = verifier("audit", "--offline", "-o", "html:a.txt/report.html", "a.txt")
    again = verifier("report", "a.txt", "--format", "json")

    assert ran.code == 2
    assert "cannot be written" in ran.err
    assert again.json["document"]["source"] == "a.txt"
