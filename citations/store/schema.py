"""Which schema a database has, and how it comes to have ours.

A new store is made from the tables themselves, which is quick; an older one is migrated by
Alembic, which is imported only then. A test holds the two ways to one result.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from citations.errors import StoreForeign, StoreNewer
from citations.store.engine import Database
from citations.store.rows import METADATA, table

__all__ = ["CURRENT", "MIGRATIONS", "prepare", "upgrade", "version"]

#: The newest revision in ``migrations/versions``; their names are in order.
CURRENT = "0001"
# Any number, always the same: "verifier" in ASCII.
_OUR_LOCK = int.from_bytes(b"verifier")
MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(database: Database) -> None:
    """Make the database a store of the current schema, or say why it cannot be one.

    Raises ``StoreForeign`` or ``StoreNewer``, and then has changed nothing.
    """
    with database.read() as connection:
        found = version(connection, database.name)
    if database.is_sqlite:
        # Kept in the file, so this is said once; and only to a file that is ours.
        database.sqlite("PRAGMA journal_mode=WAL")
    if found != CURRENT:
        with database.write() as connection:
            _bring_up(connection, database.name)


def version(connection: Connection, name: str) -> str | None:
    """The schema's revision, None for a database with nothing in it."""
    tables = set(inspect(connection).get_table_names())
    schema = table("verifier_schema")
    if schema.name not in tables:
        # A server's database may hold the tables of others beside ours, a file may not.
        in_the_way = (
            tables if connection.dialect.name == "sqlite" else tables & set(METADATA.tables)
        )
        if in_the_way:
            raise StoreForeign(
                f"{name}: a database, but not a citation store (it has a table "
                f"{min(in_the_way)!r}); name another with --db"
            )
        return None
    found = connection.execute(schema.select()).scalar()
    if found is not None and found > CURRENT:
        raise StoreNewer(
            f"{name}: written by a later version of verifier (schema {found}, this one knows "
            f"{CURRENT}); update verifier, nothing was changed"
        )
    return found


def _bring_up(connection: Connection, name: str) -> None:
    if connection.dialect.name == "postgresql":
        # Only a lock of our own makes two processes that find no tables take turns.
        connection.execute(select(func.pg_advisory_xact_lock(_OUR_LOCK)))
    # Asked again now that the turn is ours: another process may have been first.
    found = version(connection, name)
    if found is None:
        METADATA.create_all(connection)
        connection.execute(table("verifier_schema").insert(), {"version_num": CURRENT})
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
