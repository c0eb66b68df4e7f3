"""Excel workbooks: every sheet a table of addresses or claims, read from its stored values."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from importlib.util import find_spec
from typing import Any

from citations.errors import UnreadableSource
from citations.formats._table import MAX_ROWS, Cell, Row, document_of
from citations.formats._xlsx_links import Places, address, links_of
from citations.formats._zip import Archive, open_archive
from citations.formats.decode import MAX_CHARACTERS
from citations.model import Document

__all__ = ["read"]

_MAX_SHEETS = 50
_MAX_COLUMNS = 200
_MAX_CELL = 33_000


def read(data: bytes, source: str) -> Document:
    """The document; its text is that of the cells. Raises ``UnreadableSource``."""
    if find_spec("openpyxl") is None:
        raise UnreadableSource(
            f"{source}: reading XLSX needs one more library: pip install 'verifier[documents]'"
        )
    archive = open_archive(data, source, ".xlsx")
    _check(archive, source)
    parts: list[str] = []
    tables = list(_tables(data, source, parts, links_of(archive)))
    text = "".join(parts)
    if not text.strip():
        raise UnreadableSource(f"{source}: the workbook has no text")
    return document_of(text, source, "xlsx", tables)


def _check(archive: Archive, source: str) -> None:
    """Refuse what the bounds of the archive do not show: XML that defines entities."""
    for name in archive.names:
        if not name.endswith((".xml", ".rels")):
            continue
        data = archive.read(name) or b""
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise UnreadableSource(f"{source}: {name} has a DOCTYPE, which is not read")


def _tables(
    data: bytes, source: str, parts: list[str], links: dict[str, Places]
) -> Iterator[list[Row]]:
    import openpyxl  # noqa: PLC0415  an extra: only who reads workbooks needs it

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = book.worksheets[:_MAX_SHEETS]
        length = 0
        for sheet in sheets:
            name = f"{sheet.title}, " if len(sheets) > 1 else ""
            rows: list[Row] = []
            own = links.get(sheet.title, {})
            for number, values in enumerate(_values(sheet), 1):
                cells, length = _cells(values, parts, length, own.get(number, {}))
                if length > MAX_CHARACTERS:
                    raise UnreadableSource(
                        f"{source}: more than {MAX_CHARACTERS:,} characters; split the workbook"
                    )
                if any(cell.text for cell in cells):
                    rows.append(Row(f"{name}row {number}", cells))
            yield rows
    except UnreadableSource:
        raise
    # The library raises whatever its parts raise at a damaged file.
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
    ) as error:
        raise UnreadableSource(
            f"{source}: the workbook is damaged ({type(error).__name__})"
        ) from None


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(max_row=MAX_ROWS, max_col=_MAX_COLUMNS, values_only=True)


def _cells(
    values: tuple[Any, ...], parts: list[str], length: int, links: Mapping[int, str]
) -> tuple[list[Cell], int]:
    """The cells of a row, written one after the other with tabs between them."""
    cells = []
    if not links and not any(value is not None for value in values):
        return [], length
    for column, value in enumerate(values, 1):
        link = address(links.get(column), values)
        # A formula that no program has worked out yet shows nothing: its address does.
        text = (link or "") if value is None else " ".join(_written(value)[:_MAX_CELL].split("\n"))
        cells.append(Cell(text, length, link))
        parts += text, "\t"
        length += len(text) + 1
    parts.append("\n")
    return cells, length + 1


def _written(value: object) -> str:
    """A value as a reader sees it: a day without the midnight that a cell gives it."""
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return str(value)
