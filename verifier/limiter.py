"""Budgets: how often an archive may be asked, kept as values that outlive the process.

A budget is one ``HostState``: the moment before which nothing is asked. Taking a turn
moves that moment on by one interval; being told to wait (429) moves it on by a minute or
more. A store that keeps these values makes every process and every restart honour them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from citations.model import HostState
from verifier.errors import ArchiveError

__all__ = [
    "Busy",
    "HostStates",
    "InMemory",
    "Limiter",
    "Unhurried",
    "counted",
    "reserve",
    "stopped",
]

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]

#: The least pause after a 429: the Wayback Machine shuts an address out for an hour,
#: and doubles it each time, if it goes on asking for more than a minute.
LEAST_STOP = timedelta(seconds=60)

#: What is left of the time that was waited for after an answer that came quickly.
_FORGIVEN = 0.8
#: Failures in a row after which one that has answered before is left alone.
FAILURES = 3


class Busy(ArchiveError):
    """The budget is spent for longer than the caller would wait; ``until`` when, if it is known."""

    def __init__(self, why: str, until: datetime | None = None) -> None:
        super().__init__(why)
        self.until = until


class HostStates(Protocol):
    """Where budgets are kept; ``update`` reads, changes and writes without a gap."""

    def update(self, host: str, change: Callable[[HostState], HostState]) -> HostState: ...


class InMemory:
    """Budgets of this process alone."""

    def __init__(self) -> None:
        self._states: dict[str, HostState] = {}

    def update(self, host: str, change: Callable[[HostState], HostState]) -> HostState:
        state = change(self._states.get(host, HostState(host=host)))
        self._states[host] = state
        return state


def reserve(state: HostState, now: datetime, interval: timedelta) -> HostState:
    """The state once a turn is taken now; unchanged if it is nobody's turn yet."""
    if state.not_before is not None and state.not_before > now:
        return state
    return replace(state, not_before=now + interval)


def counted(state: HostState, now: datetime, most: int, period: timedelta) -> HostState:
    """The state once one more is spent of ``most`` in a period; beyond that it stays the same."""
    if state.spent_since is None or now - state.spent_since >= period:
        return replace(state, spent=1, spent_since=now)
    return state if state.spent > most else replace(state, spent=state.spent + 1)


def stopped(state: HostState, now: datetime, pause: timedelta) -> HostState:
    """The state after an answer that told us to wait; never a shorter wait than before."""
    end = now + max(pause, LEAST_STOP)
    return replace(state, not_before=max(end, state.not_before or end))


@dataclass(slots=True)
class _Line:
    """Those of this process who wait for one budget: first come, first served."""

    lock: asyncio.Lock
    waiting: int = 0


@dataclass(slots=True)
class _Health:
    """How somebody we ask has fared in this process."""

    answered: bool = False
    failures: int = 0
    why: str = ""
    rest_until: datetime | None = None
    #: What its slow answers, and its silence, have cost us lately.
    waited: timedelta = timedelta(0)


class Limiter:
    """Gives out turns; share one among all clients of a process."""

    def __init__(
        self, clock: Clock, states: HostStates | None = None, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._clock = clock
        self._states = states or InMemory()
        self._sleep = sleep
        self._lines: dict[str, _Line] = {}
        self._health: dict[str, _Health] = {}

    def now(self) -> datetime:
        return self._clock()

    async def turn(self, name: str, interval: timedelta, patience: timedelta) -> None:
        """Wait for the next turn; raises ``Busy`` as soon as it would take beyond ``patience``.

        Nothing is reserved while waiting, so a stop that another process was told to
        make holds back those who wait here too.
        """
        line = self._lines.setdefault(name, _Line(asyncio.Lock()))
        if self._wait(name) + line.waiting * interval > patience:
            raise Busy(f"{name}: the budget is spent for now")
        latest = self._clock() + patience
        line.waiting += 1
        try:
            async with line.lock:
                while (wait := self._take(name, interval)) > timedelta(0):
                    if self._clock() + wait > latest:
                        raise Busy(f"{name}: the budget is spent for now")
                    await self._sleep(wait.total_seconds())
        finally:
            line.waiting -= 1
            if not line.waiting:
                self._lines.pop(name, None)

    def spend(self, name: str, most: int, period: timedelta) -> None:
        """Take one of ``most`` requests in a ``period``; raises ``Busy`` when they are spent."""
        now = self._clock()
        state = self._states.update(name, lambda state: counted(state, now, most, period))
        if state.spent > most:
            until = (state.spent_since or now) + period
            raise Busy(f"{name}: {most} in {period.days or 1} d are spent", until)

    def stop(self, name: str, pause: timedelta = LEAST_STOP) -> None:
        """Nobody gets a turn for ``pause``, and for a minute at least."""
        now = self._clock()
        self._states.update(name, lambda state: stopped(state, now, pause))

    def resting(self, name: str) -> str:
        """Why it is to be left alone for now; "" if it may be asked."""
        health = self._health.get(name, _Health())
        rests = health.rest_until is not None and self._clock() < health.rest_until
        return health.why if rests else ""

    def failed(self, name: str, why: str, rest: timedelta) -> None:
        """It gave no answer: leave it alone for ``rest``, at once if it has never answered."""
        health = self._health.setdefault(name, _Health())
        health.failures += 1
        health.why = why
        if not health.answered or health.failures >= FAILURES:
            health.rest_until = self._clock() + rest

    def answered(self, name: str) -> None:
        """It is there: one failure will be forgiven, and some of the waiting."""
        health = self._health.setdefault(name, _Health())
        waited = health.waited * _FORGIVEN
        self._health[name] = _Health(
            answered=True, waited=waited, why=health.why, rest_until=health.rest_until
        )

    def waited(
        self, name: str, why: str, spent: timedelta, most: timedelta, rest: timedelta
    ) -> None:
        """It kept us waiting: once that is ``most`` in sum, leave it alone for ``rest``."""
        health = self._health.setdefault(name, _Health())
        health.waited += spent
        if health.waited >= most:
            health.why, health.waited = why, timedelta(0)
            health.rest_until = self._clock() + rest

    def _wait(self, name: str) -> timedelta:
        now = self._clock()
        state = self._states.update(name, lambda state: state)
        return max((state.not_before or now) - now, timedelta(0))

    def _take(self, name: str, interval: timedelta) -> timedelta:
        """Take a turn and return 0, or return how long to wait before trying again."""
        now = self._clock()
        before: HostState | None = None

        def change(state: HostState) -> HostState:
            nonlocal before
            before = state
            return reserve(state, now, interval)

        after = self._states.update(name, change)
        if after != before or after.not_before is None:
            return timedelta(0)
        return after.not_before - now


class Unhurried(Limiter):
    """For a replay: nothing is sent, so nobody has to be spared."""

    async def turn(self, name: str, interval: timedelta, patience: timedelta) -> None:
        """It is always our turn."""
