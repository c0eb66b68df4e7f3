"""Where one source is whole and the next one opens: what a full stop between them divides."""

from __future__ import annotations

import re

from citations import names, phrases
from citations.dates import MONTH_WORDS
from citations.patterns import lazy
from citations.references import legal, lexicon, marks, naming, papers, roles
from citations.references.zones import find_zones

#: How far a source's names and title reach before its first date or page.
_WINDOW = 700
_SEPARATOR = lazy(r"[,:：，、]\s?|\s(?=\()|(?<=[^\W\d_]{3})\.\s")
_INITIAL = lazy(r"\b[^\W\d_]\.")
_WORD = lazy(r"[^\W\d_]+")
#: "Морозов И. И. Title", "Quill, A. Title", "Quill A, Title"
INITIAL_LAST = lazy(
    r"[^\W\da-z_][\w’'-]+(?:\s[^\W\da-z_][\w’'-]+)?,?\s(?:[^\W\d_]\.[\s-]?){1,3}(?:\s?,\s|\s(?=[^\W\d_]))"
    r"|(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё-]+\s(?=[А-ЯЁ])"
)
_DATED = lazy(
    r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\d{1,2}[./]\d{1,2}[./]\d\d(?!\d)|(?:令和|平成|昭和|大正|明治)[\d元]|民国"
)
#: Chinese or Japanese names before a title in its own quotation marks.
_EAST_ASIAN = lazy(
    r"(?P<names>[^「『《“\[.。；;\d]{0,60})(?:[「『《]|(?<=：)“)"
    r"|(?P<head>[\u3400-\u9fff]{2,5})\. [^.]{2,80}\[[A-Z]"
)
_DID = lazy(r"(?:主编|编著|选编|等|著|编|編|監修|ほか|他|訳|译|校注|撰)$")
#: What the last words of a source are: a number, an address, a bracket, a locator.
_ENDS = lazy(
    r"(?:\d[a-z]{0,2}?年?版?|\d\s?年代?|[页頁版面号號期刊]|\d\s?日(?:付(?:[朝夕]刊)?)?|\x01|[)\]）］>]|以下|閲覧|参照|"
    r"\d\s?(?:ff?|sqq?|sgg?|ss?|vd|г)\.?|\bet\ss(?:uiv)?\.?|\by\sss\.?|\be\sss\.?|\bpassim|"
    r"\b(?:Film|film|podcast|YouTube|software|dataset))[\s.,。]{0,3}\Z"
)


#: The book that a chapter stands in.
_IN = lazy(r"(?:In|Dans|En|Em|Nel|В)\b:?\s(?=\S)|//")
#: "The Coast, 1867–1896."
_YEARS_OF_TITLE = lazy(r"(?<!\d)1\d{3}\s?[-–—]\s?(?:1\d|20)?\d\d\W{0,2}\Z")
#: "Title / под ред. И. Соколов", "Title, a cura di Rosa Conti"
_EDITED = lazy(
    r"/\s(?:под\s(?:общ\.\s)?ред|ред|сост)\.|[,.]\s(?:a\scura\sdi|[Ee]d(?:s|ited)?\.?\sby|"
    r"(?:hrsg|hg)\.\s?v(?:on|\.)|herausgegeben\svon|éd\.\spar|(?:coord|ed)\.\s(?:por|de))\s"
)


def lead_of(text: str) -> int:
    """How many signs at the start lead up to a source: "For a contrary view, see"."""
    if not marks.says(marks.words_of(text), marks.SEE_HEADS):
        return 0
    opening = marks.SEE_AT_START.match(text)
    best = opening.end() if opening else 0
    limit = next((zone.start for zone in find_zones(text) if zone.kind == "quote"), len(text))
    address = text.find(marks.URL_SIGN)
    limit = min(limit, address) if address >= 0 else limit
    for match in marks.SEE_INSIDE.finditer(text, best, limit):
        # "How to See the Tide": inside a sentence the words that lead up have small letters.
        word = match[0].lstrip(" ,;:(（")
        if match.start() == best or word[:1].islower() or not word[:1].isascii():
            best = max(best, match.end())
    return best


def is_complete(left: str) -> bool:
    """Whether a source could end here: it is dated and ends as sources do."""
    if not _ENDS.search(left) or _YEARS_OF_TITLE.search(left[-16:]):
        return False
    return bool(_DATED.search(left)) or papers.begins(left)


def opens_source(right: str) -> bool:
    """Whether a whole source begins here: who wrote it, or its title, and further on its date."""
    right = right[:_WINDOW].lstrip()
    lead = lead_of(right)
    if lead and not any(sign.isdigit() for sign in right[:lead]):
        return lead < len(right)
    if papers.begins(right) or legal.cites_law(right, marks.words_of(right)):
        return True
    if _opens_east_asian(right):
        return True
    if _IN.match(right):
        return False
    dated = _DATED.search(right)
    if opens_quoted(right, _first(dated, right)):
        return True
    if dated is None:
        return False
    return _opens_dated(right) or _opens_film(right, dated) or _opens_unquoted(right, dated.start())


