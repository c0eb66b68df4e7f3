"""The fields of one reference, read by its structure: quotations first, then dates, pages, places.

Each step claims the signs it understood, so that a later one cannot misread them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citations import names
from citations.dates import MONTH_WORDS, FoundDate, find_dates, find_day, not_before
from citations.identifiers import Identifier
from citations.phrases import MEDIA
from citations.references import marks
from citations.references.draft import Draft, page_of, tidy, title_of
from citations.references.zones import Zone

_TIME = re.compile(r"^\[?\d{1,3}:\d\d")
# "The Salt Road (Bristol: Heron Press, 2004), 112."
_TRAILING_PAGE = re.compile(
    r"[^\s\d][,:]\s{1,3}(?P<pages>\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)[\s.,\x01\x02]*\Z"
)


#: "Coast Review 11 (2013): 362", once the year is claimed.
_VOLUME_YEAR = re.compile(
    rf"[^\W\d_][,.]?\s(?P<volume>\d{{1,4}})\s?\({marks.CLAIMED}+\)(?=[:,]\s?[^\W_]{{0,2}}[.\s]{{0,2}}"
    rf"[\d{marks.CLAIMED}])"
)
_UNDATED = re.compile(r"\(\s*\)|\(n\.\s?d\.\)|\(o\.\s?J\.\)")
_CSL_NAMES = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}


def read_identifiers(draft: Draft, identifiers: Iterable[Identifier]) -> None:
    """The identifiers that have a CSL variable; an eprint's number goes by its archive's name."""
    for one in identifiers:
        if one.kind in _CSL_NAMES:
            draft.put(_CSL_NAMES[one.kind], one.value)
        elif one.kind == "arxiv":
            draft.put("archive", "arXiv")
            draft.put("archive_location", one.value)


def read_access(draft: Draft) -> None:
    """``accessed``: a day that the text says somebody looked on, or that only an address has."""
    if not draft.says(marks.ACCESSED_HEADS):
        _read_behind_address(draft)
        return
    for date in find_dates(draft.text, language=draft.language, bare_years=False):
        opening = _last_match(marks.ACCESSED, draft.text, date.start)
        closing = marks.ACCESSED_AFTER.match(draft.text, date.end)
        if opening is None and closing is None:
            continue
        start = opening if opening is not None else date.start
        end = closing.end() if closing else date.end
        tail = re.compile(r"\s*(?:г\.)?\s*[)\]）]").match(draft.text, end)
        draft.found["accessed"] = date
        draft.claim(start, tail.end() if tail else end)
        return


# "https://... (18 July 1999)", where the work has its year elsewhere.
_BEHIND_ADDRESS = re.compile(rf"{marks.URL_SIGN}[>\s,;.]{{0,3}}[(\[]?\s?\Z")
_DIGIT = re.compile(r"\d")
_CLOSES = re.compile(r"\s?[)\].>]{0,3}\s*\Z")


def _read_behind_address(draft: Draft) -> None:
    last = draft.text.rfind(marks.URL_SIGN)
    if last < 0 or not _DIGIT.search(draft.text, last):
        return
    dates = find_dates(draft.text, language=draft.language)
    for date in dates if len(dates) > 1 else ():
        before = draft.text[max(0, date.start - 6) : date.start]
        closing = _CLOSES.match(draft.text, date.end)
        if len(date.parts) == 3 and closing and _BEHIND_ADDRESS.search(before):
            draft.found["accessed"] = date
            draft.claim(date.start, date.end)


def _last_match(pattern: re.Pattern[str], text: str, end: int) -> int | None:
    """Where a phrase begins that runs right up to ``end``."""
    window = max(0, end - 48)
    for match in pattern.finditer(text, window, end):
        if match.end() == end:
            return match.start()
    return None


def read_address(draft: Draft) -> bool:
    """Claim the address with the words that announce it; whether one is announced and missing."""
    missing = False
    if not draft.says(marks.ANNOUNCER_HEADS):
        return missing
    for match in marks.ANNOUNCER.finditer(draft.text):
        following = draft.text[match.end() : match.end() + 1]
        if following == marks.URL_SIGN:
            draft.claim(*match.span())
        elif (marks.ANNOUNCER_SURE.search(match[0]) and not following.isalnum()) or (
            ":" in match[0] and (following.isupper() or match.end() == len(draft.text))
        ):
            missing = True
            draft.claim(*match.span())
    return missing


#: "(Hart 1978) 308", "Press, 2011. 279."
_LAST_NUMBER = re.compile(
    r"(?:\)|(?:1[4-9]|20)\d\d\.)\s(?P<pages>\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)[\s.\x01\x02]*\Z"
)


def read_last_number(draft: Draft) -> None:
    """``page`` where a number behind the imprint ends the note."""
    match = None if "page" in draft.csl else _LAST_NUMBER.search(outside_quotes(draft))
    if match and not _YEARS.fullmatch(match["pages"]):
        draft.put("page", page_of(match["pages"]))


_YEARS = re.compile(r"(?:1[4-9]|20)\d\d")


def read_pages(draft: Draft, start: int = 0) -> None:
    """``page`` where it is labelled: "pp. 45-67", "S. 4"; asked before dates are."""
    if not draft.says(marks.PAGE_HEADS):
        return
    outside = outside_quotes(draft)
    for match in marks.PAGES.finditer(outside, start):
        draft.put("page", page_of(marks.pages_of(match, outside)))
        draft.claim(*match.span())
        return


def read_numbers(draft: Draft, *, quoted: bool) -> None:
    """``volume``, ``issue`` and pages without a label: "12(3), 45-67"; asked after dates are."""
    outside = outside_quotes(draft)
    if quoted and (match := marks.REPORTER.search(outside)):
        for name, group in (("volume", 1), ("container-title", 2), ("page", 3)):
            draft.put(name, match[group].strip())
        draft.claim(*match.span())
    elif match := marks.VOLUME_POINT.search(outside):
        draft.put("volume", match["volume"])
        draft.put("issue", match["issue"])
        draft.claim(*match.span())
    elif match := marks.volume_issue(draft.words, outside):
        draft.put("volume", match["volume"])
        draft.put("issue", match["issue"] or match["number"])
        draft.put("page", page_of(match["pages"] or ""))
        draft.claim(*match.span())
    elif (match := _VOLUME_YEAR.search(outside)) and not _counts_issues(outside, match):
        draft.put("volume", match["volume"])
        draft.claim(*match.span("volume"))
    if "page" not in draft.csl and (match := _trailing_page(outside_quotes(draft))):
        draft.put("page", page_of(match["pages"]))
        draft.claim(match.start("pages"), match.end("pages"))
    if not draft.says(marks.VOLUME_HEADS):
        return
    for name, pattern in (("volume", marks.VOLUME), ("issue", marks.ISSUE)):
        if name not in draft.csl and (found := pattern.search(outside_quotes(draft))):
            draft.put(name, found[name])
            draft.claim(*found.span())


_WITH_VOLUME = re.compile(r"(?P<name>.*[^\W\d_]),? (?P<volume>\d{1,4})[./](?P<issue>\d{1,3})")


def tell_volume_from_journal(draft: Draft) -> None:
    """Volume and issue that the journal's label took in: "Coast Review 39.5"."""
    match = _WITH_VOLUME.fullmatch(draft.csl.get("container-title", ""))
    if match and not draft.csl.keys() & {"volume", "issue"}:
        draft.csl["container-title"] = match["name"]
        draft.csl |= {"volume": match["volume"], "issue": match["issue"]}


