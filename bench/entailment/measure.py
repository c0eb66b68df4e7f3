"""What a trained model gives alone, and what it adds to the tiers, on pairs it has not seen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from bench._judge_fit import Model
from bench.entailment.pairs import held_out
from bench.figures import auroc, interval
from bench.judge_data import SETS, Pair, page_of
from verifier.judges.features import look
from verifier.judges.lexical import assess
from verifier.judges.onnx import OnnxModel, Scores, windows
from verifier.judges.topic import topic

__all__ = ["measure"]

_SETS = ("fever-symmetric", "scifact", "fool-me-twice")
_WINDOWS = 5
_SURE = (0.8, 0.9)


def measure(judge: Path, folder: Path, fold: int) -> None:
    """Print each figure with its 95 % interval and the tiers' own beside it."""
    model = OnnxModel(judge)
    for name in _SETS:
        _refutation(name, model, folder, fold)
    _pages(model, list(SETS["wice"](folder)))
    _speed(model, list(SETS["wice"](folder))[:40])


def _refutation(name: str, model: OnnxModel, folder: Path, fold: int) -> None:
    pairs = [
        pair for pair in held_out(name, folder, fold) if pair.label in ("supported", "refuted")
    ]
    labels = [pair.label == "supported" for pair in pairs]
    scores = [model.score(pair.claim, [" ".join(pair.source)])[0] for pair in pairs]
    alone = [score.support - score.contradict for score in scores]
    lexical = [assess(pair.claim, page_of(pair)).support for pair in pairs]
    print(f"\n{name}: {len(pairs)} pairs that no training saw, {sum(labels)} supported")
    _line("the model alone, AUROC", alone, labels)
    _line("the tiers as shipped, AUROC", lexical, labels)
    # A few hundred pairs bear two or three weights: the tiers enter as their one probability.
    added = [[score.support, score.contradict] for score in scores]
    _gain([[share] for share in lexical], added, labels)
    for sure in _SURE:
        said = [not label for score, label in zip(scores, labels, strict=True)
                if score.contradict >= sure]  # fmt: skip
        right = f"{sum(said) / len(said):.2f} right" if said else "never said"
        print(f"  contradiction at {sure}: {right}, {len(said)} of {labels.count(False)} refuted")


def _pages(model: OnnxModel, pairs: Sequence[Pair]) -> None:
    """Whole pages: the windows that the judge itself would look at."""
    tiers: dict[str, list[Sequence[float]]] = {"supported": [], "right page": []}
    added = []
    fired = {label: [0, 0] for label in ("supported", "partly", "not")}
    for pair in pairs:
        page = page_of(pair)
        found = look(pair.claim, page)
        tiers["supported"].append(found.features)
        tiers["right page"].append(topic(found, page))
        spans = windows(pair.claim, page, _WINDOWS)
        scores = model.score(pair.claim, [page.text[start:end] for start, end in spans])
        added.append(_summary(scores))
        fired[pair.label][0] += max(score.contradict for score in scores) >= _SURE[0]
        fired[pair.label][1] += 1
    for what, wanted in (("supported", {"supported"}), ("right page", {"supported", "partly"})):
        labels = [pair.label in wanted for pair in pairs]
        print(f"\nWiCE pages, {what}: {len(pairs)} claims, none of them trained on")
        _line("the model alone, AUROC", [row[0] for row in added], labels)
        _gain(tiers[what], added, labels)
    told = ", ".join(f"{label} {one} of {total}" for label, (one, total) in fired.items())
    print(f"  contradiction at {_SURE[0]} in some window: {told}")


def _summary(scores: Sequence[Scores]) -> list[float]:
    return [max(score.support for score in scores), max(score.contradict for score in scores)]


def _line(name: str, scores: Sequence[float], labels: Sequence[bool]) -> None:
    low, high = interval(auroc, scores, labels)
    print(f"  {name:44} {auroc(scores, labels):.3f}  ({low:.3f} to {high:.3f})  floor 0.500")


def _gain(
    tiers: Sequence[Sequence[float]], added: Sequence[Sequence[float]], labels: Sequence[bool]
) -> None:
    """Both fitted alike on nine tenths and scored on the tenth; the difference by paired draws."""
    without = _cross(tiers, labels)
    both = _cross([[*one, *other] for one, other in zip(tiers, added, strict=True)], labels)
    _line("tiers, fitted on folds", without, labels)
    _line("tiers and model, fitted on folds", both, labels)
    low, high = interval(_difference, list(zip(both, without, strict=True)), labels)
    verdict = "beyond the interval" if low > 0 else "not told from nothing"
    print(f"  what the model adds: {auroc(both, labels) - auroc(without, labels):+.3f} "
          f"({low:+.3f} to {high:+.3f}), {verdict}")  # fmt: skip


def _difference(scores: Sequence[tuple[float, float]], labels: Sequence[bool]) -> float:
    return auroc([one for one, _ in scores], labels) - auroc([two for _, two in scores], labels)


def _cross(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> list[float]:
    model = Model(id="fold", features=(), data="", cases=lambda _: [])
    cases = [[case] for case in zip(rows, labels, strict=True)]
    return [score for (score,) in model.held_out(cases)]


def _speed(model: OnnxModel, pairs: Sequence[Pair]) -> None:
    pages = [(pair.claim, page_of(pair)) for pair in pairs]
    began = time.perf_counter()
    for claim, page in pages:
        model.score(claim, [page.text[a:b] for a, b in windows(claim, page, _WINDOWS)])
    took = time.perf_counter() - began
    print(f"\n{len(pages) / took:.0f} claims a second, {_WINDOWS} windows each")
