"""Turns at hosts: so many at once, so far apart, and none while a host wants to be left alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from citations.model import HostState
from verifier.domains import registrable
from verifier.gates import Gate, Limit
from verifier.politeness import Busy, Hosts

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


async def starts(hosts: Hosts, names: list[str], hold: float) -> list[tuple[str, float]]:
    """Enter all at once, hold each slot for a while; when each one started."""
    loop, seen = asyncio.get_running_loop(), []
    begin = loop.time()

    async def one(name: str) -> None:
        await hosts.enter(name)
        seen.append((name, loop.time() - begin))
        await asyncio.sleep(hold)
        hosts.leave(name)

    await asyncio.gather(*map(one, names))
    return seen


def make(*, host_concurrency: int = 2, interval: float = 0.0, **changes: Any) -> Hosts:
    registrable("www.site.test")  # reads the list of suffixes, which takes a while
    return Hosts(**{"concurrency": 64, "host": Limit(host_concurrency, interval), **changes})


def test_visits_to_one_host_start_an_interval_apart() -> None:
    """Whoever comes too soon waits."""
    seen = asyncio.run(starts(make(interval=0.05), ["a"] * 4, 0.0))

    assert min(later[1] - earlier[1] for earlier, later in pairwise(seen)) >= 0.039
    assert seen[-1][1] >= 0.149


def test_a_late_start_puts_off_no_other() -> None:
    """What is late is made up for: as many a second, a fifth nearer at most."""
    gate = Gate(room=9, interval=0.1)
    now, begun = 100.0, []
    for late in (0.0, 0.01, 0.02, 0.01, 0.09, 0.0, 0.0):
        now = max(now, gate.ready_at) + late
        begun.append(round(now - 100, 3))
        gate.pass_at(now)

    assert begun == [0.0, 0.11, 0.22, 0.31, 0.49, 0.57, 0.65]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.floats(0, 3), min_size=2, max_size=60), st.sampled_from([0.05, 0.5, 5.0]))
def test_no_more_start_than_may(late: list[float], interval: float) -> None:
    """However late each is: never nearer than four fifths, and a second's worth made up at most."""
    gate = Gate(room=9, interval=interval)
    now, begun = 100.0, []
    for seconds in late:
        now = max(now, gate.ready_at) + seconds
        begun.append(now)
        gate.pass_at(now)

    gaps = [second - first for first, second in pairwise(begun)]
    assert min(gaps) >= 0.8 * interval - 1e-9
    for first, start in enumerate(begun):
        for many, end in enumerate(begun[first + 1 :], 1):
            assert many * interval <= end - start + 1.0 + 1e-9


def test_a_pause_that_a_host_asked_for_is_not_made_up_for() -> None:
    """Only our own lateness is; after a pause the starts are an interval apart."""
    gate = Gate(room=9, interval=0.1)
    gate.pass_at(100.0)
    gate.ready_at = 100.9
    begun = []
    for _ in range(3):
        begun.append(gate.ready_at)
        gate.pass_at(gate.ready_at)

    assert begun == [pytest.approx(100.9), pytest.approx(101.0), pytest.approx(101.1)]


def test_a_host_gets_no_more_visits_at_once_than_it_may() -> None:
    """The third visit starts when the first has ended."""
    seen = asyncio.run(starts(make(), ["a"] * 3, 0.05))

    assert [round(at, 2) < 0.04 for _, at in seen] == [True, True, False]


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    """Twenty waiting for one host take no room from another."""
    seen = asyncio.run(starts(make(concurrency=4, interval=0.03), ["slow"] * 10 + ["quick"], 0.0))

    assert dict(seen[::-1])["quick"] < 0.02


def test_there_are_no_more_visits_at_once_than_in_all() -> None:
    """The fifth host waits for one of four."""
    names = [str(number) for number in range(8)]

    seen = asyncio.run(starts(make(concurrency=4), names, 0.05))

    assert sum(at < 0.04 for _, at in seen) == 4


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30), st.integers(1, 4))
@settings(deadline=None, max_examples=40, phases=[Phase.explicit, Phase.generate])
def test_whoever_waits_gets_a_turn(visits: list[tuple[str, bool]], room: int) -> None:
    """Cancelled or not, in any order, every slot comes back and nobody starves."""

    async def run() -> None:
        hosts = make(concurrency=room, host_concurrency=1)

        async def one(name: str) -> None:
            await hosts.enter(name)
            try:
                await asyncio.sleep(0)
            finally:
                hosts.leave(name)

        tasks = [asyncio.create_task(one(name)) for name, _ in visits]
        await asyncio.sleep(0)
        for task, (_, cancelled) in zip(tasks, visits, strict=True):
            if cancelled and not task.done():
                task.cancel()
        async with asyncio.timeout(1):
            await asyncio.gather(*tasks, return_exceptions=True)
            for name in "abc":  # all slots are free again
                await hosts.enter(name)
                hosts.leave(name)

    asyncio.run(run())


