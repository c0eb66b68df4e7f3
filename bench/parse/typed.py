"""Notes as people type them: sources of many kinds, several in one note, in nine languages."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.parse.documents import COMMENTS
from bench.parse.families import FAMILIES
from bench.parse.items import Item
from bench.parse.pools import Pool, pool
from bench.parse.render import written_date
from bench.parse.scoring import Tally, letters
from bench.parse.shapes import SHAPES, Shapes
from citations.model import Mapped
from citations.references import FoundReference, parse_note

_ANNUAL = {"en": "Annual Report", "de": "Geschäftsbericht", "fr": "Rapport annuel",
           "es": "Informe anual", "it": "Relazione annuale", "tr": "Faaliyet Raporu",
           "ru": "Годовой отчёт"}  # fmt: skip
_UNIVERSITY = {"en": "University of {}", "de": "Universität {}", "fr": "université de {}",
               "es": "Universidad de {}", "it": "Università di {}", "tr": "{} Üniversitesi",
               "ru": "{}", "zh": "{}大学", "ja": "{}大学"}  # fmt: skip
_CYCLOPEDIAS = {
    "en": "Encyclopedia of Shores|Dictionary of Harbours",
    "de": "Lexikon der Küste|Enzyklopädie des Meeres",
    "fr": "Dictionnaire de la mer|Encyclopédie des rivages",
}
_NETWORKS = {"en": "BBC Radio 4", "de": "Nordwelle Radio", "fr": "Radio Littoral",
             "es": "Radio Marina", "it": "Rai Radio 3"}  # fmt: skip
#: Years of Heisei and Reiwa begin with these.
_ERAS = (("令和", 2019), ("平成", 1989), ("昭和", 1926))
_PEOPLE = ("author", "editor", "translator")
_FIELDS = (*_PEOPLE, "title", "container-title", "issued", "accessed", "volume", "issue", "page",
           "publisher", "publisher-place", "URL", "DOI")  # fmt: skip
#: Of kinds that have no title of their own, only these fields are asked.
_ASKED = {
    "legislation": (),
    "legal_case": (),
    "interview": ("author", "issued"),
    "personal_communication": ("author", "issued"),
    "personal_communication|manuscript": ("author", "issued"),
    "manuscript": (),
}


@dataclass(slots=True)
class Source:
    """One source as typed, and what it says."""

    kind: str
    text: str
    gold: Item
    language: str


@dataclass(slots=True)
class Typed:
    """One note: its text and its sources in order."""

    language: str
    text: str = ""
    sources: list[Source] = field(default_factory=list)


class _Slots:
    """Values for the slots of one shape; those that are used make the gold."""

    def __init__(self, chance: random.Random, language: str, *, odd: bool) -> None:
        self.chance, self.language = chance, language
        self.words: Pool = pool(language, odd=odd)
        self.shapes: Shapes = SHAPES[language]
        self.odd = odd
        self.gold: Item = {}
        self.year = chance.randint(1955, 2022)
        self.date = [self.year, chance.randint(1, 12), chance.randint(1, 28)]
        self.later = [self.year + 1, chance.randint(1, 12), chance.randint(1, 28)]
        self.page = chance.randint(3, 380)
        people = self.half(self.shapes.people)
        self.people = chance.sample(people, min(4, len(people))) * 4
        self.titles = [self._title() for _ in range(2)]

    def half(self, table: str) -> list[str]:
        """This half's words of a list."""
        return table.split("|")[int(self.odd) :: 2]

    def _title(self) -> str:
        words = self.words
        a, b = self.chance.sample(words.things, 2) if len(words.things) > 1 else words.things * 2
        title = self.chance.choice(words.titles).format(
            a=a, b=b, p=self.chance.choice(words.places)
        )
        title = title.replace("“", "").replace("”", "").replace(" ?", "").rstrip("?")
        return title[0].upper() + title[1:]

    def value(self, slot: str) -> str:
        """The slot's text, once its meaning is in the gold."""
        for prefix, role in _ROLES.items():
            if slot.startswith(prefix):
                return self._person(slot, role, prefix)
        maker = _VALUES[slot]
        name, value, text = maker(self)
        if name and value:
            self.gold[name] = value
        return text

    def _person(self, slot: str, role: str, prefix: str) -> str:
        at = _ORDER.index(prefix) + ("2" in slot)
        given, _, family = _parted(self.people[at])
        name = {"family": family, "given": given}
        if self.language in {"zh", "ja"}:
            whole = self.people[at].replace(" ", "")
            text, name = whole, {"literal": whole}
        else:
            text = _spelled(slot, given, family, name)
        if role:
            self.gold.setdefault(role, []).append(name)
        return text