#: "Coastal Safety Board (1962), Title"
_NAMES_YEAR = lazy(
    r"(?P<names>[^()\d:“„«]{3,120}?)\s\((?:1[4-9]|20)\d\d[a-z]?\)[,.:]\s(?=\W{0,2}[^\W\da-z_])"
)
#: "Title // Site", "Title [Электронный ресурс]", "Title. URL: ..."
_TITLE_ONLINE = lazy(r"[^.\d\x01;]{5,200}?(?:\s//\s|\s\[[^\[\]\d]{3,40}\]\.)[^\x01]{0,80}\x01")


def _opens_dated(right: str) -> bool:
    match = _NAMES_YEAR.match(right)
    return (match is not None and _named(match["names"])) or bool(_TITLE_ONLINE.match(right))


def _opens_film(right: str, dated: re.Match[str]) -> bool:
    """A title and who made it: "Salt in Bath, dir. Ada Quill, 1974"."""
    head = right[: dated.start()]
    return roles.directs(head) and not any(map(str.isdigit, head)) and ". " not in head[:-30]


def opens_quoted(right: str, limit: int = 600) -> bool:
    """Whether a quoted title stands at the beginning, alone or behind names."""
    quote = next((zone for zone in find_zones(right[:_WINDOW]) if zone.kind == "quote"), None)
    if quote is None or quote.start >= limit:
        return False
    before = _HANDLE.sub("", right[: quote.start]).strip(" ,:")
    if before.lower() in phrases.IN:
        return False  # the book that a chapter stands in
    return not before or _named(before) or _names_paper(before)


#: "Ada Quill (@a_quill)"
_HANDLE = lazy(r"\s\(@[\w.@-]{2,40}\)")


def _names_paper(text: str) -> bool:
    """Whether a newspaper stands before its article: "La Gazette marine, « ... »"."""
    return len(text.split()) < 6 and lexicon.has(text, "news") and text[:1].isupper()


def _opens_east_asian(text: str) -> bool:
    match = _EAST_ASIAN.match(text)
    if match is None or match["head"]:
        return match is not None
    parts = re.split(r"[，、：・:\s（）()]+", match["names"])
    return all(
        len(part) < 5 or _DID.search(part) or names.is_corporate(part)
        for part in filter(None, parts)
    ) and bool(_DATED.search(text))


def _first(match: re.Match[str] | None, text: str) -> int:
    return match.start() if match else len(text)


def _named(text: str) -> bool:
    if any(sign.isdigit() for sign in text):
        return False
    people = text.replace("/", ", ")
    return len(text) < 200 and (names.looks_like_people(people) or names.is_corporate(text))


#: Words for kinds of works, which no names hold.
_KINDS = ("report", "thesis", "edition", "web", "journal", "news", "magazine", "blog", "series",
          "conference")  # fmt: skip


def _opens_unquoted(right: str, dated: int) -> bool:
    """Names, and between them and the date a title: "Ada Quill, Salt (Bath, 1999)"."""
    initials = INITIAL_LAST.match(right)
    if initials:
        return initials.end() < dated
    edited = _EDITED.search(right, 0, dated)
    if edited and not any(sign.isdigit() for sign in right[: edited.start()]):
        return True
    cut = _SEPARATOR.search(right, 0, dated)
    if cut is None:
        return False
    head = right[: cut.start()].strip()
    # "Bath: Heron Press, 1999" and "Policy Brief. Bath" end the source before them.
    words = _INITIAL.sub("", head)  # the "J." of a name is no journal
    if any(lexicon.has(words, kind) for kind in ("place", *_KINDS)):
        return False
    if names.is_corporate(head):
        return _named(head) and _has_title(right, cut.end(), dated)
    if marks.URL_SIGN in right[:dated]:
        return False
    if " " in head:
        return _named(head) and _has_title(right, cut.end(), dated)
    second = _SEPARATOR.search(right, cut.end(), dated)
    if second is None or not names.looks_like_people(head):
        return False
    given = right[cut.end() : second.start()]
    if naming.is_inverted(head, given) or (second[0][0] in ":." and names.looks_like_people(given)):
        return _has_title(right, second.end(), dated)
    # "Ortega, What the Tides Tell, Bath 1999"; "Bath, University Press, 1999" is no such thing.
    house = lexicon.has(given, "house") or names.is_corporate(given)
    return len(given.split()) > 2 and not names.looks_like_people(given) and not house


def _has_title(text: str, start: int, end: int) -> bool:
    """Whether more stands there than a month or what announces an address."""
    before = marks.ANNOUNCER.sub(" ", text[start:end]).partition(marks.URL_SIGN)[0]
    return any(word not in MONTH_WORDS for word in _WORD.findall(before.lower()))