def test_a_host_that_is_shut_for_long_is_left_alone_at_once() -> None:
    """Nobody waits an hour inside a run; what the host said is there to be stored."""

    async def run() -> list[HostState]:
        hosts = make(clock=lambda: NOW)
        hosts.refused("a", 3600)
        with pytest.raises(Busy) as caught:
            await hosts.enter("a")
        assert caught.value.until == NOW + timedelta(hours=1)
        return hosts.states()

    states = asyncio.run(run())

    assert [(state.host, state.not_before) for state in states] == [("a", NOW + timedelta(hours=1))]


def test_those_who_wait_already_are_not_kept_waiting() -> None:
    """When a host shuts for an hour, all in its line learn it at once."""

    async def run() -> list[bool]:
        hosts = make(host_concurrency=1)
        await hosts.enter("a")
        line = [asyncio.create_task(hosts.enter("a")) for _ in range(3)]
        await asyncio.sleep(0)
        hosts.refused("a", 3600)
        hosts.leave("a")
        done = await asyncio.wait_for(asyncio.gather(*line, return_exceptions=True), 1)
        return [isinstance(result, Busy) for result in done]

    assert asyncio.run(run()) == [True] * 3


def test_hosts_with_an_interval_are_forgotten_too() -> None:
    """Sweeping keeps the memory of a run with many hosts small."""

    async def run() -> int:
        hosts = make(interval=0.001)
        for number in range(9000):
            await hosts.enter(str(number))
            hosts.leave(str(number))
            if number % 500 == 0:
                await asyncio.sleep(0.002)
        return len(hosts._hosts)

    assert asyncio.run(run()) < 5000


def test_what_a_host_said_is_honoured_after_a_restart() -> None:
    """A stored state keeps a new process away, and its back-off goes on doubling."""

    async def run() -> float:
        told = HostState(host="a", not_before=NOW + timedelta(hours=1), backoff=8.0)
        hosts = make(states=[told], clock=lambda: NOW)
        with pytest.raises(Busy):
            await hosts.enter("a")
        return hosts.refused("a", None)

    assert asyncio.run(run()) == 16.0


def test_the_back_off_doubles_and_an_answer_ends_it() -> None:
    """1, 2, 4 seconds; after an answer, 1 again."""

    async def run() -> list[float]:
        hosts = make()
        waits = [hosts.refused("a", None) for _ in range(3)]
        hosts.answered("a")
        return [*waits, hosts.refused("a", None)]

    assert asyncio.run(run()) == [1.0, 2.0, 4.0, 1.0]


def test_idle_hosts_are_forgotten() -> None:
    """A hundred thousand hosts leave nothing behind but what they said."""

    async def run() -> int:
        hosts = make()
        for number in range(1000):
            await hosts.enter(str(number))
            hosts.leave(str(number))
        return len(hosts._hosts)

    assert asyncio.run(run()) == 0


async def located(hosts: Hosts, names: list[str], hold: float) -> dict[str, float]:
    """When each of these hosts, asked all at once, got its turn."""
    return dict(await starts(hosts, names, hold))


def test_hosts_of_one_domain_share_its_limits() -> None:
    """Six names of one owner start an interval apart; another owner's name waits for nobody."""
    hosts = make(host_concurrency=1, interval=1.0, domain=Limit(8, 0.05))
    names = [f"{letter}.site.co.uk" for letter in "abcdef"]

    seen = asyncio.run(located(hosts, [*names, "www.other.co.uk"], 0.0))

    own = sorted(seen[name] for name in names)
    assert min(later - earlier for earlier, later in pairwise(own)) >= 0.039
    assert 0.249 <= own[-1] < 0.8
    assert seen["www.other.co.uk"] < 0.04


def test_a_domain_gets_no_more_visits_at_once_than_it_may() -> None:
    """Of five names of one owner three are asked at once."""
    hosts = make(host_concurrency=1, domain=Limit(3))

    seen = asyncio.run(located(hosts, [f"{letter}.site.test" for letter in "abcde"], 0.1))

    assert sum(at < 0.09 for at in seen.values()) == 3


def test_a_domain_is_never_tighter_than_one_of_its_hosts() -> None:
    """Whoever lifts the limit of a host is not held back by the default of its domain."""
    hosts = make(host_concurrency=20, domain=Limit(2, 1.0), address=Limit(2, 1.0), locate=at_home)

    seen = asyncio.run(starts(hosts, ["a.site.test"] * 20, 0.05))

    assert max(at for _, at in seen) < 0.04


async def at_home(name: str, port: int) -> str | None:
    """A resolver for which all names are one server, but for those of a large network."""
    await asyncio.sleep(0)
    return None if name.startswith("cdn") else "192.0.2.1"


