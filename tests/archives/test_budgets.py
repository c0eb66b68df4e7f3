"""Budgets in the store: every process and every restart honours them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import Clock

from citations.model import HostState
from citations.store import Store
from verifier.limiter import Busy, Limiter

NAME = "wayback search"
INTERVAL = timedelta(seconds=2.5)


class Stored:
    """Budgets where the service keeps them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def update(self, host: str, change: Callable[[HostState], HostState]) -> HostState:
        return self._store.update_host(host, change)


def asked(limiter: Limiter, patience: timedelta) -> bool:
    """Whether a turn came within the patience."""
    try:
        asyncio.run(limiter.turn(NAME, INTERVAL, patience))
    except Busy:
        return False
    return True


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.sqlite"


def test_two_processes_share_one_budget(address: str, clock: Clock) -> None:
    """What one spends the other waits for."""
    with Store.open(address) as one, Store.open(address) as other:
        first = Limiter(clock, Stored(one), clock.sleep)
        second = Limiter(clock, Stored(other), clock.sleep)
        begun = clock.now
        for limiter in (first, second, first, second):
            assert asked(limiter, timedelta(minutes=1))
        assert clock.now - begun == 3 * INTERVAL
        assert not asked(first, timedelta(seconds=1))


def test_a_stop_outlives_the_process(address: str, clock: Clock) -> None:
    """After a restart the minute is not over."""
    with Store.open(address) as store:
        Limiter(clock, Stored(store), clock.sleep).stop(NAME)
    with Store.open(address) as store:
        again = Limiter(clock, Stored(store), clock.sleep)
        assert not asked(again, timedelta(seconds=30))
        clock.now += timedelta(seconds=60)
        assert asked(again, timedelta(0))
