"""What stands around a title: containers, places and publishers, authors before a bare title."""

from __future__ import annotations

import re

from citations import names
from citations.patterns import lazy
from citations.references import lexicon, marks, naming
from citations.references.draft import Draft, tidy
from citations.references.fields import issued_parts, read_authors
from citations.references.zones import covered

_THESIS = lazy(
    r"\b(?:thesis|dissertation|thèse|tesis|tesi|doktora tezi|yüksek lisans tezi|диссертация|"
    r"mémoire de (?:master|maîtrise|dea)|(?:master|diplom|magister|bachelor|doktor)arbeit|"
    r"habilitation|"
    r"(?:ph\.?d\.?|m\.?a\.?|m\.?sc\.?|doctoral|master[’']s) diss)\b",
    re.IGNORECASE,
)
_PLACE_PUBLISHER = lazy(
    r"^(?P<place>[^\W\d_][^\s:,()]{0,24}(?: [^\s:,()]{1,20}){0,3}(?:, [A-Z]{2})?) ?:\s+"
    r"(?P<publisher>[^\W\d_].{1,80})$"
)
_STATE = lazy(r"^[A-Z]{2}:\s")
_IN = lazy(r"^\s*(?:in|dans|en|nel|em|в)\s?:?\s+(?=\S)", re.IGNORECASE)
_EDITORS = lazy(
    r"^(?P<names>[^()]{3,150}?)[\s,]*"
    r"\((?:eds?|hgg?|hrsg|éds?|dirs?|coords?|a cura di|ред)\.?\),?\s+",
    re.IGNORECASE,
)
_REPORT_KIND = lazy(
    r"\b(?:report|working paper|policy brief|briefing|white paper|discussion paper|"
    r"occasional paper|"
    r"research paper|policy paper|bericht|arbeitspapier|studie|rapport|informe|rapporto|rapor\w*|"
    r"доклад|отчёт|отчет|報告書|报告)\b",
    re.IGNORECASE,
)
#: "Küstenbote vom 3. Mai": what stands before a date that is claimed.
_DATED = lazy(r"\s(?:vom|v\.|of|du|del|dated|от|за)$")
_SEPARATOR = lazy(rf"[,;，。、{marks.CLAIMED}]+")


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


#: "Rosa Conti, Le chiuse, «Il Molo», 18 agosto 1968": Italians quote the periodical.
_HELD = lazy(
    r"(?P<names>[^,;:()\d«“„]{4,60}),\s(?P<title>[^«»“„();]{4,200}?),\s(?P<held>[«“„][^«»“”„]{2,80}[»”“])"
    r",\s(?=\d|[^\W\d_]{1,4}\.\s?\d|[ivxlcIVXLC]{1,7}\b|№|a(?:nno)?\.?\s)"
)


def read_held(draft: Draft) -> None:
    """Set ``container-title`` from a quotation behind a title that has no marks itself."""
    match = _HELD.match(draft.text)
    if match is None or not names.looks_like_people(match["names"]):
        return
    title = match["title"]
    if "," not in title and len(title.split()) < 3 and names.looks_like_people(title):
        return
    start, end = match.span("held")
    draft.put("container-title", draft.value(start + 1, end - 1))
    draft.zones = tuple(zone for zone in draft.zones if zone.start != start)
    draft.blank(start - 2, end)


def read_after_quote(draft: Draft, start: int) -> None:
    """What follows a quoted title: container, publisher and place."""
    _read_round(draft, start)
    texts = [draft.value(*span) for span in pieces(draft, start)]
    # A place and publisher that come later make a title of "A: B" before them.
    housed = [at for at, text in enumerate(texts) if ":" in text and _PLACE_PUBLISHER.match(text)]
    index = 0
    while index < len(texts):
        text = texts[index]
        index += 1
        following = texts[index] if index < len(texts) else ""
        if opening := _IN.match(text):
            _read_book(draft, text[opening.end() :])
        elif _STATE.match(following) and _read_publisher(draft, f"{text}, {following}"):
            index += 1
        elif not (housed and housed[-1] >= index) and _read_publisher(draft, text):
            continue
        elif _THESIS.search(text):
            draft.put("genre", text)
        elif _THESIS.search(draft.csl.get("genre", "")) and "publisher" not in draft.csl:
            draft.put("publisher", text.strip("() "))
        elif "container-title" not in draft.csl:
            held = _DATED.sub("", text).strip("()[] ")
            draft.found["in_book"] = held.endswith(" içinde")
            draft.put("container-title", held.removesuffix(" içinde"))
        elif _REPORT_KIND.search(text):
            draft.put("genre", text)
        elif "publisher" not in draft.csl and text[:1].isupper():
            draft.put("publisher", text.strip("() "))


#: "Le Littoral, « Les écluses », 3 mai 2002"
_PAPER = lazy(r"(?:The|Le|La|Les|L[’']|El|Il|Lo|Der|Die|Das|O)\s?[^\W\da-z_]")


def tell_paper_from_author(draft: Draft) -> None:
    """Make a newspaper before its article's quoted title and day no author, but what holds it."""
    people = draft.csl.get("author", [])
    if len(people) != 1 or "container-title" in draft.csl or len(issued_parts(draft)) < 3:
        return
    (one,) = people
    name = one.get("literal") or " ".join(filter(None, (one.get("given"), one.get("family"))))
    if _PAPER.match(name) or (lexicon.has(name, "news") and not names.is_corporate(name)):
        draft.csl["container-title"] = name
        del draft.csl["author"]


def _read_book(draft: Draft, text: str) -> None:
    draft.found["in_book"] = True
    if match := _EDITORS.match(text):
        draft.put("editor", list(names.read_names(match["names"]).names))
        text = text[match.end() :]
    draft.put("container-title", text.removesuffix(" içinde"))  # Turkish says "in" behind it


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
            online = start > 0 and len(issued_parts(draft)) == 3
            draft.put("container-title" if online else "publisher", text)
        draft.claim(zone.start, zone.end)


def _read_publisher(draft: Draft, text: str) -> bool:
    match = _PLACE_PUBLISHER.match(text) if ":" in text else None
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
    if len(texts) > 2 and naming.is_inverted(texts[0], texts[1]):
        return 2
    return min(count, 1)
