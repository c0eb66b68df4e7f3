"""Plain text into blocks: which lines belong together, and what each group of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from citations import signs
from citations.layout import WIDEST, Line, is_wrapped
from citations.model import BlockKind
from citations.sentences import ends_sentence, split

__all__ = ["Group", "group"]

_BULLET = re.compile(
    r"(?:[-*•‣▪◦●○–·+]|\(?(?P<number>\d{1,3})[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)|"
    r"[•▪●]\s*(?=\S)"
)
_MARKERS_AT_END = re.compile(
    r"(?:\s?[\[［(【]\^?\d[\d,;–\- ]{0,40}[\]］)】]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6}|"
    r"(?<=[.!?…。！？’”“\"»)\]」』])\d{1,3}(?:[,–-]\d{1,3}){0,4}|"
    r"[*†‡§¶]{1,3}|\s?[(（][^()（）]{2,120}\d{4}[a-z]?[^()（）]{0,40}[)）])$"
)
_URL_LINE = re.compile(
    r"(?:[^\W\d_]{1,12}\s?[:：]\s?)?[<(\[]?(?:https?://|www\.)\S+[>)\]]?", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\d{1,4}$|…{2,}\s?\d{1,4}$")
_TABLE = re.compile(r"\|.*\||\S[^\t]*\t+[^\t]+\t+\S")
_GOES_ON = re.compile(r"[\[(（【]\d{1,3}[\d, –-]{0,20}[\])）】]|[,;:.!?)\]’”»。，；、）」』]")
_CONTINUES = re.compile(r"[,;–—(&/-]$")
_SMALL_WORD = re.compile(
    r"\b(?:the|of|and|to|in|a|an|for|with|by|from|on|at|or|that|which|der|die|das|und|von|zu|im|le|la|les|de|"
    r"des|du|et|el|los|y|il|di|che|e|ve|bir|и|в|на|с)$"
)


@dataclass(slots=True)
class Group:
    """Lines that make one block; ``lead`` is the length of a bullet to leave out."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    lead: int = 0
    #: Something (a note, a page's head) was taken out right before it.
    seam: bool = False

    @property
    def text(self) -> str:
        """Its lines as one, spaces as they come."""
        return " ".join(line.text for line in self.lines)[self.lead :]

    def is_longer(self, length: int) -> bool:
        """Whether its text is longer; it is not put together for that."""
        size = -self.lead - 1
        for line in self.lines:
            size += len(line.text) + 1
            if size > length:
                return True
        return False

    @property
    def unfinished(self) -> bool:
        """Whether it stops in the middle of a sentence, or never was one."""
        return _unfinished(self.lines[-1].text)


def group(lines: Sequence[Line], seams: Iterable[int], language: str | None) -> list[Group]:
    """The blocks of the prose, in order; ``seams`` are the offsets where lines were taken out."""
    widths = _widths(lines) if is_wrapped(lines) else None
    groups = _gather(lines, set(seams), widths, language)
    groups = _mend(groups)
    _classify(groups)
    _contents(groups)
    if not any(one.kind is BlockKind.PARAGRAPH for one in groups):
        # A text of headings alone is a text whose writer sets no full stops.
        for one in groups:
            if one.kind in (BlockKind.HEADING, BlockKind.TITLE) and len(one.text.split()) > 2:
                one.kind = BlockKind.PARAGRAPH
    return groups


# Lines to groups -----------------------------------------------------------------------------


def _gather(
    lines: Sequence[Line], seams: set[int], widths: list[int] | None, language: str | None
) -> list[Group]:
    leads = _leads(lines)
    groups: list[Group] = []
    for at, line in enumerate(lines):
        seam = line.start in seams
        width = widths[at - 1] if widths else 0
        joins = groups and not seam and not leads[at]
        if joins and _belongs(groups[-1], line, width, language):
            groups[-1].lines.append(line)
            continue
        groups.append(Group([line], lead=leads[at], seam=seam))
    return groups


