"""From a PDF's pieces of text to lines in reading order: columns, page heads and feet."""

from __future__ import annotations

import math
import operator
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, islice, pairwise
from typing import Any, NamedTuple

from citations.sentences import ends_sentence

__all__ = ["Line", "Piece", "Region", "body_size", "lines_of", "regions_of", "without_furniture"]

_RAISED = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_RAISABLE = re.compile(r"\s*\d[\d,;–-]{0,20}\s*")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|seite|página|pagina|sayfa|стр|p|s)\.?\s)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s?(?:of|von|de|di|/)\s?\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
#: In ems: the widest space of a justified line, and the widest between parts drawn apart.
_SPACE, _SEAM = 2.5, 0.35
#: The share of a page's words that a column holds at least.
_COLUMN = 0.1
#: On a page of more lines no short second column is looked for.
_MOST_LINES = 200


class Piece(NamedTuple):
    """A run of characters on one baseline in one size; raised digits are superscripts."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    link: int
    raised: bool = False


@dataclass(slots=True)
class Line:
    """One line of a column; ``y`` is its baseline in points from the page's lower edge."""

    page: int
    pieces: list[Piece]
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    #: Cells of a table's row, if it is one.
    cells: int = 1
    #: Its words.
    text: str = ""

    def settle(self) -> Line:
        """Find the size and baseline of most of its characters, and what is raised over it."""
        if len(self.pieces) == 1:
            ((text, self.x0, self.x1, self.y, size, _, _, _),) = self.pieces
            self.size = round(size, 1)
            self.text = text.strip()
            return self
        self.x0 = min(piece.x0 for piece in self.pieces)
        self.x1 = max(piece.x1 for piece in self.pieces)
        weights: dict[tuple[float, float], int] = {}
        for piece in self.pieces:
            key = round(piece.size, 1), piece.y
            weights[key] = weights.get(key, 0) + len(piece.text)
        # A label and a short word weigh the same: the larger one is the line's own.
        self.size, self.y = max(weights, key=lambda key: (weights[key] * key[0], key[0]))
        if len(weights) > 1:
            self.pieces = [self._seen(piece) for piece in self.pieces]
        self.text = "".join([text for text, _ in self.parts()]).strip()
        return self

    def _seen(self, piece: Piece) -> Piece:
        small = piece.size <= 0.86 * self.size and piece.y > self.y + 0.1 * self.size
        if not small or not _RAISABLE.fullmatch(piece.text):
            return piece
        text = piece.text.translate(_RAISED)
        return Piece(text, piece.x0, piece.x1, piece.y, piece.size, piece.bold, piece.link, True)

    @property
    def bold(self) -> bool:
        if len(self.pieces) == 1:
            return self.pieces[0].bold
        return all(piece.bold or piece.raised for piece in self.pieces)

    def parts(self) -> Iterator[tuple[str, Piece | None]]:
        """Its words in order: what stands between two pieces, and the pieces."""
        before: Piece | None = None
        for piece in self.pieces:
            if before is not None:
                gap = piece.x0 - before.x1
                if self.cells > 1 and gap > self.size:
                    yield "\t", None
                elif gap > 0.12 * self.size and not before.text.endswith(" "):
                    yield " ", None
            yield piece.text, piece
            before = piece


