"""One process at a time: a lock that the system gives back, whatever becomes of its holder."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
from collections.abc import Iterator
from pathlib import Path

from citations.errors import StoreError
from citations.store.engine import Database

__all__ = ["alone"]


@contextlib.contextmanager
def alone(database: Database, name: str) -> Iterator[bool]:
    """Whether nobody else is at work under this name; ours until the block or the process ends."""
    held: contextlib.AbstractContextManager[bool]
    if database.connections is None:
        held = _on_server(database, name)
    elif database.connections.in_memory:
        held = contextlib.nullcontext(enter_result=True)
    else:
        # Not on the database itself: to close a second descriptor would drop SQLite's locks.
        held = _on_file(Path(f"{database.connections.path}-{name}"))
    with held as mine:
        yield mine


@contextlib.contextmanager
def _on_file(path: Path) -> Iterator[bool]:
    try:
        file = path.open("wb")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


@contextlib.contextmanager
def _on_server(database: Database, name: str) -> Iterator[bool]:
    from sqlalchemy import func, select  # noqa: PLC0415

    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with database.session() as connection:
        mine = bool(connection.scalar(select(func.pg_try_advisory_lock(key))))
        try:
            yield mine
        finally:
            if mine:
                connection.execute(select(func.pg_advisory_unlock(key)))
