"""How long a person waits: ``verifier --version`` and ``verifier parse`` of one page.

    python -m bench startup [--runs 15]

Whole processes that find their bytecode, beside the interpreter's own start (``python -c
pass``) in the same run. The page is one of the examples, and an article of 50 kB in wikitext.
The goals are 150 ms, 500 ms and 300 ms.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench._made import wikitext
from bench._peers import installed

__all__ = ["main"]

ROOT = Path(__file__).parent.parent


def main(argv: list[str]) -> int:
    """Print the medians; 1 if one misses its goal."""
    parser = argparse.ArgumentParser(prog="bench startup", description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args(argv).runs
    with tempfile.TemporaryDirectory() as folder, installed():
        article = Path(folder) / "article.wiki"
        article.write_text(wikitext(160), encoding="utf-8")
        return _measured(str(article), runs)


def _measured(article: str, runs: int) -> int:
    page = str(ROOT / "examples" / "article.md")
    commands = {
        "python -c pass": ([sys.executable, "-c", "pass"], None),
        "verifier --version": ([sys.executable, "-m", "verifier", "--version"], 150),
        "verifier parse": ([sys.executable, "-m", "verifier", "parse", page], 500),
        "… wikitext": ([sys.executable, "-m", "verifier", "parse", article], 300),
    }
    for command, _goal in commands.values():
        _milliseconds(command)  # The first start writes the bytecode.
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, _goal) in commands.items():
            times[name].append(_milliseconds(command))
    missed = False
    for name, (_, goal) in commands.items():
        median = statistics.median(times[name])
        missed |= goal is not None and median > goal
        against = f"goal {goal} ms" if goal else ""
        print(f"{name:20} {median:6.0f} ms (least {min(times[name]):.0f})  {against}")
    return int(missed)


def _milliseconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - started) * 1000
