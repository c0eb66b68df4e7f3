"""What kind of claim a sentence is, and how much it matters that somebody checks it.

In an article every declarative sentence is a claim unless it is a question, an opinion,
a prediction, an instruction or the author's own argument: detectors trained on debates
miss half the claims of ordinary prose. What is left is ranked by what an editor would
look up first: figures, words in quotation marks, "it is said".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from citations.cues import CUES, cues
from citations.languages import guess
from citations.patterns import lazy
from citations.people import of_living_person

__all__ = ["Worth", "weigh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The kind of a claim, how much it matters that it is checked (0 to 1), and why."""

    kind: str
    checkworthiness: float
    reasons: tuple[str, ...]


#: More of a sentence than this adds nothing to what it is.
_LIMIT = 4000

# A digit that belongs to a name (COVID-19, G7, 5G, MP3) is not a figure.
_DIGIT = lazy(r"\d")
_FIGURE = lazy(r"(?<![\w-])[$€£¥]?\d+(?:[.,]\d+)*(?![\w]*[A-Z])")
_NAMED = lazy(r"[^\W\d_]-?\d")
_PERCENT = lazy(
    r"\d ?(?:%|percent\b|per cent\b|prozent\b|pour cent\b|por ciento\b|per cento\b)", re.IGNORECASE
)
_MONEY = lazy(
    r"[$€£¥₹]\s?\d|\d[\d.,]{0,24} ?(?:[$€£¥₹]|(?:dollars?|euros?|pounds?|USD|EUR|GBP)\b)",
    re.IGNORECASE,
)
_YEAR = lazy(r"(?<!\d)(?:1[0-9]\d\d|20\d\d)(?!\d)")
_QUOTED = lazy(r"[\"“„«‘]([^\"“”„«»‘’]{12,600})[\"”“»’]")
_NAME = lazy(r"(?<=[^\s.!?:\"“„«‘(]\s)[^\W\d_a-zß-öø-ÿ][\w'’-]+")
_FIRST_PERSON = lazy(r"^(?:i|my|we|our|ich|mein|wir|unser|je|nous|mon|notre|yo|nosotros|io|noi)\b")
_WORD = lazy(r"[^\W\d_]+")

# What each reason adds; "statistic" and "unsourced" come before all plain facts.
_WEIGHTS: Mapping[str, float] = {
    "number": 0.34,
    "percent": 0.06,
    "money": 0.06,
    "date": 0.2,
    "year": 0.16,
    "quantity": 0.08,
    "quotation": 0.24,
    "unsourced_attribution": 0.30,
    "unsourced_aside": 0.06,
    "attribution": 0.06,
    "name": 0.05,
    "living_person": 0.04,
    "superlative": 0.04,
    "comparison": 0.05,
    "causal": 0.04,
    "event": 0.03,
    "definition": -0.03,
    "hedge": -0.03,
}
_BASE = 0.36

# The kind is that of the first of these that was found.
_KINDS: Mapping[str, str] = {
    "quotation": "quotation",
    "number": "statistic",
    "percent": "statistic",
    "money": "statistic",
    "unsourced_attribution": "attribution",
    "year": "historical",
    "date": "event",
    "attribution": "attribution",
    "living_person": "living_person",
    "definition": "definition",
    "quantity": "statistic",
    "causal": "causal",
    "comparison": "comparison",
    "event": "event",
    "superlative": "comparison",
}


def weigh(text: str, language: str | None = None) -> Worth:
    """The kind and check-worthiness of one sentence; the reasons are short codes."""
    text = " ".join(text[:_LIMIT].split())
    tables = cues(_language(text, language))
    folded = text.casefold()
    found = tuple(_findings(text, folded, tables))
    if reason := _not_checkable(text, folded, tables, found):
        kept = tuple(code for code in found if code in ("hedge", "unsourced_attribution"))
        return Worth(kind="not_checkable", checkworthiness=0.05, reasons=(reason, *kept))
    score = _BASE + sum([_WEIGHTS[code] for code in found])
    kind = next((kind for code, kind in _KINDS.items() if code in found), "fact")
    return Worth(kind=kind, checkworthiness=round(min(max(score, 0.1), 0.99), 2), reasons=found)


def _language(text: str, language: str | None) -> str:
    declared = (language or "").split("-")[0].casefold()
    return declared if declared in CUES else guess(text) or declared or "en"


def _findings(text: str, folded: str, tables: Mapping[str, re.Pattern[str]]) -> list[str]:
    found = _figures(text, folded, tables) if _DIGIT.search(text) else []
    if any(len(_WORD.findall(match[1])) >= 3 for match in _QUOTED.finditer(text)):
        found.append("quotation")
    if _NAME.search(text):
        found.append("name")
        found += ["living_person"] * of_living_person(text)
    for code, table in _TABLES.items():
        if tables and tables[table].search(folded):
            found.append(code)
    if "unsourced_attribution" in found:
        found = [code for code in found if code not in ("attribution", "unsourced_aside")]
    return found


def _figures(text: str, folded: str, tables: Mapping[str, re.Pattern[str]]) -> list[str]:
    found = []
    figures = [m for m in _FIGURE.finditer(text) if not _NAMED.match(text, max(0, m.start() - 2))]
    # A date or a year is no statistic, though its digits are looked up like one.
    if any(not _of_date(text, match, tables) for match in figures):
        found.append("number")
    found += [
        name for name, form in (("percent", _PERCENT), ("money", _MONEY)) if form.search(text)
    ]
    if tables and tables["months"].search(folded):
        found.append("date")
    elif _YEAR.search(text):
        found.append("year")
    return found


def _of_date(text: str, figure: re.Match[str], tables: Mapping[str, re.Pattern[str]]) -> bool:
    if _YEAR.fullmatch(figure[0]):
        return True
    # The longest month and what stands between it and a day fit in this.
    around = text[max(0, figure.start() - 12) : figure.end() + 14].casefold()
    return bool(tables) and len(figure[0]) <= 2 and bool(tables["months"].search(around))


_TABLES: Mapping[str, str] = {
    "unsourced_attribution": "unsourced",
    "unsourced_aside": "unsourced_aside",
    "attribution": "attribution",
    "quantity": "quantity",
    "superlative": "superlative",
    "comparison": "comparison",
    "causal": "causal",
    "definition": "definition",
    "event": "event",
    "hedge": "hedge",
}


# With any of these a sentence has something to look up, whatever view it takes of it.
_LOOKED_UP = frozenset(("number", "quotation", "percent", "money", "date", "year"))


def _not_checkable(
    text: str, folded: str, tables: Mapping[str, re.Pattern[str]], found: tuple[str, ...]
) -> str | None:
    """Why nobody can look this sentence up; None if somebody can."""
    if text.rstrip("\"”»’')]").endswith(("?", "？", "؟")):
        return "question"
    if "number" not in found and len(_WORD.findall(text)) < 3:
        return "fragment"
    if not tables or not _LOOKED_UP.isdisjoint(found):
        return None
    for code in ("instruction", "argument", "opinion", "prediction"):
        if tables[code].search(folded):
            return code
    return "first_person" if "event" not in found and _FIRST_PERSON.match(folded) else None
