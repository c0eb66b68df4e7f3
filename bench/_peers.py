"""Our reader and a peer on one file: whole processes, run one after the other, alternating."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

__all__ = ["pandoc", "show", "timed"]

_DOCUMENT = (
    "import sys; from citations.formats import read_document as r; "
    "r(open(sys.argv[1], 'rb').read(), sys.argv[1])"
)
_READING = (
    "import sys; from citations.reading import read as r; "
    "r(open(sys.argv[1], 'rb').read(), sys.argv[1])"
)


def pandoc() -> str:
    """The pandoc of the bench dependencies, or of the system."""
    try:
        import pypandoc
    except ImportError:
        return "pandoc"
    return str(pypandoc.get_pandoc_path())


def timed(path: Path, form: str, runs: int) -> dict[str, tuple[float, float]]:
    """Median seconds on the wall and of the processor.

    "document" reads the file into blocks, markers and notes, as pandoc does into its tree;
    "reading" goes on to claims, references and links.
    """
    commands = {
        "document": [sys.executable, "-c", _DOCUMENT, str(path)],
        "reading": [sys.executable, "-c", _READING, str(path)],
        "pandoc": [pandoc(), "-f", form, "-t", "json", "-o", os.devnull, str(path)],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(_run(command))
    return {
        name: (
            statistics.median(wall for wall, _ in values),
            statistics.median(processor for _, processor in values),
        )
        for name, values in times.items()
    }


def _run(command: list[str]) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(name: str, size: int, medians: dict[str, tuple[float, float]]) -> None:
    """A line a command, and how ours compare: 1.00 or less is the goal."""
    print(f"{name}: {size / 1e6:.2f} MB; median seconds on the wall and of the processor")
    peer = medians["pandoc"]
    for what, (wall, processor) in medians.items():
        ratios = f"{wall / peer[0]:5.2f} {processor / peer[1]:5.2f} of pandoc's"
        print(f"  {what:9} {wall:6.2f} {processor:6.2f}   {ratios if what != 'pandoc' else ''}")
