"""BibTeX and BibLaTeX entries with their spans, each as a CSL-JSON item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citations.dates import find_dates
from citations.formats._latex_words import ACCENTS, SIGNS
from citations.model import Csl
from citations.phrases import ACCESSED

__all__ = ["Entry", "entries_of"]

_ENTRY = re.compile(r"@\s{0,9}([A-Za-z][A-Za-z_]{0,39})\s{0,9}([{(])")
_FIELD = re.compile(r"\s*([A-Za-z][\w:+-]{0,60})\s*=\s*")
_PIECE = re.compile(r"\s*(?:(?P<word>[^\s,{}\"#()=]{1,200})|(?P<open>[{\"]))")
_BRACE = re.compile(r"\\[\s\S]|[{}]")
_QUOTE = re.compile(r"\\[\s\S]|[{}\"]")
_TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet",
    "inbook": "chapter", "incollection": "chapter", "bookinbook": "chapter", "collection": "book",
    "inproceedings": "paper-conference", "conference": "paper-conference", "proceedings": "book",
    "manual": "report", "techreport": "report", "report": "report", "thesis": "thesis",
    "mastersthesis": "thesis", "phdthesis": "thesis", "online": "webpage", "electronic": "webpage",
    "www": "webpage", "patent": "patent", "dataset": "dataset", "software": "software",
    "unpublished": "manuscript", "inreference": "entry-encyclopedia", "periodical": "periodical",
    "newspaper": "article-newspaper", "movie": "motion_picture", "video": "motion_picture",
    # What Mendeley writes when it knows better than BibTeX.
    "web_page": "webpage", "book_section": "chapter", "newspaper_article": "article-newspaper",
    "magazine_article": "article-magazine", "conference_proceedings": "paper-conference",
    "computer_program": "software", "film": "motion_picture", "bill": "bill", "case": "legal_case",
}  # fmt: skip
_FIELDS = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "publisher": "publisher", "institution": "publisher",
    "school": "publisher", "organization": "publisher", "address": "publisher-place",
    "location": "publisher-place", "city": "publisher-place", "volume": "volume",
    "number": "issue", "issue": "issue", "pages": "page", "edition": "edition", "doi": "DOI",
    "isbn": "ISBN", "issn": "ISSN", "url": "URL", "pmid": "PMID", "series": "collection-title",
    "note": "note", "howpublished": "medium", "langid": "language", "abstract": "abstract",
}  # fmt: skip
#: Entries that are no works: settings of a style, fields and groups that others refer to.
_NO_WORKS = frozenset({"control", "ieeetranbstctl", "set", "xdata"})
#: What a part does not have from the whole that it is in.
_OWN = frozenset({
    "title", "subtitle", "titleaddon", "author", "url", "urldate", "doi", "eprint", "eprinttype",
    "archiveprefix", "abstract", "crossref", "xref", "xdata", "keywords", "note", "file", "label",
    "options", "related", "sortkey", "shorthand", "ids",
})  # fmt: skip
_MAX_DEPTH = 3
#: Numbers in which two hyphens are two hyphens, and no dash.
_AS_WRITTEN = frozenset({"DOI", "ISBN", "ISSN", "PMID", "URL"})
#: A date of BibLaTeX: a day, a month or a year, or a span of two, of which one may be open.
_EDTF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[?~%]?(?:/(\d{4})?(?:-(\d\d))?(?:-(\d\d))?)?\Z")
#: Where people write the day on which they looked: BibTeX has no field of its own.
_VISITED = ("urldate", "urlaccessdate", "lastchecked", "lastaccessed", "accessed", "visited")
_LOOKED = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, ACCESSED))})(?!\w)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIGN = re.compile(r"\\([a-zA-Z]+)\s?(?:\{\})?|\\([^a-zA-Z])")
_ACCENT = re.compile(r"\\([\"'`^~=.]|[cvuHrkdb](?=[\s{]))\s?(?:\{\\?([^\W\d_])\}|\\?([^\W\d_]))")
_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]{1,2000})\}")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``start`` and ``end`` count in the text."""

    key: str
    start: int
    end: int
    csl: Csl


@dataclass(frozen=True, slots=True)
class _Raw:
    """An entry as written, before it has what it inherits."""

    kind: str
    key: str
    start: int
    end: int
    values: dict[str, str]


