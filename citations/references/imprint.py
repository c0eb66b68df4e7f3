"""Place and publisher between commas: "Title, Paris, Seuil, 1990", "Title, Einaudi, Torino 1975".

To a model that knows shapes alone, one of two capitalised words between commas is as good as
the other; here the order, and the words that houses and places are known by, tell them.
"""

from __future__ import annotations

import re

from citations import names
from citations.dates import MONTH_WORDS
from citations.patterns import lazy
from citations.references import fields, lexicon
from citations.references.cities import is_town
from citations.references.draft import Draft, tidy

_PART = r"[^\W\da-z_][^,.:;()\[\]\d/\x01\x02“”„«»‘\"]{1,60}?"
#: What a year of publication is followed by, and the year of "Quill, Ada, 1994. Title" is not.
_YEAR = r"(?:1[4-9]|20)\d\d[a-z]?(?:\s?[,;)(\x01\x02]|\.?\s*$|\.\s(?:pp?|S|s)\.)"
#: "Paris, Seuil, 1990": two parts and a year.
_COMMAS = lazy(rf",\s+(?P<one>{_PART}),\s+(?P<two>{_PART}),\s(?={_YEAR})")
#: "Einaudi, Torino 1975"
_BESIDE = lazy(rf",\s+(?P<one>{_PART}),\s+(?P<two>{_PART})\s(?={_YEAR})")
#: "Title, Bonn 1989"
_ALONE = lazy(rf",\s+(?P<two>{_PART})\s(?={_YEAR})")
_EDITORS = lazy(r"\((?:hrsg|hgg?|eds?|éds?|dirs?|coords?|a cura di|ред)\.?\)$", re.IGNORECASE)
#: None of these is a publisher's name or a place's.
_OTHER = ("news", "journal", "magazine", "thesis", "report", "web", "blog", "conference", "editor",
          "volume", "issue", "page", "edition", "translator", "law", "audio", "series")  # fmt: skip


def read_imprint(draft: Draft, *, quoted: bool) -> None:
    """Set ``publisher`` and ``publisher-place`` of a book between commas, and blank them."""
    text = fields.outside_quotes(draft)
    if match := _COMMAS.search(text):
        one, two = tidy(match["one"]), tidy(match["two"])
        place, house = (two, one) if _house_first(one, two) else (one, two)
    elif match := _BESIDE.search(text):
        house, place = tidy(match["one"]), tidy(match["two"])
        titled = _EDITORS.search(text[: match.start()])  # "(Hrsg.), Title, Bonn 1989"
        if not _is_house(house) and (titled or not _has_more(text, match.start())):
            match = _ALONE.search(text, match.end("one"))
            house = ""
    elif match := _ALONE.search(text):
        house, place = "", tidy(match["two"])
    if match is None or not may_be_place(place) or (house and not _may_be_house(house)):
        return
    led = "editor" in draft.csl  # so that the title itself stands first
    if not _has_title(text, match.start(), quoted=quoted, housed=bool(house), led=led):
        return
    if "publisher-place" not in draft.csl and "publisher" not in draft.csl:
        draft.put("publisher-place", place)
        draft.put("publisher", house)
        # The comma stays, for a title ends at it.
        draft.blank(match.start() + (draft.text[match.end("two")] != ","), match.end("two"))


def _house_first(one: str, two: str) -> bool:
    """Whether the first of two parts is the house: by its words, or as the second is a town."""
    if _is_house(one) or _is_house(two):
        return not _is_house(two)
    if is_town(one) or is_town(two):
        return not is_town(one)
    return _NAMED.match(one) is not None and not _NAMED.match(two)


#: "La Boya, Gaeta": few towns have an article, and those that do are known.
_NAMED = lazy(r"(?:La|Le|Les|El|Los|Las|Il|Lo|The|Der|Die|Das)\s")


def _is_house(text: str) -> bool:
    return lexicon.has(text, "house")


def _may_be_house(text: str) -> bool:
    other = any(lexicon.has(text, kind) for kind in _OTHER) and not _is_house(text)
    return len(text.split()) < 7 and not other and not _dates(text)


def may_be_place(text: str) -> bool:
    """Whether a part could be a place: a few capitalised words that mean nothing else."""
    words = text.split()
    if not 0 < len(words) < 5 or _dates(text) or names.is_corporate(text):
        return False
    if any(lexicon.has(text, kind) for kind in (*_OTHER, "house", "university")):
        return False
    return all(word[0].isupper() or len(word) < 4 for word in words)


def _dates(text: str) -> bool:
    return any(word.lower().strip(".") in MONTH_WORDS for word in text.split())


def _has_more(text: str, end: int) -> bool:
    """Whether names and a title can both stand before."""
    return text.count(",", 0, end) > 0


def _has_title(text: str, end: int, *, quoted: bool, housed: bool, led: bool) -> bool:
    """Whether there is a title before, and it is no periodical that the place would belong to."""
    before = text[:end]
    if quoted:
        # A quoted article stands in a paper; in a book it says so.
        return housed or " in" in before.lower() or "(" in before
    return "," in before or ":" in before or led
