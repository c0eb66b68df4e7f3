"""How many visits a host takes at once, how far apart, and how long it wants to be left alone.

One ``Hosts`` serves a process. A visit enters and leaves a host; those who must wait do so
in order, and a host that makes us wait takes no room from the others.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from citations.model import HostState
from verifier import config

__all__ = ["PATIENCE", "Busy", "Hosts", "asked_to_wait", "utc_now"]

#: A visit waits for a host at most this long; beyond, the host is left for another day.
PATIENCE = 60.0
#: No robots.txt can ask for more between two visits than this (seconds).
MAX_CRAWL_DELAY = 30.0
#: The first pause after a refusal without Retry-After, doubled by each one that follows.
FIRST_BACKOFF = 1.0
MAX_BACKOFF = 300.0
#: So many hosts are remembered before the idle ones are swept out.
_MANY = 2_000


def utc_now() -> datetime:
    return datetime.now(UTC)


class Busy(Exception):
    """The host wants to be left alone for longer than a visit waits."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"until {until:%Y-%m-%d %H:%M} UTC")
        self.until = until


_SPANS = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9}(?:\.\d{1,6})?)s)?")
#: A reset further in the past or future than this is no time of day at all.
_MOST_SECONDS = 366 * 86_400.0


def asked_to_wait(headers: Iterable[tuple[str, str]], now: datetime) -> float | None:
    """Seconds the answer asks us to wait: Retry-After, or a spent RateLimit budget."""
    told = dict(headers)
    if "retry-after" in told:
        return _wait(told["retry-after"], now)
    for prefix in ("ratelimit-", "x-ratelimit-", "x-rate-limit-"):
        if told.get(f"{prefix}remaining", "").strip() == "0":
            return _wait(told.get(f"{prefix}reset", ""), now)
    limit = told.get("ratelimit", "")
    if re.search(r"\b(?:r|remaining)=0\b", limit[:500]):
        match = re.search(r"\b(?:t|reset)=(\d{1,9})\b", limit[:500])
        return float(match[1]) if match else None
    return None


