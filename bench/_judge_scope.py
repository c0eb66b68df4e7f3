"""Which sentences of a paragraph a marker covers, by the paragraphs that people marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.judge_data import FOLDER, rows
from citations.words import words
from verifier.judges.scope import described

__all__ = ["Before", "Paragraph", "before_marker", "scope_paragraphs"]

_MARKER = "<CITATION_MARKER>"
_TAG = re.compile(r"</?CITATION_MARKER>")
# The data marks one citation of a paragraph; the others stand in it as they were printed.
_OTHER = re.compile(
    r"\[\d|\(\d+[,)–-]|[\w)]\.?\d{1,3}(?:[,–-]\d{1,3}){0,9}\s*$"
    r"|\([^()]{0,200}\b(?:19|20)\d\d[a-z]?\b|et al|[a-z]\.\d{1,3}\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The sentences of a paragraph, those with its marker, and those that people say it covers."""

    sentences: tuple[str, ...]
    marked: frozenset[int]
    covered: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The sentence before a marker's own: where it stands, its numbers, and whether it counts."""

    at: int
    row: tuple[float, ...]
    covered: bool


def scope_paragraphs(part: str, folder: Path = FOLDER) -> Iterator[Paragraph]:
    """The paragraphs of "train" or "dev"."""
    for row in rows(f"citation_scope_{part}.jsonl.gz", folder):
        lines = row["sentences"]
        holding = (at for at, line in enumerate(lines) if _MARKER in line)
        yield Paragraph(
            sentences=tuple(_TAG.sub("", line) for line in lines),
            # A marker that was cut off its sentence belongs to the sentence before.
            marked=frozenset(max(0, at - 1) if _alone(lines[at]) else at for at in holding),
            covered=frozenset(at for at, label in enumerate(row["labels"]) if label),
        )


def before_marker(paragraph: Paragraph) -> Iterator[Before]:
    """The sentences right before those with the marker, if they do not hold it too."""
    for at in sorted(paragraph.marked):
        if at and at - 1 not in paragraph.marked:
            before, sentence = paragraph.sentences[at - 1 : at + 1]
            cited = _OTHER.search(before) is not None
            yield Before(
                at=at - 1,
                row=described(before, sentence, before_cited=cited),
                covered=at - 1 in paragraph.covered,
            )


def _alone(line: str) -> bool:
    return len(words(line.split(_MARKER, 1)[0])) == 0 and len(words(line)) < 5