def test_names_at_one_address_share_its_limits() -> None:
    """Many names on one small server are one server; a large network's names are not."""
    hosts = make(host_concurrency=1, interval=1.0, address=Limit(8, 0.05), locate=at_home)
    small = [f"small{number}.test" for number in range(6)]
    large = [f"cdn{number}.test" for number in range(6)]

    seen = asyncio.run(located(hosts, small + large, 0.0))

    own = sorted(seen[name] for name in small)
    assert min(later - earlier for earlier, later in pairwise(own)) >= 0.039
    assert 0.249 <= own[-1] < 0.8
    assert max(seen[name] for name in large) < 0.04


def test_an_address_gets_no_more_visits_at_once_than_it_may() -> None:
    """Names waiting for one address take no room from the others."""
    hosts = make(concurrency=5, host_concurrency=1, address=Limit(2), locate=at_home)
    small = [f"small{number}.test" for number in range(8)]

    seen = asyncio.run(located(hosts, [*small, "cdn.test"], 0.1))

    assert sum(seen[name] < 0.09 for name in small) == 2
    assert seen["cdn.test"] < 0.09


def test_a_resolver_that_hangs_holds_nobody_up_for_long() -> None:
    """A name whose address is not found in a second is visited all the same."""

    async def never(name: str, port: int) -> str | None:
        await asyncio.sleep(60)
        return None

    seen = asyncio.run(starts(make(address=Limit(8), locate=never), ["a.test"], 0.0))

    assert seen[0][1] < 3


@given(
    st.lists(
        st.tuples(st.sampled_from(["a.x.test", "b.x.test", "x.test", "y.test"]), st.booleans()),
        max_size=30,
    ),
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 3),
)
@settings(deadline=None, max_examples=60, phases=[Phase.explicit, Phase.generate])
def test_no_gate_is_overrun_and_every_slot_comes_back(
    visits: list[tuple[str, bool]], room: int, domain: int, address: int
) -> None:
    """Whoever is cancelled, and whenever: the limits of all, domain and address hold."""

    async def run() -> None:
        hosts = make(
            concurrency=room,
            host_concurrency=1,
            domain=Limit(domain),
            address=Limit(address),
            locate=at_home,
        )
        active: list[str] = []

        async def one(name: str) -> None:
            await hosts.enter(name)
            active.append(name)
            try:
                assert len(active) <= min(room, address)
                assert sum(other.endswith("x.test") for other in active) <= domain
                assert active.count(name) == 1
                await asyncio.sleep(0)
            finally:
                active.remove(name)
                hosts.leave(name)

        tasks = [asyncio.create_task(one(name)) for name, _ in visits]
        for turn in range(3):
            await asyncio.sleep(0)
            for task, (_, cancelled) in zip(tasks[turn::3], visits[turn::3], strict=True):
                if cancelled and not task.done():
                    task.cancel()
        async with asyncio.timeout(1):
            done = await asyncio.gather(*tasks, return_exceptions=True)
            for name in ("a.x.test", "b.x.test", "x.test", "y.test"):  # all slots are free again
                await hosts.enter(name)
                hosts.leave(name)
        assert not any(isinstance(result, AssertionError) for result in done)

    asyncio.run(run())


def test_a_spent_budget_is_minded_before_it_is_refused() -> None:
    """A host that served us and has nothing left is let alone until it has."""

    async def run() -> list[str]:
        hosts = make(clock=lambda: NOW)
        await hosts.enter("a")
        hosts.spent("a", 10**9)
        hosts.leave("a")
        with pytest.raises(Busy) as caught:
            await hosts.enter("a")
        assert caught.value.until == NOW + timedelta(minutes=15)
        return [state.host for state in hosts.states()]

    assert asyncio.run(run()) == ["a"]


def test_what_a_host_said_is_told_at_once() -> None:
    """A long pause reaches the store before the run ends; a short one is over before that."""
    told: list[HostState] = []

    async def run() -> None:
        hosts = make(clock=lambda: NOW, tell=told.append)
        hosts.refused("a", 2)
        hosts.refused("b", 3600)

    asyncio.run(run())

    assert [(state.host, state.not_before) for state in told] == [("b", NOW + timedelta(hours=1))]


def test_what_another_process_was_told_is_honoured() -> None:
    """A pause learnt meanwhile shuts a host that we know, and one that we do not."""
    later = NOW + timedelta(hours=1)

    async def run() -> list[datetime]:
        hosts = make(clock=lambda: NOW, interval=0.01)
        await hosts.enter("a")
        hosts.leave("a")
        hosts.learn(HostState(host=name, not_before=later) for name in "ab")
        shut = []
        for name in "ab":
            with pytest.raises(Busy) as caught:
                await hosts.enter(name)
            shut.append(caught.value.until)
        return shut

    assert asyncio.run(run()) == [later] * 2


def test_no_host_shuts_itself_for_longer_than_a_day() -> None:
    """Whatever it asks, it is asked once a day."""

    async def run() -> float:
        return make().refused("a", 366 * 86400)

    assert asyncio.run(run()) == 86400
