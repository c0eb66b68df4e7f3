"""What reference managers leave in a document's fields: their items as CSL-JSON."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from citations.errors import UnreadableSource
from citations.formats._citavi import cited_works
from citations.formats._zip import parse_xml
from citations.model import Csl

__all__ = [
    "CitedItem",
    "cited_sources",
    "endnote_bytes",
    "endnote_data",
    "field_items",
    "hyperlink",
    "is_bibliography",
    "is_list",
    "note_reference",
    "tag_items",
    "word_source",
]

_MAX_FIELD = 2_000_000
_LINK = re.compile(r"HYPERLINK\s+(?:\"([^\"]*)\"|([^\s\\\"]\S*))", re.IGNORECASE)
_ANCHOR = re.compile(r"\s\\l\s+\"([^\"]*)\"")
_NOTE = re.compile(r"\s*NOTEREF\s+(\S+)([^\"]*)", re.IGNORECASE)
_MENDELEY_TAG = "MENDELEY_CITATION_v3_"


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One work that a citation field cites."""

    #: What tells the work from others in the same document.
    id: str
    csl: Csl
    locator: str | None


def field_items(code: str) -> list[CitedItem]:
    """The works that a field of Zotero, Mendeley or EndNote cites; none: another field."""
    if len(code) > _MAX_FIELD:
        return []
    if "CSL_CITATION" in code and (brace := code.find("{")) >= 0:
        return list(_csl_items(_json(code[brace:])))
    if "<EndNote>" in code:
        return list(_endnote(code[code.index("<EndNote>") :]))
    if "CitaviPlaceholder" in code:
        return [CitedItem(*work) for work in cited_works(code)]
    if "F1000_CSL" in code and (bracket := code.find("[{")) >= 0:
        works = _json(code[bracket:])
        return list(_csl_items({"citationItems": [{"itemData": one} for one in works or ()]}))
    return []


def cited_sources(code: str) -> list[tuple[str, str | None]]:
    """The tags, each with its pages, of the sources that a field of Word's own cites."""
    words = code.split()
    if words[:1] != ["CITATION"]:
        return []
    found: list[tuple[str, str | None]] = []
    for before, word in pairwise(words):
        if before in ("CITATION", "\\m"):
            found.append((word, None))
        elif before == "\\p" and found:
            found[-1] = found[-1][0], f"p. {word}"
    return found


def tag_items(tag: str) -> list[CitedItem]:
    """The works in the tag of a content control, as Mendeley Cite writes it."""
    if not tag.startswith(_MENDELEY_TAG) or len(tag) > _MAX_FIELD:
        return []
    try:
        packed = tag.removeprefix(_MENDELEY_TAG)
        text = base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return []
    return list(_csl_items(_json(text)))


def endnote_data(packed: str) -> str:
    """EndNote's XML in a field's data; an empty text for any other data."""
    try:
        return endnote_bytes(base64.b64decode(packed[:_MAX_FIELD]))
    except (binascii.Error, ValueError):
        return ""


def endnote_bytes(data: bytes) -> str:
    """EndNote's XML in unpacked data; an empty text for any other data."""
    text = data[:_MAX_FIELD].decode("utf-8", "replace")
    return text if "<EndNote>" in text else ""


def _json(text: str) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _csl_items(citation: Any) -> Iterator[CitedItem]:
    if not isinstance(citation, dict) or not isinstance(citation.get("citationItems"), list):
        return
    for entry in citation["citationItems"]:
        item = entry.get("itemData") if isinstance(entry, dict) else None
        if not isinstance(item, dict) or not item:
            continue
        uris = entry.get("uris") or entry.get("uri") or [item.get("id")]
        first = uris[0] if isinstance(uris, list) and uris else uris
        kept = {key: value for key, value in item.items() if value not in ("", None, [], {})}
        yield CitedItem(str(first), kept, _locator(entry))


_LABELS = {
    "page": "p.", "chapter": "ch.", "section": "sec.", "volume": "vol.", "paragraph": "para.",
    "verse": "v.", "line": "l.", "figure": "fig.", "note": "n.", "column": "col.",
}  # fmt: skip


def _locator(entry: dict[str, Any]) -> str | None:
    where = str(entry.get("locator") or "").strip()
    if not where:
        return None
    label = _LABELS.get(str(entry.get("label") or "page"), "")
    return f"{label} {where}".strip()


#: EndNote's names of kinds.
_ENDNOTE_TYPES = {
    "journal article": "article-journal",
    "book": "book",
    "edited book": "book",
    "book section": "chapter",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "web page": "webpage",
    "newspaper article": "article-newspaper",
    "magazine article": "article-magazine",
    "government document": "report",
    "patent": "patent",
}
_ENDNOTE_FIELDS = {
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "isbn": "ISBN",
    "electronic-resource-num": "DOI",
    "urls/related-urls/url": "URL",
    "urls/web-urls/url": "URL",
    "edition": "edition",
}