def entries_of(text: str, low: int = 0, high: int | None = None) -> Iterator[Entry]:
    """The entries of a .bib text in order; what is broken is passed over.

    A part has the fields of the whole that its ``crossref`` or ``xdata`` names.
    """
    raw = list(_written(text, low, len(text) if high is None else high))
    heirs = any("crossref" in one.values or "xdata" in one.values for one in raw)
    wholes = {one.key.lower(): one for one in reversed(raw)} if heirs else {}
    for one in raw:
        if one.kind not in _NO_WORKS:
            values = _inherited(one, wholes) if heirs else one.values
            yield Entry(one.key, one.start, one.end, _item(one.kind, one.key, values))


def _written(text: str, low: int, limit: int) -> Iterator[_Raw]:
    strings: dict[str, str] = {}
    at = low
    while (found := _ENTRY.search(text, at, limit)) is not None:
        kind = found[1].lower()
        at = found.end()
        if kind in ("comment", "preamble"):
            continue
        key, at = _key(text, at, limit) if kind != "string" else ("", at)
        values, at = _values(text, at, limit, strings)
        if kind == "string":
            strings.update(values)
        elif key or values:
            yield _Raw(kind, key, found.start(), at, values)


def _inherited(one: _Raw, wholes: Mapping[str, _Raw], depth: int = 0) -> dict[str, str]:
    """The fields of an entry with those of the whole that it is a part of."""
    values = dict(one.values)
    for key in values.get("xdata", "").split(",")[:_MAX_DEPTH]:
        data = wholes.get(key.strip().lower())
        if data is not None and data is not one and depth < _MAX_DEPTH:
            values = _inherited(data, wholes, depth + 1) | values
    whole = wholes.get(values.get("crossref", "").strip().lower())
    if whole is None or whole is one or depth >= _MAX_DEPTH:
        return values
    given = _inherited(whole, wholes, depth + 1)
    dated = not values.keys().isdisjoint(("date", "year"))
    for name, value in given.items():
        if name not in _OWN and not (dated and name in ("date", "year", "month")):
            values.setdefault(name, value)
    if one.kind == "inbook" and "author" in given:
        values.setdefault("author", given["author"])
    title = "journaltitle" if one.kind == "article" else "booktitle"
    if "title" in given and values.keys().isdisjoint((title, "journal")):
        values[title] = given["title"]
    return values


def _key(text: str, at: int, limit: int) -> tuple[str, int]:
    found = re.compile(r"\s*([^\s,{}=]{1,300})?\s*(?:,|(?=[})]))").match(text, at, limit)
    return (found[1] or "", found.end()) if found else ("", at)


def _values(
    text: str, at: int, limit: int, strings: Mapping[str, str]
) -> tuple[dict[str, str], int]:
    """The fields of one entry, and where it ends."""
    values: dict[str, str] = {}
    while (found := _FIELD.match(text, at, limit)) is not None:
        value, at = _value(text, found.end(), limit, strings)
        values.setdefault(found[1].lower(), value)
        comma = re.compile(r"\s*,").match(text, at, limit)
        if comma is None:
            break
        at = comma.end()
    close = re.compile(r"\s*,?\s*[})]").match(text, at, limit)
    return values, close.end() if close else at


