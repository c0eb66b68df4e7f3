"""Visits to many links: spread over the hosts, stored as they come, stopped at a word."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citations.model import Check, HostState, LinkState, LinkStatus
from citations.store import Store
from verifier.config import Settings
from verifier.due import next_state
from verifier.places import without_places
from verifier.progress import Progress
from verifier.visits import WORTH_IT, Crew, Rounds, Shards, Source, batches

if TYPE_CHECKING:
    from verifier.fetch import Visit
    from verifier.service.web import Web

__all__ = ["Visits", "visit_all"]

#: Checks are stored in bundles: one durable write costs as much as a hundred rows.
_BUNDLE = 500
#: So many wait to be stored while others are, at most.
_MOST_WAITING = 4 * _BUNDLE
#: Seconds after which a bundle is stored however small it is: a kill loses no more than this.
_PATIENCE = 2.0

# What a visit says when nothing at all came back; if every host says so, it is our network.
_NOTHING_CAME = frozenset(
    {"dns_not_found", "dns_failure", "timeout", "connect_refused", "connect_reset", "unreachable"}
)

#: A network that is lost in the middle of a run is known by so many silent hosts in a row.
_IN_A_ROW = 10

Use = Callable[["Visit"], Awaitable[None]]
"""What is done with a visit at once, while its body is at hand."""


@dataclass(slots=True)
class Visits:
    """What became of the links that were to be visited."""

    states: dict[str, LinkState] = field(default_factory=dict)
    #: Links that were not reached because the run was cut short.
    left: list[str] = field(default_factory=list)
    network_down: bool = False


async def visit_all(
    urls: Source,
    *,
    web: Web,
    store: Store,
    settings: Settings,
    progress: Progress,
    stop: asyncio.Event,
    crew: Crew,
    use: Use | None = None,
) -> Visits:
    """Visit every link once; the checks and new states are in the store when this returns.

    Stops early, with the rest in ``left``, once ``stop`` is set: what is under way is
    finished. A host's links are visited in their order, ``host_concurrency`` at a time,
    so that a slow host holds up nobody else. Many links are divided among processes of the crew,
    unless something is done with each page here (``use``).
    """
    links = _Links(urls, stop, progress)
    bundle = _Bundle(store, settings, web.network_up, links.done)
    divisible = use is None and web.repeatable and crew.count > 1
    if divisible and (crew.ready or await links.are_many()):
        shards = Shards(
            settings.fetch,
            crew,
            states=store.hosts(),
            budgets=web.hosts.budgets,
            take=bundle.add,
            learn=lambda states: _learn(web, store, states),
            say=progress.say,
        )
        await shards.run(links, stop)
        left = shards.left
    else:
        visitor = web.visitor
        visitor.hosts.learn(store.hosts())  # what other processes were told meanwhile

        async def visit_one(url: str) -> None:
            visit = await visitor.visit(url)
            if use is not None:
                await use(visit)
            await bundle.add([visit.check])

        at_once, room = settings.fetch.host_concurrency, visitor.hosts.room
        async with Rounds(visit_one, at_once, stop, room) as rounds:
            async for batch in links:
                for url in batch:
                    rounds.add(url)
        left = rounds.left
    await bundle.store_now()
    bundle.visits.left = [without_places(url) for url in left]
    return bundle.visits


def _learn(web: Web, store: Store, states: list[HostState]) -> None:
    """What hosts told another process is honoured here, and by whoever comes later."""
    web.hosts.learn(states)
    store.save_hosts(states)


class _Links:
    """The links to be visited, each once; whether they are many is found out beforehand."""

    def __init__(self, urls: Source, stop: asyncio.Event, progress: Progress) -> None:
        self._batches = batches(urls, stop)
        self._ahead: list[list[str]] = []
        self._progress = progress
        self._shown = self._total = 0

    async def are_many(self) -> bool:
        """Whether there is work for more than one process; waits for that many."""
        while sum(map(len, self._ahead)) < WORTH_IT:
            batch = await anext(self._batches, None)
            if batch is None:
                return False
            self._ahead.append(batch)
        return True

    async def __aiter__(self) -> AsyncIterator[list[str]]:
        while self._ahead:
            yield self._counted(self._ahead.pop(0))
        async for batch in self._batches:
            yield self._counted(batch)

    def done(self, url: str) -> None:
        """One of them is visited."""
        self._progress.step(url)

    def _counted(self, batch: list[str]) -> list[str]:
        self._total += len(batch)
        known = self._total + sum(map(len, self._ahead))
        if known > self._shown:  # it grows while documents are being read
            self._shown = known
            self._progress.start("visiting links", known)
        return batch


class _Bundle:
    """Checks on their way into the store."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        network_up: Callable[[], Awaitable[bool]],
        done: Callable[[str], None],
    ) -> None:
        self.visits = Visits()
        self._done = done
        self._store = store
        self._schedule = settings.schedule
        self._network_up = network_up
        self._checks: list[Check] = []
        self._since = 0.0
        self._storing = asyncio.Lock()

    async def add(self, checks: list[Check]) -> None:
        now = asyncio.get_running_loop().time()
        if not self._checks:
            self._since = now
        self._checks += checks
        for check in checks:
            self._done(check.url)
        waiting = len(self._checks)
        due = waiting >= _BUNDLE or now - self._since > _PATIENCE
        # While others are being stored, more can be taken in: who visits need not wait.
        if due and (not self._storing.locked() or waiting >= _MOST_WAITING):
            await self.store_now()

    async def store_now(self) -> None:
        async with self._storing:
            checks, self._checks = self._checks, []
            if not checks:
                return
            down = _silent(checks) and not await self._network_up()
            states = await asyncio.to_thread(self._write, checks, down)
        self.visits.network_down |= down
        self.visits.states.update(states)

    def _write(self, checks: list[Check], down: bool) -> dict[str, LinkState]:  # noqa: FBT001
        known = self._store.states(check.url for check in checks)
        states = {
            check.url: next_state(
                known.get(check.url), check, self._schedule, our_network_down=down
            )
            if check.status is not LinkStatus.UNCHECKED
            else known.get(check.url, _not_visited(check))
            for check in checks
        }
        visited = [check for check in checks if check.status is not LinkStatus.UNCHECKED]
        self._store.add_checks(visited, [states[check.url] for check in visited])
        return states


def _not_visited(check: Check) -> LinkState:
    """What there is to say of a link that was not visited: no time, no visit to record."""
    return LinkState(url=check.url, status=check.status, reason=check.reason, why=check.why)


def _silent(checks: list[Check]) -> bool:
    """Whether the last hosts that were asked, all of them or many in a row, gave no answer."""
    asked = [check for check in checks if not _nothing_was_sent(check)][-_IN_A_ROW:]
    return bool(asked) and all(check.reason in _NOTHING_CAME for check in asked)


def _nothing_was_sent(check: Check) -> bool:
    refused_by_us = check.status in (LinkStatus.UNSAFE, LinkStatus.MALFORMED)
    # A host that asked us earlier to stay away, or whose robots.txt does.
    stayed_away = check.status is LinkStatus.BLOCKED and check.http_status is None
    return refused_by_us or stayed_away or check.status is LinkStatus.UNCHECKED
