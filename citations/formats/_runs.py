"""Text cut out of a document: kept runs of characters that know where they stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import overload

from citations.model import Mapped

__all__ = ["Edit", "Runs", "Writer", "apply", "without"]

#: A span of a text and what stands there instead: nothing, or no more characters than before.
Edit = tuple[int, int, str]


class Runs(Sequence[int]):
    """Offsets that mostly rise by one, held as runs: character ``i`` stands at ``i + shift``."""

    __slots__ = ("_length", "_shifts", "_starts")

    def __init__(self, starts: list[int], shifts: list[int], length: int) -> None:
        self._starts = starts
        self._shifts = shifts
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return self._part(range(self._length)[index])
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        return index + self._shifts[bisect_right(self._starts, index) - 1]

    def _part(self, wanted: range) -> Sequence[int]:
        if not wanted:
            return range(0)
        if wanted.step != 1:
            return [self[i] for i in wanted]
        first = bisect_right(self._starts, wanted.start) - 1
        last = bisect_right(self._starts, wanted.stop - 1)
        low = wanted.start
        if last - first == 1:
            shift = self._shifts[first]
            return range(low + shift, wanted.stop + shift)
        starts = [0] + [start - low for start in self._starts[first + 1 : last]]
        return Runs(starts, [shift + low for shift in self._shifts[first:last]], len(wanted))

    def __iter__(self) -> Iterator[int]:
        ends = chain(self._starts[1:], (self._length,))
        return chain.from_iterable(
            range(start + shift, end + shift)
            for start, shift, end in zip(self._starts, self._shifts, ends, strict=True)
        )


class Writer:
    """Puts a ``Mapped`` together from spans of a text, in rising order."""

    __slots__ = ("_base", "_first", "_parts", "_shifts", "_starts", "length")

    def __init__(self, base: Mapped) -> None:
        self._base = base
        offsets = base.offsets
        #: Where the base stands, if nothing was cut out of it before.
        self._first = offsets.start if isinstance(offsets, range) else None
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._shifts: list[int] = []
        self.length = 0

    def keep(self, start: int, end: int) -> None:
        """Take over ``base.text[start:end]`` as it is."""
        if end > start:
            self.put(self._base.text[start:end], start)

    def put(self, text: str, start: int) -> None:
        """Write ``text`` for the characters of the base from ``start`` on, one for one."""
        length, first = self.length, self._first
        if first is not None:
            shift = first + start - length
            if not self._shifts or self._shifts[-1] != shift:
                self._starts.append(length)
                self._shifts.append(shift)
        else:
            for low, shift in _runs(self._base.offsets[start : start + len(text)]):
                self._run(length + low, shift - length)
        self._parts.append(text)
        self.length = length + len(text)

    def _run(self, start: int, shift: int) -> None:
        """A run begins at ``start``, unless the last one goes on there."""
        if not self._shifts or self._shifts[-1] != shift:
            self._starts.append(start)
            self._shifts.append(shift)

    def finish(self, breaks: str = "\n") -> Mapped:
        """What was written, with ``breaks`` for its line breaks."""
        text = "".join(self._parts).replace("\n", breaks)
        if len(self._starts) > 1:
            return Mapped(text, Runs(self._starts, self._shifts, self.length))
        shift = self._shifts[0] if self._shifts else 0
        return Mapped(text, range(shift, shift + self.length))


def without(text: str, start: int, end: int, cuts: Sequence[tuple[int, int]]) -> Mapped:
    """``text[start:end]`` without the spans that are cut; they are in order and do not touch."""
    if not cuts:
        return Mapped.plain(text[start:end], start)
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    length = 0
    for low, high in (*cuts, (end, end)):
        if low > start:
            parts.append(text[start:low])
            starts.append(length)
            shifts.append(start - length)
            length += low - start
        start = high
    return Mapped("".join(parts), Runs(starts, shifts, length))


def _runs(offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(position in ``offsets``, offset minus position) at each place where a run begins."""
    if isinstance(offsets, range):
        yield 0, offsets.start
    elif isinstance(offsets, Runs):
        yield from zip(offsets._starts, offsets._shifts, strict=True)  # noqa: SLF001
    else:
        before = None
        for at, offset in enumerate(offsets):
            if offset - at != before:
                before = offset - at
                yield at, before


def apply(base: Mapped, edits: list[Edit], places: Sequence[int] = ()) -> tuple[Mapped, list[int]]:
    """The text after the edits, and where in it the given places of the base, in order, came.

    An edit inside another one is swallowed by it. Line breaks that are left become spaces.
    """
    if not edits:
        return Mapped(base.text.replace("\n", " "), base.offsets), list(places)
    if len(edits) == 1 and edits[0][1:] == (len(base.text), ""):
        kept = base[: edits[0][0]]
        moved = [min(place, len(kept)) for place in places]
        return Mapped(kept.text.replace("\n", " "), kept.offsets), moved
    edits.sort(key=_outer_first)
    writer, position, moved = Writer(base), 0, []
    waiting = iter(places)
    place = next(waiting, None)
    for start, end, text in edits:
        if start < position:
            continue
        while place is not None and place < end:
            moved.append(writer.length + max(0, min(place, start) - position))
            place = next(waiting, None)
        writer.keep(position, start)
        if text:
            writer.put(text, start)
        position = end
    while place is not None:
        moved.append(writer.length + max(0, place - position))
        place = next(waiting, None)
    writer.keep(position, len(base.text))
    return writer.finish(breaks=" "), moved


def _outer_first(edit: Edit) -> tuple[int, int]:
    return edit[0], -edit[1]
