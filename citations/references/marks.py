"""The words of ``citations.phrases`` as patterns, built once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from citations import phrases
from citations.patterns import any_case, lazy


def words(table: Iterable[str]) -> str:
    """An alternation of phrases, longest first; a space in one stands for any white space."""
    parts = sorted(dict.fromkeys(table), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(part).replace(r"\ ", r"\s+") for part in parts) + ")"


_WORD = lazy(r"[^\W\d_]+|№")
_EAST_ASIAN = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")
#: Stands in a set of words for any East Asian ones, which no space divides.
_ANY_EAST_ASIAN = "\u4e00"


@lru_cache(maxsize=64)  # Whoever reads a note asks this of the same words again.
def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, to ask cheaply whether a pattern can match at all."""
    found = frozenset(_WORD.findall(text.lower()))
    far = not text.isascii() and _EAST_ASIAN.search(text)
    return found | {_ANY_EAST_ASIAN} if far else found


def heads(table: Iterable[str]) -> frozenset[str]:
    """The first words of the phrases; every text with a phrase has one of them."""
    return frozenset(match[0] for phrase in table if (match := _WORD.search(phrase.lower())))


def says(words_of_text: frozenset[str], first: frozenset[str]) -> bool:
    """Whether a text with these words can hold a phrase with these first words."""
    return not words_of_text.isdisjoint(first) or _ANY_EAST_ASIAN in words_of_text


#: What stands in masked text for a sign of an address.
URL_SIGN = "\x01"
#: What stands in masked text for a sign that a field has already claimed.
CLAIMED = "\x02"

_BEFORE = r"(?<![^\W\d_])"
_AFTER = r"(?![^\W\d_])"

ACCESSED = any_case(
    rf"[\[(（]?\s{{0,3}}{_BEFORE}{words(phrases.ACCESSED)}"
    rf"(?:\s+(?:on|am|le|el|il|em|op|den|the|at))?\s{{0,3}}[:：]?\s{{0,3}}"
)
ACCESSED_HEADS = heads(phrases.ACCESSED) | {"tarihinde"}
#: A day, and behind it that somebody looked then (Turkish, Chinese, Japanese).
ACCESSED_AFTER = lazy(
    r"\s{0,2}(?:tarihinde\s+(?:erişil\w+|alın\w+)|閲覧|アクセス|参照|访问|訪問|檢索|检索|瀏覽|浏览)",
)
ANNOUNCER = any_case(
    rf"[\[(]?\s{{0,2}}{_BEFORE}{words(phrases.ONLINE_AT)}{_AFTER}\s{{0,3}}[:：]?\s{{0,3}}[<(]?"
)
ANNOUNCER_HEADS = heads(phrases.ONLINE_AT)
#: The shorter announcers are words of prose too: they need their colon where nothing follows.
ANNOUNCER_SURE = lazy(
    r"(?:[:：]\s*[<(]?|\b(?:at|from|via|unter|su|sur|de|em|op)\s*[<(]?)\Z", re.IGNORECASE
)

IBID = lazy(rf"(?:see\s+)?{words(phrases.IBID)}(?![^\W\d_])[.,;:，、。\s]*", re.IGNORECASE)
OP_CIT = any_case(rf"[,\s(（\[]{{0,3}}{_BEFORE}{words(phrases.OP_CIT)}{_AFTER}[.)\]）]{{0,2}}")
SUPRA = any_case(
    rf"[,\s(（]{{0,3}}{_BEFORE}{words(phrases.SUPRA)}\.?\s{{0,2}}"
    r"(?P<note>\d{1,4})(?![\d–-])\s?[)）]?"
)
IDEM_AUTHOR = lazy(rf"{words(phrases.IDEM_AUTHOR)}(?:\.|(?=,))[,:\s]+", re.IGNORECASE)

# Words that open a note's lead, but inside a sentence lead up to anything.
_AT_START_ONLY = {"and", "also", "dazu", "ver", "for example", "for instance", "hierzu", "ebenso",
                  "außerdem", "so auch", "ausführlich", "näher", "ainsi que", "así como", "nonché",
                  "подробнее", "а также"}  # fmt: skip
#: "see also", "and", 参见; "e" and "y" are words only in small letters.
SEE_AT_START = lazy(
    rf"\s*(?:(?:{words(phrases.SEE)}{_AFTER}|(?-i:(?:et|und|sowie|ferner|e|y|ve|и)\s)"
    rf"|{words(phrases.SEE_EAST_ASIAN)})[\s,:;，：、]*)+",
    re.IGNORECASE,
)
#: "For a contrary view, see"; "The text is here, see;".
SEE_INSIDE = lazy(
    rf"(?:^|[\s,;:(（]){words(set(phrases.SEE) - _AT_START_ONLY)}{_AFTER}[\s:;,]{{0,4}}",
    re.IGNORECASE,
)

