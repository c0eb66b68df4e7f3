"""The document in reading order, cut into claims, citations and the words between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import Generic, TypeVar

from citations.model import Block, BlockKind, Citation, Claim, Note, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a block, all in the same claim and the same citation, or in none."""

    text: str
    claim: Claim | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block with its pieces; ``ending`` are the claims whose last words stand in it."""

    kind: BlockKind
    level: int
    pieces: tuple[Piece, ...]
    ending: tuple[Claim, ...]


def passages(reading: Reading) -> Iterator[Passage]:
    """Every block that has words, but for notes, which have a list of their own."""
    pointers = {(p.start, p.end): p for p in reading.document.pointers}
    marked: dict[int, list[tuple[int, Citation]]] = {}
    plain = []
    for citation in sorted(reading.citations, key=lambda c: (c.start, c.end)):
        pointer = pointers.get((citation.start, citation.end))
        if pointer is None:
            plain.append(citation)
        else:
            marked.setdefault(pointer.block, []).append((pointer.at, citation))
    claims = _Ordered(sorted(reading.claims, key=lambda c: (c.start, c.end)))
    written = _Ordered(plain)
    notes = _Ordered(sorted(reading.notes, key=lambda n: (n.start, n.end)))
    for place, block in enumerate(reading.document.blocks):
        if not block.content.text.strip():
            continue
        span = block.content.span()
        if block.kind is BlockKind.NOTE and notes.within(*span):
            continue
        offsets = block.content.offsets
        cites = [
            (bisect_left(offsets, c.start), bisect_left(offsets, c.end), c)
            for c in written.within(*span)
        ]
        cites += [
            (min(bisect_left(offsets, c.start), at), at, c) for at, c in marked.get(place, [])
        ]
        yield _passage(block, claims.within(*span), cites)


_Spanned = TypeVar("_Spanned", Claim, Citation, Note)


class _Ordered(Generic[_Spanned]):
    """Things with a span, by their start, found by where they reach."""

    def __init__(self, items: list[_Spanned]) -> None:
        self._items: list[_Spanned] = items
        top = 0
        # Ends that never fall, so that they can be searched by halves.
        self._ends = [top := max(top, item.end) for item in items]

    def within(self, start: int, end: int) -> list[_Spanned]:
        """Those that share a character with the span."""
        at = bisect_right(self._ends, start)
        near = takewhile(lambda item: item.start < end, islice(self._items, at, None))
        return [item for item in near if item.end > start]


def _passage(block: Block, claims: list[Claim], cites: list[tuple[int, int, Citation]]) -> Passage:
    offsets, size = block.content.offsets, len(block.content)
    spans: list[tuple[int, int, Claim]] = []
    for claim in claims:
        low = max(bisect_left(offsets, claim.start), spans[-1][1] if spans else 0)
        high = bisect_left(offsets, claim.end)
        if low < high:
            spans.append((low, high, claim))
    ends = offsets[size - 1]
    return Passage(
        kind=block.kind,
        level=block.level,
        pieces=tuple(_pieces(block.content.text, spans, cites)),
        ending=tuple(claim for claim in claims if claim.end - 1 <= ends),
    )


def _pieces(
    text: str, claims: list[tuple[int, int, Claim]], cites: list[tuple[int, int, Citation]]
) -> Iterator[Piece]:
    cuts = {0, len(text), *(at for low, high, _ in [*claims, *cites] for at in (low, high))}
    points: dict[int, list[Citation]] = {}
    for low, high, citation in cites:
        if low == high:
            points.setdefault(low, []).append(citation)
    claim_at = _covering(claims)
    cite_at = _covering(sorted((c for c in cites if c[0] < c[1]), key=lambda c: c[0]))
    ordered = sorted(cuts)
    for start, end in pairwise([*ordered, len(text)]):
        claim = claim_at(start)
        for citation in points.get(start, ()):
            within = claim if claim and claim is claim_at(start - 1) else None
            yield Piece(text=citation.marker, claim=within, citation=citation)
        if start < end:
            yield Piece(text=text[start:end], claim=claim, citation=cite_at(start))


_Found = TypeVar("_Found", Claim, Citation)


def _covering(spans: list[tuple[int, int, _Found]]) -> Callable[[int], _Found | None]:
    """Which of the spans, given by their start, holds a place."""
    starts = [low for low, _, _ in spans]

    def found(at: int) -> _Found | None:
        place = bisect_right(starts, at) - 1
        return spans[place][2] if place >= 0 and at < spans[place][1] else None

    return found
