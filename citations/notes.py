"""Notes that nothing but their looks and their numbers sets apart from the prose.

Three ways, tried in this order: the list under a heading such as "Notes"; lines that
begin with the number or symbol of a marker that stands before them (at the foot of a
page, in the middle of the text); tails of paragraphs, one for each marker, that look like
references (``citations.tails``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from citations import markers
from citations.entries import (
    LIKE,
    SENTENCE_END,
    TERMINAL,
    Label,
    entries,
    groups,
    is_glued,
    is_rule,
    label_behind,
    label_of,
    text_of,
)
from citations.layout import Line, is_wrapped
from citations.markers import Strength
from citations.patterns import lazy
from citations.pointing import Placed, choose
from citations.signs import is_notes_heading, note_likeness
from citations.tails import find_tails

__all__ = ["FoundNotes", "WrittenNote", "find"]

_WORDED = lazy(
    r"\[(?i:footnote|note|endnote|fu(?:ß|ss)note|anmerkung|nota|note de bas de page|voetnoot|"
    r"dipnot|сноска|примечание|注)\s?(?P<label>\d{1,4}|[*†‡§]{1,3})\s?[:：.]\s*(?=\S)"
)
#: A text that is this long is no heading.
_HEADING_LENGTH = 70
#: A note at the foot of a page has no more lines.
_MAX_LINES = 100
#: A paragraph of prose rather than the rest of a note.
_LONG = 250


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note as it lies in the text; ``body`` is where its words begin, behind its number."""

    start: int
    body: int
    end: int
    number: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """The notes in order, and the indices of the lines they and their headings take up."""

    notes: list[WrittenNote] = field(default_factory=list)
    #: Lines that are notes in whole.
    taken: set[int] = field(default_factory=set)
    #: Lines that head a list of notes.
    headings: set[int] = field(default_factory=set)


def find(
    text: str, lines: Sequence[Line], *, stops: Collection[int] = (), headed_only: bool = False
) -> FoundNotes:
    """All notes among ``lines``, which are those of ``text`` that its page has not put there.

    ``stops`` are the indices of lines known to be headings; ``headed_only`` looks under
    headings of notes alone.
    """
    found = FoundNotes()
    wrapped = is_wrapped(lines)
    _in_brackets(lines, found)
    _under_headings(lines, found, stops, wrapped=wrapped)
    if headed_only and not found.notes:
        return found
    evidence = _Evidence(text, lines, found.taken)
    if not headed_only:
        _Feet(lines, evidence, found).lift()
    if found.notes:
        _number(found, evidence)
    else:
        for entry, number in find_tails(text, lines, evidence.candidates, wrapped=wrapped):
            note = _written(lines, entry)
            found.taken.update(entry)
            found.notes.append(note if note.label else replace(note, number=number))
    found.notes.sort(key=lambda note: note.start)
    return found


# In brackets -------------------------------------------------------------------------------


def _in_brackets(lines: Sequence[Line], found: FoundNotes) -> None:
    """Notes that say what they are: "[Footnote 3: See the log.]", in one or more paragraphs."""
    at = 0
    while at < len(lines):
        opened = _WORDED.match(lines[at].text)
        end = _closing(lines, at) if opened else at
        if opened is None or end == at:
            at += 1
            continue
        first, last = lines[at], lines[end - 1]
        label = opened["label"]
        found.taken.update(range(at, end))
        found.notes.append(
            WrittenNote(
                first.start,
                first.start + opened.end(),
                last.end - 1,
                int(label) if label.isdecimal() else None,
                label,
            )
        )
        at = end


def _closing(lines: Sequence[Line], start: int) -> int:
    """Behind the line that closes the bracket with which line ``start`` begins; else ``start``."""
    depth = 0
    for at in range(start, min(len(lines), start + _MAX_LINES)):
        text = lines[at].text
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return at + 1 if text.endswith("]") else start
    return start


# Under a heading ---------------------------------------------------------------------------


def _under_headings(
    lines: Sequence[Line], found: FoundNotes, stops: Collection[int], *, wrapped: bool
) -> None:
    headings = {at for at, line in enumerate(lines) if is_notes_heading(line.text)}
    parts = sorted({*headings, *stops, len(lines)})
    for at, following in pairwise(parts):
        if at not in headings or at + 1 in found.taken:
            continue
        end = _zone_end(lines, range(at + 1, following))
        notes = list(entries(lines, range(at + 1, end), wrapped=wrapped))
        if _plausible(lines, notes):
            found.headings.add(at)
            found.taken.update(range(at + 1, end))
            found.notes.extend(_written(lines, note) for note in notes)


