"""Jupyter notebooks: Markdown cells as one text, each claim with its cell; code is kept as code."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from citations.errors import UnreadableSource
from citations.formats._marked import Assembly
from citations.formats._md_blocks import structure
from citations.formats._md_leaf import Leaf, Structure
from citations.formats._metadata import Entry, Metadata
from citations.formats.decode import MAX_CHARACTERS, decode
from citations.formats.markdown import syntax
from citations.model import Block, BlockKind, Document

__all__ = ["read"]

_MAX_CELLS = 100_000


def read(data: bytes, source: str) -> Document:
    """The document; its text is that of the cells, one after the other.

    Raises ``UnreadableSource``.
    """
    notebook = _notebook(data, source)
    text, cells, entries = _text(notebook, source)
    meta = Metadata([(start, end) for start, end, kind in cells if kind == "markdown"])
    meta.title = _title(notebook)
    meta.entries = entries
    found = structure(text, meta.body)
    _add_code(found, [(start, end) for start, end, kind in cells if kind == "code"])
    document = Assembly(text, found, meta, syntax(text, found, meta)).document(source, "jupyter")
    starts = [start for start, _, _ in cells]
    return replace(document, blocks=tuple(_placed(block, starts) for block in document.blocks))


def _notebook(data: bytes, source: str) -> dict[str, Any]:
    try:
        notebook = json.loads(decode(data, source))
    except (ValueError, RecursionError):
        raise UnreadableSource(f"{source}: not a notebook: not JSON") from None
    if isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):
        notebook["cells"] = list(_worksheets(notebook["worksheets"]))
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise UnreadableSource(f"{source}: not a notebook: it has no cells")
    return notebook


def _worksheets(sheets: list[Any]) -> Iterator[dict[str, Any]]:
    """The cells of a notebook of version 3, as those of version 4."""
    for sheet in sheets:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        for cell in cells if isinstance(cells, list) else ():
            if not isinstance(cell, dict):
                continue
            source = cell.get("source", cell.get("input"))
            if cell.get("cell_type") == "heading":
                level = cell.get("level") if cell.get("level") in range(1, 7) else 1
                source = [
                    "#" * int(level or 1),
                    " ",
                    *(source if isinstance(source, list) else [source]),
                ]
            kind = "markdown" if cell.get("cell_type") == "heading" else cell.get("cell_type")
            yield {"cell_type": kind, "source": source}


def _text(
    notebook: dict[str, Any], source: str
) -> tuple[str, list[tuple[int, int, str]], list[Entry]]:
    """The cells' text, the span and kind of each cell, and the items of the metadata."""
    parts: list[str] = []
    cells: list[tuple[int, int, str]] = []
    size = 0
    for cell in notebook["cells"][:_MAX_CELLS]:
        kind = cell.get("cell_type") if isinstance(cell, dict) else None
        written = cell.get("source") if isinstance(cell, dict) else None
        text = written if isinstance(written, str) else "".join(map(str, written or ()))
        cells.append((size, size + len(text), str(kind)))
        parts += text, "\n\n"
        size += len(text) + 2
        if size > MAX_CHARACTERS:
            raise UnreadableSource(
                f"{source}: more than {MAX_CHARACTERS:,} characters in its cells"
            )
    entries = []
    for key, item in _items(notebook.get("metadata")):
        title = str(item.get("title") or key)
        entries.append(Entry({**item, "id": key}, size, size + len(title)))
        parts += title, "\n"
        size += len(title) + 1
    text = "".join(parts)
    if not text.strip():
        raise UnreadableSource(f"{source}: the notebook has no text")
    return text, cells, entries


def _items(metadata: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """What cite2c and the citation manager keep: key and item."""
    if not isinstance(metadata, dict):
        return
    kept = [metadata.get("cite2c"), metadata.get("citation-manager")]
    for place in kept:
        if not isinstance(place, dict):
            continue
        for key, item in (place.get("citations") or {}).items():
            if isinstance(item, dict):
                yield str(key), item
        for name, items in (place.get("items") or {}).items():
            for key, item in items.items() if isinstance(items, dict) else ():
                if isinstance(item, dict):
                    yield f"{name}/{key}", item


def _title(notebook: dict[str, Any]) -> str | None:
    metadata = notebook.get("metadata")
    title = metadata.get("title") if isinstance(metadata, dict) else None
    return title if isinstance(title, str) and title else None


def _add_code(found: Structure, spans: list[tuple[int, int]]) -> None:
    found.leaves += [
        Leaf(BlockKind.CODE, 1, "fence", [(start, end)], prefixed=False)
        for start, end in spans
        if end > start
    ]
    found.leaves.sort(key=lambda leaf: leaf.lines[0])


def _placed(block: Block, starts: list[int]) -> Block:
    return replace(block, place=f"cell {bisect_right(starts, block.content.offsets[0])}")
