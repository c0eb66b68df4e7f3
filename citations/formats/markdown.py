"""Markdown: CommonMark, GFM and pandoc's notes and citations, with every span kept."""

from __future__ import annotations

import re

from citations.formats import Take
from citations.formats._marked import Assembly, Syntax
from citations.formats._marks import Definitions, Scan
from citations.formats._md_blocks import structure
from citations.formats._md_inline import scan
from citations.formats._md_leaf import Leaf, Structure
from citations.formats._metadata import Metadata, metadata
from citations.formats._runs import Edit
from citations.formats.decode import decode
from citations.model import BlockKind, Document, Mapped

__all__ = ["read", "syntax"]

_PIPE = re.compile(r"\\.|\|", re.DOTALL)
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_FIGURE = re.compile(
    r"!\[([^\[\]]{1,2000})\]\([^()\s]{1,2000}(?:[ \t]+\"[^\"]*\")?\)(?:\{[^{}]*\})?"
)
_HIGHLIGHT = re.compile(r"^\{% highlight\b.*?^\{% endhighlight %\}", re.MULTILINE | re.DOTALL)
# "[@someone](https://...)" is a link.
_KEYS = re.compile(r"\[[^\[\]]{0,200}@\w[^\[\]]{0,2000}\](?![(\[])")


def read(data: bytes, source: str, take: Take | None = None) -> Document:
    """The document; raises ``UnreadableSource``. ``take`` is given the notes before."""
    text = decode(data, source)
    meta = metadata(text)
    found = structure(text, meta.body)
    _set_code(text, found)
    assembly = Assembly(text, found, meta, syntax(text, found, meta), take)
    return assembly.document(source, "markdown")


def _set_code(text: str, found: Structure) -> None:
    """Code between the tags that Jekyll has for it is none of the prose."""
    spans = [one.span() for one in _HIGHLIGHT.finditer(text)] if "{% highlight" in text else []
    for leaf in found.leaves:
        if any(start <= leaf.lines[0][0] < end for start, end in spans):
            leaf.kind = BlockKind.CODE


def syntax(text: str, found: Structure, meta: Metadata) -> Syntax:
    """How this text is to be read, with what it defines."""
    cites = bool(meta.entries or meta.bibliography or _KEYS.search(text))
    known = Definitions(found.links, bool(found.notes), cites, found.examples)

    def scanned(leaf: Leaf, raw: str) -> Scan:
        inline = scan(raw, known)
        if leaf.form == "row":
            inline.edits.extend(_cell_edits(raw))
        elif leaf.kind is BlockKind.LIST_ITEM and (task := _TASK.match(raw)):
            inline.edits.append((0, task.end(), ""))
        return inline

    return Syntax(_shape, scanned, "[^{}]")


def _shape(leaf: Leaf, raw: Mapped) -> tuple[BlockKind, Mapped]:
    """A picture alone in a paragraph is a figure, its description the caption."""
    if leaf.kind is BlockKind.PARAGRAPH and raw.text.startswith("Table:"):
        words = raw.text[6:].lstrip()
        return BlockKind.CAPTION, raw[len(raw.text) - len(words) :]
    figure = _FIGURE.fullmatch(raw.text.rstrip()) if raw.text[:1] == "!" else None
    return (BlockKind.CAPTION, raw[slice(*figure.span(1))]) if figure else (leaf.kind, raw)


def _cell_edits(row: str) -> list[Edit]:
    """One tab between two cells of a table's row, nothing at its ends."""
    edits: list[Edit] = []
    size = len(row)
    for match in _PIPE.finditer(row):
        if match[0] != "|":
            continue
        low, high = match.span()
        while low and row[low - 1] in " \t":
            low -= 1
        while high < size and row[high] in " \t":
            high += 1
        place = match.start()
        edits.append((place, place + 1, "\t" if low and high < size else ""))
        edits.append((low, place, ""))
        edits.append((place + 1, high, ""))
    return edits
