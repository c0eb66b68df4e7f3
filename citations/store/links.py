"""Links, their checks and their standing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from citations.model import Check, Hop, LinkState, LinkStatus
from citations.store.direct import BATCH, Direct, among, batches
from citations.store.values import digest, from_json, held, to_json
from citations.urls.identity import host_of

__all__ = ["add_checks", "ensure", "history", "key_of", "keys_of", "standings", "states"]

#: Columns of ``link`` and ``link_check``; a test holds them to ``rows``.
STATE = (
    *("status", "reason", "why", "strikes"),
    *("checked_at", "struck_at", "next_check_at", "since"),
)
CHECK = tuple(field.name for field in fields(Check) if field.name != "url")

_NEW = "INSERT INTO link (key, url, host, strikes, next_check_at) VALUES (?, ?, ?, 0, ?)"
_ADD_LINK = f"{_NEW} ON CONFLICT DO NOTHING"
_SET_STATE = (
    f"INSERT INTO link (key, url, host, {', '.join(STATE)}) VALUES {among(3 + len(STATE))} "  # noqa: S608
    f"ON CONFLICT (key) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in STATE)}"
)
_ADD_CHECK = (
    f"INSERT INTO link_check (link_id, {', '.join(CHECK)}) "  # noqa: S608
    f"VALUES ((SELECT id FROM link WHERE key = ?), {', '.join('?' * len(CHECK))}) "
    "ON CONFLICT DO NOTHING"
)
_HISTORY = (
    f"SELECT {', '.join(CHECK)} FROM link_check "  # noqa: S608
    "WHERE link_id = (SELECT id FROM link WHERE key = ?) ORDER BY checked_at"
)
# A standing names the moment of the check it rests on, which need not be the newest.
_STANDING = (
    f"SELECT link.id, link.key, link.url, {', '.join(f'link.{name}' for name in STATE)}, "  # noqa: S608
    f"made.id, {', '.join(f'made.{name}' for name in CHECK)} "
    "FROM link LEFT JOIN link_check AS made "
    "ON made.link_id = link.id AND made.checked_at = link.checked_at WHERE "
)


# What nearly every canonical address looks like.
_USUAL = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]+)?(?:[/?#]|$)")
_STATUS = {status.value: status for status in LinkStatus}


def _host(url: str) -> str | None:
    usual = _USUAL.match(url)
    return usual[1] if usual else held(host_of(url))


@lru_cache(maxsize=2 * BATCH)  # a bundle of checks asks it of each link again and again
def key_of(url: str) -> bytes:
    """A link's identity: that of its address as the store gives it out again."""
    return digest(held(url))


def keys_of(urls: Iterable[str]) -> dict[bytes, str]:
    """The links' keys, always in one order: writers then wait for each other, never in a ring."""
    keys = {key_of(url): url for url in urls}
    return {key: keys[key] for key in sorted(keys)}


def ensure(direct: Direct, urls: Iterable[str], at: datetime) -> dict[str, int]:
    """The row of each link; a new one is due from ``at`` on."""
    wanted = set(urls)
    found: dict[bytes, int] = {}
    for batch in batches(keys_of(wanted).items()):
        query = f"SELECT key, id FROM link WHERE key IN {among(len(batch))}"  # noqa: S608
        keys = [key for key, _ in batch]
        found.update(direct.rows(query, keys))
        new = {key: url for key, url in batch if key not in found}
        if new:
            _add(direct, new, dict.fromkeys(new.values(), at))
            found.update(direct.rows(query, keys))
    return {url: found[key_of(url)] for url in wanted}


def _add(direct: Direct, keys: Mapping[bytes, str], due: Mapping[str, datetime]) -> None:
    direct.many(
        _ADD_LINK,
        [(key, held(url), _host(url), direct.to_moment(due[url])) for key, url in keys.items()],
    )


def add_checks(direct: Direct, checks: Iterable[Check], states: Iterable[LinkState]) -> None:
    """Append the checks and set the states; a check told twice is kept once."""
    # In one order always: writers then wait for each other, never in a ring.
    standing = sorted({key_of(state.url): state for state in states}.items(), key=itemgetter(0))
    for batch in batches(standing):
        direct.many(_SET_STATE, [_state_row(direct, key, state) for key, state in batch])
    visits = [(key_of(check.url), check) for check in checks]
    judged = {key for key, _ in standing}
    unjudged = {check.url: check.checked_at for key, check in visits if key not in judged}
    if unjudged:
        _add(direct, keys_of(unjudged), unjudged)
    for part in batches(visits):
        direct.many(_ADD_CHECK, [_check_row(direct, key, check) for key, check in part])


