"""From the settings to a service: transports, visitor, archives, judges, store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from citations.model import LinkStatus
from citations.store import Store
from verifier import config
from verifier.archives import fetch_copy, open_archives
from verifier.config import Fetch, Settings
from verifier.errors import BadConfig
from verifier.fetch import Visitor
from verifier.judges import JUDGES, Judge
from verifier.limiter import Limiter, Unhurried
from verifier.politeness import Hosts, Locate, utc_now
from verifier.progress import Progress, Silent
from verifier.service.audit import Service
from verifier.service.budgets import Budgets, keep_state, of_archives
from verifier.service.evidence import Archives
from verifier.snapshots import Snapshots
from verifier.transport import GuardedTransport, OfflineTransport, Transport
from verifier.warc import RecordingTransport, ReplayTransport

__all__ = ["open_service"]


@asynccontextmanager
async def open_service(
    settings: Settings,
    *,
    offline: bool = False,
    replay: Path | None = None,
    record: Path | None = None,
    progress: Progress | None = None,
    stop: asyncio.Event | None = None,
    transport: Transport | None = None,
) -> AsyncIterator[Service]:
    """A service with its store and transport open, closed again at the end.

    ``transport`` stands in for the network, as in the recording of the examples.
    Raises ``VerifierError`` and ``StoreError``, each with one line.
    """
    async with AsyncExitStack() as stack:
        store = stack.enter_context(Store.open(settings.store.url))
        live = not offline and replay is None
        web = transport or _transport(settings.fetch, offline=offline, replay=replay)
        locate = web.locate if isinstance(web, GuardedTransport) else None
        if record is not None:
            web = RecordingTransport(web, record)
        stack.push_async_callback(web.aclose)
        limiter = Limiter(utc_now, Budgets(store)) if live else Unhurried(utc_now)
        hosts = _hosts(settings, store, locate, limiter) if live else Hosts.unhurried()
        visitor = Visitor(web, settings.fetch, hosts=hosts, clock=_clock(web))
        yield Service(
            settings=settings,
            store=store,
            visitor=visitor,
            archives=Archives(
                archives=[] if offline else open_archives(settings.archives, web, limiter),
                fetch_copy=partial(
                    fetch_copy, transport=web, limiter=limiter, settings=settings.archives
                ),
                deadline=settings.archives.deadline,
            ),
            judges=[_judge(settings, name) for name in settings.judge.enabled],
            snapshots=_snapshots(stack, settings.snapshots),
            clock=utc_now,
            network_up=_network_up(visitor, settings.schedule.canaries) if live else _always_up,
            progress=progress or Silent(),
            stop=stop or asyncio.Event(),
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


def _transport(settings: Fetch, *, offline: bool, replay: Path | None) -> Transport:
    if offline:
        return OfflineTransport()
    if replay is not None:
        return ReplayTransport(replay)
    return GuardedTransport(settings)


def _snapshots(stack: AsyncExitStack, settings: config.Snapshots) -> Snapshots | None:
    if not settings.folder:
        return None
    snapshots = Snapshots(Path(settings.folder), settings.roll_at)
    if settings.keep:
        stack.callback(snapshots.shrink, settings.keep)
    stack.callback(snapshots.close)
    return snapshots


def _judge(settings: Settings, name: str) -> Judge:
    if name not in JUDGES:
        known = ", ".join(sorted(JUDGES))
        raise BadConfig(f"judge.enabled: unknown judge {name}; known: {known}")
    return JUDGES[name](settings.judge)


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
