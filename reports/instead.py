"""What to cite instead: a copy of a page that is gone, the new address of one that moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from citations.model import Audit, LinkState, LinkStatus, Memento

# A copy of a page that is gone helps; a page that only moved is cited at its new address.
_GONE = frozenset({LinkStatus.DEAD, LinkStatus.SOFT_404})
_OK = 200


def copies(audit: Audit) -> dict[str, Memento]:
    """By link id: the good copy nearest the day the author read it, or else the newest."""
    read: dict[str, date] = {}
    for reference in audit.reading.references:
        if reference.link and (day := _csl_date(reference.csl.get("accessed"))):
            read.setdefault(reference.link, day)
    best = {
        link.id: _nearest(audit.mementos.get(link.url, ()), read.get(link.id))
        for link in audit.reading.links
    }
    return {id_: copy for id_, copy in best.items() if copy}


def suggestions(audit: Audit, good: dict[str, Memento]) -> dict[str, tuple[str, str]]:
    """By link id: the address to cite instead, and why; ``good`` are the ``copies``."""
    made: dict[str, tuple[str, str]] = {}
    for link in audit.reading.links:
        state = audit.states.get(link.url)
        better = _better(state, good.get(link.id)) if state else None
        if better and better[0] != link.url:
            made[link.id] = better
    return made


def _better(state: LinkState, copy: Memento | None) -> tuple[str, str] | None:
    final = state.last_check.final_url if state.last_check else None
    if state.status is LinkStatus.MOVED and final:
        return final, "The site says the page has moved there for good."
    if state.status in _GONE and copy:
        return copy.url, f"An archived copy of {copy.captured_at:%Y-%m-%d}."
    return None


def _nearest(mementos: tuple[Memento, ...], read: date | None) -> Memento | None:
    def badness(memento: Memento) -> tuple[bool, float, str]:
        away = abs((memento.captured_at.date() - read).days) if read else 0
        return not memento.verified, away or -memento.captured_at.timestamp(), memento.url

    return min((m for m in mementos if m.status in (None, _OK)), key=badness, default=None)


def _csl_date(value: Any) -> date | None:
    """The day of a CSL date, its month's or year's first if it says no more."""
    try:
        parts = [int(part) for part in value["date-parts"][0]]
        return date(*[*parts, 1, 1][:3])
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        return None
