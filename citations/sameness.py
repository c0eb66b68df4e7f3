"""Works that are cited by key or by author and year, and again in the words of a note.

What a note says of such a work is the same reference once more, where nobody could take it
for another work: the same key or DOI, or the same people, year and title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from citations.model import Citation, Csl, Reference
from citations.patterns import lazy
from citations.resolve import plain

__all__ = ["with_same_works"]

#: Citations that call a work by what a list or a file of works calls it.
_CALLING = ("author_year", "citation")
#: Where two works both have one of these and it differs, they are two.
_TELLING = ("DOI", "ISBN", "volume", "issue", "edition", "container-title")
_SUBTITLE = lazy(r"\s?[:.]\s|\s[–—-]\s")
#: A title of fewer letters is no sign of a work.
_SHORTEST = 6


def with_same_works(
    references: Sequence[Reference], citations: Iterable[Citation]
) -> tuple[Reference, ...]:
    """The references, those that repeat a work cited by key or year tied to it."""
    called = {
        one
        for citation in citations
        if citation.style.startswith(_CALLING)
        for one in citation.references
    }
    if not called or len(called) == len(references):
        return tuple(references)
    shelves: dict[tuple[str, ...], Reference] = {}
    for one in references:
        if one.id in called and one.same_as is None:
            for sign in _signs(one.csl):
                shelves.setdefault(sign, one)
    return tuple(_tied(one, called, shelves) for one in references)


def _tied(one: Reference, called: set[str], shelves: dict[tuple[str, ...], Reference]) -> Reference:
    if one.id in called or one.same_as is not None or one.note is None:
        return one
    for sign in _signs(one.csl):
        known = shelves.get(sign)
        if known is not None and not _differ(one.csl, known.csl):
            return replace(one, same_as=known.id)
    return one


def _signs(csl: Csl) -> Iterator[tuple[str, ...]]:
    """What a work is known by, the surest first."""
    if csl.get("id"):
        yield "id", str(csl["id"])
    if csl.get("DOI"):
        yield "DOI", str(csl["DOI"]).casefold()
    people = csl.get("author") or csl.get("editor") or ()
    names = [plain(one.get("family") or one.get("literal", "")) for one in people]
    parts = (csl.get("issued") or {}).get("date-parts") or [[]]
    title = plain(_parted(csl)[0])
    if names and parts[0] and len(title) >= _SHORTEST:
        yield "work", *sorted(names), str(parts[0][0]), title


def _parted(csl: Csl) -> list[str]:
    """The title without its subtitle, and that."""
    return _SUBTITLE.split(str(csl.get("title", "")), maxsplit=1)


def _differ(one: Csl, other: Csl) -> bool:
    subtitles = {plain(part) for csl in (one, other) for part in _parted(csl)[1:]}
    return len(subtitles) > 1 or any(
        one.get(name) and other.get(name) and plain(str(one[name])) != plain(str(other[name]))
        for name in _TELLING
    )
