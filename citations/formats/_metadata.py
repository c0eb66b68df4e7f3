"""The YAML metadata of a Markdown document: title, language, references (pandoc's manner)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from citations.model import Csl

__all__ = ["Entry", "Metadata", "header", "metadata"]

#: Longer metadata is not read; it is some 5,000 references.
_MAX_CHARACTERS = 2_000_000
_MAX_NODES = 500_000
_MAX_DEPTH = 30
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
#: "Title: ..." and its like on the first lines: MultiMarkdown, Pelican, PEPs.
_HEADER = re.compile(r"\ufeff?(?>(?:[A-Za-z][\w-]{1,30}:.*\n(?:[ \t]+\S.*\n)*){2,40})[ \t]*\r?\n")
_HEAD_FIELD = re.compile(r"(?im)^\ufeff?(title|lang|language):[ \t]*(\S.*?)[ \t\r]*$")
_LATER = re.compile(r"\n[ \t]*\r?\n(---[ \t]*\r?\n)(?=references:|bibliography:|nocite:)")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")
_DATES = ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference that the metadata gives, and where it stands."""

    item: Csl
    start: int
    end: int


@dataclass(slots=True)
class Metadata:
    """What the metadata blocks say, and which spans of the text they leave for reading."""

    body: list[tuple[int, int]]
    title: str | None = None
    language: str | None = None
    #: The files that hold the references that are not given here.
    bibliography: str | None = None
    entries: list[Entry] = field(default_factory=list)
    #: (offset, message) of blocks that are not YAML.
    broken: list[tuple[int, str]] = field(default_factory=list)


def metadata(text: str) -> Metadata:
    """Read the block at the top, and later ones that hold references."""
    found = Metadata([])
    at = header(text, found)
    for start, low, high, end in _blocks(text) if not at else ():
        found.body.append((at, start))
        at = end
        _read(text, low, high, found)
    found.body.append((at, len(text)))
    return found


def header(text: str, found: Metadata) -> int:
    """Where the lines "Title: ..." at the top end, what they say being noted; 0: there are none."""
    match = _HEADER.match(text)
    fields = {}
    if match and not match[0].lower().startswith(("http:", "https:")):
        fields = {one[1].lower(): one[2] for one in _HEAD_FIELD.finditer(match[0])}
    if match is None or "title" not in fields:
        return 0
    found.title = fields["title"]
    found.language = fields.get("lang") or fields.get("language")
    return match.end()


def _blocks(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Of each metadata block: where it, its YAML, the YAML's end, and the block's end stand."""
    at = 0
    opening = _FRONT.match(text)
    closing = _END.search(text, opening.end()) if opening else None
    # A blank line behind the rule makes it a rule.
    if opening and closing and text[opening.end() : opening.end() + 1].strip():
        yield opening.start(), opening.end(), closing.start(), closing.end()
        at = closing.end()
    while "\n---" in text and (later := _LATER.search(text, max(0, at - 2))):
        closing = _END.search(text, later.end())
        if not closing:
            return
        yield later.start(1), later.end(), closing.start(), closing.end()
        at = closing.end()


def _read(text: str, low: int, high: int, found: Metadata) -> None:
    if high - low > _MAX_CHARACTERS:
        found.broken.append((low, "the metadata is too long and was left out"))
        return
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
