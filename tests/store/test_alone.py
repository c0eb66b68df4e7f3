"""One process at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from citations.store import Store

_HOLD = """
import sys, time
from citations.store import Store
with Store.open(sys.argv[1]) as store, store.alone("run") as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


def test_only_one_is_at_work_under_a_name(address: str) -> None:
    """A second one is told so; another name, and the next one after the end, are free."""
    with Store.open(address) as one, Store.open(address) as other:
        with one.alone("run") as first, other.alone("run") as second, other.alone("x") as third:
            assert (first, second, third) == (True, False, True)
        with other.alone("run") as after:
            assert after


def test_a_killed_process_holds_nobody_up(tmp_path: Path) -> None:
    """The system gives the lock back."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    Store.open(url).close()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, url], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with Store.open(url) as store:
            with store.alone("run") as mine:
                assert not mine
            os.kill(holder.pid, signal.SIGKILL)
            holder.wait()
            with store.alone("run") as mine:
                assert mine


def test_a_store_in_memory_is_nobody_elses() -> None:
    """There is nobody to be alone of."""
    with Store.open("sqlite://") as store, store.alone("run") as mine:
        assert mine
