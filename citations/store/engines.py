"""SQLAlchemy's engines: over the connections of an SQLite store, or to a server."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool, StaticPool

from citations.errors import StoreError
from citations.store.sqlite import Connections, begin_of

__all__ = ["Engines", "of_server", "of_sqlite"]

# How long we wait for a server to answer at all.
_CONNECT_SECONDS = 5
_READERS = 4

Engines = tuple[Engine, Engine]
"""The one that writes, and the one that reads."""


def of_sqlite(connections: Connections) -> Engines:
    """The writer is the one connection that statements of our own write with, too."""
    writer = _sqlite(connections, write=True)
    return writer, writer if connections.in_memory else _sqlite(connections, write=False)


def _sqlite(connections: Connections, *, write: bool) -> Engine:
    def reader() -> Any:
        return connections.connect(write=False)

    pool: dict[str, Any] = (
        {"poolclass": StaticPool, "creator": connections.writer}
        if write
        else {"poolclass": QueuePool, "creator": reader, "pool_size": _READERS, "max_overflow": -1}
    )
    engine = create_engine("sqlite://", module=connections.driver, **pool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin_of(write=write))

    return engine


def of_server(address: str) -> tuple[Engines, str]:
    """The engines of a PostgreSQL server, and its name for people, without the password.

    Raises ``StoreError`` for an address of no store that we know.
    """
    url = _parse(address)
    name = _shown(url)
    try:
        writer = create_engine(
            url,
            pool_size=_READERS + 1,
            pool_pre_ping=True,
            connect_args={"connect_timeout": _CONNECT_SECONDS},
        )
    except (ImportError, NoSuchModuleError):
        raise StoreError(
            f"{name}: PostgreSQL needs one more library: pip install 'verifier[postgres]'"
        ) from None
    # One state of the store for all statements of a reader, as SQLite has it anyway.
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return (writer, reader), name


def _parse(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(f"{text!r} names no store; {_FORMS}") from None
    if url.get_backend_name() not in {"postgres", "postgresql"}:
        raise StoreError(f"{_shown(url)}: no store of this kind; {_FORMS}")
    return url.set(drivername="postgresql+psycopg")


_FORMS = 'write "sqlite:///path" or "postgresql://user:password@host/name"'


def _shown(url: URL) -> str:
    plain = url.set(drivername=url.get_backend_name())
    return plain.render_as_string(hide_password=True)