_ROLES = {
    "author": "author",
    "inverted": "author",
    "initials": "author",
    "short": "author",
    "family": "author",
    "editor": "editor",
    "translator": "translator",
    "recipient": "",
}
_ORDER = ["author", "editor", "translator", "recipient", "inverted", "initials", "short", "family"]


def _parted(name: str) -> tuple[str, str, str]:
    """Given name, a space, and a surname with its particles or second part."""
    words = name.split()
    cut = 1
    while cut < len(words) - 1 and (words[cut][-1] == "." or words[cut] in _MIDDLE):
        cut += 1
    return " ".join(words[:cut]), " ", " ".join(words[cut:])


_MIDDLE = {"José", "Luisa", "Joachim", "Rıza"}


def _initials(given: str) -> str:
    parts = re.split(r"(?<=[-\s])|\s", given)
    return "".join(
        f"{part[0]}.{'-' if part.endswith('-') else ' '}" for part in parts if part
    ).strip()


def _spelled(slot: str, given: str, family: str, name: dict[str, str]) -> str:
    if slot.startswith("family"):
        del name["given"]
        return family
    if "_ru" in slot or slot.startswith(("initials", "short")):
        short = _initials(given)
        name["given"] = short
        if slot.startswith("short"):
            return f"{family} {short}" if "_ru" in slot else f"{family}, {short}"
        return f"{short} {family}"
    if "inverted" in slot:
        return f"{family}, {given}"
    return f"{given} {family}"


_Made = tuple[str, Any, str]


def _plain(name: str, choose: Callable[[_Slots], str]) -> Callable[[_Slots], _Made]:
    def make(slots: _Slots) -> _Made:
        text = choose(slots)
        return name, text, text

    return make


def _body(name: str, choose: Callable[[_Slots], str]) -> Callable[[_Slots], _Made]:
    def make(slots: _Slots) -> _Made:
        text = choose(slots)
        return name, [{"literal": text}] if name == "author" else text, text

    return make


def _dated(name: str, count: int, written: Callable[[_Slots, list[int]], str]) -> Any:
    def make(slots: _Slots) -> _Made:
        parts = slots.later if name == "accessed" else slots.date
        return name, {"date-parts": [parts[:count]]}, written(slots, parts)

    return make


def _numeric(_: _Slots, parts: list[int]) -> str:
    return f"{parts[2]:02}.{parts[1]:02}.{parts[0]}"


def _era(year: int) -> str:
    name, first = next(era for era in _ERAS if year >= era[1] + (era[0] == "昭和"))
    return f"{name}{year - first + 1}"


def _in_words(slots: _Slots, parts: list[int]) -> str:
    return written_date(parts, slots.language)


def _pages(slots: _Slots) -> _Made:
    text = f"{slots.page}–{slots.page + 14}"
    return "page", f"{slots.page}-{slots.page + 14}", text


def _day(slots: _Slots) -> _Made:
    """A day whose year stands elsewhere."""
    parts = slots.date
    text = re.sub(r"(?: de)? \d{4}", "", written_date(parts, slots.language))
    return "issued", {"date-parts": [parts]}, text


def _address(slots: _Slots) -> str:
    word = slots.chance.choice(("tide", "pier", "dock", "reef"))
    return f"https://www.{word}-{slots.chance.randint(10, 99)}.example/{slots.year}/{word}"


def _resolved(slots: _Slots, doi: str) -> _Made:
    """A DOI written as an address, which it is as well."""
    slots.gold["URL"] = f"https://doi.org/{doi}"
    return "DOI", doi, slots.gold["URL"]


def _issuer(body: str) -> _Made:
    """A body as the one who edits its own report."""
    return "editor", [{"literal": body}], body


def _number(low: int, high: int) -> Callable[[_Slots], str]:
    return lambda slots: str(slots.chance.randint(low, high))


def _pick(table: str) -> Callable[[_Slots], str]:
    return lambda slots: slots.chance.choice(getattr(slots.words, table))


def _own(table: str) -> Callable[[_Slots], str]:
    return lambda slots: slots.chance.choice(slots.half(getattr(slots.shapes, table)))


