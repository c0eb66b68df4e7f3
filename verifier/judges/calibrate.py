"""Fit the small model: from a labelled set, or from a newsroom's own reviews.

``python -m verifier.judges.calibrate DECISIONS.jsonl FOLDER`` reads an object a line, with
the claim, the text of the source and whether a person found it supported, and writes the
folder that ``[judge] calibrations`` names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from pathlib import Path

from citations.formats.decode import sha256_of
from citations.model import SourceText
from verifier.errors import JudgeError
from verifier.judges.calibration import Calibration, shipped
from verifier.judges.features import FEATURES, look
from verifier.judges.lexical import kind_of
from verifier.judges.passages import Page

__all__ = ["RIDGE", "Decision", "fit", "from_pairs", "main"]

#: A claim, the text of its source, and whether a person found the claim supported.
Decision = tuple[str, str, bool]

#: Ridge strength: four weights from a few hundred claims need little, but some.
RIDGE = 10.0
_ROUNDS = 60
_LEAST = 20

Vector = list[float]


def fit(
    rows: Sequence[Sequence[float]],
    supported: Sequence[bool],
    *,
    name: str,
    data: str,
    features: tuple[str, ...] = FEATURES,
    ridge: float = RIDGE,
    even: bool = True,
) -> Calibration:
    """A logistic model; raises ``JudgeError`` if there is too little of either kind.

    At ``even`` odds both kinds weigh the same, so 0.5 is the even point whatever the set's
    base rate; otherwise the model learns that rate too.
    """
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
    weight = [len(rows) / (2 * (yes if label else no)) if even else 1.0 for label in supported]
    bias, *weights = _newton(scaled, supported, weight, ridge)
    return Calibration(
        id=name,
        features=features,
        mean=tuple(round(value, 6) for value in mean),
        scale=tuple(round(value, 6) for value in scale),
        weights=tuple(round(value, 6) for value in weights),
        bias=round(bias, 6),
        data=data,
    )


def _newton(
    rows: Sequence[Vector], labels: Sequence[bool], weight: Sequence[float], ridge: float
) -> Vector:
    """Weights of the penalised logistic regression, the first (the bias) not penalised."""
    size = len(rows[0])
    beta = [0.0] * size
    for _ in range(_ROUNDS):
        gradient = [0.0] + [ridge * value for value in beta[1:]]
        hessian = [[ridge * (i == j and i > 0) for j in range(size)] for i in range(size)]
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


def from_pairs(decisions: Iterable[Decision], folder: Path) -> list[Calibration]:
    """Fit both calibrations to people's decisions and write them; one without enough stays ours.

    Raises ``JudgeError`` if neither kind of source has enough decisions.
    """
    rows: dict[str, list[tuple[float, ...]]] = {"page": [], "passage": []}
    labels: dict[str, list[bool]] = {"page": [], "passage": []}
    for claim, text, supported in decisions:
        page = Page(SourceText(url="", text=text, text_sha256=""))
        kind = kind_of(page)
        rows[kind].append(look(claim, page).features)
        labels[kind].append(supported)
    made = []
    for kind, given in labels.items():
        if min(sum(given), len(given) - sum(given)) < _LEAST:
            made.append(shipped(kind))
            continue
        # The name tells one newsroom's fit from the next: it is stored with every verdict.
        stamp = sha256_of(repr((rows[kind], given)))[:8]
        data = f"{len(given)} decisions of one's own, {sum(given)} of them supported"
        made.append(fit(rows[kind], given, name=f"own-{kind}/{stamp}", data=data))
    if not any(model.id.startswith("own-") for model in made):
        counts = ", ".join(f"{len(given)} on {kind}s" for kind, given in labels.items())
        raise JudgeError(
            f"{counts}: too few decisions; at least {_LEAST} supported and {_LEAST} others are "
            "needed for one kind of source"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for kind, model in zip(labels, made, strict=True):
        (folder / f"{kind}.json").write_text(model.as_json(), encoding="utf-8")
    return made


def _decisions(path: Path) -> Iterator[Decision]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise JudgeError(f"{path}: cannot be read: {error.strerror or error}") from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            claim, source, supported = row["claim"], row["source"], row["supported"]
        except (ValueError, KeyError, TypeError):
            claim = source = supported = None
        if not (isinstance(claim, str) and isinstance(source, str) and isinstance(supported, bool)):
            raise JudgeError(
                f'{path}, line {number}: write {{"claim": "", "source": "", "supported": true}}'
            )
        yield claim, source, supported


def main(argv: Sequence[str]) -> int:
    """Fit from a file of decisions into a folder: 0, or 2 with one line that says why not."""
    if len(argv) != 2:
        sys.stderr.write("usage: python -m verifier.judges.calibrate DECISIONS.jsonl FOLDER\n")
        return 2
    try:
        made = from_pairs(_decisions(Path(argv[0])), Path(argv[1]))
    except (JudgeError, OSError) as error:
        sys.stderr.write(f"verifier: {error}\n")
        return 2
    sys.stdout.writelines(f"{model.id}: {model.data}\n" for model in made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
