"""The judge against labelled sets: every figure with its interval and the trivial floor."""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench._judge_fit import MODELS, supports, write
from bench._judge_scope import Paragraph, before_marker, scope_paragraphs
from bench.figures import auroc, balanced_accuracy, f1, interval, resampled, share_interval
from bench.judge_data import FOLDER, SETS, Pair, page_of, rows
from bench.quotations import main as quotations
from citations.model import VerdictStatus
from citations.worth import weigh
from verifier.judges.features import look
from verifier.judges.lexical import assess
from verifier.judges.unsupported import flagged

__all__ = ["main"]


def main(argv: list[str]) -> int:
    """Print the figures of the parts named, or of all; ``--fit`` writes the calibrations."""
    parser = argparse.ArgumentParser(prog="bench judge", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[[], *PARTS], help="what to measure: all")
    parser.add_argument("--data", type=Path, default=FOLDER, help="folder of the labelled sets")
    parser.add_argument("--fit", action="store_true", help="fit the shipped calibrations anew")
    options = parser.parse_args(argv)
    if not options.data.is_dir():
        print(f"bench judge: {options.data}: no such folder; name it with --data", file=sys.stderr)
        return 2
    if options.fit:
        write(options.data)
    for name in options.part or PARTS:
        print(f"\n{name}")
        PARTS[name](options.data)
    return 0


def _line(name: str, value: float, bounds: tuple[float, float], floor: str) -> None:
    print(f"  {name:52} {value:.3f}  ({bounds[0]:.3f} to {bounds[1]:.3f})  floor {floor}")


def _share(name: str, right: int, total: int, floor: float) -> None:
    value = right / total if total else 0.0
    _line(f"{name} ({right} of {total})", value, share_interval(right, total), f"{floor:.3f}")


def _scores(name: str, scores: Sequence[float], labels: Sequence[bool]) -> None:
    _line(f"{name}: AUROC", auroc(scores, labels), interval(auroc, scores, labels), "0.500")
    _line(
        f"{name}: balanced accuracy",
        balanced_accuracy(scores, labels),
        interval(balanced_accuracy, scores, labels),
        "0.500",
    )


def _pages(folder: Path) -> None:
    pairs = list(SETS["wice"](folder))
    _model("page", "supported or not", folder)
    # The right page: people found at least a part of the claim on it.
    _model("topic", "right page or not", folder)
    shares = [look(pair.claim, page_of(pair)).window_share for pair in pairs]
    _scores("  by the best window alone", shares, _are(pairs, "supported", "partly"))


def _model(name: str, title: str, folder: Path) -> None:
    """The figures of a model with one case a claim, each case held out."""
    groups = MODELS[name].cases(folder)
    scores = [score for group in MODELS[name].held_out(groups) for score in group]
    _scores(title, scores, [label for group in groups for _, label in group])


def _are(pairs: Sequence[Pair], *labels: str) -> list[bool]:
    return [pair.label in labels for pair in pairs]


def _flags(folder: Path) -> None:
    pairs = list(SETS["wice"](folder))
    judged = [(pair, assess(pair.claim, page_of(pair))) for pair in pairs]
    base = sum(pair.label != "supported" for pair in pairs) / len(pairs)
    red = [
        pair for pair, made in judged
        if made.findings.numbers_missing or len(made.findings.names_missing) >= 2
    ]  # fmt: skip
    _share("red flag, not fully supported", _count(red, "partly", "not"), len(red), base)
    green = [pair for pair, made in judged if made.status is VerdictStatus.SUPPORTED]
    wrong = sum(pair.label == "not" for pair in pairs) / len(pairs)
    _share("green, not wholly wrong", _count(green, "supported", "partly"), len(green), 1 - wrong)
    _share("green, fully supported", _count(green, "supported"), len(green), 1 - base)
    absent = [pair for pair, made in judged if made.status is VerdictStatus.NOT_IN_SOURCE]
    _share("not in source, not fully supported", _count(absent, "partly", "not"), len(absent), base)


def _count(pairs: Sequence[Pair], *labels: str) -> int:
    return sum(pair.label in labels for pair in pairs)


def _passages(folder: Path) -> None:
    for name in ("factcheck-gpt", "citation-integrity"):
        model = replace(MODELS["passage"], cases=supports(name, "supported"))
        groups = model.cases(folder)
        scores = [score for group in model.held_out(groups) for score in group]
        _scores(name, scores, [label for group in groups for _, label in group])


_REFUTED = (
    *("fever-symmetric", "scifact", "fool-me-twice"),
    *("factcheck-gpt", "breaking-nli", "conjnli"),
)


def _refutation(folder: Path) -> None:
    for name in _REFUTED:
        pairs = list(SETS[name](folder))
        judged = [(pair, assess(pair.claim, page_of(pair))) for pair in pairs]
        refuted = _count(pairs, "refuted")
        said = [pair for pair, made in judged if made.status is VerdictStatus.CONTRADICTED]
        _share(
            f"{name}: contradicted is right",
            _count(said, "refuted"),
            len(said),
            refuted / len(pairs),
        )
        both = [(made.support, pair.label == "supported") for pair, made in judged
                if pair.label in ("supported", "refuted")]  # fmt: skip
        scores, labels = [score for score, _ in both], [label for _, label in both]
        _line(f"{name}: support or refute, AUROC", auroc(scores, labels),
              interval(auroc, scores, labels), "0.500")  # fmt: skip


