"""What ``verifier db`` does: say what a store holds, check it, copy it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from citations.errors import StoreDamaged, StoreError
from citations.store import schema
from citations.store.direct import on
from citations.store.engine import Database
from citations.store.rows import METADATA
from citations.store.sqlite import sqlite_driver, sqlite_version_is_safe

__all__ = ["StoreInfo", "backup", "check", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInfo:
    """What a store is and holds."""

    #: Path, or address without its password.
    name: str
    #: "SQLite 3.53.4", "PostgreSQL 18.0".
    engine: str
    schema: str
    #: Rows by table.
    rows: dict[str, int]
    #: Bytes on the disk.
    size: int
    #: False: two processes must not write to it at once (see docs/explanation/store.md).
    safe_with_two_writers: bool


def info(database: Database) -> StoreInfo:
    with database.read() as connection:
        rows = {
            each.name: connection.execute(select(func.count()).select_from(each)).scalar_one()
            for each in METADATA.sorted_tables
            if each.name != "verifier_schema"
        }
        if database.connections is not None:
            engine = f"SQLite {sqlite_driver().sqlite_version}"
            size = _size_of_file(database.connections.path)
        else:
            server = connection.dialect.server_version_info or ()
            engine = f"PostgreSQL {'.'.join(map(str, server))}"
            size = connection.execute(
                select(func.pg_database_size(func.current_database()))
            ).scalar_one()
        return StoreInfo(
            name=database.name,
            engine=engine,
            schema=schema.version(on(connection), database) or "",
            rows=rows,
            size=size,
            safe_with_two_writers=not database.is_sqlite or sqlite_version_is_safe(),
        )


def _size_of_file(path: str) -> int:
    return sum(
        os.path.getsize(path + suffix) for suffix in ("", "-wal") if os.path.exists(path + suffix)
    )


def check(database: Database) -> list[str]:
    """What is wrong with the store's pages, indexes and references; nothing if all is well."""
    if not database.is_sqlite:
        # A server looks after its own pages, and its foreign keys cannot be broken.
        with database.read() as connection:
            connection.execute(select(1))
        return []
    try:
        pages = [row[0] for row in database.sqlite("PRAGMA integrity_check") if row[0] != "ok"]
        orphans = [
            f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there"
            for row in database.sqlite("PRAGMA foreign_key_check")
        ]
    except StoreDamaged as error:
        return [str(error)]
    return pages + orphans


def backup(database: Database, path: Path) -> None:
    """A consistent copy in a new file, while others read and write.

    Raises ``StoreError`` if the file is there already, or the store is a server's.
    """
    if not database.is_sqlite:
        raise StoreError(
            f"{database.name}: back up a server's database with its own tool: "
            "pg_dump --format=custom --file=FILE ADDRESS"
        )
    if path.exists():
        raise StoreError(f"{path}: exists already; name a new file for the backup")
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        database.sqlite("VACUUM INTO ?", str(unfinished))
        _sync(unfinished)
        unfinished.rename(path)
        _sync(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    # The copy and its name are on the disk before we say that it is made.
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
