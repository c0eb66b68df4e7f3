"""Parse: constructed documents in many styles and formats, read and scored field by field."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator

from bench.parse import kinds, render, strings, typed
from bench.parse.documents import GoldDocument, make_document
from bench.parse.layouts import LAYOUTS
from bench.parse.scoring import Scores, Tally, score
from citations.reading import read

_NOTES = {*render.NOTE_STYLES, *render.UNSEEN_NOTE_STYLES}


def main(argv: list[str]) -> int:
    """Make, read and score documents; print figures a format and a style."""
    parser = argparse.ArgumentParser(prog="python -m bench parse", description=__doc__)
    parser.add_argument("--documents", type=int, default=1000, help="in each half")
    parser.add_argument("--half", choices=("development", "held-out", "both"), default="both")
    parser.add_argument("--wrong", metavar="FIELD", help="show what went wrong with a field")
    parser.add_argument("--limit", type=int, default=40, help="how many wrong ones")
    parser.add_argument("--layout", help="only layouts whose name begins so")
    parser.add_argument("--style", help="only styles whose name begins so")
    parser.add_argument("--strings", type=int, help="no documents: so many works in each style")
    parser.add_argument("--kinds", type=int, help="no documents: so many of each rarer kind")
    parser.add_argument("--typed", type=int, help="no documents: so many notes in each language")
    parser.add_argument("--train", metavar="PATH", help="train the model for scholarly strings")
    options = parser.parse_args(argv)
    if options.train:
        from bench.parse.training import train

        train(options.train)
        return 0
    for half in ("development", "held-out"):
        if options.half in {half, "both"} and options.kinds:
            kinds.main(half, options.kinds, wrong=options.wrong, limit=options.limit)
        elif options.half in {half, "both"} and options.typed:
            typed.main(half, options.typed, wrong=options.wrong, limit=options.limit)
        elif options.half in {half, "both"} and options.strings:
            strings.main(half, options.strings)
        elif options.half in {half, "both"}:
            _run(half, options)
    return 0


def _run(half: str, options: argparse.Namespace) -> None:
    overall, notes, lists = Scores(), Scores(), Scores()
    by_layout: dict[str, Scores] = {}
    by_style: dict[str, Scores] = {}
    for layout, made, data, name in _documents(half, options):
        kind = notes if made.style in _NOTES else lists
        sets = [overall, kind, by_layout.setdefault(layout, Scores())]
        sets.append(by_style.setdefault(made.style, Scores()))
        score(made, read(data, name), sets)
    print(f"\n== {half}: {options.documents} documents")
    print(f"{'':44}{'markers':>8}{'to refs':>8}{'split':>8}{'back':>8}{'fields':>8}{'type':>8}")
    for name, scores in [("all", overall), ("note styles", notes), ("list styles", lists)]:
        _line(name, scores)
    for title, table in (("by format", by_layout), ("by style", by_style)):
        print(f"-- {title}")
        for name, scores in sorted(table.items()):
            _line(name, scores)
    print("-- by field (note styles, list styles)")
    for name in sorted({*notes.fields, *lists.fields}):
        one, other = notes.fields.get(name, Tally()), lists.fields.get(name, Tally())
        print(f"{name:44}{_shown(one)}{_shown(other)}")
    for name, true, found, text in [one for one in overall.wrong if one[0] == options.wrong][
        : options.limit
    ]:
        print(f"{name}: {true!r}\n   read {found!r}\n   in {text}")


def _documents(
    half: str, options: argparse.Namespace
) -> Iterator[tuple[str, GoldDocument, bytes, str]]:
    held_out = half == "held-out"
    for seed in range(options.documents):
        made = make_document(seed, held_out=held_out)
        if options.style and not made.style.startswith(options.style):
            continue
        fitting = [name for name, one in LAYOUTS.items() if made.family in one.families]
        name = fitting[seed % len(fitting)]
        if options.layout and not name.startswith(options.layout):
            continue
        layout = LAYOUTS[name]
        made = layout.prepare(made) if layout.prepare else made
        chance = random.Random(f"{half} {seed} {name}")
        yield name, made, layout.write(made, chance), f"document{layout.extension}"


def _line(name: str, scores: Scores) -> None:
    tallies = (scores.markers, scores.links, scores.split, scores.back, scores.all_fields)
    print(f"{name[:43]:44}{''.join(map(_shown, tallies))}{_shown(scores.kinds)}")


def _shown(tally: Tally) -> str:
    return f"{tally.f1:8.3f}" if tally.f1 is not None else f"{'-':>8}"