def _counts_issues(outside: str, match: re.Match[str]) -> bool:
    """Whether the number before the year is an issue's by the word before it: "nº 7 (1963)"."""
    found = marks.ISSUE.search(outside, max(0, match.start("volume") - 12), match.end("volume"))
    return found is not None and found.end() == match.end("volume")


def _trailing_page(outside: str) -> re.Match[str] | None:
    ends_on_number = outside.rstrip(" .,\x01\x02")[-1:].isdigit()
    return _TRAILING_PAGE.search(outside) if ends_on_number else None


def outside_quotes(draft: Draft) -> str:
    """The text with quotations and square brackets blanked as well."""
    if draft.outside is None:
        text = draft.text
        for zone in draft.zones:
            if zone.kind != "round":
                blank = marks.CLAIMED * (zone.end - zone.start)
                text = text[: zone.start] + blank + text[zone.end :]
        draft.outside = text
    return draft.outside


def read_issued(draft: Draft) -> None:
    """``issued``: the fullest date that is not the access date, the last of equals."""
    named = draft.says(MONTH_WORDS)
    dates = find_dates(outside_quotes(draft), language=draft.language, named=named)
    if dates:
        best = max(dates, key=lambda date: (len(date.parts), date.start))
        draft.put("issued", best.csl())
        for date in dates:
            if date.parts == best.parts or date is best:
                draft.claim(date.start, date.end)
    complete_dates(draft)


