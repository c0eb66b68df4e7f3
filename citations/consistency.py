"""Where a document contradicts itself about its sources: dates that cannot both be right.

An address often carries the day of publication. If the note, or the sentence that names
the work, gives another day, one of the two is wrong, and no network is needed to see it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from citations.dates import find_dates
from citations.model import Claim, Problem, Reading, Reference
from citations.words import letters

__all__ = ["Span", "date_in_url", "inconsistencies"]

#: Newsrooms publish over midnight and in other time zones.
_TOLERANCE = timedelta(days=1)
#: A title shorter than this, in letters, may be in an address by chance.
_LEAST_TITLE = 16
#: Named works that are compared with every reference; a document names few with their day.
_MOST_NAMED = 200

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})(?:[/-](\d{1,2}))?(?=[/._-]|$)"
    r"|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/._-]|$)"
)
# The day on which a file was stored is not the day on which a text came out.
_STORES = re.compile(r"upload|files?/|images?/|assets?/|media/|static/|/web/\d{4}")
_QUOTED = re.compile(r"[“„«‘\"]([^“”„«»\"]{8,300})[”“»’\"]")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a date as written can mean."""

    first: date
    last: date

    @classmethod
    def of(cls, parts: Any) -> Span | None:
        """From (year,), (year, month) or (year, month, day); None if there is no such day."""
        try:
            year, month, day = (*map(int, parts), 0, 0)[:3]
            first = date(year, month or 1, day or 1)
            if day:
                return cls(first, first)
            last_month = month or 12
            return cls(first, date(year, last_month, calendar.monthrange(year, last_month)[1]))
        except (ValueError, TypeError, OverflowError, calendar.IllegalMonthError):
            return None

    def is_apart(self, other: Span) -> bool:
        """Whether no day can be meant by both, give or take one."""
        return self.first - other.last > _TOLERANCE or other.first - self.last > _TOLERANCE

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        whole_year = self.first.month == 1 and self.last.month == 12
        return f"{self.first:%Y}" if whole_year else f"{self.first:%Y-%m}"


def date_in_url(url: str) -> Span | None:
    """The day or month of publication that an address carries in its path."""
    if "/19" not in url and "/20" not in url:
        return None
    path = _path(url).lower()
    found = _DAY.search(path)
    if found is None or _STORES.search(path):
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
    if month in _MONTHS:
        month = str(_MONTHS.index(month) + 1)
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return None
    return Span.of((year, month, day) if day else (year, month))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path if len(url) < 4_000 else ""
    except ValueError:
        return ""


def inconsistencies(reading: Reading) -> tuple[Problem, ...]:
    """Dates of a reference that its own address or the text around contradicts."""
    named = tuple(islice(_named(reading), _MOST_NAMED))
    found = [
        problem
        for reference in reading.references
        for problem in (*_in_reference(reference), *_in_text(reference, named))
    ]
    return tuple(sorted(found, key=lambda problem: problem.start))


def _in_reference(reference: Reference) -> Iterator[Problem]:
    issued, accessed = _span(reference, "issued"), _span(reference, "accessed")
    carried = date_in_url(str(reference.csl.get("URL", "")))
    if issued and carried and issued.is_apart(carried):
        yield _problem(
            "date_conflict",
            f"The note dates this source {issued}, its own address {carried}.",
            reference,
        )
    published = carried or issued
    if published and accessed and accessed.last + _TOLERANCE < published.first:
        yield _problem(
            "accessed_before_published",
            f"The source was visited on {accessed}, before it came out on {published}.",
            reference,
        )


@dataclass(frozen=True, slots=True)
class _Named:
    """A title in quotation marks, in letters, with the day that its sentence gives it."""

    claim: Claim
    title: str
    day: Span


def _named(reading: Reading) -> Iterator[_Named]:
    """The works that the sentences name with a full date behind the title."""
    for claim in reading.claims:
        text = claim.text[:4_000]
        for quoted in _QUOTED.finditer(text):
            title = letters(quoted[1])[0]
            day = _day_in(text[quoted.end() :], reading.document.language)
            if len(title) >= _LEAST_TITLE and day is not None:
                yield _Named(claim, title, day)


def _day_in(text: str, language: str | None) -> Span | None:
    """The first full date of the text."""
    for found in find_dates(text, language=language, bare_years=False):
        if len(found.parts) == 3 and (span := Span.of(found.parts)):
            return span
    return None


def _in_text(reference: Reference, named: Sequence[_Named]) -> Iterator[Problem]:
    """Sentences that name the work by its title and give it another day."""
    if not named:
        return
    carried, place = date_in_url(str(reference.csl.get("URL", ""))), "its own address"
    if carried is None:
        carried, place = _span(reference, "issued"), "its note"
    if carried is None:
        return
    titles = _titles(reference)
    for one in named:
        if one.day.is_apart(carried) and any(one.title in t or t in one.title for t in titles):
            yield Problem(
                code="date_conflict",
                message=f"The text dates this source {one.day}, {place} {carried}.",
                start=one.claim.start,
                line=one.claim.line,
            )


def _titles(reference: Reference) -> list[str]:
    """The letters of the title, and of the last part of the address, which often repeats it."""
    path = _path(str(reference.csl.get("URL", "")))
    slug = re.sub(r"\.\w{2,5}$", "", path.rstrip("/").rsplit("/", 1)[-1])
    named = (letters(text)[0] for text in (str(reference.csl.get("title", "")), slug))
    return [title for title in named if len(title) >= _LEAST_TITLE]


def _span(reference: Reference, field: str) -> Span | None:
    value = reference.csl.get(field)
    parts = value.get("date-parts") if isinstance(value, dict) else None
    return Span.of(parts[0]) if parts else None


def _problem(code: str, message: str, reference: Reference) -> Problem:
    return Problem(code=code, message=message, start=reference.start, line=reference.line)
