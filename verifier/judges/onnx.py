"""A local entailment model: a folder with model.onnx, tokenizer.json and config.json.

For MiniCheck, DeBERTa and like models that a newsroom has on its own disk. The model
reads the windows of the source nearest the claim; it may find support, and may doubt, but
it never calls a claim contradicted: on real pages such models are wrong too often.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any, Protocol

from citations.model import Claim, Reference, SourceText, Verdict, VerdictStatus
from verifier import config
from verifier.errors import JudgeError
from verifier.judges.features import look
from verifier.judges.lexical import unavailable
from verifier.judges.passages import Page, Pages

__all__ = ["Entailment", "Onnx", "OnnxModel", "Scores", "make", "windows"]

_MOST_TOKENS = 384
_LONGEST_CLAIM = 2_000
_LONGEST_PASSAGE = 3_000
#: Below this in every window, the source we hold does not say it.
_ABSENT = 0.2
_DOUBT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How probable it is, together 1, that a passage supports, contradicts, or does neither."""

    support: float
    contradict: float
    neutral: float


class Entailment(Protocol):
    """What the judge needs of a model."""

    name: str

    def score(self, claim: str, passages: Sequence[str]) -> list[Scores]:
        """One score a passage, in order."""
        ...


class OnnxModel:
    """A cross-encoder on disk; raises ``JudgeError`` if a file is missing or broken."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise JudgeError(
                f"judge.onnx: {error.name} is not installed: pip install 'verifier[onnx]'"
            ) from None
        files = {name: folder / name for name in ("model.onnx", "tokenizer.json", "config.json")}
        for path in files.values():
            if not path.is_file():
                raise JudgeError(f"judge.onnx.path: {path}: no such file")
        self._columns = _columns(files["config.json"])
        try:
            # The libraries raise bare exceptions of their own over broken files.
            self._tokenizer = Tokenizer.from_file(str(files["tokenizer.json"]))
            self._session = onnxruntime.InferenceSession(
                str(files["model.onnx"]), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # noqa: BLE001
            raise JudgeError(
                f"judge.onnx.path: {folder}: the model cannot be loaded: {str(error)[:200]}"
            ) from None
        self._tokenizer.enable_truncation(_MOST_TOKENS, strategy="longest_first")
        self._tokenizer.enable_padding()
        self._inputs = [item.name for item in self._session.get_inputs()]
        digest = sha256(files["model.onnx"].read_bytes()).hexdigest()[:12]
        self.name = f"{folder.name}@{digest}"

    def score(self, claim: str, passages: Sequence[str]) -> list[Scores]:
        """The passages together in one batch, premise first, as entailment models are trained."""
        import numpy as np

        encoded = self._tokenizer.encode_batch([(passage, claim) for passage in passages])
        known = {
            "input_ids": [item.ids for item in encoded],
            "attention_mask": [item.attention_mask for item in encoded],
            "token_type_ids": [item.type_ids for item in encoded],
        }
        fed = {name: np.array(known[name], dtype=np.int64) for name in self._inputs}
        logits: list[list[float]] = self._session.run(None, fed)[0].tolist()
        return [self._scores(row) for row in logits]

    def _scores(self, logits: Sequence[float]) -> Scores:
        top = max(logits)
        raised = [exp(value - top) for value in logits]
        share = {name: raised[at] / sum(raised) for name, at in self._columns.items()}
        return Scores(
            support=share.get("support", 0.0),
            contradict=share.get("contradict", 0.0),
            neutral=share.get("neutral", 0.0),
        )


# What the makers of models call the three, or the two of them that a model has.
_LABELS: Mapping[str, str] = {
    "entailment": "support",
    "supported": "support",
    "support": "support",
    "1": "support",
    "contradiction": "contradict",
    "refuted": "contradict",
    "contradict": "contradict",
    "neutral": "neutral",
    "not_entailment": "neutral",
    "unsupported": "neutral",
    "not_supported": "neutral",
    "0": "neutral",
}


def _columns(path: Path) -> dict[str, int]:
    """Which logit is which, from the labels of the model's own configuration."""
    try:
        labels = json.loads(path.read_text(encoding="utf-8"))["id2label"]
        found = {
            _LABELS[str(label).lower().removeprefix("label_").replace("-", "_")]: int(at)
            for at, label in labels.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise JudgeError(
            f"judge.onnx.path: {path}: id2label must name entailment, neutral, contradiction "
            f"({error!r})"
        ) from None
    if "support" not in found:
        raise JudgeError(f"judge.onnx.path: {path}: no label stands for entailment")
    return found


class Onnx:
    """Judges by the best of the windows nearest the claim."""

    def __init__(self, model: Entailment, *, support: float, windows: int) -> None:
        self.name = f"onnx/1 {model.name}"
        self._model = model
        self._support = support
        self._windows = max(1, windows)
        self._pages = Pages()

    def judge(self, claim: Claim, reference: Reference, source: SourceText) -> Verdict:
        """The verdict; the score is the model's own probability, not calibrated."""
        if source.defect not in (None, "abstract") or not source.text:
            return unavailable(reference.id, self.name, source)
        page = self._pages.page(source)
        text = claim.text[:_LONGEST_CLAIM]
        spans = windows(text, page, self._windows)
        scores = self._model.score(
            text, [page.text[start:end][:_LONGEST_PASSAGE] for start, end in spans]
        )
        return self._verdict(reference, page, spans, scores)

    def _verdict(
        self,
        reference: Reference,
        page: Page,
        spans: Sequence[tuple[int, int]],
        scores: Sequence[Scores],
    ) -> Verdict:
        best = max(range(len(scores)), key=lambda at: scores[at].support)
        against = max(scores, key=lambda score: score.contradict)
        shown = page.evidence(*spans[best])
        made: dict[str, Any] = {"reference": reference.id, "judge": self.name}
        made |= {"score": round(scores[best].support, 4), "text_sha256": page.source.text_sha256}
        if scores[best].support >= self._support:
            why = "The model reads the passage as saying it."
            return Verdict(status=VerdictStatus.SUPPORTED, why=why, evidence=(shown,), **made)
        if against.contradict >= _DOUBT:
            doubted = page.evidence(*spans[scores.index(against)])
            why = "The model reads a passage as speaking against it; a person must look."
            reasons = (("model_contradicts", f"{against.contradict:.2f}"),)
            return Verdict(
                status=VerdictStatus.UNCERTAIN,
                why=why,
                evidence=(doubted,),
                reasons=reasons,
                **made,
            )
        if scores[best].support < _ABSENT:
            why = "The source we hold does not say it: no passage near the claim entails it."
            return Verdict(status=VerdictStatus.NOT_IN_SOURCE, why=why, **made)
        why = "The model cannot tell whether the passage says it."
        return Verdict(status=VerdictStatus.UNCERTAIN, why=why, evidence=(shown,), **made)


def make(settings: config.Judge) -> Onnx:
    """The judge as configured; raises ``JudgeError`` that names the file that is missing."""
    chosen = settings.onnx
    if not chosen.path:
        raise JudgeError("judge.onnx.path is empty: name the folder of an entailment model")
    return Onnx(OnnxModel(Path(chosen.path)), support=chosen.support, windows=chosen.windows)


def windows(claim: str, page: Page, most: int) -> list[tuple[int, int]]:
    """The nearest sentences, each with its neighbours; the beginning if nothing is near."""
    nearest = look(claim, page).nearest[:most] or (0,)
    around = (page.window(number) for number in nearest)
    return list(dict.fromkeys((page.spans[near[0]][0], page.spans[near[-1]][1]) for near in around))
