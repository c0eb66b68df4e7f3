"""The labelled sets the judge is measured on, read from a folder that is not part of verifier."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citations.model import SourceText
from verifier.judges.passages import Page

__all__ = ["FOLDER", "SETS", "Pair", "main", "page_of", "rows"]

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "judge"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the sentences it is held against, and what people said of the two.

    ``label`` is "supported", "partly", "not", "refuted" or "irrelevant".
    """

    claim: str
    source: tuple[str, ...]
    label: str
    #: Sentences that bear it out, if people marked them.
    gold: frozenset[int] = frozenset()


def rows(name: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The objects of one JSON-lines file, or the rows of a table with a head."""
    path = folder / name
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig") as lines:  # type: ignore[operator]
        if ".tsv" in name:
            head, *rest = (line.rstrip("\n").split("\t") for line in lines)
            return [dict(zip(head, row, strict=False)) for row in rest]
        return [json.loads(line) for line in lines]


def page_of(pair: Pair) -> Page:
    """The pair's source, a sentence a line, made ready."""
    return Page(SourceText(url="", text="\n".join(pair.source), text_sha256=""))


def _wice(folder: Path) -> Iterator[Pair]:
    names = {"supported": "supported", "partially_supported": "partly", "not_supported": "not"}
    for row in rows("wice_claim_dev.jsonl.gz", folder):
        gold = frozenset(at for group in row["supporting_sentences"] for at in group)
        yield Pair(row["claim"], tuple(row["evidence"]), names[row["label"]], gold)


def _factcheck(folder: Path) -> Iterator[Pair]:
    names = {
        "completely-support": "supported",
        "partially-support": "partly",
        "refute": "refuted",
        "irrelevant": "irrelevant",
    }
    for row in rows("factcheck_gpt_stance.jsonl.gz", folder):
        yield Pair(row["claim"], (row["evidence"],), names[row["stance"]])


def _integrity(folder: Path) -> Iterator[Pair]:
    corpus = {
        row["doc_id"]: tuple(row["abstract"])
        for row in rows("citation_integrity_corpus_top5.jsonl.gz", folder)
    }
    for name in ("citation_integrity_train.jsonl.gz", "citation_integrity_dev.jsonl"):
        for row in rows(name, folder):
            said = {item["label"] for items in row["evidence"].values() for item in items}
            label = "supported" if "SUPPORT" in said else "refuted" if said else "not"
            yield Pair(row["claim"], corpus[row["cited_doc_ids"][0]], label)


def _fever(folder: Path) -> Iterator[Pair]:
    for row in rows("fever_symmetric_dev.jsonl.gz", folder):
        label = "supported" if row["gold_label"] == "SUPPORTS" else "refuted"
        yield Pair(row["claim"], (row["evidence"],), label)


def _scifact(folder: Path) -> Iterator[Pair]:
    for row in rows("scifact_rte_train.tsv", folder):
        label = "supported" if row["entailment"] == "entailment" else "refuted"
        yield Pair(row["sentence2"], (row["sentence1"],), label)


def _fool_me(folder: Path) -> Iterator[Pair]:
    for row in rows("fool_me_twice_dev.jsonl.gz", folder):
        label = "supported" if row["label"] == "SUPPORTS" else "refuted"
        yield Pair(row["text"], tuple(item["text"] for item in row["gold_evidence"]), label)


def _breaking(folder: Path) -> Iterator[Pair]:
    names = {"contradiction": "refuted", "entailment": "supported", "neutral": "not"}
    for row in rows("breaking_nli.jsonl.gz", folder):
        yield Pair(row["sentence2"], (row["sentence1"],), names[row["gold_label"]])


def _conj(folder: Path) -> Iterator[Pair]:
    names = {"contradiction": "refuted", "entailment": "supported", "neutral": "not"}
    for row in rows("conjnli_adversarial_train.tsv.gz", folder):
        if row.get("Label") in names:
            yield Pair(row["Hypothesis"], (row["Premise"],), names[row["Label"]])


#: Name -> the pairs of that set in a folder.
SETS = {
    "wice": _wice,
    "factcheck-gpt": _factcheck,
    "citation-integrity": _integrity,
    "fever-symmetric": _fever,
    "scifact": _scifact,
    "fool-me-twice": _fool_me,
    "breaking-nli": _breaking,
    "conjnli": _conj,
}


def main(argv: list[str]) -> int:
    """Print how many pairs of each label every set has."""
    folder = Path(argv[0]) if argv else FOLDER
    for name, read in SETS.items():
        counts: dict[str, int] = {}
        for pair in read(folder):
            counts[pair.label] = counts.get(pair.label, 0) + 1
        print(f"{name:20} {counts}")
    return 0
