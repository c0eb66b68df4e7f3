"""Limits of age and size: what goes, what audits rest on and so stays, and a kill in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "archives"))

from warcio.archiveiterator import ArchiveIterator
from web import running_pywb

from citations import read
from citations.model import Hop
from citations.store import Store
from verifier import config
from verifier.availability import Fetched
from verifier.service.retention import apply_limits
from verifier.snapshots import Limits, Pruned, Snapshots, prune

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def visit(url: str, body: bytes, hops: Sequence[Hop] = (), final: str = "") -> Fetched:
    kind = (("content-type", "text/html"),)
    return Fetched(
        asked=url, status=200, final_url=final or url, hops=tuple(hops), headers=kind, body=body
    )


def url(name: str) -> str:
    return f"http://example.org/{name}"


def kept(archive: Snapshots, name: str) -> list[int]:
    """The days since the beginning on which a page was kept, each copy readable."""
    found = archive.find(url(name))
    assert all(archive.read(copy).body for copy in found if copy.status == 200)
    return [(copy.captured_at - AT).days for copy in found]


def filled(folder: Path, days: int = 10, **pages: bytes | None) -> Snapshots:
    """Pages kept once a day; None is a body of its own every day."""
    archive = Snapshots(folder, roll_at=60_000)
    for day in range(days):
        for name, body in pages.items():
            archive.keep(visit(url(name), body or os.urandom(9_000)), AT + day * DAY)
    archive.close()
    return archive


def aged(archive: Snapshots, days: int, cited: Sequence[str] = (), size: int = 0) -> Pruned:
    """What goes after so many days since the beginning, with a limit of five days."""
    limits = Limits(age=5 * DAY, size=size)
    return prune(archive, limits, lambda: map(url, cited), AT + days * DAY)


def whole(folder: Path) -> None:
    """Every record agrees with its digest, and nothing unfinished is left."""
    for path in folder.rglob("*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
    warcs = {path.name.removesuffix(".warc.gz") for path in folder.rglob("*.warc.gz")}
    assert {path.name.removesuffix(".cdxj") for path in folder.rglob("*.cdxj")} == warcs


def test_what_is_too_old_goes_but_for_the_first_and_newest_of_a_cited_page(tmp_path: Path) -> None:
    """One line says what went; a second run has nothing to do."""
    archive = filled(tmp_path, cited=None, other=None)
    pruned = aged(archive, days=10, cited=["cited"])
    assert kept(archive, "cited") == [0, 5, 6, 7, 8, 9]
    assert kept(archive, "other") == [5, 6, 7, 8, 9]
    assert pruned.removed == 9
    assert str(pruned).startswith("9 records deleted, 8")
    assert aged(archive, days=10, cited=["cited"]).removed == 0
    whole(tmp_path)

    aged(archive, days=100, cited=["cited"])
    assert kept(archive, "cited") == [0, 9]
    assert kept(archive, "other") == []
    whole(tmp_path)


def test_a_copy_that_repeats_an_older_body_keeps_it(tmp_path: Path) -> None:
    """The body stays as long as a record that is kept refers to it."""
    archive = filled(tmp_path, same=b"<p>The same words every day.</p>", other=None)
    aged(archive, days=10)
    assert kept(archive, "same")[-5:] == [5, 6, 7, 8, 9]
    assert len(kept(archive, "same")) < 10
    whole(tmp_path)


def test_a_cited_address_that_redirects_keeps_what_it_leads_to(tmp_path: Path) -> None:
    """The redirect and the page of the first and of the newest visit."""
    archive = Snapshots(tmp_path)
    hops = [Hop(url=url("old"), status=301)]
    for day in range(4):
        page = visit(url("old"), os.urandom(3_000), hops, final=url("new"))
        archive.keep(page, AT + day * DAY)
    aged(archive, days=100, cited=["old"])
    assert kept(archive, "old") == kept(archive, "new") == [0, 3]


def test_the_oldest_go_until_the_rest_fits(tmp_path: Path) -> None:
    """What audits rest on stays, even if it is more than may be kept; that is said."""
    archive = filled(tmp_path, cited=None, other=None)
    limits = Limits(age=timedelta(0), size=100_000)
    pruned = prune(archive, limits, lambda: [url("cited")], AT)
    assert pruned.left <= 100_000
    assert kept(archive, "cited")[0] == 0
    assert kept(archive, "other")[-1] == 9

    left = prune(archive, replace(limits, size=1_000), lambda: [url("cited")], AT + 10 * DAY)
    assert kept(archive, "cited") == [0, 9]
    assert kept(archive, "other") == []
    assert left.beyond == left.left - 1_000
    assert str(left).endswith("more than snapshots.keep, but audits rest on them")
    whole(tmp_path)


def test_without_limits_nothing_is_touched(tmp_path: Path) -> None:
    """Nor asked for."""
    archive = filled(tmp_path, days=2, a=None)
    assert not Limits(age=timedelta(0), size=0)
    pruned = prune(archive, Limits(age=timedelta(0), size=0), lambda: 1 // 0, AT)  # type: ignore[arg-type,return-value]
    assert (pruned.removed, pruned.freed) == (0, 0)


def test_the_documents_in_the_store_say_what_is_cited(tmp_path: Path) -> None:
    """Links, and the originals of copies that are cited."""
    copy = f"https://web.archive.org/web/20190102030405/{url('b')}"
    archive = filled(tmp_path / "own", days=3, a=None, b=None, c=None)
    settings = replace(config.load().snapshots, keep_for=DAY)
    with Store.open("sqlite://") as store:
        store.save_reading(read(f"See {url('a')} and {copy} there.".encode(), "a.txt"), AT)
        apply_limits(archive, settings, store, AT + 100 * DAY)
    assert [kept(archive, name) for name in "abc"] == [[0, 2], [0, 2], []]


def test_pywb_replays_what_is_left(tmp_path: Path) -> None:
    """The rewritten file and its index, revisits and all."""
    archive = filled(tmp_path, days=3, same=b"<p>The same words every day.</p>", other=None)
    aged(archive, days=100, cited=["same"])
    with running_pywb(tmp_path) as base:
        there = f"{base}/verifier/20260103120000id_/{url('same')}"
        with urllib.request.urlopen(there, timeout=20) as answer:
            assert answer.read() == b"<p>The same words every day.</p>"


PRUNER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from verifier.snapshots import Limits, Snapshots, prune
print("go", flush=True)
for days in range(6, 40):
    prune(Snapshots(Path(sys.argv[1])), Limits(age=timedelta(days=5), size=0),
          lambda: ["http://example.org/cited"],
          datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=days))
"""


@pytest.mark.parametrize("wait", [0.0, 0.01, 0.03])
def test_a_kill_while_old_records_go_loses_no_other(tmp_path: Path, wait: float) -> None:
    """The first and newest copy of a cited page can be read, and the next run ends the work."""
    filled(tmp_path, days=12, cited=None, other=None, same=b"<p>Every day the same.</p>")
    pruner = subprocess.Popen(
        [sys.executable, "-c", PRUNER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert pruner.stdout is not None
    pruner.stdout.readline()
    with suppress(subprocess.TimeoutExpired):
        pruner.wait(wait)
    pruner.send_signal(signal.SIGKILL)
    pruner.stdout.close()
    pruner.wait()

    survivor = Snapshots(tmp_path)
    assert (kept(survivor, "cited")[0], kept(survivor, "cited")[-1]) == (0, 11)
    aged(survivor, days=100, cited=["cited"])
    assert kept(survivor, "cited") == [0, 11]
    assert kept(survivor, "other") == []
    whole(tmp_path)
