"""What an archive's addresses say: which page, which moment, which raw bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from citations.model import Memento
from verifier.archives.linkformat import OLDEST

__all__ = ["at_page", "from_url", "moment", "raw_url", "same_page", "timestamp"]

#: .../20200131123000id_/http://example.org/ : Wayback, pywb, OpenWayback and their kin.
_REPLAY = re.compile(r"(https?://[^\s?#]{1,200}?/)(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}[^\s]+)")


def timestamp(moment: datetime) -> str:
    """Fourteen digits, as archives write a moment."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def moment(digits: str) -> datetime | None:
    """The moment of fourteen digits; None if there is no such moment, or it is before 1996."""
    if not re.fullmatch(r"\d{14}", digits, re.ASCII):
        return None
    try:
        found = datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return found if found >= OLDEST else None


def from_url(archive: str, url: str, status: int | None = None) -> Memento | None:
    """The memento that a replay address names, if it has the usual shape."""
    match = _REPLAY.fullmatch(url)
    when = moment(match[2]) if match else None
    if match is None or when is None:
        return None
    original = re.sub(r"^(https?:)/+", r"\1//", match[3])
    return Memento(
        archive=archive,
        url=f"{match[1]}{match[2]}/{original}",
        original=original,
        captured_at=when,
        status=status,
    )


def raw_url(memento: Memento) -> str:
    """Where the bytes lie as they were captured, without the archive's frame and links."""
    match = _REPLAY.fullmatch(memento.url)
    return f"{match[1]}{match[2]}id_/{match[3]}" if match else memento.url


def at_page(memento: Memento, original: str, captured_at: datetime) -> Memento:
    """Another page in the same archive."""
    match = _REPLAY.fullmatch(memento.url)
    prefix = match[1] if match else urljoin(memento.url, "/")
    return replace(
        memento,
        url=f"{prefix}{timestamp(captured_at)}/{original}",
        original=original,
        captured_at=captured_at,
    )


def same_page(one: str, other: str) -> bool:
    """Archives do not tell apart scheme, "www.", case, port, last slash, order of parameters."""
    return _key(one) == _key(other)


def _key(url: str) -> object:
    try:
        parts = urlsplit(unquote(url.strip()).casefold())
        host = re.sub(r"^www\d*\.", "", parts.hostname or "")
        port = parts.port if parts.port not in (80, 443) else None
    except ValueError:
        return url
    path = re.sub(r"/+", "/", parts.path).rstrip("/")
    return host, port, path, sorted(parse_qsl(parts.query, keep_blank_values=True))