def _state_row(direct: Direct, key: bytes, state: LinkState) -> tuple[Any, ...]:
    moment = direct.to_moment
    url, checked_at, since, struck_at = state.url, state.checked_at, state.since, state.struck_at
    at = moment(checked_at)
    return (
        key,
        held(url),
        _host(url),
        state.status.value,
        held(state.reason),
        held(state.why),
        state.strikes,
        at,
        None if struck_at is None else moment(struck_at),
        moment(state.next_check_at),
        at if since is checked_at else moment(since),
    )


def _check_row(direct: Direct, key: bytes, check: Check) -> tuple[Any, ...]:
    return (
        key,
        check.status.value,
        held(check.reason),
        held(check.why),
        direct.to_moment(check.checked_at),
        check.http_status,
        held(check.final_url),
        to_json([[hop.url, hop.status] for hop in check.hops]) if check.hops else "[]",
        check.elapsed_ms,
        held(check.title),
        held(check.content_type),
        check.content_length,
        check.content_sha256,
        check.truncated,
        check.retry_after,
        held(check.error),
        check.retries,
        check.held_ms,
    )


def history(direct: Direct, url: str) -> list[Check]:
    """Every check of a link, oldest first."""
    return [_check(direct, url, row) for row in direct.rows(_HISTORY, [key_of(url)])]


def _check(direct: Direct, url: str, row: Sequence[Any]) -> Check:
    final = row[5]
    return Check(
        url=url,
        status=_STATUS[row[0]],
        reason=_same(row[1]),
        why=_same(row[2]),
        checked_at=direct.from_moment(row[3]),  # type: ignore[arg-type]  # never NULL
        http_status=row[4],
        final_url=url if final == url else final,
        hops=_hops(row[6]) if row[6] != "[]" else (),
        elapsed_ms=row[7],
        title=row[8],
        content_type=_same(row[9]),
        content_length=row[10],
        content_sha256=row[11],
        truncated=bool(row[12]),
        retry_after=row[13],
        error=row[14],
        retries=row[15] or 0,
        held_ms=row[16] or 0,
    )


@lru_cache(maxsize=1024)
def _same(text: Any) -> Any:
    """The text as it was met first: many checks say the same, each in a text of its own."""
    return text


def _hops(text: str) -> tuple[Hop, ...]:
    return tuple([Hop(url=url, status=status) for url, status in from_json(text)])


def states(direct: Direct, urls: Iterable[str]) -> dict[str, LinkState]:
    """The standing of those links that have one."""
    found = {}
    for batch in batches(urls):
        keys = {key_of(url): url for url in batch}
        where = f"link.key IN {among(len(keys))} AND link.status IS NOT NULL"
        for state in standings(direct, where, list(keys), keys).values():
            found[state.url] = state
    return found


def standings(
    direct: Direct, where: str, values: Sequence[Any], keys: Mapping[bytes, str]
) -> dict[int, LinkState]:
    """By row, of the links that ``where`` means; ``keys`` says how the asker writes them."""
    rows = direct.rows(_STANDING + where, values)
    return {row[0]: _state(direct, keys.get(row[1], row[2]), row[3:]) for row in rows}


def _state(direct: Direct, url: str, row: Sequence[Any]) -> LinkState:
    moment = direct.from_moment
    if row[0] is None:
        return LinkState(
            url=url,
            status=LinkStatus.UNCHECKED,
            reason="never",
            why="Not visited yet.",
            next_check_at=moment(row[6]),
        )
    made = len(STATE)
    return LinkState(
        url=url,
        status=_STATUS[row[0]],
        reason=_same(row[1]),
        why=_same(row[2]),
        strikes=row[3],
        checked_at=moment(row[4]),
        struck_at=moment(row[5]),
        next_check_at=moment(row[6]),
        since=moment(row[7]),
        last_check=None if row[made] is None else _check(direct, url, row[made + 1 :]),
    )
