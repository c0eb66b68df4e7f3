"""Citations by author and year, in prose and at the head of a bibliography's entries."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from citations.patterns import lazy

__all__ = ["AuthorYear", "Index", "find"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_NO_YEAR = r"n\.\s?d\.|o\.\s?J\.|s\.\s?d\.|forthcoming|in press|im Erscheinen|б\.\s?г\."
_YEARS = lazy(
    rf"(?P<year>{_YEAR}|{_NO_YEAR})"
    rf"(?:\s?[/\[(]\s?{_YEAR}[\])]?)?"
)
_MORE_YEARS = lazy(rf"\s?[,;&]\s?(?P<year>{_YEAR})(?![\d–-])")
_LOCATOR = lazy(
    r"\s?[:,]\s?(?P<locator>(?:(?:pp?|[sS]|ss|pág|págs|pag|pagg|ch|chap|chapter|Kap|sec|§|с|стр|fig|"
    r"table|para)\.?\s?)?\d[\w–\-, ff.]{0,20})"
)
_GROUP = lazy(r"[(\[（]([^()\[\]（）\n]{3,400})[)\]）]")
_NARRATIVE = lazy(
    rf"(?<![\w-])(?P<names>[^\W\d_a-zß-öø-ÿа-я][\w’'.-]{{1,40}}"
    rf"(?:(?:,? (?:and|&|und|et|y|e|ve|en|och|и) | & |, )"
    rf"[^\W\d_a-zß-öø-ÿа-я][\w’'.-]{{1,40}}){{0,3}}"
    rf"(?:,? (?:et al\.?|u\. ?a\.|и др\.|vd\.|y otros|e altri|ve ark\.))?)(?:’s|'s)?"
    rf"\s?[(（\[](?P<inner>{_YEAR}(?:[,;:]\s?[^()（）\n]{{1,40}})?)[)）\]]"
)
_CJK_ITEM = lazy(
    rf"(?P<names>[\u3040-\u9fff·・]{{2,12}}?)(?:等|ら|ほか)?\s?[，,、]?\s?(?P<year>{_YEAR})年?$"
)
_LEAD = lazy(
    r"(?:(?:see|cf|e\.g|i\.e|also|for example|for instance|as in|in|quoted in|cited in|compare|but|"
    r"and|vgl|siehe|s|auch|z\. ?B|zit\. nach|zitiert nach|voir|p\. ?ex|cité par|véase|ver|cfr|"
    r"si veda|vedi|bkz|krş|aktaran|см|ср|напр|цит\. по)\b[.,:]*\s+)+",
    re.IGNORECASE,
)
_PARTICLE = _set(
    "van von der den de del della di da dos das du la le el al bin ibn ten ter zu zur af av mac "
    "and und et y e ve en och & и al. al others others. others, u. a. ua vd vd. др др. ark ark. "
    "et. altri otros eds ed hrsg"
)
#: What the names of offices are held together by: "Centre for the Study of Tides".
_BINDING = _set(
    "of for on in the to at by für des zur im am für pour sur les aux à au para los las por el "
    "per gli delle della dei degli sul sulla dell per con na do dla w по при за için"
)
_NOT_NAMES = lazy(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|"
    r"août|sept|déc|enero|mayo|agosto|gen|giu|lug|ott|dic|since|until|from|in|bis|seit|founded|born|"
    r"died|act|law|directive|regulation|summer|winter|spring|autumn|fall|early|late|mid|circa|ca)",
    re.IGNORECASE,
)
#: A particle that has lost its vowel: "d’Estaing", "dell’Acqua".
_ELIDED = lazy(r"(?:d|l|dell|dall|degl)[’'](?=[^\W\d_])")
_NAME = lazy(r"[’']?[^\W\d_][\w’'./-]*")
_ET_AL = lazy(r"\bet al\b|&|\b(?:and|und|et|y|e|и|ve)\b|\b(?:u\. ?a\.|и др\.|vd\.|ve ark\.)")
#: An office with common nouns in its name: "Agence du littoral", "Министерство портов".
_OFFICE = lazy(r"[^\W\d_a-zß-öø-ÿа-я][\w’'-]*(?: [\w’'&-]+){1,9}")
_ENTRY_YEAR = lazy(rf"(?<!\d){_YEAR}(?!\d)|{_NO_YEAR}")
_PLAIN_WORD = lazy(r"[^\W\d_]+")
#: What ends the names that an entry of a bibliography begins with.
_AFTER_NAMES = lazy(r"[\d:“„‘«\"]")


@dataclass(frozen=True, slots=True)
class AuthorYear:
    """One work named by its author and year; spans count in the text given to ``find``."""

    surname: str
    year: str
    start: int
    end: int
    #: The whole bracket; it is cut out of the prose unless the names are part of the sentence.
    group: tuple[int, int]
    in_sentence: bool
    #: Nothing else looks like this: several names, "et al.", a comma before the year.
    clear: bool
    #: More than one author is named.
    several: bool = False
    locator: str | None = None


def find(text: str) -> list[AuthorYear]:
    """Every place that could cite a work by author and year, in order."""
    found: list[AuthorYear] = []
    for group in _GROUP.finditer(text):
        found.extend(_parenthetical(group))
    covered = {one.group for one in found}
    for match in _NARRATIVE.finditer(text):
        inner = match.start("inner") - 1, match.end("inner") + 1
        if inner not in covered:
            found.extend(_narrative(match))
    return sorted(found, key=lambda one: (one.group, one.start))


def _parenthetical(group: re.Match[str]) -> list[AuthorYear]:
    items: list[AuthorYear] = []
    at = group.start(1)
    for part in re.split(r"[;；]", group[1]):
        item = list(_item(part, at, group.span()))
        if not item and items and (year := re.fullmatch(rf"\s?({_YEAR})\s?", part)):
            item = [_same_author(items[-1], year, at)]
        if not item:
            return []  # One part that cites nothing, and it is an aside in brackets.
        items.extend(item)
        at += len(part) + 1
    return items


def _same_author(before: AuthorYear, year: re.Match[str], at: int) -> AuthorYear:
    start, end = at + year.start(1), at + year.end(1)
    return AuthorYear(before.surname, year[1], start, end, before.group, False, before.clear)


def _item(part: str, at: int, group: tuple[int, int]) -> Iterator[AuthorYear]:
    lead = len(part) - len(part.lstrip())
    lead += len(found[0]) if (found := _LEAD.match(part, lead)) else 0
    cjk = _CJK_ITEM.match(part.rstrip(), lead)
    if cjk:
        yield AuthorYear(
            cjk["names"], cjk["year"], at + lead, at + cjk.end(), group, False, clear=True
        )
        return
    year = _YEARS.search(part, lead)
    names = part[lead : year.start()].strip() if year else ""
    people = _are_names(names)
    if year is None or not (people or _OFFICE.fullmatch(names.rstrip(","))):
        return
    end = year.end()
    several = people and bool(_ET_AL.search(names))
    sure = people and _BINDING.isdisjoint(names.split())
    clear = several or (sure and part[: year.start()].rstrip().endswith(","))
    surname = _surname(names) if people else names.rstrip(",")
    years = [year]
    while more := _MORE_YEARS.match(part, end):
        years.append(more)
        end = more.end()
    locator = _LOCATOR.match(part, end)
    if locator:
        end = locator.end()
    if part[end:].strip(" ."):
        return
    page = locator["locator"].strip() if locator else None
    start = at + lead
    for one in years:
        stop = at + (end if one is years[-1] else one.end())
        yield AuthorYear(surname, one["year"], start, stop, group, False, clear, several, page)
        start = stop


def _narrative(match: re.Match[str]) -> Iterator[AuthorYear]:
    names = match["names"]
    if not _are_names(names):
        return
    year = re.match(_YEAR, match["inner"])
    rest = match["inner"][year.end() :].strip(" ,:;") if year else ""
    if year:
        yield AuthorYear(
            _surname(names),
            year[0],
            match.start(),
            match.end(),
            match.span(),
            in_sentence=True,
            clear=bool(_ET_AL.search(names)),
            locator=rest or None,
        )


def _are_names(names: str) -> bool:
    words = names.replace(",", " ").split()
    if not 0 < len(words) <= 12 or _NOT_NAMES.fullmatch(words[-1].strip(".")):
        return False
    capital = 0
    for at, word in enumerate(words):
        if word.lower() in _PARTICLE or (0 < at < len(words) - 1 and word in _BINDING):
            continue
        elided = _ELIDED.match(word)
        bare = word[elided.end() :] if elided else word.lstrip("’'")
        if not _NAME.fullmatch(word) or bare[0].islower():
            return False
        capital += 1
    return 0 < capital <= 8


_OTHERS = _set("al al. et et. u. a. a.; др др. vd vd. ark ark. u.a.")


def _surname(names: str) -> str:
    """The first author's last name: what a bibliography is sorted by."""
    first = re.split(r",|/| & | (?:and|und|et|y|e|ve|en|och|и|vd\.) ", names)[0]
    words = [word for word in first.split() if word.lower() not in _OTHERS]
    return words[-1] if words else names