def _zone_end(lines: Sequence[Line], zone: range) -> int:
    """Where a list of notes ends: at the next heading, or where prose goes on for good."""
    parts = groups(lines, zone)
    labelled = bool(zone) and label_of(lines[zone.start].text) is not None
    listed = lines[zone.start].listed if zone else 0
    next(parts, None)
    # One at a time: a list ends long before the text does.
    ahead = next(parts, None)
    while ahead is not None:
        group, after = ahead, next(parts, None)
        ahead = after
        if listed and lines[group.start].listed == listed:
            continue  # What the document itself makes one list is one.
        if _belongs_to_list(lines, group, labelled=labelled):
            continue
        if len(group) > 1 and _is_heading(lines, group.start):
            return group.start
        if after is None:
            if not labelled:
                continue
        elif _belongs_to_list(lines, after, labelled=labelled):
            continue  # One paragraph that is no note stands among notes: the rest of one.
        if _is_heading(lines, group.start) or after is not None or _is_long(lines, group):
            return group.start
    return zone.stop


def _belongs_to_list(lines: Sequence[Line], group: range, *, labelled: bool) -> bool:
    if labelled and label_of(lines[group.start].text):
        return True
    return note_likeness(text_of(lines, group)) >= LIKE and not labelled


def _is_long(lines: Sequence[Line], group: range) -> bool:
    return sum(len(lines[at].text) for at in group) > _LONG


