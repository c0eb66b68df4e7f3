"""Dates as people write them in notes, read into CSL date parts."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from citations.phrases import MONTHS, SEASONS

Parts = tuple[int, ...]
"""(year,), (year, month) or (year, month, day)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """One date in a text."""

    start: int
    end: int
    parts: Parts
    #: The last day of a range, where one is given: "3-5 May 2020".
    until: Parts | None = None
    #: The other order of day and month, where the digits allow both: 01.04.2020.
    swapped: Parts | None = None
    season: int | None = None
    #: The letter that tells two works of one year apart: "2020a".
    letter: str | None = None

    def csl(self) -> dict[str, object]:
        """The date as a CSL-JSON date variable."""
        spans = [list(self.parts)] + ([list(self.until)] if self.until else [])
        csl: dict[str, object] = {"date-parts": spans}
        return csl | ({"season": self.season} if self.season else {})


_ALTERNATIVES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_SEASON_NAMES = "|".join(sorted(SEASONS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_ALTERNATIVES})\b\.?"
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)(?P<letter>[a-z])?(?![\d])"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|re|[.º°ª])?"
_OF = r"\s{1,3}(?:de |del |di |d['’])?"
_DASH = r"\s?[-–—/]\s?"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2020年3月5日, 2020년 3월
        r"(?P<year>\d{4})\s?[年년](?:度)?(?:\s?(?P<month>\d{1,2})\s?[月월])?(?:\s?(?P<day>\d{1,2})\s?[日号號일])?",
        # 2020-03-05, 2020/03/05, 2020.03.05
        r"(?<![\d/.-])(?P<year>1[4-9]\d\d|20\d\d)(?P<sep>[-/.])(?P<month>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?![\d/-])",
        # 3-5 May 2020, 3 May 2020, 1er avril 2020, 5 de marzo de 2020, 5. April 2020
        rf"(?<![\d.,])(?:(?P<first>[0-3]?\d)\.?{_DASH})?{_DAY}{_OF}{_MONTH}(?:,?{_OF}|,){_YEAR}",
        # May 3, 2020; May 3-5, 2020; May 3rd 2020
        rf"(?<!\w){_MONTH}\s{{1,3}}(?:(?P<first>[0-3]?\d){_DASH})?{_DAY},?\s{{1,3}}{_YEAR}",
        # 2020, May 3-5; 2020 May 3; 2020, May
        rf"(?<!\d){_YEAR},?\s{{1,3}}{_MONTH}(?:\s{{1,3}}(?:(?P<first>[0-3]?\d){_DASH})?{_DAY}(?!\d|[-–]\d))?",
        # May 2020, mayo de 2020, May-June 2020, May/June 2020
        rf"(?<!\w)(?:(?P<opening>{_ALTERNATIVES})\.?{_DASH})?{_MONTH}(?:,?{_OF}|,){_YEAR}",
        # 01.04.2020, 1/4/2020, 1-4-2020, 01.04.20
        r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sep>[./-])\s?(?P<b>[0-3]?\d)(?P=sep)\s?(?P<year>\d{4}|\d\d)(?![\d/-]|\.\d)",
        # Spring 2020, Winter 2019/20
        rf"(?<!\w)(?P<season>{_SEASON_NAMES}),?\s{{1,3}}{_YEAR}",
    )
)
_BARE_YEAR = re.compile(
    r"(?<![\w/.:=&?#%-])(?P<year>1[4-9]\d\d|20\d\d)(?P<letter>[a-z])?(?![\w%/]|[.,]\d|[-–]\d)"
)


def find_dates(
    text: str, *, language: str | None = None, bare_years: bool = True
) -> tuple[FoundDate, ...]:
    """Every date in the text, in order, none overlapping; a bare year is one if asked for.

    ``1/4/2020`` is read month first only in English; the other reading is in ``swapped``.
    """
    found: list[FoundDate] = []
    taken = bytearray(len(text))
    patterns = (*_PATTERNS, _BARE_YEAR) if bare_years else _PATTERNS
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            if date := _read(match, language):
                taken[start:end] = b"\x01" * (end - start)
                found.append(date)
    return tuple(sorted(found, key=lambda date: date.start))


def not_before(date: FoundDate, earliest: Parts) -> Parts:
    """The reading of a date that does not lie before another: access follows publication."""
    if date.swapped is None or not _before(date.parts, earliest):
        return date.parts
    return date.parts if _before(date.swapped, earliest) else date.swapped


def _before(one: Parts, other: Parts) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def _read(match: re.Match[str], language: str | None) -> FoundDate | None:
    groups = match.groupdict()
    start, end = match.span()
    year = _full_year(groups["year"])
    letter = groups.get("letter")
    if groups.get("a"):
        return _numeric(match, year, language)
    if groups.get("season"):
        season = SEASONS[groups["season"].lower()]
        return FoundDate(start=start, end=end, parts=(year,), season=season)
    month = _month(groups.get("month"))
    day = int(groups["day"]) if groups.get("day") else None
    parts = _valid(year, month, day)
    if parts is None:
        return None
    opening = _month(groups.get("opening"))
    until = None
    if groups.get("first") and (first := _valid(year, month, int(groups["first"]))):
        parts, until = first, parts
    elif opening and month and opening < month:
        parts, until = (year, opening), (year, month)
    return FoundDate(start=start, end=end, parts=parts, until=until, letter=letter)


def _numeric(match: re.Match[str], year: int, language: str | None) -> FoundDate | None:
    a, b = int(match["a"]), int(match["b"])
    month_first = match["sep"] != "." and (language or "en").startswith("en")
    readings = [_valid(year, b, a), _valid(year, a, b)]
    if month_first:
        readings.reverse()
    possible = [parts for parts in readings if parts]
    if not possible:
        return None
    swapped = possible[1] if len(possible) > 1 and possible[0] != possible[1] else None
    return FoundDate(start=match.start(), end=match.end(), parts=possible[0], swapped=swapped)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else MONTHS[text.lower()]


def _valid(year: int, month: int | None, day: int | None) -> Parts | None:
    if month is None:
        return (year,)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return (year, month)
    return (year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
