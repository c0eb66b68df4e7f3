"""The labels of the trained model mended where the signs of the text say more than its shapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from citations import names, phrases
from citations.patterns import lazy
from citations.references import cities, imprint, lexicon, marks, naming
from citations.references.tagging import Part
from citations.references.zones import find_zones

#: "The Coast, 1867–1896, Bath 1999": these years are the title's, if another one stands behind.
_YEARS_OF_TITLE = lazy(
    r"(?P<word>[^\W\d_]{2,},?)\s(?P<years>1[0-9]\d\d\s?[-–—]\s?(?:(?:1\d|20)\d\d|\d\d))(?=\s{0,200}[,(\[])"
    r"(?=.{1,160}?(?<!\d)(?:1[4-9]|20)\d\d(?!\d))"
)


def readable(text: str) -> str:
    """The text as the model sees it: years that belong to a title are a word like any other."""
    if "–" not in text and "-" not in text and "—" not in text:
        return text
    return _YEARS_OF_TITLE.sub(_as_word, text)


def _as_word(match: re.Match[str]) -> str:
    if "page" in lexicon.kinds_of(match["word"].rstrip(",")):
        return match[0]
    return match[0][: -len(match["years"])] + "x" * len(match["years"])


def mended(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, where their signs say more than their shapes did."""
    for step in _STEPS:
        parts = step(text, parts)
    before: Part | None = None
    for part in parts:
        between = text[before.end : part.start].strip() if before else ""
        pair = (before.label if before else "", between, part.label)
        meant = _MEANT.get(pair, part.label)
        if before and meant == "title" and _IN.search(between):
            meant = "container-title"  # "‘Salt’, in The Sea"
        before = Part(meant, part.start, part.end)
        yield before


#: "Coastal Safety Board (CSB), " ends a body's name.
_DEFINES = re.compile(r".{3,160}?\([^\W\d_a-z][^\W\da-z]{1,11}\)(?=[,:]\s)")


_IN = lazy(rf"[,.;:”’»“\"]\s*{marks.words(phrases.IN)}\s?:?$", re.IGNORECASE)
#: What stands before, the sign between, what the model said; and what it is.
_MEANT = {
    # "171(4356), pp. 737–738": what is in brackets behind a volume is the issue.
    ("volume", "(", "page"): "issue",
    # "Cork: Delta Institute"
    ("publisher-place", ":", "container-title"): "publisher",
}


_ANNUAL = (
    r"(?:(?:annual|yearly|sustainability|integrated|activity|half-year(?:ly)?)\s(?:report|review)"
    r"(?:\sand\saccounts)?|(?:jahres|geschäfts|tätigkeits|nachhaltigkeits|halbjahres)bericht"
    r"|rapport\s(?:annuel|d['’]activités?)|(?:informe|memoria)\s(?:anual|de\sactividades)"
    r"|(?:relazione|rapporto|bilancio)\s(?:annuale|sociale|d['’]esercizio)"
    r"|(?:faaliyet|yıllık|sürdürülebilirlik)\s(?:faaliyet\s)?raporu|годовой\sотч[её]т)"
)
#: "Save the Estuary, Annual Report 1963": whose report of which year it is.
_ANNUAL_OF = lazy(
    rf"(?P<body>[^,;:\d\x01\x02]{{3,90}}?)[,.:]\s(?P<title>{_ANNUAL}(?:\s(?:for|für|pour|de|del|per|за))?"
    r"\s(?:1[4-9]|20)\d\d(?:\s?[/–-]\s?\d{2,4})?)(?=[\s,.;(]|$)",
    re.IGNORECASE,
)


