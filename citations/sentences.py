"""Where sentences end, in prose whose citation markers are masked and whose spaces are single.

A sentence ends at a full stop, question mark, exclamation mark or their kin in other
scripts, with the quotation marks and brackets that close there, unless what stands before
or after says otherwise: an abbreviation, an initial, an ordinal, a small letter, a bracket
or a short quotation still open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.abbreviations import (
    ABBREVIATIONS,
    MAY_END,
    OPENERS,
    ORDINAL_DOT,
    follows_number,
)
from citations.patterns import lazy

__all__ = ["ends_sentence", "split"]

_CLOSERS = "’”\"'»›)\\]」』】）》〉”’"
_STOP = lazy(
    rf"(?P<stop>[.!?…‽؟۔।॥]+|[。！？｡]+|．(?![\d０-９]))"
    # French sets a space before its closing mark; the German one opens in English.
    rf"(?P<close>(?:[{_CLOSERS}]|“(?=[\s,.;:)]|$)|\s»(?=\s|$))*)"
)
_END = lazy(rf"[.!?…‽؟۔।॥。！？｡．][{_CLOSERS}“\s]*$")
_WIDE = "。！？｡．"
_FINAL = ".!?…" + _WIDE
_OPENING = "‘“\"'«‹([„‚「『【（《¿¡—–-"
_TOKEN = lazy(r"[^\s(\[“‘\"'«„/—–]*$")
_NEXT_WORD = lazy(rf"[{re.escape(_OPENING)}\s]*([^\W_]+)")
# Japanese and Chinese go on after a closed quotation with one of these.
_GOES_ON = lazy(r"[とてでなにのはがをもや、，,；;：:]|(?:他|她|它)?(?:说|說|道)")
_UNIT = lazy(r"\d\s?\w$")
_MONTHS = lazy(
    r"(?:jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez|oca|şub|mart|nis|may|haz|tem|ağu|"
    r"eyl|eki|kas|ara|led|únor|břez|dub|květ|červ|srp|září|říj|list|pros)",
    re.IGNORECASE,
)
#: "Marlow v. Harbour Board", and "550 U.S. 372": a volume, a reporter, a page.
_VERSUS = frozenset({"v", "vs"})
_REPORTER = lazy(
    r"(?<!\S)\d{1,4} (?:[A-Z][\w.]{0,9}\s){0,2}"
    r"(?:[A-Z](?:\.\s?[A-Z])*|Ct|Ed|Supp|Rptr|App|Cir|Dec|Reg|Rep)$"
)
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "（": "）"}
_MARK = lazy(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}]")
#: A quotation or bracket that is still open after this many characters is a lost closing mark.
_REACH = 300
#: How far back the word before a full stop is looked for.
_WORD_REACH = 40


def ends_sentence(text: str) -> bool:
    """Whether ``text``, without its markers, ends where a sentence can end."""
    return _END.search(text[-_WORD_REACH:]) is not None


def split(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences of ``text``, in order, without the spaces between."""
    ends = list(_ends(text, language or ""))
    spans = []
    start = 0
    for end in [*ends, len(text)]:
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            spans.append((first, last))
        start = end
    return spans


def _ends(text: str, language: str) -> Iterator[int]:
    inside = _enclosed(text)
    start = 0
    for found in _STOP.finditer(text):
        end = found.end()
        if inside[found.start()] >= end:
            continue
        if _is_end(text, found, language, start):
            yield end
            start = end


def _enclosed(text: str) -> list[int]:
    """For every place, the end of the bracket or short phrase in quotation marks around it."""
    ends = [0] * (len(text) + 1)
    open_: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        at, character = mark.start(), mark[0]
        if character in _PAIRS:
            open_.append((_PAIRS[character], at))
            del open_[:-8]
            continue
        for depth in range(len(open_) - 1, -1, -1):
            closing, start = open_[depth]
            if character in closing:
                del open_[depth:]
                if at - start <= _REACH and _is_phrase(text, start, at):
                    ends[start : at + 1] = [at + 1] * (at + 1 - start)
                break
    return ends


def _is_phrase(text: str, start: int, end: int) -> bool:
    """Whether what stands between two marks is part of the sentence around it."""
    before = text[:start].rstrip() if start < 2 else text[start - 2 : start].rstrip()
    if not before or before[-1] in _FINAL:
        return False  # It is a sentence, or several, of its own.
    if text[start] in "([（":
        return True
    # A quotation that ends in a full stop is speech: its sentences stand for themselves.
    return text[max(0, end - 3) : end].rstrip()[-1:] not in _FINAL or text[start] in "「『"


def _is_end(text: str, found: re.Match[str], language: str, start: int) -> bool:
    end = found.end()
    if end >= len(text):
        return True
    if found["stop"][0] in _WIDE:
        return not (found["close"] and _GOES_ON.match(text, end))
    if not text[end].isspace():
        return False
    following = _NEXT_WORD.match(text, end)
    word = following[1] if following else ""
    if word and word[0].islower():
        return False
    if found["stop"] != "." or found["close"]:
        return True
    return _full_stop_ends(text, found.start(), word, language, start)


def _full_stop_ends(text: str, at: int, following: str, language: str, start: int) -> bool:
    """Whether the full stop at ``at`` ends a sentence that ``following`` comes after."""
    token = _TOKEN.search(text[max(start, at - _WORD_REACH) : at])
    before = re.split("[’']", token[0])[-1] if token else ""
    lower = before.lower().replace("\u00a0", "")
    if not before:
        return True
    if before.isdigit():
        return _number_ends(before, following, language, first=at - len(before) <= start + 1)
    if len(before) == 1 and before.islower() and _UNIT.search(text[max(0, at - 12) : at]):
        return True  # "30 m. The": a unit, not an abbreviation.
    if before in _VERSUS or (
        following[:1].isdigit() and _REPORTER.search(text[max(start, at - 40) : at])
    ):
        return False
    known = ABBREVIATIONS.get(language, ABBREVIATIONS[""])
    if lower in known and text[at + 2 : at + 3] in ("(", "["):
        return False  # "Roy et al. (2019)"
    if lower in known:
        if following[:1].isdigit():
            return not follows_number(lower) and lower in MAY_END
        return lower in MAY_END and (following in OPENERS or lower in ("etc", "usw", "ecc"))
    if len(before) == 1 and before.isalpha() and before.isupper():
        # "J. K. Rowling": an opener of one letter before a full stop is one more initial.
        return following in OPENERS and not (len(following) == 1 and text[at + 3 : at + 4] == ".")
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", before):
        return following in OPENERS
    return True


def _number_ends(number: str, following: str, language: str, *, first: bool) -> bool:
    if first and len(number) <= 2:
        return False  # "1. The first point": the number of an item, not a sentence.
    if language in ORDINAL_DOT and len(number) <= 2:
        return following in OPENERS and not _MONTHS.match(following)
    return True
