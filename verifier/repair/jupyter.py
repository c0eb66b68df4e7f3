"""Notebooks: the Markdown of their text cells, within the JSON, which stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from citations import read
from verifier.repair.edits import Edit
from verifier.repair.plan import Fix
from verifier.repair.text import repair_markdown

__all__ = ["repair_notebook"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]', re.DOTALL)
_CHARACTER = re.compile(r"\\u[0-9A-Fa-f]{4}|\\.|[^\\]", re.DOTALL)
#: Between two cells, as between two paragraphs.
_GAP = "\n\n"


def repair_notebook(text: str, fixes: Mapping[str, Fix], style: str) -> list[Edit]:
    """Edits to the notebook's own text; nothing but what text cells say is touched."""
    said: list[str] = []
    places: list[int] = []
    for start, end in _texts(text):
        words, offsets = _plain(text, start, end)
        said.append(words)
        places += offsets
    words = "".join(said)
    reading = read(words.encode("utf-8", "surrogatepass"), "cells.md", "markdown")
    if reading.document.text != words:
        return []
    edits = []
    for edit in repair_markdown(reading, fixes, style):
        at = edit.start + len(edit.old)
        start = places[edit.start] if edit.old else places[at - 1] + _width(text, places[at - 1])
        end = places[at - 1] + _width(text, places[at - 1])
        new = json.dumps(edit.new, ensure_ascii=False)[1:-1]
        edits.append(replace(edit, start=start, old=text[start:end] if edit.old else "", new=new))
    return edits


def _width(text: str, at: int) -> int:
    found = _CHARACTER.match(text, at)
    return len(found[0]) if found else 1


def _plain(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """A string without its escapes, and where each character stands; a gap for a line end."""
    if start == end:
        return _GAP, [start] * len(_GAP)
    words, offsets = [], []
    for sign in _CHARACTER.finditer(text, start, end):
        raw = sign[0]
        words.append(raw if raw[0] != "\\" else _unescaped(raw))
        offsets.append(sign.start())
    return "".join(words), offsets


def _unescaped(raw: str) -> str:
    try:
        found = json.loads(f'"{raw}"')
    except ValueError:
        return "?"
    return found if isinstance(found, str) and len(found) == 1 else "?"


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """Where the strings of text cells stand, in order; an empty one between two cells."""
    for kind, strings in _cells(text):
        if kind == "markdown" and strings:
            yield from strings
            end = strings[-1][1]
            yield end, end


def _cells(text: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The kind of each cell, and where the strings of its source stand, without their quotes."""
    path: list[str] = []
    key, kind = "", ""
    strings: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "{[":
            path.append(key)
            if len(path) == 3 and path[1] == "cells":
                kind, strings = "", []
            key, last = "", None
        elif sign in "}]":
            if sign == "}" and len(path) == 3 and path[1] == "cells":
                yield kind, strings
            if path:
                path.pop()
            key, last = "", None
        elif sign == ":" and last:
            key, last = text[last[0] : last[1]], None
        elif sign == ",":
            # In a list the key stays that of the list.
            key, last = "", None
        elif sign[0] == '"':
            last = token.start() + 1, token.end() - 1
            if len(path) == 3 and path[1] == "cells" and key == "cell_type":
                kind = text[last[0] : last[1]]
            if _is_source(path, key):
                strings.append(last)


def _is_source(path: list[str], key: str) -> bool:
    """A string of ``cells[i].source``, be it one string or a list of lines."""
    alone = len(path) == 3 and key == "source"
    listed = len(path) == 4 and path[3] == "source"
    return len(path) > 2 and path[1] == "cells" and (alone or listed)
