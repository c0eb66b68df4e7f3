"""Transactions: one writer and a few readers, with the failures of all drivers in our words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any

from citations.errors import StoreError
from citations.store.direct import Direct, on
from citations.store.failures import translated
from citations.store.sqlite import Connections, connections_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from citations.store.engines import Engines

__all__ = ["Database"]


class Database:
    """The database at an address; a transaction each, its errors in our words.

    ``write`` and ``read`` speak through SQLAlchemy, which is imported when they are first
    used; ``write_directly`` and ``read_directly`` speak to the driver.
    """

    def __init__(self, address: str) -> None:
        self.connections = connections_of(address)
        self.is_sqlite = self.connections is not None
        self._writing = RLock()
        self._making = Lock()
        self._engines: Engines | None = None
        if self.connections is not None:
            #: The store's name for people: a path, or an address without its password.
            self.name = self.connections.path
            self._made = partial(_over, self.connections)
        else:
            from citations.store.engines import of_server  # noqa: PLC0415

            self._engines, self.name = of_server(address)

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that waits for its turn, and is committed whole or not at all."""
        writer, _ = self._both()
        with self._writing, self._in_our_words(), writer.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store, and cannot change it."""
        _, reader = self._both()
        with self._turn_to_read(), self._in_our_words(), reader.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def write_directly(self) -> Iterator[Direct]:
        """Like ``write``."""
        if self.connections is None:
            with self.write() as connection:
                yield on(connection)
            return
        transaction = self.connections.transaction(write=True)
        with self._writing, self._in_our_words(), transaction as direct:
            yield direct

    @contextlib.contextmanager
    def read_directly(self) -> Iterator[Direct]:
        """Like ``read``."""
        if self.connections is None:
            with self.read() as connection:
                yield on(connection)
            return
        transaction = self.connections.transaction(write=False)
        with self._turn_to_read(), self._in_our_words(), transaction as direct:
            yield direct

    def stage(self) -> int | None:
        """A number that is another once others have written; None where no database tells.

        See sqlite.org/pragma.html#pragma_data_version.
        """
        return None if self.connections is None else self.sqlite("PRAGMA data_version")[0][0]

    def sqlite(self, statement: str, *values: str) -> list[Any]:
        """Run what SQLite will not have in a transaction, on the writer's connection."""
        if self.connections is None:
            raise StoreError(f"{self.name}: not an SQLite store")
        with self._writing, self._in_our_words():
            return list(self.connections.writer().execute(statement, values))

    @contextlib.contextmanager
    def session(self) -> Iterator[Connection]:
        """A connection for as long as the block, outside of every transaction."""
        writer, _ = self._both()
        with self._in_our_words(), writer.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Close every connection; none may be in use."""
        for engine in self._engines or ():
            engine.dispose()
        if self.connections is not None:
            self.connections.close()

    def _both(self) -> Engines:
        with self._making:
            if self._engines is None:
                self._engines = self._made()
            return self._engines

    def _turn_to_read(self) -> contextlib.AbstractContextManager[object]:
        in_memory = self.connections is not None and self.connections.in_memory
        return self._writing if in_memory else contextlib.nullcontext()

    @contextlib.contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except self._errors() as error:
            raise translated(getattr(error, "orig", None) or error, self.name) from error

    def _errors(self) -> tuple[type[Exception], ...]:
        errors: list[type[Exception]] = []
        if self.connections is not None:
            errors.append(self.connections.driver.Error)
        if self._engines is not None:
            from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

            errors.append(DBAPIError)
        return tuple(errors)


def _over(connections: Connections) -> Engines:
    from citations.store.engines import of_sqlite  # noqa: PLC0415  (slow to import)

    return of_sqlite(connections)
