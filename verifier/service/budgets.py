"""What is asked of archives and told by hosts, kept in the store for every process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from citations.model import HostState
from citations.store import Store
from verifier import config
from verifier.addresses import Unusable, parse
from verifier.archives import ARCHIVES
from verifier.limiter import Busy, Limiter
from verifier.politeness import PATIENCE, Budget, utc_now
from verifier.politeness import Busy as HostBusy

__all__ = ["Budgets", "keep_state", "of_archives"]

#: What an archive counts together: a 429 to any of it is meant for all.
_ALL = ("search", "copy", "save")


class Budgets:
    """The archives' budgets, in the store: every process and every restart honours them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def update(self, host: str, change: Callable[[HostState], HostState]) -> HostState:
        return self._store.update_host(host, change)


def keep_state(store: Store, told: HostState) -> None:
    """Put what a host said on its row at once; a longer pause that is there stays."""

    def change(known: HostState) -> HostState:
        later = max(filter(None, (known.not_before, told.not_before)), default=None)
        return replace(known, not_before=later, backoff=told.backoff)

    store.update_host(told.host, change)


@dataclass(frozen=True, slots=True)
class _Copies:
    """Visits to an archive's own address come out of what it lets us fetch of its copies."""

    name: str
    interval: timedelta
    limiter: Limiter

    async def turn(self) -> None:
        try:
            await self.limiter.turn(f"{self.name} copy", self.interval, timedelta(seconds=PATIENCE))
        except Busy:
            raise HostBusy(utc_now() + timedelta(seconds=PATIENCE)) from None

    def stop(self, seconds: float) -> None:
        for part in _ALL:
            self.limiter.stop(f"{self.name} {part}", timedelta(seconds=seconds))


def of_archives(settings: config.Archives, limiter: Limiter) -> dict[tuple[str, int], Budget]:
    """The budget for visits to each archive in the settings, by host and port."""
    budgets: dict[tuple[str, int], Budget] = {}
    for name in ARCHIVES:
        server: config.Wayback | config.Memento = getattr(settings, name)
        try:
            place = parse(server.url)
        except Unusable:
            continue  # there is none, or it is refused where it is asked
        copies = _Copies(name, timedelta(seconds=1) / max(server.copies_per_second, 0.001), limiter)
        budgets.setdefault((place.host, place.port), copies)
        if place.port == 443:  # cited copies are often written with http://
            budgets.setdefault((place.host, 80), copies)
    return budgets
