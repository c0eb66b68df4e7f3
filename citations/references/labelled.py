"""The fields of a reference string whose words the trained model has labelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citations import names, phrases
from citations.dates import FoundDate, find_dates
from citations.patterns import lazy
from citations.phrases import MEDIA
from citations.references import fields, imprint, lexicon, marks, naming
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
    for part in _mended(draft.text, parts):
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
    _tell_issue_from_pages(draft)
    _tell_place_from_publisher(draft)
    _tell_site_from_publisher(draft)
    _read_brackets(draft, parts)
    draft.found["in_book"] = "editor" in draft.csl and "container-title" in draft.csl
    if "issued" not in draft.csl:
        fields.read_issued(draft)
    fields.complete_dates(draft)


#: "Coastal Safety Board (CSB), " ends a body's name.
_DEFINES = re.compile(r".{3,160}?\([^\W\d_a-z][^\W\da-z]{1,11}\)(?=[,:]\s)")


#: "Title // Journal. 2001": Russian bibliographies.
_BEHIND_STROKES = lazy(r"\s//\s(?P<container>[^\W\d_][^.\x01\x02]{2,200}?)(?=\.|\s\s|\s/|$)")
_IN = lazy(rf"[,.;:”’»“\"]\s*{marks.words(phrases.IN)}\s?:?$", re.IGNORECASE)
#: What stands before, the sign between, what the model said; and what it is.
_MEANT = {
    # "171(4356), pp. 737–738": what is in brackets behind a volume is the issue.
    ("volume", "(", "page"): "issue",
    # "Cork: Delta Institute"
    ("publisher-place", ":", "container-title"): "publisher",
}


def _mended(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, where their signs say more than their shapes did."""
    before: Part | None = None
    for part in _placed(text, _ended_by_abbreviation(text, _signed(text, _named(text, parts)))):
        between = text[before.end : part.start].strip() if before else ""
        pair = (before.label if before else "", between, part.label)
        meant = _MEANT.get(pair, part.label)
        if before and meant == "title" and _IN.search(between):
            meant = "container-title"  # "‘Salt’, in The Sea"
        before = Part(meant, part.start, part.end)
        yield before


_HEAD = lazy(r".{3,100}?(?=,\s|\s\((?:Hrsg|Hg|eds?|éd|dir)\b)")


def _signed(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with a company at the head as the author, all of it and nothing more."""
    head = _HEAD.match(text)
    if head is None or not names.is_firm(head[0]):
        return parts
    behind = [part._replace(start=max(part.start, head.end() + 2)) for part in parts]
    behind = [part for part in behind if part.start < part.end]
    behind = [part for part in behind if part.label != "author"]
    return [Part("author", 0, head.end()), *behind]


def _named(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, where the kind of a report is its title: "Annual Report 2004"."""
    for at, (one, other) in enumerate(pairwise(parts)):
        beside = not text[one.end : other.start].strip()
        rest = [*parts[:at], *parts[at + 2 :]]
        if one.label != "genre" or not beside or other.label not in {"title", "number"}:
            continue
        if not any(part.label == "title" for part in rest):
            return [*parts[:at], Part("title", one.start, other.end), *parts[at + 2 :]]
    return parts


def _ended_by_abbreviation(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with what an author's label took of the title behind a defined short name."""
    if not parts or parts[0].label != "author":
        return parts
    first, *rest = parts
    match = _DEFINES.match(text, first.start, first.end)
    if match is None or not rest or rest[0].label != "title":
        return parts
    title = Part("title", match.end() + 2, rest[0].end)
    return [Part("author", first.start, match.end()), title, *rest[1:]]


def _placed(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with the place before ": Publisher" where no label names it."""
    at = 1 + next((at for at, pair in enumerate(pairwise(parts)) if _is_house(text, *pair)), -1)
    if not at or any(part.label == "publisher-place" for part in parts):
        return parts
    before = parts[at - 1]
    if before.label == "publisher":
        return [*parts[: at - 1], before._replace(label="publisher-place"), *parts[at:]]
    comma = text.rfind(", ", before.start, before.end)
    start = comma + 2
    words = text[start : before.end].split()
    if comma < 0 or not 0 < len(words) < 4 or not all(word[0].isalpha() for word in words):
        return parts
    if not words[0][0].isupper() or not words[-1][0].isupper():
        return parts
    place = Part("publisher-place", start, before.end)
    return [*parts[: at - 1], before._replace(end=comma), place, *parts[at:]]


def _is_house(text: str, before: Part, part: Part) -> bool:
    colon = text[before.end : part.start].strip() == ":"
    return colon and part.label == "publisher" and before.label in {"title", "publisher"}


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
