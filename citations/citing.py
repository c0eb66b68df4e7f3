"""Every citation in a document's blocks, whoever marked it: the format, or the writer's hand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from citations import authoryear, markers, urls
from citations.authoryear import AuthorYear
from citations.markers import Candidate, Strength
from citations.model import Block, BlockKind, Csl, Document, Pointer
from citations.patterns import lazy
from citations.pointing import Placed, assign, choose, runs_of
from citations.quickly import quickly

__all__ = ["Mark", "addresses_of", "marks_of", "remarks"]

_SILENT = frozenset({BlockKind.NOTE, BlockKind.CODE})
_ASIDE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE})
_REMARK = lazy(
    r"\s?\[(?:citation needed|clarification needed|better source needed|page needed|sic!?|"
    r"failed verification|not in citation given|unreliable source\??|verification needed|"
    r"original research\??|(?:by )?who(?:m)?\?|when\?|where\?|which\?|according to whom\?|"
    r"dubious[^\[\]\n]{0,20}|Beleg fehlt|Beleg\?|réf\. (?:nécessaire|souhaitée)|"
    r"référence nécessaire|cita requerida|senza fonte|citazione necessaria|kaynak belirtilmeli|"
    r"источник не указан[^\[\]\n]{0,30}|нет в источнике|要出典|来源请求|來源請求)\]",
    re.IGNORECASE,
)
#: Before a marker of the format's own, which may stand before the closing bracket.
_LABEL = lazy(r"\s?\[(\d{1,4})\]?(\s?)$")
_LABEL_REACH = 8
# "(https://...)", "Source: https://...": what only introduces an address goes with it.
_BEFORE_URL = lazy(
    r"(?:[(\[<]\s?)?(?:(?<![^\W\d_])(?:source|quelle|via|link|see|siehe|fuente|fonte|kaynak|voir|"
    r"источник|出典|来源|online|url)\s?[:：]?\s?)?$",
    re.IGNORECASE,
)


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One citation before it has a number; ``start`` and ``end`` count in the document."""

    style: str
    marker: str
    block: int
    start: int
    end: int
    #: Where it stands in the block's content: a citation of what comes before that.
    at: int
    #: What is cut out of the content with it.
    cut: tuple[int, int] | None = None
    #: Index of the note body it points at.
    note: int | None = None
    url: str | None = None
    csl: Csl | None = None
    locator: str | None = None

    @property
    def is_source(self) -> bool:
        """Whether it is a source itself, and not only a pointer to a note that names one."""
        return self.csl is not None or (self.url is not None and self.note is None)


def marks_of(document: Document) -> list[Mark]:
    """The citations of all blocks, in the order of the document."""
    finder = _Finder(document)
    found = list(finder.pointers(document.pointers))
    found += [*finder.by_number(), *finder.by_year(), *finder.by_address()]
    found.sort(key=_place)
    return found


def addresses_of(document: Document) -> list[Mark]:
    """Those of the marks that are sources themselves: an address, an item that is cited."""
    finder = _Finder(document)
    pointing = [one for one in document.pointers if one.csl is not None or one.url is not None]
    found = [mark for mark in finder.pointers(pointing) if mark.is_source]
    found += finder.by_address()
    found.sort(key=_place)
    return found


def _place(mark: Mark) -> tuple[int, int, int]:
    return mark.start, mark.end, mark.block


def remarks(block: Block) -> set[tuple[int, int]]:
    """What an editor has written into a block's prose: "[citation needed]", "[sic]"."""
    text = block.content.text
    return {one.span() for one in _REMARK.finditer(text)} if "[" in text else set()


#: A document with more notes than these cites by them.
_FEW = 4


