"""SQLite by its driver alone: which library, how a connection is made, and how many."""

from __future__ import annotations

import contextlib
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

from citations.errors import StoreError
from citations.store.direct import OnCursor

__all__ = ["Connections", "begin_of", "connections_of", "sqlite_driver", "sqlite_version_is_safe"]

# How long a writer waits for another one before it gives up: "sqlite:///path?timeout=60".
_BUSY_SECONDS = 10.0
# sqlite.org/wal.html#walresetbug: two connections that write and checkpoint at once.
_FIRST_SAFE_SQLITE = (3, 51, 3)
_ADDRESS = re.compile(r"sqlite://(?:/(?P<path>[^?]*))?(?:\?(?P<query>.*))?\Z", re.DOTALL)


def sqlite_driver() -> Any:
    """The DB-API module for SQLite: the newer library of the wheel, else Python's own."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3")


def sqlite_version_is_safe() -> bool:
    """Whether two processes may write to one SQLite store at once without a known danger."""
    return tuple(sqlite_driver().sqlite_version_info) >= _FIRST_SAFE_SQLITE


def begin_of(*, write: bool) -> str:
    """How a transaction begins.

    IMMEDIATE takes the turn at once: a transaction that reads first and then finds another
    writer before it could only fail.
    """
    return "BEGIN IMMEDIATE" if write else "BEGIN"


def connections_of(address: str) -> Connections | None:
    """The connections of "sqlite:///path"; None for an address of another kind."""
    match = _ADDRESS.match(address)
    if match is None:
        return None
    path = match["path"] or ":memory:"
    if path != ":memory:" and not Path(path).parent.is_dir():
        folder = Path(path).parent
        raise StoreError(f"{path}: the folder {folder} does not exist; make it first")
    given = parse_qs(match["query"] or "").get("timeout", [str(_BUSY_SECONDS)])[-1]
    try:
        return Connections(path, float(given))
    except ValueError:
        raise StoreError(f"{path}: timeout={given} is not a number of seconds") from None


class Connections:
    """One connection that writes, and readers as they are needed.

    The user of the writer sees to it that there is one at a time.
    """

    def __init__(self, path: str, timeout: float) -> None:
        self.path = path
        self.in_memory = path == ":memory:"
        self.driver = sqlite_driver()
        self._timeout = timeout
        self._made = Lock()
        self._writer: Any = None
        self._idle: list[Any] = []

    def connect(self, *, write: bool) -> Any:
        """A new connection."""
        connection = self.driver.connect(
            self.path,
            timeout=self._timeout,
            # Transactions begin where we say, not where the driver guesses.
            isolation_level=None,
            # One thread at a time uses a connection, but not always the same one.
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys=ON")
        # FULL: what was acknowledged is on the disk, even if the power fails then.
        connection.execute("PRAGMA synchronous=FULL")
        if not write:
            connection.execute("PRAGMA query_only=ON")
        return connection

    def writer(self) -> Any:
        """The connection that writes; of a store in memory, the only one."""
        with self._made:
            if self._writer is None:
                self._writer = self.connect(write=True)
            return self._writer

    @contextlib.contextmanager
    def transaction(self, *, write: bool) -> Iterator[OnCursor]:
        """A transaction on the writer or on a reader, committed whole or not at all."""
        connection = self.writer() if write or self.in_memory else self._reader()
        cursor = connection.cursor()
        cursor.execute(begin_of(write=write))
        try:
            yield OnCursor(cursor)
            cursor.execute("COMMIT")
        except BaseException:
            # A failure such as a full disk may have ended the transaction already.
            if connection.in_transaction:
                cursor.execute("ROLLBACK")
            raise
        finally:
            cursor.close()
            if connection is not self._writer:
                self._idle.append(connection)

    def _reader(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            return self.connect(write=False)

    def close(self) -> None:
        """Close every connection; none may be in use."""
        for connection in (self._writer, *self._idle):
            if connection is not None:
                connection.close()
        self._writer = None
        self._idle.clear()
