"""References that a page holds as data: COinS in its citations, JSON-LD in its head."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

from citations.dates import find_dates
from citations.formats._html_tree import Element, Tree
from citations.model import Csl

__all__ = ["cited_items", "linked_items"]

_MAX_DATA = 1_000_000
_GENRES = {
    "article": "article-journal",
    "bookitem": "chapter",
    "book": "book",
    "proceeding": "paper-conference",
    "conference": "paper-conference",
    "report": "report",
    "dissertation": "thesis",
    "unknown": "webpage",
    "preprint": "article",
}
_FIELDS = {
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.pages": "page",
    "rft.pub": "publisher",
    "rft.place": "publisher-place",
    "rft.edition": "edition",
    "rft.isbn": "ISBN",
    "rft.issn": "ISSN",
    "rft.series": "collection-title",
}
_IDENTIFIERS = {"info:doi/": "DOI", "info:pmid/": "PMID", "info:oclcnum/": "OCLC"}


def cited_items(tree: Tree, element: Element, accessed: str | None) -> tuple[Csl, ...]:
    """The works that an element describes in COinS (OpenURL in a ``span``'s title)."""
    found = []
    for kind, node in tree.events[element.first : element.last]:
        if kind != "start" or not isinstance(node, Element) or node.tag != "span":
            continue
        described = "z3988" in node.get("class").lower().split()
        if described and (item := _open_url(node.get("title"))):
            found.append(item)
    if len(found) == 1 and accessed:
        days = find_dates(accessed, bare_years=False)
        if days:
            found[0]["accessed"] = {"date-parts": [list(days[-1].parts)]}
    return tuple(found)


def _open_url(context: str) -> dict[str, Any]:
    if len(context) > _MAX_DATA:
        return {}
    try:
        values = _values(context)
    except ValueError:
        return {}
    first = {key: parts[0].strip() for key, parts in values.items() if parts[0].strip()}
    part = first.get("rft.atitle")
    whole = first.get("rft.title") or first.get("rft.btitle") or first.get("rft.jtitle")
    csl: dict[str, Any] = {"type": _GENRES.get(first.get("rft.genre", ""), "document")}
    if title := part or whole:
        csl["title"] = title
    container = first.get("rft.jtitle") or first.get("rft.btitle") or (whole if part else None)
    if container and container != csl.get("title"):
        csl["container-title"] = container
    csl |= {name: first[key] for key, name in _FIELDS.items() if key in first}
    if "page" not in csl and "rft.spage" in first:
        csl["page"] = "-".join(filter(None, (first["rft.spage"], first.get("rft.epage"))))
    if authors := _authors(first, values.get("rft.au", [])):
        csl["author"] = authors
    if issued := _date(first.get("rft.date", "")):
        csl["issued"] = issued
    for identifier in values.get("rft_id", []):
        for prefix, name in _IDENTIFIERS.items():
            if identifier.startswith(prefix):
                csl.setdefault(name, identifier.removeprefix(prefix))
        if identifier.startswith(("http://", "https://")):
            csl.setdefault("URL", identifier)
    return csl if len(csl) > 1 else {}


def _values(context: str) -> dict[str, list[str]]:
    """The fields, in UTF-8 or else in the older encoding, with the references some sites leave."""
    try:
        values = parse_qs(context, max_num_fields=200, errors="strict")
    except UnicodeDecodeError:
        values = parse_qs(context, max_num_fields=200, encoding="cp1252", errors="replace")
    return {key: [html.unescape(part) for part in parts] for key, parts in values.items()}


def _authors(first: dict[str, str], names: list[str]) -> list[dict[str, str]]:
    authors = []
    if family := first.get("rft.aulast"):
        given = first.get("rft.aufirst") or first.get("rft.auinit")
        authors.append({"family": family, **({"given": given} if given else {})})
    for name in names:
        family, _, given = (part.strip() for part in name.partition(","))
        person = {"family": family, "given": given} if given else {"literal": name.strip()}
        if person not in authors and name.strip():
            authors.append(person)
    return authors


def _date(written: str) -> dict[str, Any] | None:
    parts = written.split("-")
    if all(part.isdecimal() for part in parts) and len(parts[0]) == 4 and len(parts) < 4:
        return {"date-parts": [[int(part) for part in parts]]}
    days = find_dates(written)
    return {"date-parts": [list(days[0].parts)]} if days else None


def linked_items(tree: Tree) -> Iterator[tuple[Csl, int, int]]:
    """The works that schema.org data cites, each with the span of its name in the page."""
    for element in tree.elements:
        if element.tag != "script" or element.get("type") != "application/ld+json":
            continue
        text = tree.text[element.start_end : element.end]
        if len(text) > _MAX_DATA:
            continue
        try:
            data = json.loads(text[: text.rfind("<")] if "</" in text[-20:] else text)
        except (ValueError, RecursionError):
            continue
        for work in _citations(data):
            item = _creative_work(work)
            shown = item.get("title") or item.get("URL") or ""
            name = json.dumps(shown, ensure_ascii=False)[1:-1]
            at = tree.text.find(name, element.start_end, element.end) if name else -1
            if at >= 0:
                yield item, at, at + len(name)


def _citations(data: Any) -> Iterator[Any]:
    """What the page's top-level objects cite, or say that they are based on."""
    roots = data if isinstance(data, list) else [data]
    for root in roots[:100]:
        graph = root.get("@graph") if isinstance(root, dict) else None
        for node in [root, *(graph if isinstance(graph, list) else [])][:1000]:
            for name in ("citation", "isBasedOn") if isinstance(node, dict) else ():
                cited = node.get(name)
                yield from cited if isinstance(cited, list) else [cited] if cited else []


def _creative_work(work: Any) -> dict[str, Any]:
    if isinstance(work, str):
        if work.startswith(("http://", "https://")):
            return {"type": "webpage", "URL": work}
        return {"type": "document", "title": work}
    if not isinstance(work, dict):
        return {}
    kind = {"ScholarlyArticle": "article-journal", "Book": "book", "WebPage": "webpage"}
    csl: dict[str, Any] = {"type": kind.get(str(work.get("@type")), "document")}
    title = work.get("name") or work.get("headline")
    if isinstance(title, str):
        csl["title"] = title
    address = work.get("url") or work.get("@id") or work.get("sameAs")
    if isinstance(address, str) and address.startswith("http"):
        csl["URL"] = address
    people = work.get("author")
    named = [
        person if isinstance(person, str) else person.get("name")
        for person in (people if isinstance(people, list) else [people])
        if isinstance(person, str | dict)
    ]
    if authors := [{"literal": name} for name in named if isinstance(name, str) and name]:
        csl["author"] = authors
    if isinstance(day := work.get("datePublished"), str) and (issued := _date(day[:10])):
        csl["issued"] = issued
    return csl
