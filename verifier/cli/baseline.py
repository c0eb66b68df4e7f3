"""Old findings that are known, so that they do not block new text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from citations.model import Audit
from verifier.cli.output import write
from verifier.errors import BadInput

__all__ = ["known", "save", "unmet", "without"]

_SCHEMA = "verifier-baseline/1"

Entry = tuple[str, str]
"""A link's URL and its status."""


def known(path: Path) -> frozenset[Entry]:
    """The findings in the baseline file. Raises ``BadInput``."""
    try:
        table: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(f"{path}: no such baseline; make one with --save-baseline {path}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(f"{path}: cannot be read as a baseline: {error}") from None
    if not isinstance(table, dict) or table.get("schema") != _SCHEMA:
        raise BadInput(f"{path}: not a baseline; make one with --save-baseline {path}")
    links = table.get("links")
    if not isinstance(links, dict):
        raise BadInput(f'{path}: "links" is missing; make it anew with --save-baseline {path}')
    return frozenset((str(url), str(status)) for url, status in links.items())


def save(path: Path, audits: Sequence[Audit], fail_on: frozenset[str]) -> int:
    """Write the present findings among ``fail_on`` to ``path``; how many there are."""
    links = {
        url: state.status.value
        for audit in audits
        for url, state in audit.states.items()
        if {state.status.value, state.reason} & fail_on
    }
    table = {"schema": _SCHEMA, "links": dict(sorted(links.items()))}
    write(path, json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    return len(links)


def without(audits: Sequence[Audit], entries: frozenset[Entry]) -> list[Audit]:
    """The audits without the states that the baseline knows; a worse status is a new finding."""
    return [
        replace(
            audit,
            states={
                url: state
                for url, state in audit.states.items()
                if (url, state.status.value) not in entries
            },
        )
        for audit in audits
    ]


def unmet(audits: Sequence[Audit], entries: frozenset[Entry]) -> int:
    """How many entries there is no such finding for: mended, or not among what was checked."""
    now = {(url, state.status.value) for audit in audits for url, state in audit.states.items()}
    return len(entries - now)
