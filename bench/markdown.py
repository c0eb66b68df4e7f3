"""A Markdown file of 1 MB with 10,000 notes: ``citations.read`` beside pandoc's reader.

    python -m bench markdown [--runs 7] [--notes 10000] [--keep FILE]

Both are whole processes that read the same file from disk, run one after the other,
alternating. Ours finds claims, citations, notes, references and links; pandoc reads the
file into its native tree and writes it as JSON to nowhere.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

__all__ = ["document", "main", "pandoc"]

_NOUNS = ("council", "report", "budget", "harbour", "survey", "school", "tariff", "clinic")
_VERBS = ("raised", "published", "measured", "closed", "doubled", "reviewed", "funded", "delayed")
_PAPERS = ("The Courier", "Evening Mail", "Daily Ledger", "North Star", "The Review")
_NAMES = ("Ortega", "Lindqvist", "Brown", "Okafor", "Dupont", "Rossi", "Keller", "Yilmaz")
_READ = "import sys, citations.reading as r; r.read(open(sys.argv[1], 'rb').read(), sys.argv[1])"


def document(notes: int = 10_000, seed: int = 1) -> str:
    """A report in which every sentence has a note, and every note a reference."""
    pick = random.Random(seed)
    body, tail = [], []
    for number in range(1, notes + 1):
        noun, verb = pick.choice(_NOUNS), pick.choice(_VERBS)
        body.append(f"The {noun} {verb} {pick.randrange(2, 990)} items.[^{number}]")
        body.append("\n\n" if number % 6 == 0 else " ")
        tail.append(_note(pick, number))
    return "---\ntitle: Report\nlang: en\n---\n\n" + "".join(body) + "\n\n" + "".join(tail)


def _note(pick: random.Random, number: int) -> str:
    year = pick.randrange(2001, 2026)
    title = f"{pick.choice(_NOUNS)} {pick.choice(_VERBS)}".capitalize()
    if number % 3:
        return f"[^{number}]: {pick.choice(_NAMES)}, “{title},” {year}, https://ex.org/{number}\n"
    return f"[^{number}]: “{title}”, *{pick.choice(_PAPERS)}*, {year}.\n"


def pandoc() -> str:
    """The pandoc of the bench dependencies, or of the system."""
    try:
        import pypandoc
    except ImportError:
        return "pandoc"
    return str(pypandoc.get_pandoc_path())


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench markdown", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="write the document here and leave it")
    options = parser.parse_args(argv)
    text = document(options.notes)
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "notes.md"
        path.write_text(text, encoding="utf-8")
        ours = [sys.executable, "-c", _READ, str(path)]
        theirs = [pandoc(), "-f", "markdown", "-t", "json", "-o", os.devnull, str(path)]
        times: dict[str, list[tuple[float, float]]] = {"verifier": [], "pandoc": []}
        for _ in range(options.runs):
            times["verifier"].append(_run(ours))
            times["pandoc"].append(_run(theirs))
    _show(times, len(text.encode()), options.notes)
    return 0


def _run(command: list[str]) -> tuple[float, float]:
    """Seconds on the wall and of the processor."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _show(times: dict[str, list[tuple[float, float]]], size: int, notes: int) -> None:
    runs = len(times["pandoc"])
    print(f"{size / 1e6:.2f} MB of Markdown with {notes:,} notes, {runs} runs each, medians")
    medians = {}
    for name, values in times.items():
        wall, processor = (statistics.median(column) for column in zip(*values, strict=True))
        medians[name] = wall, processor
        print(f"{name:9} {wall:.2f} s, of the processor {processor:.2f} s")
    ratios = [ours / theirs for ours, theirs in zip(*medians.values(), strict=True)]
    print(f"ratio     {ratios[0]:.2f}, of the processor {ratios[1]:.2f} (1.00 is the goal)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
