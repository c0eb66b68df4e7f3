"""Constructed plain texts in nine languages: markers, notes and claims, known by construction.

    python -m bench plain [--documents 400] [--held-out] [--show N]

Each text draws its language, how its markers are written, where its notes lie, how its
lines are broken and what else stands between its paragraphs. Half of all words, names
and headings, and all seeds above a million, are held out.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import citations
from bench.plain_words import LANGUAGES, Language

__all__ = ["Made", "main", "make", "score"]

HELD_OUT = 1_000_000
STYLES = (
    "glued",
    "superscript",
    "bracket",
    "bracket_behind",
    "group",
    "parenthesis",
    "symbol",
    "author_year",
)
PLACES = ("heading", "heading_unnumbered", "tail", "tail_unnumbered", "foot", "foot_restart")
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOLS = ("*", "†", "‡", "§")
# Characters that no text contains: where a marker and where a note begins.
_MARKER, _NOTE = "\ue000", "\ue001"


@dataclass(slots=True)
class Made:
    """A text and what is in it."""

    text: str
    language: str
    style: str
    place: str
    #: (offset, label, number of the note in order or None)
    markers: list[tuple[int, str, int | None]] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """Pages of paragraphs, and for each page its notes."""

    pages: list[list[str]]
    notes: list[list[tuple[str, str]]]
    claims: list[str]
    #: (label, index of the note or None) in the order of the text
    markers: list[tuple[str, int | None]]


def make(
    seed: int, language: str | None = None, style: str | None = None, place: str | None = None
) -> Made:
    """The text of one seed; seeds above a million use the held-out words."""
    pick = random.Random(seed)
    language = language or pick.choice(list(LANGUAGES))
    style = style or pick.choice(STYLES)
    place = place or pick.choice(_places(style))
    maker = _Maker(pick, LANGUAGES[language], style, place, held_out=seed >= HELD_OUT)
    draft = maker.draft()
    text = _lay_out(pick, maker, draft)
    made = Made("", language, style, place)
    plain: list[str] = []
    offset = marker = 0
    for character in text:
        if character == _MARKER:
            label, note = draft.markers[marker]
            made.markers.append((offset, label, note))
            marker += 1
        elif character == _NOTE:
            made.notes.append(offset)
        else:
            plain.append(character)
            offset += 1
    made.text = "".join(plain)
    made.claims = draft.claims
    return made


def _places(style: str) -> Sequence[str]:
    if style == "symbol":
        return ("foot_restart",)
    if style == "author_year":
        return ("heading_unnumbered", "tail_unnumbered")
    if style == "glued":
        return PLACES
    if style in ("bracket", "group", "bracket_behind"):
        return ("heading", "tail")
    return ("heading", "tail", "foot", "foot_restart")


class _Maker:
    def __init__(
        self, pick: random.Random, words: Language, style: str, place: str, *, held_out: bool
    ) -> None:
        self.pick = pick
        self.words = words
        self.style = style
        self.place = place
        self.half = slice(1, None, 2) if held_out else slice(0, None, 2)
        self.wide = "。" in words.notes[0] or "頁" in words.notes[0]
        self.works: list[tuple[str, int, str]] = []
        self.used: set[tuple[str, int]] = set()

    def one(self, options: Sequence[str]) -> str:
        half = options[self.half] if len(options) > 1 else options
        return self.pick.choice(half)

    def draft(self) -> _Draft:
        pages = 3 if self.place.startswith("foot") else 1
        draft = _Draft([], [], [], [])
        number = total = 0
        for _ in range(pages):
            if self.place == "foot_restart":
                number = 0
            page: list[str] = []
            notes: list[tuple[str, str]] = []
            for _ in range(self.pick.randint(2, 3) if pages > 1 else self.pick.randint(4, 7)):
                paragraph = []
                for _ in range(self.pick.randint(2, 4)):
                    sentence = self.sentence()
                    marks: list[str] = []
                    full = self.style == "symbol" and number >= len(_SYMBOLS)
                    if self.pick.random() < 0.45 and not full:
                        for _ in range(self.pick.randint(1, 3) if self.style == "group" else 1):
                            number += 1
                            label, body = self.note(number)
                            notes.append((label, body))
                            marks.append(label)
                            draft.markers.append((self.label(label), total))
                            total += 1
                    paragraph.append(self.marked(sentence, marks))
                    draft.claims.append(sentence)
                page.append(("" if self.wide else " ").join(paragraph))
            draft.pages.append(page)
            draft.notes.append(notes)
        if total < 3:
            return self.draft()
        if self.style == "author_year":
            self.alphabetical(draft)
        return draft

    def alphabetical(self, draft: _Draft) -> None:
        """A bibliography is sorted; its entries are known by author and year."""
        notes = draft.notes[-1]
        order = sorted(range(len(notes)), key=lambda index: notes[index][1])
        draft.notes[-1] = [notes[index] for index in order]
        rank = {index: at for at, index in enumerate(order)}
        draft.markers = [
            (label, None if note is None else rank[note]) for label, note in draft.markers
        ]

    def label(self, label: str) -> str:
        return label

    def sentence(self) -> str:
        quoting = self.pick.random() < 0.25
        sentence = self.one(self.words.quoting if quoting else self.words.sentences)
        thousands = self.pick.choice(["1.204", "60.000", "312", "17"])
        sentence = sentence.format(
            n=thousands, y=self.pick.randint(1951, 2023), d=self.pick.choice(["3.4", "1.8", "12"])
        )
        if sentence.endswith((". »", ".»", ".“", ".”", ".’", "。”", "。」")):
            return sentence
        return sentence + ("。" if self.wide else ".")

    def note(self, number: int) -> tuple[str, str]:
        if self.style == "author_year":
            return self.entry()
        label = _SYMBOLS[number - 1] if self.style == "symbol" else str(number)
        dice = self.pick.random()
        if dice < 0.1:
            return label, self.one(self.words.comments)
        if dice < 0.2 and number > 1:
            return label, self.one(self.words.again).format(p=self.pick.randint(2, 90))
        body = self.reference()
        if dice > 0.9:
            body = body.rstrip(".。") + "; " + self.reference()
        return label, body

    def reference(self) -> str:
        form = self.pick.choice(self.words.notes)
        who, other = self.one(self.words.people), self.one(self.words.people)
        month = self.pick.randrange(len(self.words.months))
        page = self.pick.randint(2, 180)
        title = self.one(self.words.titles)
        return form.format(
            who=who, who2=other, sur=who.split()[-1], ini=who[0], title=title,
            outlet=self.one(self.words.outlets), month=self.words.months[month], m=month * 2 + 1,
            day=self.pick.randint(1, 28), y=self.pick.randint(1961, 2023), p=page, q=page + 9,
            v=self.pick.randint(1, 40), i=self.pick.randint(1, 12), slug=f"a-{page}",
        )  # fmt: skip

    def entry(self) -> tuple[str, str]:
        while True:
            who = self.one(self.words.people)
            key = (who, self.pick.randint(1961, 2023))
            if key not in self.used:
                self.used.add(key)
                break
        year = key[1]
        sur, initial = who.split()[-1], who[0]
        page = self.pick.randint(2, 180)
        title, outlet = self.one(self.words.titles), self.one(self.words.outlets)
        if self.wide:
            body = f"{who}（{year}）《{title}》，《{outlet}》第{page}页。"
            return f"{who}，{year}", body
        name = f"{sur}, {initial}."
        cited = self.pick.choice([f"{sur} {year}", f"{sur}, {year}", f"{sur} {year}: {page}"])
        return cited, f"{name} ({year}). {title}. {outlet}, {page}({page % 7 + 1}), 3–{page}."

    def marked(self, sentence: str, labels: Sequence[str]) -> str:
        if not labels:
            return sentence
        label = labels[0]
        stop = sentence[-1] if sentence[-1] in ".。" else ""
        body = sentence[: len(sentence) - len(stop)]
        space = "" if self.wide else " "
        match self.style:
            case "glued":
                return f"{sentence}{_MARKER}{label}"
            case "superscript":
                return f"{sentence}{_MARKER}{label.translate(_SUPER)}"
            case "bracket":
                return f"{body}{space}{_MARKER}[{label}]{stop}"
            case "bracket_behind":
                return f"{sentence}{_MARKER}[{label}]"
            case "group":
                return f"{body}{space}{self.group(labels)}{stop}"
            case "parenthesis":
                return f"{body}{space}{_MARKER}({label}){stop}"
            case "symbol":
                return f"{sentence}{_MARKER}{label}"
            case _:
                marks = "; ".join(_MARKER + label for label in labels)
                bracket = "（{}）" if self.wide else " ({})"
                return f"{body}{bracket.format(marks)}{stop}"

    def group(self, labels: Sequence[str]) -> str:
        if len(labels) == 1:
            return f"{_MARKER}[{labels[0]}]"
        if len(labels) == 3 and self.pick.random() < 0.5:
            # All numbers of a range stand where it is written.
            return f"[{_MARKER * 3}{labels[0]}-{labels[-1]}]"
        return "[" + ", ".join(_MARKER + label for label in labels) + "]"


def _lay_out(pick: random.Random, maker: _Maker, draft: _Draft) -> str:
    words = maker.words
    width = 0 if maker.wide else pick.choice([0, 0, 64, 82])
    blocks: list[str] = []
    if pick.random() < 0.6:
        blocks.append(maker.one(words.titles).upper())
        if pick.random() < 0.5:
            blocks.append(maker.one(words.people))
    for number, (page, notes) in enumerate(zip(draft.pages, draft.notes, strict=True)):
        for paragraph in page:
            if pick.random() < 0.2:
                blocks.append(maker.one(words.headings))
            blocks.append(_wrap(pick, paragraph, width))
            if pick.random() < 0.1:
                blocks.append(maker.one(words.captions))
        if maker.place.startswith("foot"):
            blocks += [_wrap(pick, _written(maker, *note), width) for note in notes]
            if number + 1 < len(draft.pages) and pick.random() < 0.5:
                blocks.append(str(number + 1))
    text = "\n\n".join(blocks)
    if maker.place.startswith("foot"):
        return text + "\n"
    entries = [_written(maker, *note) for notes in draft.notes for note in notes]
    if maker.place.startswith("heading"):
        text += "\n\n" + maker.one(words.notes_heading)
    else:
        text += "\n" * pick.choice([0, 1, 2])
    gap = pick.choice(["\n", "\n\n"]) if maker.place.startswith("heading") else "\n\n"
    return text + "\n\n" + gap.join(_wrap(pick, entry, width) for entry in entries) + "\n"


def _written(maker: _Maker, label: str, body: str) -> str:
    if maker.style == "author_year" or maker.place.endswith("unnumbered"):
        return _NOTE + body
    match maker.style:
        case "bracket" | "bracket_behind" | "group":
            label = f"[{label}]"
        case "parenthesis":
            label = f"({label})"
        case "superscript":
            label = label.translate(_SUPER)
        case "glued":
            label += maker.pick.choice(["", "."]) if len(body) % 2 else ""
    return f"{_NOTE}{label} {body}"


def _wrap(pick: random.Random, text: str, width: int) -> str:
    if not width:
        return text
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and _seen(line) + 1 + _seen(word) > width:
            room = width - _seen(line) - 2
            if word.isalpha() and len(word) >= 8 and room >= 3 and pick.random() < 0.5:
                cut = min(room, len(word) - 3)
                lines.append(f"{line} {word[:cut]}-")
                line = word[cut:]
                continue
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _seen(text: str) -> int:
    return len(text) - text.count(_MARKER) - text.count(_NOTE)


# Scoring -------------------------------------------------------------------------------------


def score(made: Made) -> dict[str, tuple[int, int, int]]:
    """(right, found, wanted) of markers, of notes, of markers with their notes, of claims."""
    reading = citations.read(made.text.encode(), "made.txt")
    starts = {note.id: note.start for note in reading.notes}
    markers = [(one.start, one.marker) for one in reading.citations if one.style != "bare_url"]
    tied = [
        (one.start, one.marker, starts.get(one.note or ""))
        for one in reading.citations
        if one.style != "bare_url"
    ]
    return {
        "markers": _agree(markers, [(at, label) for at, label, _ in made.markers]),
        "notes": _agree([note.start for note in reading.notes], made.notes),
        "tied": _agree(
            tied,
            [
                (at, label, None if note is None else made.notes[note])
                for at, label, note in made.markers
            ],
        ),
        "claims": _agree([claim.text for claim in reading.claims], made.claims),
    }


def _agree(found: Iterable[object], wanted: Iterable[object]) -> tuple[int, int, int]:
    ours, theirs = Counter(found), Counter(wanted)
    return (ours & theirs).total(), ours.total(), theirs.total()


def f1(counts: tuple[int, int, int]) -> float:
    right, found, wanted = counts
    return 2 * right / (found + wanted) if found + wanted else 1.0


def main(argv: list[str]) -> int:
    """Print F1 for each style, place and language, and over all."""
    parser = argparse.ArgumentParser(prog="bench plain")
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="show this many texts that went wrong")
    options = parser.parse_args(argv)
    first = HELD_OUT if options.held_out else 0
    sums: dict[str, Counter[tuple[str, int]]] = {}
    shown = 0
    for seed in range(first, first + options.documents):
        made = make(seed)
        scores = score(made)
        for group in ("all", made.style, made.place, made.language):
            for what, counts in scores.items():
                for part, count in enumerate(counts):
                    sums.setdefault(group, Counter())[what, part] += count
        if shown < options.show and not options.held_out and min(map(f1, scores.values())) < 1:
            shown += 1
            print(f"seed {seed}: {made.style} {made.place} {made.language} {scores}")
    print(f"{'':20}{'markers':>10}{'notes':>10}{'tied':>10}{'claims':>10}")
    for group, counts in sums.items():
        row = [
            f1((counts[w, 0], counts[w, 1], counts[w, 2]))
            for w in ("markers", "notes", "tied", "claims")
        ]
        print(f"{group:20}" + "".join(f"{value:10.3f}" for value in row))
    return 0
