"""What is cited in the order of the text: references and links, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from citations import urls
from citations.model import Csl, Link, Reference

if TYPE_CHECKING:
    from citations.resolve import Resolved

__all__ = ["Found", "Page", "address_of", "numbered", "place_of"]

_FIELDS = tuple(field.name for field in fields(Reference))
_VALUES = attrgetter(*_FIELDS)


class Page(NamedTuple):
    """A reference of which nothing but its address is known, before it has a number."""

    start: int
    end: int
    raw: str
    line: int
    csl: Csl
    note: str | None

    @property
    def other_urls(self) -> tuple[str, ...]:
        """None, as its address is the only one."""
        return ()


class Found(NamedTuple):
    """One reference before it has a number, and the note or mark it comes from."""

    reference: Reference | Page
    #: Place among the references of all notes.
    place: tuple[int, int] | None = None
    mark: int | None = None


def place_of(found: Found) -> tuple[int, int]:
    return found.reference.start, found.reference.end


def numbered(
    found: Sequence[Found], resolved: Sequence[Sequence[Resolved]]
) -> tuple[tuple[Reference, ...], tuple[Link, ...]]:
    """References and links with their ids, short forms tied to what they repeat."""
    by_place = {one.place: f"r{order}" for order, one in enumerate(found, 1) if one.place}
    csl_of = {one.place: one.reference.csl for one in found if one.place}
    links: dict[str, Link] = {}
    references = []
    for order, one in enumerate(found, 1):
        known: dict[str, Any] = {"id": f"r{order}"}
        # What was not parsed from a note's words (a .bib entry, a hidden link) repeats nothing.
        if one.place and one.place[1] < len(resolved[one.place[0]]):
            answer = resolved[one.place[0]][one.place[1]]
            known["same_as"] = by_place[answer.repeats] if answer.repeats else None
            known["could_be"] = tuple(by_place[place] for place in answer.could_be)
            if answer.author_from and (author := csl_of[answer.author_from].get("author")):
                # "Ders.", "Id.": the author is given, by the reference before.
                known["csl"] = {**one.reference.csl, "author": author}
        url = address_of(one.reference.csl)
        if url is not None:
            key = urls.canonical(url)
            link = links.get(key)
            if link is None:
                link = links[key] = Link(id=f"l{len(links) + 1}", url=key)
            known["link"] = link.id
        for other in one.reference.other_urls:
            links.setdefault(other, Link(id=f"l{len(links) + 1}", url=other))
        references.append(_with_number(one.reference, known))
    return tuple(references), tuple(links.values())


def _with_number(one: Reference | Page, known: dict[str, Any]) -> Reference:
    """The reference with what is known once it has a number; ``dataclasses.replace`` is slow."""
    if isinstance(one, Reference):
        return Reference(**dict(zip(_FIELDS, _VALUES(one), strict=True)) | known)
    start, end, raw, line, csl, note = one
    printed = csl["URL"]
    return Reference(
        raw=raw, start=start, end=end, line=line, csl=csl, note=note, url_printed=printed, **known
    )


def address_of(csl: Csl) -> str | None:
    """Where a reference can be visited: its address, or else its DOI's."""
    if csl.get("URL"):
        return str(csl["URL"])
    return f"https://doi.org/{csl['DOI']}" if csl.get("DOI") else None
