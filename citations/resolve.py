"""Short forms, matched to the earlier reference they repeat."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from citations.model import Csl, Reference
from citations.references.model import FoundReference

Place = tuple[int, int]
"""Index of a note and index of a reference in it, both from 0."""

_WORD = re.compile(r"\w+")
#: How alike (0 to 100) the words of a short title must be to the opening of a full one.
_ALIKE = 85.0
#: What is taken off the likeness of titles that share their words in another order.
_OTHER_ORDER = 5.0
#: A short form names no more of the references that it could mean.
MOST_ALTERNATIVES = 20
#: So many comparisons of short forms with references a document has at most; after them
#: only the last few references that could be meant are looked at.
_MOST_COMPARISONS = 1_000_000
_LAST_FEW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What one reference repeats; ``could_be`` is not empty where that is ambiguous."""

    #: The full reference it repeats; None if it stands for itself or nothing fits.
    repeats: Place | None = None
    #: Other references it could mean as well, best first.
    could_be: tuple[Place, ...] = ()
    #: The reference whose author this one has too: "Ders.", "Id.", "Eadem".
    author_from: Place | None = None
    #: Not all that it could mean was looked at, or is named.
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """A full reference that was met, with what a short form may call it."""

    place: Place
    title: str
    authors: frozenset[str]
    year: int | None


class _Library:
    """The full references met so far, found again by the names of their authors."""

    def __init__(self) -> None:
        self.by_place: dict[Place, _Known] = {}
        self._all: list[_Known] = []
        self._by_author: dict[str, list[_Known]] = {}
        self._compared = 0

    def add(self, one: _Known) -> None:
        """Remember a full reference."""
        self.by_place[one.place] = one
        self._all.append(one)
        for author in one.authors:
            self._by_author.setdefault(author, []).append(one)

    def candidates(self, meant: _Known) -> tuple[Sequence[_Known], bool]:
        """The references that a short form can mean, and whether some were left out."""
        if meant.authors:
            shelves = [self._by_author.get(author, []) for author in meant.authors]
        else:
            shelves = [self._all]
        size = sum(map(len, shelves))
        self._compared += size
        short = self._compared > _MOST_COMPARISONS and size > _LAST_FEW
        if short:
            shelves = [shelf[-_LAST_FEW:] for shelf in shelves]
        if len(shelves) == 1:
            return shelves[0], short
        return list({one.place: one for shelf in shelves for one in shelf}.values()), short


def resolve(
    notes: Sequence[Sequence[FoundReference]], *, numbers: Sequence[int | None] | None = None
) -> list[list[Resolved]]:
    """For every reference of every note, in order, which earlier one it repeats.

    ``numbers`` are the notes' own numbers, for forms that name one ("supra note 4");
    without them the notes count from 1. The time is bounded: in a document with very many
    short forms the later ones are held only against the last references that fit.
    """
    counted = numbers if numbers is not None else range(1, len(notes) + 1)
    by_number = {number: at for at, number in enumerate(counted) if number is not None}
    library = _Library()
    resolved: list[list[Resolved]] = []
    for note_at, note in enumerate(notes):
        row: list[Resolved] = []
        resolved.append(row)
        for at, reference in enumerate(note):
            if reference.short_form:
                row.append(_repeated(reference, resolved, library, by_number))
            else:
                same_author = reference.short_kind == "idem"
                before = _same_place(resolved).repeats if same_author else None
                row.append(Resolved(author_from=before))
                library.add(_remember(reference, (note_at, at)))
    return resolved


def _repeated(
    reference: FoundReference,
    resolved: list[list[Resolved]],
    library: _Library,
    by_number: dict[int, int],
) -> Resolved:
    if reference.short_kind == "ibid":
        return _same_place(resolved)
    meant = _remember(reference, (0, 0))
    if reference.names_note is None or reference.names_note not in by_number:
        candidates, more = library.candidates(meant)
        return _named(meant, candidates, more=more)
    # A note that itself only points back stands for what it points at.
    places = sorted(set(_meant_by(resolved, by_number[reference.names_note])))
    known = [library.by_place[place] for place in places if place in library.by_place]
    return _named(meant, known[-_LAST_FEW:], named=True, more=len(known) > _LAST_FEW)


def _same_place(resolved: list[list[Resolved]]) -> Resolved:
    """ "Ibid.": the reference before in this note, or that of the last note which has any."""
    at = len(resolved) - 1
    if resolved[at]:
        before = _full(resolved, (at, len(resolved[at]) - 1))
        return Resolved(repeats=before)
    earlier = at - 1
    while earlier >= 0 and not resolved[earlier]:
        earlier -= 1
    if earlier < 0:
        return Resolved()
    # After a note with several sources nobody can tell: the last is the usual reading.
    return _first_of(list(dict.fromkeys(reversed(_meant_by(resolved, earlier)))))


def _first_of(places: Sequence[Place], *, more: bool = False) -> Resolved:
    """What the first place means; it could be one of the others."""
    others = tuple(places[1 : MOST_ALTERNATIVES + 1])
    return Resolved(repeats=places[0], could_be=others, more=more or len(others) + 1 < len(places))


def _meant_by(resolved: list[list[Resolved]], note: int) -> list[Place]:
    if note >= len(resolved):
        return []
    return [_full(resolved, (note, at)) for at in range(len(resolved[note]))]


def _full(resolved: list[list[Resolved]], place: Place) -> Place:
    return resolved[place[0]][place[1]].repeats or place


