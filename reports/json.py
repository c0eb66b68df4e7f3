"""JSON, as the contract in ``schema.json`` has it: for programs, and to keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from citations.model import Audit
from reports.lines import link_lines
from reports.model import SCHEMA, Options, parts_of

# JSON allows these raw, but they turn text around or steer a terminal where it is shown,
# and half a surrogate pair cannot be written as UTF-8 at all.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# Made once: an encoder with settings of its own is otherwise made anew for every line.
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: Items that are written together.
_AT_ONCE = 500


def render(audits: Sequence[Audit], options: Options) -> str:
    """One object for one source, a list for several; every claim, link and so on is a line."""
    return "".join(pieces(audits, options))


def pieces(audits: Sequence[Audit], options: Options) -> Iterator[str]:
    """The same, piece by piece: a report of many links never lies in memory as a whole."""
    if len(audits) == 1:
        yield from _lines(audits[0], options)
        yield "\n"
        return
    yield "["
    for number, audit in enumerate(audits):
        yield ",\n" if number else "\n"
        yield from _lines(audit, options)
    yield "\n]\n"


def _lines(audit: Audit, options: Options) -> Iterator[str]:
    """An object whose lists have an item a line: to be read, compared and searched by line."""
    # The standard library's indentation is pure Python, and costs ten times as much.
    yield f'{{\n "schema": {dump(SCHEMA)}'
    for key, part in parts_of(audit, options.parts):
        if isinstance(part, Iterator):
            yield f",\n {dump(key)}: ["
            lines = link_lines(audit, _compact) if key == "links" else map(_compact, part)
            yield from _items(map(_shown, lines))
            yield "]"
        else:
            yield f",\n {dump(key)}: {dump(part)}"
    yield "\n}"


def _items(lines: Iterator[str]) -> Iterator[str]:
    before = "\n  "
    while some := list(islice(lines, _AT_ONCE)):
        yield before + ",\n  ".join(some)
        before = ",\n  "
    if before == ",\n  ":
        yield "\n "


def dump(value: Any, *, indent: int | None = None) -> str:
    """JSON text that any terminal and any UTF-8 file can hold."""
    return _shown(
        _compact(value) if indent is None else json.dumps(value, ensure_ascii=False, indent=indent)
    )


def _shown(text: str) -> str:
    """JSON without the signs that it need not escape, and a terminal would stumble over."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
