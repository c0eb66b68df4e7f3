"""The right copy: which memento shows the page as the author saw it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from citations.model import Memento

__all__ = ["best", "ranked"]

#: An archived answer that can be the page that was cited (InternetArchiveBot takes the same).
GOOD = frozenset({200, 203, 206, None})
#: A date ends last on the date line's western side, twelve hours after it ends in UTC.
_LAST = timedelta(days=1, hours=12)


def best(
    mementos: Sequence[Memento], *, accessed: date | None = None, published: date | None = None
) -> Memento | None:
    """The copy nearest before the date of access, else before publication, else after.

    ``published`` is when the citing document came out: its author had seen the page by
    then. Without either date, the oldest copy is nearest to what was cited. Only
    statuses 200, 203, 206, or one that the archive did not tell.
    """
    return next(iter(ranked(mementos, accessed=accessed, published=published)), None)


def ranked(
    mementos: Iterable[Memento], *, accessed: date | None = None, published: date | None = None
) -> tuple[Memento, ...]:
    """The usable copies, the right one first; of one moment, in the order they came."""
    usable = [memento for memento in mementos if memento.status in GOOD]
    day = accessed or published
    if day is None:
        return tuple(sorted(usable, key=lambda memento: memento.captured_at))
    edge = datetime.combine(day, time(), UTC) + _LAST

    def distance(memento: Memento) -> tuple[bool, timedelta]:
        return memento.captured_at >= edge, abs(edge - memento.captured_at)

    return tuple(sorted(usable, key=distance))
