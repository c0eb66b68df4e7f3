"""Links, their checks and standing, and which of them are due."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from citations.model import Check, Hop, LinkState, LinkStatus
from citations.store.rows import table
from citations.store.sql import batches, insert_missing, upsert
from citations.store.types import digest, held
from citations.urls import host_of

__all__ = ["add_checks", "due", "ensure", "history", "key_of", "keys_of", "states"]

_link = table("link")
_check = table("link_check")
_reference = table("reference")
_document = table("document")
_watch = table("watch")

_STATE = ("status", "reason", "why", "strikes", "checked_at", "struck_at", "next_check_at")
_CHECK = tuple(column.name for column in _check.c if column.name not in {"id", "link_id"})
_PLAIN = tuple(name for name in _CHECK if name not in {"status", "hops"})

# What nearly every canonical address looks like.
_USUAL = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]+)?(?:[/?#]|$)")


def _host(url: str) -> str:
    usual = _USUAL.match(url)
    return usual[1] if usual else host_of(url)


def key_of(url: str) -> bytes:
    """A link's identity: that of its address as the store gives it out again."""
    return digest(held(url))


def keys_of(urls: Iterable[str]) -> dict[bytes, str]:
    """The links' keys, always in one order: writers then wait for each other, never in a ring."""
    return dict(sorted((key_of(url), url) for url in set(urls)))


def ensure(connection: Connection, urls: Iterable[str], at: datetime) -> dict[str, int]:
    """The row of each link; a new one is due from ``at`` on."""
    wanted = set(urls)
    found: dict[bytes, int] = {}
    for batch in batches(keys_of(wanted).items()):
        keys = dict(batch)
        found.update({row.key: row.id for row in connection.execute(_ids(keys))})
        insert_missing(
            connection, _link, [_new(key, url, at) for key, url in batch if key not in found]
        )
        found.update({row.key: row.id for row in connection.execute(_ids(keys))})
    return {url: found[key_of(url)] for url in wanted}


def _ids(keys: Iterable[bytes]) -> Any:
    return select(_link.c.key, _link.c.id).where(_link.c.key.in_(list(keys)))


def _new(key: bytes, url: str, at: datetime) -> dict[str, Any]:
    return {"key": key, "url": url, "host": _host(url), "strikes": 0, "next_check_at": at}


def add_checks(
    connection: Connection, checks: Iterable[Check], states: Iterable[LinkState]
) -> None:
    """Append the checks and set the states; a check told twice is kept once."""
    standing = {state.url: state for state in states}
    visits = list(checks)
    keys = keys_of(standing)
    rows = (_standing(key, standing[url]) for key, url in keys.items())
    upsert(connection, _link, rows, key="key", change=_STATE)
    unjudged = {check.url: check.checked_at for check in visits if check.url not in standing}
    alone = keys_of(unjudged)
    insert_missing(connection, _link, (_new(key, url, unjudged[url]) for key, url in alone.items()))
    insert_missing(
        connection,
        _check,
        map(_visit, visits),
        link_id=select(_link.c.id).where(_link.c.key == bindparam("link_key")).scalar_subquery(),
    )


def _standing(key: bytes, state: LinkState) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(state, name) for name in _STATE}
    row.update(key=key, url=state.url, host=_host(state.url), status=state.status.value)
    return row


def _visit(check: Check) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(check, name) for name in _PLAIN}
    row["link_key"] = key_of(check.url)
    row["status"] = check.status.value
    row["hops"] = [[hop.url, hop.status] for hop in check.hops]
    return row


def _from_visit(values: RowMapping, url: str) -> Check:
    return Check(
        url=url,
        status=LinkStatus(values["status"]),
        hops=tuple([Hop(url=hop, status=status) for hop, status in values["hops"]]),
        **{name: values[name] for name in _PLAIN},
    )


def history(connection: Connection, url: str) -> list[Check]:
    """Every check of a link, oldest first."""
    link = select(_link.c.id).where(_link.c.key == key_of(url)).scalar_subquery()
    query = select(_check).where(_check.c.link_id == link).order_by(_check.c.checked_at)
    return [_from_visit(row, url) for row in connection.execute(query).mappings()]


def states(connection: Connection, urls: Iterable[str]) -> dict[str, LinkState]:
    """The standing of those links that have one."""
    found = {}
    for batch in batches(keys_of(urls).items()):
        keys = dict(batch)
        where = and_(_link.c.key.in_(list(keys)), _link.c.status.is_not(None))
        for state in _standings(connection, where, keys).values():
            found[state.url] = state
    return found


def _standings(
    connection: Connection, where: ColumnElement[bool], keys: dict[bytes, str]
) -> dict[int, LinkState]:
    """By row; ``keys`` says how the asker writes the addresses."""
    # A standing names the moment of the check it rests on, which need not be the newest.
    rests_on = and_(_check.c.link_id == _link.c.id, _check.c.checked_at == _link.c.checked_at)
    checks = {
        row["key"]: _from_visit(row, keys.get(row["key"], row["url"]))
        for row in connection.execute(
            select(_link.c.key, _link.c.url, *(_check.c[name] for name in _CHECK))
            .join(_check, rests_on)
            .where(where)
        ).mappings()
    }
    return {
        row.id: _state(row, keys.get(row.key, row.url), checks.get(row.key))
        for row in connection.execute(select(_link).where(where))
    }


def _state(row: Row[Any], url: str, check: Check | None) -> LinkState:
    if row.status is None:
        return LinkState(
            url=url,
            status=LinkStatus.UNCHECKED,
            reason="never",
            why="Not visited yet.",
            next_check_at=row.next_check_at,
        )
    return LinkState(
        url=url,
        status=LinkStatus(row.status),
        reason=row.reason,
        why=row.why,
        strikes=row.strikes,
        checked_at=row.checked_at,
        struck_at=row.struck_at,
        next_check_at=row.next_check_at,
        last_check=check,
    )


def due(connection: Connection, now: datetime, limit: int) -> list[LinkState]:
    """Due links of watched documents: of each host its longest due first, the hosts in turn."""
    # A watched folder watches what is read from under it; an address only itself.
    folder = func.rtrim(_watch.c.source, "/") + "/"
    under = and_(
        _watch.c.source.not_like("%://%"),
        func.substr(_document.c.source, 1, func.length(folder)) == folder,
    )
    watched = select(_document.c.id).join(_watch, or_(_document.c.source == _watch.c.source, under))
    cited = select(_reference.c.id).where(
        _reference.c.link_id == _link.c.id,
        _reference.c.last_revision.is_(None),
        _reference.c.document_id.in_(watched),
    )
    turn = func.row_number().over(
        partition_by=_link.c.host, order_by=(_link.c.next_check_at, _link.c.id)
    )
    ready = (
        select(_link.c.id, _link.c.next_check_at, turn.label("turn"))
        .where(_link.c.next_check_at <= now, cited.exists())
        .subquery()
    )
    order = select(ready.c.id).order_by(ready.c.turn, ready.c.next_check_at).limit(limit)
    ids = list(connection.execute(order).scalars())
    found: dict[int, LinkState] = {}
    for batch in batches(ids):
        found |= _standings(connection, _link.c.id.in_(batch), {})
    return [found[each] for each in ids]