def _annual(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with the body whose yearly report it is, and the report with its year."""
    if (match := _ANNUAL_OF.match(text)) is None:
        return parts
    opening = [Part("author", *match.span("body")), Part("title", *match.span("title"))]
    behind = [part._replace(start=max(part.start, match.end())) for part in parts]
    kept = [part for part in behind if part.start < part.end and part.label not in _ABOUT]
    place = _PLACE_BEHIND.match(text, match.end())
    if place and imprint.may_be_place(place["place"]):
        kept = [Part("publisher-place", *place.span("place")), *kept]
        kept = [kept[0], *(part for part in kept[1:] if part.start >= kept[0].end)]
    return [*opening, *kept]


_ABOUT = {"author", "title", "genre"}
_PLACE_BEHIND = lazy(
    r"[,.]?\s\(?(?P<place>[^\W\da-z_][^,.:;()\d]{1,40}?),?\s(?:1[4-9]|20)\d\d(?!\d)"
)


def is_annual(title: str) -> bool:
    """Whether a title is that of a body's yearly report."""
    return re.match(_ANNUAL, title, re.IGNORECASE) is not None


_SIGN = lazy(r"[^\w\s'’&+-]|[\x01\x02]|\s[–—-]\s")
_SUBTITLE = lazy(r"\s?:\s(?=[^\W\d_])")
_IN_TITLE = {"author", "title"}


def _grown(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with an unquoted title that goes on to the next sign: it ends at none before."""
    at = next((at for at, part in enumerate(parts) if part.label == "title"), None)
    if at is None or any(zone.kind == "quote" for zone in find_zones(text)):
        return parts
    title = parts[at]
    behind = list(parts[at + 1 :])
    end = title.end
    if text[end - 1].isalnum():
        end = _to_sign(text, end, _limit(text, behind))
    if _is_subtitle(text, title, behind):
        taken = behind.pop(0)
        stop = text.find(". ", taken.start, taken.end)
        end = stop if stop > 0 else taken.end
        if stop > 0:
            behind.insert(0, taken._replace(start=stop + 2))
    if colon := _SUBTITLE.match(text, end, _limit(text, behind)):
        end = _to_sign(text, colon.end(), _limit(text, behind))
    while behind and behind[0].end <= end:
        behind.pop(0)
    start = title.start
    before = parts[at - 1].end if at else 0
    begun = text[before:start]
    if (opened := _OPENED.search(begun)) and not _LEADS.match(opened["words"]):
        start = before + opened.start("words")
    return [*parts[:at], Part("title", start, end), *behind]


def _unnamed(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with the author whom a title's label took in: "Ada Quill, Salt in Bath"."""
    if not parts or parts[0].label != "title" or parts[0].start:
        return parts
    head = _NAME_HEAD.match(text, 0, parts[0].end)
    if head is None or not naming.is_named(head["name"]):
        return parts
    return [Part("author", *head.span("name")), parts[0]._replace(start=head.end()), *parts[1:]]


_NAME_HEAD = lazy(
    r"(?P<name>[^,.:;()\d]{4,50}?(?:\s(?:[^\W\d_]\.\s?){1,2}[^,.:;()\d]{2,30})?)[,:]\s(?=[^\W\da-z_]\S*\s\S+\s)"
)


def _is_subtitle(text: str, title: Part, behind: Sequence[Part]) -> bool:
    """Whether what seems a publisher behind a colon is no place's: "Salt: A Short History"."""
    if not behind or behind[0].label not in {"publisher", "container-title"}:
        return False
    colon = text[title.end : behind[0].start].strip() == ":"
    words = text[title.start : title.end]
    housed = any(part.label == "publisher-place" for part in behind)
    return colon and not housed and len(words.split()) > 2 and not _ENDS_ON_PLACE.search(words)


_ENDS_ON_PLACE = lazy(r"[,.]\s[^\W\da-z_][^,.]{1,40}$")


#: The words before a title's label that nothing parts from it: "Quill, Salt in" before "Bath".
_OPENED = lazy(r"[,.:]\s(?P<words>[^\W\d_][^,.;:()\[\]\d/]{1,80}\s)$")
_LEADS = lazy(
    rf"(?:{marks.words(phrases.IN)}|{marks.words(phrases.AND)}|{marks.words(phrases.EDITOR)})\b|[^\W\d_]{{1,4}}\s$",
    re.IGNORECASE,
)


def _limit(text: str, behind: Sequence[Part]) -> int:
    """Where the next part begins that is none of a title's own words."""
    return next((part.start for part in behind if part.label not in _IN_TITLE), len(text))


def _to_sign(text: str, start: int, limit: int) -> int:
    """The end of the words from ``start`` to the next sign, or ``start`` if a number is in them."""
    sign = _SIGN.search(text, start, limit)
    end = start + len(text[start : sign.start() if sign else limit].rstrip())
    return start if any(map(str.isdigit, text[start:end])) else end


def _edited(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with the editors of a book that its label took in: "In: Ada Quill (ed.), Salt"."""
    at = next((at for at, one in enumerate(parts) if one.label == "container-title"), None)
    if at is None or any(part.label == "editor" for part in parts):
        return parts
    one = parts[at]
    if not _EDITORS.match(text, one.end) or not names.looks_like_people(
        text[one.start : one.end].replace("/", ", ")
    ):
        return parts
    return [*parts[:at], one._replace(label="editor"), *parts[at + 1 :]]


_EDITORS = lazy(r"\s?\((?:eds?|hgg?|hrsg|éds?|dirs?|coords?|a cura di|ред)\.?\)", re.IGNORECASE)


def _imprinted(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with place and house as brackets hold them: "(Vigo: La Boya, 1990)"."""
    match = _IN_BRACKETS.search(text)
    if match is None:
        return parts
    place, house = match.span("place"), match.span("house")
    before = [part for part in parts if part.end <= match.start()]
    behind = [part for part in parts if part.start >= house[1]]
    if len(before) + len(behind) < len(parts) and not before:
        return parts
    return [*before, Part("publisher-place", *place), Part("publisher", *house), *behind]


_IN_BRACKETS = lazy(
    r"\((?P<place>[^\W\d_][^():;\x01\x02\d]{1,40}):\s(?P<house>[^\W\da-z_][^():;\x01\x02\d]{1,60}?)"
    r",?\s(?:1[4-9]|20)\d\d\)"
)


def _housed(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with the quoted name that belongs to a publisher: "Издательство «Волна»"."""
    zones = {zone.start: zone.end for zone in find_zones(text) if zone.kind == "quote"}
    grown = []
    for part in parts:
        end = zones.get(part.end + 1) if part.label == "publisher" else None
        grown.append(part._replace(end=end) if end and text[part.end] == " " else part)
    return grown


def _stopped(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with a place that a title's label took in: "Salt and Tides. Kiel 1987"."""
    if any(part.label == "publisher-place" for part in parts):
        return parts
    mended: list[Part] = []
    for part in parts:
        match = None
        if part.label in {"title", "container-title"}:
            match = _TITLE_PLACE.fullmatch(text, part.start, part.end)
        if match and _is_dated_place(text, match["place"], part.end):
            start = match.start("place")
            mended += [
                part._replace(end=match.end("title")),
                Part("publisher-place", start, part.end),
            ]
        else:
            mended.append(part)
    return mended


_TITLE_PLACE = lazy(
    r"(?P<title>.{4,200}[^\W\d_]{3,}|.{4,200}\d{4})\.\s(?P<place>[^\W\da-z_][^.,:;\d]{1,30})"
)


def _is_dated_place(text: str, place: str, end: int) -> bool:
    """Whether a year stands right behind what could be a place."""
    comma = _CYRILLIC.match(place) or cities.is_town(place)
    dated = _PLACE_YEAR.match(text, end) or (comma and _RUSSIAN_YEAR.match(text, end))
    return bool(dated) and imprint.may_be_place(place)


#: "Kiel 1987" behind a full stop or comma, and "Москва, 1987".
_PLACE_YEAR = lazy(r"\s+(?:1[4-9]|20)\d\d(?!\d)")
_RUSSIAN_YEAR = lazy(r",\s(?:1[4-9]|20)\d\d(?!\d)")
_CYRILLIC = lazy(r"[А-ЯЁ][а-яё]+")


def _settled(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with a place right before the year that was taken for a publisher."""
    labels = [part.label for part in parts]
    if "publisher-place" in labels or "volume" in labels:
        return parts
    found = [at for at, name in enumerate(labels) if name in {"publisher", "container-title"}]
    if len(found) != 1:
        return parts
    at = found[0]
    one = parts[at]
    words = text[one.start : one.end]
    bare = text[: one.start].rstrip()[-1:] in {".", ","} and len(words.split()) < 3
    if not bare or not _is_dated_place(text, words, one.end):
        return parts
    if one.label == "container-title" and not ("title" in labels and cities.is_town(words)):
        return parts
    return [*parts[:at], one._replace(label="publisher-place"), *parts[at + 1 :]]


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


_Step = Callable[[str, Sequence[Part]], Sequence[Part]]
#: In this order: who it is by, then the title, then where it came out.
_STEPS: tuple[_Step, ...] = (
    _named, _signed, _annual, _unnamed, _ended_by_abbreviation, _grown, _edited,
    _placed, _imprinted, _housed, _stopped, _settled,
)  # fmt: skip
