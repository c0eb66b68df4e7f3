"""Edits of an English sentence that keep its meaning, break it, or add what it did not say.

A model that learns to tell a claim from its refutation needs pairs that differ in nothing
else: each function here makes at most one change, or returns None where it finds no place
for it. Figures are compared as values, so "more than 500" is kept beside 532 and broken
beside 432; names are exchanged only for names of the same type.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from verifier.judges.quantities import Quantity, quantities

__all__ = ["ADD", "BREAK", "KEEP", "Names", "names_of"]

Edit = Callable[[str, random.Random, "Names"], str | None]


@dataclass(slots=True)
class Names:
    """Names met so far, by type: "person", "place", "body", "time"."""

    of: dict[str, list[str]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Remember every typed name of a sentence."""
        for kind, name, _ in names_of(text):
            known = self.of.setdefault(kind, [])
            if name not in known[-200:]:
                known.append(name)

    def other(self, kind: str, name: str, chance: random.Random) -> str | None:
        """A name of the type that shares no word with ``name``."""
        words = set(name.split())
        apart = [one for one in self.of.get(kind, ()) if not words & set(one.split())]
        return chance.choice(apart) if apart else None


_NAME = r"[A-Z][a-zà-ÿ'’]+(?:[ -](?:of |de |van |von |del )?[A-Z][a-zà-ÿ'’]+)*"
_BODY = re.compile(
    rf"\b(?:the )?({_NAME} (?:University|College|Company|Party|Committee|Council|Court|Bank|"
    r"Agency|Ministry|Museum|Institute|Society|Church|Club|Group|Corporation|Foundation|League))\b"
)
_PLACE = re.compile(
    rf"\b(?:in|at|near|from|to|across|outside|of) (?!January|February|March|April|May|June|July|"
    rf"August|September|October|November|December)({_NAME})(?=[ ,.;)]|$)"
)
_PERSON = re.compile(
    r"\b([A-Z][a-zà-ÿ]+ (?:[A-Z]\. )?[A-Z][a-zà-ÿ]{2,})(?= (?:was|is|has|had|said|says|wrote|"
    r"won|became|played|directed|announced|told|made|took|joined|died|married)\b)"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b(?= \d)")


def names_of(text: str) -> list[tuple[str, str, int]]:
    """(type, name, offset) of each name whose neighbours tell its type; none overlaps another."""
    found: list[tuple[str, str, int]] = []
    taken: set[int] = set()
    patterns = (("body", _BODY), ("person", _PERSON), ("place", _PLACE), ("time", _MONTH))
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            span = range(match.start(1), match.end(1))
            if taken.isdisjoint(span):
                taken.update(span)
                found.append((kind, match.group(1), match.start(1)))
    return found


def _swap_name(text: str, chance: random.Random, names: Names) -> str | None:
    found = names_of(text)
    chance.shuffle(found)
    for kind, name, at in found:
        other = chance.choice(_MONTHS) if kind == "time" else names.other(kind, name, chance)
        if other is not None and other != name:
            return text[:at] + other + text[at + len(name) :]
    return None


def _plain_figures(text: str) -> list[Quantity]:
    """Figures written in digits that may be changed without breaking a word or a date."""
    return [
        one
        for one in quantities(text, "en")
        if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", _digits(one.raw)) and one.kind != "date"
    ]


def _digits(raw: str) -> str:
    match = re.search(r"\d[\d,]*(?:\.\d+)?", raw)
    return match.group(0) if match else ""


def _with_figure(text: str, one: Quantity, digits: str) -> str:
    raw = one.raw.replace(_digits(one.raw), digits, 1)
    return text[: one.start] + raw + text[one.end :]


def _other_figure(text: str, chance: random.Random, names: Names) -> str | None:
    del names
    found = _plain_figures(text)
    if not found:
        return None
    one = chance.choice(found)
    old = _digits(one.raw)
    if one.kind in ("year", "decade"):
        year = int(old) + chance.choice((-1, 1)) * chance.choice((1, 2, 3, 5, 8, 10, 20))
        return _with_figure(text, one, str(year))
    return _with_figure(text, one, _far(old, chance))


def _far(old: str, chance: random.Random) -> str:
    """Another figure of like length and the same manner of writing."""
    value = float(old.replace(",", ""))
    factor = chance.choice((0.3, 0.5, 0.7, 1.4, 1.8, 2.5, 4.0))
    new = value * factor if value >= 4 else value + chance.choice((1, 2, 3, 5))
    places = len(old.partition(".")[2])
    written = f"{new:,.{places}f}" if "," in old else f"{new:.{places}f}"
    return written if written != old else old + "0"


def _bounded(text: str, chance: random.Random, *, true: bool) -> str | None:
    """The exact figure as "more than", "fewer than" or "about" a round one."""
    found = [
        one
        for one in _plain_figures(text)
        if one.kind in ("number", "percent", "money") and not one.bound
        and float(_digits(one.raw).replace(",", "")) >= 13 and "." not in _digits(one.raw)
    ]  # fmt: skip
    if not found:
        return None
    one = chance.choice(found)
    value = int(_digits(one.raw).replace(",", ""))
    step = 10 ** max(1, len(str(value)) - 1)
    below, above = value // step * step, (value // step + 1) * step
    if below in (0, value):
        return None
    over = chance.random() < 0.5
    bound = below if over == true else above
    if not true:
        bound = above + step if over else max(1, below - step // 2)
    word = chance.choice(("more than", "over", "at least")) if over else chance.choice(
        ("fewer than", "under", "less than")
    )  # fmt: skip
    changed = _with_figure(text, one, f"{bound:,}")
    at = one.start
    return changed[:at] + word + " " + changed[at:]


def _true_bound(text: str, chance: random.Random, names: Names) -> str | None:
    del names
    return _bounded(text, chance, true=True)


def _false_bound(text: str, chance: random.Random, names: Names) -> str | None:
    del names
    return _bounded(text, chance, true=False)


_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|will|can|could|did|does|would)\b(?! not)")
_NEGATED = re.compile(r"\b(is|are|was|were|has|have|had|will|can|could|did|does|would) not ")


def _negate(text: str, chance: random.Random, names: Names) -> str | None:
    del names
    if _NEGATED.search(text):
        return _NEGATED.sub(r"\1 ", text, count=1)
    match = _AUXILIARY.search(text)
    if match is None:
        return None
    word = chance.choice(("not", "not", "never"))
    return text[: match.end()] + f" {word}" + text[match.end() :]


_OPPOSED = """
    rose fell|increased decreased|increase decrease|rising falling|grew shrank|gained lost|won lost
    more fewer|higher lower|highest lowest|largest smallest|larger smaller|most least|before after
    above below|first last|earlier later|began ended|opened closed|arrived left|bought sold
    accepted rejected|approved rejected|allowed banned|legal illegal|supported opposed
    praised criticised|success failure|succeeded failed|born killed|north south|northern southern
    east west|eastern western|male female|men women|son daughter|father mother|brother sister
    rich poor|old young|oldest youngest|long short|longer shorter|fast slow|strong weak|better worse
    best worst|public private|always never|all no|many few|guilty innocent|true false|safe dangerous
    popular unpopular|positive negative|major minor|early late|inside outside|with without
    only rarely|common rare|alone together|true untrue|agreed refused|included excluded
    improved worsened|reduced raised|upheld overturned|active inactive|known unknown
"""
_SAME = """
    said stated|about around|film movie|big large|began started|begin start|ended finished
    got received|used employed|shows demonstrates|showed demonstrated|bought purchased|made produced
    near close to|many numerous|because since|also additionally|however though|children kids
    helped assisted|built constructed|town settlement|car automobile|doctor physician
    lawyer attorney|killed slain
    approximately about|often frequently|usually generally|main principal|next following
    wrote authored|got obtained|needs requires|allowed permitted|let allowed|while whereas
    area region|whole entire|chose selected|found discovered|gave provided|quickly rapidly
    important significant|people individuals|won secured|died passed away|located situated
"""


def _pairs(table: str) -> Mapping[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for pair in re.split(r"[|\n]", table):
        one, _, other = pair.strip().partition(" ")
        if other:
            made[one] = (*made.get(one, ()), other)
            if " " not in other:
                made[other] = (*made.get(other, ()), one)
    return made


_OPPOSITES, _SYNONYMS = _pairs(_OPPOSED), _pairs(_SAME)


def _exchange(text: str, chance: random.Random, table: Mapping[str, tuple[str, ...]]) -> str | None:
    places = [found for found in re.finditer(r"\b[a-z]+\b", text) if found.group() in table]
    if not places:
        return None
    place = chance.choice(places)
    return text[: place.start()] + chance.choice(table[place.group()]) + text[place.end() :]


def _opposite(text: str, chance: random.Random, names: Names) -> str | None:
    del names
    return _exchange(text, chance, _OPPOSITES)


def _synonym(text: str, chance: random.Random, names: Names) -> str | None:
    del names
    return _exchange(text, chance, _SYNONYMS)


_ASIDE = re.compile(r"(?:,| \() ?(?:which|who|where|including|such as|although)\b[^,.()]{5,90}[,)]")
_TAIL = re.compile(
    r", (?:and|which|who|while|with|including|after|but|as|where)\b[^,;]{8,}(?=\.?$)"
)
_LEAD = re.compile(r"^(?:In|On|At|During|After|By|For) [^,]{3,40}, (?=[A-Za-z])")


def _shorten(text: str, chance: random.Random, names: Names) -> str | None:
    """Without an aside, a tail or a lead: what is left is still said."""
    del names
    ways = [way for way in (_ASIDE, _TAIL, _LEAD) if way.search(text)]
    if not ways:
        return None
    way = chance.choice(ways)
    made = way.sub("", text, count=1)
    made = made[:1].upper() + made[1:]
    return made if len(made.split()) >= 5 else None


def _lead_last(text: str, chance: random.Random, names: Names) -> str | None:
    """ "In 1990, X did Y." as "X did Y in 1990."."""
    del names, chance
    match = _LEAD.match(text)
    if match is None or not text.endswith("."):
        return None
    lead = match.group().rstrip(", ")
    rest = text[match.end() : -1]
    return rest[:1].upper() + rest[1:] + " " + lead[:1].lower() + lead[1:] + "."


def _surname(text: str, chance: random.Random, names: Names) -> str | None:
    del names, chance
    for kind, name, at in names_of(text):
        if kind == "person":
            return text[:at] + name.split()[-1] + text[at + len(name) :]
    return None


_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_DIGIT = {str(number): word for number, word in enumerate(_NUMBERS, start=2)}
_WORD = {word: digit for digit, word in _DIGIT.items()}


def _respell(text: str, chance: random.Random, names: Names) -> str | None:
    """A small number in words for digits or the other way, or a contraction."""
    del names
    found = list(
        re.finditer(rf"\b(?:{'|'.join(_WORD)})\b|(?<![\d.,$€£-])\b\d\d?\b(?![\d.,%/-])", text)
    )
    found = [one for one in found if one.group() in _DIGIT or one.group() in _WORD]
    if not found:
        return (
            re.sub(r"\b(was|is|did|does|were|are) not\b", r"\1n't", text, count=1)
            if " not " in text
            else None
        )
    one = chance.choice(found)
    new = _DIGIT.get(one.group()) or _WORD[one.group()]
    return text[: one.start()] + new + text[one.end() :]


_DETAILS = (
    "in {place}", "at {body}", "together with {person}", "for the first time",
    "against expectations", "at the request of {body}", "because of the weather",
    "after a long dispute", "for {n} years", "despite the protest of {person}", "on a Sunday",
    "at a cost of ${n} million", "for the {n}th time",
)  # fmt: skip


def _add_detail(text: str, chance: random.Random, names: Names) -> str | None:
    """The sentence with something that it did not say."""
    detail = chance.choice(_DETAILS)
    for kind in ("place", "body", "person"):
        if f"{{{kind}}}" in detail:
            known = names.of.get(kind)
            if not known:
                return None
            detail = detail.replace(f"{{{kind}}}", chance.choice(known))
    detail = detail.replace("{n}", str(chance.randint(4, 60)))
    body = text.rstrip(".")
    return f"{body} {detail}." if len(body.split()) >= 5 else None


def _tries(edits: Iterable[tuple[str, Edit]]) -> tuple[tuple[str, Edit], ...]:
    return tuple(edits)


#: Name -> edit, by what becomes of the meaning.
KEEP = _tries([
    ("synonym", _synonym), ("shorter", _shorten), ("lead last", _lead_last), ("surname", _surname),
    ("respelled", _respell), ("true bound", _true_bound),
])  # fmt: skip
BREAK = _tries([
    ("figure", _other_figure), ("name", _swap_name), ("negation", _negate), ("opposite", _opposite),
    ("false bound", _false_bound),
])  # fmt: skip
ADD = _tries([("detail", _add_detail)])
