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
#: The second reading in one process: no start, nothing imported or compiled.
_AGAIN = """
import resource, sys
from citations.formats import read_document as r
def spent():
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)
data = open(sys.argv[1], 'rb').read()
r(data, sys.argv[1])
before = spent()
r(data, sys.argv[1])
print(spent() - before)
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


def timed(
    path: Path, peer: Sequence[str] | None, runs: int
) -> dict[str, tuple[float | None, float]]:
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
                walls[name].append(wall)
                spent[name].append(float(printed) if name == "again" else processor)
    return {
        name: (
            None if name == "again" else statistics.median(walls[name]),
            statistics.median(spent[name]),
        )
        for name in commands
    }


def _run(command: Sequence[str]) -> tuple[float, float, str]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, processor, done.stdout


def show(name: str, size: int, medians: dict[str, tuple[float | None, float]]) -> None:
    """A line a command, and how ours compare: 1.00 or less is the goal."""
    print(f"{name}: {size / 1e6:.2f} MB; median seconds on the wall and of the processor")
    peer = medians.get("peer")
    for what, (wall, processor) in medians.items():
        line = f"  {what:9} {'' if wall is None else f'{wall:.2f}':>6} {processor:6.2f}"
        if peer is not None and what != "peer":
            against = "" if wall is None or not peer[0] else f"{wall / peer[0]:.2f}"
            line += f"   {against:>5} {processor / max(peer[1], 0.001):5.2f} of the peer's"
        print(line)
