"""The small frozen model: a logistic over four numbers, kept as JSON, never as code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from verifier.errors import JudgeError

__all__ = ["Calibration", "load", "shipped"]

_HERE = Path(__file__).parent / "calibrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What turns findings into a probability, fitted at even odds of support."""

    #: Name and version, stored with every verdict: "wice-page/1".
    id: str
    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    #: What it was fitted on, with licence and attribution.
    data: str

    def probability(self, features: Sequence[float]) -> float:
        """How probable it is, 0 to 1, that the source supports the claim."""
        total = self.bias + sum(
            weight * (value - mean) / scale
            for value, mean, scale, weight in zip(
                features, self.mean, self.scale, self.weights, strict=True
            )
        )
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def as_json(self) -> str:
        """The form that ``load`` reads."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


def load(path: Path) -> Calibration:
    """The calibration in a file; raises ``JudgeError`` with the place and the problem."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        numbers = {
            name: tuple(float(value) for value in found[name])
            for name in ("mean", "scale", "weights")
        }
        made = Calibration(
            id=str(found["id"]),
            features=tuple(str(name) for name in found["features"]),
            bias=float(found["bias"]),
            data=str(found["data"]),
            **numbers,
        )
    except OSError as error:
        raise JudgeError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise JudgeError(f"{path}: not a calibration: {error!r}; fit one anew") from None
    lengths = {len(made.features), len(made.mean), len(made.scale), len(made.weights)}
    if len(lengths) != 1 or not all(made.scale):
        raise JudgeError(f"{path}: not a calibration: its lists do not fit together; fit one anew")
    return made


@lru_cache(maxsize=8)
def shipped(name: str) -> Calibration:
    """One of the calibrations that come with verifier: "page" or "passage"."""
    return load(_HERE / f"{name}.json")
