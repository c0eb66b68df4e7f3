"""Visits to an archive's addresses come out of what it lets us ask."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from verifier import config
from verifier.gates import Limit
from verifier.limiter import Busy as Spent
from verifier.limiter import InMemory, Limiter
from verifier.politeness import Busy, Hosts
from verifier.service.budgets import of_archives

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_cited_copy_takes_a_turn_of_the_archive() -> None:
    """What is visited and what is fetched as evidence keep to one rate between them."""
    states, slept = InMemory(), []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0)
        clock.append(clock[-1] + timedelta(seconds=seconds))

    clock = [NOON]
    limiter = Limiter(lambda: clock[-1], states, sleep)
    budgets = of_archives(config.load().archives, limiter)

    async def run() -> None:
        hosts = Hosts(concurrency=9, host=Limit(9), budgets=budgets)
        for port in (443, 80, 443):
            await hosts.enter("web.archive.org", port)
            hosts.leave("web.archive.org")
        await hosts.enter("example.org", 443)

    asyncio.run(run())

    assert slept == [0.125, 0.125]


def test_an_archive_that_refuses_a_visit_is_left_alone_by_all() -> None:
    """A 429 to the visit of a cited copy stops searches and captures for a minute too."""
    limiter = Limiter(lambda: NOON)
    hosts_budgets = of_archives(config.load().archives, limiter)

    async def run() -> None:
        hosts = Hosts(concurrency=9, host=Limit(9), budgets=hosts_budgets)
        hosts.refused("web.archive.org", 5.0, 443)
        for part in ("search", "copy", "save"):
            with pytest.raises(Spent):
                await limiter.turn(f"wayback {part}", timedelta(0), timedelta(seconds=59))
        limiter.stop("perma copy", timedelta(hours=1))
        with pytest.raises(Busy):
            await hosts.enter("perma.cc", 443)

    asyncio.run(run())


def test_an_archive_of_the_settings_is_known_by_its_own_place() -> None:
    """By host and port, so that another server on the same machine is not meant."""
    archives = config.load().archives
    moved = replace(archives, wayback=replace(archives.wayback, url="http://127.0.0.1:8600/x"))

    budgets = of_archives(moved, Limiter(lambda: NOON))

    assert ("127.0.0.1", 8600) in budgets
    assert ("127.0.0.1", 80) not in budgets
    assert ("web.archive.org", 443) not in budgets
