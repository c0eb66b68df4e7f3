"""The references of very long documents in little memory: each is made when it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import eq
from typing import cast, overload

from citations.model import Link, Reading, Reference

__all__ = ["bare", "compact"]

#: Fewer references take less room than the work of reading them took.
_MANY = 20_000
#: Numbers that are kept of one: start, end, line, the link and the number of the note.
_NUMBERS = 5


def compact(reading: Reading, many: int = _MANY) -> Reading:
    """An equal reading; if it has ``many`` references, in about a sixth of the memory.

    Its references are then no tuple, though they can be used as one.
    """
    if len(reading.references) < many:
        return reading
    made = _References(reading.document.text, reading.links, reading.references)
    return replace(reading, references=cast("tuple[Reference, ...]", made))


def bare(  # noqa: PLR0917 - it is made of so many things, and very often
    at: int, text: str, start: int, end: int, line: int, note: str | None, url: str, link: Link
) -> Reference:
    """The reference at this place among all, from 0, that is a place and an address, no more."""
    return Reference(
        id=f"r{at + 1}",
        raw=text[start:end],
        start=start,
        end=end,
        line=line,
        csl={"type": "webpage", "URL": url},
        note=note,
        url_printed=url,
        link=link.id,
    )


class _References(Sequence[Reference]):
    """References of which those that are a place and an address are held as no more than that."""

    __slots__ = ("_links", "_numbers", "_text", "_urls", "_whole")

    def __init__(self, text: str, links: Sequence[Link], references: Sequence[Reference]) -> None:
        self._text = text
        self._links = links
        #: The address of each as it is printed; mostly that of its link.
        self._urls: list[str] = []
        self._numbers = array("L")
        #: Those that are more, by their place among all.
        self._whole: dict[int, Reference] = {}
        number = {link.id: at for at, link in enumerate(links)}
        for at, one in enumerate(references):
            self._add(at, one, number.get(one.link or ""))

    def _add(self, at: int, one: Reference, link: int | None) -> None:
        url = ""
        if link is not None:
            url = str(one.csl.get("URL"))
            if url == self._links[link].url:
                url = self._links[link].url
        note = (one.note or "n0")[1:]
        self._urls.append(url)
        self._numbers.extend(
            (one.start, one.end, one.line, link or 0, int(note) if note.isdecimal() else 0)
        )
        if link is None or one != self._made(at):
            self._whole[at] = one

    def _made(self, at: int) -> Reference:
        start, end, line, link, note = self._numbers[at * _NUMBERS : (at + 1) * _NUMBERS]
        url = self._urls[at]
        own = f"n{note}" if note else None
        return bare(at, self._text, start, end, line, own, url, self._links[link])

    def __len__(self) -> int:
        return len(self._urls)

    def __iter__(self) -> Iterator[Reference]:
        for at in range(len(self._urls)):
            yield self._whole.get(at) or self._made(at)

    @overload
    def __getitem__(self, at: int) -> Reference: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Reference, ...]: ...

    def __getitem__(self, at: int | slice) -> Reference | tuple[Reference, ...]:
        if isinstance(at, slice):
            return tuple([self[each] for each in range(*at.indices(len(self)))])
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} references, and none at {at}")
        return self._whole.get(place) or self._made(place)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | _References):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # as references are: there are dicts in them
