"""Citation markers in prose: what could be one, found by its looks alone.

Nothing here decides: a digit behind a full stop may be a note's number whose superscript
was lost, or half of "3.5". ``citations.pointing`` weighs the candidates of a whole
document against its notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from citations.abbreviations import OPENERS, follows_number
from citations.patterns import lazy

__all__ = ["Candidate", "Strength", "numeric", "symbols"]


class Strength(IntEnum):
    """How much a candidate looks like a marker where it stands."""

    #: A number after a space: one only if a gap in the numbering says so.
    SPACED = 0
    #: A digit glued to a word, or behind what may be a decimal point.
    WEAK = 1
    #: A digit behind a digit and a full stop, "2019.11 In": one if it is the very next number.
    FIRM = 2
    #: A digit glued to the end of a clause or sentence.
    STRONG = 3
    #: A superscript or a bracketed number: the writer's own mark-up.
    MARKED = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """One number or symbol that may point at a note; spans count in the text given."""

    style: str
    label: str
    strength: Strength
    #: What is written for this one; the same for all numbers of a range.
    start: int
    end: int
    #: The whole group that is cut out of the prose with it: "[1-3, 7]".
    group: tuple[int, int]
    locator: str | None = None

    @property
    def number(self) -> int:
        """The number it names; 0 for a symbol."""
        return int(self.label) if self.label.isdigit() else 0


#: A range that is longer is no citation.
_MAX_RANGE = 60

_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LIST = r"\d{1,4}(?:\s?[-–—,;，、]\s?\d{1,4}){0,40}"
_BRACKETED = lazy(
    rf"[\[［【〔]\^?\s?(?P<list>{_LIST})"
    r"(?:\s?[,:]\s?(?P<locator>(?:pp?\.|[sS]\.|pág\.|pag\.|с\.|стр\.)?\s?\d[\d–-]{0,12}))?\s?[\]］】〕]"
    # Wikipedia sets the page behind the bracket.
    r"(?::\s?(?P<page>\d{1,4}(?:[–-]\d{1,4})?)(?=[\s.,;)]|$))?"
)
_SUPERSCRIPT = lazy(r"(?<=\S)(?P<list>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?:[⁻,–\-˒ʼ·’]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}){0,20})")
_PARENTHESISED = lazy(r"(?<=\S)\s?[(（](?P<list>\d{1,3}(?:\s?[-–,;]\s?\d{1,3}){0,20})[)）]")
_GLUED = lazy(
    r"(?P<before>[.!?…。！？,;:](?:[’”“\"'»›)\]」』）]{0,3}|\s»)|[’”“\"'»›)\]」』）]{1,3})"
    r"(?P<list>\d{1,3}(?:[,–-]\d{1,3}){0,9})(?![A-Za-z\u00c0-\u04ff\d%‰°€$£²³]|[.,:]\d|[-–]\w|[年月日個人校円元万億回倍歳頁页号巻卷期章条])"
)
# No space parts a marker from the next sentence here: "。3COVID-19", but not "。3年後".
_GLUED_WIDE = lazy(
    r"(?:[。！？｡][」』”’）》]{0,2}|[」』]。?)(?P<list>\d{1,3}(?:[,–-]\d{1,3}){0,9})"
    r"(?=[A-Za-z])(?![A-Za-z]*[%％年月日])"
)
_ON_WORD = lazy(r"(?<!\w)(?P<word>[^\W\d_]{3,40})(?P<list>\d{1,3})(?![\w%°]|[.,:]\d|[-–]\w)")
_SPACED = lazy(r"[.!?…][’”\"»)]{0,2}\s(?P<list>\d{1,3})\s(?=[^\W\d_a-zß-öø-ÿа-я]|[‘“\"«„])")
_SYMBOL = lazy(
    r"(?<=[\w.!?…,;:’”“\"')\]»。！？」』])(?P<list>\*{1,4}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3})"
    r"(?:(?=[\s.,;:!?)’”\"\u3000-\u9fff]|$)|(?<=[。！？」』][*†‡§¶]))"
)
# "Eq. (3)", "paragraphs (h) through (10)", "Gleichung (2)": what has that number is named.
_COUNTED = lazy(
    r"(?i:\b(?:(?:sub)?(?:paragraphs?|sections?)|figures?|figs?\.|items?|steps?|equations?|eqs?\.|"
    r"formulas?|formulae|clauses?|rules?|theorem|lemma|gleichung(?:en)?|gl\.|formeln?|absatz|abs\.|"
    r"ziffer|nummer|équations?|éq\.|formules?|alinéas?|ecuaci(?:ón|ones)|ec\.|fórmulas?|apartados?|"
    r"equazion[ei]|formul[ae]|comm[ai]|denklem(?:ler)?|formül|уравнени[еяю]|формул[аеуы]|пункт[аеу]?))"
    r"(?:\s?[(（]\w{1,4}[)）](?:\s?(?:,|and|or|to|through|und|oder|bis|et|ou|à|y|o|e|ve|и|–|-))?)*$"
)
_COUNTED_REACH = 40
# What a raised 2 or 3 follows as an exponent.
_UNIT = lazy(r"(?:\b[kcdmnµμ]?m|\b(?:ft|in|yd|mi|s|h|kg)|\b[a-zA-Zπσχ]|\d)$")
_STARTS_SENTENCE = lazy(r"\s*(?:$|\s(?:[‘“\"«„(]\s?)?[^\W\d_a-zß-öø-ÿа-я])|[\u3000-\u9fff]")
_YEAR = lazy(r"(?<![\d.,])(?:1\d|20)\d\d$")
#: Before the last number of a section's at the very beginning: "4.2.1 The quay", "A.1 Proof".
_SECTION = lazy(r"\s*(?:[A-Z]|\d{1,3})(?:\.\d{1,3})*")
#: The same with letters, "1.E.8".
_LETTERED_SECTION = lazy(r"\d\.[A-Z]$")
_SECTION_REACH = 30
_NO_DECIMAL = lazy(r"(?:\d{3}|[^\W\d_]-?\d{1,3})$")
_WORD = lazy(r"[^\W\d_]+")
_TOKEN = lazy(r"\w+$")
_DIGIT = lazy(r"\d")
_NUMBER = lazy(r"\d+")
_OPEN_SQUARE = lazy(r"[\[［【〔]")
_RAISED = lazy(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]")


def numeric(text: str) -> list[Candidate]:
    """Every number in ``text`` that could point at a note, in order, none twice."""
    if not _DIGIT.search(text) and (text.isascii() or not _RAISED.search(text)):
        return []
    found: list[Candidate] = []
    for finder in _finders(text):
        found.extend(finder(text))
    found.sort(key=lambda one: (one.group[0], -one.strength))
    kept: list[Candidate] = []
    for one in found:
        if not kept or one.group == kept[-1].group or one.group[0] >= kept[-1].group[1]:
            kept.append(one)
    return kept


def symbols(text: str) -> list[Candidate]:
    """Every asterisk, dagger and the like that hangs on a word or its punctuation."""
    if not any(sign in text for sign in "*†‡§¶"):
        return []
    return [
        Candidate("symbol", one["list"], Strength.MARKED, *one.span("list"), one.span("list"))
        for one in _SYMBOL.finditer(text)
    ]


def _finders(text: str) -> Iterator[Callable[[str], Iterator[Candidate]]]:
    """Those that can find something, by the signs that numbers stand behind."""
    before = {text[found.start() - 1 : found.start()] for found in _NUMBER.finditer(text)}
    spaced = any(map(str.isspace, before))
    if not before.isdisjoint("[［【〔^") or (spaced and _OPEN_SQUARE.search(text)):
        yield _bracketed
    if not text.isascii():
        yield _superscripts
    if not before.isdisjoint("(（"):
        yield _parenthesised
    if not before.isdisjoint(".!?…。！？,;:’”“\"'»›)]」』）"):
        yield _glued
    if not before.isdisjoint("。！？」』”’）》"):
        yield _glued_wide
    if any(map(str.isalnum, before)):
        yield _on_words
    if spaced:
        yield _spaced


def _bracketed(text: str) -> Iterator[Candidate]:
    for found in _BRACKETED.finditer(text):
        yield from _each(
            "bracket", found, Strength.MARKED, found.span(), found["locator"] or found["page"]
        )


def _superscripts(text: str) -> Iterator[Candidate]:
    for found in _SUPERSCRIPT.finditer(text):
        before = text[max(0, found.start() - 6) : found.start()]
        year = _YEAR.search(before)
        if before[-1] in "⁻⁺⁽" or (before[-1].isdigit() and not year):
            continue
        if found["list"] in ("²", "³") and _UNIT.search(before[-3:]) and not year:
            continue
        yield from _each("superscript", found, Strength.MARKED, found.span())


def _parenthesised(text: str) -> Iterator[Candidate]:
    for found in _PARENTHESISED.finditer(text):
        if _COUNTED.search(text, max(0, found.start() - _COUNTED_REACH), found.start()):
            continue
        after = text[found.end() : found.end() + 1]
        # "(1) first, (2) second" counts; "as shown (1)." and "shown.(1) Then" point.
        if after in ("", *".,;:。，") or text[found.start() - 1] in '.!?…。！？’”“»)」』"':
            start = found.end() - len(found[0].lstrip())
            yield from _each("parenthesis", found, Strength.STRONG, (start, found.end()))


def _glued(text: str) -> Iterator[Candidate]:
    for found in _GLUED.finditer(text):
        at = found.start()
        before = text[at - 1] if at else " "
        if before.isspace() or (at < _SECTION_REACH and _SECTION.fullmatch(text, 0, at)):
            continue
        if found["before"] == "." and _LETTERED_SECTION.search(text, max(0, at - 6), at):
            continue
        strength = Strength.STRONG
        if found["before"] in (".", ",", ":", ";") and before.isdigit():
            # "March 2019.11 In" is a marker; "3.5", "12:30" and "1,200" are not.
            strength = _behind_digits(text, found)
            if strength is Strength.SPACED:
                continue
        token = _TOKEN.search(text[max(0, at - 20) : at])
        if found["before"] == "." and token and follows_number(token[0].lower()):
            continue
        yield from _each("glued_digit", found, strength, found.span("list"))


def _behind_digits(text: str, found: re.Match[str]) -> Strength:
    """How much a number behind a digit and a stop or comma is a marker and no fraction."""
    at, end = found.start(), found.end()
    if found["before"] != ".":
        year = _YEAR.search(text[max(0, at - 5) : at]) and text[end : end + 1].isspace()
        return Strength.FIRM if year else Strength.SPACED
    if not _STARTS_SENTENCE.match(text, end):
        return Strength.SPACED
    # A year, a thousand or "COVID-19" before, or a plain opener behind, and it is no decimal.
    if _NO_DECIMAL.search(text[max(0, at - 8) : at]):
        return Strength.FIRM
    after = _WORD.search(text, end, end + 20)
    return Strength.FIRM if after and after[0] in OPENERS else Strength.WEAK


def _glued_wide(text: str) -> Iterator[Candidate]:
    for found in _GLUED_WIDE.finditer(text):
        yield from _each("glued_digit", found, Strength.STRONG, found.span("list"))


def _on_words(text: str) -> Iterator[Candidate]:
    for found in _ON_WORD.finditer(text):
        word = found["word"]
        if word[-1].islower() or not word.isascii() or (word.isupper() and len(word) >= 4):
            yield from _each("glued_digit", found, Strength.WEAK, found.span("list"))


def _spaced(text: str) -> Iterator[Candidate]:
    for found in _SPACED.finditer(text):
        yield from _each("spaced_digit", found, Strength.SPACED, found.span("list"))


def _each(
    style: str,
    found: re.Match[str],
    strength: Strength,
    group: tuple[int, int],
    locator: str | None = None,
) -> Iterator[Candidate]:
    """One candidate for each number of a list such as "1-3, 7"."""
    begin = found.start("list")
    written = found["list"].translate(_SUPER)
    runs = list(re.finditer(r"(\d+)(?:\s?[-–—]\s?(\d+))?", written))
    alone = len(runs) == 1 and runs[0][2] is None
    for run in runs:
        first, last = int(run[1]), int(run[2] or run[1])
        if not 0 < first <= last < first + _MAX_RANGE:
            return
        start, end = group if alone else (begin + run.start(), begin + run.end())
        for number in range(first, last + 1):
            yield Candidate(style, str(number), strength, start, end, group, locator)
