"""What to cite instead: a copy of a page that is gone, the new address of one that moved."""

from __future__ import annotations

from citations.model import Audit, LinkState, LinkStatus, Memento

# A copy of a page that is gone helps; a page that only moved is cited at its new address.
_GONE = frozenset({LinkStatus.DEAD, LinkStatus.SOFT_404})
_OK = (200, 203, 206, None)


def copies(audit: Audit) -> dict[str, Memento]:
    """By link id: the first copy that is known to be good, or else the first that may be."""
    best = {}
    for link in audit.reading.links:
        usable = [m for m in audit.mementos.get(link.url, ()) if m.status in _OK]
        if usable:
            best[link.id] = next((m for m in usable if m.verified), usable[0])
    return best


def suggestions(audit: Audit, good: dict[str, Memento]) -> dict[str, tuple[str, str]]:
    """By link id: the address to cite instead, and why; ``good`` are the ``copies``."""
    made: dict[str, tuple[str, str]] = {}
    for link in audit.reading.links:
        state, other = audit.states.get(link.url), audit.alternatives.get(link.url)
        if other is not None:
            made[link.id] = (other, "The address is broken in the text; so read, it answers.")
        elif state and (better := _better(state, good.get(link.id))) and better[0] != link.url:
            made[link.id] = better
    return made


def _better(state: LinkState, copy: Memento | None) -> tuple[str, str] | None:
    final = state.last_check.final_url if state.last_check else None
    if state.status is LinkStatus.MOVED and final:
        return final, "The site says the page has moved there for good."
    if state.status in _GONE and copy:
        return copy.url, f"An archived copy of {copy.captured_at:%Y-%m-%d}."
    return None
