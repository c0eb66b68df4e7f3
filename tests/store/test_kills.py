"""Killed writers, crowds of readers and writers: what was acknowledged is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from values import START, check, reading, state

from citations.errors import StoreError
from citations.model import HostState
from citations.store import Store
from tests.store.conftest import new_database


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_thirty_killed_writers_lose_nothing(kind: str, request: pytest.FixtureRequest) -> None:
    """Writers killed at any moment lose nothing they acknowledged and leave nothing half done."""
    address = [] if kind == "sqlite" else [new_database(request.getfixturevalue("postgresql"))]
    rounds = "30" if kind == "sqlite" else "8"

    done = subprocess.run(
        [sys.executable, "-m", "bench", "kill", "--rounds", rounds, *address],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        cwd=Path(__file__).parents[2],
    )

    result = json.loads(done.stdout)
    assert result["lost"] == []
    assert result["acknowledged"] >= int(rounds) // 2


def test_readers_see_whole_transactions_while_others_write(address: str) -> None:
    """Every reader, at every moment, sees each batch whole, and never goes back in time."""
    stop, problems = threading.Event(), []
    pages = [f"https://example.org/{n}" for n in range(20)]

    def read() -> None:
        newest = -1.0
        with Store.open(address) as store:
            while not stop.is_set():
                states = store.states(pages).values()
                seen = {s.checked_at for s in states}
                if {s.last_check.checked_at for s in states if s.last_check} != seen:
                    problems.append("a state without its check")
                if len(seen) > 1:
                    problems.append(f"a torn batch: {seen}")
                for at in seen:
                    if at and at.timestamp() < newest:
                        problems.append("the past came back")
                    newest = at.timestamp() if at else newest

    with Store.open(address) as store:
        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for day in range(40):
            visits = [check(page, day) for page in pages]
            store.add_checks(visits, [state(visit) for visit in visits])
        stop.set()
        for reader in readers:
            reader.join()

    assert problems == []


def test_threads_share_a_store(store: Store) -> None:
    """One store may be used by many threads at once; no write is lost among them."""

    def work(number: int) -> None:
        for n in range(10):
            visit = check(f"https://h{number}.example/{n}")
            store.add_checks([visit], [state(visit)])
            assert store.history(visit.url) == [visit]
            store.save_reading(reading(f"{number}.txt", [f"S {n}."], [visit.url]), START)
            store.update_host("shared", _one_more)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))

    assert store.info().rows["link_check"] == 60
    assert store.info().rows["revision"] == 60
    assert store.host("shared").spent == 60


def _one_more(host: HostState) -> HostState:
    return HostState(host=host.host, spent=host.spent + 1)


WRITER = """
import sys
from dataclasses import replace
from citations.model import Check, Document, LinkState, LinkStatus, Reading
from citations.store import Store
from datetime import UTC, datetime, timedelta

number = int(sys.argv[2])
with Store.open(sys.argv[1]) as store:
    for n in range(25):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number * 1000 + n)
        urls = [f"https://example.org/{k}" for k in range(20)][:: 1 if number % 2 else -1]
        checks = [Check(url=u, status=LinkStatus.LIVE, reason="ok", why="", checked_at=at)
                  for u in urls]
        store.add_checks(checks, [LinkState(url=u, status=LinkStatus.LIVE, reason="ok", why="",
                                            checked_at=at) for u in urls])
        document = Document(source="shared.txt", format="text", text=str(at),
                            text_sha256=str(at), blocks=())
        store.save_reading(Reading(document=document), at)
        store.update_host("shared", lambda host: replace(host, spent=host.spent + 1))
"""


def test_processes_share_a_store(address: str) -> None:
    """Processes that write the same links, documents and hosts wait for each other."""
    Store.open(address).close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, address, str(number)],
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for number in range(3)
    ]

    errors = [writer.communicate(timeout=100)[1] for writer in writers]

    assert errors == ["", "", ""]
    with Store.open(address) as store:
        assert len(store.history("https://example.org/0")) == 75
        assert store.host("shared").spent == 75
        assert [d.revision for d in store.documents()] == [75]
        assert store.check() == []


def test_a_backup_is_a_store(tmp_path: Path) -> None:
    """A copy made while others write is whole, can be opened, and is never put over a file."""
    address, copy = f"sqlite:///{tmp_path}/s.sqlite", tmp_path / "copy's.sqlite"
    stop = threading.Event()

    def write() -> None:
        with Store.open(address) as other:
            n = 0
            while not stop.is_set():
                visits = [check(f"https://example.org/{n}/{k}") for k in range(10)]
                other.add_checks(visits, [state(visit) for visit in visits])
                n += 1

    with Store.open(address) as store:
        writer = threading.Thread(target=write)
        writer.start()
        while store.info().rows["link"] < 50:
            pass
        store.backup(copy)
        stop.set()
        writer.join()

    assert sorted(os.listdir(tmp_path)) == ["copy's.sqlite", "s.sqlite"]
    with Store.open(f"sqlite:///{copy}") as restored:
        rows = restored.info().rows
        assert rows["link_check"] == rows["link"] >= 50
        assert rows["link"] % 10 == 0
        assert restored.check() == []
        visit = check("https://example.org/new")
        restored.add_checks([visit], [state(visit)])


def _cut_connections(address: str) -> None:
    """End every other connection to the database, as a restart of the server does."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_server_that_was_restarted_is_found_again(postgresql: str) -> None:
    """Connections that died between two calls are replaced without a word."""
    address = new_database(postgresql)
    with Store.open(address) as store:
        visit = check("https://example.org/")
        store.add_checks([visit], [state(visit)])

        _cut_connections(address)

        assert store.history(visit.url) == [visit]
        store.add_checks([check(visit.url, 1)], [])
        assert len(store.history(visit.url)) == 2


def test_a_connection_cut_in_the_middle_stores_nothing(postgresql: str) -> None:
    """A call during which the server went away fails in one line, whole, and can be made again."""
    address = new_database(postgresql)

    def cut_and_change(host: HostState) -> HostState:
        _cut_connections(address)
        return _one_more(host)

    with Store.open(address) as store:
        with pytest.raises(StoreError, match="server cannot be reached") as raised:
            store.update_host("a", cut_and_change)
        assert "\n" not in str(raised.value)

        assert store.hosts() == []
        assert store.update_host("a", _one_more).spent == 1
