"""JSON, as the contract in ``schema.json`` has it: for programs, and to keep."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from citations.model import Audit
from reports.model import Options, to_json

# JSON allows these raw, but they turn text around or steer a terminal where it is shown,
# and half a surrogate pair cannot be written as UTF-8 at all.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def render(audits: Sequence[Audit], options: Options) -> str:
    """One object for one source, a list for several."""
    made = [to_json(audit, parts=options.parts) for audit in audits]
    return dump(made[0] if len(made) == 1 else made, indent=1) + "\n"


def dump(value: Any, *, indent: int | None = None) -> str:
    """JSON text that any terminal and any UTF-8 file can hold."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