@dataclass(slots=True)
class Region:
    """Lines that follow one another in one column, from top to bottom."""

    lines: list[Line]
    left: float = field(init=False)
    right: float = field(init=False)
    #: Distances of its baselines by the size of its lines, in half points, in rising order.
    _steps: dict[int, list[float]] = field(init=False)
    #: What ``leading`` has found.
    _leading: dict[float, float] = field(init=False)

    def __post_init__(self) -> None:
        ends = sorted(line.x1 for line in self.lines)
        self.left = min(line.x0 for line in self.lines)
        self.right = ends[int(len(ends) * 0.9)] if len(ends) > 4 else ends[-1]
        self._steps, self._leading = {}, {}
        for before, line in pairwise(self.lines):
            step = before.y - line.y
            if abs(before.size - line.size) < 0.5 and step > 0.9 * line.size:
                self._steps.setdefault(round(2 * line.size), []).append(step)
        for steps in self._steps.values():
            steps.sort()

    def leading(self, size: float) -> float:
        """The usual distance of baselines of lines of this size inside a paragraph.

        In a list of short entries half the lines stand farther apart than that, or all:
        small print is not set wider than the text is.
        """
        if size in self._leading:
            return self._leading[size]
        wide = 1.3 * size
        steps = self._steps.get(round(2 * size))
        if steps:
            wide = steps[len(steps) // 3]
            for other, its in self._steps.items():
                if other > 2 * size + 1 and len(its) > 2:
                    wide = min(wide, its[len(its) // 3] / other * 2 * size)
        self._leading[size] = wide
        return wide


def lines_of(page: int, pieces: Iterable[Sequence[Any]]) -> list[Line]:
    """The lines of a page, in the order in which it draws them."""
    lines: list[Line] = []
    last: Piece | None = None
    for text, x0, x1, y, size, bold, link in pieces:
        if not text or text.isspace():
            continue
        # They come in hundredths of a point.
        piece = Piece(text, x0 / 100, x1 / 100, y / 100, size / 100, bold, link)
        if last is not None and _adjoins(last, piece, _SPACE):
            lines[-1].pieces.append(piece)
        else:
            lines.append(Line(page, [piece]))
        last = piece
    return _seamed([line.settle() for line in lines])


def _adjoins(last: Piece, piece: Piece, gap: float) -> bool:
    size = max(last.size, piece.size)
    return abs(last.y - piece.y) < 0.55 * size and -0.7 * size < piece.x0 - last.x1 < gap * size


def _seamed(lines: list[Line]) -> list[Line]:
    """Lines whose parts were drawn at different times, put together."""
    by_height = sorted(range(len(lines)), key=lambda at: (-lines[at].y, lines[at].x0))
    heights = [lines[at].y for at in by_height]
    steps = [math.inf, *map(operator.sub, heights, heights[1:]), math.inf]
    gone: set[int] = set()
    for rank, at in enumerate(by_height):
        line = lines[at]
        if at in gone or min(steps[rank], steps[rank + 1]) > 0.55 * line.size:
            continue
        for other in by_height[max(0, rank - 6) : rank + 12]:
            follower = lines[other]
            if other == at or other in gone or abs(follower.y - line.y) > 0.55 * line.size:
                continue
            if _adjoins(line.pieces[-1], follower.pieces[0], _SEAM):
                line.pieces += follower.pieces
                line.settle()
                gone.add(other)
    return [line for at, line in enumerate(lines) if at not in gone]


#: A full stop with something behind it that may begin a sentence, or nothing.
_STOP = re.compile(r"[.!?][’”»)]?(?=\s+[^\Wa-z\d]|[⁰¹²³⁴⁵⁶⁷⁸⁹]|\s*$)|[。！？]")
#: The least share of a document's characters that its prose has (without and with raised
#: markers in it), and the least number of sentences' ends.
_PROSE, _MARKED, _ENDS = 0.15, 0.05, 3


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size in which the prose is set: the largest one that has sentences enough.

    Where much is in small notes, most of the document is not its prose.
    """
    weights: Counter[float] = Counter()
    ends: Counter[float] = Counter()
    marked: set[float] = set()
    written: float | None = None
    for lines in pages:
        for line in lines:
            if line.size != written:
                written = line.size
                size = round(written * 2) / 2
            weights[size] += len(line.text)
            if ends[size] < _ENDS:
                ends[size] += len(_STOP.findall(line.text))
            if len(line.pieces) > 1 and any(piece.raised for piece in line.pieces[1:]):
                marked.add(size)
    prose = [
        size
        for size in weights
        if weights[size] >= (_MARKED if size in marked else _PROSE) * weights.total()
        and ends[size] >= _ENDS
    ]
    usual = max(weights, key=lambda size: (weights[size], size)) if weights else 10.0
    return max([usual, *(size for size in prose if size < 1.6 * usual)])


#: A sentence ends in the line and another one begins.
_INSIDE = re.compile(r"[^\W\d_]{4}[.!?][’”»)]?[⁰¹²³⁴⁵⁶⁷⁸⁹#]{0,3}\s+[^\Wa-z\d]|[。！？]\s?\w")


# Heads and feet --------------------------------------------------------------------------------


def without_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines that are the text's, and not those that only the page has put there."""
    edges = [list(_edges(lines, height)) for lines, height in zip(pages, heights, strict=True)]
    times: Counter[tuple[str, int]] = Counter()
    for rows in edges:
        times.update({key for _, key in rows})
    kept = []
    for lines, rows in zip(pages, edges, strict=True):
        gone: set[int] = set()
        for row, (text, where) in rows:
            again = sum(times[text, where + shift] for shift in (-1, 0, 1))
            # Sentences that are alike but for a number may head two pages by chance.
            prose = _INSIDE.search(text) or any(piece.raised for one in row for piece in one.pieces)
            if again > (max(2, len(pages) // 2) if prose else 1) or _PAGE_NUMBER.fullmatch(
                text.replace("#", "1")
            ):
                gone.update(map(id, row))
        kept.append([line for line in lines if id(line) not in gone] if gone else lines)
    return kept


def _height(line: Line) -> int:
    return round(line.y / 3)


def _edges(lines: list[Line], height: float) -> Iterator[tuple[list[Line], tuple[str, int]]]:
    """The two rows at a page's head and the two at its foot; words and height of each."""
    ordered = sorted(lines, key=lambda line: -line.y)
    rows = [list(row) for _, row in islice(groupby(ordered, key=_height), 2)]
    below = ordered[sum(map(len, rows)) :]
    below.reverse()
    rows += [list(row)[::-1] for _, row in islice(groupby(below, key=_height), 2)]
    edge = 0.14 * height
    for row in rows:
        y = row[0].y
        if edge < y < height - edge:
            continue
        text = " ".join(line.text for line in sorted(row, key=lambda line: line.x0))
        if len(text) <= 160:
            # A roman number is a number too.
            yield row, (_DIGITS.sub("#", text), round(y / 3))


# Columns ---------------------------------------------------------------------------------------


def regions_of(lines: list[Line], depth: int = 0) -> list[Region]:
    """The columns of a page, or of a part of it, in reading order."""
    if not lines:
        return []
    gutter = (_gutter(lines) or _overflow(lines)) if depth < 4 else None
    if gutter is None:
        return [Region(_rows(lines))]
    regions: list[Region] = []
    band: list[Line] = []
    spanning: list[Line] = []

    def flush() -> None:
        left = [line for line in band if (line.x0 + line.x1) / 2 < gutter]
        right = [line for line in band if (line.x0 + line.x1) / 2 >= gutter]
        regions.extend(regions_of(left, depth + 1))
        regions.extend(regions_of(right, depth + 1))
        band.clear()

    for line in sorted(lines, key=lambda line: -line.y):
        if line.x0 < gutter - 1 and line.x1 > gutter + 1 and not _overlong(line, lines, gutter):
            if band:
                flush()
            spanning.append(line)
        else:
            if spanning:
                regions.append(Region(_rows(spanning)))
                spanning = []
            band.append(line)
    if spanning:
        regions.append(Region(_rows(spanning)))
    flush()
    return regions


def _overlong(line: Line, lines: list[Line], gutter: float) -> bool:
    """Whether a line only runs out of its column: beside it stands one of the other column."""
    if line.x1 - gutter > gutter - line.x0:
        return False
    return any(
        other.x0 >= gutter and abs(other.y - line.y) < line.size
        for other in lines
        if other is not line
    )


def _gutter(lines: list[Line]) -> float | None:
    """Where the white between two columns is, if there are two."""
    if len(lines) < 6:
        return None
    total = sum(line.x1 - line.x0 for line in lines)
    ends = sorted((line.x1, line.x1 - line.x0) for line in lines)
    starts = sorted((line.x0, line.x1 - line.x0) for line in lines)
    end_at, start_at = [end for end, _ in ends], [start for start, _ in starts]
    end_sum = [0.0, *accumulate(width for _, width in ends)]
    start_sum = [0.0, *accumulate(width for _, width in starts)]
    best, most = None, 0.6 * total
    for start in sorted(set(start_at)):
        x = start - 0.5
        left = end_sum[bisect_right(end_at, x)]
        right = total - start_sum[bisect_left(start_at, x)]
        if min(left, right) >= _COLUMN * total and left + right > most:
            best, most = x, left + right
    if best is None:
        return None
    left_lines = [line for line in lines if line.x1 <= best]
    right_lines = [line for line in lines if line.x0 >= best]
    return best if _are_columns(left_lines, right_lines) else None


def _overflow(lines: list[Line]) -> float | None:
    """Where the white is before a second column that only ends the first one's last sentence."""
    if not 4 <= len(lines) <= _MOST_LINES:
        return None
    for start in sorted({line.x0 for line in lines}, reverse=True):
        right = [line for line in lines if line.x0 >= start]
        if 3 * len(right) > len(lines):
            return None
        top = max(right, key=lambda line: line.y)
        rest = [line for line in lines if line.x0 < start]
        left = [line for line in rest if line.x1 < start]
        if all(line.y > top.y + line.size for line in rest if line.x1 >= start) and _runs_over(
            [line for line in left if abs(line.size - top.size) < 0.5],
            [line for line in right if abs(line.size - top.size) < 0.5],
        ):
            return start - 0.5
    return None


def _runs_over(left: list[Line], right: list[Line]) -> bool:
    """Whether two columns are one running text; cells of a table end no sentence together."""
    left, right = (sorted(side, key=lambda line: -line.y) for side in (left, right))
    if len(left) < 3 or right[0].y < left[2].y or not any(_STOP.search(one.text) for one in left):
        return False
    room = max(line.x1 for line in left) - min(line.x0 for line in left)
    widths = sorted(line.x1 - line.x0 for line in left)
    if widths[len(widths) // 2] < 0.6 * room or room < 8 * right[0].size:
        return False
    if any(line.x1 - right[0].x0 > 1.1 * room for line in right):
        return False
    beside = any(abs(line.y - right[0].y) < 0.3 * line.size for line in left)
    return beside and not _is_ended(left[-1]) and _is_ended(right[-1])


def _is_ended(line: Line) -> bool:
    return ends_sentence("".join(one.text for one in line.pieces if not one.raised).strip())


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    """Whether both sides are running text side by side, and not the cells of a table."""
    if len(left) < 3 or len(right) < 3:
        return False
    # Formulas and what is written in a picture are short. Where lines stand beside lines, as
    # cells do, there may be few of them.
    share = 0.4 if _apart(left, right) else 0.6
    for side in (left, right):
        room = max(line.x1 for line in side) - min(line.x0 for line in side)
        if room < 8 * side[0].size:
            return False
        widths = [line.x1 - line.x0 for line in side]
        wide = sum(width for width in widths if width >= 0.6 * room)
        # Three columns are one beside two.
        if wide < share * sum(widths) and _gutter(side) is None:
            return False
    low = max(min(line.y for line in side) for side in (left, right))
    high = min(max(line.y for line in side) for side in (left, right))
    return high > low


def _apart(left: list[Line], right: list[Line]) -> bool:
    """Whether few lines of two sides are on one height."""
    heights = sorted(line.y for line in left)
    level = 0
    for line in right:
        at = bisect_left(heights, line.y - 0.3 * line.size)
        level += at < len(heights) and heights[at] < line.y + 0.3 * line.size
    return 4 * level < min(len(left), len(right))


def _rows(lines: list[Line]) -> list[Line]:
    """The lines from top to bottom, those beside one another joined as cells of a row."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        last = rows[-1] if rows else None
        if last is not None and abs(last.y - line.y) < 0.3 * min(last.size, line.size):
            parted = line.x0 - last.x1 > line.size
            last.pieces = sorted(last.pieces + line.pieces, key=lambda piece: piece.x0)
            last.cells += line.cells if parted else line.cells - 1
            last.settle()
        else:
            rows.append(line)
    return rows
