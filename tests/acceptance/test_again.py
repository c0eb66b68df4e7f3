"""A run that could only say what the one before said says it again, and nothing else does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.acceptance.conftest import Command, Origin, Page

GOOD = Page("<title>A page</title><p>With some words in it, as pages have them.</p>")
SAID = "verifier: nothing has changed since "


@pytest.fixture
def ask(verifier: Command, origin: Origin, config: Path, tmp_path: Path) -> tuple[object, ...]:
    """A command that has been run over a document with a good link."""
    origin.pages.update({"/a": GOOD, "/b": GOOD})
    (tmp_path / "a.md").write_text(f"See <{origin.url}/a> for more.\n")
    (tmp_path / "known.json").write_text('{"schema": "verifier-baseline/1", "links": {}}')
    command = ("links", "--config", config, "a.md", "--baseline", "known.json")
    assert verifier(*command).code == 0
    return command


def test_nothing_changed(verifier: Command, origin: Origin, ask: tuple[object, ...]) -> None:
    """The same words and exit code, with a line that says since when; no page is asked."""
    options = ("--format", "json", "--fail-on", "live")
    first = verifier(*ask, *options)
    again = verifier(*ask, *options)
    quiet = verifier(*ask, *options, "-q")

    assert (again.code, again.out) == (first.code, first.out) == (1, first.out)
    assert again.err.startswith(SAID)
    assert again.err.endswith(first.err)
    assert (quiet.out, quiet.err) == (first.out, "")
    assert origin.asked == ["/a"]


def test_files_are_written_again(
    verifier: Command, ask: tuple[object, ...], tmp_path: Path
) -> None:
    """A report that somebody took away is there again after the next run."""
    files = [tmp_path / "out" / "a.csv", tmp_path / "a.json"]
    options = ("-o", f"csv:{files[0]}", "-o", f"json:{files[1]}")
    verifier(*ask, *options)
    before = [file.read_text() for file in files]
    for file in files:
        file.unlink()

    assert SAID in verifier(*ask, *options).err
    assert [file.read_text() for file in files] == before


CHANGES = {
    "a.md": "And so on.\n",
    "verifier.toml": '[links]\nmax_age = "9h"\n',
    "known.json": "\n",
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_on_disk_is_seen(
    verifier: Command, ask: tuple[object, ...], tmp_path: Path, name: str
) -> None:
    """Whatever the report was made of: it is made anew."""
    assert SAID in verifier(*ask).err
    file = tmp_path / name
    file.write_text(file.read_text() + CHANGES[name])

    assert SAID not in verifier(*ask).err


@pytest.mark.parametrize(
    "options",
    [("--fail-on", "none"), ("--format", "json"), ("-v",), ("--exclude", "b"), ("--as", "text")],
    ids=" ".join,
)
def test_another_question_has_its_own_answer(
    verifier: Command, ask: tuple[object, ...], options: tuple[str, ...]
) -> None:
    """With other options nothing is said again until it has been said with them."""
    assert SAID not in verifier(*ask, *options).err
    assert SAID in verifier(*ask, *options).err


def test_a_visit_by_another_run_is_heeded(
    verifier: Command, origin: Origin, config: Path, ask: tuple[object, ...]
) -> None:
    """What one run finds out, the next one says, whatever was said before."""
    origin.pages["/a"] = Page("<title>Not Found</title>", 404)
    assert verifier("links", "--config", config, "a.md", "--max-age", "0s").code == 1

    ran = verifier(*ask)

    assert (ran.code, SAID in ran.err) == (1, False)


def test_errors_are_asked_again(
    verifier: Command, origin: Origin, ask: tuple[object, ...], tmp_path: Path
) -> None:
    """One link without a good answer, and no report is kept."""
    (tmp_path / "a.md").write_text(f"See <{origin.url}/a> and <{origin.url}/gone>.\n")
    origin.asked.clear()

    for _ in range(3):
        assert SAID not in verifier(*ask).err
    assert origin.asked == ["/gone"] * 3


def test_it_is_said_no_longer_than_its_answers_hold(
    verifier: Command, origin: Origin, ask: tuple[object, ...]
) -> None:
    """Once the oldest answer is older than --max-age, the page is asked for again."""
    options = ("--max-age", "4s", "--format", "json")
    verifier("links", *ask[1:], "--max-age", "0s")
    assert SAID not in verifier(*ask, *options).err
    time.sleep(4)
    asked = len(origin.asked)

    assert SAID not in verifier(*ask, *options).err
    assert len(origin.asked) == asked + 1


def test_files_that_a_document_points_at_are_looked_for_each_time(
    verifier: Command, ask: tuple[object, ...], tmp_path: Path
) -> None:
    """They come and go without the document, so nothing is kept of it."""
    (tmp_path / "a.md").write_text("See [there](b.md).\n")
    (tmp_path / "b.md").write_text("Nothing.\n")
    assert [verifier(*ask).code for _ in range(2)] == [0, 0]
    (tmp_path / "b.md").unlink()

    assert verifier(*ask).code == 1


def test_what_comes_through_a_pipe_is_read(
    verifier: Command, origin: Origin, config: Path, ask: tuple[object, ...]
) -> None:
    """Standing input is there once: it is never taken for what was there before."""
    command = ("links", "--config", config, "--as", "markdown", "--format", "json", "-")
    for path in ("a", "b"):
        ran = verifier(*command, stdin=f"<{origin.url}/{path}>\n".encode())
        assert [link["url"][-1] for link in ran.json["links"]] == [path]
        assert SAID not in ran.err
