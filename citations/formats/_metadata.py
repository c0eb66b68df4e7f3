"""The metadata of a Markdown document: title, language, references (pandoc's manner)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from citations.model import Csl

__all__ = ["Entry", "Metadata", "header", "metadata"]

#: Longer metadata is not read; it is some 5,000 references.
_MAX_CHARACTERS = 2_000_000
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
#: "Title: ..." and its like on the first lines: MultiMarkdown, Pelican, PEPs.
_HEADER = re.compile(r"\ufeff?(?>(?:[A-Za-z][\w-]{1,30}:.*\n(?:[ \t]+\S.*\n)*){2,40})[ \t]*\r?\n")
_HEAD_FIELD = re.compile(r"(?im)^\ufeff?(title|lang|language):[ \t]*(\S.*?)[ \t\r]*$")
_LATER = re.compile(r"\n[ \t]*\r?\n(---[ \t]*\r?\n)(?=references:|bibliography:|nocite:)")


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
        if high - low > _MAX_CHARACTERS:
            found.broken.append((low, "the metadata is too long and was left out"))
        else:
            # Most documents have none, and the library takes as long to load as a page to read.
            from citations.formats._yaml import read  # noqa: PLC0415

            read(text, low, high, found)
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
