"""How many visits a host takes at once, how far apart, and how long it wants to be left alone.

One ``Hosts`` serves a process. A visit enters and leaves a host; those who must wait do so
in order, and a host that makes us wait takes no room from the others. The hosts of one
registrable domain share limits of their own, and so do those at one address.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol
from weakref import WeakValueDictionary

from citations.model import HostState
from verifier import config
from verifier.domains import registrable

__all__ = ["PATIENCE", "Budget", "Busy", "Hosts", "Limit", "Locate", "utc_now"]

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
#: The part of an interval by which two starts may be nearer, so that a busy machine, which
#: starts each visit late, still makes as many as it may in a minute, and no more.
_LATE = 0.2
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


@dataclass(frozen=True, slots=True)
class Limit:
    """So many visits at once, their starts so many seconds apart."""

    concurrency: int
    interval: float = 0.0

    def no_tighter_than(self, other: Limit) -> Limit:
        """What holds for many hosts never holds one of them back further."""
        return Limit(max(self.concurrency, other.concurrency), min(self.interval, other.interval))


@dataclass(slots=True, eq=False, weakref_slot=True)
class _Gate:
    """What visits pass to start: that of their host, its domain, its address, or of all."""

    room: int
    interval: float = 0.0
    #: Loop time before which no visit starts.
    ready_at: float = 0.0
    #: Hosts held up here before anywhere else; woken in turn.
    line: deque[_Host] = field(default_factory=deque)
    #: Somebody will look at the line when the gate is ready.
    armed: bool = False

    def is_open(self, now: float) -> bool:
        return self.room > 0 and self.ready_at <= now

    def pass_at(self, now: float) -> None:
        """A visit starts; that it starts a little late does not put off the next one."""
        late = now - self.ready_at
        self.ready_at = (now if late > _LATE * self.interval else self.ready_at) + self.interval


@dataclass(slots=True, eq=False)
class _Host:
    gate: _Gate
    #: All that a visit passes, the host's own first.
    gates: tuple[_Gate, ...]
    active: int = 0
    backoff: float = 0.0
    crawl_delay: float | None = None
    not_before: datetime | None = None
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    in_line: bool = False
    #: Its address is among its gates, or it has none of its own.
    placed: bool = False

    def held_up_by(self, now: float) -> _Gate | None:
        for gate in self.gates:
            if gate.room <= 0 or gate.ready_at > now:
                return gate
        return None


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
        self._all = _Gate(max(concurrency, 1))
        self._limit = Limit(max(host.concurrency, 1), host.interval)
        self._domain = domain and domain.no_tighter_than(self._limit)
        self._address = address and address.no_tighter_than(self._limit)
        self._clock = clock
        self._locate = locate if self._address else None
        self._tell = tell
        self.budgets = budgets or {}
        self._hosts: dict[str, _Host] = {}
        # A gate is remembered for as long as one of its hosts is.
        self._domains: WeakValueDictionary[str, _Gate] = WeakValueDictionary()
        self._addresses: WeakValueDictionary[str, _Gate] = WeakValueDictionary()
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
        await self._turn(name, host, first=first)
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
        if not self._place(host, address, loop.time()):
            # The turn was not used; the host's own interval need not pass once more.
            host.gate.ready_at = min(host.gate.ready_at, loop.time())
            self._release(host)
            await self._turn(name, host, first=first)

    def room(self) -> int:
        """How many more visits could be under way now, over all hosts."""
        return self._all.room

    def leave(self, name: str) -> None:
        """Give the slot back."""
        host = self._hosts[name]
        self._release(host)
        idle = not host.active and not host.waiting
        if idle and host.gate.ready_at <= asyncio.get_running_loop().time():
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
        gate = _Gate(self._limit.concurrency, self._limit.interval)
        gates: tuple[_Gate, ...] = (gate, self._all)
        if self._domain is not None:
            gates = (gate, _shared(self._domains, registrable(name), self._domain), self._all)
        host = _Host(gate, gates)
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
            if not host.active and not host.waiting and host.gate.ready_at <= now:
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
            while host.waiting:
                turn = host.waiting.popleft()
                if not turn.done():
                    turn.set_exception(Busy(host.not_before))

    def _place(self, host: _Host, address: str | None, now: float) -> bool:
        """Count the host's visits at its address; whether the newest may go on there."""
        if host.placed:
            return True
        host.placed = True
        if address is None or self._address is None:
            return True
        gate = _shared(self._addresses, address, self._address)
        may = gate.is_open(now)
        gate.room -= host.active
        if may:
            gate.pass_at(now)
        host.gates = (*host.gates[:-1], gate, self._all)
        return may

    async def _turn(self, name: str, host: _Host, *, first: bool) -> None:
        """Start a visit, at once or when all its gates are open to it."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if not host.waiting and host.held_up_by(now) is None:
            self._start(host, now)
            return
        turn = loop.create_future()
        if first:
            host.waiting.appendleft(turn)
        else:
            host.waiting.append(turn)
        self._line_up(host, now)
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(name, host, turn)
            raise

    def _give_up(self, name: str, host: _Host, turn: asyncio.Future[None]) -> None:
        """Whoever waited was cancelled; a slot it had just been given goes back."""
        if turn in host.waiting:
            host.waiting.remove(turn)
        elif not turn.cancelled() and turn.exception() is None:
            self.leave(name)

    def _start(self, host: _Host, now: float) -> None:
        host.active += 1
        for gate in host.gates:
            gate.room -= 1
            if gate.interval:
                gate.pass_at(now)

    def _release(self, host: _Host) -> None:
        host.active -= 1
        for gate in host.gates:
            gate.room += 1
        for gate in host.gates:
            if gate.line:
                self._wake(gate)

    def _line_up(self, host: _Host, now: float) -> None:
        """Start the host's visits that may start; put it in line for the next that may not."""
        while host.waiting and not host.in_line:
            if host.waiting[0].done():  # gave up
                host.waiting.popleft()
            elif (gate := host.held_up_by(now)) is not None:
                host.in_line = True
                gate.line.append(host)
                self._arm(gate)
            else:
                self._start(host, now)
                host.waiting.popleft().set_result(None)

    def _wake(self, gate: _Gate) -> None:
        """Let in who waits at the gate; who is held up elsewhere goes on to wait there."""
        now = asyncio.get_running_loop().time()
        while gate.line and gate.is_open(now):
            host = gate.line.popleft()
            host.in_line = False
            self._line_up(host, now)
        self._arm(gate)

    def _arm(self, gate: _Gate) -> None:
        """See that the line is looked at; a gate without room is, when a visit ends."""
        if gate.line and gate.room > 0 and not gate.armed:
            gate.armed = True
            asyncio.get_running_loop().call_at(gate.ready_at, self._ring, gate)

    def _ring(self, gate: _Gate) -> None:
        gate.armed = False
        self._wake(gate)


#: A shorter pause is over before another process would hear of it.
_WORTH_TELLING = 5.0


def _limit(concurrency: int, interval: timedelta) -> Limit | None:
    """The limit of the settings; 0 is none."""
    return Limit(concurrency, interval.total_seconds()) if concurrency else None


def _shared(gates: WeakValueDictionary[str, _Gate], name: str, limit: Limit) -> _Gate:
    gate = gates.get(name)
    if gate is None:
        gate = gates[name] = _Gate(limit.concurrency, limit.interval)
    return gate


def _state(name: str, host: _Host) -> HostState:
    return HostState(
        host=name,
        not_before=host.not_before,
        backoff=host.backoff,
        crawl_delay=host.crawl_delay,
    )