_VALUES: dict[str, Callable[[_Slots], _Made]] = {
    "title": _plain("title", lambda slots: slots.titles[0]),
    "book": _plain("container-title", lambda slots: slots.titles[1]),
    "annual": lambda s: ("title", t := f"{_ANNUAL[s.language]} {s.year}", t),
    "paper": _plain("container-title", _pick("papers")),
    "journal": _plain("container-title", _pick("journals")),
    "site": _plain("container-title", _pick("sites")),
    "show": _plain("container-title", _own("shows")),
    "archive": _plain("", _own("archives")),
    "body": _body("author", _pick("bodies")),
    "body2": _body("publisher", _pick("bodies")),
    "firm": _body("author", _own("firms")),
    "firm2": _body("publisher", _own("firms")),
    "house": _plain("publisher", _pick("houses")),
    "place": _plain("publisher-place", _pick("places")),
    "volume": _plain("volume", _number(2, 60)),
    "issue": _plain("issue", _number(2, 12)),
    "university": _plain(
        "publisher",
        lambda s: _UNIVERSITY[s.language].format(s.chance.choice(s.words.places)),
    ),
    "cyclopedia": _plain(
        "container-title", lambda s: s.chance.choice(s.half(_CYCLOPEDIAS[s.language]))
    ),
    "youtube": _plain("container-title", lambda _: "YouTube"),
    "network": _plain("publisher", lambda s: _NETWORKS[s.language]),
    "twitter": _plain("container-title", lambda _: "Twitter"),
    "facebook": _plain("container-title", lambda _: "Facebook"),
    "issuer": lambda s: _issuer(s.chance.choice(s.words.bodies)),
    "zenodo": _plain("publisher", lambda _: "Zenodo"),
    "number": _plain("", _number(3000, 9999)),
    "handle": _plain("", lambda slots: f"{slots.chance.choice('abcdef')}_{slots.page}"),
    "year": _dated("issued", 1, lambda _, parts: str(parts[0])),
    "year1": lambda s: ("issued", {"date-parts": [[s.year + 1]]}, str(s.year + 1)),
    "date": _dated("issued", 3, _in_words),
    "numeric": _dated("issued", 3, _numeric),
    "iso": _dated("issued", 3, lambda _, p: f"{p[0]}-{p[1]:02}-{p[2]:02}"),
    "era": _dated("issued", 1, lambda _, p: _era(p[0])),
    "era_date": _dated("issued", 3, lambda _, p: f"{_era(p[0])}年{p[1]}月{p[2]}日"),
    "day": _day,
    "accessed": _dated("accessed", 3, _in_words),
    "accessed_numeric": _dated("accessed", 3, _numeric),
    "accessed_iso": _dated("accessed", 3, lambda _, p: f"{p[0]}-{p[1]:02}-{p[2]:02}"),
    "page": _plain("page", lambda slots: str(slots.page)),
    "page1": lambda s: ("page", f"{s.page}-{s.page + 1}", str(s.page + 1)),
    "pages": _pages,
    "url": _plain("URL", _address),
    "doi": _plain("DOI", lambda slots: f"10.5281/zenodo.{slots.chance.randint(10000, 99999)}"),
    "doi_url": lambda s: _resolved(s, f"10.5281/zenodo.{s.page + 9000}"),
    #: A place that is only spoken of.
    "where": _plain("", _pick("places")),
}


