"""The scheduler: due work comes from the store, and no signal or kill loses any."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from citations.errors import UnreadableSource
from citations.model import (
    Check,
    Document,
    Link,
    LinkState,
    LinkStatus,
    Reading,
    Reference,
    Watch,
)
from citations.store import Store
from verifier.due import audit_is_due
from verifier.scheduler import run

START = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(milliseconds=20)

# A worker as ``verifier run`` is one: it stores what it visited, and says so line by line.
WORKER = """
import asyncio, signal, sys
from datetime import UTC, datetime, timedelta
from citations.model import Check, LinkState, LinkStatus
from citations.store import Store
from verifier.scheduler import run

async def main(url, seconds, batch):
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    with Store.open(url) as store:
        async def visit(states):
            for state in states:
                await asyncio.sleep(seconds)
                now = datetime.now(UTC)
                check = Check(url=state.url, status=LinkStatus.LIVE, reason="ok", why="",
                              checked_at=now)
                new = LinkState(url=state.url, status=LinkStatus.LIVE, reason="ok", why="",
                                checked_at=now, next_check_at=now + timedelta(days=7),
                                last_check=check)
                store.add_checks([check], [new])
                print(state.url, flush=True)
                if stop.is_set():
                    return
        async def audit(watch):
            pass
        print("ready", flush=True)
        await run(store, visit, audit, clock=lambda: datetime.now(UTC),
                  tick=timedelta(milliseconds=50), stop=stop, batch=batch)

