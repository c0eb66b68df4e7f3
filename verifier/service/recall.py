"""An audit as the store remembers it: nothing is read anew, visited or judged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime

from citations.model import Audit
from citations.store import Store
from verifier.errors import BadInput
from verifier.inputs import is_address
from verifier.service.cited import recalled
from verifier.service.dates import right_first
from verifier.service.lost import LOST, with_lost_links
from verifier.service.repeating import with_repeats
from verifier.service.reviewing import reviewed

__all__ = ["recall"]


def recall(store: Store, sources: Sequence[str], now: datetime) -> list[Audit]:
    """The newest audit of each source, or of every document in the store.

    Raises ``BadInput`` for a source the store does not know.
    """
    known = [document.source for document in store.documents()]
    wanted = [_known(source, known) for source in sources] or known
    if not wanted:
        raise BadInput("the store holds no document yet; audit one first")
    return with_repeats([_recall(store, source, now) for source in wanted], ())


def _known(source: str, known: Sequence[str]) -> str:
    """The name under which the store has it: a file may have been named from elsewhere."""
    if source in known:
        return source
    path = os.path.abspath(source)
    for name in known:
        if not is_address(name) and os.path.abspath(name) == path:
            return name
    raise BadInput(f"{source}: not in the store; audit it first, or see `verifier db info`")


def _recall(store: Store, source: str, now: datetime) -> Audit:
    reading = store.reading(source)
    if reading is None:
        raise BadInput(f"{source}: not in the store any more; audit it again")
    reading = with_lost_links(reading)
    urls = [link.url for link in reading.links]
    runs = store.runs(source)
    mementos = right_first(reading, store.mementos(urls))
    audit = Audit(
        reading=reading,
        states={LOST.url: LOST} | store.states(urls),
        mementos=mementos,
        cited_copies=recalled(reading, mementos, store.states),
        tags=store.tags(source),
        reference_status=store.reference_statuses(source),
        made_at=runs[-1].made_at if runs else None,
        version=runs[-1].version if runs else "",
        remarks=runs[-1].remarks if runs else (),
        complete=runs[-1].complete if runs else True,
    )
    return reviewed(audit, store.reviews(), now)
