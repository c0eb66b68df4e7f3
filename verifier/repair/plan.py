"""What each link should become: its new address, or an archived copy beside or instead of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from citations.model import Check, LinkState, LinkStatus, Memento, Reading
from citations.urls import canonical, is_url, unwrap
from verifier.availability.classify import permanent_address
from verifier.availability.fetched import Fetched

__all__ = ["Fix", "fix_for", "plan"]

_GONE = frozenset({LinkStatus.DEAD, LinkStatus.SOFT_404})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One link's repair: exactly one of ``target`` and ``copy`` is set."""

    url: str
    #: Where it has moved for good.
    target: str | None = None
    #: The archived copy that stands in for it.
    copy: Memento | None = None
    why: str

    @property
    def kind(self) -> str:
        return "moved" if self.target else "archived"

    def target_of(self, written: str) -> str:
        """The new address for the address as written: its fragment is kept."""
        target = self.target or (self.copy.url if self.copy else written)
        fragment = urldefrag(written).fragment
        return f"{target}#{fragment}" if fragment and "#" not in target else target


def plan(
    reading: Reading,
    states: Mapping[str, LinkState],
    mementos: Mapping[str, tuple[Memento, ...]],
) -> dict[str, Fix]:
    """By canonical address: the links that can be repaired, and how.

    ``mementos`` are those of an audit: the right copy first.
    """
    fixes: dict[str, Fix] = {}
    for link in reading.links:
        state = states.get(link.url)
        if state is None or unwrap(link.url) or not link.url.startswith(("http:", "https:")):
            continue
        fix = _fix(link.url, state, mementos.get(link.url, ()))
        if fix:
            fixes[canonical(link.url)] = fix
    return fixes


def fix_for(written: str, fixes: Mapping[str, Fix]) -> Fix | None:
    """The repair of an address as written; none for an archive's address."""
    return None if unwrap(written) else fixes.get(canonical(written))


def _fix(url: str, state: LinkState, copies: tuple[Memento, ...]) -> Fix | None:
    if state.status is LinkStatus.MOVED and state.last_check:
        target = _target(state.last_check)
        if target and is_url(target) and canonical(target) != canonical(url):
            return Fix(url=url, target=target, why="it has moved there for good")
    if state.status in _GONE:
        # The right copy comes first; one that nobody has read is not put into a document.
        copy = next((copy for copy in copies if copy.verified), None)
        if copy and is_url(copy.url):
            why = f"it is gone; archived {copy.captured_at:%Y-%m-%d}"
            return Fix(url=url, copy=copy, why=why)
    return None


def _target(check: Check) -> str | None:
    return permanent_address(
        Fetched(asked=check.url, hops=check.hops, final_url=check.final_url or "")
    )
