"""What the tests of archives share."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from verifier import config
from verifier.limiter import Limiter
from verifier.transport import GuardedTransport, Transport

sys.path.insert(0, str(Path(__file__).parent))

from web import Scripted, scripted

_T = TypeVar("_T")


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    now: datetime = datetime(2026, 11, 21, 12, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limiter(clock: Clock) -> Limiter:
    return Limiter(clock, sleep=clock.sleep)


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted() as script:
        yield script


@pytest.fixture
def settings() -> config.Archives:
    """Quick to give up."""
    return replace(config.load().archives, deadline=timedelta(seconds=5))


def run(ask: Callable[[Transport], Awaitable[_T]]) -> _T:
    """What ``ask`` returns when it is given a transport to loopback."""

    async def go() -> _T:
        known = config.load().fetch
        fetch = replace(known, allow_addresses=("127.0.0.0/8",), contact="https://us.example/")
        transport = GuardedTransport(fetch)
        try:
            return await ask(transport)
        finally:
            await transport.aclose()

    return asyncio.run(go())


@pytest.fixture(name="run")
def run_fixture() -> Any:
    return run
