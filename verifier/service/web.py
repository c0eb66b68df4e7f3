"""The way to the world for one run: live, offline, from a recording, or into one.

What recordings need is imported only where there is one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from citations.model import LinkStatus
from citations.store import Store
from verifier.config import Settings
from verifier.fetch import Visitor
from verifier.limiter import Limiter, Unhurried
from verifier.mx import open_mail
from verifier.politeness import Hosts, Locate, utc_now
from verifier.service.budgets import Budgets, keep_state, of_archives
from verifier.transport import GuardedTransport, OfflineTransport, Transport

__all__ = ["Ways", "Web", "open_web"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Which way to the world was asked for."""

    offline: bool = False
    replay: Path | None = None
    record: Path | None = None
    #: Stands in for the network, as in the recording of the examples.
    transport: Transport | None = None

    @property
    def live(self) -> bool:
        """Whether hosts and archives are really asked, and so to be spared."""
        return not self.offline and self.replay is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """One transport, with what spares the hosts and archives behind it."""

    transport: Transport
    limiter: Limiter
    visitor: Visitor
    #: Whether any of the canaries answers at all.
    network_up: Callable[[], Awaitable[bool]]


def open_web(stack: AsyncExitStack, settings: Settings, store: Store, ways: Ways) -> Web:
    """The way asked for; it is closed with the stack."""
    clock = utc_now
    if ways.transport is not None:
        web = ways.transport
    elif ways.replay is not None and not ways.offline:
        web, clock = _recorded(ways.replay)
    else:
        web = OfflineTransport() if ways.offline else GuardedTransport(settings.fetch)
    locate = web.locate if isinstance(web, GuardedTransport) else None
    if ways.record is not None:
        web = _recording(web, ways.record)
    stack.push_async_callback(web.aclose)
    limiter = Limiter(utc_now, Budgets(store)) if ways.live else Unhurried(utc_now)
    hosts = _hosts(settings, store, locate, limiter) if ways.live else Hosts.unhurried()
    mail = open_mail() if ways.live and settings.fetch.mail else None
    visitor = Visitor(web, settings.fetch, hosts=hosts, clock=clock, mail=mail)
    canaries = settings.schedule.canaries
    return Web(
        transport=web,
        limiter=limiter,
        visitor=visitor,
        network_up=_network_up(visitor, canaries) if ways.live else _always_up,
    )


def _hosts(settings: Settings, store: Store, locate: Locate | None, limiter: Limiter) -> Hosts:
    return Hosts.of(
        settings.fetch,
        store.hosts(),
        locate=locate,
        tell=partial(keep_state, store),
        budgets=of_archives(settings.archives, limiter),
    )


def _recorded(path: Path) -> tuple[Transport, Callable[[], datetime]]:
    """What answers from a recording, and the time of a visit: when it was recorded."""
    from verifier.warc import ReplayTransport

    replay = ReplayTransport(path)
    return replay, lambda: replay.recorded_at or utc_now()


def _recording(web: Transport, path: Path) -> Transport:
    from verifier.warc import RecordingTransport

    return RecordingTransport(web, path)


async def _always_up() -> bool:
    return True


def _network_up(visitor: Visitor, canaries: tuple[str, ...]) -> Callable[[], Awaitable[bool]]:
    """Whether any of the canaries answers at all; with none to ask, we take it that we are up."""

    async def ask() -> bool:
        if not canaries:
            return True
        visits = await asyncio.gather(*(visitor.visit(url) for url in canaries))
        return any(
            visit.check.http_status is not None or visit.check.status is LinkStatus.INSECURE
            for visit in visits
        )

    return ask
