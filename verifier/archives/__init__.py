"""Web archives: where copies of a page lie, and which copy is the right one.

An archive is one file with ``find``, and one line in ``ARCHIVES``. Its addresses and
budgets stand in ``config.toml``, in the table of the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from verifier import config
from verifier.archives.choose import best, ranked
from verifier.archives.client import Client
from verifier.archives.copies import Copy, fetch_copy
from verifier.archives.lookup import Archive, LookUp, look_up
from verifier.archives.memento import MementoArchive
from verifier.archives.save import Saved, save
from verifier.archives.wayback import WaybackArchive
from verifier.errors import BadConfig
from verifier.limiter import Limiter
from verifier.transport import Transport

__all__ = [
    "ARCHIVES",
    "Archive",
    "Copy",
    "LookUp",
    "Saved",
    "best",
    "fetch_copy",
    "look_up",
    "open_archives",
    "ranked",
    "save",
]

Make = Callable[[config.Archives, Transport, Limiter], Archive]


def _wayback(settings: config.Archives, transport: Transport, limiter: Limiter) -> Archive:
    server = settings.wayback
    _check_url("wayback", server.url)
    return WaybackArchive(Client("wayback", server, settings, transport, limiter), server.url)


def _check_url(name: str, url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise BadConfig(
            f"archives.{name}.url = {url!r} is no address; give one or do not enable it"
        )


def _memento(
    name: str, settings: config.Archives, transport: Transport, limiter: Limiter
) -> Archive:
    server: config.Memento = getattr(settings, name)
    _check_url(name, server.url)
    client = Client(name, server, settings, transport, limiter)
    return MementoArchive(client, server.url, server.timemap)


_SPEAK_MEMENTO = (
    "memento",
    "arquivo",
    "archive_today",
    "perma",
    "archive_it",
    "loc",
    "uk_web",
    "uk_national",
    "uk_parliament",
    "scotland",
    "iceland",
    "stanford",
)

ARCHIVES: dict[str, Make] = {
    "wayback": _wayback,
    **{name: partial(_memento, name) for name in _SPEAK_MEMENTO},
}


def open_archives(
    settings: config.Archives, transport: Transport, limiter: Limiter
) -> list[Archive]:
    """The archives that are enabled, in order; raises ``BadConfig`` for an unknown name."""
    for name in settings.enabled:
        if name not in ARCHIVES:
            raise BadConfig(
                f"archives.enabled: unknown archive {name}; known: {', '.join(ARCHIVES)}"
            )
    return [ARCHIVES[name](settings, transport, limiter) for name in settings.enabled]
