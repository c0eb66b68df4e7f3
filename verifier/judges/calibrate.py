"""Fit the small model: from a labelled set, or from a newsroom's own reviews."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from verifier.errors import JudgeError
from verifier.judges.calibration import Calibration
from verifier.judges.features import FEATURES

__all__ = ["fit"]

#: Ridge strength: four weights from a few hundred claims need little, but some.
_RIDGE = 10.0
_ROUNDS = 60
_LEAST = 20

Vector = list[float]


def fit(
    rows: Sequence[Sequence[float]], supported: Sequence[bool], *, name: str, data: str
) -> Calibration:
    """A calibration at even odds; raises ``JudgeError`` if there is too little of either kind."""
    yes = sum(supported)
    no = len(supported) - yes
    if min(yes, no) < _LEAST:
        raise JudgeError(
            f"calibration {name}: {yes} supported and {no} other decisions; at least {_LEAST} of "
            "each are needed"
        )
    columns = list(zip(*rows, strict=True))
    mean = [sum(column) / len(rows) for column in columns]
    scale = [
        (sum((value - middle) ** 2 for value in column) / len(rows)) ** 0.5 or 1.0
        for column, middle in zip(columns, mean, strict=True)
    ]
    scaled = [
        [1.0, *((value - m) / s for value, m, s in zip(row, mean, scale, strict=True))]
        for row in rows
    ]
    # Both kinds weigh the same, so 0.5 is the even point whatever the set's base rate.
    weight = [len(rows) / (2 * (yes if label else no)) for label in supported]
    bias, *weights = _newton(scaled, supported, weight)
    return Calibration(
        id=name,
        features=FEATURES,
        mean=tuple(round(value, 6) for value in mean),
        scale=tuple(round(value, 6) for value in scale),
        weights=tuple(round(value, 6) for value in weights),
        bias=round(bias, 6),
        data=data,
    )


def _newton(rows: Sequence[Vector], labels: Sequence[bool], weight: Sequence[float]) -> Vector:
    """Weights of the penalised logistic regression, the first (the bias) not penalised."""
    size = len(rows[0])
    beta = [0.0] * size
    for _ in range(_ROUNDS):
        gradient = [0.0] + [_RIDGE * value for value in beta[1:]]
        hessian = [[_RIDGE * (i == j and i > 0) for j in range(size)] for i in range(size)]
        for row, label, w in zip(rows, labels, weight, strict=True):
            total = sum(b * value for b, value in zip(beta, row, strict=True))
            p = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
            for i in range(size):
                gradient[i] += w * (p - label) * row[i]
                for j in range(size):
                    hessian[i][j] += w * p * (1 - p) * row[i] * row[j]
        step = _solve(hessian, gradient)
        beta = [b - s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return beta


def _solve(matrix: list[Vector], right: Vector) -> Vector:
    """Gauss elimination with pivots; a column without a pivot (a constant feature) gets 0."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        if abs(rows[i][i]) < 1e-12:
            rows[i][i] = 1.0
        for k in range(size):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]
