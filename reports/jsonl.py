"""JSON Lines: every part of the JSON report on a line of its own, for pipes and databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citations.model import Audit
from reports import json as json_report
from reports.model import Json, Options, parts_of

_LISTS = {
    "claims": "claim",
    "citations": "citation",
    "notes": "note",
    "references": "reference",
    "links": "link",
    "hosts": "host",
}


def render(audits: Sequence[Audit], options: Options) -> str:
    """``type`` and ``source`` first, then the keys as in the JSON report."""
    return "".join(pieces(audits, options))


def pieces(audits: Sequence[Audit], options: Options) -> Iterator[str]:
    """The same, line by line."""
    for audit in audits:
        for line in _lines(audit, options):
            yield f"{json_report.dump(line)}\n"


def _lines(audit: Audit, options: Options) -> Iterator[Json]:
    source = audit.reading.document.source
    for name, part in parts_of(audit, options.parts):
        if name in _LISTS:
            yield from ({"type": _LISTS[name], "source": source, **item} for item in part)
        else:
            yield {"type": name, "source": source, **part}
