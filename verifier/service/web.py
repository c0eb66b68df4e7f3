"""The way to the world for one run: live, offline, from a recording, or into one.

What is needed to visit, and what recordings need, is imported when it is first used: where
other processes make the visits, this one makes none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from citations.model import LinkStatus
from citations.store import Store
from verifier.config import Settings
from verifier.limiter import Limiter, Unhurried
from verifier.politeness import Hosts, Locate, utc_now
from verifier.service.budgets import Budgets, keep_state, of_archives

if TYPE_CHECKING:
    from verifier.fetch import Visitor
    from verifier.transport import GuardedTransport, Transport

__all__ = ["Ways", "Web"]


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


class Web:
    """One transport, made when it is first used, with what spares the hosts and archives behind it.

    It is closed with the ``stack``. Raises ``BadRecording`` for a file that cannot be used.
    """

    def __init__(self, stack: AsyncExitStack, settings: Settings, store: Store, ways: Ways) -> None:
        self._stack = stack
        self._settings = settings
        self._ways = ways
        self._clock = utc_now
        live = ways.live
        self.limiter: Limiter = Limiter(utc_now, Budgets(store)) if live else Unhurried(utc_now)
        locate = self._locate if ways.transport is None else None
        self.hosts = _hosts(settings, store, locate, self.limiter) if live else Hosts.unhurried()
        if ways.replay or ways.record:
            self.transport  # noqa: B018 - a file that cannot be used is refused at once

    @property
    def repeatable(self) -> bool:
        """Whether another process would make the same visits, given the same settings."""
        return self._ways.live and self._ways.record is None and self._ways.transport is None

    @cached_property
    def _guarded(self) -> GuardedTransport:
        from verifier.transport import GuardedTransport

        return GuardedTransport(self._settings.fetch)

    async def _locate(self, host: str, port: int) -> str | None:
        return await self._guarded.locate(host, port)

    @cached_property
    def transport(self) -> Transport:
        """What sends requests, or stands in for it."""
        ways = self._ways
        made: Transport
        if ways.transport is not None:
            made = ways.transport
        elif ways.replay is not None and not ways.offline:
            made, self._clock = _recorded(ways.replay)
        elif ways.offline:
            from verifier.transport import OfflineTransport

            made = OfflineTransport()
        else:
            made = self._guarded
        if ways.record is not None:
            made = _recording(made, ways.record)
        self._stack.push_async_callback(made.aclose)
        return made

    @cached_property
    def visitor(self) -> Visitor:
        """Whoever visits."""
        from verifier.fetch import Visitor
        from verifier.mx import open_mail

        transport = self.transport  # and with it the clock
        mail = open_mail() if self._ways.live and self._settings.fetch.mail else None
        return Visitor(
            transport, self._settings.fetch, hosts=self.hosts, clock=self._clock, mail=mail
        )

    async def network_up(self) -> bool:
        """Whether any of the canaries answers at all; with none to ask, we take it that we are up.

        So it is where nothing is sent.
        """
        canaries = self._settings.schedule.canaries
        if not canaries or not self._ways.live:
            return True
        visits = await asyncio.gather(*(self.visitor.visit(url) for url in canaries))
        return any(
            visit.check.http_status is not None or visit.check.status is LinkStatus.INSECURE
            for visit in visits
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
