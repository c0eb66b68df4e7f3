"""What a page says of itself: title, authors and day, from its meta tags and its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

__all__ = ["About", "about"]

#: What a page says of itself stands near its beginning: no more of it is looked at.
_LOOKED_AT = 300_000
_MOST_TAGS = 2_000
_MOST_NODES = 2_000
_LONGEST_DATA = 500_000
_DEEPEST = 12
_LONGEST = 500
_MOST_AUTHORS = 20

_TITLES = ("citation_title", "og:title", "dc.title", "twitter:title")
_AUTHORS = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "byl")
_DATES = (
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
_SCHOLARLY = ("citation_title", "citation_doi", "citation_journal_title")
_TELLING = SoupStrainer(["title", "meta", "script", "time"])
_LANGUAGE = re.compile(r"<html\b[^>]{0,1000}?\blang\s*=\s*[\"']?([a-z]{2,8})", re.IGNORECASE)
_DATE = re.compile(r"((?:19|20)\d\d)[-/](\d\d?)(?:[-/](\d\d?))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The page's own word on title, authors, day and language."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None
    scholarly: bool = False


def about(html: str) -> About:
    """What the page says of itself; anything missing or odd is left out."""
    html = html[:_LOOKED_AT]
    soup = BeautifulSoup(html, "lxml", parse_only=_TELLING)
    tags = _meta(soup)
    linked = list(_linked_data(soup))
    declared = _LANGUAGE.search(html[:10_000])
    return About(
        title=_first(tags, _TITLES) or _value(linked, "headline") or _head_title(soup),
        authors=_authors(tags, linked),
        published=_published(soup, tags, linked),
        language=declared[1].lower() if declared else None,
        scholarly=any(name in tags for name in _SCHOLARLY),
    )


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in soup.find_all("meta", content=True, limit=_MOST_TAGS):
        name = node.get("name") or node.get("property") or node.get("itemprop") or ""
        if content := " ".join(str(node["content"])[:_LONGEST].split()):
            found.setdefault(str(name).lower()[:80], []).append(content)
    return found


def _linked_data(soup: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    """Every object in the page's JSON-LD."""
    for node in soup.find_all("script", type="application/ld+json", limit=20):
        text = node.get_text()
        try:
            data = json.loads(text) if len(text) <= _LONGEST_DATA else None
        except (ValueError, RecursionError):
            continue
        yield from _objects(data)


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    waiting, seen = [(data, 0)], 0
    while waiting and seen < _MOST_NODES:
        item, depth = waiting.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting += [(value, depth + 1) for value in item.values() if depth < _DEEPEST]
        elif isinstance(item, list):
            waiting += [(value, depth + 1) for value in item[:200] if depth < _DEEPEST]


def _first(tags: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _value(linked: list[Mapping[str, Any]], name: str) -> str | None:
    return next(
        (v[:_LONGEST] for item in linked if isinstance(v := item.get(name), str) and v), None
    )


def _head_title(soup: BeautifulSoup) -> str | None:
    node = soup.find("title")
    return " ".join(node.get_text()[:_LONGEST].split()) or None if node else None


def _authors(tags: Mapping[str, list[str]], linked: list[Mapping[str, Any]]) -> tuple[str, ...]:
    names: list[str] = next((tags[name] for name in _AUTHORS if name in tags), [])
    if not names:
        for item in linked:
            given = item.get("author")
            for author in given if isinstance(given, list) else [given]:
                name = author.get("name") if isinstance(author, dict) else author
                names = [*names, name] if isinstance(name, str) else names
    parts = (part.strip() for name in names for part in re.split(r";|\band\b", name[:_LONGEST]))
    kept = dict.fromkeys(part for part in parts if part and not part.startswith(("http", "@")))
    return tuple(kept)[:_MOST_AUTHORS]


def _published(
    soup: BeautifulSoup, tags: Mapping[str, list[str]], linked: list[Mapping[str, Any]]
) -> date | None:
    times = soup.find_all("time", datetime=True, limit=20)
    named = [node for node in times if node.has_attr("pubdate") or node.has_attr("itemprop")]
    written = (
        _first(tags, _DATES),
        _value(linked, "datePublished"),
        *(str(node["datetime"]) for node in (named or times)[:1]),
    )
    return next((day for text in written if text and (day := _day(text))), None)


def _day(written: str) -> date | None:
    found = _DATE.search(written)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None
