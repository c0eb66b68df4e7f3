"""What was read against what is there: counts of right, found and true, by measure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bench.parse.documents import GoldDocument, GoldReference
from citations.model import Citation, Reading, Reference
from citations.references import FoundReference


@dataclass(slots=True)
class Tally:
    """Right, found and true of one measure; F1 is twice the right over found and true."""

    right: int = 0
    found: int = 0
    true: int = 0

    def add(self, right: int, found: int, true: int) -> None:
        """Count one more document, reference or field."""
        self.right += right
        self.found += found
        self.true += true

    @property
    def f1(self) -> float | None:
        """F1, or None where there was nothing to find and nothing was found."""
        total = self.found + self.true
        return 2 * self.right / total if total else None


@dataclass(slots=True)
class Scores:
    """Every measure of a set of documents."""

    markers: Tally = field(default_factory=Tally)
    links: Tally = field(default_factory=Tally)
    split: Tally = field(default_factory=Tally)
    back: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    fields: dict[str, Tally] = field(default_factory=dict)
    #: Examples of what went wrong: (field, true, found, text).
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def all_fields(self) -> Tally:
        """All fields together."""
        total = Tally()
        for tally in self.fields.values():
            total.add(tally.right, tally.found, tally.true)
        return total


def letters(text: str) -> str:
    """Letters and digits alone, lower case: what no line break or mark-up can change."""
    bare = re.sub(r"\\[A-Za-z]+", " ", html.unescape(text))  # \url{...} of LaTeX
    plain = unicodedata.normalize("NFKC", bare)
    return re.sub(r"[\W_]", "", plain).casefold()


def score(made: GoldDocument, reading: Reading, into: list[Scores]) -> None:
    """Add one document to every set of scores that it belongs to."""
    pairs = _align(made, reading)
    for scores in into:
        _score_markers(made, reading, pairs, scores)
        _score_references(made, pairs, reading, scores)


_Pairs = dict[tuple[int, int], Reference]


def _align(made: GoldDocument, reading: Reading) -> _Pairs:
    """True reference (note, place) to the one read whose letters are the same."""
    free: dict[str, list[Reference]] = {}
    tails: list[tuple[str, Reference]] = []
    for reference in reading.references:
        own = letters(reference.raw)
        free.setdefault(own, []).append(reference)
        tails.append((own, reference))
    pairs: _Pairs = {}
    used: set[str] = set()
    for note_at, note in enumerate(made.notes):
        for at, gold in enumerate(note.references):
            own = letters(gold.text)
            lead = letters(note.lead) if at == 0 else ""
            for key in (own, lead + own, note.label + own):
                if ones := [one for one in free.get(key, []) if one.id not in used]:
                    pairs[note_at, at] = ones[0]
                    used.add(ones[0].id)
                    break
    return pairs


def _score_markers(made: GoldDocument, reading: Reading, pairs: _Pairs, scores: Scores) -> None:
    true: Counter[str] = Counter()
    for paragraph in made.paragraphs:
        for text, cited in paragraph:
            for at in cited:
                true[f"{made.notes[at].label}|{letters(text)}"] += 1
    claims = {claim.id: letters(claim.text) for claim in reading.claims}
    found: Counter[str] = Counter()
    by_key: dict[str, list[Citation]] = {}
    for citation in reading.citations:
        if citation.style in {"bare_url", "inline_link"}:
            continue
        key = f"{_number(citation, reading)}|{claims.get(citation.claim or '', '')}"
        found[key] += 1
        by_key.setdefault(key, []).append(citation)
    right = sum((true & found).values())
    scores.markers.add(right, sum(found.values()), sum(true.values()))
    _score_links(made, by_key, pairs, scores)


def _number(citation: Citation, reading: Reading) -> str:
    # A note in place is its own marker.
    marker = "" if citation.style == "inline_note" else citation.marker
    if digits := re.search(r"\d+", unicodedata.normalize("NFKC", marker)):
        return digits[0]
    if re.fullmatch(r"[*†‡§¶]+", citation.marker):
        return citation.marker
    ids = [note.id for note in reading.notes]
    return str(ids.index(citation.note) + 1) if citation.note in ids else "?"


def _score_links(
    made: GoldDocument, by_key: dict[str, list[Citation]], pairs: _Pairs, scores: Scores
) -> None:
    for paragraph in made.paragraphs:
        for text, cited in paragraph:
            for at in cited:
                note = made.notes[at]
                wanted = {
                    pairs[at, place].id if (at, place) in pairs else f"lost {at} {place}"
                    for place in range(len(note.references))
                }
                marks = by_key.get(f"{note.label}|{letters(text)}", [])
                got = set(marks[0].references) if marks else set()
                scores.links.add(len(wanted & got), len(got), len(wanted))


def _score_references(made: GoldDocument, pairs: _Pairs, reading: Reading, scores: Scores) -> None:
    true = sum(len(note.references) for note in made.notes)
    scores.split.add(len(pairs), len(reading.references), true)
    full: list[Reference | None] = []
    for note_at, note in enumerate(made.notes):
        for at, gold in enumerate(note.references):
            read = pairs.get((note_at, at))
            if gold.repeats is not None:
                aim = full[gold.repeats]
                right = bool(read and aim and read.same_as == aim.id)
                scores.back.add(right, 1, 1)
                if not right:
                    scores.wrong.append(("back", gold.text, str(read and read.csl), note.text))
                continue
            full.append(read)
            if read:
                score_fields(gold, read, scores)
            else:
                scores.wrong.append(("split", gold.text, "", note.text))


_FIELDS = ("title", "author", "editor", "container-title", "issued", "accessed", "volume", "issue",
           "page", "publisher", "publisher-place", "URL", "DOI")  # fmt: skip


_TELLING = {"container-title", "publisher", "genre", "URL", "volume", "page", "DOI"}


def score_fields(gold: GoldReference, read: Reference | FoundReference, scores: Scores) -> None:
    """Add the fields and the type of one reference, read by itself or in a document."""
    # "A. Quill, ‘Salt’ (1990)." is of any kind: a type is asked where the print shows a sign.
    if gold.csl.keys() & _TELLING:
        scores.kinds.add(gold.csl["type"] == read.csl.get("type"), 1, 1)
    for name in _FIELDS:
        true, found = _comparable(gold.csl, name), _comparable(read.csl, name)
        if name == "page" and true and found and not _same_pages(true, found):
            found = found or "?"
        elif name == "page" and true and found:
            found = true
        if (
            name == "URL"
            and not true
            and "DOI" in gold.csl
            and "doi.org" in str(read.csl.get("URL"))
        ):
            found = ""
        if not true and not found:
            continue
        right = bool(true) and true == found
        scores.fields.setdefault(name, Tally()).add(right, bool(found), bool(true))
        if not right:
            scores.wrong.append((name, str(gold.csl.get(name)), str(read.csl.get(name)), gold.text))
    lost = Tally(gold.lost_url and read.url_missing, read.url_missing, gold.lost_url)
    scores.fields.setdefault("url_missing", Tally()).add(lost.right, lost.found, lost.true)


def _comparable(csl: Any, name: str) -> str:
    value = csl.get(name)
    if not value:
        return ""
    if name in {"author", "editor"}:
        return "|".join(_called(one) for one in value)
    if name in {"issued", "accessed"}:
        return "-".join(str(part) for part in value["date-parts"][0])
    if name in {"page", "URL"}:
        return str(value).casefold().rstrip("/")
    return letters(str(value))


def _called(name: dict[str, str]) -> str:
    """The family name; the whole name where East Asian signs leave the families open."""
    whole = letters(name.get("literal", "") or name.get("family", "") + name.get("given", ""))
    if re.search(r"[\u3040-\u9fff]", whole):
        return whole
    return letters(name.get("family") or name.get("literal", ""))


def _same_pages(true: str, found: str) -> bool:
    """101-30 is 101-130, and a style may show the first page alone."""
    first, _, last = true.partition("-")
    got_first, _, got_last = found.partition("-")
    return first == got_first and (not got_last or last.endswith(got_last))
