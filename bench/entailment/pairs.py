"""Claim and passage with the label they have by construction, or that people gave them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from bench.entailment.edits import ADD, BREAK, KEEP, Edit, Names
from bench.judge_data import SETS, Pair, rows

__all__ = ["FOLDS", "LABELS", "Made", "built", "held_out", "labelled"]

FOLDS = 3
LABELS = ("support", "contradict", "neutral")
_MEANS = {"supported": "support", "refuted": "contradict", "partly": "neutral", "not": "neutral",
          "irrelevant": "neutral"}  # fmt: skip
#: The most pairs of a set: the large ones are of one kind, and short.
_MOST = {"conjnli": 3_000, "breaking-nli": 3_000, "factcheck-gpt": 1_800}
_ENGLISH = re.compile(r"^[A-Z\"'“][^\n<>|{}\[\]]{35,260}[.\"”]$")
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Made:
    """A passage, a claim, and what the one does to the other; ``made`` says how it came about."""

    passage: str
    claim: str
    label: str
    made: str


def fold_of(text: str) -> int:
    """The fold of everything that shares this text."""
    return crc32(" ".join(text.split()).casefold().encode()) % FOLDS


def _group(name: str, pair: Pair) -> str:
    # A symmetric set has each evidence with two claims and each claim with two evidences: the
    # first words of the claim keep the four together more often than either text alone.
    if name == "fever-symmetric":
        return " ".join(pair.claim.split()[:3])
    return pair.claim if name == "factcheck-gpt" else pair.source[0]


def held_out(name: str, folder: Path, fold: int) -> list[Pair]:
    """The pairs of a set that no training on ``fold`` sees."""
    return [pair for pair in SETS[name](folder) if fold_of(_group(name, pair)) == fold]


def labelled(folder: Path, fold: int) -> Iterator[Made]:
    """The pairs of people, without those of the fold and without the claims of WiCE."""
    unseen = {pair.claim for name in SETS for pair in held_out(name, folder, fold)}
    for name, read in SETS.items():
        if name == "wice":
            continue
        pairs = [pair for pair in read(folder) if fold_of(_group(name, pair)) != fold]
        random.Random(7).shuffle(pairs)
        for pair in pairs[: _MOST.get(name, len(pairs))]:
            passage = " ".join(pair.source)[:_LONGEST]
            if pair.claim not in unseen and passage:
                yield Made(passage, pair.claim, _MEANS[pair.label], name)
    for row in rows("med.tsv.gz", folder)[:2_500]:
        label = "support" if row["gold_label"] == "entailment" else "neutral"
        yield Made(row["sentence1"], row["sentence2"], label, "med")


def built(folder: Path, fold: int, most: int) -> Iterator[Made]:
    """Pairs made by edits, a third of each label, from the sentences of the training pages."""
    chance, names = random.Random(11), Names()
    pages = [page for page in _pages(folder, fold) if len(page) >= 3]
    chance.shuffle(pages)
    for page in pages[:600]:
        for line in page:
            names.add(line)
    count = 0
    while count < most:
        before = count
        for page in pages:
            at = chance.randrange(len(page))
            for made in _pairs_of(page, at, chance, names):
                count += 1
                yield made
                if count >= most:
                    return
        if count == before:
            return


def _pages(folder: Path, fold: int) -> Iterator[tuple[str, ...]]:
    """English sentences that stand together, never of a page that is measured on."""
    texts: list[Sequence[str]] = [
        row["evidence"] for row in rows("wice_tokens_train.jsonl.gz", folder)
    ]
    for name in ("fool-me-twice", "factcheck-gpt", "citation-integrity"):
        texts += [pair.source for pair in SETS[name](folder) if fold_of(_group(name, pair)) != fold]
    measured = {line for pair in SETS["wice"](folder) for line in pair.source}
    seen: set[str] = set()
    for text in texts:
        lines = [part for line in text for part in re.split(r"(?<=[.!?]) +(?=[A-Z\"“])", line)]
        kept = tuple(line.strip() for line in lines if _ENGLISH.match(line.strip()))
        if kept and kept[0] not in seen and measured.isdisjoint(kept):
            seen.add(kept[0])
            yield kept


def _pairs_of(page: Sequence[str], at: int, chance: random.Random, names: Names) -> Iterator[Made]:
    """One sentence as it supports, refutes and leaves open a claim, in its surroundings.

    The edit that breaks stands as often in the passage as in the claim, and in both at once
    where the pair supports: the edited word alone tells nothing.
    """
    sentence = page[at]
    how, kept = _first(KEEP, sentence, chance, names)
    broken_how, broken = _first(BREAK, sentence, chance, names)
    claim = kept or sentence
    if kept is not None:
        _, again = _first(KEEP, kept, chance, names)
        claim = again if again is not None and chance.random() < 0.5 else kept  # two changes
    if kept is not None or chance.random() < 0.2:
        yield Made(_around(page, at, sentence, chance), claim, "support", how or "verbatim")
    if broken is not None:
        _, broken_claim = _first(KEEP, broken, chance, names)
        roll = chance.random()
        if roll < 0.4:
            yield Made(
                _around(page, at, sentence, chance),
                broken_claim or broken,
                "contradict",
                broken_how,
            )
        elif roll < 0.8:
            yield Made(_around(page, at, broken, chance), claim, "contradict", broken_how)
        else:
            yield Made(
                _around(page, at, broken, chance),
                broken_claim or broken,
                "support",
                "both " + broken_how,
            )
    if chance.random() < 0.5:
        how, added = _first(ADD, claim, chance, names)
        if added is not None:
            yield Made(_around(page, at, sentence, chance), added, "neutral", how)
    else:
        others = [line for place, line in enumerate(page) if abs(place - at) > 2]
        if others:
            yield Made(
                _around(page, at, sentence, chance), chance.choice(others), "neutral", "same page"
            )


def _first(
    edits: Iterable[tuple[str, Edit]], text: str, chance: random.Random, names: Names
) -> tuple[str, str | None]:
    """The first of the edits, in a drawn order, that finds a place."""
    order = list(edits)
    chance.shuffle(order)
    for name, edit in order:
        made = edit(text, chance, names)
        if made is not None and made != text:
            return name, made
    return "", None


def _around(page: Sequence[str], at: int, sentence: str, chance: random.Random) -> str:
    """The sentence with none, one or two of its neighbours."""
    before = [page[at - 1]] if at > 0 and chance.random() < 0.45 else []
    after = [page[at + 1]] if at + 1 < len(page) and chance.random() < 0.45 else []
    return " ".join((*before, sentence, *after))[:_LONGEST]