def _leads(lines: Sequence[Line]) -> list[int]:
    """For each line, the length of the bullet or number that makes it an item of a list."""
    found = [_BULLET.match(line.text) for line in lines]
    numbered = [at for at, one in enumerate(found) if one and one["number"]]
    alone = set()
    for place, at in enumerate(numbered):
        # "20. yüzyılda", "3. März": a number that no other goes before or after counts nothing.
        near = (numbered[one] for one in (place - 1, place + 1) if 0 <= one < len(numbered))
        if not any(abs(_number(found[at]) - _number(found[one])) == 1 for one in near):
            alone.add(at)
    return [one.end() if one and at not in alone else 0 for at, one in enumerate(found)]


def _number(found: re.Match[str] | None) -> int:
    return int(found["number"]) if found else -9


def _widths(lines: Sequence[Line]) -> list[int]:
    """For each line, the width that the lines around it were broken to."""
    sizes = [len(line.text) if len(line.text) <= WIDEST else 0 for line in lines]
    ends = list(range(1, len(lines) + 1))
    for at in range(len(lines) - 2, -1, -1):
        if not lines[at + 1].gap:
            ends[at] = ends[at + 1]
    widths = []
    start = 0
    for at, line in enumerate(lines):
        if line.gap:
            start = at
        low, high = max(start, at - 40), min(ends[at], at + 40)
        if high - low < 3:
            low, high = max(0, at - 4), min(len(lines), at + 5)
        widths.append(max(sizes[low:high]))
    return widths


def _belongs(before: Group, line: Line, width: int, language: str | None) -> bool:
    """Whether ``line`` goes on with the block that ends right before it."""
    last = before.lines[-1]
    if _URL_LINE.fullmatch(line.text) and line.gap <= 1:
        return before.is_longer(60) or not before.unfinished
    if line.gap or _stands_alone(line.text) or _stands_alone(last.text):
        return False
    # Letters differ in width: a line of seven eighths of the letters may well be full.
    full = 0 < 0.87 * width <= len(last.text) + 1 + len(_first_word(line.text))
    if not _unfinished(last.text):
        # "Am 3." / "März": a full stop at the end of a line may end no sentence.
        both = f"{last.text[-60:]} {line.text[:60]}"
        return full or all(end != len(last.text[-60:]) for _, end in split(both, language))
    return (
        full
        or line.text[0].islower()
        or _GOES_ON.match(line.text) is not None
        or _CONTINUES.search(last.text) is not None
        or (len(last.text) > WIDEST and not last.text.endswith((":", "：")))
        or _SMALL_WORD.search(last.text) is not None
    )


def _first_word(text: str) -> str:
    return text[:1] if "\u3000" <= text[0] <= "\u9fff" else text.split(None, 1)[0]


def _stands_alone(text: str) -> bool:
    return bool(
        _TABLE.match(text)
        or _LEADERS.search(text[-60:])
        or signs.is_caption(text)
        or signs.is_teaser(text)
    )


@lru_cache(maxsize=256)  # The last line of a group is asked for at each that may join it.
def _unfinished(text: str) -> bool:
    for _ in range(8):
        bare = _MARKERS_AT_END.sub("", text[-200:])
        if bare == text[-200:]:
            break
        text = bare
    return not ends_sentence(text)


def _mend(groups: list[Group]) -> list[Group]:
    """Put together what a page's end, a column's end or a picture had parted."""
    mended: list[Group] = []
    open_: Group | None = None
    passed = 0
    for one in groups:
        if open_ is not None and _resumes(open_, one, direct=passed == 0):
            open_.lines.extend(one.lines)
            passed = 0
        else:
            mended.append(one)
            passed += 1
            if _is_open(one):
                open_, passed = one, 0
            elif not one.unfinished or passed > 3:
                open_ = None
        if open_ is not None and not open_.unfinished:
            open_ = None
    return mended


