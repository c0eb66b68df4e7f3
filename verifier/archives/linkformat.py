"""Web links (RFC 8288) and TimeMaps (RFC 7089), read from text that may be broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

__all__ = ["OLDEST", "WebLink", "absolute", "http_date", "parse_links"]

#: The Wayback Machine holds nothing older; an earlier date is an error of the archive.
OLDEST = datetime(1996, 1, 1, tzinfo=UTC)

_SPACE = " \t\r\n"
_TOKEN_ENDS = _SPACE + ';,="<>'


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLink:
    """One link: an absolute address, its relations and its other attributes."""

    target: str
    rels: frozenset[str]
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def datetime(self) -> datetime | None:
        """The moment of a memento, if it is given and can be one."""
        return http_date(self.attributes.get("datetime", ""))


def http_date(text: str) -> datetime | None:
    """An RFC 1123 date in UTC; None if it is none, or older than any web archive."""
    try:
        moment = parsedate_to_datetime(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment >= OLDEST else None


def parse_links(text: str, base: str, limit: int = 100_000) -> Iterator[WebLink]:
    """The links of a ``Link`` header or a TimeMap, in order, ``limit`` of them at most.

    A comma or semicolon inside ``<>`` or quotation marks is part of the address or
    value. What cannot be read is passed over, in one pass and without going back.
    """
    at = 0
    for _ in range(limit):
        start = text.find("<", at)
        end = text.find(">", start)
        if start < 0 or end < 0:
            return
        attributes, at = _attributes(text, end + 1)
        target = absolute(base, text[start + 1 : end].strip())
        if target:
            rels = frozenset(attributes.get("rel", "").lower().split())
            yield WebLink(target=target, rels=rels, attributes=attributes)


def absolute(base: str, target: str) -> str:
    """``target`` as an address of its own; "" if it is none."""
    try:
        return urljoin(base, target) if target else ""
    except ValueError:
        return ""


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The ``; name=value`` pairs from ``at`` on, and where they end."""
    found: dict[str, str] = {}
    while (at := _skip(text, at)) < len(text) and text[at] == ";":
        name, at = _token(text, _skip(text, at + 1))
        at = _skip(text, at)
        value = ""
        if text[at : at + 1] == "=":
            value, at = _value(text, _skip(text, at + 1))
        if name:
            found.setdefault(name.lower(), value)
    return found, at


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _token(text: str, at: int) -> tuple[str, int]:
    end = at
    while end < len(text) and text[end] not in _TOKEN_ENDS:
        end += 1
    return text[at:end], end


def _value(text: str, at: int) -> tuple[str, int]:
    if text[at : at + 1] != '"':
        return _token(text, at)
    at += 1
    parts: list[str] = []
    while at < len(text) and text[at] != '"':
        if text[at] == "\\":
            at += 1
        parts.append(text[at : at + 1])
        at += 1
    return "".join(parts), at + 1
