"""Opening a store: made, migrated or refused, in one clear line and with nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from values import START, check, reading, state

from citations.errors import (
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreNewer,
)
from citations.store import Store
from citations.store.schema import CURRENT
from citations.store.sqlite import sqlite_driver
from tests.store.conftest import new_database

PAGE = "https://example.org/page"


def fill(path: Path) -> None:
    with Store.open(f"sqlite:///{path}") as store:
        store.add_checks([check(PAGE)], [state(check(PAGE))])


def one_line(message: object) -> str:
    text = str(message)
    assert "\n" not in text
    return text


def test_what_was_stored_is_there_when_opened_again(address: str) -> None:
    """Closing and opening changes nothing."""
    with Store.open(address) as store:
        store.save_reading(reading("a.txt", ["One."], [PAGE]), START)
    with Store.open(address) as store:
        assert store.reading("a.txt") == reading("a.txt", ["One."], [PAGE])


def test_a_current_store_opens_without_the_migration_tool(tmp_path: Path) -> None:
    """Opening a store of the current schema imports no Alembic, and takes under 100 ms."""
    fill(tmp_path / "s.sqlite")
    code = (
        "import sys, time; from citations.store import Store; best = 9.0\n"
        "for _ in range(5):\n"
        "    begun = time.perf_counter(); Store.open(sys.argv[1]).close()\n"
        "    best = min(best, time.perf_counter() - begun)\n"
        "assert 'alembic' not in sys.modules; assert best < 0.1, best"
    )
    address = f"sqlite:///{tmp_path}/s.sqlite"

    subprocess.run([sys.executable, "-c", code, address], check=True, cwd=Path.cwd())


def text(path: Path) -> None:
    path.write_text("Not a database at all, but a text of some length.\n" * 100)


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def table_of_our_name(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE link (url TEXT)")
    connection.close()


@pytest.mark.parametrize("make", [text, other_database, table_of_our_name])
def test_a_foreign_file_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """A file that is no store of ours is not written to, whatever it is."""
    path = tmp_path / "foreign.sqlite"
    make(path)
    before = path.read_bytes()

    with pytest.raises(StoreForeign, match="not a citation store") as raised:
        Store.open(f"sqlite:///{path}")

    assert str(path) in one_line(raised.value)
    assert "--db" in str(raised.value)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["foreign.sqlite"]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """A file of no bytes is nobody's, so it may be ours."""
    (tmp_path / "s.sqlite").touch()

    fill(tmp_path / "s.sqlite")


def test_a_store_of_a_later_version_is_refused_and_left_alone(address: str) -> None:
    """A schema we do not know is not touched, and we say that verifier is to be updated."""
    with Store.open(address) as store, store._database.write() as connection:
        connection.exec_driver_sql("UPDATE verifier_schema SET version_num = '9999'")

    with pytest.raises(StoreNewer, match="later version") as raised:
        Store.open(address)

    assert "update verifier" in one_line(raised.value)
    assert "9999" in str(raised.value)