def _value(text: str, at: int, limit: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """Pieces joined by "#": words, numbers, and texts in braces or quotes."""
    pieces: list[str] = []
    while (found := _PIECE.match(text, at, limit)) is not None:
        if found["word"]:
            pieces.append(strings.get(found["word"].lower(), found["word"]))
            at = found.end()
        else:
            end = _closing(text, found.end(), limit, found["open"])
            pieces.append(text[found.end() : end])
            at = min(end + 1, limit)
        more = re.compile(r"\s*#").match(text, at, limit)
        if more is None:
            break
        at = more.end()
    return "".join(pieces), at


def _closing(text: str, at: int, limit: int, opened: str) -> int:
    depth = 0
    # A value is some lines; where it never ends the entry is broken.
    limit = min(limit, at + 100_000)
    for found in (_BRACE if opened == "{" else _QUOTE).finditer(text, at, limit):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            if depth == 0:
                return found.start()
            depth -= 1
        elif sign == '"' and depth == 0:
            return found.start()
    return limit


# Items -----------------------------------------------------------------------------------------


def _item(kind: str, key: str, values: Mapping[str, str]) -> Csl:
    csl: dict[str, Any] = {"id": key, "type": _TYPES.get(kind, "document")}
    for name, field in _FIELDS.items():
        if name in values and field not in csl and (value := plain(values[name])):
            csl[field] = value if field in _AS_WRITTEN else value.replace("--", "–")
    if kind == "phdthesis":
        csl["genre"] = "PhD thesis"
    for role in ("author", "editor", "translator"):
        names = [name for name in _AND.split(values.get(role, "").strip()) if name]
        # "and others" stands for names that are not given.
        people = [_person(name) for name in names if name.strip(" {}") != "others"]
        if people:
            csl[role] = people
    if subtitle := plain(values.get("subtitle", "")):
        csl["title"] = f"{csl.get('title', '')}: {subtitle}"
    _links(csl, values)
    _dates(csl, values)
    alone = kind == "article" and csl.keys().isdisjoint(("container-title", "DOI", "volume"))
    if "URL" in csl and (alone or (csl["type"] == "document" and kind in ("misc", "generic"))):
        csl["type"] = "webpage"
    return csl


def _links(csl: dict[str, Any], values: Mapping[str, str]) -> None:
    csl.pop("medium", None)
    for name in ("url", "howpublished", "note"):
        raw = values.get(name, "")
        found = _URL.search(raw)
        address = found[1] if found else raw
        if "URL" not in csl or name == "url":
            address = address.strip().replace("\\_", "_").replace("\\%", "%").replace("\\#", "#")
            address = address.replace("\\&", "&").replace("\\~{}", "~").strip("{}<>")
            if address.startswith(("http://", "https://")) and " " not in address:
                csl["URL"] = address
    doi = str(csl.get("DOI", ""))
    if doi:
        csl["DOI"] = re.sub(
            r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE
        )
    eprint = values.get("eprint", "")
    arxiv = values.get("archiveprefix", values.get("eprinttype", "")).lower() == "arxiv"
    if eprint and arxiv and "URL" not in csl:
        csl["URL"] = f"https://arxiv.org/abs/{eprint.strip('{} ')}"


def _dates(csl: dict[str, Any], values: Mapping[str, str]) -> None:
    for name, field in (("date", "issued"), *((name, "accessed") for name in _VISITED)):
        written = plain(values.get(name, ""))
        if field not in csl and (edtf := _EDTF.match(written)):
            csl[field] = {"date-parts": [*_parts(edtf, 1), *_parts(edtf, 4)]}
        elif field not in csl and (found := find_dates(written)):
            csl[field] = found[0].csl()
    for name in ("note", "howpublished"):
        said = plain(values.get(name, ""))[:300]
        looked = _LOOKED.search(said) if "accessed" not in csl else None
        if looked and (found := find_dates(said[looked.end() :])):
            csl["accessed"] = found[0].csl()
    year = re.search(r"\d{4}", values.get("year", ""))
    if "issued" not in csl and year:
        month = plain(values.get("month", "")).lower()[:3]
        number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
        number = int(month) if month.isdecimal() and 0 < int(month) < 13 else number
        csl["issued"] = {"date-parts": [[int(year[0])] + ([number] if number else [])]}


def _parts(edtf: re.Match[str], first: int) -> list[list[int]]:
    parts = [int(part) for part in edtf.group(first, first + 1, first + 2) if part]
    return [parts] if parts else []


def _person(name: str) -> dict[str, str]:
    whole = name.strip()
    if whole.startswith("{") and whole.endswith("}"):
        return {"literal": plain(whole)}
    parts = [part.strip() for part in plain(whole).split(",")]
    if len(parts) > 1 and parts[0]:
        given = parts[-1]
        suffix = {"suffix": parts[1]} if len(parts) > 2 else {}
        return {"family": parts[0], **({"given": given} if given else {}), **suffix}
    words = parts[0].split()
    if len(words) < 2:
        return {"literal": parts[0]} if parts[0].isupper() else {"family": parts[0]}
    cut = len(words) - 1
    while cut > 1 and words[cut - 1][0].islower():
        cut -= 1
    return {"given": " ".join(words[:cut]), "family": " ".join(words[cut:])}


def plain(value: str) -> str:
    """A value as a reader sees it: accents composed, braces gone."""
    if "\\" in value:
        value = _URL.sub(r"\1", value)
        value = _ACCENT.sub(_accented, value)
        value = _SIGN.sub(lambda found: SIGNS.get(found[1], "") if found[1] else found[2], value)
    value = value.replace("{", "").replace("}", "").replace("~", " ").replace("---", "—")
    return " ".join(value.replace("``", "“").replace("''", "”").split())


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (found[2] or found[3]) + ACCENTS[found[1]])
