"""``verifier run``: watched documents audited in time, due links visited, until told to stop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from citations.model import LinkState, Watch
from verifier.config import Settings
from verifier.interrupt import stop_on_signals
from verifier.progress import Progress, Silent
from verifier.scheduler import run
from verifier.service import Service, open_service
from verifier.service.opening import open_sources

__all__ = ["keep_fresh"]


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
    async with (
        stop_on_signals(progress.say) as stop,
        open_service(settings, offline=offline, progress=_Quiet(progress), stop=stop) as service,
    ):
        watches = service.store.watches()
        progress.say(f"keeping {len(watches)} watched documents fresh; Ctrl-C to stop")

        async def visit_due(states: Iterable[LinkState]) -> None:
            visits = await service.visit([state.url for state in states])
            progress.say(_line(visits))

        async def audit_watch(watch: Watch) -> None:
            await _audit(service, watch, progress)

        await run(service.store, visit_due, audit_watch, clock=service.clock, tick=tick, stop=stop)


async def _audit(service: Service, watch: Watch, progress: Progress) -> None:
    """Audit a watched source; raises if it cannot be read now."""
    opened = await open_sources([watch.source], service.visitor)
    for problem in opened.problems:
        progress.say(f"verifier: {problem}")
    for audit in await service.audit(opened.readings):
        claims, links = len(audit.reading.claims), len(audit.states)
        progress.say(f"audited {audit.reading.document.source}: {claims} claims, {links} links")


def _line(visits: dict[str, LinkState]) -> str:
    counts: dict[str, int] = {}
    for state in visits.values():
        counts[state.status] = counts.get(state.status, 0) + 1
    parts = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    return f"visited {len(visits)} links: {parts}"
