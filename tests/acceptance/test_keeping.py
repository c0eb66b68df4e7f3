"""The schedule and its end: watch, run, interrupt, kill; nothing acknowledged is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.acceptance.conftest import Command, Origin, Page, environment


def start(folder: Path, *arguments: object) -> subprocess.Popen[bytes]:
    """``verifier ARGUMENTS`` in the background."""
    return subprocess.Popen(
        [sys.executable, "-m", "verifier", *map(str, arguments)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def wait_until(true: Callable[[], bool], seconds: float = 40.0) -> None:
    """Return as soon as it is true; fail after so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def document(folder: Path, origin: Origin, paths: list[str]) -> Path:
    """A document that cites each path of the site."""
    file = folder / "a.txt"
    file.write_text("\n\n".join(f"It is told at {origin.url}{path} in full." for path in paths))
    return file


def checked(verifier: Command, file: Path) -> dict[str, Any]:
    """Path -> status of the links of the document in the store."""
    ran = verifier("report", "--format", "json", file)
    return {link["url"].rpartition("/")[2]: link.get("status") for link in ran.json["links"]}


def test_watches_are_added_listed_and_removed(verifier: Command, tmp_path: Path) -> None:
    """What is added is listed with its interval, from any folder, until it is removed."""
    (tmp_path / "a.txt").write_text("x")

    added = verifier("watch", "add", "a.txt", "--every", "2d")
    listed = verifier("watch", "list").out
    removed = verifier("watch", "remove", tmp_path / "a.txt")
    empty = verifier("watch", "list")

    assert (added.code, removed.code, empty.code) == (0, 0, 0)
    assert listed == f"{tmp_path}/a.txt\tevery 2d\tlast audited never\n"
    assert (empty.out, "nothing is watched" in empty.err) == ("", True)


def test_what_is_not_there_is_not_watched(verifier: Command) -> None:
    """A name written wrongly is refused at once, not on every run."""
    added = verifier("watch", "add", "no-such-file.md")

    assert added.code == 2
    assert "no-such-file.md: no such file" in added.err
    assert verifier("watch", "list").out == ""


def test_run_keeps_a_watched_document_fresh_until_it_is_told_to_stop(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """A watched document is audited once it is due; SIGTERM ends the run cleanly with code 0."""
    origin.pages["/a"] = Page("<title>A</title><p>All of it.</p>")
    file = document(tmp_path, origin, ["/a"])
    verifier("watch", "add", file)

    running = start(tmp_path, "run", "--config", config, "--tick", "1s")
    wait_until(lambda: "never" not in verifier("watch", "list").out)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=30)

    assert running.returncode == 0, said
    assert b"Traceback" not in said
    assert checked(verifier, file) == {"a": "live"}


def test_run_looks_for_the_cited_places_between_audits(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """A link that is due by itself is visited with the places that the watched document cites."""
    origin.pages["/a"] = Page('<title>A</title><h2 id="results">Results</h2><p>All of it.</p>')
    settings = config.read_text().replace("[schedule]", '[schedule]\nlive = "500ms"')
    config.write_text(settings)
    file = document(tmp_path, origin, ["/a#results"])
    verifier("watch", "add", file)

    def found() -> object:
        return verifier("report", "--format", "json", file).json["links"][0].get("reason")

    running = start(tmp_path, "run", "--config", config, "--tick", "1s")
    wait_until(lambda: "never" not in verifier("watch", "list").out)
    before = found()
    origin.pages["/a"] = Page("<title>A</title><h2>Results</h2><p>All of it.</p>")
    wait_until(lambda: found() == "fragment_missing")
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)

    assert (before, running.returncode) == ("ok", 0)


def test_a_killed_run_goes_on_where_it_was(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """After kill -9 the store is whole, and the next run does what was not done."""
    gate = threading.Event()
    origin.pages["/slow"] = Page(gate=gate)
    file = document(tmp_path, origin, ["/slow"])
    verifier("watch", "add", file)

    first = start(tmp_path, "run", "--config", config, "--tick", "1s")
    wait_until(lambda: "/slow" in origin.asked)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate(timeout=30)
    gate.set()
    second = start(tmp_path, "run", "--config", config, "--tick", "1s")
    wait_until(lambda: "never" not in verifier("watch", "list").out)
    second.send_signal(signal.SIGINT)
    _, said = second.communicate(timeout=30)

    assert second.returncode == 0, said
    assert checked(verifier, file) == {"slow": "live"}


def test_an_interrupted_audit_keeps_what_it_did_and_says_so(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """Ctrl-C finishes the visits in hand, reports, exits with 3; the rest is named as not done."""
    gate = threading.Event()
    paths = [f"/{number}" for number in range(30)]
    origin.pages.update({path: Page(gate=gate) for path in paths})
    file = document(tmp_path, origin, paths)

    running = start(tmp_path, "audit", "--config", config, "--format", "json", file)
    wait_until(lambda: len(origin.asked) >= 2)
    running.send_signal(signal.SIGINT)
    wait_until(lambda: gate.set() is None)
    out, said = running.communicate(timeout=40)
    states = list(checked(verifier, file).values())

    assert running.returncode == 3, said
    assert b"Traceback" not in said
    assert b"links were not visited" in out
    assert 2 <= states.count("live") < 30


def test_a_network_that_is_down_counts_against_nobody(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """When no host and no canary answers, no strike is counted and the exit code is 3."""
    settings = config.read_text().replace(origin.url, "http://127.0.0.1:1")
    config.write_text(settings)
    (tmp_path / "a.txt").write_text("It is told at http://127.0.0.1:9/a in full.")

    ran = verifier("links", "--config", config, "--format", "json", "a.txt")

    assert ran.code == 3, ran.err
    assert ran.json["links"][0]["strikes"] == 0
    assert "network" in " ".join(ran.json["run"]["remarks"])