def _is_heading(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    return (
        len(text) <= _HEADING_LENGTH
        and at + 1 < len(lines)
        and text[:1].isupper()
        and not TERMINAL.search(text)
        and not any(mark in text for mark in ",;")
        and note_likeness(text) == 0
    )


def _plausible(lines: Sequence[Line], notes: Sequence[range]) -> bool:
    """Whether what stands under a heading is a list of notes at all."""
    if not notes:
        return False
    like = sum(
        1
        for note in notes
        if label_of(lines[note.start].text) or note_likeness(text_of(lines, note)) >= LIKE
    )
    return like * 2 >= len(notes)


# Behind a number -----------------------------------------------------------------------------


class _Evidence:
    """The markers that the prose seems to hold: what a note's number must answer to."""

    def __init__(self, text: str, lines: Sequence[Line], taken: set[int]) -> None:
        self.candidates: list[Placed] = []
        #: Where each number or symbol stands: as surely a marker, and as anything.
        self.sure: dict[str, list[int]] = {}
        self.all: dict[str, list[int]] = {}
        for group in groups(lines, range(len(lines))):
            if group.start in taken:
                continue
            start = lines[group.start].start
            raw = text[start : lines[group.stop - 1].end]
            for one in markers.symbols(raw):
                self.sure.setdefault(one.label, []).append(start + one.start)
                self.all.setdefault(one.label, []).append(start + one.start)
            for one in markers.numeric(raw):
                self.candidates.append(Placed(group.start, one))
                if one.strength >= Strength.WEAK:
                    self.all.setdefault(one.label, []).append(start + one.start)
                if one.strength > Strength.WEAK:
                    self.sure.setdefault(one.label, []).append(start + one.start)
        self.chain = choose(self.candidates, [])
        self.text = text

    def highest(self) -> int:
        """The highest number in the chain of markers; 0 without one."""
        return max((one.candidate.number for one in self.chain), default=0)

    def between(self, label: Label, low: int, high: int, *, sure: bool = False) -> bool:
        """Whether a marker with this label stands in ``text[low:high]``."""
        places = (self.sure if sure else self.all).get(label.text, [])
        at = bisect_left(places, low)
        return at < len(places) and places[at] < high


class _Feet:
    """Notes that begin with the number or symbol of a marker before them."""

    def __init__(self, lines: Sequence[Line], evidence: _Evidence, found: FoundNotes) -> None:
        self.lines = lines
        self.evidence = evidence
        self.found = found
        #: What each line begins with: asked again for every note that may end there.
        self.labels: dict[int, Label | None] = {}
        #: What the notes under headings are numbered with, and their numbers.
        self.listed = {note.label for note in found.notes if note.label}
        self.kinds = {one.kind for at in found.taken if (one := label_of(lines[at].text))}
        #: The last number of each kind of label, and where the last note of each label began.
        self.last: dict[str, int] = {}
        self.begun: dict[str, int] = {}

    def label(self, at: int) -> Label | None:
        """The label that a line begins with, if a note may begin there."""
        if at not in self.labels:
            self.labels[at] = label_behind(self.lines, at)
        return self.labels[at]

    def lift(self) -> None:
        """Take every such note out of the lines."""
        at = 0
        while at < len(self.lines):
            label = None if at in self.found.taken else self.label(at)
            end = self.end_of_note(at, label) if label else at
            if label is None or end == at:
                at += 1
                continue
            self.found.taken.update(range(at - self.is_ruled(at), end))
            self.found.notes.append(_written(self.lines, range(at, end)))
            self.last[label.kind] = label.number
            self.begun[label.text] = self.lines[at].start
            at = end

    def is_ruled(self, at: int) -> bool:
        """Whether a drawn line parts what begins here from the prose."""
        return at > 0 and is_rule(self.lines[at - 1].text)

    def end_of_note(self, at: int, label: Label) -> int:
        """Where the note ends that begins at line ``at``; ``at`` itself if none does."""
        goes_on = label.number == self.last.get(label.kind, 0) + 1 > 1
        if label.kind == "back" or not (goes_on or self.is_cited(label, at)):
            return at
        if label.text in self.listed and label.kind not in self.kinds:
            return at  # "1. First" in the prose, where the list of notes has its own "[1]".
        end = self.foot_end(at, label)
        return end if self.is_note(range(at, end), label, goes_on=goes_on) else at

    def foot_end(self, start: int, label: Label) -> int:
        """Where the note that begins at ``start`` ends and the next one, or the prose, goes on."""
        lines = self.lines
        widest, ruled = 0, self.is_ruled(start)
        stop = min(len(lines), start + _MAX_LINES)
        for at in range(start, stop):
            line = lines[at]
            if at > start:
                open_end = ruled and line.gap == 1 and not TERMINAL.search(lines[at - 1].text)
                if is_rule(line.text) or (line.gap and not open_end and not _runs_on(lines, at)):
                    return at
                following = self.label(at)
                if following and following.kind == label.kind and _next_to(label, following):
                    return at
                if not line.gap and _ended(lines[start], lines[at - 1], line, widest):
                    return at
            widest = max(widest, len(line.text))
        return stop

    def is_cited(self, label: Label, at: int, *, sure: bool = False) -> bool:
        """Whether a marker of that label stands between the last such note and this line."""
        low = self.begun.get(label.text, 0)
        return self.evidence.between(label, low, self.lines[at].start, sure=sure)

    def is_note(self, span: range, label: Label, *, goes_on: bool) -> bool:
        """Whether what stands there is a note, by what points at it and what it looks like."""
        before = span.start - 1
        first = self.lines[span.start]
        opens = span.start == 0 or bool(first.gap) or before in self.found.taken
        opens = opens or is_glued(first.text)
        if self.is_ruled(span.start) and self.is_cited(label, span.start):
            return True
        if note_likeness(text_of(self.lines, span)) >= LIKE:
            return opens or (
                label.number == self.last.get(label.kind, 0) + 1
                and self.is_cited(label, span.start)
            )
        if not opens or not self.is_cited(label, span.start):
            return False
        if label.kind == "symbol":
            return not _is_bullet(self.lines, span, label)
        if not (goes_on or (label.number == 1 and self.is_cited(label, span.start, sure=True))):
            return False
        return before in self.found.taken or not _is_list(self.lines, span)


def _is_bullet(lines: Sequence[Line], span: range, label: Label) -> bool:
    """Whether the same symbol begins the item before or behind: a list, not notes."""
    first = span.start
    while first > max(0, span.start - 6) and not lines[first].gap:
        first -= 1
    near = [*lines[first : span.start], *lines[span.stop : span.stop + 1]]
    return any((other := label_of(one.text)) and other.text == label.text for one in near)


def _is_list(lines: Sequence[Line], span: range) -> bool:
    """Whether a numbered line is an item of a list in the prose rather than a note."""
    if span.start and lines[span.start - 1].text.endswith((":", "：")):
        return True
    following = lines[span.stop].text if span.stop < len(lines) else ""
    return (
        len(text_of(lines, span)) <= _HEADING_LENGTH
        and not SENTENCE_END.search(lines[span.stop - 1].text)
        and bool(following)
        and not label_of(following)
    )


def _next_to(label: Label, following: Label) -> bool:
    if label.kind == "symbol":
        return True
    return label.number < following.number <= label.number + 3


def _runs_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a note goes on behind the empty line before ``at``."""
    before, text = lines[at - 1].text, lines[at].text
    return lines[at].gap == 1 and before.endswith(("-", "/")) and text[0].islower()


def _ended(first: Line, before: Line, line: Line, widest: int) -> bool:
    """Whether a note ended with ``before``, by the shape of the lines alone."""
    if not TERMINAL.search(before.text):
        return False
    if len(before.text) < 0.75 * widest:
        return True
    if before is first:
        return len(line.text) > 1.25 * len(before.text) or line.indent != before.indent
    return line.indent != before.indent and before.indent > first.indent


# Numbers and places -------------------------------------------------------------------------


def _number(found: FoundNotes, evidence: _Evidence) -> None:
    """Give notes that print no numbers those of the markers, if there are as many."""
    wanted = evidence.highest()
    if any(note.label for note in found.notes) or not found.notes:
        return
    marked = any(one.candidate.strength is Strength.MARKED for one in evidence.chain)
    if (
        wanted >= (1 if marked else 2)
        and wanted <= 2 * len(found.notes)
        and len(found.notes) <= 2 * wanted
    ):
        found.notes[:] = [replace(note, number=order) for order, note in enumerate(found.notes, 1)]


def _written(lines: Sequence[Line], span: range) -> WrittenNote:
    first, last = lines[span.start], lines[span.stop - 1]
    label = label_of(first.text)
    if label is None:
        return WrittenNote(first.start, first.start, last.end)
    return WrittenNote(
        first.start, first.start + label.length, last.end, label.number or None, label.text
    )
