"""Visits to many links: spread over the hosts, stored as they come, stopped at a word."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from citations.model import Check, LinkState, LinkStatus
from citations.store import Store
from verifier.config import Settings
from verifier.due import next_state
from verifier.fetch import Visit, Visitor
from verifier.progress import Progress

__all__ = ["Visits", "visit_all"]

#: Checks are stored in bundles: one durable write costs as much as a hundred rows.
_BUNDLE = 500
#: Seconds after which a bundle is stored however small it is: a kill loses no more than this.
_PATIENCE = 2.0

# What a visit says when nothing at all came back; if every host says so, it is our network.
_NOTHING_CAME = frozenset(
    {"dns_not_found", "dns_failure", "timeout", "connect_refused", "connect_reset", "unreachable"}
)

Use = Callable[[Visit], Awaitable[None]]
"""What is done with a visit at once, while its body is at hand."""


@dataclass(slots=True)
class Visits:
    """What became of the links that were to be visited."""

    states: dict[str, LinkState] = field(default_factory=dict)
    #: Links that were not reached because the run was cut short.
    left: list[str] = field(default_factory=list)
    network_down: bool = False


async def visit_all(
    urls: Iterable[str],
    *,
    visitor: Visitor,
    store: Store,
    settings: Settings,
    progress: Progress,
    stop: asyncio.Event,
    network_up: Callable[[], Awaitable[bool]],
    use: Use | None = None,
) -> Visits:
    """Visit every link once; the checks and new states are in the store when this returns.

    Stops early, with the rest in ``left``, once ``stop`` is set: what is under way is
    finished. A host's links are visited in their order, ``host_concurrency`` at a time,
    so that a slow host holds up nobody else.
    """
    queues = _by_host(urls)
    bundle = _Bundle(store, settings, network_up)
    progress.start("visiting links", sum(map(len, queues.values())))

    async def work(queue: deque[str]) -> None:
        while queue and not stop.is_set():
            visit = await visitor.visit(queue.popleft())
            if use is not None:
                await use(visit)
            await bundle.add(visit.check)
            progress.step(visit.check.url)

    async with asyncio.TaskGroup() as group:
        for queue in queues.values():
            for _ in range(min(settings.fetch.host_concurrency, len(queue))):
                group.create_task(work(queue))
    await bundle.store_now()
    bundle.visits.left = [url for queue in queues.values() for url in queue]
    return bundle.visits


def _by_host(urls: Iterable[str]) -> dict[str, deque[str]]:
    queues: dict[str, deque[str]] = defaultdict(deque)
    for url in dict.fromkeys(urls):
        queues[_host(url)].append(url)
    return queues


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


class _Bundle:
    """Checks on their way into the store."""

    def __init__(
        self, store: Store, settings: Settings, network_up: Callable[[], Awaitable[bool]]
    ) -> None:
        self.visits = Visits()
        self._store = store
        self._schedule = settings.schedule
        self._network_up = network_up
        self._checks: list[Check] = []
        self._since = 0.0
        self._storing = asyncio.Lock()

    async def add(self, check: Check) -> None:
        now = asyncio.get_running_loop().time()
        if not self._checks:
            self._since = now
        self._checks.append(check)
        if len(self._checks) >= _BUNDLE or now - self._since > _PATIENCE:
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
    """Whether no host at all gave an answer, of at least one that was asked."""
    asked = [check for check in checks if check.status is not LinkStatus.UNCHECKED]
    return bool(asked) and all(check.reason in _NOTHING_CAME for check in asked)