class Index:
    """Entries of a bibliography, found again by a surname and a year.

    Only the names and years of ``asked`` are looked for; in linear time.
    """

    def __init__(self, entries: Sequence[str], asked: Iterable[AuthorYear]) -> None:
        asked = {(one.surname, one.year): one for one in asked}.values()
        names = {word for one in asked for word in _words(one.surname)}
        wanted = {form for one in asked for form in _forms(one.year)}
        self._by_year: dict[str, dict[str, list[int]]] = {}
        #: The first words of each entry, and whether several people wrote it.
        self._heads: dict[int, tuple[str, bool]] = {}
        #: What was looked up before: prose names the same works again and again.
        self._known: dict[tuple[str, str, bool], int | None] = {}
        self._offices: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for index, entry in enumerate(entries):
            years = [year.replace(" ", "") for year in _ENTRY_YEAR.findall(entry[:1500])]
            own = [year for year in dict.fromkeys(years[:6]) if year in wanted]
            if own:
                self._add(index, entry[:400], own, names)

    def _add(self, index: int, head: str, years: Sequence[str], names: Collection[str]) -> None:
        words = _words(head)
        authors = _AFTER_NAMES.split(head[:160], maxsplit=1)[0]
        self._heads[index] = " ".join(words[:12]), ";" in authors or bool(_ET_AL.search(authors))
        for position, word in enumerate(words[:40]):
            if word in names:
                for year in years:
                    table = self._by_year.setdefault(year, {})
                    table.setdefault(word, []).append(index * 64 + min(position, 63))

    def look_up(self, one: AuthorYear) -> int | None:
        """The entry that begins nearest to the surname and names the year; None if none does.

        Of two that begin with it, the one that as many people wrote as are named.
        """
        asked = (one.surname, one.year, one.several)
        if asked not in self._known:
            self._known[asked] = self._look_up(one)
        return self._known[asked]

    def _look_up(self, one: AuthorYear) -> int | None:
        wanted = _words(one.surname)
        for form in _forms(one.year):
            table = self._by_year.get(form, {})
            if " " in one.surname:
                if (found := self._office(form, wanted)) is not None:
                    return found
            elif places := table.get(wanted[-1], []) if wanted else []:
                return min(places, key=lambda place: self._rank(place, one)) // 64
        return None

    def _office(self, form: str, words: Sequence[str]) -> int | None:
        """The first entry of a year that begins with all these words."""
        if (form, words[0]) not in self._offices:
            places = self._by_year.get(form, {}).get(words[0], [])
            entries = [place // 64 for place in places if not place % 64]
            self._offices[form, words[0]] = sorted((self._heads[at][0], at) for at in entries)
        heads = self._offices[form, words[0]]
        whole = " ".join(words)
        behind = islice(heads, bisect_left(heads, (whole,)), None)
        found = takewhile(lambda head: head[0].startswith(whole), behind)
        return min((at for _, at in found), default=None)

    def _rank(self, place: int, one: AuthorYear) -> tuple[int, bool]:
        return place % 64, self._heads[place // 64][1] != one.several


def _forms(year: str) -> tuple[str, str]:
    """A year as it is cited, and without the letter that tells two works apart."""
    year = year.replace(" ", "")
    return year, year.rstrip("abcdefgh")


def _words(text: str) -> list[str]:
    plain = text.casefold()
    if plain.isascii():
        return _PLAIN_WORD.findall(plain)
    folded = unicodedata.normalize("NFKD", plain)
    plain = "".join([one for one in folded if not unicodedata.combining(one)])
    if re.search(r"[\u3040-\u9fff]", plain[:20]):
        head = re.findall(r"[\u3040-\u9fff]+", plain[:60])
        return [run[:size] for run in head for size in range(2, 5)] + re.findall(
            r"[^\W\d_]+", plain
        )
    return re.findall(r"[^\W\d_]+", plain)
