"""How many visits a host takes at once, how far apart, and how long it wants to be left alone.

One ``Hosts`` serves a process. A visit enters and leaves a host; those who must wait do so
in order, and a host that makes us wait takes no room from the others. The hosts of one
registrable domain share limits of their own, and so do those at one address.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from weakref import WeakValueDictionary

from citations.model import HostState
from verifier import config
from verifier.domains import registrable
from verifier.gates import Gate, Limit, Queue

__all__ = ["PATIENCE", "Budget", "Busy", "Hosts", "Locate", "utc_now"]

#: A visit waits for a host at most this long; beyond, the host is left for another day.
PATIENCE = 60.0
#: No robots.txt can ask for more between two visits than this (seconds).
MAX_CRAWL_DELAY = 30.0
#: The first pause after a refusal without Retry-After, doubled by each one that follows.
FIRST_BACKOFF = 1.0
MAX_BACKOFF = 300.0
#: However long a host asks to be left alone, it is asked once a day.
MAX_PAUSE = 86_400.0
#: A limit that an answer calls spent is believed for this long; a refusal would say more.
MAX_SPENT = 900.0
#: A name whose look-up takes longer is taken to have an address of its own.
_LOCATE_SECONDS = 1.0
#: So many hosts are remembered before the idle ones are swept out.
_MANY = 2_000

Locate = Callable[[str, int], Awaitable[str | None]]
"""The address at which a host (name, port) answers, if it is a single one."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class Busy(Exception):
    """The host wants to be left alone for longer than a visit waits."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"until {until:%Y-%m-%d %H:%M} UTC")
        self.until = until


class Budget(Protocol):
    """What visits to a host come out of besides its limits: an archive's is kept for all we ask."""

    async def turn(self) -> None:
        """Wait for a turn; raises ``Busy``."""

    def stop(self, seconds: float) -> None:
        """The host refused us for so long."""


@dataclass(slots=True, eq=False)
class _Host:
    """A host's own gate, who waits for it, and what it told us."""

    gate: Gate
    queue: Queue
    backoff: float = 0.0
    crawl_delay: float | None = None
    not_before: datetime | None = None
    #: Its address is among its gates, or it has none of its own.
    placed: bool = False


