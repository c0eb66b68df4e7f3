"""Our reader and a peer on one file: whole processes, run one after the other, alternating."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["installed", "pandoc", "pdftotext", "show", "timed"]

_READ = (
    "import sys; from citations.{0} import {1} as r; r(open(sys.argv[1], 'rb').read(), sys.argv[1])"
)
#: The second reading in one process: no start, nothing imported or compiled. What waits for
#: the next file is still running, and says in clock ticks what it and its own have spent.
_AGAIN = """
import glob, os, resource, sys, time
from citations.formats import read_document as r
def spent():
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    ended = sum(one.ru_utime + one.ru_stime for one in both)
    children = [open(name).read().split() for name in glob.glob('/proc/self/task/*/children')]
    stats = [open(f'/proc/{child}/stat').read().rpartition(')')[2] for child in sum(children, [])]
    ticks = sum(int(ticks) for stat in stats for ticks in stat.split()[11:15])
    return ended + ticks / os.sysconf('SC_CLK_TCK')
data = open(sys.argv[1], 'rb').read()
r(data, sys.argv[1])
before, started = spent(), time.perf_counter()
r(data, sys.argv[1])
print(time.perf_counter() - started, spent() - before)
"""


def pandoc(path: Path, form: str) -> list[str]:
    """What reads a file with pandoc, that of the bench dependencies or of the system."""
    try:
        import pypandoc

        found = str(pypandoc.get_pandoc_path())
    except ImportError:
        found = "pandoc"
    return [found, "-f", form, "-t", "json", "-o", os.devnull, str(path)]


def pdftotext(path: Path) -> list[str] | None:
    """What reads a PDF with pdftotext, if it is there."""
    found = shutil.which("pdftotext")
    return [found, "-layout", str(path), os.devnull] if found else None


@contextmanager
def installed() -> Iterator[None]:
    """Let processes find bytecode, as those of an installed program do, wherever it is kept."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as bytecode:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def timed(path: Path, peer: Sequence[str] | None, runs: int) -> dict[str, tuple[float, float]]:
    """Median seconds on the wall and of the processor.

    "document" reads the file into blocks, markers and notes, as pandoc does into its tree;
    "again" does so a second time in one process; "reading" goes on to claims, references
    and links.
    """
    python = [sys.executable, "-c"]
    commands: dict[str, Sequence[str]] = {
        "document": [*python, _READ.format("formats", "read_document"), str(path)],
        "again": [*python, _AGAIN, str(path)],
        "reading": [*python, _READ.format("reading", "read"), str(path)],
    }
    if peer is not None:
        commands["peer"] = peer
    walls: dict[str, list[float]] = {name: [] for name in commands}
    spent: dict[str, list[float]] = {name: [] for name in commands}
    with installed():
        _run(commands["reading"])  # The first start writes the bytecode.
        for _ in range(runs):
            for name, command in commands.items():
                wall, processor, printed = _run(command)
                if name == "again":
                    wall, processor = map(float, printed.split())
                walls[name].append(wall)
                spent[name].append(processor)
    return {
        name: (statistics.median(walls[name]), statistics.median(spent[name])) for name in commands
    }


def _run(command: Sequence[str]) -> tuple[float, float, str]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, processor, done.stdout


def show(name: str, size: int, medians: dict[str, tuple[float, float]]) -> None:
    """A line a command, and how ours compare: 1.00 or less is the goal."""
    print(f"{name}: {size / 1e6:.2f} MB; median seconds on the wall and of the processor")
    peer = medians.get("peer")
    for what, (wall, processor) in medians.items():
        line = f"  {what:9} {wall:6.2f} {processor:6.2f}"
        if peer is not None and what != "peer":
            against = [wall / peer[0], processor / max(peer[1], 0.001)]
            line += f"   {against[0]:5.2f} {against[1]:5.2f} of the peer's"
        print(line)