def _evidence(folder: Path) -> None:
    pairs = [pair for pair in SETS["wice"](folder) if pair.gold]
    hits = {1: 0, 5: 0}
    chance = random.Random(0)
    floor = 0
    for pair in pairs:
        page = page_of(pair)
        # Long lines are cut and some are split, so sentences are matched by where they stand.
        starts = [0]
        for line in pair.source:
            starts.append(starts[-1] + len(line) + 1)
        gold = [(starts[at], starts[at + 1]) for at in pair.gold]
        nearest = look(pair.claim, page).nearest
        for first in hits:
            hits[first] += any(
                start <= page.spans[at][0] < end for at in nearest[:first] for start, end in gold
            )
        drawn = chance.sample(range(len(pair.source)), min(5, len(pair.source)))
        floor += bool(pair.gold & set(drawn))
    for first, right in hits.items():
        _share(f"gold sentence among the first {first}", right, len(pairs), floor / len(pairs))


def _words(folder: Path) -> None:
    model = MODELS["words"]
    groups = model.cases(folder)
    counts = []
    for group, scores in zip(groups, model.held_out(groups), strict=True):
        said = [flagged(row, score) for (row, _), score in zip(group, scores, strict=True)]
        marked = [label for _, label in group]
        both = sum(a and b for a, b in zip(said, marked, strict=True))
        counts.append((both, sum(said), sum(marked), len(group)))
    _f1("words not supported", counts)
    absent = model.features.index("not_on_page")
    plain = [
        (
            sum(label and row[absent] > 0 for row, label in group),
            sum(row[absent] > 0 for row, _ in group),
            sum(label for _, label in group),
            len(group),
        )
        for group in groups
    ]
    _f1("  by what is nowhere on the page", plain)


def _f1(name: str, counts: Sequence[tuple[int, int, int, int]]) -> None:
    """Of each claim or paragraph: right, said, marked, all; the floor says everything."""
    _, _, marked, everything = (sum(column) for column in zip(*counts, strict=True))
    floor = 2 * marked / (everything + marked)
    value, bounds = f1(counts), resampled(f1, counts)
    _line(name, value, bounds, f"{floor:.3f}")


def _scope(folder: Path) -> None:
    for parts in (("train", "dev"), ("dev",)):
        paragraphs = [one for part in parts for one in scope_paragraphs(part, folder)]
        own = [_covered(one, one.marked) for one in paragraphs]
        _f1(f"the marker's own sentence, {' and '.join(parts)}", own)
    _scope_offered(folder)


def _scope_offered(folder: Path) -> None:
    """With the sentence before where the model offers it, each paragraph held out."""
    model = MODELS["scope"]
    paragraphs = [one for part in ("train", "dev") for one in scope_paragraphs(part, folder)]
    counts, right, offered = [], 0, 0
    for paragraph, scores in zip(paragraphs, model.held_out(model.cases(folder)), strict=True):
        found = {
            case.at
            for case, score in zip(before_marker(paragraph), scores, strict=True)
            if score >= 0.5
        }
        right, offered = right + len(found & paragraph.covered), offered + len(found)
        counts.append(_covered(paragraph, paragraph.marked | found))
    _f1("and the one before where it is offered, train and dev", counts)
    _f1("the same, dev", counts[-sum(1 for _ in scope_paragraphs("dev", folder)) :])
    _share("  what is offered is covered", right, offered, 0.11)


def _covered(paragraph: Paragraph, said: frozenset[int]) -> tuple[int, int, int, int]:
    right = len(said & paragraph.covered)
    return right, len(said), len(paragraph.covered), len(paragraph.sentences)


def _claims(folder: Path) -> None:
    sentences = rows("factcheck_gpt_checkworthiness.jsonl", folder)
    labels = [row["checkworthy"] == "yes" for row in sentences]
    worth = [weigh(row["sentence"]) for row in sentences]
    kept = [made.kind != "not_checkable" for made in worth]
    found = sum(a and b for a, b in zip(kept, labels, strict=True))
    _share("claims kept as claims", found, sum(labels), 1.0)
    _share("what is kept is a claim", found, sum(kept), sum(labels) / len(labels))
    scores = [made.checkworthiness for made in worth]
    _line(
        "check-worthiness: AUROC", auroc(scores, labels), interval(auroc, scores, labels), "0.500"
    )


def _quotations(folder: Path) -> None:
    del folder
    quotations([])


def _speed(folder: Path) -> None:
    pairs = [pair for pair in SETS["wice"](folder) if 80 <= len(pair.source) <= 120]
    made, judged = [], []
    for pair in pairs:
        began = time.process_time()
        page = page_of(pair)
        made.append(time.process_time() - began)
        for _ in range(2):
            began = time.process_time()
            assess(pair.claim, page)
            judged.append(time.process_time() - began)
    lengths = statistics.median(len(pair.source) for pair in pairs)
    print(f"  CPU time, {len(pairs)} pages of {lengths:.0f} sentences: ready in {_ms(made)}, "
          f"a claim in {_ms(judged[1::2])}, the first on a page {_ms(judged[::2])}")  # fmt: skip


def _ms(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.2f} ms (most {max(seconds) * 1000:.1f})"


PARTS: dict[str, Callable[[Path], None]] = {
    "pages": _pages,
    "flags": _flags,
    "passages": _passages,
    "refutation": _refutation,
    "evidence": _evidence,
    "words": _words,
    "scope": _scope,
    "claims": _claims,
    "quotations": _quotations,
    "speed": _speed,
}
