"""Addresses that a workbook's cells are linked to, which their values do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from citations.formats._marks import is_source
from citations.formats._zip import Archive

__all__ = ["Places", "address", "links_of"]

#: Addresses by row and column, both from 1.
Places = dict[int, dict[int, str]]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_FORMULA = re.compile(
    r"\s*HYPERLINK\(\s*(?:\"([^\"]{4,2000})\")?\s*(?:&?\s*\$?([A-Z]{1,3})\$?(\d{1,7})\s*)?[,)]",
    re.IGNORECASE,
)
#: What stands in an address for the value of a cell in the same row: the column's number.
CELL = "\x00{}\x00"


def links_of(archive: Archive) -> dict[str, Places]:
    """The links of each sheet, by the sheet's name: of its cells and of HYPERLINK formulas."""
    book = archive.xml("xl/workbook.xml")
    files = dict(_targets(archive, "xl/workbook.xml"))
    found: dict[str, Places] = {}
    for sheet in book.iterfind(".//{*}sheet") if book is not None else ():
        name = files.get(sheet.get(f"{_R}id") or "", "")
        root = archive.xml(name) if name else None
        if root is not None:
            places = found.setdefault(sheet.get("name") or "", {})
            for (row, column), url in _links(root, dict(_targets(archive, name))):
                places.setdefault(row, {})[column] = url
    return found


def _targets(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """Relation id and target of each relation of a part."""
    folder, _, file = part.rpartition("/")
    root = archive.xml(f"{folder}/_rels/{file}.rels")
    for node in root if root is not None else ():
        target = node.get("Target") or ""
        if node.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        yield node.get("Id") or "", target


def _links(root: etree._Element, targets: dict[str, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for link in root.iterfind("{*}hyperlinks/{*}hyperlink"):
        url = targets.get(link.get(f"{_R}id") or "", "")
        place = _place(link.get("ref") or "")
        if place and is_source(url):
            anchor = link.get("location") or ""
            yield place, f"{url}#{anchor}" if anchor else url
    for formula in root.iterfind(".//{*}c/{*}f"):
        said = _FORMULA.match(formula.text or "")
        cell = formula.getparent()
        place = _place((cell.get("r") or "") if cell is not None else "")
        url = (said[1] or "") if said else ""
        if said and said[2] and place and int(said[3]) == place[0]:
            column = _place(f"{said[2]}1".upper())
            yield place, url + CELL.format(column[1] if column else 0)
        elif place and is_source(url):
            yield place, url


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of "B2", or of the first cell of "B2:B4"."""
    found = _CELL.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def address(link: str | None, values: Sequence[object]) -> str | None:
    """The address of a cell's link, with the value of another cell of its row put in."""
    if link is None or "\x00" not in link:
        return link
    before, column, after = link.split("\x00", 2)
    value = values[int(column) - 1] if 0 < int(column) <= len(values) else None
    url = f"{before}{value}{after}"
    return url if value is not None and is_source(url) else None
