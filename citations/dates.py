"""Dates as people write them in notes, read into CSL date parts."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import NamedTuple

from citations.patterns import lazy
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


# A year is found first; what stands around it is read only then. That is quick, and no
# pattern can wander: each one ends, or begins, at the year.
_YEAR = lazy(r"(?<![\d])(?:1[4-9]|20)\d\d(?!\d)")
_BEFORE_WINDOW, _AFTER_WINDOW = 48, 28
_WORD = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|re|[.º°ª])?"
_FIRST = r"(?:(?P<first>[0-3]?\d)\.?\s?[-–—/]\s?)?"
_OF = r"\s{1,3}(?:de |del |di |d['’])?"
_TO_YEAR = r"(?:,?\s{1,3}(?:de |del |of )?|,)\Z"

_BEFORE = tuple(
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        # 3-5 May 2020, 3 May 2020, 1er avril 2020, 5 de marzo de 2020, 5. April 2020
        rf"(?<![\d.,]){_FIRST}{_DAY}{_OF}{_WORD}{_TO_YEAR}",
        # May 3, 2020; May 3-5, 2020; May 3rd 2020
        rf"(?<!\w){_WORD}\s{{1,3}}{_FIRST}{_DAY},?\s{{1,3}}\Z",
        # May 2020, mayo de 2020, May-June 2020, May/June 2020, Spring 2020
        rf"(?<!\w)(?:(?P<opening>[^\W\d_]{{3,12}})\.?\s?[-–—/]\s?)?{_WORD}{_TO_YEAR}",
    )
)
# 3-May-2020, as encyclopedias and mailing lists have it
_HYPHENED = lazy(r"(?<![\w.,-])(?P<day>[0-3]?\d)-(?P<month>[^\W\d_]{3,12})-\Z", re.IGNORECASE)
# 01.04.2020, 1/4/2020, 1-4-2020
_NUMERIC_BEFORE = lazy(r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sep>[./-])\s?(?P<b>[0-3]?\d)(?P=sep)\s?\Z")
_AFTER = tuple(
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        # 2020年3月5日, 2020년 3월
        r"\s?[年년](?:度)?(?:\s?(?P<number>\d{1,2})\s?[月월])?(?:\s?(?P<day>\d{1,2})\s?[日号號일])?",
        # 2020-03-05, 2020/03/05, 2020.03.05
        r"(?P<sep>[-/.])(?P<number>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?![\d/-])",
        # 2020, May 3-5; 2020 May 3; 2020, May
        rf",?\s{{1,3}}{_WORD}(?:\s{{1,3}}{_FIRST}{_DAY}(?!\d|[-–]\d))?",
    )
)
_AFTER_UNNAMED = _AFTER[:2]
# 01.04.20: two digits make a year only in a full date of one separator.
_SHORT_YEAR = lazy(
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<sep>[./-])(?P<b>[0-3]?\d)(?P=sep)"
    r"(?P<year>\d\d)(?![\d/-]|\.\d)"
)
_NOT_BEFORE_BARE = lazy(r"[\w/.:=&?#%–-]\Z")
_NOT_AFTER_BARE = lazy(r"[a-z]\w|[^\Wa-z]|[%/]|[.,–-]\d")
_PLAIN_BEFORE = frozenset(("", " ", "("))
_PLAIN_AFTER = frozenset(("", ".", ", ", ". ", "),", ").", ") "))
_LETTER = lazy(r"[a-z](?!\w)")


#: What a date in words has one of.
MONTH_WORDS = frozenset(MONTHS) | frozenset(SEASONS)
_LETTERS = lazy(r"[^\W\d_]+")
_SEPARATED = lazy(r"\d[./-]\d")


def find_dates(
    text: str, *, language: str | None = None, bare_years: bool = True, named: bool | None = None
) -> tuple[FoundDate, ...]:
    """Every date in the text, in order, none overlapping; a bare year is one if asked for.

    ``1/4/2020`` is read month first only in English; the other reading is in ``swapped``.
    ``named`` says whether a month or season may be in the text, if the caller knows.
    """
    found: list[FoundDate] = []
    end = 0
    for year in _YEAR.finditer(text):
        if year.start() < end:
            continue
        if named is None:
            named = not MONTH_WORDS.isdisjoint(_LETTERS.findall(text.lower()))
        date = _around(text, year, end, language, named=named)
        date = date or (_bare(text, year) if bare_years else None)
        if date:
            found.append(date)
            end = date.end
    if not text.isascii():
        found = _with_eras(text, found)
    if not _SEPARATED.search(text):
        return tuple(found)
    short = [date for match in _SHORT_YEAR.finditer(text) if (date := _short(match, language))]
    if short:
        found = [one for one in found if not any(_overlap(one, date) for date in short)] + short
        found.sort(key=lambda date: date.start)
    return tuple(found)


#: The year before the first of each era; 元 is the first.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911,
         "民国": 1911}  # fmt: skip
_ERA = lazy(
    rf"(?P<era>{'|'.join(_ERAS)})\s?(?P<year>\d{{1,3}}|元)\s?年?"
    r"(?:度|(?:\s?(?P<month>\d{1,2})月)(?:\s?(?P<day>\d{1,2})日)?)?"
)


def _with_eras(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """The dates, with those of Japanese and Chinese eras: 平成15年5月3日."""
    eras = []
    for match in _ERA.finditer(text):
        year = _ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
        parts = _valid(year, *(int(match[one]) if match[one] else None for one in ("month", "day")))
        if parts:
            eras.append(_placed(_Read(parts), *match.span()))
    kept = [one for one in found if not any(_overlap(one, date) for date in eras)]
    return sorted(kept + eras, key=lambda date: date.start) if eras else found


def _overlap(one: FoundDate, other: FoundDate) -> bool:
    return one.start < other.end and other.start < one.end


def _around(
    text: str, year: re.Match[str], earliest: int, language: str | None, *, named: bool
) -> FoundDate | None:
    """The date that a year belongs to: its day and month stand before it, or behind it."""
    begin = max(earliest, year.start() - _BEFORE_WINDOW)
    before = text[begin : year.start()]
    number = int(year[0])
    final = before[-1:]
    parted = before[-2:].rstrip()[-1:]
    if parted and parted in "./-" and (match := _NUMERIC_BEFORE.search(before)):
        read = _numeric(match, number, language)
        if read:
            return _placed(read, begin + match.start(), year.end())
    letter = _letter(text, year.end())
    end = letter.end() if letter else year.end()
    if named and (final.isspace() or final == ","):
        for pattern in _BEFORE:
            if (match := pattern.search(before)) and (read := _named(match, number)):
                opening = match.groupdict().get("opening")
                start = match.start("month") if opening and not read.until else match.start()
                return _placed(read, begin + start, end, letter)
    hyphened = _HYPHENED.search(before) if named and final == "-" else None
    if hyphened and (read := _named(hyphened, number)):
        return _placed(read, begin + hyphened.start(), year.end())
    after = text[end : end + _AFTER_WINDOW]
    for pattern in _AFTER if named else _AFTER_UNNAMED:
        if (match := pattern.match(after)) and (read := _named(match, number)):
            return _placed(read, year.start(), end + match.end(), letter)
    return None


def _bare(text: str, year: re.Match[str]) -> FoundDate | None:
    before, after = text[max(0, year.start() - 1) : year.start()], text[year.end() : year.end() + 3]
    # Most years stand between a space or a bracket and what ends a part of the sentence.
    if before not in _PLAIN_BEFORE and _NOT_BEFORE_BARE.search(before):
        return None
    if after[:2] not in _PLAIN_AFTER and _NOT_AFTER_BARE.match(after):
        return None
    letter = _letter(text, year.end())
    end = letter.end() if letter else year.end()
    return _placed(_Read((int(year[0]),)), year.start(), end, letter)


def _letter(text: str, at: int) -> re.Match[str] | None:
    return _LETTER.match(text, at) if "a" <= text[at : at + 1] <= "z" else None


_DAY_MONTH = lazy(
    rf"(?<![\w.])(?:{_DAY}{_OF}(?P<after>[^\W\d_]{{3,12}})|(?P<before>[^\W\d_]{{3,12}})\.?\s"
    r"(?P<number>[0-3]?\d))(?![\w-])(?!,?\s(?:de\s)?(?:1[4-9]|20)\d\d)",
    re.IGNORECASE,
)


def find_day(text: str, year: int) -> tuple[Parts, int, int] | None:
    """A day and month that stand without their year ("3 May"): the date and its span."""
    for match in _DAY_MONTH.finditer(text):
        month = MONTHS.get((match["after"] or match["before"]).lower())
        parts = _valid(year, month, int(match["day"] or match["number"])) if month else None
        if parts:
            return parts, match.start(), match.end()
    return None


def not_before(date: FoundDate, earliest: Parts) -> Parts:
    """The reading of a date that does not lie before another: access follows publication."""
    if date.swapped is None or not _before(date.parts, earliest):
        return date.parts
    return date.parts if _before(date.swapped, earliest) else date.swapped


def _before(one: Parts, other: Parts) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


class _Read(NamedTuple):
    """What the words say, wherever they stand."""

    parts: Parts
    until: Parts | None = None
    swapped: Parts | None = None
    season: int | None = None


def _placed(read: _Read, start: int, end: int, letter: re.Match[str] | None = None) -> FoundDate:
    return FoundDate(
        start=start,
        end=end,
        parts=read.parts,
        until=read.until,
        swapped=read.swapped,
        season=read.season,
        letter=letter[0] if letter else None,
    )


def _named(match: re.Match[str], year: int) -> _Read | None:
    """A date whose month is a word, or stands between the signs of an East Asian date."""
    groups = match.groupdict()
    word = (groups.get("month") or "").lower()
    if word in SEASONS and not groups.get("day"):
        return _Read((year,), season=SEASONS[word])
    month = int(groups["number"]) if groups.get("number") else MONTHS.get(word)
    if word and month is None:
        return None
    parts = _valid(year, month, int(groups["day"]) if groups.get("day") else None)
    if parts is None:
        return None
    opening = MONTHS.get((groups.get("opening") or "").lower())
    if groups.get("first") and (first := _valid(year, month, int(groups["first"]))):
        return _Read(first, until=parts)
    if opening and month and opening < month:
        return _Read((year, opening), until=(year, month))
    return _Read(parts)


def _numeric(match: re.Match[str], year: int, language: str | None) -> _Read | None:
    a, b = int(match["a"]), int(match["b"])
    month_first = match["sep"] != "." and (language or "en").startswith("en")
    readings = [_valid(year, b, a), _valid(year, a, b)]
    if month_first:
        readings.reverse()
    possible = [parts for parts in readings if parts]
    if not possible:
        return None
    swapped = possible[1] if len(possible) > 1 and possible[0] != possible[1] else None
    return _Read(possible[0], swapped=swapped)


def _short(match: re.Match[str], language: str | None) -> FoundDate | None:
    digits = int(match["year"])
    read = _numeric(match, 2000 + digits if digits < 70 else 1900 + digits, language)
    return _placed(read, *match.span()) if read else None


def _valid(year: int, month: int | None, day: int | None) -> Parts | None:
    if month is None:
        return (year,)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return (year, month)
    return (year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
