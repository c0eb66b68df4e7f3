"""The right copy: which memento shows the page as the author saw it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from citations.model import Memento

__all__ = ["GOOD", "GRACE", "best", "ranked"]

#: An archived answer that can be the page that was cited (InternetArchiveBot takes the
#: same); None is one that the archive did not tell.
GOOD = frozenset({200, 203, 206, None})
#: A day ends last just west of the date line: twelve hours after it ends in UTC.
_DAY = timedelta(days=1, hours=12)
#: A copy made this soon after publication still counts as one from before it: most pages
#: are captured only once something links to them.
GRACE = timedelta(days=31)
#: There was no web archive before; such a date is a slip of the pen.
_FIRST_YEAR = 1996


def best(
    mementos: Sequence[Memento], *, accessed: date | None = None, published: date | None = None
) -> Memento | None:
    """The copy nearest before the date of access, else before publication, else after.

    ``accessed`` is the day the citation gives; ``published`` is when the citing document
    came out, or else the source itself. With neither, the newest copy. Only statuses
    200, 203, 206, or one that the archive did not tell.
    """
    return next(iter(ranked(mementos, accessed=accessed, published=published)), None)


def ranked(
    mementos: Iterable[Memento], *, accessed: date | None = None, published: date | None = None
) -> tuple[Memento, ...]:
    """The usable copies, the right one first; of one moment, in the order they came."""
    usable = [memento for memento in mementos if memento.status in GOOD]
    if accessed and accessed.year >= _FIRST_YEAR:
        return _nearest(usable, _start(accessed) + _DAY)
    if published and published.year >= _FIRST_YEAR:
        return _nearest(usable, _start(published), GRACE)
    return tuple(sorted(usable, key=lambda memento: memento.captured_at, reverse=True))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _nearest(
    mementos: Iterable[Memento], moment: datetime, grace: timedelta = timedelta(0)
) -> tuple[Memento, ...]:
    """Those from before ``moment`` (and the grace after it) first, each nearest first."""

    def distance(memento: Memento) -> tuple[bool, timedelta]:
        return memento.captured_at >= moment + grace, abs(moment - memento.captured_at)

    return tuple(sorted(mementos, key=distance))
