"""RIS, as reference managers export it: lines of two letters, two spaces and a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citations.dates import find_dates
from citations.formats._entries import Given, document_of
from citations.formats.decode import decode
from citations.model import Csl, Document

__all__ = ["read"]

_TAG = re.compile(r"^[ \t\ufeff]*([A-Z][A-Z0-9])[ \t]{1,4}-(?:[ \t]+(.*))?$", re.MULTILINE)
_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "BOOK": "book", "EBOOK": "book",
    "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "RPRT": "report", "THES": "thesis", "NEWS": "article-newspaper",
    "MGZN": "article-magazine", "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog",
    "CASE": "legal_case", "STAT": "legislation", "BILL": "bill", "PAT": "patent", "MAP": "map",
    "VIDEO": "motion_picture", "MPCT": "motion_picture", "SOUND": "song", "DATA": "dataset",
    "COMP": "software", "UNPB": "manuscript", "PCOMM": "personal_communication",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "INPR": "article-journal",
    "PAMP": "pamphlet", "ABST": "article-journal", "HEAR": "hearing", "STAND": "standard",
}  # fmt: skip
_FIELDS = {
    "TI": "title", "T1": "title", "CT": "title", "T2": "container-title", "JO": "container-title",
    "JF": "container-title", "JA": "container-title-short", "BT": "container-title",
    "T3": "collection-title", "VL": "volume", "IS": "issue", "PB": "publisher",
    "CY": "publisher-place", "PP": "publisher-place", "ET": "edition", "DO": "DOI",
    "LA": "language", "AB": "abstract", "N2": "abstract", "DB": "archive", "ID": "id",
}  # fmt: skip
_PEOPLE = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}
#: The first of those that are given, for print and for the web.
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?![\w-])")
_DATE = re.compile(r"(\d{4})(?:/(\d{1,2})?(?:/(\d{1,2})?)?)?")


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    text = decode(data, source)
    return document_of(text, source, "ris", _entries(text))


def _entries(text: str) -> Iterator[Given]:
    tags: list[tuple[str, str]] = []
    start = end = -1
    for found in _TAG.finditer(text):
        if found[1] == "TY":
            if tags:
                yield _entry(tags, start, end)
            tags, start = [], found.start()
        if start < 0:
            continue
        end = found.end()
        if found[1] == "ER":
            yield _entry(tags, start, end)
            tags, start = [], -1
        else:
            tags.append((found[1], (found[2] or "").strip()))
    if start >= 0 and tags:
        yield _entry(tags, start, end)


def _entry(tags: list[tuple[str, str]], start: int, end: int) -> Given:
    item = _item(tags)
    return str(item.get("id", "")), start, end, item


def _item(tags: list[tuple[str, str]]) -> Csl:
    kind = next((value for tag, value in tags if tag == "TY"), "")
    csl: dict[str, Any] = {"type": _TYPES.get(kind.upper(), "document")}
    pages = {}
    for tag, value in tags:
        if not value:
            continue
        if tag in _PEOPLE:
            csl.setdefault(_PEOPLE[tag], []).append(_person(value))
        elif tag in _FIELDS:
            csl.setdefault(_FIELDS[tag], value)
        elif tag in ("SP", "EP"):
            pages[tag] = value
        elif tag in ("UR", "L1", "L2", "LK") and value.startswith(("http://", "https://")):
            csl.setdefault("URL", value.split()[0])
        elif tag in ("DA", "PY", "Y1", "Y2"):
            _date(csl, "accessed" if tag == "Y2" else "issued", value)
        elif tag == "SN":
            issn = _ISSN.match(value)
            csl.setdefault("ISSN" if issn else "ISBN", issn[0] if issn else value)
    if "SP" in pages:
        last = pages.get("EP", "")
        both = last and last != pages["SP"] and not re.search(r"[-–]", pages["SP"])
        csl["page"] = f"{pages['SP']}–{last}" if both else pages["SP"]
    if "DOI" in csl:
        csl["DOI"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", csl["DOI"])
    return csl


def _date(csl: dict[str, Any], field: str, value: str) -> None:
    """A full date wins over a year alone."""
    found = _DATE.match(value)
    parts = [int(part) for part in found.groups() if part] if found else []
    if not parts and (dates := find_dates(value)):
        csl.setdefault(field, dates[0].csl())
    before = csl.get(field, {}).get("date-parts", [[]])[0]
    if parts and len(parts) > len(before):
        csl[field] = {"date-parts": [parts]}


def _person(name: str) -> dict[str, str]:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) < 2 or not parts[0] or not parts[1]:
        return {"literal": name.strip(" ,")}
    suffix = {"suffix": parts[2]} if len(parts) > 2 and parts[2] else {}
    return {"family": parts[0], "given": parts[1], **suffix}