class _Finder:
    """The blocks of one document, searched for one kind of citation after the other."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.bodies = document.note_bodies
        self.addresses = [
            [] if block.kind in _SILENT else list(urls.find(block.content))
            for block in document.blocks
        ]
        #: Block -> what is written of the format's own markers by hand as well.
        self.labels: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def pointed(self) -> set[str]:
        """The keys of the notes that the format's own marks lead to."""
        return {pointer.key for pointer in self.document.pointers if pointer.key is not None}

    @cached_property
    def free(self) -> list[int]:
        """Note bodies that the format's own marks leave alone."""
        return [index for index, body in enumerate(self.bodies) if body.key not in self.pointed]

    def blocks(self) -> Iterator[tuple[int, Block]]:
        for index, block in enumerate(self.document.blocks):
            if block.kind not in _SILENT:
                yield index, block

    def in_code(self, block: Block, place: int) -> bool:
        """Whether it stands in code in the middle of prose: "rows[1]"."""
        code = self.document.code
        if not code:
            return False
        at = block.content.offsets[place]
        before = bisect_left(code, (at + 1, 0)) - 1
        return before >= 0 and at < code[before][1]

    def label(self, pointer: Pointer) -> tuple[int, int] | None:
        """The "[1]" that a writer has set before a marker of the format's own."""
        if pointer.block >= len(self.document.blocks):
            return None
        text, at = self.document.blocks[pointer.block].content.text, pointer.at
        low = max(0, at - _LABEL_REACH)
        found = _LABEL.search(text[low:at]) if "[" in text[low:at] else None
        if found is None or (found[2] and found[1] != pointer.marker):
            return None
        if self.in_code(self.document.blocks[pointer.block], low + found.start(1)):
            return None
        span = low + found.start(), at + (text[at : at + 1] == "]")
        self.labels.setdefault(pointer.block, []).append(span)
        return span

    def is_label(self, block: int, one: Candidate) -> bool:
        """Whether a marker of the format's own stands right there: "[1][^1]" cites once."""
        return any(low <= one.start < high for low, high in self.labels.get(block, ()))

    def pointers(self, pointers: Iterable[Pointer]) -> Iterator[Mark]:
        """What the format itself marks up."""
        keys = {body.key: index for index, body in enumerate(self.bodies)}
        for pointer in pointers:
            cut = self.label(pointer) if pointer.style == "footnote" else None
            yield Mark(
                style=pointer.style,
                marker=pointer.marker,
                block=pointer.block,
                start=pointer.start,
                end=pointer.end,
                at=pointer.at,
                cut=cut,
                note=keys.get(pointer.key) if pointer.key is not None else None,
                url=pointer.url,
                csl=pointer.csl,
                locator=pointer.locator,
            )

    def by_number(self) -> Iterator[Mark]:
        """Numbers and symbols that point at notes."""
        candidates = []
        signs = []
        labels = {self.bodies[index].key: index for index in self.free}
        for index, block in self.blocks():
            text, aside = block.content.text, block.kind in _ASIDE
            spans = [(one.start, one.end) for one in self.addresses[index]]
            for one in markers.numeric(text):
                if (
                    _inside(one, spans)
                    or self.in_code(block, one.start)
                    or self.is_label(index, one)
                ):
                    continue
                candidates.append(Placed(index, one, aside))
            signs += [
                Placed(index, one, aside) for one in markers.symbols(text) if one.label in labels
            ]
        numbered = [index for index in self.free if self.bodies[index].number is not None]
        chosen = choose(
            self._trusted(candidates), runs_of(self.bodies[index].number or 0 for index in numbered)
        )
        yield from self._assigned(chosen, numbered)
        yield from self._symbols(signs)

    def _trusted(self, candidates: Sequence[Placed]) -> Sequence[Placed]:
        if self.document.format == "pdf" and _cites_in_brackets(candidates):
            # Its footnotes are known by where they stand: what else is raised is an exponent.
            candidates = [one for one in candidates if one.candidate.style != "superscript"]
        # Where the format has note marks of its own, a digit behind a full stop is none.
        if not self.pointed or self.free:
            return candidates
        return [one for one in candidates if one.candidate.strength is Strength.MARKED]

    def _assigned(self, chosen: Sequence[Placed], numbered: Sequence[int]) -> Iterator[Mark]:
        notes = [(self.bodies[index].start, self.bodies[index].number or 0) for index in numbered]
        made = [self._mark(one) for one in chosen]
        places = [
            (mark.start, one.candidate.number) for mark, one in zip(made, chosen, strict=True)
        ]
        for mark, note in zip(made, assign(places, notes), strict=True):
            yield mark if note is None else replace(mark, note=numbered[note])

    def _symbols(self, signs: Sequence[Placed]) -> Iterator[Mark]:
        places: dict[str, list[int]] = {}
        for index in self.free:
            places.setdefault(self.bodies[index].key, []).append(index)
        # How far the notes of a label reach: the first that does so beyond a marker is its own.
        reach = {
            label: list(accumulate((self.bodies[index].start for index in same), max))
            for label, same in places.items()
        }
        for one in signs:
            mark = self._mark(one)
            same = places[one.candidate.label]
            after = bisect_right(reach[one.candidate.label], mark.start)
            yield replace(mark, note=same[min(after, len(same) - 1)])

    def _mark(self, placed: Placed) -> Mark:
        one = placed.candidate
        start, end = self.document.blocks[placed.block].content.span(one.start, one.end)
        return Mark(
            style=one.style,
            marker=one.label,
            block=placed.block,
            start=start,
            end=end,
            at=one.group[0],
            cut=one.group,
            locator=one.locator,
        )

    def by_year(self) -> Iterator[Mark]:
        """Works named by author and year."""
        found = [
            (index, one)
            for index, block in self.blocks()
            if block.kind is not BlockKind.NAVIGATION
            for one in authoryear.find(block.content.text)
        ]
        if not found:
            return
        entries = [self.bodies[free].content.text for free in self.free]
        index = authoryear.Index(entries, [one for _, one in found])
        notes = [index.look_up(one) for _, one in found]
        hits = sum(note is not None for note in notes)
        numbered = sum(body.number is not None for body in self.bodies)
        if not hits and max(numbered, len(self.pointed)) > _FEW:
            return  # It cites by notes: "(Bologna, 1677)" says where and when something was.
        clear = {(one.surname, one.year) for _, one in found if one.clear and not one.in_sentence}
        for (block, one), note in zip(found, notes, strict=True):
            if note is None and not _stands(one, hits=hits, others=len(clear)):
                continue
            yield self._work(block, one, None if note is None else self.free[note])

    def _work(self, block: int, one: AuthorYear, note: int | None) -> Mark:
        content = self.document.blocks[block].content
        start, end = content.span(one.start, one.end)
        return Mark(
            style="author_year",
            marker=content.text[one.start : one.end].strip(),
            block=block,
            start=start,
            end=end,
            at=one.end if one.in_sentence else one.group[0],
            cut=None if one.in_sentence else one.group,
            note=note,
            locator=one.locator,
        )

    def by_address(self) -> Iterator[Mark]:
        """Addresses that stand in the prose as they are."""
        marked = {(pointer.start, pointer.end) for pointer in self.document.pointers if pointer.url}
        starts = sorted(marked)
        for index, block in self.blocks():
            for one in self.addresses[index]:
                start, end = block.content.span(one.start, one.end)
                if _overlaps(starts, start, end):
                    continue
                gone = _cut_url(block.content.text, one.start, one.end)
                yield Mark(
                    style="bare_url",
                    marker=one.printed,
                    block=index,
                    start=start,
                    end=end,
                    at=gone[0] if gone else one.end,
                    cut=gone,
                    url=one.url,
                )


