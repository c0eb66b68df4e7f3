"""Keeps the store fresh: on every tick, what is due in the store is audited and visited.

What is due lies in the store alone, never in memory: a restart, or a kill, loses nothing
that was acknowledged, and what was in hand is still due.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from citations.errors import CitationsError
from citations.model import LinkState, Watch
from citations.store import Store
from verifier.due import audit_is_due
from verifier.errors import VerifierError

__all__ = ["run"]

_log = logging.getLogger(__name__)

# A source that could not be audited is tried again after this, or sooner if it is due sooner.
_PAUSE_AFTER_FAILURE = timedelta(hours=1)

# To find what is due, and to deal it out over the hosts, costs as much for one batch as for many.
_BATCHES_AT_ONCE = 20

Visit = Callable[[list[LinkState]], Awaitable[None]]
Audit = Callable[[Watch], Awaitable[None]]


async def run(
    store: Store,
    visit_due: Visit,
    audit_watch: Audit,
    *,
    clock: Callable[[], datetime],
    tick: timedelta,
    stop: asyncio.Event,
    batch: int = 500,
    grace: timedelta = timedelta(seconds=20),
) -> None:
    """Visit due links and audit due sources until ``stop`` is set.

    While another process does so on the same store this one stands by, to take over.

    ``visit_due`` stores what it finds; what it did not store is due again. After ``stop``,
    what is in hand has ``grace`` to end, then is cancelled. An error that verifier names is
    logged and the work tried again later; any other ends the run and is raised.
    """
    keeper = _Keeper(
        store=store,
        visit_due=visit_due,
        audit_watch=audit_watch,
        clock=clock,
        stop=stop,
        batch=batch,
    )
    async with _our_turn(store, tick, stop):
        if stop.is_set():
            return
        with _ticking(tick, keeper.work, stop) as failures:
            await stop.wait()
            await keeper.finish(grace)
    if failures:
        raise failures[0]


@contextlib.asynccontextmanager
async def _our_turn(store: Store, tick: timedelta, stop: asyncio.Event) -> AsyncIterator[None]:
    """Wait until nobody else keeps the store fresh, or ``stop`` is set."""
    said = False
    while True:
        with store.alone("run") as mine:
            if mine or stop.is_set():
                yield
                return
        if not said:
            _log.warning("another process keeps this store fresh; standing by to take over")
            said = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), tick.total_seconds())


@contextlib.contextmanager
def _ticking(
    tick: timedelta, job: Callable[[], Awaitable[None]], stop: asyncio.Event
) -> Iterator[list[BaseException]]:
    """Start the job at once and on every tick, unless it is still running."""
    # It warns on every tick that a job is still running, which is how it is meant.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    scheduler = AsyncIOScheduler(timezone=UTC)
    failures: list[BaseException] = []

    def failed(event: JobExecutionEvent) -> None:
        # What we take back ourselves, in the end, is no failure.
        if not isinstance(event.exception, asyncio.CancelledError):
            failures.append(event.exception)
            stop.set()

    scheduler.add_listener(failed, EVENT_JOB_ERROR)
    scheduler.add_job(
        job,
        "interval",
        seconds=tick.total_seconds(),
        next_run_time=datetime.now(UTC),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield failures
    finally:
        scheduler.shutdown(wait=False)


@dataclass(slots=True, kw_only=True)
class _Keeper:
    """What is done on a tick, and the task that does it."""

    store: Store
    visit_due: Visit
    audit_watch: Audit
    clock: Callable[[], datetime]
    stop: asyncio.Event
    batch: int
    in_hand: asyncio.Task[Any] | None = None
    #: Sources that could not be audited, and when they are tried again.
    not_before: dict[str, datetime] = field(default_factory=dict)

    async def work(self) -> None:
        """Audit, then visit: an audit visits its links itself, so none is asked for twice."""
        self.in_hand = asyncio.current_task()
        try:
            with _logged("reading the watched sources"):
                await self._audit_sources()
            with _logged("visiting due links"):
                await self._visit_links()
        finally:
            self.in_hand = None

    async def _audit_sources(self) -> None:
        """Audit each watched source that is due; one that fails does not hold up the others."""
        for watch in await asyncio.to_thread(self.store.watches):
            now = self.clock()
            if self.stop.is_set():
                return
            if now >= self.not_before.get(watch.source, now) and audit_is_due(watch, now):
                self.not_before[watch.source] = now + min(watch.every, _PAUSE_AFTER_FAILURE)
                with _logged(watch.source):
                    await self.audit_watch(watch)
                    if self.stop.is_set():
                        return  # It may have been cut short, so it is due again.
                    await asyncio.to_thread(self.store.watched, watch.source, now)
                    del self.not_before[watch.source]

    async def _visit_links(self) -> None:
        """Visit what is due, a batch at a time, until nothing new is."""
        last: set[str] = set()
        while not self.stop.is_set():
            now, many = self.clock(), self.batch * _BATCHES_AT_ONCE
            due = await asyncio.to_thread(self.store.due, now, many)
            urls = {state.url for state in due}
            if urls <= last:
                # None is left, or these could not be stored: not again before the next tick.
                return
            last = urls
            for start in range(0, len(due), self.batch):
                if not self.stop.is_set():
                    await self.visit_due(due[start : start + self.batch])

    async def finish(self, grace: timedelta) -> None:
        """Wait for what is in hand, then take it back: in the store it is still due."""
        if self.in_hand:
            task = self.in_hand
            await asyncio.wait([task], timeout=grace.total_seconds())
            task.cancel()
            await asyncio.wait([task])


@contextlib.contextmanager
def _logged(what: str) -> Iterator[None]:
    """Log an error that verifier names, and go on: what failed is still due."""
    try:
        yield
    except (CitationsError, VerifierError, OSError) as error:
        _log.error("%s: %s; tried again later", what, error)
