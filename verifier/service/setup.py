"""From the settings to a service: transports, visitor, archives, judges, store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from citations.store import Store
from verifier import config
from verifier.archives import Saved, fetch_copy, open_archives, save
from verifier.archives.privacy import Privacy, is_inside
from verifier.config import Settings
from verifier.errors import BadConfig
from verifier.judges import JUDGES, Judge
from verifier.limiter import Limiter
from verifier.politeness import utc_now
from verifier.progress import Progress, Silent
from verifier.service.audit import Service
from verifier.service.evidence import Archives
from verifier.service.retention import apply_limits
from verifier.service.saving import Saver
from verifier.service.web import Ways, Web
from verifier.snapshots import Snapshots
from verifier.transport import Transport
from verifier.visits import Crew, how_many

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
        ways = Ways(offline=offline, replay=replay, record=record, transport=transport)
        web = Web(stack, settings, store, ways)
        web.visitor  # noqa: B018 - settings that cannot be used are refused at once
        crew = Crew(how_many(settings.fetch))
        stack.callback(crew.close)
        shown = progress or Silent()
        yield Service(
            settings=settings,
            store=store,
            open_web=lambda: web,
            open_crew=lambda: crew,
            archives=Archives(
                archives=[]
                if offline
                else open_archives(settings.archives, web.transport, web.limiter),
                fetch_copy=partial(
                    fetch_copy,
                    transport=web.transport,
                    limiter=web.limiter,
                    settings=settings.archives,
                ),
                deadline=settings.archives.deadline,
                inside=all(
                    is_inside(getattr(settings.archives, name).url)
                    for name in settings.archives.enabled
                ),
            ),
            saver=_saver(settings, store, web.transport, web.limiter, stack),
            judges=[_judge(settings, name) for name in settings.judge.enabled],
            snapshots=_snapshots(stack, settings.snapshots, store, shown),
            clock=utc_now,
            progress=shown,
            stop=stop or asyncio.Event(),
        )


def _saver(
    settings: Settings, store: Store, web: Transport, limiter: Limiter, stack: AsyncExitStack
) -> Saver:
    privacy = Privacy(settings.fetch)
    stack.callback(privacy.close)
    archives = settings.archives

    async def ask(page: str, leads_to: str | None) -> Saved:
        return await save(page, web, limiter, archives, leads_to=leads_to)

    return Saver(
        store=store,
        save=ask,
        fetch_copy=partial(fetch_copy, transport=web, limiter=limiter, settings=archives),
        private=partial(privacy.why_not, archive=archives.wayback.url),
        clock=utc_now,
        archive=archives.wayback.url,
        again=archives.save_again,
    )


def _snapshots(
    stack: AsyncExitStack, settings: config.Snapshots, store: Store, progress: Progress
) -> Snapshots | None:
    if not settings.folder:
        return None
    snapshots = Snapshots(Path(settings.folder), settings.roll_at)

    def limit() -> None:
        pruned = apply_limits(snapshots, settings, store, utc_now())
        if pruned.removed or pruned.beyond:
            progress.say(f"{settings.folder}: {pruned}")

    stack.callback(limit)
    stack.callback(snapshots.close)
    return snapshots


def _judge(settings: Settings, name: str) -> Judge:
    if name not in JUDGES:
        known = ", ".join(sorted(JUDGES))
        raise BadConfig(f"judge.enabled: unknown judge {name}; known: {known}")
    return JUDGES[name](settings.judge)
