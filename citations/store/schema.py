"""Which schema a database has, and how it comes to have ours.

A new SQLite store is made by ``schema.sql``, which the tables themselves have written, and
one on a server from the tables: both are quick. An older store is migrated by Alembic, which
is imported only then. Tests hold the three ways to one result.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from citations.errors import StoreForeign, StoreLocked, StoreNewer
from citations.store.direct import Direct, on
from citations.store.engine import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["CURRENT", "MIGRATIONS", "SCRIPT", "prepare", "script", "upgrade", "version"]

#: The newest revision in ``migrations/versions``; their names are in order.
CURRENT = "0006"
#: The table in which Alembic keeps the revision; it tells a store from any other database.
_VERSION_TABLE = "verifier_schema"
# Seconds for which another process may be making the store, or closing it as its last user.
# SQLite then says "locked" at once, whatever it was told to wait (sqlite.org/wal.html#busy).
_CHANGING = 1.0
_PAUSE = 0.02
# Any number, always the same: "verifier" in ASCII.
_OUR_LOCK = int.from_bytes(b"verifier")
MIGRATIONS = Path(__file__).parent / "migrations"
#: What makes a new SQLite store: the outcome of ``script``.
SCRIPT = Path(__file__).parent / "schema.sql"
_END = ";\n\n"

_TABLES_OF_A_FILE = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
)
_TABLES_ON_A_SERVER = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


def prepare(database: Database) -> None:
    """Make the database a store of the current schema, or say why it cannot be one.

    Raises ``StoreForeign`` or ``StoreNewer``, and then has changed nothing.
    """
    until = monotonic() + _CHANGING
    while True:
        try:
            return _prepare(database)
        except StoreLocked:
            if monotonic() > until:
                raise
            sleep(_PAUSE)


def _prepare(database: Database) -> None:
    with database.read_directly() as reading:
        found = version(reading, database)
    if database.is_sqlite:
        # Kept in the file, so this is said once; and only to a file that is ours.
        database.sqlite("PRAGMA journal_mode=WAL")
    if found is None and database.is_sqlite:
        with database.write_directly() as writing:
            # Asked again now that the turn is ours: another process may have been first.
            found = version(writing, database)
            if found is None:
                found = _make(writing)
    if found != CURRENT:
        with database.write() as connection:
            _bring_up(connection, database)


def _make(direct: Direct) -> str:
    for statement in SCRIPT.read_text(encoding="utf-8").split(_END):
        if statement.strip():
            direct.rows(statement)
    direct.rows(f"INSERT INTO {_VERSION_TABLE} (version_num) VALUES (?)", [CURRENT])  # noqa: S608
    return CURRENT


def version(direct: Direct, database: Database) -> str | None:
    """The schema's revision, None for a database with nothing in it."""
    query = _TABLES_OF_A_FILE if database.is_sqlite else _TABLES_ON_A_SERVER
    tables = {row[0] for row in direct.rows(query)}
    if _VERSION_TABLE not in tables:
        # A server's database may hold the tables of others beside ours, a file may not.
        in_the_way = tables if database.is_sqlite else tables & _ours()
        if in_the_way:
            raise StoreForeign(
                f"{database.name}: a database, but not a citation store (it has a table "
                f"{min(in_the_way)!r}); name another with --db"
            )
        return None
    rows = direct.rows(f"SELECT version_num FROM {_VERSION_TABLE}")  # noqa: S608
    found = str(rows[0][0]) if rows else None
    if found is not None and found > CURRENT:
        raise StoreNewer(
            f"{database.name}: written by a later version of verifier (schema {found}, this one "
            f"knows {CURRENT}); update verifier, nothing was changed"
        )
    return found


def _ours() -> set[str]:
    from citations.store.rows import METADATA  # noqa: PLC0415  (slow to import)

    return set(METADATA.tables)


def _bring_up(connection: Connection, database: Database) -> None:
    from sqlalchemy import func, select  # noqa: PLC0415

    from citations.store.rows import METADATA, table  # noqa: PLC0415

    if not database.is_sqlite:
        # Only a lock of our own makes two processes that find no tables take turns.
        connection.execute(select(func.pg_advisory_xact_lock(_OUR_LOCK)))
    # Asked again now that the turn is ours: another process may have been first.
    found = version(on(connection), database)
    if found is None:
        METADATA.create_all(connection)
        connection.execute(table(_VERSION_TABLE).insert(), {"version_num": CURRENT})
    elif found != CURRENT:
        upgrade(connection)


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the migrations up to ``target`` in the connection's transaction."""
    from alembic import command  # noqa: PLC0415  (slow to import, and hardly ever needed)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def script() -> str:
    """The statements that make the tables of ``rows`` in SQLite."""
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415
    from sqlalchemy.schema import CreateIndex, CreateTable  # noqa: PLC0415

    from citations.store.rows import METADATA  # noqa: PLC0415

    dialect = sqlite.dialect()
    made = []
    for table in METADATA.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    lines = ("\n".join(line.rstrip() for line in one.strip().splitlines()) for one in made)
    return "".join(f"{one}{_END}" for one in lines)
