"""From the lines of a PDF's columns to its blocks: paragraphs, headings, lists, rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citations import signs
from citations.formats._pdf_layout import Line, Region
from citations.model import BlockKind
from citations.sentences import ends_sentence

__all__ = ["Paragraph", "paragraphs_of"]

_BULLET = re.compile(
    r"(?:[•‣▪◦●○■□–*]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)|[•▪●■]\s*(?=\S)"
)
_LABEL = re.compile(r"\[\d{1,4}\]\s|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}\s?[^\W\d]")
_LEADERS = re.compile(r"(?:\.\s?){4,}\d{1,4}$|…{2,}\s?\d{1,4}$")
_RAISED_END = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻,*†‡§¶"
_STARTS_LOWER = re.compile(r"[(“\"‘]?[^\W\d_A-Z]")
#: In ems: an indent, and how far short of the edge a line's end still fills it.
_INDENT, _FULL = 0.7, 2.0
#: A heading of notes has no more words.
_WORDS = 8
#: What is set this much larger than the text is a heading.
_LARGER = 1.12


@dataclass(slots=True)
class Paragraph:
    """Lines of one block, in one column or several; ``lead`` characters are its bullet."""

    lines: list[Line]
    kind: BlockKind
    level: int = 1
    lead: int = 0
    #: In points, how far its last line ends before its column does.
    room: float = 0.0

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def paragraphs_of(pages: Sequence[Sequence[Region]], body: float) -> list[Paragraph]:
    """The blocks of all pages in order, those that a column's end parts joined again."""
    found: list[Paragraph] = []
    prose = False
    for regions in pages:
        for region in regions:
            for at, lines in enumerate(_groups(region)):
                one = _paragraph(lines, region, body, prose=prose)
                prose = prose or one.kind is BlockKind.PARAGRAPH
                if at == 0 and (open_ := _open_before(found)) and _continues(open_, one, region):
                    open_.lines += one.lines
                    open_.room = one.room
                else:
                    found.append(one)
    return found


def _groups(region: Region) -> Iterator[list[Line]]:
    # A list at the end is not set as the text above it is.
    parts = [0, len(region.lines)]
    parts[1:1] = [
        at
        for at, line in enumerate(region.lines)
        if line.text.count(" ") < _WORDS and signs.is_notes_heading(line.text)
    ]
    for start, end in pairwise(parts):
        lines = region.lines[start:end]
        hanging = _hangs(lines, region)
        group: list[Line] = []
        for before, line in pairwise([None, *lines]):
            if line is None:
                continue
            if before is not None and _breaks(before, line, region, hanging=hanging):
                yield group
                group = []
            group.append(line)
        if group:
            yield group


def _breaks(before: Line, line: Line, region: Region, *, hanging: bool) -> bool:
    """Whether a new block begins with ``line``."""
    em = line.size
    if line.cells > 1 or before.cells > 1:
        return True
    if abs(before.size - em) > 0.08 * em or before.bold != line.bold:
        return not _inside(before, line)
    if before.y - line.y > 1.3 * region.leading(em) or before.y < line.y:
        return True
    text = line.text
    if _LABEL.match(text):
        return True
    if _BULLET.match(text) and (not text[0].isalnum() or ends_sentence(_bare(before.text))):
        return True
    if hanging:
        return line.x0 < region.left + _INDENT * em
    if line.x0 > before.x0 + _INDENT * em and before.x0 < region.left + _INDENT * em:
        return not (
            _BULLET.match(before.text) or _LABEL.match(before.text) or _centred(before, line)
        )
    room = region.right - before.x1 - 0.3 * em
    first = 0.5 * em * len(text.split(None, 1)[0])
    if room <= first:
        return False
    if ends_sentence(_bare(before.text)):
        return room > first + em
    return room > 0.35 * (region.right - region.left) and not _STARTS_LOWER.match(text)


def _centred(before: Line, line: Line) -> bool:
    """Whether a shorter line stands below the middle of a longer one, as in a title."""
    return abs(line.x0 + line.x1 - before.x0 - before.x1) < 0.5 * line.size


