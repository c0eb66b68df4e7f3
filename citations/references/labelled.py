"""The fields of a reference string whose words the trained model has labelled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations import names
from citations.dates import FoundDate, find_dates
from citations.patterns import lazy
from citations.phrases import MEDIA
from citations.references import cities, fields, imprint, lexicon, mending, naming
from citations.references.draft import Draft, page_of
from citations.references.tagging import Part
from citations.references.zones import find_zones

_IN_ONE_WORD = {"title", "container-title", "collection-title", "publisher", "publisher-place",
                "genre", "medium", "edition", "number", "volume", "issue"}  # fmt: skip
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"), ('"', '"'), ("[", "]"), ("「", "」"))


def read_labelled(draft: Draft, parts: Sequence[Part]) -> None:
    """Set every field that has a label; of several parts with one label the first counts."""
    dates: list[FoundDate] = []
    parts = naming.with_title(draft.text, parts, language=draft.language)
    for part in mending.mended(draft.text, parts):
        start, end = _with_signs(draft.text, part)
        value = draft.value(start, end)
        if part.label in _IN_ONE_WORD:
            value = _without_marks(value)
            draft.put(part.label, value)
            if part.label == "medium":
                draft.found.setdefault("media_type", MEDIA.get(value.lower()))
        elif part.label in {"author", "editor", "translator"}:
            read = names.read_names(value.rstrip(" ,¿¡«„“‘"), single_is_person=" " in value)
            draft.put(part.label, list(read.names))
            if read.abbreviation:
                draft.found["abbreviation"] = read.abbreviation
        elif part.label == "page":
            draft.put("page", page_of(value))
        elif part.label == "issued":
            dates += find_dates(value, language=draft.language)
    if dates:
        # "(2004). ... 3 May 2004": the fullest date of the first one's year.
        dates += find_dates(fields.outside_quotes(draft), language=draft.language, bare_years=False)
        same = [date for date in dates if date.parts[0] == dates[0].parts[0]]
        draft.put("issued", max(same, key=lambda date: len(date.parts)).csl())
    if "container-title" not in draft.csl and (match := _BEHIND_STROKES.search(draft.text)):
        draft.put("container-title", draft.value(*match.span("container")))
    fields.tell_volume_from_journal(draft)
    _tell_issue_from_pages(draft)
    _tell_place_from_publisher(draft)
    _tell_site_from_publisher(draft)
    _read_brackets(draft, parts)
    draft.found["in_book"] = "editor" in draft.csl and "container-title" in draft.csl
    fields.read_pages(draft, next((part.end for part in parts if part.label == "title"), 0))
    fields.read_last_number(draft)
    if "issued" not in draft.csl:
        fields.read_issued(draft)
    fields.complete_dates(draft)


#: "Title // Journal. 2001": Russian bibliographies.
_BEHIND_STROKES = lazy(
    r"\s//\s(?P<container>[^\W\d_](?:[^.\x01\x02]|\.(?=\w)){2,200}?)(?=\.(?!\w)|\s\s|\s/|$)"
)


def _tell_place_from_publisher(draft: Draft) -> None:
    """Where a conference met ("Proceedings of the Cork Conference (Cork)") published nothing."""
    publisher = draft.csl.get("publisher", "")
    container = draft.csl.get("container-title", "")
    bodies = [name.get("literal", "") for name in draft.csl.get("author", ())]
    alone = publisher and "publisher-place" not in draft.csl
    # A body that names no house put its report out itself.
    if alone and any(map(names.is_corporate, bodies)) and imprint.may_be_place(publisher):
        draft.csl["publisher-place"] = draft.csl.pop("publisher")
        return
    # "(London, 1966)"
    if alone and not container and cities.is_town(publisher):
        draft.csl["publisher-place"] = draft.csl.pop("publisher")
        return
    if publisher and publisher in container and "publisher-place" not in draft.csl:
        draft.csl["publisher-place"] = draft.csl.pop("publisher")


def _tell_site_from_publisher(draft: Draft) -> None:
    """A page with its day and address stands on a site; a publisher has a place or a series."""
    csl = draft.csl
    if "publisher" not in csl and lexicon.has(csl.get("publisher-place", ""), "news"):
        draft.put("container-title", csl.pop("publisher-place"))
    if "publisher" not in csl or not draft.found.get("online"):
        return
    other = {"container-title", "publisher-place", "genre", "edition", "number", "editor"}
    if csl.keys() & other or len(fields.issued_parts(draft)) < 3:
        return
    signed = any("family" in name for name in csl.get("author", []))
    if signed or not names.is_corporate(csl["publisher"]):
        csl["container-title"] = csl.pop("publisher")


def _tell_issue_from_pages(draft: Draft) -> None:
    """Volume and pages in "12, 4-19": an issue is no more than doubled."""
    match = re.fullmatch(r"(\d{1,4})\s?[-–]\s?(\d{1,4})", draft.csl.get("issue", ""))
    if match and "page" not in draft.csl and int(match[2]) - int(match[1]) != 1:
        draft.put("page", page_of(draft.csl.pop("issue")))


def _read_brackets(draft: Draft, parts: Sequence[Part]) -> None:
    """What square brackets hold that no label names: a length, the original title."""
    title = next((part.end for part in parts if part.label == "title"), None)
    for zone in draft.zones:
        if zone.kind == "square" and not any(
            part.start < zone.end and zone.start < part.end for part in parts
        ):
            between = draft.text[title : zone.start] if title is not None else "?"
            fields.read_bracket(draft, zone, behind_title=not between.strip(" ”“’»\"'"))


def _with_signs(text: str, part: Part) -> tuple[int, int]:
    """A title's own question or exclamation marks, which the labels leave out."""
    start, end = part.start, part.end
    if part.label == "title":
        start -= text[start - 1 : start] in {"¿", "¡"}
        end += text[end : end + 1] in {"?", "!", "？", "！"}
    return start, end


def _without_marks(value: str) -> str:
    """A value without a bracket whose partner stands outside it, and without outer marks."""
    if value.count("(") != value.count(")"):
        value = re.sub(r"^[()]|[()]$", "", value).strip()
    zones = find_zones(value)
    if zones and zones[0].start == 0 and zones[0].end == len(value) and zones[0].kind != "round":
        value = value[1:-1].strip()
    for opening, closing in _PAIRS:
        # A mark without its partner stands at the edge of the field.
        if value.endswith(closing) and opening not in value:
            value = value.rstrip(closing)
        elif value.startswith(opening) and closing not in value[1:]:
            value = value.lstrip(opening)
    return value.strip(" ,;")