def _is_open(one: Group) -> bool:
    text = one.lines[-1].text
    if not one.unfinished or text.endswith((":", "：")) or _stands_alone(one.lines[0].text):
        return False
    return (
        len(one.lines) > 1 or len(text) > WIDEST or bool(_CONTINUES.search(text)) or len(text) > 60
    )


def _resumes(open_: Group, one: Group, *, direct: bool) -> bool:
    first = one.lines[0].text
    if one.lead or _stands_alone(first):
        return False
    if first[0].islower():
        return True
    return direct and one.seam and not one.unfinished and len(open_.lines) > 1


# Groups to kinds -----------------------------------------------------------------------------


def _classify(groups: list[Group]) -> None:
    prose = False
    for at, one in enumerate(groups):
        after = groups[at + 1] if at + 1 < len(groups) else None
        one.kind = _kind(one, after, prose=prose, first=at == 0)
        prose = prose or one.kind is BlockKind.PARAGRAPH
        if one.kind is BlockKind.NAVIGATION and at and signs.is_teaser(one.text):
            # What stands before "You may also like" is the name of another page.
            other = groups[at - 1]
            if other.kind is BlockKind.HEADING and len(other.lines) == 1:
                other.kind = BlockKind.NAVIGATION


def _kind(one: Group, after: Group | None, *, prose: bool, first: bool) -> BlockKind:
    text = one.text
    if _TABLE.match(one.lines[0].text):
        return BlockKind.TABLE_ROW
    if _LEADERS.search(text[-60:]):
        return BlockKind.NAVIGATION
    if signs.is_caption(text):
        return BlockKind.CAPTION
    if (
        after is not None
        and not after.lines[0].gap
        and signs.is_credit(after.text)
        and one.unfinished
    ):
        return BlockKind.CAPTION
    if text.startswith("> "):
        one.lead = 2
        return BlockKind.QUOTATION
    if not one.unfinished:
        return _finished_kind(one, after)
    if one.lead and not (text[:1].isupper() and _is_number_alone(one, after)):
        return BlockKind.LIST_ITEM
    if signs.is_teaser(text) or signs.is_boilerplate(text):
        return BlockKind.NAVIGATION
    if _is_prose(one):
        return BlockKind.PARAGRAPH
    one.lead = 0
    if prose:
        return BlockKind.HEADING
    if first:
        return BlockKind.TITLE
    return BlockKind.BYLINE if signs.is_byline(_bare(text)) else BlockKind.HEADING


def _bare(text: str) -> str:
    return re.sub(r"[\d*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}$", "", text)


def _finished_kind(one: Group, after: Group | None) -> BlockKind:
    if one.lead:
        return BlockKind.LIST_ITEM
    question = one.lines[0].text[-1] in "?？؟"
    if question and len(one.lines) == 1 and len(one.text) <= 140 and after is not None:
        return BlockKind.HEADING if len(split(one.text)) == 1 else BlockKind.PARAGRAPH
    return BlockKind.PARAGRAPH


def _is_number_alone(one: Group, after: Group | None) -> bool:
    """Whether "2. Methods" is a heading: what comes next is no item of the same list."""
    return one.lines[0].text[0].isdigit() and (after is None or not after.lead)


def _is_prose(one: Group) -> bool:
    text = one.text
    if text.endswith((":", "：")):
        return len(text.split()) > 4
    several = len(one.lines) > 1 and len(text) > 60
    return several or len(text) > 200 or len(split(text)) > 1 or "://" in text


def _contents(groups: list[Group]) -> None:
    """A list that only names the headings to come is a table of contents."""
    headings = {
        one.text.casefold() for one in groups if one.kind in (BlockKind.HEADING, BlockKind.TITLE)
    }
    run: list[Group] = []
    for one in [*groups, Group([], BlockKind.PARAGRAPH)]:
        if one.kind is BlockKind.LIST_ITEM:
            run.append(one)
            continue
        named = sum(item.text.casefold() in headings for item in run)
        if len(run) >= 2 and named * 2 >= len(run):
            for item in run:
                item.kind = BlockKind.NAVIGATION
        run = []
