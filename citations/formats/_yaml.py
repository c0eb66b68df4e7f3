"""A block of YAML at the top of a document: its title, language and references."""

from __future__ import annotations

import re
from typing import Any

import yaml

from citations.formats._metadata import Entry, Metadata
from citations.model import Csl

__all__ = ["read"]

_MAX_NODES = 500_000
_MAX_DEPTH = 30
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")
_DATES = ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(text: str, low: int, high: int, found: Metadata) -> None:
    """Note what the block between these offsets says, or that it is broken."""
    try:
        node = yaml.compose(text[low:high], Loader=_Loader)
        if not isinstance(node, yaml.MappingNode):
            return
        _fields(node, low, found)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problem = getattr(error, "problem", None) or "nested too deeply"
        found.broken.append((low, f"the metadata is not YAML ({problem}); it was left out"))


def _fields(node: yaml.MappingNode, low: int, found: Metadata) -> None:
    budget = [_MAX_NODES]
    for key_node, value in node.value:
        key = key_node.value
        if key == "references" and isinstance(value, yaml.SequenceNode):
            for entry in value.value:
                item = _item(_plain(entry, budget, 0))
                if item:
                    start, end = entry.start_mark.index, entry.end_mark.index
                    found.entries.append(Entry(item, low + start, low + end))
        elif isinstance(value, yaml.ScalarNode) and value.value:
            if key == "title":
                found.title = found.title or value.value
            elif key in ("lang", "language", "locale"):
                found.language = found.language or value.value
        if key == "bibliography":
            named = _plain(value, budget, 0)
            found.bibliography = ", ".join(named) if isinstance(named, list) else str(named)


def _plain(node: yaml.Node, budget: list[int], depth: int) -> Any:
    """The node as texts, lists and dicts; an alias counts each time it is used."""
    budget[0] -= 1
    if budget[0] < 0 or depth > _MAX_DEPTH:
        raise ValueError
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part, budget, depth + 1) for part in node.value]
    if isinstance(node, yaml.MappingNode):
        return {
            str(key.value): _plain(value, budget, depth + 1)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    return node.value


def _item(entry: Any) -> Csl | None:
    """The entry as CSL-JSON: pandoc allows dates as texts and single values for lists."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return None
    item = dict(entry)
    for key in _DATES:
        if key in item and (date := _date(item[key])):
            item[key] = date
    for key in ("author", "editor", "translator"):
        if isinstance(item.get(key), dict):
            item[key] = [item[key]]
    return item


def _date(value: Any) -> dict[str, Any] | None:
    if isinstance(value, str):
        match = _DATE.match(value.strip())
        if not match:
            return {"literal": value}
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0]
    if not isinstance(value, dict):
        return None
    if isinstance(parts := value.get("date-parts"), list):
        rows = [row if isinstance(row, list) else [row] for row in parts]
        numbers = [[int(part) for part in row if str(part).isdecimal()] for row in rows]
        return {"date-parts": numbers}
    named = [str(value.get(part)) for part in ("year", "month", "day")]
    kept = [int(part) for part in named if part.isdecimal()]
    return {"date-parts": [kept]} if kept else value
