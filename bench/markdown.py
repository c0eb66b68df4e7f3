"""A Markdown file of 1 MB with 10,000 notes: ``citations.read`` beside pandoc's reader.

    python -m bench markdown [--runs 7] [--notes 10000] [--keep FILE]

Whole processes that read the same file from disk, run one after the other, alternating:
ours into a document, ours into a reading (claims, citations, notes, references, links),
and pandoc into its tree, written as JSON to nowhere.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from bench._peers import pandoc, show, timed

__all__ = ["document", "main"]

_NOUNS = ("council", "report", "budget", "harbour", "survey", "school", "tariff", "clinic")
_VERBS = ("raised", "published", "measured", "closed", "doubled", "reviewed", "funded", "delayed")
_PAPERS = ("The Courier", "Evening Mail", "Daily Ledger", "North Star", "The Review")
_NAMES = ("Ortega", "Lindqvist", "Brown", "Okafor", "Dupont", "Rossi", "Keller", "Yilmaz")


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
        medians = timed(path, pandoc(path, "markdown"), options.runs)
    show(f"Markdown with {options.notes:,} notes", len(text.encode()), medians)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
