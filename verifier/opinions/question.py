"""A question to another address of a site, and how its answer is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from verifier.availability import Fetched, Finding

__all__ = ["Question", "json_of"]

#: What these interfaces answer is short.
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``url`` is asked like any link, without robots.txt: it is there for programs."""

    url: str
    #: None: the answer does not say.
    read: Callable[[Fetched], Finding | None]


def json_of(fetched: Fetched) -> dict[str, Any]:
    """The object that was answered; empty if it was none."""
    try:
        value = json.loads(fetched.body[:_LONGEST])
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
