"""A plain text as it lies on the page: lines, paragraphs, and what only the page has put there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from citations.patterns import lazy

__all__ = [
    "Line",
    "Paragraph",
    "is_wrapped",
    "lines_of",
    "paragraphs_of",
    "running_lines",
    "without",
]

_LINE = lazy(r"[^\r\n\f\v\u2028\u2029\x85]+")
_LINE_END = lazy(r"\r\n|[\r\n\f\v\u2028\u2029\x85]")
_NUMBER_LINE = lazy(
    r"\W{0,3}(?:(?:page|seite|página|pagina|sayfa|стр|p)\.?\s)?\d{1,4}"
    r"(?:\s?(?:of|von|de|di|/)\s?\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
_DIGITS = lazy(r"\d+")

#: Longer lines are paragraphs that nobody has wrapped.
WIDEST = 140


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it; ``start`` and ``end`` count in the text."""

    start: int
    end: int
    text: str
    indent: int
    #: Empty lines before it; a page break counts as one.
    gap: int = 0
    #: It is the first on its page.
    opens_page: bool = False
    #: The list, as the document marks it up, of which it is a line; 0: of none.
    listed: int = 0


Paragraph = tuple[Line, ...]
"""Lines with nothing empty between them."""


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that are not empty."""
    found: list[Line] = []
    ended = 0
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if not stripped:
            continue
        lead = len(match[0]) - len(match[0].lstrip())
        start = match.start() + lead
        between = text[ended : match.start()]
        # A page break parts paragraphs even where it is the only thing between them.
        breaks = between.count("\f")
        gap = max(0, len(_LINE_END.findall(between)) + breaks - (1 if found else 0))
        found.append(Line(start, start + len(stripped), stripped, lead, gap, breaks > 0))
        ended = start + len(stripped)
    return found


def paragraphs_of(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The lines in groups, cut where there is an empty line between them."""
    group: list[Line] = []
    for line in lines:
        if line.gap and group:
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def running_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of page numbers and of lines that come again and again: heads, feet, teasers."""
    shapes = [_DIGITS.sub("#", line.text) for line in lines]
    times = Counter(shape for shape, line in zip(shapes, lines, strict=True) if _may_run(line))
    # What the writer says again goes on in the same words; a page's head does not.
    pairs = Counter(pairwise(shapes))
    repeated = {before for (before, _), count in pairs.items() if count > 1}
    often = {shape for shape, count in times.items() if count >= 3} - repeated
    numbers = {
        at
        for at, line in enumerate(lines)
        if _is_alone(lines, at) and _NUMBER_LINE.fullmatch(line.text[:40])
    }
    beside = {
        shapes[at + step] for at in numbers for step in (-1, 1) if 0 <= at + step < len(lines)
    }
    twice = {shape for shape in beside if times[shape] >= 2}
    return numbers | {
        at
        for at, line in enumerate(lines)
        if _may_run(line)
        and ((shapes[at] in often and _at_an_edge(lines, at)) or shapes[at] in twice)
    }


def _may_run(line: Line) -> bool:
    return (
        len(line.text) <= 80
        and line.text[-1] not in ".!?…:;,|。！？"
        and line.text[0] not in "-*•|"
    )


def _at_an_edge(lines: Sequence[Line], at: int) -> bool:
    after = lines[at + 1] if at + 1 < len(lines) else None
    return _is_alone(lines, at) or lines[at].opens_page or after is None or after.opens_page


def _is_alone(lines: Sequence[Line], at: int) -> bool:
    return bool(lines[at].gap or at == 0) and (at + 1 == len(lines) or bool(lines[at + 1].gap))


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines were broken to fit a width rather than where a paragraph ends."""
    widest = max((len(line.text) for line in lines if len(line.text) <= WIDEST), default=0)
    pairs = broken = 0
    for before, after in pairwise(lines):
        if after.gap:
            continue
        pairs += 1
        if len(before.text) > WIDEST:
            continue
        first = after.text[0]
        room = widest - len(before.text)
        if first.islower() or (before.text[-1].isalnum() and room <= len(after.text.split()[0])):
            broken += 1
        elif _unspaced(first) and before.text[-1] not in "。！？」』”．.":
            broken += abs(len(before.text) - len(after.text)) <= 2
    return pairs > 0 and broken * 4 >= pairs


def _unspaced(character: str) -> bool:
    return "\u3040" <= character <= "\u9fff"


def without(lines: Sequence[Line], dropped: set[int]) -> list[Line]:
    """The lines that are left; those after a dropped one keep their distance."""
    kept: list[Line] = []
    gap = 0
    for at, line in enumerate(lines):
        if at in dropped:
            gap = max(gap, line.gap, 1)
            continue
        kept.append(replace(line, gap=max(gap, line.gap)) if gap else line)
        gap = 0
    return kept
