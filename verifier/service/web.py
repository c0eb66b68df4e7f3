"""The way to the world for one run: live, offline, from a recording, or into one."""

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
from verifier.config import Fetch, Settings
from verifier.fetch import Visitor
from verifier.limiter import Limiter, Unhurried
from verifier.mx import open_mail
from verifier.politeness import Hosts, Locate, utc_now
from verifier.service.budgets import Budgets, keep_state, of_archives
from verifier.transport import GuardedTransport, OfflineTransport, Transport
from verifier.warc import RecordingTransport, ReplayTransport

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
    web = ways.transport or _transport(settings.fetch, ways)
    locate = web.locate if isinstance(web, GuardedTransport) else None
    if ways.record is not None:
        web = RecordingTransport(web, ways.record)
    stack.push_async_callback(web.aclose)
    limiter = Limiter(utc_now, Budgets(store)) if ways.live else Unhurried(utc_now)
    hosts = _hosts(settings, store, locate, limiter) if ways.live else Hosts.unhurried()
    mail = open_mail() if ways.live and settings.fetch.mail else None
    visitor = Visitor(web, settings.fetch, hosts=hosts, clock=_clock(web), mail=mail)
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


def _clock(web: Transport) -> Callable[[], datetime]:
    """The time of a visit: of a recorded one, when it was recorded."""
    if isinstance(web, ReplayTransport):
        return lambda: web.recorded_at or utc_now()
    return utc_now


def _transport(settings: Fetch, ways: Ways) -> Transport:
    if ways.offline:
        return OfflineTransport()
    if ways.replay is not None:
        return ReplayTransport(ways.replay)
    return GuardedTransport(settings)


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
