"""The judge against labelled sets: every figure with its interval and the trivial floor."""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import auroc, balanced_accuracy, interval, share_interval
from bench.judge_data import FOLDER, SETS, Pair, page_of, rows
from bench.quotations import main as quotations
from citations.model import SourceText, VerdictStatus
from citations.words import words
from citations.worth import weigh
from verifier.judges.calibrate import fit
from verifier.judges.calibration import Calibration
from verifier.judges.features import Findings, look
from verifier.judges.lexical import assess
from verifier.judges.passages import Page

__all__ = ["main"]

_FOLDS = 10
_SHIPPED = Path(__file__).resolve().parents[1] / "verifier" / "judges" / "calibrations"
_ATTRIBUTION = {
    "page": ("wice-page/1", "wice"),
    "passage": ("factcheck-passage/1", "factcheck-gpt"),
}
_DATA = {
    "wice": "WiCE (Kamoi et al. 2023), development part, 349 claims of Wikipedia against the whole "
    "cited page; annotations ODC-BY 1.0; four figures a claim, no text",
    "factcheck-gpt": "Factcheck-GPT (Wang et al. 2024), 3,305 claims against web passages; "
    "Apache-2.0; four figures a claim, no text",
}


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
        _fit(options.data)
    for name in options.part or PARTS:
        print(f"\n{name}")
        PARTS[name](options.data)
    return 0


def _findings(pairs: Sequence[Pair]) -> list[Findings]:
    return [look(pair.claim, page_of(pair)) for pair in pairs]


def _fit(folder: Path) -> None:
    for file, (name, used) in _ATTRIBUTION.items():
        pairs = list(SETS[used](folder))
        features = [found.features for found in _findings(pairs)]
        made = fit(
            features, [pair.label == "supported" for pair in pairs], name=name, data=_DATA[used]
        )
        (_SHIPPED / f"{file}.json").write_text(made.as_json(), encoding="utf-8")
        print(f"{file}.json: {made.id}, weights {made.weights}")


def _line(name: str, value: float, bounds: tuple[float, float], floor: str) -> None:
    print(f"  {name:52} {value:.3f}  ({bounds[0]:.3f} to {bounds[1]:.3f})  floor {floor}")


def _share(name: str, right: int, total: int, floor: float) -> None:
    value = right / total if total else 0.0
    _line(f"{name} ({right} of {total})", value, share_interval(right, total), f"{floor:.3f}")


def _held_out(features: Sequence[Sequence[float]], labels: Sequence[bool]) -> list[float]:
    """The probability of each row by a model that has not seen it."""
    order = list(range(len(labels)))
    random.Random(0).shuffle(order)
    scores = [0.0] * len(labels)
    for fold in range(_FOLDS):
        kept = [at for place, at in enumerate(order) if place % _FOLDS != fold]
        model = _model([features[at] for at in kept], [labels[at] for at in kept])
        for at in order[fold::_FOLDS]:
            scores[at] = model.probability(features[at])
    return scores


def _model(features: Sequence[Sequence[float]], labels: Sequence[bool]) -> Calibration:
    return fit(features, labels, name="fold", data="")


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
    found = _findings(pairs)
    features = [item.features for item in found]
    _scores("supported or not", _held_out(features, full := _are(pairs, "supported")), full)
    right_page = _are(pairs, "supported", "partly")
    _scores("right page or not", _held_out(features, right_page), right_page)
    _scores("  by the best window alone", [item.window_share for item in found], right_page)


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
        pairs = list(SETS[name](folder))
        labels = _are(pairs, "supported")
        features = [item.features for item in _findings(pairs)]
        _scores(name, _held_out(features, labels), labels)


def _refutation(folder: Path) -> None:
    for name in ("fever-symmetric", "scifact", "fool-me-twice", "breaking-nli", "conjnli"):
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
    for name in ("wice_tokens_train.jsonl.gz", "wice_tokens_dev.jsonl.gz"):
        found, gold, both = 0, 0, 0
        total = 0
        for row in rows(name, folder):
            page = Page(SourceText(url="", text="\n".join(row["evidence"]), text_sha256=""))
            missing = {word.key for word in look(row["claim"], page).unsupported(page)}
            for token, bad in zip(row["claim_tokens"], row["non_supported_spans"], strict=True):
                keys = {word.key for word in words(token) if word.carries}
                if keys:
                    said = bool(keys & missing)
                    total += 1
                    found, gold, both = found + said, gold + bad, both + (said and bad)
        floor = 2 * gold / (total + gold)
        value = 2 * both / (found + gold)
        print(f"  words not supported, {name[:16]}: F1 {value:.3f} "
              f"(precision {both / found:.3f}, recall {both / gold:.3f})"
              f"  floor {floor:.3f}")  # fmt: skip


def _scope(folder: Path) -> None:
    for name in ("citation_scope_train.jsonl.gz", "citation_scope_dev.jsonl.gz"):
        both = said = gold = total = 0
        for row in rows(name, folder):
            covered = {at for at, line in enumerate(row["sentences"]) if _holds_marker(line)}
            covered = {
                max(0, at - 1) if _only_marker(row["sentences"][at]) else at for at in covered
            }
            labels = {at for at, label in enumerate(row["labels"]) if label}
            both, said, gold = both + len(covered & labels), said + len(covered), gold + len(labels)
            total += len(row["labels"])
        print(f"  the marker's own sentence, {name[:20]}: F1 {2 * both / (said + gold):.3f}"
              f"  floor {2 * gold / (total + gold):.3f}")  # fmt: skip


def _holds_marker(line: str) -> bool:
    return "<CITATION_MARKER>" in line


def _only_marker(line: str) -> bool:
    return len(words(line.split("<CITATION_MARKER>", 1)[0])) == 0 and len(words(line)) < 5


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
        began = time.perf_counter()
        page = page_of(pair)
        made.append(time.perf_counter() - began)
        for _ in range(2):
            began = time.perf_counter()
            assess(pair.claim, page)
            judged.append(time.perf_counter() - began)
    lengths = statistics.median(len(pair.source) for pair in pairs)
    print(f"  {len(pairs)} pages of {lengths:.0f} sentences: ready in {_ms(made)}, a claim in "
          f"{_ms(judged[1::2])}, the first on a page {_ms(judged[::2])}")  # fmt: skip


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