def complete_dates(draft: Draft) -> None:
    """Add the day that stands apart from its year; read the access date by the publication."""
    bare = len(issued := issued_parts(draft)) == 1
    if bare and draft.csl["issued"].keys() == {"date-parts"}:
        day = find_day(outside_quotes(draft), issued[0]) if draft.says(MONTH_WORDS) else None
        if day:
            draft.csl["issued"] = {"date-parts": [list(day[0])]}
            draft.claim(day[1], day[2])
    accessed: FoundDate | None = draft.found.get("accessed")
    if accessed:
        issued = issued_parts(draft)
        parts = not_before(accessed, issued) if issued else accessed.parts
        draft.put("accessed", {"date-parts": [list(parts)]})


def issued_parts(draft: Draft) -> tuple[int, ...]:
    """Year, month and day of publication, as far as they are read."""
    return tuple(draft.csl["issued"]["date-parts"][0]) if "issued" in draft.csl else ()


def title_zone(draft: Draft) -> Zone | None:
    """The quotation that is the title: not one that belongs to the word before it."""
    for zone in draft.zones:
        before = draft.text[: zone.start].rstrip()
        spaceless = draft.text[zone.start] in "「『《"
        if zone.kind == "quote" and (spaceless or not before or not before[-1].isalnum()):
            return zone
    return None


def read_title(draft: Draft) -> Zone | None:
    """``title`` from the first quotation, with the original title in brackets behind it."""
    title = title_zone(draft)
    if title is None:
        return None
    draft.put("title", title_of(draft.raw[title.inner]))
    draft.claim(title.start, title.end)
    for zone in draft.zones:
        if zone.kind == "square" and zone.start >= title.end:
            read_bracket(draft, zone, behind_title=not draft.text[title.end : zone.start].strip())
    return title


def read_bracket(draft: Draft, zone: Zone, *, behind_title: bool) -> None:
    """A square bracket: a medium, a length, or the title in the source's own language."""
    if draft.is_claimed(zone.start, zone.end):
        return
    inner = tidy(draft.raw[zone.inner])
    if inner.lower() in MEDIA:
        draft.put("medium", inner)
        draft.found.setdefault("media_type", MEDIA[inner.lower()])
    elif _TIME.match(inner):
        draft.put("dimensions", inner)
    elif behind_title and "original" not in draft.found:
        draft.found["original"] = title_of(draft.raw[zone.inner])
    else:
        return
    draft.claim(zone.start, zone.end)


def read_authors(draft: Draft, end: int) -> None:
    """``author`` (or ``editor``) from the stretch before the title."""
    text = draft.value(0, end)
    text = (_UNDATED.sub("", text) if "(" in text else text).strip(" ,:;")
    if not text or not any(sign.isalpha() for sign in text):
        return
    read = names.read_names(text, single_is_person=draft.found.get("short", False))
    draft.put(read.role, list(read.names))
    if read.abbreviation:
        draft.found["abbreviation"] = read.abbreviation
    draft.claim(0, end)
