"""Connections: which driver, how a transaction begins, and what its failures mean to a person."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool, StaticPool

from citations.errors import StoreDamaged, StoreError, StoreForeign, StoreFull, StoreLocked

__all__ = ["Database", "sqlite_driver", "sqlite_version_is_safe"]

# How long a writer waits for another one before it gives up: "sqlite:///path?timeout=60".
_BUSY_SECONDS = 10.0
# How long we wait for a server to answer at all.
_CONNECT_SECONDS = 5
_READERS = 4
# sqlite.org/wal.html#walresetbug: two connections that write and checkpoint at once.
_FIRST_SAFE_SQLITE = (3, 51, 3)


def sqlite_driver() -> Any:
    """The DB-API module for SQLite: the newer library of the wheel, else Python's own."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3")


def sqlite_version_is_safe() -> bool:
    """Whether two processes may write to one SQLite store at once without a known danger."""
    return tuple(sqlite_driver().sqlite_version_info) >= _FIRST_SAFE_SQLITE


class Database:
    """One writer connection and a few readers; a transaction each, its errors in our words."""

    def __init__(self, url: str) -> None:
        self.url = _parse(url)
        self.name = _shown(self.url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writing = RLock()
        self._in_memory = self.is_sqlite and self.url.database in {None, "", ":memory:"}
        if self.is_sqlite:
            self._writer = self._sqlite(write=True)
            self._reader = self._writer if self._in_memory else self._sqlite(write=False)
        else:
            self._writer = _postgresql(self.url)
            # One state of the store for all statements of a reader, as SQLite has it anyway.
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that waits for its turn, and is committed whole or not at all."""
        with self._writing, self._in_our_words(), self._writer.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store, and cannot change it."""
        turn = self._writing if self._in_memory else contextlib.nullcontext()
        with turn, self._in_our_words(), self._reader.begin() as connection:
            yield connection

    def sqlite(self, statement: str, *values: str) -> list[Any]:
        """Run what SQLite will not have in a transaction, on the writer's connection."""
        with self._writing:
            pooled = self._writer.raw_connection()
            try:
                return list(pooled.cursor().execute(statement, values))
            except sqlite_driver().Error as error:
                raise _translated(error, self.name) from error
            finally:
                pooled.close()

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()

    def _sqlite(self, *, write: bool) -> Engine:
        driver = sqlite_driver()
        timeout = _seconds(self.url)

        def connect() -> Any:
            connection = driver.connect(
                self.url.database or ":memory:",
                timeout=timeout,
                # Transactions begin where we say, not where the driver guesses.
                isolation_level=None,
                # The pool hands a connection to one thread at a time.
                check_same_thread=False,
            )
            connection.execute("PRAGMA foreign_keys=ON")
            # FULL: what was acknowledged is on the disk, even if the power fails then.
            connection.execute("PRAGMA synchronous=FULL")
            if not write:
                connection.execute("PRAGMA query_only=ON")
            return connection

        pool: dict[str, Any] = {"poolclass": StaticPool}
        if not self._in_memory:
            pool = {
                "poolclass": QueuePool,
                "pool_size": 1 if write else _READERS,
                "max_overflow": 0 if write else -1,
            }
        engine = create_engine("sqlite://", module=driver, creator=connect, **pool)
        # IMMEDIATE takes the turn at once: a transaction that reads first and then finds
        # another writer before it could only fail.
        begin = "BEGIN IMMEDIATE" if write else "BEGIN"

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @contextlib.contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise _translated(error.orig or error, self.name) from error


def _parse(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(f"{text!r} names no store; {_FORMS}") from None
    if url.get_backend_name() in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername != "sqlite":
        raise StoreError(f"{_shown(url)}: no store of this kind; {_FORMS}")
    if url.database not in {None, "", ":memory:"}:
        folder = Path(str(url.database)).parent
        if not folder.is_dir():
            raise StoreError(f"{url.database}: the folder {folder} does not exist; make it first")
    return url


def _seconds(url: URL) -> float:
    given = url.query.get("timeout", str(_BUSY_SECONDS))
    try:
        return float(str(given))
    except ValueError:
        raise StoreError(f"{url.database}: timeout={given} is not a number of seconds") from None


_FORMS = 'write "sqlite:///path" or "postgresql://user:password@host/name"'


def _shown(url: URL) -> str:
    """The store's name for people: a path, or an address without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database or ":memory:")
    plain = url.set(drivername=url.get_backend_name())
    return plain.render_as_string(hide_password=True)


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url,
            pool_size=_READERS + 1,
            pool_pre_ping=True,
            connect_args={"connect_timeout": _CONNECT_SECONDS},
        )
    except (ImportError, NoSuchModuleError):
        raise StoreError(
            f"{_shown(url)}: PostgreSQL needs psycopg; "
            'install it with pip install "verifier[postgres]"'
        ) from None


def _translated(error: BaseException, name: str) -> StoreError:
    """What the driver says, and what to do about it, in one line."""
    said = " ".join(str(error).split())
    state = getattr(error, "sqlstate", None) or ""
    for kind, advice, parts, states in _MEANINGS:
        if any(part in said for part in parts) or (states and state.startswith(states)):
            return kind(f"{name}: {advice} ({said})")
    return StoreError(f"{name}: {said}")


# What the driver says (SQLite by message, PostgreSQL by SQLSTATE), and what to do about it.
_MEANINGS: list[tuple[type[StoreError], str, tuple[str, ...], tuple[str, ...]]] = [
    (
        StoreLocked,
        "another process holds the store; wait for it or stop it, then try again",
        ("database is locked", "database table is locked"),
        ("55P03", "40P01"),
    ),
    (
        StoreFull,
        "no room is left where the store lies; free some and try again, nothing stored is lost",
        ("database or disk is full",),
        ("53100",),
    ),
    (
        StoreForeign,
        "the file is not a citation store; name another with --db",
        ("file is not a database",),
        (),
    ),
    (
        StoreDamaged,
        "the store is damaged; restore a backup, or recover it with sqlite3 .recover",
        ("disk image is malformed",),
        ("XX001", "XX002"),
    ),
    (
        StoreError,
        "the store cannot be written here; check the rights of the file and its folder",
        ("readonly database", "unable to open database"),
        ("25006", "42501"),
    ),
    (
        StoreError,
        "the disk or a limit on the file's size refused; mend that, nothing stored is lost",
        ("disk I/O error",),
        ("58030",),
    ),
    (
        StoreError,
        "the server refuses us; check the user, the password and the database's name",
        ("authentication failed", "does not exist"),
        ("28", "3D000"),
    ),
    (
        StoreError,
        "the server cannot be reached; check that it runs, and the address",
        ("connection failed", "connection is bad", "Connection refused", "server closed"),
        ("08", "57P"),
    ),
]
