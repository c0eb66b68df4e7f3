"""Notes at the foot of a PDF's pages: told by size, place and number, not by words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from citations import signs
from citations.formats._pdf_front import names_office
from citations.formats._pdf_layout import Line, Region
from citations.sentences import ends_sentence

__all__ = ["FootNote", "lift"]

_LABEL = re.compile(
    r"(?:(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|\[(?P<square>\d{1,4})\]|(?P<plain>\d{1,4})[.)]?(?=\s)|"
    r"(?P<symbol>\*{1,4}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3}))\s*(?=\S)"
)
_SUPER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}")
_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SYMBOLS = re.compile(r"(?<=\S)[*†‡§¶]{1,4}")
#: Notes are set smaller than this share of the text's size.
_SMALL = 0.95


@dataclass(slots=True)
class FootNote:
    """A note as it lies on its page; ``label`` characters of its first line are its label."""

    page: int
    label: str
    length: int
    lines: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        return int(self.label) if self.label.isdecimal() else None


@dataclass(slots=True)
class _State:
    """What the pages before say: the last note, and whether it may go on."""

    notes: list[FootNote] = field(default_factory=list)
    last: int = 0
    #: What is small here stands in a list under a heading: notes or works at the end.
    listing: bool = False


def lift(pages: Sequence[list[Region]], body: float) -> list[FootNote]:
    """Take the notes out of the regions and give them in order."""
    state = _State()
    for regions in pages:
        text = "\n".join(line.text for region in regions for line in region.lines)
        numbers: set[int] = set()
        if not text.isascii():
            numbers = {int(found.translate(_LOWER)) for found in _SUPER.findall(text)}
        symbols: set[str] = set()
        if any(sign in text for sign in "*†‡§¶"):
            symbols.update(_SYMBOLS.findall(text))
        for region in regions:
            start = _zone(region, body, numbers)
            if start is None:
                state.listing = signs.is_notes_heading(region.lines[-1].text)
                continue
            zone = region.lines[start:]
            # Over the end of a page or column a list goes on at the top.
            if start or any(signs.is_notes_heading(line.text) for line in zone):
                near = region.lines[max(start - 1, 0) :]
                state.listing = any(signs.is_notes_heading(line.text) for line in near)
            taken = _read(zone, numbers, symbols, state)
            if taken is not None:
                del region.lines[start + taken :]
    return state.notes


def _zone(region: Region, body: float, numbers: set[int]) -> int | None:
    """Where the lines begin that may be notes: small ones at the bottom of a column."""
    lines = region.lines
    start = len(lines)
    while start and lines[start - 1].size <= _SMALL * body and lines[start - 1].cells == 1:
        start -= 1
    if start < len(lines):
        return start
    # Notes as large as the text: a raised number that the page cites, behind more white.
    for at in range(1, len(lines)):
        label = _LABEL.match(lines[at].text)
        white = lines[at - 1].y - lines[at].y
        if (
            label
            and label["super"]
            and int(label["super"].translate(_LOWER)) in numbers
            and white > 1.12 * region.leading(lines[at].size)
            and _raised_first(lines[at])
            and not names_office(" ".join(line.text for line in lines[at : at + 2]))
        ):
            return at
    return None


def _raised_first(line: Line) -> bool:
    return line.pieces[0].raised


def _read(zone: list[Line], numbers: set[int], symbols: set[str], state: _State) -> int | None:
    """Add the notes of a zone; the index of its first line that is one, or None."""
    first = next(
        (at for at, line in enumerate(zone) if _begins(line, numbers, symbols, state)), None
    )
    before = state.notes[-1] if state.notes else None
    page = zone[0].page
    goes_on = (
        before is not None
        and not state.listing
        and before.page in (page - 1, page)
        and not signs.is_caption(zone[0].text)
        and (before.page == page or _is_open(before))
        and abs(before.lines[-1].size - zone[0].size) < 0.6
    )
    if first is None and not (goes_on and before is not None and _is_open(before)):
        return None
    if first != 0 and goes_on and before is not None and _is_open(before):
        before.lines += zone[:first]
        taken = 0
    else:
        taken = first or 0
    for line in zone[first:] if first is not None else []:
        label = _begins(line, numbers, symbols, state)
        if label is not None:
            state.notes.append(label)
            state.last = label.number or state.last
        state.notes[-1].lines.append(line)
    return taken


def _begins(line: Line, numbers: set[int], symbols: set[str], state: _State) -> FootNote | None:
    """The note that a line begins, if the page cites its number or the numbering goes on."""
    text = line.text
    found = _LABEL.match(text)
    if found is None:
        return None
    if found["symbol"]:
        if found["symbol"] not in symbols:
            return None
        return FootNote(line.page, found["symbol"], found.end())
    written = found["super"] or found["square"] or found["plain"]
    number = int(written.translate(_LOWER))
    before = state.notes[-1] if state.notes else None
    follows = number == state.last + 1 or (number == 1 and state.last > 1)
    if found["super"]:
        known = number in numbers
    elif state.listing:
        known = False
    elif found["square"]:
        known = follows
    else:
        known = follows and (number in numbers or (before is not None and before.page == line.page))
        known = known or (number in numbers and number > state.last)
        known = known and not text[found.end() :][:1].islower()
    return FootNote(line.page, str(number), found.end()) if known else None


def _is_open(note: FootNote) -> bool:
    return not ends_sentence(note.lines[-1].text)
