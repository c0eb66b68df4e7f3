"""Where a document writes a link: the address's own characters, and the mark-up around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from citations.model import Reading
from citations.urls import canonical, unwrap
from verifier.repair.plan import Fix, fix_for

__all__ = ["Site", "Spans", "noted_links", "sites", "spans", "written"]

#: Before an address that is part of another one, as in an archive's address, or code.
_INSIDE = re.compile(r"[\w/=%&?+`]\Z")
#: Behind an address that is only the beginning of a longer one.
_GOES_ON = re.compile(r"[\w/?#&=%+~@-]|[.,;:!](?=\w)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One place: ``text[start:end]`` is the address as written, within ``text[first:last]``."""

    fix: Fix
    start: int
    end: int
    first: int
    last: int
    #: In a note or bibliography, where words may be added; not in a sentence.
    in_note: bool


class Spans:
    """Spans of a text, asked quickly whether a place is in any of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, place: int) -> bool:
        before = bisect_right(self._starts, place)
        return before > 0 and place < self._ends[before - 1]


def sites(reading: Reading, fixes: Mapping[str, Fix]) -> list[Site]:
    """Every place where an address to be repaired is written, in order, each once."""
    text = reading.document.text
    found: dict[int, Site] = {}
    for url, link, first, last, in_note in spans(reading):
        fix = None if unwrap(url) else fixes.get(link)
        if fix is None:
            continue
        for start in _places(text, url, first, last):
            # The narrowest span comes first: it is the mark-up of this very address.
            place = Site(
                fix=fix, start=start, end=start + len(url), first=first, last=last, in_note=in_note
            )
            found.setdefault(start, place)
    return [found[start] for start in sorted(found)]


def written(
    reading: Reading,
    fixes: Mapping[str, Fix],
    address: re.Pattern[str],
    plain: Callable[[str], str | None],
) -> Iterator[tuple[Site, str]]:
    """Addresses to be repaired as a format spells them, and plainly, where the reading has them.

    ``address`` finds them in the text; ``plain`` takes the format's escapes off, and gives
    None for what is no address after all.
    """
    noted = Spans((note.start, note.end) for note in reading.notes)
    places: dict[str, list[tuple[int, int]]] = {}
    for link, first, last in _places_of_links(reading):
        places.setdefault(link, []).append((first, last))
    known = {link: Spans(where) for link, where in places.items()}
    for found in address.finditer(reading.document.text):
        url = plain(found[0])
        fix = fix_for(url, fixes) if url else None
        start = found.start()
        if url and fix and (where := known.get(canonical(url))) and start in where:
            site = Site(
                fix=fix,
                start=start,
                end=found.end(),
                first=start,
                last=found.end(),
                in_note=start in noted,
            )
            yield site, url


def _places_of_links(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Each link with the spans of the references and mark-up that give it."""
    for _, link, first, last, _ in spans(reading):
        yield link, first, last
    links = {link.id: canonical(link.url) for link in reading.links}
    for reference in reading.references:
        for given in (links.get(reference.link or ""), *map(canonical, reference.other_urls)):
            if given:
                yield given, reference.start, reference.end


def noted_links(reading: Reading) -> frozenset[str]:
    """The links that are cited in notes and bibliographies, where words may be added."""
    notes = {reference.link for reference in reading.references if reference.note}
    links = {canonical(link.url) for link in reading.links if link.id in notes}
    return frozenset(links | {link for _, link, _, _, inside in spans(reading) if inside})


def spans(reading: Reading) -> Iterator[tuple[str, str, int, int, bool]]:
    """Addresses as written, the links they are, the spans they stand in; is it in a note?"""
    document = reading.document
    notes = Spans(
        [(note.start, note.end) for note in reading.notes]
        + [(body.start, body.end) for body in document.note_bodies]
    )
    links = {link.id: canonical(link.url) for link in reading.links}
    for body in document.note_bodies:
        for url, first, last in body.urls:
            yield url, canonical(url), first, last, True
    for pointer in document.pointers:
        if pointer.url:
            inside = pointer.start in notes
            yield pointer.url, canonical(pointer.url), pointer.start, pointer.end, inside
    for reference in reading.references:
        if reference.url_printed and reference.link in links:
            link = links[reference.link]
            inside = reference.note is not None
            yield reference.url_printed, link, reference.start, reference.end, inside


def _places(text: str, url: str, first: int, last: int) -> Iterator[int]:
    at = text.find(url, first, last)
    while at >= 0:
        whole = not _GOES_ON.match(text, at + len(url))
        if whole and not _INSIDE.search(text[max(0, at - 1) : at]):
            yield at
        at = text.find(url, at + 1, last)
