"""CSL-JSON: a list of items, one item, or an export that holds them under ``items``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from citations.errors import UnreadableSource
from citations.formats._entries import Given, document_of
from citations.formats.decode import decode
from citations.model import Document

__all__ = ["read"]

_SPACE = re.compile(r"[\s,]*")
_ITEMS = re.compile(r'"(?:items|references)"\s*:\s*\[')
_DATES = ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    text = decode(data, source)
    return document_of(text, source, "csljson", _entries(text, source))


def _entries(text: str, source: str) -> Iterator[Given]:
    """The items with their places: one is decoded after the other."""
    decoder = json.JSONDecoder()
    start = _SPACE.match(text)
    at = start.end() if start else 0
    listed = text[at : at + 1] == "["
    if listed:
        at += 1
    elif (found := _ITEMS.search(text, at, at + 5_000)) is not None:
        at, listed = found.end(), True
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if at >= len(text) or text[at] == "]":
            return
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, at) + 1
            raise UnreadableSource(
                f"{source}: not CSL-JSON: the item in line {line} is no JSON"
            ) from None
        csl = _item(item)
        if csl is not None:
            yield str(csl.get("id", "")), at, end, csl
        at = end
        if not listed:
            return


def _date(date: dict[str, Any]) -> dict[str, Any]:
    """A date with its parts as numbers: some programs write them as texts."""
    rows = date.get("date-parts")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return date
    return {**date, "date-parts": [[_number(part) for part in row] for row in rows]}


def _number(part: Any) -> Any:
    return int(part) if isinstance(part, str) and part.isdecimal() and len(part) < 6 else part


def _item(item: Any) -> dict[str, Any] | None:
    """An item without what is empty; None: it describes no work."""
    if not isinstance(item, dict):
        return None
    csl = {str(key): value for key, value in item.items() if value not in (None, "", [], {})}
    if not csl.keys() & {"title", "URL", "DOI", "author", "container-title", "ISBN"}:
        return None
    for field in _DATES:
        if field not in csl:
            continue
        if isinstance(csl[field], dict):
            csl[field] = _date(csl[field])
        else:
            del csl[field]
    for field in ("author", "editor", "translator"):
        names = csl.get(field, [])
        kept = [one for one in names if isinstance(one, dict)] if isinstance(names, list) else []
        csl.pop(field, None)
        if kept:
            csl[field] = kept
    for field in ("title", "URL", "DOI", "type", "container-title"):
        if field in csl and not isinstance(csl[field], str):
            csl[field] = " ".join(map(str, csl[field])) if isinstance(csl[field], list) else ""
    csl.setdefault("type", "document")
    return csl
