"""Budgets: who may ask, when, and who has to wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from citations.model import HostState
from verifier.limiter import Busy, InMemory, Limiter, reserve, stopped

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
INTERVAL = timedelta(seconds=2.5)
LONG = timedelta(hours=1)


@dataclass
class Clock:
    now: datetime = NOON
    on_sleep: list[Callable[[], object]] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.now += timedelta(seconds=seconds)
        for act in list(self.on_sleep):
            act()


def second(n: float) -> datetime:
    return NOON + timedelta(seconds=n)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, second(2.5)),
        (second(-100), second(2.5)),
        (NOON, second(2.5)),
        (second(1), second(1)),
        (second(900), second(900)),
    ],
)
def test_a_turn_is_taken_only_when_it_is_due(before: datetime | None, after: datetime) -> None:
    """It moves the moment on by one interval, and leaves it where it is not due."""
    assert reserve(HostState(host="a", not_before=before), NOON, INTERVAL).not_before == after


@pytest.mark.parametrize(
    ("before", "pause", "after"),
    [(None, 0, 60), (None, 300, 300), (second(30), 0, 60), (second(900), 120, 900)],
)
def test_a_stop_is_a_minute_at_least_and_never_shortens(
    before: datetime | None, pause: int, after: int
) -> None:
    """Retry-After may make it longer; an earlier stop stands."""
    state = stopped(HostState(host="a", not_before=before), NOON, timedelta(seconds=pause))
    assert state.not_before == second(after)


def turns(limiter: Limiter, clock: Clock, count: int, patience: timedelta) -> list[float | None]:
    """When each of ``count`` waiters that come at once gets its turn; None: told to go."""

    async def one() -> float | None:
        try:
            await limiter.turn("a", INTERVAL, patience)
        except Busy:
            return None
        return (clock.now - NOON).total_seconds()

    async def go() -> list[float | None]:
        return await asyncio.gather(*(one() for _ in range(count)))

    return asyncio.run(go())


def test_no_minute_has_more_turns_than_the_budget() -> None:
    """A hundred at once get one turn each 2.5 seconds, first come, first served."""
    clock = Clock()
    got = turns(Limiter(clock, sleep=clock.sleep), clock, 100, LONG)
    assert got == [2.5 * n for n in range(100)]


def test_who_cannot_wait_is_told_at_once() -> None:
    """With ten seconds of patience five get a turn, and no later one is reserved."""
    clock = Clock()
    states = InMemory()
    got = turns(Limiter(clock, states, clock.sleep), clock, 9, timedelta(seconds=10))
    assert got == [0, 2.5, 5, 7.5, 10, None, None, None, None]
    assert states.update("a", lambda state: state).not_before == second(12.5)


def test_a_stop_holds_back_those_who_wait_already() -> None:
    """Another process is told to wait: nobody here asks within the minute."""
    clock = Clock()
    states = InMemory()
    elsewhere = Limiter(clock, states, clock.sleep)
    clock.on_sleep.append(lambda: (clock.on_sleep.clear(), elsewhere.stop("a")))
    got = turns(Limiter(clock, states, clock.sleep), clock, 3, LONG)
    assert got == [0, 62.5, 65.0]


def test_a_new_process_honours_what_an_old_one_was_told() -> None:
    """The state is a value: a limiter made later starts from it."""
    clock = Clock()
    states = InMemory()
    Limiter(clock, states, clock.sleep).stop("a", timedelta(seconds=120))
    assert turns(Limiter(clock, states, clock.sleep), clock, 1, LONG) == [120]


def test_one_that_never_answered_is_left_alone_at_once() -> None:
    """One failure is enough, and the rest ends."""
    clock = Clock()
    limiter = Limiter(clock)
    limiter.failed("a", "a: down", timedelta(minutes=15))
    assert limiter.resting("a") == "a: down"
    assert not limiter.resting("b")
    clock.now = second(901)
    assert not limiter.resting("a")


def test_one_that_has_answered_may_fail_twice_in_a_row() -> None:
    """Slow now and then is not down; three times in a row is."""
    limiter = Limiter(Clock())
    seen = []
    for event in "affaffafff":
        if event == "a":
            limiter.answered("a")
        else:
            limiter.failed("a", "a: down", timedelta(minutes=15))
        seen.append(bool(limiter.resting("a")))
    assert seen == [False] * 9 + [True]
