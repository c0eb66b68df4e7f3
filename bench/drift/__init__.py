"""drift       class and passages right, on 500 constructed pairs of pages held out"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from random import Random

from bench.drift.pairs import Pair, make
from citations.model import SourceText
from verifier.drift import compare
from verifier.sources import read_source

__all__ = ["main", "score"]


def main(argv: list[str]) -> int:
    """Print how often class and passages are right; 1 if below the floor."""
    parser = argparse.ArgumentParser(prog="bench drift", description=__doc__)
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--tuning", action="store_true", help="the pairs for tuning instead")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N wrong pairs")
    asked = parser.parse_args(argv)
    started = time.perf_counter()
    classes, passages = score(asked.pairs, asked.seed, held_out=not asked.tuning, show=asked.show)
    took = time.perf_counter() - started
    print(f"class right     {classes:.1%} of {asked.pairs} pairs")
    print(f"passages right  {passages:.1%} of {2 * asked.pairs}")
    print(f"{asked.pairs / took:.0f} pairs/s, extraction of the text included")
    return 0 if classes >= 0.95 and passages >= 0.98 else 1


def score(count: int, seed: int, *, held_out: bool, show: int = 0) -> tuple[float, float]:
    """The share of classes and of passages that come out right."""
    rng = Random(seed)
    right = kept = 0
    wrong: Counter[str] = Counter()
    for _ in range(count):
        pair = make(rng, held_out=held_out)
        text = [_text(html) for html in (pair.before, pair.after)]
        found = compare(text[0], text[1], [words for words, _ in pair.passages])
        drift = found.kind.value if found else "nothing"
        truth = [there for _, there in pair.passages]
        seen = [passage.kept for passage in found.passages] if found else []
        kept += sum(one is other for one, other in zip(seen, truth, strict=False))
        # A page that only lost a passage we ask for is no longer the same page.
        right += drift == pair.drift
        if drift != pair.drift or seen != truth:
            wrong[f"{pair.kind}: {pair.drift} called {drift}, passages {truth} {seen}"] += 1
            if show > 0:
                show -= 1
                _print(pair, text, found)
    for what, times in wrong.most_common():
        print(f"  {times:4} {what}")
    return right / count, kept / (2 * count)


def _text(html: bytes) -> SourceText:
    return read_source(html, "text/html; charset=utf-8", "https://example.org/a")


def _print(pair: Pair, text: list[SourceText], found: object) -> None:
    print(f"--- {pair.kind} ({pair.drift})\n{text[0].text}\n--- now\n{text[1].text}\n--- {found}\n")