def test_a_server_database_may_hold_other_tables(postgresql: str) -> None:
    """On a server our tables live beside those of others, unless the names are taken."""
    import psycopg

    address = new_database(postgresql)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    Store.open(address).close()

    taken = new_database(postgresql)
    with psycopg.connect(taken, autocommit=True) as connection:
        connection.execute("CREATE TABLE link (url TEXT)")
    with pytest.raises(StoreForeign, match="'link'"):
        Store.open(taken)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "names no store"),
        ("store.sqlite", "names no store"),
        ("postgresql://host:port/name", "names no store"),
        ("mysql://host/name", "no store of this kind"),
        ("sqlite:///s.sqlite?timeout=soon", "not a number of seconds"),
        ("sqlite:////no/such/folder/s.sqlite", "folder /no/such/folder does not exist"),
        ("postgresql://u:secret@127.0.0.1:1/name", "server cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, says: str) -> None:
    """What is wrong with the address is said in one line, without the password."""
    with pytest.raises(StoreError, match=says) as raised:
        Store.open(address)

    assert "secret" not in one_line(raised.value)


def test_a_server_that_does_not_know_the_database(postgresql: str) -> None:
    """A wrong database name or user is the server's refusal, in our words."""
    with pytest.raises(StoreError, match="server refuses us") as raised:
        Store.open(f"{postgresql}no_such_database")

    one_line(raised.value)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """Naming a folder is told from naming a file."""
    with pytest.raises(StoreError, match="cannot be written here") as raised:
        Store.open(f"sqlite:///{tmp_path}")

    one_line(raised.value)


def test_a_locked_store(tmp_path: Path) -> None:
    """A store that another process holds is named so after a few seconds; nothing is lost."""
    path = tmp_path / "s.sqlite"
    fill(path)
    with Store.open(f"sqlite:///{path}?timeout=1") as store:
        holder = sqlite_driver().connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()

        with pytest.raises(StoreLocked, match="another process holds the store") as raised:
            store.add_checks([check(PAGE, 1)], [])

        assert 0.9 < time.monotonic() - begun < 20
        one_line(raised.value)
        assert len(store.history(PAGE)) == 1
        holder.execute("ROLLBACK")
        holder.close()
        store.add_checks([check(PAGE, 1)], [])
        assert len(store.history(PAGE)) == 2


def test_a_short_wait_for_another_writer_is_not_noticed(tmp_path: Path) -> None:
    """A writer waits for its turn."""
    path = tmp_path / "s.sqlite"
    with Store.open(f"sqlite:///{path}") as store:
        holder = sqlite_driver().connect(path, isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN IMMEDIATE")
        releasing = threading.Timer(0.3, holder.execute, ["ROLLBACK"])
        releasing.start()

        store.add_checks([check(PAGE)], [])

        releasing.join()
        holder.close()
        assert len(store.history(PAGE)) == 1


def test_a_full_disk(tmp_path: Path) -> None:
    """When there is no room, the call fails whole; what was stored is there, and room heals it."""
    path = tmp_path / "s.sqlite"
    fill(path)
    with Store.open(f"sqlite:///{path}") as store:
        [[pages]] = store._database.sqlite("PRAGMA page_count")
        store._database.sqlite(f"PRAGMA max_page_count={pages + 10}")
        visits = [check(f"https://example.org/{n}") for n in range(2000)]

        with pytest.raises(StoreFull, match="no room is left") as raised:
            store.add_checks(visits, [state(visit) for visit in visits])

        one_line(raised.value)
        assert store.states(visit.url for visit in visits) == {}
        assert len(store.history(PAGE)) == 1
        store._database.sqlite("PRAGMA max_page_count=1000000")
        store.add_checks(visits, [state(visit) for visit in visits])
        assert len(store.states(visit.url for visit in visits)) == 2000
        assert store.check() == []


LIMITED = """
import os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from citations.errors import StoreError
from citations.model import Check, LinkStatus
from citations.store import Store

def write(path, limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    stored = 0
    try:
        with Store.open(f"sqlite:///{path}") as store:
            while True:
                store.add_checks([Check(
                    url=f"https://example.org/{stored}/{n}", status=LinkStatus.LIVE, reason="ok",
                    why="x" * 900, checked_at=datetime(2026, 1, 1, tzinfo=UTC)) for n in range(5)
                ], [])
                stored += 5
    except StoreError as error:
        print(limit, stored, error, flush=True)

for step in range(int(sys.argv[2])):
    # Steps of an odd size: the limit falls within pages, frames and headers alike.
    limit = 4096 + step * 25_690
    writer = os.fork()
    if writer == 0:
        write(Path(sys.argv[1]) / f"{limit}.sqlite", limit)
        os._exit(0)
    os.waitpid(writer, 0)
"""


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    """Wherever in its work a quota stops the writer, what it acknowledged is there and whole."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), "30"],
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
        cwd=Path.cwd(),
    )

    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 30
    for line in lines:
        limit, stored, message = line.split(" ", 2)
        assert "nothing stored is lost" in message
        with Store.open(f"sqlite:///{tmp_path}/{limit}.sqlite") as store:
            rows = store.info().rows["link_check"]
            # A commit whose acknowledgement failed may stand; it is whole then.
            assert rows - int(stored) in {0, 5}, line
            assert store.check() == []
    assert int(lines[-1].split()[1]) > 50


def test_a_full_device(tmp_path: Path) -> None:
    """A file system without room is named so, and nothing that was acknowledged is lost."""
    room = tmp_path / "room"
    room.mkdir()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(room)],
            check=False,
            capture_output=True,
        )
        if shutil.which("mount") and os.geteuid() == 0
        else None
    )
    if mounted is None or mounted.returncode != 0:
        pytest.skip("may not mount a small file system here")
    try:
        stored = 0
        with Store.open(f"sqlite:///{room}/s.sqlite") as store:
            message = ""
            while not message:
                visit = check(f"https://example.org/{stored}", why="x" * 500)
                try:
                    store.add_checks([visit], [state(visit)])
                    stored += 1
                except StoreFull as error:
                    message = one_line(error)
            assert "no room is left" in message
            assert store.info().rows["link_check"] == stored > 10
        with Store.open(f"sqlite:///{room}/s.sqlite") as store:
            assert store.info().rows["link_check"] == stored
            assert store.check() == []
    finally:
        subprocess.run(["umount", str(room)], check=True)


def test_a_damaged_store(tmp_path: Path) -> None:
    """Damage is named when it is met, with the way out, and is found by ``check``."""
    path = tmp_path / "s.sqlite"
    fill(path)
    with Store.open(f"sqlite:///{path}") as store:
        visits = [check(f"https://example.org/{n}") for n in range(500)]
        store.add_checks(visits, [state(visit) for visit in visits])
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        for page in range(size // 4096 - 20, size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 2048)

    with Store.open(f"sqlite:///{path}") as store:
        assert store.check() != []
        with pytest.raises(StoreDamaged, match="the store is damaged; restore a backup") as raised:
            store.states(visit.url for visit in visits)
        one_line(raised.value)


def test_a_store_that_may_not_be_written(tmp_path: Path) -> None:
    """A read-only store can be read; writing says what is wrong."""
    path = tmp_path / "s.sqlite"
    fill(path)
    with Store.open(f"sqlite:///{path}") as store:
        store._database.sqlite("PRAGMA query_only=ON")

        with pytest.raises(StoreError, match="cannot be written here"):
            store.add_checks([check(PAGE, 1)], [])

        assert len(store.history(PAGE)) == 1


def test_the_schema_has_a_current_version(address: str) -> None:
    """A new store says which schema it has."""
    with Store.open(address) as store:
        assert store.info().schema == CURRENT


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    """A file that is there already is not written over."""
    fill(tmp_path / "s.sqlite")
    (tmp_path / "copy").write_text("precious")
    with Store.open(f"sqlite:///{tmp_path}/s.sqlite") as store:
        with pytest.raises(StoreError, match="exists already"):
            store.backup(tmp_path / "copy")

        with pytest.raises(StoreError, match="cannot be written"):
            store.backup(tmp_path / "no" / "folder")

    assert (tmp_path / "copy").read_text() == "precious"


def test_a_servers_store_is_backed_up_by_the_server(postgresql: str, tmp_path: Path) -> None:
    """For PostgreSQL the way out is its own tool, and we say which."""
    with (
        Store.open(new_database(postgresql)) as store,
        pytest.raises(StoreError, match="pg_dump --format=custom"),
    ):
        store.backup(tmp_path / "copy")
