"""archives    writers and pruners of our own archive killed in the middle: nothing is lost"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from verifier.availability import Fetched
from verifier.snapshots import Limits, Snapshots, prune

__all__ = ["Lost", "kill_pruners", "kill_writers", "main"]


class Lost(Exception):
    """A page that was acknowledged is not there."""


WRITER = """
import os, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from verifier.availability import Fetched
from verifier.snapshots import Snapshots
archive = Snapshots(Path(sys.argv[1]), roll_at=400_000)
start, number = datetime(2026, 11, 21, tzinfo=UTC), int(sys.argv[2])
for n in range(number, number + 100_000):
    body = os.urandom(20_000) if n % 3 else b"the same words again and again" * 40
    url = f"http://example.org/{n}"
    archive.keep(
        Fetched(asked=url, status=200, final_url=url, headers=(), body=body),
        start + timedelta(seconds=n),
    )
    print(n, len(body), flush=True)
"""


def kill_writers(folder: Path, kills: int, seed: int) -> int:
    """Kill a writer again and again; how many pages were acknowledged. Checks each time."""
    rng = random.Random(seed)
    acknowledged: dict[int, int] = {}
    for _ in range(kills):
        number = max(acknowledged, default=0) + 1
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(number)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
        )
        assert writer.stdout is not None
        wanted = rng.randint(1, 40)
        for line in writer.stdout:
            told = line.split()
            acknowledged[int(told[0])] = int(told[1])
            wanted -= 1
            if wanted == 0:
                writer.send_signal(signal.SIGKILL)
        writer.stdout.close()
        writer.wait()
        survivor = Snapshots(folder)
        for n in rng.sample(sorted(acknowledged), min(3, len(acknowledged))):
            _found(survivor, n, acknowledged[n])
    survivor = Snapshots(folder)
    for n, size in acknowledged.items():
        _found(survivor, n, size)
    return len(acknowledged)


PRUNER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from verifier.snapshots import Limits, Snapshots, prune
archive = Snapshots(Path(sys.argv[1]))
print("ready", flush=True)
now = datetime(2026, 11, 21, tzinfo=UTC) + timedelta(days=int(sys.argv[2]))
prune(archive, Limits(age=timedelta(days=5), size=0), lambda: ["http://example.org/cited"], now)
"""


def kill_pruners(folder: Path, kills: int, seed: int) -> int:
    """Kill what deletes old records again and again; how many it left. Checks each time."""
    rng = random.Random(seed)
    start = datetime(2026, 11, 21, tzinfo=UTC)
    for round_ in range(kills):
        archive = Snapshots(folder, roll_at=200_000)
        for day in range(round_, round_ + 8):
            for name in ("cited", "other"):
                page = f"http://example.org/{name}"
                body = rng.randbytes(8_000) if day % 3 else b"the same words " * 90
                archive.keep(_page(page, body), start + timedelta(days=day, seconds=round_))
        archive.close()
        pruner = subprocess.Popen(
            [sys.executable, "-c", PRUNER, str(folder), str(round_ + 10)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[1],
        )
        assert pruner.stdout is not None
        pruner.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            pruner.wait(rng.random() * 0.03)
        pruner.kill()
        pruner.stdout.close()
        pruner.wait()
        _first_and_newest(Snapshots(folder), start, round_)
    archive = Snapshots(folder)
    limits = Limits(age=timedelta(days=5), size=0)
    prune(archive, limits, lambda: ["http://example.org/cited"], start + timedelta(days=10_000))
    if archive.find("http://example.org/other"):
        raise Lost("the last run did not end the work")
    return len(archive.find("http://example.org/cited"))


def _page(url: str, body: bytes) -> Fetched:
    return Fetched(asked=url, status=200, final_url=url, headers=(), body=body)


def _first_and_newest(archive: Snapshots, start: datetime, round_: int) -> None:
    """Raises ``Lost`` unless both are there, and every record can be read."""
    found = archive.find("http://example.org/cited")
    if any(not archive.read(copy).body for copy in found):
        raise Lost(f"round {round_}: an empty record")
    newest = start + timedelta(days=round_ + 7, seconds=round_)
    if not found or found[0].captured_at != start or found[-1].captured_at != newest:
        raise Lost(f"round {round_}: the first or the newest copy of a cited page")


def _found(archive: Snapshots, n: int, size: int) -> None:
    """Raises ``Lost`` unless the page is there, whole.

    It may be there twice: kept just before a kill that came before its acknowledgement.
    """
    found = archive.find(f"http://example.org/{n}")
    if not found or any(len(archive.read(copy).body) != size for copy in found):
        raise Lost(f"page {n}: {len(found)} copies")


def main(argv: list[str]) -> int:
    """Kill writers, then pruners; 1 if a page that was acknowledged or is needed is lost."""
    parser = argparse.ArgumentParser(prog="bench archives", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        try:
            pages = kill_writers(Path(folder, "written"), asked.kills, asked.seed)
            left = kill_pruners(Path(folder, "pruned"), asked.kills, asked.seed)
        except Lost as lost:
            print(f"lost: {lost}")
            return 1
    took = time.perf_counter() - started
    print(f"writers: {asked.kills} kills, {pages} pages acknowledged, none lost")
    print(f"pruners: {asked.kills} kills, first and newest copy always there, {left} left")
    print(f"{took:.0f} s")
    return 0
