"""Notes at the end of a text or chapter that have neither number nor heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citations import authoryear
from citations.entries import ENTRY, LIKE, entries, groups, text_of
from citations.layout import Line
from citations.patterns import lazy
from citations.pointing import Placed, choose
from citations.signs import note_likeness

__all__ = ["find_tails"]


@dataclass(slots=True)
class _Chapter:
    """A stretch of text whose markers count from 1: the groups of its first and last marker."""

    first: int
    last: int
    highest: int = 1


def _chapters(candidates: Sequence[Placed]) -> list[_Chapter]:
    chapters: list[_Chapter] = []
    for one in choose(candidates, [[1], [1]]):
        if one.candidate.number == 1 or not chapters:
            chapters.append(_Chapter(one.block, one.block))
        chapters[-1].last = one.block
        chapters[-1].highest = max(chapters[-1].highest, one.candidate.number)
    return [chapter for chapter in chapters if chapter.highest > 1]


def find_tails(
    text: str, lines: Sequence[Line], candidates: Sequence[Placed], *, wrapped: bool
) -> Iterator[tuple[range, int | None]]:
    """The notes behind each chapter and their numbers: as many as its markers, and look like it.

    ``candidates`` are the markers that the text may hold, ``block`` the first line of the
    paragraph they stand in. Without markers by number there is none but a bibliography.
    """
    chapters = _chapters(candidates)
    parted = list(groups(lines, range(len(lines))))
    starts = [one.start for one in parted]
    for chapter, after in pairwise(chapters):
        between = parted[bisect_right(starts, chapter.last) : bisect_left(starts, after.first)]
        for order, entry in enumerate(_best_window(lines, between, chapter.highest), 1):
            yield entry, order
    wanted = chapters[-1].highest if chapters else 0
    if not wanted and not _cites_by_year(text):
        return
    behind = [one for one in parted if not chapters or one.start > chapters[-1].last]
    kept = _best_tail(lines, behind, wanted)
    if not kept or (wanted and len(kept) != wanted):
        # Not a note a paragraph, then perhaps a note a line.
        split = [one for group in behind for one in entries(lines, group, wrapped=wrapped)]
        other = _best_tail(lines, split, wanted)
        if not kept or len(other) == wanted:
            kept = other
    if not wanted or len(kept) <= 2 * wanted <= 4 * len(kept):
        for order, entry in enumerate(kept, 1):
            yield entry, order if wanted else None


def _best_window(lines: Sequence[Line], listed: Sequence[range], size: int) -> Sequence[range]:
    """The ``size`` neighbours in ``listed`` that look most like references; or none."""
    like = [note_likeness(text_of(lines, one)) >= LIKE for one in listed]
    best, most = 0, sum(like[:size])
    count = most
    for at in range(1, len(listed) - size + 1):
        count += like[at + size - 1] - like[at - 1]
        if count > most:
            best, most = at, count
    return listed[best : best + size] if len(listed) >= size and most * 2 > size else ()


def _best_tail(lines: Sequence[Line], listed: Sequence[range], wanted: int) -> Sequence[range]:
    """The last of ``listed`` that are notes: most references, right number, gap before them."""
    best, best_score = None, 0.0
    score, like = 0.0, 0
    for at in range(len(listed) - 1, -1, -1):
        text = text_of(lines, listed[at])
        likeness = note_likeness(text)
        if wanted < 2 and (
            not ENTRY.match(text) or any(one.start for one in authoryear.find(text))
        ):
            likeness = 0  # What cites by author and year is no entry of the bibliography.
        like += likeness >= LIKE
        score += 1 if likeness >= LIKE else 0.3 * likeness - 1
        total = score + 5 * (len(listed) - at == wanted) + (lines[listed[at].start].gap >= 2)
        alike = likeness or len(listed) - at == wanted
        if alike and like * 2 >= len(listed) - at >= 2 and total > best_score:
            best, best_score = at, total
    if best is None or (wanted < 2 and like * 5 < (len(listed) - best) * 4):
        return ()
    return listed[best:]


_YEAR_CITED = lazy(r"[(（][^()（）\n]{2,80}[,，]?\s?(?:1[5-9]|20)\d\d[a-z]?[^()（）\n]{0,40}[)）]")


def _cites_by_year(text: str) -> bool:
    return sum(1 for _, _ in zip(_YEAR_CITED.finditer(text), range(2), strict=False)) == 2