def _endnote(xml: str) -> Iterator[CitedItem]:
    end = xml.find("</EndNote>")
    try:
        root = parse_xml(xml[: end + 10].encode() if end >= 0 else xml.encode(), "field")
    except UnreadableSource:
        return
    for cite in root.iter("Cite"):
        record = cite.find("record")
        csl = _endnote_short(cite) | (_endnote_item(record) if record is not None else {})
        number = cite.findtext("RecNum") or cite.findtext("record/rec-number")
        where = (cite.findtext("Pages") or cite.findtext("Suffix") or "").strip(" ,")
        if csl:
            yield CitedItem(f"endnote:{number or csl.get('title')}", csl, where or None)


def _endnote_item(record: etree._Element) -> dict[str, Any]:
    csl: dict[str, Any] = {}
    for path, name in _ENDNOTE_FIELDS.items():
        node = record.find(path)
        value = "".join(map(str, node.itertext())).strip() if node is not None else ""
        if value:
            csl.setdefault(name, value)
    authors = [
        person
        for node in record.iterfind("contributors/authors/author")
        if (person := _person("".join(map(str, node.itertext())).strip()))
    ]
    if authors:
        csl["author"] = authors
    year = "".join(map(str, record.xpath("string(dates/year)"))).strip()  # type: ignore[arg-type]
    if year[:4].isdecimal():
        csl["issued"] = {"date-parts": [[int(year[:4])]]}
    kind = record.find("ref-type")
    named = _ENDNOTE_TYPES.get((kind.get("name") or "").lower()) if kind is not None else None
    return {"type": named or "document", **csl} if csl else {}


def _endnote_short(cite: etree._Element) -> dict[str, Any]:
    csl: dict[str, Any] = {}
    if author := (cite.findtext("Author") or "").strip():
        csl["author"] = [{"family": author}]
    if (year := (cite.findtext("Year") or "").strip()).isdecimal():
        csl["issued"] = {"date-parts": [[int(year)]]}
    return {"type": "document", **csl} if csl else {}


def _person(name: str) -> dict[str, str] | None:
    family, comma, given = (part.strip() for part in name.partition(","))
    if not family:
        return None
    return {"family": family, "given": given} if comma and given else {"literal": name.strip(" ,")}


_WORD_TYPES = {
    "Book": "book", "BookSection": "chapter", "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine", "ConferenceProceedings": "paper-conference",
    "Report": "report", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage",
    "Film": "motion_picture", "Patent": "patent", "Case": "legal_case", "Interview": "interview",
}  # fmt: skip
_WORD_FIELDS = {
    "Title": "title", "JournalName": "container-title", "BookTitle": "container-title",
    "InternetSiteTitle": "container-title", "PeriodicalTitle": "container-title",
    "Publisher": "publisher", "City": "publisher-place", "Volume": "volume", "Issue": "issue",
    "Pages": "page", "URL": "URL", "DOI": "DOI", "Edition": "edition",
}  # fmt: skip


def word_source(source: etree._Element) -> tuple[str, Csl]:
    """A source of Word's own list: its tag and its item."""
    values = {str(etree.QName(node).localname): node for node in source}
    csl: dict[str, Any] = {}
    for name, field in _WORD_FIELDS.items():
        node = values.get(name)
        if node is not None and (node.text or "").strip():
            csl.setdefault(field, str(node.text).strip())
    kind = values.get("SourceType")
    csl = {
        "type": _WORD_TYPES.get((kind.text or "") if kind is not None else "", "document"),
        **csl,
    }
    year = values.get("Year")
    if year is not None and (year.text or "").strip()[:4].isdecimal():
        csl["issued"] = {"date-parts": [[int(str(year.text).strip()[:4])]]}
    authors = []
    for person in source.iter("{*}Person"):
        parts = {str(etree.QName(node).localname): (node.text or "").strip() for node in person}
        if parts.get("Last"):
            given = " ".join(filter(None, (parts.get("First"), parts.get("Middle"))))
            authors.append({"family": parts["Last"], **({"given": given} if given else {})})
    if authors:
        csl["author"] = authors
    tag = values.get("Tag")
    return ((tag.text or "").strip() if tag is not None else ""), csl


def hyperlink(code: str) -> str | None:
    """The address of a HYPERLINK field; an anchor in the same document is none."""
    match = _LINK.search(code)
    if match is None:
        return None
    anchor = _ANCHOR.search(code, match.end())
    return (match[1] or match[2] or "") + (f"#{anchor[1]}" if anchor else "")


def note_reference(code: str) -> tuple[str, bool] | None:
    """The bookmark of a field that repeats a note's number, and whether it looks like a marker."""
    match = _NOTE.match(code)
    return (match[1], "\\f" in match[2]) if match else None


def is_list(tag: str) -> bool:
    """Whether the content control with this tag holds the list of the works cited."""
    return tag.startswith(("MENDELEY_BIBLIOGRAPHY", "CitaviBibliography"))


def is_bibliography(code: str) -> bool:
    """Whether a field's result is a list of the works cited."""
    return code.split()[:1] == ["BIBLIOGRAPHY"] or any(name in code for name in _LISTS)


_LISTS = ("ZOTERO_BIBL", "CSL_BIBLIOGRAPHY", "EN.REFLIST", "CitaviBibliography")