def _named(
    meant: _Known, known: Sequence[_Known], *, named: bool = False, more: bool = False
) -> Resolved:
    """The reference that a name, a short title, a year or several of them call.

    ``named`` says that one of ``known`` is meant, even if none fits.
    """
    ranked = sorted(
        ((points, one.place) for one in known if (points := _fits(meant, one)) > 0),
        key=lambda ranked: (-ranked[0], (-ranked[1][0], -ranked[1][1])),
    )
    if ranked:
        best = ranked[0][0]
        return _first_of([place for points, place in ranked if points == best], more=more)
    if named and known:
        return _first_of([known[-1].place, *(one.place for one in known[:-1])], more=more)
    return Resolved(more=more)


def _fits(meant: _Known, one: _Known) -> int:
    """0 for no match; names, titles and years that agree count, one that disagrees ends it."""
    points = 0
    if meant.authors:
        shared = meant.authors & one.authors
        if not shared:
            return 0
        # "Quill, op. cit." means a work of Quill alone before one that Quill shares.
        points += 2 * len(shared) + (meant.authors == one.authors)
    if meant.title:
        alike = _title_likeness(meant.title, one.title)
        if alike < _ALIKE:
            return 0
        points += 3 + (alike == 100)
    if meant.year is not None:
        if meant.year != one.year:
            return 0
        points += 1
    return points


def _title_likeness(short: str, full: str) -> float:
    if not full:
        return 0.0
    if f" {short} " in f" {full} ":
        return 100.0
    from rapidfuzz import fuzz  # noqa: PLC0415  slow to import, and few documents need it

    opening = " ".join(full.split()[: len(short.split())])
    return max(
        fuzz.ratio(short, opening, score_cutoff=_ALIKE),
        fuzz.token_set_ratio(short, full, score_cutoff=_ALIKE + _OTHER_ORDER) - _OTHER_ORDER,
    )


def _remember(reference: FoundReference, place: Place) -> _Known:
    csl = reference.csl
    names = [*csl.get("author", ()), *csl.get("editor", ())]
    called = {plain(name.get("family") or name.get("literal", "")) for name in names}
    if reference.abbreviation:
        called.add(plain(reference.abbreviation))
    parts = csl.get("issued", {}).get("date-parts", [[None]])
    year = parts[0][0] if parts and parts[0] else None
    return _Known(place, plain(csl.get("title", "")), frozenset(called - {""}), year)


def plain(text: str) -> str:
    """The words of a name or title in small letters, without accents and signs."""
    if text.isascii():
        return " ".join(_WORD.findall(text.casefold()))
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join([sign for sign in folded if not unicodedata.combining(sign)])
    return " ".join(_WORD.findall(kept))


def called_by_year(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """References that are a name with a year are tied to the work that these call."""
    made = list(references)
    for at, called in _dated([one.csl for one in references]).items():
        if made[at].same_as is None and made[at].note is not None:
            first, *others = (references[one].id for one in called)
            csl = dict(made[at].csl)
            if place := csl.pop("publisher-place", None):
                csl |= {"type": "document", "author": [{"family": place}]}
            made[at] = replace(made[at], csl=csl, same_as=first, could_be=tuple(others))
    return tuple(made)


def _dated(works: Sequence[Csl]) -> dict[int, tuple[int, ...]]:
    """By index, the works that a name with a year calls ("Quill 2004, p. 9"), best first.

    The full work may stand before or behind it: in a note, or in a list at the end.
    """
    shelves: dict[tuple[str, int], list[int]] = {}
    for at, csl in enumerate(works):
        year = _year_of(csl)
        if year and csl.get("title"):
            for name in {_surname(one) for one in _people_of(csl)[:_FIRST_FEW]}:
                shelves.setdefault((name, year), []).append(at)
    found: dict[int, tuple[int, ...]] = {}
    for at, csl in enumerate(works):
        year = _year_of(csl)
        if not year or csl.keys() - _CALLED_BY:
            continue
        names = [_surname(one) for one in _people_of(csl)[:_FIRST_FEW]]
        if not names and "publisher-place" in csl:
            # "King 2004": a name alone before a year may have been taken for a place.
            names = [plain(str(csl["publisher-place"]))]
        if not names:
            continue
        shelf = shelves.get((names[0], year), [])[:MOST_ALTERNATIVES]
        called = [one for one in shelf if _are_called(works[one], names)]
        if called:
            found[at] = tuple(_one_of_each(works, called))
    return found


#: All that a name with a year says of a work.
_CALLED_BY = frozenset({"type", "author", "issued", "page", "publisher-place", "id"})
_FIRST_FEW = 4


def _are_called(csl: Csl, names: Sequence[str]) -> bool:
    people = [_surname(one) for one in _people_of(csl)[:_FIRST_FEW]]
    # The first name always; of several the others too, in any order.
    return people[0] == names[0] and set(names) <= set(people)


def _one_of_each(works: Sequence[Csl], called: Sequence[int]) -> Iterator[int]:
    """The first of those that have the same title."""
    titles = set[str]()
    for at in called:
        title = plain(str(works[at]["title"]))
        if title not in titles:
            titles.add(title)
            yield at


def _people_of(csl: Csl) -> Sequence[Mapping[str, str]]:
    return csl.get("author") or csl.get("editor") or ()


def _surname(person: Mapping[str, str]) -> str:
    name = person.get("family") or person.get("literal", "")
    words = plain(name).split()
    return words[-1] if words else ""


def _year_of(csl: Csl) -> int | None:
    """The year, of a date that is no more than one."""
    parts = (csl.get("issued") or {}).get("date-parts") or [[]]
    return int(parts[0][0]) if parts[0] else None