class Hosts:
    """Slots of all hosts: so many visits at once in all, so many a host, so far apart.

    ``domain`` and ``address`` bound what the hosts of one registrable domain, and those at
    one address, are sent together; None: nothing does. ``locate`` finds a host's address;
    ``tell`` is called with what a host said, as soon as it says it; ``budgets`` are those
    of hosts (name and port) that are asked by others than visits too.
    """

    def __init__(
        self,
        *,
        concurrency: int,
        host: Limit,
        domain: Limit | None = None,
        address: Limit | None = None,
        states: Iterable[HostState] = (),
        clock: Callable[[], datetime] = utc_now,
        locate: Locate | None = None,
        tell: Callable[[HostState], None] | None = None,
        budgets: Mapping[tuple[str, int], Budget] | None = None,
        spare: bool = True,
    ) -> None:
        self._spare = spare
        self._all = Gate(max(concurrency, 1))
        self._limit = Limit(max(host.concurrency, 1), host.interval)
        self._domain = self._over_hosts(domain)
        self._address = self._over_hosts(address)
        self._clock = clock
        self._locate = locate if self._address else None
        self._tell = tell
        self.budgets = budgets or {}
        self._hosts: dict[str, _Host] = {}
        # A gate is remembered for as long as one of its hosts is.
        self._domains: WeakValueDictionary[str, Gate] = WeakValueDictionary()
        self._addresses: WeakValueDictionary[str, Gate] = WeakValueDictionary()
        self._known = {state.host: state for state in states}
        #: Hosts that told us something which the store does not know yet.
        self._news: set[str] = set()
        self._sweep_at = _MANY

    @classmethod
    def of(
        cls,
        settings: config.Fetch,
        states: Iterable[HostState] = (),
        locate: Locate | None = None,
        tell: Callable[[HostState], None] | None = None,
        budgets: Mapping[tuple[str, int], Budget] | None = None,
    ) -> Hosts:
        """As the settings say, honouring what hosts told us before."""
        return cls(
            concurrency=settings.concurrency,
            host=Limit(settings.host_concurrency, settings.host_interval.total_seconds()),
            domain=_limit(settings.domain_concurrency, settings.domain_interval),
            address=_limit(settings.address_concurrency, settings.address_interval),
            states=states,
            locate=locate,
            tell=tell,
            budgets=budgets,
        )

    @classmethod
    def unhurried(cls) -> Hosts:
        """For a replay: nothing is sent, so nobody has to be spared."""
        return cls(concurrency=64, host=Limit(64), spare=False)

    def _over_hosts(self, limit: Limit | None) -> Limit | None:
        """The limit for several hosts together, if it ever holds one of them back."""
        if limit is None:
            return None
        limit = limit.no_tighter_than(self._limit)
        return limit if limit.interval or limit.concurrency < self._all.room else None

    async def enter(
        self, name: str, port: int = 80, patience: float = PATIENCE, *, first: bool = False
    ) -> None:
        """Wait for a slot of the host; raises ``Busy`` if it is shut for longer than that.

        ``first`` is for what others that hold a page already wait for: it goes before them.
        """
        loop = asyncio.get_running_loop()
        host = self._hosts.get(name) or self._open(name, loop.time())
        if host.not_before is not None:
            self._mind(host, loop.time(), patience)
        if self.budgets and (budget := self.budgets.get((name, port))):
            await budget.turn()
        await host.queue.turn(first=first)
        if self._locate is None or host.placed:
            return
        # Only now, when the visit would look the name up itself.
        address = None
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOCATE_SECONDS):
                    address = await self._locate(name, port)
        except BaseException:
            self.leave(name)
            raise
        if not self._place(host, address):
            # The turn was not used; the host's own interval need not pass once more.
            host.gate.ready_at = min(host.gate.ready_at, loop.time())
            host.queue.leave()
            await host.queue.turn(first=first)

    @property
    def spares(self) -> bool:
        """Whether waiting is for somebody's sake; a replay's is not."""
        return self._spare

    def room(self) -> int:
        """How many more visits could be under way now, over all hosts."""
        return self._all.room

    def leave(self, name: str) -> None:
        """Give the slot back."""
        host = self._hosts[name]
        host.queue.leave()
        if host.queue.idle and host.gate.ready_at <= asyncio.get_running_loop().time():
            self._forget(name, host)

    async def rest(self, seconds: float) -> None:
        """Wait without a slot, before a further try."""
        if self._spare:
            await asyncio.sleep(seconds)

    def refused(self, name: str, wait: float | None, port: int = 80) -> float:
        """The host said "not now" (429, 503): seconds it is left alone, told or doubled."""
        host = self._hosts.get(name) or self._open(name, asyncio.get_running_loop().time())
        host.backoff = min(host.backoff * 2 or FIRST_BACKOFF, MAX_BACKOFF)
        pause = min(host.backoff if wait is None else wait, MAX_PAUSE)
        if self._spare:
            self._shut(name, host, pause)
        if budget := self.budgets.get((name, port)):
            budget.stop(pause)
        return pause

    def spent(self, name: str, wait: float) -> None:
        """The host served us, and said that it will not for so many seconds."""
        host = self._hosts.get(name)
        if host is not None and self._spare and wait > 0:
            self._shut(name, host, min(wait, MAX_SPENT))

    def answered(self, name: str) -> None:
        """The host served us: its back-off starts anew."""
        host = self._hosts.get(name)
        if host is not None and host.backoff:
            host.backoff = 0.0

    def set_crawl_delay(self, name: str, seconds: float) -> None:
        """The host's robots.txt wants so many seconds between visits."""
        host = self._hosts.get(name) or self._open(name, asyncio.get_running_loop().time())
        host.crawl_delay = min(max(seconds, 0.0), MAX_CRAWL_DELAY)
        self._news.add(name)
        if self._spare:
            host.gate.interval = max(self._limit.interval, host.crawl_delay)

    def learn(self, states: Iterable[HostState]) -> None:
        """Honour what other processes were told meanwhile; what we know already stands."""
        now = asyncio.get_running_loop().time()
        for state in states if self._spare else ():
            host = self._hosts.get(state.host)
            if host is None:
                self._known[state.host] = state
            elif state.not_before and (not host.not_before or state.not_before > host.not_before):
                host.not_before = state.not_before
                host.gate.ready_at = max(host.gate.ready_at, now + self._until(state.not_before))

    def states(self) -> list[HostState]:
        """What hosts told us since this was last asked, for the store."""
        names, self._news = sorted(self._news), set()
        return [_state(name, self._hosts[name]) for name in names if name in self._hosts]

    def _open(self, name: str, now: float) -> _Host:
        gate = Gate(self._limit.concurrency, self._limit.interval)
        gates: tuple[Gate, ...] = (gate, self._all)
        if self._domain is not None:
            gates = (gate, _shared(self._domains, registrable(name), self._domain), self._all)
        host = _Host(gate, Queue(gates))
        state = self._known.pop(name, None)
        if state is not None:
            host.backoff, host.crawl_delay = state.backoff, state.crawl_delay
            gate.interval = max(self._limit.interval, state.crawl_delay or 0.0)
            if state.not_before is not None:
                host.not_before = state.not_before
                gate.ready_at = now + self._until(state.not_before)
        if len(self._hosts) >= self._sweep_at:
            self._sweep(now)
        self._hosts[name] = host
        return host

    def _until(self, moment: datetime) -> float:
        return min((moment - self._clock()).total_seconds(), MAX_PAUSE)

    def _sweep(self, now: float) -> None:
        """Forget hosts that became idle before their interval was over."""
        for name, host in list(self._hosts.items()):
            if host.queue.idle and host.gate.ready_at <= now:
                self._forget(name, host)
        self._sweep_at = max(_MANY, 2 * len(self._hosts))

    def _forget(self, name: str, host: _Host) -> None:
        """Hosts are many; one that is idle and told us nothing needs no memory."""
        if not host.backoff and host.crawl_delay is None:
            del self._hosts[name]

    def _mind(self, host: _Host, now: float, patience: float) -> None:
        if host.not_before is not None and host.gate.ready_at - now > patience:
            raise Busy(host.not_before)
        if host.gate.ready_at <= now:
            host.not_before = None

    def _shut(self, name: str, host: _Host, pause: float) -> None:
        """Let nobody in for so many seconds."""
        until = self._clock() + timedelta(seconds=pause)
        host.gate.ready_at = max(host.gate.ready_at, asyncio.get_running_loop().time() + pause)
        host.not_before = max(host.not_before or until, until)
        self._news.add(name)
        if self._tell is not None and pause >= _WORTH_TELLING:
            self._tell(_state(name, host))
        if pause > PATIENCE:  # those who wait already will not wait that long either
            host.queue.turn_away(Busy(host.not_before))

    def _place(self, host: _Host, address: str | None) -> bool:
        """Count the host's visits at its address; whether the newest may go on there."""
        if host.placed:
            return True
        host.placed = True
        if address is None or self._address is None:
            return True
        return host.queue.add(_shared(self._addresses, address, self._address))


#: A shorter pause is over before another process would hear of it.
_WORTH_TELLING = 5.0


def _limit(concurrency: int, interval: timedelta) -> Limit | None:
    """The limit of the settings; 0 is none."""
    return Limit(concurrency, interval.total_seconds()) if concurrency else None


def _shared(gates: WeakValueDictionary[str, Gate], name: str, limit: Limit) -> Gate:
    gate = gates.get(name)
    if gate is None:
        gate = gates[name] = Gate(limit.concurrency, limit.interval)
    return gate


def _state(name: str, host: _Host) -> HostState:
    return HostState(
        host=name,
        not_before=host.not_before,
        backoff=host.backoff,
        crawl_delay=host.crawl_delay,
    )