def _inside(before: Line, line: Line) -> bool:
    """Whether a line that looks unlike the one before it still goes on with its sentence."""
    return (
        abs(before.size - line.size) < 0.25 * line.size
        and before.y - line.y < 1.6 * line.size
        and bool(_STARTS_LOWER.match(line.text))
        and not ends_sentence(_bare(before.text))
    )


def _hangs(lines: Sequence[Line], region: Region) -> bool:
    """Whether the first line of each paragraph stands out and the others are indented."""
    into = out = short_in = short_out = under = 0
    for before, line in pairwise(lines):
        if before.cells > 1 or line.cells > 1:
            continue
        room = region.right - before.x1 > _FULL * line.size
        step = line.x0 - before.x0
        if step > _INDENT * line.size:
            into += 1
            short_in += room
        elif step < -_INDENT * line.size:
            out += 1
            short_out += room
        elif not room and line.x0 < region.left + _INDENT * line.size:
            # Behind a full line that stands out another one does.
            under += 1
    if into < 2 or out < 2 or 2 * under > into - short_in:
        return False
    return short_out * into > short_in * out


def _bare(text: str) -> str:
    return text.rstrip(_RAISED_END)


# Kinds -----------------------------------------------------------------------------------------


def _paragraph(lines: list[Line], region: Region, body: float, *, prose: bool) -> Paragraph:
    text = " ".join(line.text for line in lines)
    last = lines[-1]
    room = region.right - last.x1
    bullet = _BULLET.match(text)
    kind, lead = BlockKind.PARAGRAPH, 0
    if last.cells > 1:
        kind = BlockKind.TABLE_ROW
    elif text[-1:].isdigit() and _LEADERS.search(text):
        kind = BlockKind.NAVIGATION
    elif signs.is_caption(text):
        kind = BlockKind.CAPTION
    elif _is_heading(lines, text, body):
        large = lines[0].size >= _LARGER * body
        kind = BlockKind.HEADING if prose or not large else BlockKind.TITLE
    elif not prose and len(text) < 120 and not ends_sentence(_bare(text)):
        kind = BlockKind.BYLINE if signs.is_byline(_bare(text)) else BlockKind.HEADING
    elif bullet:
        kind, lead = BlockKind.LIST_ITEM, bullet.end()
    return Paragraph(lines, kind, 1 if lines[0].size > 1.4 * body else 2, lead, room)


def _is_heading(lines: list[Line], text: str, body: float) -> bool:
    if len(lines) > 4 or len(text) > 250:
        return False
    if lines[0].size >= _LARGER * body:
        return len(text) < 200
    short = len(lines) <= 2 and len(text) < 120 and not ends_sentence(_bare(text))
    return short and (lines[0].bold or signs.is_notes_heading(text))


# Over the end of a column ----------------------------------------------------------------------


def _open_before(found: Sequence[Paragraph]) -> Paragraph | None:
    """The last paragraph that is not finished, tables and pictures passed over."""
    for one in found[:-5:-1]:
        if one.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            # Where a sentence ends nobody can see whether the paragraph goes on; nor need we.
            return None if ends_sentence(_bare(one.text)) else one
        if one.kind not in (BlockKind.CAPTION, BlockKind.TABLE_ROW):
            return None
    return None


def _continues(open_: Paragraph, one: Paragraph, region: Region) -> bool:
    if one.kind is not BlockKind.PARAGRAPH:
        return False
    first, last = one.lines[0], open_.lines[-1]
    if abs(first.size - last.size) > 0.08 * last.size or first.bold != last.bold:
        return False
    if last.text.endswith(("-", "\u2010")) or _STARTS_LOWER.match(first.text):
        return True
    # A long word that goes over to the next line leaves more white behind it.
    word = 0.5 * first.size * len(first.text.split(None, 1)[0])
    full = open_.room < max(_FULL * last.size, 0.3 * last.size + word)
    return full and first.x0 < region.left + _INDENT * first.size
