"""JSON, as the contract in ``schema.json`` has it: for programs, and to keep."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from citations.model import Audit
from reports.model import Options, to_json

# JSON allows these raw, but they turn text around or steer a terminal where it is shown,
# and half a surrogate pair cannot be written as UTF-8 at all.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


# Made once: an encoder with settings of its own is otherwise made anew for every line.
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def render(audits: Sequence[Audit], options: Options) -> str:
    """One object for one source, a list for several; every claim, link and so on is a line."""
    made = [_lines(to_json(audit, parts=options.parts)) for audit in audits]
    return made[0] + "\n" if len(made) == 1 else "[\n" + ",\n".join(made) + "\n]\n"


def _lines(report: Mapping[str, Any]) -> str:
    """An object whose lists have an item a line: to be read, compared and searched by line."""
    # The standard library's indentation is pure Python, and costs ten times as much.
    parts = []
    for key, value in report.items():
        if isinstance(value, list) and value:
            items = ",\n".join(f"  {dump(item)}" for item in value)
            parts.append(f" {dump(key)}: [\n{items}\n ]")
        else:
            parts.append(f" {dump(key)}: {dump(value)}")
    return "{\n" + ",\n".join(parts) + "\n}"


def dump(value: Any, *, indent: int | None = None) -> str:
    """JSON text that any terminal and any UTF-8 file can hold."""
    text = (
        _compact(value) if indent is None else json.dumps(value, ensure_ascii=False, indent=indent)
    )
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
