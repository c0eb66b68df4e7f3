"""archives    writers of our own archive killed in the middle: nothing acknowledged is lost"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from verifier.snapshots import Snapshots

__all__ = ["Lost", "kill_writers", "main"]


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
            n, size = line.split()
            acknowledged[int(n)] = int(size)
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


def _found(archive: Snapshots, n: int, size: int) -> None:
    """Raises ``Lost`` unless the page is there, whole.

    It may be there twice: kept just before a kill that came before its acknowledgement.
    """
    found = archive.find(f"http://example.org/{n}")
    if not found or any(len(archive.read(copy).body) != size for copy in found):
        raise Lost(f"page {n}: {len(found)} copies")


def main(argv: list[str]) -> int:
    """Kill writers; 1 if a page that was acknowledged is lost."""
    parser = argparse.ArgumentParser(prog="bench archives", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        try:
            pages = kill_writers(Path(folder), asked.kills, asked.seed)
        except Lost as lost:
            print(f"lost: {lost}")
            return 1
    took = time.perf_counter() - started
    print(f"{asked.kills} kills, {pages} pages acknowledged, none lost, in {took:.0f} s")
    return 0
