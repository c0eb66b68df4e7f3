"""What the drivers' failures mean to a person: one line, and the way out."""

from __future__ import annotations

from citations.errors import StoreDamaged, StoreError, StoreForeign, StoreFull, StoreLocked

__all__ = ["translated"]


def translated(error: BaseException, name: str) -> StoreError:
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
