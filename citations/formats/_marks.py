"""What light mark-up is scanned into: edits that take it out, and marks of what it points at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from citations.formats._runs import Edit
from citations.quickly import quickly

__all__ = ["Definitions", "InlineNote", "Mark", "Scan", "is_local", "is_source"]


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the whole document defines: link labels, note labels, items of its metadata."""

    links: Mapping[str, str] = field(default_factory=dict)
    #: Whether the document defines notes.
    notes: bool = False
    #: Whether it cites by keys: ``@name`` in a text that does not is a person.
    keys: bool = False
    #: Labels of numbered examples, which are referred to as if they were keys.
    examples: AbstractSet[str] = frozenset()


@quickly
@dataclass(frozen=True, slots=True)
class Mark:
    """Something that points somewhere, at ``start:end`` of the scanned text."""

    style: str
    marker: str
    start: int
    end: int
    key: str | None = None
    url: str | None = None
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class InlineNote:
    """``^[a note]``: its text is ``start:end`` of the scanned text; ``mark`` tells where it is."""

    mark: Mark
    start: int
    end: int
    edits: list[Edit]
    marks: list[Mark]


@dataclass(slots=True)
class Scan:
    """What one text holds; the edits take all mark-up out of it."""

    edits: list[Edit]
    marks: list[Mark]
    notes: list[InlineNote]
    #: Spans of code.
    code: list[tuple[int, int]] = field(default_factory=list)
    #: What is no source and may be a file: address and span.
    local: list[tuple[str, int, int]] = field(default_factory=list)


#: Those that name a source, with or without two strokes.
_SCHEMES = frozenset({"http", "https", "ftp", "doi", "urn", "hdl", "arxiv", "info", "isbn", "pmid"})


def is_source(url: str) -> bool:
    """It could be a source: neither an anchor, a path in the same site, nor a command.

    Nor is it a word of some tool's own ("gloss:tide"), or one that a generator fills in.
    """
    if url.startswith(("https://", "http://")) and "{" not in url:
        return True
    scheme, colon, rest = url.partition(":")
    if url.startswith("//") or url[:4].lower() == "www.":
        return True
    if not colon or "{{" in url or "{%" in url or not (scheme.isascii() and scheme.isalnum()):
        return False
    return rest.startswith("//") or scheme.lower() in _SCHEMES


#: No file: another scheme, a host, a query, an alias of some tool, what a generator fills in.
_ELSEWHERE = re.compile(
    r"[A-Za-z][\w+.-]*:|//|www\.|[?@$~\\]|#!?$|(?:\.{3}|…)/?$|(?=.*(?:[<>\n|*{]|%[A-Z_]+%))",
    re.DOTALL,
)
_LONGEST = 1_000


def is_local(url: str) -> bool:
    """It could be a file beside the document, or a place in the document itself."""
    return 0 < len(url) <= _LONGEST and _ELSEWHERE.match(url) is None