asyncio.run(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.sqlite"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


def cite(store: Store, count: int) -> list[str]:
    """Watch a document that cites so many links, all due."""
    urls = [f"https://h{n % 7}.example/{n}" for n in range(count)]
    document = Document(source="a.txt", format="text", text="", text_sha256="00", blocks=())
    references = tuple(
        Reference(id=f"r{n}", raw=url, start=0, end=0, line=1, csl={}, link=f"l{n}")
        for n, url in enumerate(urls)
    )
    links = tuple(Link(id=f"l{n}", url=url) for n, url in enumerate(urls))
    store.save_reading(Reading(document=document, references=references, links=links), START)
    store.watch("a.txt", 999 * DAY, START)
    store.watched("a.txt", datetime.now(UTC))
    return urls


def seen(store: Store, states: list[LinkState], now: datetime) -> None:
    """Store a visit of each that found it live."""
    checks = [
        Check(url=s.url, status=LinkStatus.LIVE, reason="ok", why="", checked_at=now)
        for s in states
    ]
    new = [
        LinkState(
            url=c.url,
            status=c.status,
            reason="ok",
            why="",
            checked_at=now,
            next_check_at=now + 7 * DAY,
        )
        for c in checks
    ]
    store.add_checks(checks, new)


class Work:
    """What the scheduler was asked to do, and a clock that stands still unless moved."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = START + DAY
        self.stop = asyncio.Event()
        self.visited: list[list[str]] = []
        self.audited: list[str] = []
        self.failing: BaseException | None = None

    async def visit(self, states: list[LinkState]) -> None:
        self.visited.append([state.url for state in states])
        seen(self.store, states, self.now)

    async def audit(self, watch: Watch) -> None:
        self.audited.append(watch.source)
        if self.failing:
            raise self.failing

    async def until(self, done: Callable[[], bool], batch: int = 500) -> None:
        """Run until ``done``, for ten seconds at most."""

        async def watch_for_it() -> None:
            while not done():  # noqa: ASYNC110  (what is waited for is no event)
                await asyncio.sleep(0.005)
            self.stop.set()

        watching = asyncio.create_task(asyncio.wait_for(watch_for_it(), 10))
        await run(
            self.store,
            self.visit,
            self.audit,
            clock=lambda: self.now,
            tick=TICK,
            stop=self.stop,
            batch=batch,
        )
        await watching


def test_due_links_are_visited_in_batches(store: Store) -> None:
    """All that is due is visited on one tick, a batch at a time, and only once."""
    urls = cite(store, 25)
    work = Work(store)

    asyncio.run(work.until(lambda: sum(map(len, work.visited)) >= 25, batch=10))

    assert [len(batch) for batch in work.visited] == [10, 10, 5]
    assert sorted(url for batch in work.visited for url in batch) == sorted(urls)


def test_a_link_is_visited_again_when_it_is_due_again(store: Store) -> None:
    """Time alone makes a link due."""
    [url] = cite(store, 1)
    work = Work(store)

    async def scene() -> None:
        async def later() -> None:
            while not work.visited:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.1)
            assert work.visited == [[url]]
            work.now += 8 * DAY

        await asyncio.gather(later(), work.until(lambda: len(work.visited) >= 2))

    asyncio.run(scene())

    assert work.visited == [[url], [url]]


def test_links_that_could_not_be_stored_wait_for_the_next_tick(store: Store) -> None:
    """A visit that leaves its links due does not keep the scheduler spinning."""
    cite(store, 3)
    work = Work(store)
    calls = 0

    async def lazy(states: list[LinkState]) -> None:
        nonlocal calls
        calls += 1

    work.visit = lazy  # type: ignore[method-assign]

    async def scene() -> None:
        asyncio.get_running_loop().call_later(0.3, work.stop.set)
        await run(
            store, work.visit, work.audit, clock=lambda: work.now, tick=10 * DAY, stop=work.stop
        )

    asyncio.run(scene())

    assert calls == 1


def test_watched_sources_are_audited_when_due(store: Store) -> None:
    """A new watch runs at once, another when its interval is over; the run is stamped."""
    store.watch("new.txt", DAY, START)
    store.watch("due.txt", DAY, START)
    store.watched("due.txt", START)
    store.watch("later.txt", 9 * DAY, START)
    store.watched("later.txt", START)
    work = Work(store)

    asyncio.run(work.until(lambda: len(work.audited) >= 2))

    assert sorted(work.audited) == ["due.txt", "new.txt"]
    stamps = {watch.source: watch.last_run_at for watch in store.watches()}
    assert stamps == {"new.txt": work.now, "due.txt": work.now, "later.txt": START}


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        (None, DAY, True),
        (START, DAY, True),
        (START, DAY + timedelta(microseconds=1), False),
        (START, timedelta.max, False),
        (START + 3 * DAY, DAY, False),
    ],
)
def test_when_an_audit_is_due(last: datetime | None, every: timedelta, due: bool) -> None:
    """An audit is due when there was none, or the interval since the last one is over."""
    watch = Watch(source="a.txt", every=every, added_at=START, last_run_at=last)

    assert audit_is_due(watch, START + DAY) is due


def test_a_source_that_cannot_be_read_does_not_hold_up_the_others(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """A named error is logged in one line, its source tried again later, the others go on."""
    store.watch("a.txt", DAY, START)
    store.watch("b.txt", DAY, START)
    work = Work(store)
    work.failing = UnreadableSource("a.txt: not there")
    ticks = 0

    async def scene() -> None:
        nonlocal ticks

        def later() -> None:
            nonlocal ticks
            ticks = len(work.audited)
            work.now += timedelta(hours=2)

        asyncio.get_running_loop().call_later(0.3, later)
        await work.until(lambda: len(work.audited) >= 4)

    asyncio.run(scene())

    assert ticks == 2
    assert work.audited == ["a.txt", "b.txt"] * 2
    assert "a.txt: a.txt: not there; tried again later" in caplog.messages
    assert all(watch.last_run_at is None for watch in store.watches())


def test_an_audit_that_was_cut_short_is_due_again(store: Store) -> None:
    """An audit during which we were told to stop is not counted as a run."""
    store.watch("a.txt", DAY, START)
    work = Work(store)

    async def cut_short(watch: Watch) -> None:
        work.stop.set()

    work.audit = cut_short  # type: ignore[method-assign]
    asyncio.run(work.until(work.stop.is_set))

    assert [watch.last_run_at for watch in store.watches()] == [None]


def test_audits_come_before_visits(store: Store) -> None:
    """What an audit visits itself is not visited beside it."""
    cite(store, 3)
    store.watch("b.txt", DAY, START)
    work = Work(store)
    order: list[str] = []

    async def audit(watch: Watch) -> None:
        order.append("audit")
        await asyncio.sleep(0.1)
        seen(store, store.due(work.now, 2), work.now)
        order.append("audited")

    async def visit(states: list[LinkState]) -> None:
        order.extend(["visit"] * len(states))
        seen(store, states, work.now)

    work.audit, work.visit = audit, visit  # type: ignore[method-assign]
    asyncio.run(work.until(lambda: "visit" in order))

    assert order == ["audit", "audited", "visit"]


def test_a_bug_ends_the_run(store: Store) -> None:
    """An error nobody named is raised, not swallowed tick after tick."""
    store.watch("a.txt", DAY, START)
    work = Work(store)
    work.failing = ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError, match="a bug"):
        asyncio.run(work.until(work.stop.is_set))


@pytest.mark.parametrize(("needs", "finished"), [(0.1, True), (60, False)])
def test_what_is_in_hand_has_its_grace(store: Store, needs: float, finished: bool) -> None:
    """After ``stop``, a short visit is finished; a long one is cancelled and stays due."""
    cite(store, 1)
    work = Work(store)
    begun = asyncio.Event()

    async def slow(states: list[LinkState]) -> None:
        begun.set()
        await asyncio.sleep(needs)
        seen(store, states, work.now)

    async def scene() -> None:
        running = asyncio.create_task(
            run(
                store,
                slow,
                work.audit,
                clock=lambda: work.now,
                tick=TICK,
                stop=work.stop,
                grace=timedelta(seconds=1),
            )
        )
        await begun.wait()
        work.stop.set()
        await asyncio.wait_for(running, 10)

    asyncio.run(scene())

    assert bool(store.due(work.now, 10)) is not finished


def worker(url: str, seconds: float, batch: int = 500) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, url, str(seconds), str(batch)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def acknowledged(process: subprocess.Popen[str], count: int) -> list[str]:
    """So many lines of the worker, each an address whose visit it says is stored."""
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(count)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_worker_cleanly(store: Store, url: str, number: int) -> None:
    """The worker exits with 0 and no traceback; all it acknowledged is stored, the rest due."""
    urls = cite(store, 40)
    process = worker(url, 0.01)
    told = acknowledged(process, 5)

    process.send_signal(number)
    rest, _ = process.communicate(timeout=20)

    assert process.returncode == 0
    stored = {each for each in urls if store.history(each)}
    assert stored == {*told, *rest.split()}
    due = {state.url for state in store.due(datetime.now(UTC), 100)}
    assert due == set(urls) - stored


def test_kills_and_restarts_lose_nothing(store: Store, url: str) -> None:
    """Killed again and again, the workers together still visit every link, and none for nothing."""
    urls = cite(store, 60)
    told: list[str] = []
    for _ in range(4):
        process = worker(url, 0.005)
        told += acknowledged(process, 8)
        os.kill(process.pid, signal.SIGKILL)
        told += process.communicate(timeout=20)[0].split("\n")[:-1]
        assert {each for each in told if not store.history(each)} == set()

    missing = [each for each in urls if not store.history(each)]
    process = worker(url, 0)
    last = acknowledged(process, len(missing))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    process.communicate()

    assert store.due(datetime.now(UTC), 100) == []
    # A kill between the commit and its acknowledgement may hide a visit, never undo it.
    assert [len(store.history(each)) for each in urls] == [1] * len(urls)
    assert sorted(last) == sorted(missing)


def test_of_two_runs_one_works_and_the_other_takes_over(url: str, store: Store) -> None:
    """The second stands by and visits nothing; when the first ends, it goes on."""
    cite(store, 3)
    visited: dict[str, int] = {"first": 0, "second": 0}

    async def worker(name: str, opened: Store, stop: asyncio.Event) -> None:
        async def visit(states: list[LinkState]) -> None:
            visited[name] += len(states)
            seen(opened, states, START if name == "first" else datetime.now(UTC))

        async def audit(watch: Watch) -> None:
            pass

        await run(opened, visit, audit, clock=lambda: datetime.now(UTC), tick=TICK, stop=stop)

    async def both() -> None:
        first, second = asyncio.Event(), asyncio.Event()
        with Store.open(url) as other:
            async with asyncio.TaskGroup() as group:
                group.create_task(worker("first", store, first))
                await asyncio.sleep(0.1)
                group.create_task(worker("second", other, second))
                await asyncio.sleep(0.1)
                before = dict(visited)
                first.set()
                await asyncio.sleep(0.3)
                second.set()
        assert before["first"] > 0
        assert before["second"] == 0

    asyncio.run(both())

    assert visited["second"] > 0
