"""Numbers, dates, money and percentages: what they amount to, in seven languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from citations.words import fold, words
from verifier.judges.numerals import (
    BOUNDS,
    CURRENCIES,
    MONTHS,
    ORDINALS,
    SCALES,
    UNITS,
    numerals,
)

__all__ = ["Quantity", "quantities"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount or a date as written at ``text[start:end]``."""

    #: "number", "percent", "money", "ordinal", "year", "decade" or "date".
    kind: str
    #: The amount in the basic unit; of a date the year, 0 if none is given.
    value: float
    start: int
    end: int
    raw: str
    #: What it measures ("length", "%", "$"), or the stem of what is counted.
    unit: str = ""
    #: "1.234" can be meant in two ways; the less likely of them.
    other: float | None = None
    month: int = 0
    day: int = 0
    #: "", "about", "over" or "under".
    bound: str = ""
    #: The smallest step the writing shows: 1 for 89, 100,000 for "1.2 million".
    step: float = 1.0


_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_SPACED = re.compile(r"[ \u00a0\u2009\u202f'’]")
_JOIN = re.compile(r"[ \u00a0-]{1,2}| - ")
_SIGNS = "$€£¥₹"
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th", "er", "ere", "eme", "e", "a", "o"))
_PER = frozenset(("per", "pour", "por"))
_CENT = frozenset(("cent", "ciento", "cento"))
_ISO = re.compile(r"(?<![\d/-])(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def quantities(text: str, language: str | None = None, offset: int = 0) -> list[Quantity]:
    """All quantities of a text in order, none overlapping another, moved by ``offset``."""
    reader = _Reader(text, language, offset)
    found, at = [], 0
    while at < len(reader.tokens):
        item, at = reader.read(at)
        if item is not None:
            found.append(item)
    return found


class _Reader:
    """One pass over the words of a text; ``read`` gives what begins at a word, and the next."""

    def __init__(self, text: str, language: str | None, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.tokens = words(text)
        self.folded = [fold(token.text) for token in self.tokens]
        self.numerals: Mapping[str, float] = numerals(language)
        self.ordinals = ORDINALS.get(language or "en", {})
        self.english = language in (None, "en")

    def read(self, at: int) -> tuple[Quantity | None, int]:
        token, folded = self.tokens[at], self.folded[at]
        if token.text[0].isdecimal():
            return self._iso(at) or self._day_first(at) or self._amount(at)
        if folded in MONTHS and token.text[0].isupper():
            return self._month_first(at)
        if folded in self.numerals or (folded in SCALES and self._article(at)):
            return self._amount(at)
        if folded in self.ordinals:
            return self._made(at, at + 1, "ordinal", float(self.ordinals[folded])), at + 1
        return None, at + 1

    def _article(self, at: int) -> bool:
        """ "a million", "one million": the scale word is the whole number."""
        return at > 0 and self.folded[at - 1] in (
            "a",
            "one",
            "eine",
            "un",
            "una",
            "une",
            "um",
            "een",
        )

    def _made(self, first: int, after: int, kind: str, value: float, **more: object) -> Quantity:
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        if start and self.text[start - 1] in _SIGNS:
            start -= 1
        if self.text[end : end + 1] in ("%", *_SIGNS):
            end += 1
        made: dict[str, object] = {"kind": kind, "value": value}
        made |= {"start": self.offset + start, "end": self.offset + end}
        return Quantity(**made, raw=self.text[start:end], **more)  # type: ignore[arg-type]

    # Dates

    def _iso(self, at: int) -> tuple[Quantity, int] | None:
        token = self.tokens[at]
        if found := _DOTTED.fullmatch(token.text):
            day, month, year = (int(part) for part in found.groups())
            return self._date(at, at + 1, year, month, day)
        if found := _ISO.match(self.text, token.start):
            after = at
            while after < len(self.tokens) and self.tokens[after].start < found.end():
                after += 1
            return self._date(at, after, int(found[1]), int(found[3]), int(found[4]))
        return None

    def _date(
        self, first: int, after: int, year: int, month: int, day: int
    ) -> tuple[Quantity, int] | None:
        if not (month <= 12 and day <= 31):
            return None
        return self._made(first, after, "date", float(year), month=month, day=day), after

    def _day_first(self, at: int) -> tuple[Quantity, int] | None:
        """ "4 April 2020", "4th of April", "4. April", "1er avril"."""
        if not self.tokens[at].text.isdecimal() or not 1 <= int(self.tokens[at].text[:4]) <= 31:
            return None
        after = at + 1
        while after < min(len(self.tokens), at + 3) and (
            self.folded[after] in _ORDINAL_ENDS or self.folded[after] in ("of", "de", "di", "d")
        ):
            after += 1
        if after >= len(self.tokens) or self.folded[after] not in MONTHS:
            return None
        if self.tokens[after].start - self.tokens[after - 1].end > 3:
            return None
        year, end = self._year(after + 1)
        return self._date(at, end, year, MONTHS[self.folded[after]], int(self.tokens[at].text))

    def _month_first(self, at: int) -> tuple[Quantity | None, int]:
        """ "April 4, 2020", "April 2020"; "May" alone is as often a verb or a name."""
        month, after, day = MONTHS[self.folded[at]], at + 1, 0
        if after < len(self.tokens) and self._near(after):
            written = self.tokens[after].text
            if written.isdecimal() and len(written) <= 2 and 1 <= int(written) <= 31:
                day, after = int(written), after + 1
                if after < len(self.tokens) and self.folded[after] in _ORDINAL_ENDS:
                    after += 1
        year, end = self._year(after)
        if not day and not year and self.folded[at] in ("may", "march", "mar", "mars", "mart"):
            return None, at + 1
        made = self._date(at, end, year, month, day)
        return made or (None, at + 1)

    def _year(self, at: int) -> tuple[int, int]:
        if at < len(self.tokens) and self.folded[at] in ("of", "de", "del") and self._near(at):
            at += 1
            if not (at < len(self.tokens) and _YEAR.fullmatch(self.tokens[at].text)):
                return 0, at - 1
        if at < len(self.tokens) and self._near(at) and _YEAR.fullmatch(self.tokens[at].text):
            return int(self.tokens[at].text), at + 1
        return 0, at

    def _near(self, at: int) -> bool:
        between = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        return len(between) <= 2 or between == " , "

    # Amounts

    def _amount(self, at: int) -> tuple[Quantity | None, int]:
        token = self.tokens[at]
        if token.text[0].isdecimal():
            if at and self._glued(at - 1, at):
                return None, at + 1  # the digit of a name: "COVID-19", "G7"
            value, other, step, after = self._figures(at)
            if value is None:
                return None, at + 1
        else:
            value, after = self._in_words(at)
            other, step = None, 1.0
        plain = after == at + 1 and token.text.isdecimal()
        while after < len(self.tokens) and self._scales(after):
            scale = SCALES[self.folded[after]]
            value, step = value * scale, step * scale
            other = None if other is None else other * scale
            plain, after = False, after + 1
        return self._with_unit(at, after, value, other, step, plain=plain)

    def _scales(self, at: int) -> bool:
        # "miles" is thousands in Spanish and a length in English.
        word = self.folded[at]
        return word in SCALES and self._joined(at) and not (self.english and word in UNITS)

    def _glued(self, left: int, right: int) -> bool:
        between = self.text[self.tokens[left].end : self.tokens[right].start]
        before = self.tokens[left].text
        if not between:
            return before[-1].isalpha()
        return between in ("-", "‑") and before[0].isupper() and before.isalpha()

    def _joined(self, at: int) -> bool:
        between = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        return not between or bool(_JOIN.fullmatch(between))

    def _figures(self, at: int) -> tuple[float | None, float | None, float, int]:
        """Value, other reading, step, next word of a number in digits, groups included."""
        written, after = self.tokens[at].text, at + 1
        while (
            len(written) <= 24
            and after < len(self.tokens)
            and len(self.tokens[after].text) == 3
            and self.tokens[after].text.isdecimal()
            and 1 <= len(self.tokens[at].text) <= 3
            and _SPACED.fullmatch(self.text[self.tokens[after - 1].end : self.tokens[after].start])
        ):
            written, after = written + self.tokens[after].text, after + 1
        value, other = _value(written, english=self.english)
        if value is None:
            return None, None, 1.0, after
        return value, other, _step(written, value), after

    def _in_words(self, at: int) -> tuple[float, int]:
        """ "two hundred and five", "zwei", "vingt et un": the words taken together."""
        value, after = 0.0, at
        while after < len(self.tokens) and (after == at or self._joined(after)):
            word = self.folded[after]
            if word == "one" and value >= 20 and value % 10 == 0:
                value += 1
            elif word in self.numerals and not (value and self.numerals[word] >= 20 > value):
                value += self.numerals[word]
            elif word in SCALES and SCALES[word] == 100:
                value = max(value, 1) * 100
            elif not (word in ("and", "et", "y", "e") and value >= 20 and self._goes_on(after)):
                break
            after += 1
        return (value, after) if after > at else (1.0, at)

    def _goes_on(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.folded[at + 1] in self.numerals

    def _with_unit(
        self, at: int, after: int, value: float, other: float | None, step: float, *, plain: bool
    ) -> tuple[Quantity | None, int]:
        if after == at:
            return None, at + 1
        kind, unit, factor, end = self._unit(at, after)
        if kind == "number" and plain and factor == 1.0 and _YEAR.fullmatch(self.tokens[at].text):
            kind, unit = ("year", "") if end == after else (kind, unit)
        if self._is_decade(after, plain=plain, value=value):
            kind, unit, end = "decade", "", after + 1
        made = self._made(
            at,
            end,
            kind,
            value * factor,
            unit=unit,
            bound=self._bound(at),
            step=step * factor,
            other=None if other is None else other * factor,
        )
        return made, max(end, after)

    def _unit(self, at: int, after: int) -> tuple[str, str, float, int]:
        """Kind, unit, factor to the basic unit, and the word after it."""
        start, stop = self.tokens[at].start, self.tokens[after - 1].end
        before = self.text[max(0, start - 2) : start].strip()[-1:]
        behind = self.text[stop : stop + 2].strip()[:1]
        following = self.folded[after] if after < len(self.tokens) else ""
        if before and before in _SIGNS:
            return "money", before, 1.0, after
        if behind and behind in "%" + _SIGNS:
            return ("percent" if behind == "%" else "money"), behind, 1.0, after
        if at and self._near(at) and self.folded[at - 1] in ("eur", "usd", "gbp"):
            return "money", CURRENCIES[self.folded[at - 1]], 1.0, after
        if following in _PER and " ".join(self.folded[after + 1 : after + 2]) in _CENT:
            return "percent", "%", 1.0, after + 2
        if following in CURRENCIES:
            return "money", CURRENCIES[following], 1.0, after + 1
        if following in UNITS and self._joined(after):
            unit, factor = UNITS[following]
            return ("percent" if unit == "%" else "number"), unit, factor, after + 1
        if following in _ORDINAL_ENDS and self._tight(after):
            return "ordinal", "", 1.0, after + 1
        return "number", self._counted(after), 1.0, after

    def _is_decade(self, after: int, *, plain: bool, value: float) -> bool:
        return (
            plain
            and value % 10 == 0
            and after < len(self.tokens)
            and self.folded[after] == "s"
            and self._tight(after)
        )

    def _tight(self, at: int) -> bool:
        return self.tokens[at].start == self.tokens[at - 1].end

    def _counted(self, at: int) -> str:
        """The stem of the word that is counted: "89 countries"."""
        for word in self.tokens[at : at + 1]:
            if word.carries and not word.text[0].isdecimal() and self._joined(at):
                return word.key
        return ""

    def _bound(self, at: int) -> str:
        before = self.folded[max(0, at - 4) : at]
        while before and before[-1] in (
            "a",
            "an",
            "une",
            "un",
            "eine",
            "einer",
            "una",
            "us",
            "the",
        ):
            before = before[:-1]
        for length in (3, 2, 1):
            if found := BOUNDS.get(" ".join(before[-length:])):
                return found
        return ""


def _value(written: str, *, english: bool) -> tuple[float | None, float | None]:
    """The number, and what it also could be: separators differ between languages."""
    if len(written) > 24 or ":" in written:
        return None, None
    parts = re.split(r"[.,]", written)
    if len(parts) == 1:
        return float(written), None
    groups = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    seps = {character for character in written if character in ".,"}
    if len(seps) == 2:  # the last one is the decimal sign
        whole, _, decimals = re.sub(r"[.,](?=.*[.,])", "", written).replace(",", ".").partition(".")
        return float(f"{whole}.{decimals}"), None
    if len(parts) > 2:
        return (float("".join(parts)), None) if groups else (None, None)
    decimal = float(f"{parts[0]}.{parts[1]}")
    if not groups or parts[0] == "0":
        return decimal, None
    grouped = float("".join(parts))
    thousands = ("," in seps) == english or parts[1].endswith("00")
    return (grouped, decimal) if thousands else (decimal, grouped)


def _step(written: str, value: float) -> float:
    digits = re.sub(r"\D", "", written)
    decimals = re.search(r"[.,](\d+)$", written)
    if decimals and value != float(digits):
        return float(10 ** -len(decimals[1]))
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if value else 1.0
