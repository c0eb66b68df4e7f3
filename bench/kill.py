"""Writers killed in the middle of writing: is anything lost that was acknowledged?

    python -m bench kill [--rounds N] [--seed N] [ADDRESS]

Each round starts a writer on the same store, reads its acknowledgements for a random moment,
and kills it with SIGKILL. After every round the store is opened afresh and must hold all that
was ever acknowledged, every batch of it whole.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from citations.model import Check, HostState, LinkState, LinkStatus
from citations.store import Store

START = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 5


def batch_of(number: int) -> list[Check]:
    """The checks of one transaction; every batch visits links of its own."""
    return [
        Check(
            url=f"https://h{number % 50}.example/{number}/{n}",
            status=LinkStatus.LIVE,
            reason="ok",
            why="x" * (number % 700),
            checked_at=START + timedelta(seconds=number),
        )
        for n in range(BATCH)
    ]


def write(address: str, first: int, told: int) -> None:
    """Write batch after batch, and acknowledge each to ``told`` when the store has it."""
    with Store.open(address) as store:
        number = first
        while True:
            checks = batch_of(number)
            states = [
                LinkState(url=c.url, status=c.status, reason="ok", why="", checked_at=c.checked_at)
                for c in checks
            ]
            store.add_checks(checks, states)
            store.save_hosts([HostState(host="counter", spent=number)])
            os.write(told, b"%d\n" % number)
            number += 1


def killed(address: str, first: int, seconds: float, *, opened: bool) -> list[int]:
    """The batches that a writer acknowledged before it was killed.

    ``opened`` waits for the first of them; else it may be killed while it opens the store.
    """
    reading, writing = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(reading)
        try:
            write(address, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as acknowledgements:
        if opened:
            select.select([reading], [], [], 60)
        time.sleep(seconds)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        return [int(line) for line in acknowledgements.read().split(b"\n")[:-1]]


def missing(address: str, acknowledged: list[int]) -> Iterator[str]:
    """What the store should hold and does not."""
    with Store.open(address) as store:
        yield from store.check()
        known = Counter(
            int(state.url.split("/")[3])
            for state in store.states(c.url for n in acknowledged for c in batch_of(n)).values()
        )
        yield from (f"batch {n}: {known[n]} of {BATCH}" for n in acknowledged if known[n] != BATCH)
        if acknowledged and store.host("counter").spent < acknowledged[-1]:
            yield "the host's newest state"
        if store.info().rows["link_check"] % BATCH:
            yield "a batch was stored in part"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench kill", description=__doc__.splitlines()[0])
    parser.add_argument("address", nargs="?")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        address = options.address or f"sqlite:///{Path(folder)}/kill.sqlite"
        acknowledged: list[int] = []
        lost: list[str] = []
        begun = time.monotonic()
        for number in range(options.rounds):
            # Numbers of rounds never meet, so an unacknowledged batch is never written again.
            moment, opened = chance.uniform(0, 0.05), chance.random() < 0.8
            acknowledged += killed(address, number * 100_000, moment, opened=opened)
            recent = acknowledged if number == options.rounds - 1 else acknowledged[-2000:]
            lost += [f"round {number}: {what}" for what in missing(address, recent)]
        result = {
            "rounds": options.rounds,
            "acknowledged": len(acknowledged),
            "lost": lost,
            "seconds": round(time.monotonic() - begun, 1),
        }
    print(json.dumps(result))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
