"""What the hosts and archives told us to keep to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from citations.model import HostState
from citations.store.direct import Direct, batches
from citations.store.packing import pack, unpack
from citations.store.values import digest, from_json, held, to_json

__all__ = ["host", "hosts", "save_hosts", "update_host"]

_ADD = "INSERT INTO host (key, host, not_before, about) VALUES (?, ?, ?, ?) ON CONFLICT "
_PUT = f"{_ADD} (key) DO UPDATE SET not_before = excluded.not_before, about = excluded.about"


def host(direct: Direct, name: str) -> HostState:
    """What is known of a host; of a new one, nothing."""
    rows = direct.rows("SELECT host, not_before, about FROM host WHERE key = ?", [digest(name)])
    return _state(direct, rows[0], name) if rows else HostState(host=name)


def hosts(direct: Direct) -> list[HostState]:
    """Every host that is known, in the order of their names."""
    rows = direct.rows("SELECT host, not_before, about FROM host ORDER BY host")
    return [_state(direct, row, row[0]) for row in rows]


def _state(direct: Direct, row: Any, name: str) -> HostState:
    state = unpack(HostState, from_json(row[2]) | {"host": name})
    return replace(state, not_before=direct.from_moment(row[1]))


def save_hosts(direct: Direct, values: Iterable[HostState]) -> None:
    """Keep the hosts' states; of one given twice, the last."""
    rows = {digest(value.host): value for value in values}
    for batch in batches(sorted(rows)):
        direct.many(_PUT, [_row(direct, key, rows[key]) for key in batch])


def update_host(direct: Direct, name: str, change: Callable[[HostState], HostState]) -> HostState:
    """Read, change and write a host's state without a gap; the new state."""
    # The row that is written first, if only with what it holds, is locked: one process at a
    # time decides.
    key = digest(name)
    new = _row(direct, key, HostState(host=name))
    direct.many(f"{_ADD} (key) DO UPDATE SET host = excluded.host", [new])
    before = host(direct, name)
    after = change(before)
    if after != before:
        save_hosts(direct, [after])
    return after


def _row(direct: Direct, key: bytes, value: HostState) -> tuple[Any, ...]:
    about = pack(replace(value, not_before=None))
    del about["host"]
    return key, held(value.host), direct.to_moment(value.not_before), to_json(about)
