"""The limits of our own archive, and the pages that audits in the store rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from citations.store import Store
from citations.urls import unwrap
from verifier import config
from verifier.service.cited import cited_addresses
from verifier.snapshots import Limits, Pruned, Snapshots, prune

__all__ = ["apply_limits"]


def apply_limits(
    archive: Snapshots, settings: config.Snapshots, store: Store, now: datetime
) -> Pruned:
    """Delete what is older, or more, than the settings say, but nothing that an audit needs."""
    limits = Limits(age=settings.keep_for, size=settings.keep)
    return prune(archive, limits, lambda: _cited(store), now)


def _cited(store: Store) -> Iterator[str]:
    """Every address whose words an audit of the documents in the store may rest on."""
    for document in store.documents():
        reading = store.reading(document.source)
        if reading is None:
            continue
        urls = {link.url for link in reading.links} | set(cited_addresses([reading]).values())
        for reference in reading.references:
            urls.update(reference.url_candidates)
        yield from urls
        yield from (copy.original for url in urls if (copy := unwrap(url)) and copy.original)
