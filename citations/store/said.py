"""Reports as they were given, kept for as long as the same run would say the same.

They rest on the standings of links, so whoever changes one forgets them all.
"""

from __future__ import annotations

from datetime import datetime

from citations.store.direct import Direct, make_room

__all__ = ["ROOM", "forget", "keep", "said"]

#: Bytes of all that is kept; a larger report is not, and of more the oldest go.
ROOM = 32 * 2**20

_GOOD = "SELECT said FROM kept_report WHERE key = ? AND good_until > ?"
_ADD = (
    "INSERT INTO kept_report (key, kept_at, good_until, said) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET kept_at = excluded.kept_at, "
    "good_until = excluded.good_until, said = excluded.said"
)


def said(direct: Direct, key: bytes, now: datetime) -> bytes | None:
    """What was kept under the key, if it is still good."""
    rows = direct.rows(_GOOD, [key, direct.to_moment(now)])
    return bytes(rows[0][0]) if rows else None


def keep(direct: Direct, key: bytes, said: bytes, at: datetime, good_until: datetime) -> None:
    """Keep what was said, and make room for it."""
    direct.many(_ADD, [(key, direct.to_moment(at), direct.to_moment(good_until), said)])
    make_room(direct, "kept_report", "said", ROOM)


def forget(direct: Direct) -> None:
    """A standing changes: nothing that was said need be true any longer."""
    direct.rows("DELETE FROM kept_report")