def _stands(one: AuthorYear, *, hits: int, others: int) -> bool:
    """Whether a work that no bibliography lists is a citation all the same."""
    return one.clear and (hits > 0 or others > 1 or (one.several and not one.in_sentence))


def _cites_in_brackets(candidates: Sequence[Placed]) -> bool:
    """Whether more different numbers stand in brackets than are raised, and more than a few."""
    numbers: dict[str, set[int]] = {"bracket": set(), "superscript": set()}
    for one in candidates:
        numbers.get(one.candidate.style, set()).add(one.candidate.number)
    return len(numbers["bracket"]) > max(_FEW, len(numbers["superscript"]))


def _inside(one: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether it stands in one of the spans, which are in order and none in another."""
    before = bisect_left(spans, (one.start + 1, 0)) - 1
    return before >= 0 and one.start < spans[before][1]


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][1] > start


def _cut_url(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span that goes with an address that is no word of its sentence; None if it is."""
    lead = _BEFORE_URL.search(text[max(0, start - 20) : start])
    low = start - (len(lead[0]) if lead else 0)
    opened = text[low : low + 1]
    high = end
    if opened and opened in "([<":
        closing = {"(": ")", "[": "]", "<": ">"}[opened]
        return (low, end + 1) if text[end : end + 1] == closing else None
    before = text[max(0, low - 4) : low].rstrip()
    if before and before[-1] not in '.!?…。！？”’"»)':
        return None
    if text[high : high + 1] == ".":
        high += 1
    after = text[high : high + 2].lstrip()
    spaced = high == len(text) or text[high].isspace()
    return (low, high) if spaced and not after[:1].islower() else None