def _wait(text: str, now: datetime) -> float | None:
    """Seconds from "120", a date (RFC 9110, 10.2.3), a Unix time, or "1m1s"."""
    text = text.strip()[:100]
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", text):
        seconds = float(text)
        if seconds > 1e9:  # a moment, not a span
            seconds -= now.timestamp()
    elif text and (match := _SPANS.fullmatch(text.lower().replace(" ", ""))):
        hours, minutes, rest = (float(part or 0) for part in match.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, IndexError, TypeError, OverflowError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return min(max(seconds, 0.0), _MOST_SECONDS)


@dataclass(slots=True)
class _Host:
    interval: float
    active: int = 0
    #: Loop time before which no visit starts.
    ready_at: float = 0.0
    backoff: float = 0.0
    crawl_delay: float | None = None
    not_before: datetime | None = None
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    queued: bool = False


class Hosts:
    """Slots of all hosts: so many visits at once in all, so many a host, so far apart."""

    def __init__(
        self,
        *,
        concurrency: int,
        host_concurrency: int,
        interval: float,
        states: Iterable[HostState] = (),
        clock: Callable[[], datetime] = utc_now,
        spare: bool = True,
    ) -> None:
        self._spare = spare
        self._room = max(concurrency, 1)
        self._host_room = max(host_concurrency, 1)
        self._interval = interval
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._known = {state.host: state for state in states}
        #: Hosts that could start a visit if there were room in all; served in turn.
        self._queue: deque[_Host] = deque()
        self._sweep_at = _MANY

    @classmethod
    def of(cls, settings: config.Fetch, states: Iterable[HostState] = ()) -> Hosts:
        """As the settings say, honouring what hosts told us before."""
        return cls(
            concurrency=settings.concurrency,
            host_concurrency=settings.host_concurrency,
            interval=settings.host_interval.total_seconds(),
            states=states,
        )

    @classmethod
    def unhurried(cls) -> Hosts:
        """For a replay: nothing is sent, so nobody has to be spared."""
        return cls(concurrency=64, host_concurrency=64, interval=0.0, spare=False)

    async def enter(self, name: str, patience: float = PATIENCE) -> None:
        """Wait for a slot of the host; raises ``Busy`` if it is shut for longer than that."""
        loop = asyncio.get_running_loop()
        host = self._hosts.get(name) or self._open(name, loop.time())
        if host.not_before is not None:
            self._mind(host, loop.time(), patience)
        if not host.waiting and host.active < self._host_room and self._room > 0:
            now = loop.time()
            if now >= host.ready_at:
                self._start(host, now)
                return
        turn = loop.create_future()
        host.waiting.append(turn)
        self._line_up(host)
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(name, host, turn)
            raise

    def leave(self, name: str) -> None:
        """Give the slot back."""
        host = self._hosts[name]
        host.active -= 1
        self._room += 1
        if host.waiting:
            self._line_up(host)
        elif not host.active and host.ready_at <= asyncio.get_running_loop().time():
            self._forget(name, host)
        if self._queue:
            self._serve()

    def refused(self, name: str, wait: float | None) -> float:
        """The host said "not now" (429, 503): seconds it is left alone, told or doubled."""
        loop = asyncio.get_running_loop()
        host = self._hosts.get(name) or self._open(name, loop.time())
        host.backoff = min(host.backoff * 2 or FIRST_BACKOFF, MAX_BACKOFF)
        pause = host.backoff if wait is None else wait
        if not self._spare:
            return pause
        host.ready_at = max(host.ready_at, loop.time() + pause)
        host.not_before = max(
            host.not_before or self._clock(), self._clock() + timedelta(seconds=pause)
        )
        if pause > PATIENCE:  # those who wait already will not wait that long either
            while host.waiting:
                turn = host.waiting.popleft()
                if not turn.done():
                    turn.set_exception(Busy(host.not_before))
        return pause

    def answered(self, name: str) -> None:
        """The host served us: its back-off starts anew."""
        host = self._hosts.get(name)
        if host is not None and host.backoff:
            host.backoff = 0.0

    def set_crawl_delay(self, name: str, seconds: float) -> None:
        """The host's robots.txt wants so many seconds between visits."""
        loop = asyncio.get_running_loop()
        host = self._hosts.get(name) or self._open(name, loop.time())
        host.crawl_delay = min(max(seconds, 0.0), MAX_CRAWL_DELAY)
        if self._spare:
            host.interval = max(self._interval, host.crawl_delay)

    def states(self) -> list[HostState]:
        """What hosts told us, for the store: pauses that still hold, and crawl delays."""
        now = self._clock()
        told = dict(self._known)
        for name, host in self._hosts.items():
            told[name] = HostState(
                host=name,
                not_before=host.not_before,
                backoff=host.backoff,
                crawl_delay=host.crawl_delay,
            )
        return [
            state
            for _, state in sorted(told.items())
            if (state.not_before and state.not_before > now) or state.crawl_delay
        ]

    def _open(self, name: str, now: float) -> _Host:
        host = _Host(self._interval)
        state = self._known.pop(name, None)
        if state is not None:
            host.backoff, host.crawl_delay = state.backoff, state.crawl_delay
            host.interval = max(self._interval, state.crawl_delay or 0.0)
            if state.not_before is not None:
                host.not_before = state.not_before
                host.ready_at = now + (state.not_before - self._clock()).total_seconds()
        if len(self._hosts) >= self._sweep_at:
            self._sweep(now)
        self._hosts[name] = host
        return host

    def _sweep(self, now: float) -> None:
        """Forget hosts that became idle before their interval was over."""
        for name, host in list(self._hosts.items()):
            if not host.active and not host.waiting and host.ready_at <= now:
                self._forget(name, host)
        self._sweep_at = max(_MANY, 2 * len(self._hosts))

    def _forget(self, name: str, host: _Host) -> None:
        """Hosts are many; one that is idle and told us nothing needs no memory."""
        if not host.backoff and host.crawl_delay is None and host.not_before is None:
            del self._hosts[name]

    def _mind(self, host: _Host, now: float, patience: float) -> None:
        if host.not_before is not None and host.ready_at - now > patience:
            raise Busy(host.not_before)
        if host.ready_at <= now:
            host.not_before = None

    def _start(self, host: _Host, now: float) -> None:
        host.active += 1
        host.ready_at = now + host.interval
        self._room -= 1

    def _line_up(self, host: _Host) -> None:
        """Put the host among those to be served, now or when it is ready."""
        if host.queued or not host.waiting or host.active >= self._host_room:
            return
        loop = asyncio.get_running_loop()
        host.queued = True
        if host.ready_at <= loop.time():
            self._queue.append(host)
            self._serve()
        else:
            loop.call_at(host.ready_at, self._ready, host)

    def _ready(self, host: _Host) -> None:
        host.queued = False
        self._line_up(host)

    def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        while self._room > 0 and self._queue:
            host = self._queue.popleft()
            host.queued = False
            now = loop.time()
            while host.waiting and host.waiting[0].done():  # gave up
                host.waiting.popleft()
            if host.waiting and host.active < self._host_room and host.ready_at <= now:
                self._start(host, now)
                host.waiting.popleft().set_result(None)
            self._line_up(host)

    def _give_up(self, name: str, host: _Host, turn: asyncio.Future[None]) -> None:
        """Whoever waited was cancelled; a slot it had just been given goes back."""
        if turn.done() and not turn.cancelled():
            self.leave(name)
        elif turn in host.waiting:
            host.waiting.remove(turn)
