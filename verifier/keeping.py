"""``verifier run``: watched documents audited in time, due links visited, until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from datetime import timedelta

from citations.errors import StoreError
from citations.model import Audit, LinkState, Watch
from verifier.config import Settings
from verifier.errors import VerifierError
from verifier.interrupt import stop_on_signals
from verifier.places import with_places
from verifier.progress import Progress, Silent
from verifier.scheduler import run
from verifier.service import Service, open_service
from verifier.service.opening import open_sources
from verifier.service.retention import apply_limits
from verifier.service.saving import Want

__all__ = ["keep_fresh"]

#: Pages whose turn to be saved has come that are taken from the store together.
_SAVED_AT_ONCE = 20


class _Quiet(Silent):
    """A scheduler's log: what matters, and no bars."""

    def __init__(self, told: Progress) -> None:
        self._told = told

    def say(self, message: str) -> None:
        """Pass it on."""
        self._told.say(message)


async def keep_fresh(
    settings: Settings, tick: timedelta, progress: Progress, *, offline: bool = False
) -> None:
    """Run the schedule in the foreground until SIGINT or SIGTERM; then finish what is in hand."""
    want = Want.read(settings.archives.save)
    async with (
        stop_on_signals(progress.say) as stop,
        open_service(settings, offline=offline, progress=_Quiet(progress), stop=stop) as service,
    ):
        watches = service.store.watches()
        progress.say(f"keeping {len(watches)} watched documents fresh; Ctrl-C to stop")

        async def visit_due(states: Iterable[LinkState]) -> None:
            urls = [state.url for state in states]
            cited = with_places(await asyncio.to_thread(service.store.cited_as, urls))
            visits = await service.visit([cited.get(url, url) for url in urls])
            progress.say(_line(visits))

        async def audit_watch(watch: Watch) -> None:
            audits = await _audit(service, watch, progress)
            for audit in audits if want is not Want.OFF else ():
                await service.saver.queue((await service.saver.plan(audit, want))[1])
            await _limit_snapshots(service, progress)

        # A page takes minutes to be saved, so that goes on beside the visits.
        saving = asyncio.create_task(_save_due(service, tick, progress)) if want != "off" else None
        try:
            await run(
                service.store, visit_due, audit_watch, clock=service.clock, tick=tick, stop=stop
            )
        finally:
            stop.set()
            if saving is not None:
                await saving


async def _limit_snapshots(service: Service, progress: Progress) -> None:
    """Delete what is older, or more, than our own archive is to keep."""
    archive, settings = service.snapshots, service.settings.snapshots
    if archive is not None:
        now = service.clock()
        pruned = await asyncio.to_thread(apply_limits, archive, settings, service.store, now)
        if pruned.removed:
            progress.say(f"{settings.folder}: {pruned}")


async def _save_due(service: Service, tick: timedelta, progress: Progress) -> None:
    """Ask for the pages whose turn to be saved has come, until told to stop."""
    while not service.stop.is_set():
        try:
            due = await asyncio.to_thread(
                service.store.savings_due, service.clock(), _SAVED_AT_ONCE
            )
            for one in await service.saver.ask_all(due, service.stop, lambda _: None):
                progress.say(f"{one.url}: {one.word}: {one.detail}")
        except (StoreError, VerifierError) as error:
            progress.say(f"verifier: saving pages: {error}; tried again later")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(service.stop.wait(), tick.total_seconds())


async def _audit(service: Service, watch: Watch, progress: Progress) -> list[Audit]:
    """Audit a watched source; raises if it cannot be read now."""
    opened = await open_sources([watch.source], service.visitor.visit)
    for problem in [*opened.skipped, *opened.problems]:
        progress.say(f"verifier: {problem}")
    audits = await service.audit(opened.readings)
    for audit in audits:
        claims, links = len(audit.reading.claims), len(audit.states)
        progress.say(f"audited {audit.reading.document.source}: {claims} claims, {links} links")
    return audits


def _line(visits: dict[str, LinkState]) -> str:
    counts: dict[str, int] = {}
    for state in visits.values():
        counts[state.status] = counts.get(state.status, 0) + 1
    parts = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    return f"visited {len(visits)} links: {parts}"
