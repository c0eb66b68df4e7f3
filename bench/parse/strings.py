"""References read one by one, without a document around them: figures a style and a field."""

from __future__ import annotations

import random
import time

from bench.parse import render
from bench.parse.documents import GoldReference
from bench.parse.items import make_item
from bench.parse.scoring import Scores, score_fields
from citations.model import Mapped
from citations.references import parse_note


def main(half: str, count: int) -> None:
    """Print F1 of the fields and the share of right types for ``count`` works in each style."""
    unseen = half == "held-out"
    notes = {**render.NOTE_STYLES, **(render.UNSEEN_NOTE_STYLES if unseen else {})}
    lists = {**render.LIST_STYLES, **(render.UNSEEN_LIST_STYLES if unseen else {})}
    print(f"\n== {half}: {count} works in each style\n{'':44}{'fields':>8}{'type':>8}{'split':>8}")
    for title, styles in (("note styles", notes), ("list styles", lists)):
        together = Scores()
        spent = 0.0
        for style, languages in styles.items():
            alone = Scores()
            spent += _read(half, style, languages, count, [alone, together])
            _line(style, alone)
        _line(title, together)
        print(f"{'':4}{1000 * spent / max(1, together.split.true):.2f} ms of a core a reference")
        for name, tally in sorted(together.fields.items()):
            print(f"{'':4}{name:40}{_shown(tally.f1)}")


def _read(
    half: str, style: str, languages: tuple[str, ...], count: int, into: list[Scores]
) -> float:
    chance = random.Random(f"{half} {style}")
    spent = 0.0
    for number in range(count):
        language = languages[number % len(languages)]
        item = make_item(chance, language, odd=half == "held-out", number=number)
        if "author" not in item and style != "yearbook":
            continue  # what CSL styles put in the author's place is not one
        text = render.render(item, style, language)
        gold = GoldReference(text, render.shown(item, style, language))
        begin = time.process_time()
        found = parse_note(Mapped.plain(text), language=language).references
        spent += time.process_time() - begin
        for scores in into:
            scores.split.add(len(found) == 1, len(found), 1)
            if len(found) == 1:
                score_fields(gold, found[0], scores)
    return spent


def _line(name: str, scores: Scores) -> None:
    tallies = (scores.all_fields, scores.kinds, scores.split)
    print(f"{name[:43]:44}{''.join(_shown(tally.f1) for tally in tallies)}")


def _shown(value: float | None) -> str:
    return f"{value:8.3f}" if value is not None else f"{'-':>8}"
