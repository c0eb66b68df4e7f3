"""Short forms, matched to the earlier reference they repeat."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from citations.references.model import FoundReference

Place = tuple[int, int]
"""Index of a note and index of a reference in it, both from 0."""

_WORD = re.compile(r"\w+")
#: How alike (0 to 100) the words of a short title must be to the opening of a full one.
_ALIKE = 85.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What one reference repeats; ``could_be`` is not empty where that is ambiguous."""

    #: The full reference it repeats; None if it stands for itself or nothing fits.
    repeats: Place | None = None
    #: Other references it could mean as well, best first.
    could_be: tuple[Place, ...] = ()
    #: The reference whose author this one has too: "Ders.", "Id.", "Eadem".
    author_from: Place | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A full reference that was met, with what a short form may call it."""

    place: Place
    title: str
    authors: frozenset[str]
    year: int | None


def resolve(
    notes: Sequence[Sequence[FoundReference]], *, numbers: Sequence[int | None] | None = None
) -> list[list[Resolved]]:
    """For every reference of every note, in order, which earlier one it repeats.

    ``numbers`` are the notes' own numbers, for forms that name one ("supra note 4");
    without them the notes count from 1.
    """
    counted = numbers if numbers is not None else range(1, len(notes) + 1)
    by_number = {number: at for at, number in enumerate(counted) if number is not None}
    known: list[_Known] = []
    resolved: list[list[Resolved]] = []
    for note_at, note in enumerate(notes):
        row: list[Resolved] = []
        resolved.append(row)
        for at, reference in enumerate(note):
            if reference.short_form:
                row.append(_repeated(reference, resolved, known, by_number))
            else:
                same_author = reference.short_kind == "idem"
                before = _same_place(resolved).repeats if same_author else None
                row.append(Resolved(author_from=before))
                known.append(_remember(reference, (note_at, at)))
    return resolved


def _repeated(
    reference: FoundReference,
    resolved: list[list[Resolved]],
    known: list[_Known],
    by_number: dict[int, int],
) -> Resolved:
    if reference.short_kind == "ibid":
        return _same_place(resolved)
    candidates = known
    if reference.names_note is not None and reference.names_note in by_number:
        named = by_number[reference.names_note]
        # A note that itself only points back stands for what it points at.
        places = _meant_by(resolved, named)
        candidates = [one for one in known if one.place in places]
    return _named(reference, candidates)


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
    places = list(dict.fromkeys(reversed(_meant_by(resolved, earlier))))
    # After a note with several sources nobody can tell: the last is the usual reading.
    return Resolved(repeats=places[0], could_be=tuple(places[1:]))


def _meant_by(resolved: list[list[Resolved]], note: int) -> list[Place]:
    if note >= len(resolved):
        return []
    return [_full(resolved, (note, at)) for at in range(len(resolved[note]))]


def _full(resolved: list[list[Resolved]], place: Place) -> Place:
    return resolved[place[0]][place[1]].repeats or place


def _named(reference: FoundReference, known: list[_Known]) -> Resolved:
    """The reference that a name, a short title, a year or several of them call."""
    meant = _remember(reference, (0, 0))
    ranked = sorted(
        ((points, one.place) for one in known if (points := _fits(meant, one)) > 0),
        key=lambda ranked: (-ranked[0], (-ranked[1][0], -ranked[1][1])),
    )
    if not ranked:
        only = [one.place for one in known] if reference.names_note is not None else []
        return Resolved(repeats=only[-1], could_be=tuple(only[:-1])) if only else Resolved()
    best = ranked[0][0]
    same = [place for points, place in ranked if points == best]
    return Resolved(repeats=same[0], could_be=tuple(same[1:]))


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
    return max(fuzz.ratio(short, opening), fuzz.token_set_ratio(short, full) - 5)


def _remember(reference: FoundReference, place: Place) -> _Known:
    csl = reference.csl
    names = [*csl.get("author", ()), *csl.get("editor", ())]
    called = {_plain(name.get("family") or name.get("literal", "")) for name in names}
    if reference.abbreviation:
        called.add(_plain(reference.abbreviation))
    parts = csl.get("issued", {}).get("date-parts", [[None]])
    year = parts[0][0] if parts and parts[0] else None
    return _Known(place, _plain(csl.get("title", "")), frozenset(called - {""}), year)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(kept))
