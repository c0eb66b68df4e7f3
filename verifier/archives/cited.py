"""A memento that a text cites: which page it is of, and of which moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from citations.model import Memento
from citations.urls import is_url, unwrap
from verifier.archives.linkformat import http_date, parse_links
from verifier.archives.places import from_url
from verifier.availability import Fetched

__all__ = ["is_whole", "memento_at"]

#: What ``unwrap`` calls an archive, and the table of the settings with its budget.
_TABLES = {
    "archive-it": "archive_it",
    "archive.today": "archive_today",
    "arquivo.pt": "arquivo",
    "loc": "loc",
    "perma.cc": "perma",
    "scotland": "scotland",
    "stanford": "stanford",
    "uk-national-archives": "uk_national",
    "uk-parliament": "uk_parliament",
    "uk-web-archive": "uk_web",
    "vefsafn": "iceland",
    "wayback": "wayback",
}
#: Link and meta elements are in the head of a page; an archive puts its own first.
_HEAD = 60_000
_ELEMENT = re.compile(r"<(?:link|meta)\s[^<>]{1,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
#: How archives point from a short address to the one that says which page and moment.
_ITSELF = frozenset({"canonical", "bookmark", "memento", "og:url"})


def is_whole(url: str) -> bool:
    """Whether the address alone names page and moment to the second, and so the bytes."""
    return bool(unwrap(url)) and from_url("", url) is not None


def memento_at(url: str, visited: Fetched | None) -> Memento | None:
    """The copy at an archive's address, None if not even the page that it is of can be told.

    What the address does not say is looked for in what the archive answered: the address
    it led to, its ``Link`` and ``Memento-Datetime`` headers, the page's own ``<link>``.
    """
    known = unwrap(url)
    if known is None:
        return None
    archive = _TABLES.get(known.archive, known.archive)
    if whole := from_url(archive, url):
        return whole
    places = [] if visited is None else [visited.final_url, *_named(visited)]
    for place in places:
        found = unwrap(place) if place != url and is_url(place) else None
        if found and found.original and found.captured_at and found.archive == known.archive:
            stamped = from_url(archive, place)
            return stamped or Memento(
                archive=archive,
                url=url,
                original=found.original,
                captured_at=found.captured_at,
            )
    original = known.original or (visited and _original(visited))
    when = (visited and http_date(visited.header("memento-datetime"))) or known.captured_at
    if not original or when is None:
        return None
    return Memento(archive=archive, url=url, original=original, captured_at=when)


def _named(visited: Fetched) -> Iterator[str]:
    """The addresses by which the page names itself."""
    for element in _elements(visited):
        name = element.get("property") or element.get("rel", "")
        if _ITSELF.intersection(name.lower().split()):
            yield element.get("href") or element.get("content", "")


def _original(visited: Fetched) -> str | None:
    """The page that a memento says it is of (RFC 7089: the relation "original")."""
    header = visited.header("link")
    for link in parse_links(header, visited.final_url, 100):
        if "original" in link.rels and is_url(link.target):
            return link.target
    for element in _elements(visited):
        if "original" in element.get("rel", "").lower().split() and is_url(element.get("href", "")):
            return element["href"]
    return None


def _elements(visited: Fetched) -> Iterator[dict[str, str]]:
    head = visited.body[:_HEAD].decode("utf-8", "replace")
    for element in _ELEMENT.finditer(head):
        yield {
            name.lower(): unescape(double or single)
            for name, double, single in _ATTRIBUTE.findall(element[0])
        }
