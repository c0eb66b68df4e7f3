"""Which links of watched documents are to be visited next, and how those cite them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, and_, func, or_, select

from citations.model import LinkState
from citations.store.direct import among, batches, on
from citations.store.links import keys_of, standings
from citations.store.rows import table

__all__ = ["cited_as", "due"]

_link = table("link")
_reference = table("reference")
_document = table("document")
_watch = table("watch")


def due(connection: Connection, now: datetime, limit: int) -> list[LinkState]:
    """Due links of watched documents: of each host its longest due first, the hosts in turn."""
    cited = select(_reference.c.id).where(
        _reference.c.link_id == _link.c.id,
        _reference.c.last_revision.is_(None),
        _reference.c.document_id.in_(_watched()),
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
        where = f"link.id IN {among(len(batch))}"
        found |= standings(on(connection), where, batch, {})
    return [found[each] for each in ids]


def cited_as(connection: Connection, urls: Iterable[str]) -> list[tuple[str, str]]:
    """Links, each with an address by which a watched document cites it, fragment and all."""
    found = []
    for batch in batches(keys_of(urls).items()):
        links = dict(batch)
        query = (
            select(_link.c.key, _reference.c.csl)
            .join(_reference, _reference.c.link_id == _link.c.id)
            .where(
                _link.c.key.in_(links),
                _reference.c.last_revision.is_(None),
                _reference.c.document_id.in_(_watched()),
            )
            .order_by(_reference.c.id)
        )
        rows = connection.execute(query)
        found += [(links[key], str(csl["URL"])) for key, csl in rows if "URL" in csl]
    return found


def _watched() -> Select[tuple[int]]:
    """The rows of the documents that are watched."""
    # A watched folder watches what is read from under it; an address only itself.
    folder = func.rtrim(_watch.c.source, "/") + "/"
    under = and_(
        _watch.c.source.not_like("%://%"),
        func.substr(_document.c.source, 1, func.length(folder)) == folder,
    )
    return select(_document.c.id).join(_watch, or_(_document.c.source == _watch.c.source, under))