def _lines(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


def make_source(
    chance: random.Random, language: str, *, odd: bool, further: bool = False
) -> Source:
    """One source in one of the half's shapes, or one of its ``further`` families."""
    shapes = FAMILIES[language] if further else SHAPES[language]
    lines = _lines(shapes.seen) + (_lines(shapes.unseen) * 2 if odd else [])
    kind, _, shape = chance.choice(lines).partition(": ")
    slots = _Slots(chance, language, odd=odd)
    text = "".join(
        literal + (slots.value(name) if name else "")
        for literal, name, _, _ in string.Formatter().parse(shape)
    )
    return Source(kind, text, slots.gold, language)


def make_note(chance: random.Random, language: str, *, odd: bool, further: bool = False) -> Typed:
    """One note of one to four sources, with words that lead up to them and sometimes a comment."""
    shapes = SHAPES[language]
    joins = shapes.joins.split("|") + (shapes.unseen_joins.split("|") * 2 if odd else [])
    note = Typed(language)
    for at in range(chance.choices((1, 2, 3, 4), weights=(4, 4, 2, 1))[0]):
        source = make_source(chance, language, odd=odd, further=further)
        if at:
            note.text = note.text.rstrip(".。") + chance.choice(joins)
        else:
            note.text = chance.choice(shapes.leads.split("|"))
        note.text += source.text
        note.sources.append(source)
    if chance.random() < 0.12:
        space = "" if note.text.endswith("。") else " "
        note.text += space + COMMENTS[language]
    return note


@dataclass(slots=True)
class _Figures:
    split: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    fields: Tally = field(default_factory=Tally)


def main(half: str, count: int, *, wrong: str | None = None, limit: int = 40) -> None:
    """Print split, fields and types of ``count`` notes in each language, for both sets."""
    for further in (False, True):
        _run(half, count, further=further, wrong=wrong, limit=limit)


def _run(half: str, count: int, *, further: bool, wrong: str | None, limit: int) -> None:
    tables: dict[str, dict[str, _Figures]] = {"language": {}, "kind": {}, "field": {}}
    shown: list[str] = []
    for language in SHAPES:
        for number in range(count):
            named = "further" if further else "typed"
            chance = random.Random(f"{named} {half} {language} {number}")
            note = make_note(chance, language, odd=half == "held-out", further=further)
            for line in _score(note, tables):
                if wrong in {line.partition(" ")[0], "all"} and len(shown) < limit:
                    shown.append(line)
    shapes = "further shapes" if further else "typed notes"
    print(f"\n== {half}: {count} {shapes} in each language")
    for title, table in tables.items():
        print(f"{title:44}{'split':>8}{'whole':>8}{'fields':>8}{'type':>8}")
        for name, one in sorted(table.items()):
            tallies = (one.split, one.whole, one.fields, one.kinds)
            print(f"{name:44}{''.join(map(_printed, tallies))}")
    print("\n".join(shown))


def _printed(tally: Tally) -> str:
    return f"{tally.f1:8.3f}" if tally.f1 is not None else f"{'-':>8}"


def _score(note: Typed, tables: dict[str, dict[str, _Figures]]) -> Iterator[str]:
    by_language = [tables["language"].setdefault(one, _Figures()) for one in (note.language, "all")]
    found = list(parse_note(Mapped.plain(note.text), language=note.language).references)
    pairs = list(_pairs(note, found))
    for figures in by_language:
        figures.split.add(len(pairs), len(found), len(note.sources))
        right = len(pairs) == len(found) == len(note.sources)
        figures.whole.add(right, 1, 1)
    if not len(pairs) == len(found) == len(note.sources):
        cut = " ¦ ".join(note.text[one.start : one.end] for one in found)
        yield f"split {note.text}\n    read {cut}"
    for source, read in pairs:
        kinds = [*by_language, tables["kind"].setdefault(source.kind, _Figures())]
        right = read.csl.get("type") in source.kind.split("|")
        for figures in kinds:
            figures.kinds.add(right, 1, 1)
        if not right:
            yield f"type {source.kind}: {read.csl.get('type')}\n    in {source.text}"
        for name in _ASKED.get(source.kind, _FIELDS):
            true, got = source.gold.get(name), read.csl.get(name)
            if not true and not got:
                continue
            equal = bool(true and got) and _same(name, true, got)
            one = tables["field"].setdefault(name, _Figures())
            for figures in [*kinds, one]:
                figures.fields.add(equal, bool(got), bool(true))
            if not equal:
                yield f"{name} {true!r}\n    read {got!r}\n    in {source.text}"


def _pairs(note: Typed, found: list[FoundReference]) -> Iterator[tuple[Source, FoundReference]]:
    free = {}
    for one in found:
        own = letters(note.text[one.start : one.end])
        free[own.removeprefix(letters(one.prefix or ""))] = one
    for source in note.sources:
        if read := free.pop(letters(source.text), None):
            yield source, read


def _same(name: str, true: Any, got: Any) -> bool:
    if name in _PEOPLE:
        return len(true) == len(got) and all(map(_same_name, true, got))
    if name in {"issued", "accessed"}:
        return bool(true["date-parts"][0] == got["date-parts"][0])
    if name == "page":
        first, got_first = (re.findall(r"\d+", str(one)) for one in (true, got))
        return bool(got_first) and first[0] == got_first[0]
    if name == "URL":
        return bool(true == got)
    return letters(str(true)) == letters(str(got))


def _same_name(true: dict[str, str], got: dict[str, str]) -> bool:
    """All words of a name, and the last of them in the surname; none but those."""
    if "literal" in true or "literal" in got:
        whole = [letters(one.get("family", "") + one.get("given", "") + one.get("literal", ""))
                 for one in (true, got)]  # fmt: skip
        return whole[0] == whole[1] and ("literal" in got or "family" in true or _asian(whole[0]))
    ours, theirs = (letters(one.get("given", "") + one["family"]) for one in (true, got))
    return (
        ours == theirs
        and ("given" in true) == ("given" in got)
        and letters(got["family"]).endswith(letters(true["family"].split()[-1]))
    )


def _asian(text: str) -> bool:
    return bool(re.search(r"[\u3040-\u9fff]", text))
