"""Figures of a classifier with their confidence intervals, in plain Python."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = [
    "auroc",
    "balanced_accuracy",
    "f1",
    "interval",
    "main",
    "resampled",
    "share_interval",
]

_ROUNDS = 500
#: What a figure is had from for each case: a number, or those of two models to be compared.
_Score = TypeVar("_Score")


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a positive scores above a negative; ties count half."""
    order = sorted(range(len(scores)), key=lambda at: scores[at])
    ranks = [0.0] * len(scores)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = (at + end + 1) / 2
        at = end
    positives = sum(labels)
    negatives = len(labels) - positives
    total = sum(rank for rank, label in zip(ranks, labels, strict=True) if label)
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def balanced_accuracy(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The mean of the shares right among positives and among negatives, cut at 0.5."""
    right = [(score >= 0.5) == label for score, label in zip(scores, labels, strict=True)]
    positive = [ok for ok, label in zip(right, labels, strict=True) if label]
    negative = [ok for ok, label in zip(right, labels, strict=True) if not label]
    return (sum(positive) / len(positive) + sum(negative) / len(negative)) / 2


def interval(
    figure: Callable[[Sequence[_Score], Sequence[bool]], float],
    scores: Sequence[_Score],
    labels: Sequence[bool],
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a figure, seeded."""
    chance = random.Random(0)
    found = []
    for _ in range(_ROUNDS):
        drawn = chance.choices(range(len(labels)), k=len(labels))
        picked = [labels[at] for at in drawn]
        if any(picked) and not all(picked):
            found.append(figure([scores[at] for at in drawn], picked))
    found.sort()
    return found[int(len(found) * 0.025)], found[int(len(found) * 0.975)]


def f1(counts: Sequence[Sequence[int]]) -> float:
    """Over groups of (right, said, marked, ...): twice the right of all said and marked."""
    right, said, marked = (sum(group[at] for group in counts) for at in range(3))
    return 2 * right / max(1, said + marked)


def resampled(
    figure: Callable[[Sequence[Sequence[int]]], float], groups: Sequence[Sequence[int]]
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a figure over whole groups, seeded."""
    chance = random.Random(0)
    found = sorted(figure(chance.choices(groups, k=len(groups))) for _ in range(_ROUNDS))
    return found[int(len(found) * 0.025)], found[int(len(found) * 0.975)]


def share_interval(right: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    if not total:
        return 0.0, 1.0
    z = 1.96
    share = right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * (share * (1 - share) / total + z * z / (4 * total**2)) ** 0.5 / (1 + z * z / total)
    return middle - half, middle + half


def main(argv: list[str]) -> int:
    """Nothing to run: the other benchmarks count with this."""
    print("figures: used by the other benchmarks", *argv)
    return 0
