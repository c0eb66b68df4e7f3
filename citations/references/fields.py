"""The fields of one reference, read by its structure: quotations first, then dates, pages, places.

Each step claims the signs it understood, so that a later one cannot misread them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citations import names
from citations.dates import FoundDate, find_dates, find_day, not_before
from citations.identifiers import Identifier
from citations.phrases import MEDIA
from citations.references import marks
from citations.references.draft import Draft, page_of, tidy, title_of
from citations.references.zones import Zone, covered

_TIME = re.compile(r"^\[?\d{1,3}:\d\d")
_THESIS = re.compile(
    r"\b(?:thesis|dissertation|thèse|tesis|tesi|doktora tezi|диссертация)\b", re.IGNORECASE
)
_PLACE_PUBLISHER = re.compile(
    r"^(?P<place>[^\W\d_][^\s:,()]{0,24}(?: [^\s:,()]{1,20}){0,3}(?:, [A-Z]{2})?) ?:\s+"
    r"(?P<publisher>[^\W\d_].{1,80})$"
)
# "The Salt Road (Bristol: Heron Press, 2004), 112."
_TRAILING_PAGE = re.compile(
    r"[^\s\d][,:]\s{1,3}(?P<pages>\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)[\s.,\x01\x02]*\Z"
)
_STATE = re.compile(r"^[A-Z]{2}:\s")
_IN = re.compile(r"^\s*(?:in|dans|en|nel|em|в)\s?:?\s+(?=\S)", re.IGNORECASE)
_EDITORS = re.compile(
    r"^(?P<names>[^()]{3,150}?)[\s,]*"
    r"\((?:eds?|hgg?|hrsg|éds?|dirs?|coords?|a cura di|ред)\.?\),?\s+",
    re.IGNORECASE,
)
_REPORT_KIND = re.compile(
    r"\b(?:report|working paper|policy brief|briefing|white paper|discussion paper|"
    r"occasional paper|"
    r"research paper|policy paper|bericht|arbeitspapier|studie|rapport|informe|rapporto|rapor\w*|"
    r"доклад|отчёт|отчет|報告書|报告)\b",
    re.IGNORECASE,
)


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
    """``accessed``: a day that the text says somebody looked on."""
    if not draft.says(marks.ACCESSED_HEADS):
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


def read_pages(draft: Draft) -> None:
    """``page`` where it is labelled: "pp. 45-67", "S. 4"; asked before dates are."""
    if not draft.says(marks.PAGE_HEADS):
        return
    for match in marks.PAGES.finditer(outside_quotes(draft)):
        draft.put("page", page_of(match["pages"] or match["cjk"]))
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
    elif match := marks.VOLUME_ISSUE.search(outside):
        draft.put("volume", match["volume"])
        draft.put("issue", match["issue"] or match["number"])
        draft.put("page", page_of(match["pages"] or ""))
        draft.claim(*match.span())
    if "page" not in draft.csl and (match := _TRAILING_PAGE.search(outside_quotes(draft))):
        draft.put("page", page_of(match["pages"]))
        draft.claim(match.start("pages"), match.end("pages"))
    if not draft.says(marks.VOLUME_HEADS):
        return
    for name, pattern in (("volume", marks.VOLUME), ("issue", marks.ISSUE)):
        if name not in draft.csl and (found := pattern.search(outside_quotes(draft))):
            draft.put(name, found[name])
            draft.claim(*found.span())


def outside_quotes(draft: Draft) -> str:
    """The text with quotations and square brackets blanked as well."""
    parts: list[str] = []
    position = 0
    for zone in draft.zones:
        if zone.kind in {"quote", "square"}:
            parts += draft.text[position : zone.start], marks.CLAIMED * (zone.end - zone.start)
            position = zone.end
    return "".join(parts) + draft.text[position:]


def read_issued(draft: Draft) -> None:
    """``issued``: the fullest date that is not the access date, the last of equals."""
    dates = find_dates(outside_quotes(draft), language=draft.language)
    if dates:
        best = max(dates, key=lambda date: (len(date.parts), date.start))
        draft.put("issued", best.csl())
        for date in dates:
            if date.parts == best.parts or date is best:
                draft.claim(date.start, date.end)
    complete_dates(draft)


def complete_dates(draft: Draft) -> None:
    """Add the day that stands apart from its year; read the access date by the publication."""
    if len(issued := _issued_parts(draft)) == 1 and draft.csl["issued"].keys() == {"date-parts"}:
        day = find_day(outside_quotes(draft), issued[0])
        if day:
            draft.csl["issued"] = {"date-parts": [list(day[0])]}
            draft.claim(day[1], day[2])
    accessed: FoundDate | None = draft.found.get("accessed")
    if accessed:
        issued = _issued_parts(draft)
        parts = not_before(accessed, issued) if issued else accessed.parts
        draft.put("accessed", {"date-parts": [list(parts)]})


def _issued_parts(draft: Draft) -> tuple[int, ...]:
    return tuple(draft.csl["issued"]["date-parts"][0]) if "issued" in draft.csl else ()


def title_zone(draft: Draft) -> Zone | None:
    """The quotation that is the title: not one that belongs to the word before it."""
    for zone in draft.zones:
        before = draft.text[: zone.start].rstrip()
        if zone.kind == "quote" and (not before or not before[-1].isalnum()):
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
    text = re.sub(r"\(\s*\)|\(n\.\s?d\.\)|\(o\.\s?J\.\)", "", text).strip(" ,:;")
    if not text or not any(sign.isalpha() for sign in text):
        return
    read = names.read_names(text, single_is_person=draft.found.get("short", False))
    draft.put(read.role, list(read.names))
    if read.abbreviation:
        draft.found["abbreviation"] = read.abbreviation
    draft.claim(0, end)


_SEPARATOR = re.compile(rf"[,;，。、{marks.CLAIMED}]+")


def pieces(draft: Draft, start: int) -> list[tuple[int, int]]:
    """Spans of unclaimed words from ``start``, cut at commas outside brackets."""
    spans: list[tuple[int, int]] = []
    inside = covered(draft.zones, len(draft.text))
    begin = start
    # Chinese divides the parts with one comma and the names with another.
    chinese = "，" in draft.text
    for match in _SEPARATOR.finditer(draft.text, start):
        sign = draft.text[match.start()]
        if (inside[match.start()] and sign != marks.CLAIMED) or (chinese and match[0] == "、"):
            continue
        if draft.value(begin, match.start()):
            spans.append((begin, match.start()))
        begin = match.end()
    if draft.value(begin, len(draft.text)):
        spans.append((begin, len(draft.text)))
    return spans


def read_after_quote(draft: Draft, start: int) -> None:
    """What follows a quoted title: container, publisher and place."""
    _read_round(draft, start)
    spans = pieces(draft, start)
    index = 0
    while index < len(spans):
        text = draft.value(*spans[index])
        index += 1
        following = draft.value(*spans[index]) if index < len(spans) else ""
        if opening := _IN.match(text):
            _read_book(draft, text[opening.end() :])
        elif _STATE.match(following) and _read_publisher(draft, f"{text}, {following}"):
            index += 1
        elif not _later_publisher(draft, spans[index:]) and _read_publisher(draft, text):
            continue
        elif _THESIS.search(text):
            draft.put("genre", text)
        elif _THESIS.search(draft.csl.get("genre", "")) and "publisher" not in draft.csl:
            draft.put("publisher", text.strip("() "))
        elif "container-title" not in draft.csl:
            draft.put("container-title", text.strip("()[] "))
        elif _REPORT_KIND.search(text):
            draft.put("genre", text)
        elif "publisher" not in draft.csl and text[:1].isupper():
            draft.put("publisher", text.strip("() "))


def _later_publisher(draft: Draft, spans: list[tuple[int, int]]) -> bool:
    """Whether a place and publisher come later, so that "A: B" here is a title."""
    return any(_PLACE_PUBLISHER.match(draft.value(*span)) for span in spans)


def _read_book(draft: Draft, text: str) -> None:
    draft.found["in_book"] = True
    if match := _EDITORS.match(text):
        draft.put("editor", list(names.read_names(match["names"]).names))
        text = text[match.end() :]
    draft.put("container-title", text)


def _read_round(draft: Draft, start: int) -> None:
    """``(Place: Publisher)`` and ``(Publisher)``, what is left when the year is claimed."""
    for zone in draft.zones:
        if zone.kind != "round" or zone.start < start:
            continue
        text = draft.value(zone.start + 1, zone.end - 1)
        dated = draft.is_claimed(zone.start, zone.end)
        if text and not (":" in text and _read_publisher(draft, text)):
            if not dated or not text[0].isupper():
                continue
            # "(The Post, 3 May 2021)" is a periodical, "(Heron Press, 2004)" a publisher.
            online = start > 0 and len(_issued_parts(draft)) == 3
            draft.put("container-title" if online else "publisher", text)
        draft.claim(zone.start, zone.end)


def _read_publisher(draft: Draft, text: str) -> bool:
    match = _PLACE_PUBLISHER.match(text)
    if match is None or match["publisher"][0].islower():
        return False
    draft.put("publisher-place", tidy(match["place"]))
    draft.put("publisher", tidy(match["publisher"]))
    return True


def read_unquoted(draft: Draft) -> None:
    """Names, then a title without quotation marks, then place and publisher: books and reports."""
    _read_round(draft, 0)
    spans = pieces(draft, 0)
    texts = [draft.value(*span) for span in spans]
    count = _author_pieces(texts)
    if count:
        read_authors(draft, spans[count - 1][1])
    if count == len(texts):
        return
    draft.put("title", texts[count])
    draft.claim(*spans[count])
    read_after_quote(draft, spans[count][1])
    if "container-title" in draft.csl and _REPORT_KIND.search(draft.csl["container-title"]):
        draft.csl["genre"] = draft.csl.pop("container-title")


def _author_pieces(texts: list[str]) -> int:
    """How many pieces at the start are names; a title must remain behind them."""
    if len(texts) < 2:
        return 0
    if names.read_names(texts[0]).abbreviation or names.is_corporate(texts[0]):
        return 1
    count = 0
    while count < len(texts) - 1 and names.looks_like_people(texts[count]):
        last = re.match(r"(?:and|und|et|y|e|ve|и|&)\s", texts[count]) or re.search(
            r"\s(?:and|und|et|y|e|ve|и|&)\s", texts[count]
        )
        count += 1
        if last:
            return count
    return min(count, 1)
