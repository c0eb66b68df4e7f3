"""Fit the small models that the judge ships, and count its background of common words."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench._judge_scope import before_marker, scope_paragraphs
from bench.judge_data import SETS, page_of, rows
from citations.model import SourceText
from citations.words import words
from verifier.judges import features, scope, topic, unsupported
from verifier.judges.background import LEAST
from verifier.judges.calibrate import RIDGE, fit
from verifier.judges.calibration import Calibration
from verifier.judges.passages import Page, sentence_spans

__all__ = ["MODELS", "Case", "Model", "supports", "write"]

#: The numbers that a model weighs, and what people said.
Case = tuple[Sequence[float], bool]

_SHIPPED = Path(__file__).resolve().parents[1] / "verifier" / "judges" / "calibrations"
#: A word of a smaller share of sentences is as rare as one that was never seen.
_COMMON = 2 * LEAST
_FOLDS = 10

_WICE = (
    "WiCE (Kamoi et al. 2023), development part, 349 claims of Wikipedia against the whole "
    "cited page; annotations ODC-BY 1.0; four figures a claim, no text"
)
_WICE_WORDS = (
    "WiCE (Kamoi et al. 2023), 498 partly supported claims, training and development parts; "
    "annotations ODC-BY 1.0; nineteen figures a word, no text"
)
_FACTCHECK = (
    "Factcheck-GPT (Wang et al. 2024), 3,305 claims against web passages; Apache-2.0; "
    "four figures a claim, no text"
)
_PASSAGES = (
    "Factcheck-GPT (Wang et al. 2024), its web passages; Apache-2.0; in what share of the "
    "sentences each stem stands, no text"
)
_SCOPE = (
    "Citation-Integrity (Sarol et al. 2024), scope of 2,460 citations, training and development "
    "parts; MIT; five figures a sentence, no text"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that is shipped: its name, its features, and how they are had from the data."""

    id: str
    features: tuple[str, ...]
    data: str
    #: Folder of the data -> a row of features and a label for every case, grouped by claim.
    cases: Callable[[Path], list[list[Case]]]
    ridge: float = RIDGE
    even: bool = True

    def held_out(self, groups: Sequence[Sequence[Case]]) -> list[list[float]]:
        """The probability of every case, by a model that has not seen its claim: ten folds."""
        order = list(range(len(groups)))
        random.Random(0).shuffle(order)
        found: list[list[float]] = [[] for _ in groups]
        for fold in range(_FOLDS):
            kept = [groups[at] for place, at in enumerate(order) if place % _FOLDS != fold]
            model = self.fitted(kept)
            for at in order[fold::_FOLDS]:
                found[at] = [model.probability(row) for row, _ in groups[at]]
        return found

    def fitted(self, groups: Sequence[Sequence[Case]]) -> Calibration:
        """The model over some of the cases."""
        cases = [case for group in groups for case in group]
        return fit(
            [row for row, _ in cases],
            [label for _, label in cases],
            name=self.id,
            data=self.data,
            features=self.features,
            ridge=self.ridge,
            even=self.even,
        )


def supports(name: str, *labels: str) -> Callable[[Path], list[list[Case]]]:
    """Claims against sources; those with one of the labels are supported."""

    def cases(folder: Path) -> list[list[Case]]:
        return [
            [(features.look(pair.claim, page_of(pair)).features, pair.label in labels)]
            for pair in SETS[name](folder)
        ]

    return cases


def _right_page(folder: Path) -> list[list[Case]]:
    made = []
    for pair in SETS["wice"](folder):
        page = page_of(pair)
        found = features.look(pair.claim, page)
        made.append([(topic.topic(found, page), pair.label != "not")])
    return made


def _words(folder: Path) -> list[list[Case]]:
    """Every word that carries something, of the claims whose words people marked."""
    made = []
    for name in ("wice_tokens_train.jsonl.gz", "wice_tokens_dev.jsonl.gz"):
        for row in rows(name, folder):
            source = SourceText(url="", text="\n".join(row["evidence"]), text_sha256="")
            page = Page(source)
            said = unsupported.described(features.look(row["claim"], page), page)
            marked = _marked(row)
            made.append([(row_, marked[word.start]) for word, row_ in said if word.start in marked])
    return made


def _marked(row: dict[str, Any]) -> dict[int, bool]:
    """Where each word of a claim stands -> whether people marked it as not supported."""
    marked, at = {}, 0
    for token, bad in zip(row["claim_tokens"], row["non_supported_spans"], strict=True):
        start = row["claim"].find(token, at)
        if start >= 0:
            at = start + len(token)
            marked.update({start + word.start: bad for word in words(token) if word.carries})
    return marked


def _scope(folder: Path) -> list[list[Case]]:
    """For every paragraph, the sentence before the marker's own, where it has none itself."""
    return [
        [(case.row, case.covered) for case in before_marker(paragraph)]
        for part in ("train", "dev")
        for paragraph in scope_paragraphs(part, folder)
    ]


#: File in the folder of calibrations -> the model.
MODELS: Mapping[str, Model] = {
    "page": Model(
        id="wice-page/1",
        features=features.FEATURES,
        data=_WICE,
        cases=supports("wice", "supported"),
    ),
    "passage": Model(
        id="factcheck-passage/1",
        features=features.FEATURES,
        data=_FACTCHECK,
        cases=supports("factcheck-gpt", "supported"),
    ),
    "topic": Model(
        id="wice-topic/1",
        features=topic.FEATURES,
        data=_WICE,
        cases=_right_page,
        # 43 claims of 349 have the wrong page: four weights need a firm hand.
        ridge=100.0,
    ),
    "words": Model(
        id="wice-words/1",
        features=unsupported.FEATURES,
        data=_WICE_WORDS,
        cases=_words,
    ),
    "scope": Model(
        id="citation-scope/1",
        features=scope.FEATURES,
        data=_SCOPE,
        cases=_scope,
        # The odds are part of it: one sentence of nine before a marker's own is covered.
        even=False,
    ),
}


def background(folder: Path) -> None:
    """Count in how many sentences of the passages each word stands, and keep the common ones."""
    held: Counter[str] = Counter()
    sentences = 0
    for row in rows("factcheck_gpt_stance.jsonl.gz", folder):
        text = row["evidence"]
        for start, end in sentence_spans(text, "en"):
            held.update({word.key for word in words(text, start, end) if word.carries})
            sentences += 1
    shares = {
        key: round(count / sentences, 4)
        for key, count in sorted(held.items())
        if count >= _COMMON * sentences
    }
    made = {"id": "factcheck-background/1", "data": _PASSAGES, "shares": shares}
    text = json.dumps(made, ensure_ascii=False, indent=0)
    (_SHIPPED / "background.json").write_text(text + "\n", encoding="utf-8")
    print(f"background.json: {len(shares)} words of {sentences} sentences")


def write(folder: Path) -> None:
    """Count the background and fit every model on all its data."""
    background(folder)
    for file, model in MODELS.items():
        made = model.fitted(model.cases(folder))
        (_SHIPPED / f"{file}.json").write_text(made.as_json(), encoding="utf-8")
        print(f"{file}.json: {made.id}, weights {made.weights}")