_DASH = r"\s?[-–—‐‑−]\s?"
_RANGE = (
    rf"(?:[ivxlc]{{1,7}}|[A-Z]?\d[\d.]{{0,6}})(?:{_DASH}(?:[ivxlc]{{1,7}}|[A-Z]?\d{{1,6}}))?"
    r"(?:f{1,2}\b\.?|ss?\b\.?)?"
)
_PAGE_WORDS = words(set(phrases.PAGES) - {"at", "с"})
PAGES = any_case(
    rf"{_BEFORE}(?:{_PAGE_WORDS}(?:\.\s{{0,2}}|\s{{1,2}}|(?=\d))|[сc]\.\s{{0,2}})"
    rf"(?P<pages>{_RANGE}(?:,\s?(?!(?:1[5-9]|20)\d\d(?!\d)){_RANGE})*)(?!\w)"
    r"|第?(?P<cjk>\d{1,5}(?:[-–—~～]\d{1,5})?)\s?[页頁]"
)


def pages_of(match: re.Match[str], text: str) -> str:
    """The pages that ``PAGES`` found in a text, as they are written there."""
    return text[slice(*match.span("pages" if match["pages"] else "cjk"))]


#: "12.3 (2019)", "12/3": volume and issue of some humanities' styles.
VOLUME_POINT = lazy(r",\s(?P<volume>\d{1,3})[./](?P<issue>\d{1,2})(?=\s*[(,\x02])")
#: "43 Annals of Hydrology 70": as lawyers cite journals and reporters.
# A set of signs comes first, and what may not stand before it after it: so a text without
# them is passed over at once.
REPORTER = lazy(
    r"(?P<volume>\d(?<![\w.,]\d)\d{0,3})\s(?P<container>[^\W\d_][^\d,;<>()\x01\x02]{2,80}?)\s"
    r"(?P<page>\d{1,5})(?=[\s,.;(<\x01\x02]|$)"
)
_NUMBER = r"\d{1,4}(?:[-–/]\d{1,4})?"
#: "12(3), 45-67"; "vol. 12, no. 3: 45-67".
VOLUME_ISSUE = lazy(
    rf"(?<![\w.,/–-])(?:{words(phrases.VOLUME)}\.?\s{{0,2}})?(?P<volume>\d{{1,4}})\s?"
    rf"(?:\((?P<issue>{_NUMBER})\)"
    rf"|[,.]?\s{{0,2}}{words(phrases.ISSUE)}\.?\s{{0,2}}(?P<number>{_NUMBER}))"
    rf"(?:\s?[:,]\s{{0,2}}(?P<pages>{_RANGE})(?!\w))?",
    re.IGNORECASE,
)
#: What every match of ``VOLUME_ISSUE`` holds, if it has no word for an issue.
ISSUE_IN_BRACKETS = lazy(r"\d\s?\(\d")


def volume_issue(words_of_text: frozenset[str], text: str) -> re.Match[str] | None:
    """Volume and issue in a text with these words."""
    possible = says(words_of_text, ISSUE_HEADS) or ISSUE_IN_BRACKETS.search(text)
    return VOLUME_ISSUE.search(text) if possible else None


VOLUME = lazy(
    rf"{_BEFORE}(?:{words(set(phrases.VOLUME) - {'t'})}\.?|t\.)\s{{0,2}}"
    r"(?P<volume>\d{1,4}|[IVXLC]{1,6})(?!\w)",
    re.IGNORECASE,
)
ISSUE = lazy(
    rf"{_BEFORE}{words(set(phrases.ISSUE) - {'n', 'h', 'num'})}\.?\s{{0,2}}"
    rf"(?P<issue>{_NUMBER})(?!\w)",
    re.IGNORECASE,
)
PAGE_HEADS = heads(phrases.PAGES)
ISSUE_HEADS = heads(phrases.ISSUE)
VOLUME_HEADS = heads(phrases.VOLUME) | heads(phrases.ISSUE)
IDEM_HEADS = heads(phrases.IDEM_AUTHOR)
POINTING_HEADS = heads(phrases.IBID) | heads(phrases.OP_CIT) | heads(phrases.SUPRA)
#: Behind a quoted title: "in" a book, or a full stop, as bibliographies have it.
BOOK_OR_STOP = lazy(rf"[\s,.]{{0,3}}{words(phrases.IN)}\b|\.\s", re.IGNORECASE)
SEE_HEADS = heads(phrases.SEE) | {"et", "und", "sowie", "ferner", "e", "y", "ve", "и"}
