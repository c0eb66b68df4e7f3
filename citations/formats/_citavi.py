"""What Citavi keeps in a Word document: its placeholders' references as CSL-JSON.

A placeholder is JSON in Base64, in which a value that came before is only named:
``{"$ref": "5"}`` is the object whose ``"$id"`` is "5".
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from citations.dates import find_dates
from citations.model import Csl

__all__ = ["cited_works"]

_MAX_PACKED = 2_000_000
_PLACEHOLDER = re.compile(r"ADDIN\s{1,9}CitaviPlaceholder\s{0,9}\{?\s{0,9}([A-Za-z0-9+/=\s]{8,})")
_TYPES = {
    "Book": "book", "BookEdited": "book", "CollectedWorks": "book", "Contribution": "chapter",
    "JournalArticle": "article-journal", "NewspaperArticle": "article-newspaper",
    "InternetDocument": "webpage", "Thesis": "thesis", "UnpublishedWork": "report",
    "ConferenceProceedings": "book", "CourtDecision": "legal_case",
    "StatuteOrRegulation": "legislation", "Lecture": "speech", "Patent": "patent",
    "PressRelease": "webpage", "Movie": "motion_picture", "RadioPlay": "broadcast",
    "Broadcast": "broadcast", "PersonalCommunication": "personal_communication",
    "InterviewMaterial": "interview", "Map": "map", "SpecialIssue": "article-journal",
}  # fmt: skip
_FIELDS = {
    "Title": "title", "Volume": "volume", "Number": "issue", "PlaceOfPublication":
    "publisher-place", "Doi": "DOI", "OnlineAddress": "URL", "Isbn": "ISBN", "PubMedId": "PMID",
    "Edition": "edition", "Language": "language",
}  # fmt: skip
_PEOPLE = {"Authors": "author", "Editors": "editor", "Translators": "translator"}
#: What was written of a range of pages, in the XML that stands where no object does.
_WRITTEN = re.compile(r"<os>([^<>]{1,100})</os>\s{0,9}$")


def cited_works(code: str) -> Iterator[tuple[str, Csl, str | None]]:
    """The works of a placeholder's field: an identity, the item, and the pages cited."""
    found = _PLACEHOLDER.search(code[:_MAX_PACKED])
    data = _unpacked(found[1]) if found else None
    if not isinstance(data, dict):
        return
    known = _named(data)
    for entry in _objects(data.get("Entries"), known):
        reference = _object(entry.get("Reference"), known)
        item = _item(reference, known)
        if item:
            name = reference.get("Id") or entry.get("ReferenceId") or item.get("title")
            pages = _pages(entry.get("PageRange"), known)
            yield f"citavi:{name}", item, f"p. {pages}" if pages else None


def _unpacked(packed: str) -> Any:
    bare = "".join(packed.split())
    try:
        return json.loads(base64.b64decode(bare[: len(bare) // 4 * 4]))
    except (binascii.Error, ValueError, RecursionError):
        return None


def _named(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The objects that have a name."""
    known: dict[str, dict[str, Any]] = {}
    waiting: list[Any] = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "$id" in one:
                known[str(one["$id"])] = one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return known


def _object(value: Any, known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {}
    return known.get(str(value["$ref"]), {}) if "$ref" in value else value


def _objects(value: Any, known: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [_object(one, known) for one in value] if isinstance(value, list) else []


def _item(reference: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A reference's fields, with those of the volume that it is a part of."""
    csl = _own(reference, known)
    if subtitle := str(reference.get("Subtitle") or "").strip():
        csl["title"] = f"{csl.get('title', '')}: {subtitle}".lstrip(": ")
    periodical = _object(reference.get("Periodical"), known).get("Name")
    parent = _object(reference.get("ParentReference"), known)
    for name, value in _own(parent, known).items():
        if name == "title":
            csl.setdefault("container-title", value)
        elif name != "author":
            csl.setdefault(name, value)
    if periodical:
        csl["container-title"] = str(periodical).strip()
    pages = _pages(reference.get("PageRange"), known)
    if pages:
        csl["page"] = pages
    if not csl:
        return {}
    return {"type": _TYPES.get(str(reference.get("ReferenceType")), "document"), **csl}


def _own(reference: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    csl: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        value = reference.get(name)
        if isinstance(value, str | int) and str(value).strip():
            csl[field] = str(value).strip()
    for name, role in _PEOPLE.items():
        people = [one for node in _objects(reference.get(name), known) if (one := _person(node))]
        if people:
            csl[role] = people
    houses = [str(one.get("Name") or "") for one in _objects(reference.get("Publishers"), known)]
    if any(houses):
        csl["publisher"] = "; ".join(filter(None, houses))
    for name, field in (("Date", "issued"), ("Year", "issued"), ("AccessDate", "accessed")):
        dates = find_dates(str(reference.get(name) or "")[:100])
        if dates:
            csl.setdefault(field, dates[0].csl())
    return csl


def _person(node: dict[str, Any]) -> dict[str, str] | None:
    family = str(node.get("LastName") or "").strip()
    parts = (str(node.get(name) or "").strip() for name in ("FirstName", "MiddleName"))
    given = " ".join(filter(None, parts))
    if not family:
        return None
    return {"family": family, "given": given} if given else {"literal": family}


def _pages(value: Any, known: Mapping[str, dict[str, Any]]) -> str:
    if isinstance(value, str):
        found = _WRITTEN.search(value)
        return found[1].strip() if found else ""
    return str(_object(value, known).get("OriginalString") or "").strip()
