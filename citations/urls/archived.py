"""Addresses of archived copies, unwrapped to the original and the time of the capture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from citations.urls.identity import host_of, is_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """What an archive's address says: which archive, which page, when; None where it does not."""

    archive: str
    #: None where the archive's address does not show it (perma.cc, short links).
    original: str | None
    captured_at: datetime | None


# One rule serves all archives that run the Wayback software: /14 digits[flags]/address.
_STAMPED = re.compile(r"/(\d{4,14})(?:[a-z]{2}_)?/(.+)\Z", re.DOTALL)
_STAMPED_HOSTS = {
    "web.archive.org": "wayback",
    "www.web.archive.org": "wayback",
    "archive.org": "wayback",
    "wayback.archive-it.org": "archive-it",
    "arquivo.pt": "arquivo.pt",
}


def unwrap(url: str) -> Unwrapped | None:
    """The original behind an archive's address, or None where it is no archive's address."""
    archive = _STAMPED_HOSTS.get(host_of(url))
    match = _STAMPED.search(url) if archive else None
    if archive is None or match is None:
        return None
    original = match[2]
    if not is_url(original):
        original = f"http://{original}"
    return Unwrapped(archive=archive, original=original, captured_at=_stamp(match[1]))


def _stamp(digits: str) -> datetime | None:
    full = digits + "00000101000000"[len(digits) :]
    try:
        return datetime.strptime(full, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
