"""What the citations of a document lead to: notes, references and links, numbered in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from citations import urls
from citations.bounds import NoteBounds, crowded
from citations.citing import Mark
from citations.identifiers import find_identifiers
from citations.lines import Lines
from citations.model import Csl, Document, Link, Mapped, Note, NoteBody, Problem, Reference
from citations.numbering import Found, Page, address_of, numbered, place_of
from citations.plain_notes import PlainNotes
from citations.prose import Vocabulary, tidy, words_of

if TYPE_CHECKING:
    from citations.references import FoundReference, ParsedNote

__all__ = ["Sources", "find_links", "gather"]

#: Formats whose notes are entries: what they say of a work is all in its item.
_ENTRIES = frozenset({"bibtex", "csljson", "ris"})
#: Formats in which the words of a note are beside the keys that it cites, not made from them.
_KEYED = frozenset({"jupyter", "latex", "markdown", "rst"})
#: A note of fewer characters names no work in words.
_WORDS = 40

_ADDRESS = re.compile(r"://|(?<![/.\w])www\d?\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Notes, references and links; and for each mark the ids of those it leads to."""

    notes: tuple[Note, ...]
    references: tuple[Reference, ...]
    links: tuple[Link, ...]
    note_ids: list[str | None]
    reference_ids: list[tuple[str, ...]]
    #: What was not read, or not looked at, because there is too much of it.
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """One note as read: what was parsed, and all its references before they have numbers."""

    kind: str
    parsed: tuple[FoundReference, ...]
    references: list[Reference]


def find_links(
    document: Document, marks: Sequence[Mark], lines: Lines, plain: PlainNotes
) -> tuple[tuple[Reference, ...], tuple[Link, ...], tuple[Problem, ...]]:
    """The links that ``gather`` finds, and the references that give them or have lost theirs.

    A note that plainly gives one address is not read further: what it says of the work is
    not known then, nor which works are named again.
    """
    reader = _NoteReader(document, lines)
    found: list[Found] = []
    for rank, body in enumerate(sorted(document.note_bodies, key=attrgetter("start")), 1):
        given = None if body.items else plain.addresses(body, document.text)
        if given is None:
            read = reader.read(body, f"n{rank}").references
            found += [Found(one) for one in read if _leads_somewhere(one)]
        else:
            reader.bounds.admits(body)
            start, end = body.content.span() if len(body.content) else (body.start, body.end)
            found += [Found(reader.page(url, start, end, f"n{rank}")) for url in given]
    for mark in marks:
        if mark.is_source and _leads_somewhere(one := reader.of_mark(mark)):
            found.append(Found(one))
    found.sort(key=place_of)
    return *numbered(found, ()), reader.bounds.problems(lines)


def gather(
    document: Document, marks: Sequence[Mark], lines: Lines, bounds: NoteBounds | None = None
) -> Sources:
    """Read the notes of a document, and give everything that is cited its number."""
    from citations.resolve import called_by_year, resolve  # noqa: PLC0415 (links need it not)

    bodies = document.note_bodies
    order = sorted(range(len(bodies)), key=lambda index: bodies[index].start)
    reader = _NoteReader(document, lines, bounds=bounds)
    read = [reader.read(bodies[index], f"n{rank}") for rank, index in enumerate(order, 1)]
    found = [
        Found(one, place=(rank, at))
        for rank, note in enumerate(read)
        for at, one in enumerate(note.references)
    ]
    found += [
        Found(reader.of_mark(mark), mark=at) for at, mark in enumerate(marks) if mark.is_source
    ]
    found.sort(key=place_of)
    numbers = [bodies[index].number for index in order]
    repeated = resolve(
        [note.parsed for note in read],
        numbers=numbers if any(number is not None for number in numbers) else None,
    )
    references, links = numbered(found, repeated)
    references = called_by_year(references)
    gathered: dict[int, list[str]] = {}
    of_mark: dict[int, tuple[str, ...]] = {}
    for one, reference in zip(found, references, strict=True):
        if one.place is not None:
            gathered.setdefault(one.place[0], []).append(reference.id)
        if one.mark is not None:
            of_mark[one.mark] = (reference.id,)
    of_note = {rank: tuple(ids) for rank, ids in gathered.items()}
    repeating = {one.id for one in references if one.same_as and "title" not in one.csl}
    rank_of = {index: rank for rank, index in enumerate(order)}
    ranks = [None if mark.note is None else rank_of[mark.note] for mark in marks]
    return Sources(
        notes=tuple(
            reader.note(
                bodies[index],
                f"n{rank + 1}",
                _kind(read[rank].kind, of_note.get(rank, ()), repeating),
                of_note.get(rank, ()),
            )
            for rank, index in enumerate(order)
        ),
        references=references,
        links=links,
        problems=(
            *reader.bounds.problems(lines),
            *crowded(repeated, [note.references for note in read], lines),
        ),
        note_ids=[None if rank is None else f"n{rank + 1}" for rank in ranks],
        reference_ids=[
            of_mark.get(at, ()) + (() if rank is None else of_note.get(rank, ()))
            for at, rank in enumerate(ranks)
        ],
    )


class _NoteReader:
    """Reads notes with what the whole document knows: its language and its words."""

    def __init__(
        self,
        document: Document,
        lines: Lines,
        bounds: NoteBounds | None = None,
    ) -> None:
        self.document = document
        self.lines = lines
        self.bounds = bounds or NoteBounds()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return words_of(self.document.text)

    def read(self, body: NoteBody, note: str) -> _Read:
        """The references of one note, and its kind."""
        if body.items:
            own = [self._item(body, item, note) for item in body.items]
            # Beside the works that it cites a note in words may give addresses.
            if self.document.format in _ENTRIES:
                return _Read("reference", (), own)
            own += self._written_out(body, note)
            remarked = list(self._others(body, own, note))
            return _Read("reference", (), own + remarked)
        if not self.bounds.admits(body):
            pages = self._addressed(body, note)
            return _Read("reference" if pages else "comment", (), pages)
        parsed = self._parse(body)
        own = [self._parsed(body.content, one, note) for one in parsed.references]
        hidden = list(self._titled(body, own, note)) or list(self._hidden(body, own, note))
        references = own + hidden
        remarked = list(self._others(body, references, note, parsed.urls))
        kind = "reference" if hidden and not own else str(parsed.kind)
        return _Read("mixed" if remarked else kind, parsed.references, references + remarked)

    def _parse(self, body: NoteBody) -> ParsedNote:
        """A note in words, read whole."""
        from citations.references import parse_note  # noqa: PLC0415 (most links need no such note)

        return parse_note(
            body.content, language=self.document.language, words=self.vocabulary.words
        )

    def _written_out(self, body: NoteBody, note: str) -> Iterator[Reference]:
        """Works that a note gives in words beside those that it cites by key."""
        if self.document.format not in _KEYED or body.key[:1] == "@" or len(body.content) < _WORDS:
            return
        parsed = self._parse(body)
        for one in parsed.references:
            # A sentence with a quotation looks like an author and a title.
            if "title" in one.csl and not one.csl.keys().isdisjoint(("issued", "URL")):
                yield self._parsed(body.content, one, note)

    def _addressed(self, body: NoteBody, note: str) -> list[Reference]:
        """The addresses of a note that is not read further, and the DOIs beside them."""
        pages = sorted(self._others(body, [], note), key=lambda page: page.start)
        starts, named = [page.start for page in pages], []
        for one in find_identifiers(body.content.text):
            start, end = body.content.span(one.start, one.end)
            at = bisect_left(starts, end) - 1
            if one.kind == "doi" and (at < 0 or pages[at].end <= start):
                csl = {"type": "document", "DOI": one.value}
                page = self._web_page("", start, end, note)
                named.append(replace(page, csl=csl, url_printed=None))
        return [*pages, *named]

    def _item(self, body: NoteBody, item: Csl, note: str) -> Reference:
        return Reference(
            id="",
            raw=self.document.text[body.start : body.end],
            start=body.start,
            end=body.end,
            line=self.lines.line(body.start),
            csl=item,
            note=note,
        )

    def _parsed(self, content: Mapped, one: FoundReference, note: str) -> Reference:
        start, end = content.span(one.start, one.end)
        return Reference(
            id="",
            raw=self.document.text[start:end],
            start=start,
            end=end,
            line=self.lines.line(start),
            csl=one.csl,
            note=note,
            original_title=one.original_title,
            url_printed=one.url_printed,
            url_repaired=one.url_repaired,
            url_why=one.url_why,
            url_candidates=one.url_candidates,
            url_missing=one.url_missing,
        )

    def _titled(self, body: NoteBody, own: list[Reference], note: str) -> Iterator[Reference]:
        """The page that a note names by a link at its beginning, whose words are its title."""
        if len(body.urls) != 1 or len(own) > 1 or not len(body.content):
            return
        from citations.references.linked import read_linked  # noqa: PLC0415 (likewise)

        url, start, end = body.urls[0]
        low, high = (bisect_left(body.content.offsets, at) for at in (start, end))
        csl = read_linked(
            body.content.text,
            (low, high),
            url,
            language=self.document.language,
            words=self.vocabulary.words,
        )
        if csl is None:
            return
        if not own:
            begins, ends = body.content.span()
            page = self._web_page(url, min(start, begins), max(end, ends), note)
            yield replace(page, csl=csl)
        elif own[0].csl.get("title") != csl["title"]:
            own[0] = replace(own[0], csl=csl, url_missing=False)

    def _hidden(self, body: NoteBody, own: list[Reference], note: str) -> Iterator[Reference]:
        """Addresses that the mark-up gives and the words of the note do not show."""
        known = {urls.canonical(one.csl["URL"]) for one in own if "URL" in one.csl}
        starts = [one.start for one in own]
        for url, start, end in body.urls:
            if urls.canonical(url) in known:
                continue
            known.add(urls.canonical(url))
            # A link's mark-up may begin before the words of the reference that it begins.
            at = bisect_right(starts, start) - 1
            if at < 0 and own and end >= own[0].start:
                at = 0
            if at >= 0 and start < own[at].end and "URL" not in own[at].csl:
                own[at] = replace(own[at], csl={**own[at].csl, "URL": url}, url_missing=False)
            elif not own:
                page = self._web_page(url, start, end, note)
                from citations.references.linked import title_of  # noqa: PLC0415 (likewise)

                low, high = (bisect_left(body.content.offsets, one) for one in (start, end))
                title = title_of(body.content.text[low:high])
                yield replace(page, csl={**page.csl, "title": title}) if title else page

    def _others(
        self,
        body: NoteBody,
        own: list[Reference],
        note: str,
        found: tuple[urls.FoundUrl, ...] | None = None,
    ) -> Iterator[Reference]:
        """No address of a note may go unvisited: each belongs to a reference before it.

        A note that is only a remark has none; what it gives is a reference then. ``found``
        are the addresses in its words, if they are known.
        """
        shown = sum(1 for _ in _ADDRESS.finditer(body.content.text))
        if shown + len(body.urls) <= sum("URL" in one.csl for one in own):
            return
        # The copy of a page that a reference names is a part of it, and not a source beside it.
        known = {
            urls.canonical(str(one.csl[name]))
            for one in own
            for name in ("URL", "archive_location")
            if name in one.csl
        }
        if found is None or not shown:
            found = urls.find(body.content, words=self.vocabulary.words) if shown else ()
        spans = [body.content.span(one.start, one.end) for one in found]
        # The part of a broken address that mark-up made a link of is no address.
        mended = [span for one, span in zip(found, spans, strict=True) if one.repaired]
        given = [*body.urls, *((one.url, *span) for one, span in zip(found, spans, strict=True))]
        starts, further = [one.start for one in own], defaultdict[int, list[str]](list)
        for url, start, end in given:
            address = urls.canonical(url)
            if address in known or not urls.is_url(address):
                continue
            part = bisect_left(mended, (start + 1, 0)) - 1
            if part >= 0 and end < mended[part][1]:
                continue
            known.add(address)
            if own:
                further[max(0, bisect_right(starts, start) - 1)].append(address)
            else:
                yield self._web_page(url, start, end, note)
        for at, addresses in further.items():
            own[at] = replace(own[at], other_urls=tuple(addresses))

    def _web_page(self, url: str, start: int, end: int, note: str) -> Reference:
        return Reference(
            id="",
            raw=self.document.text[start:end],
            start=start,
            end=end,
            line=self.lines.line(start),
            csl={"type": "webpage", "URL": url},
            note=note,
            url_printed=url,
        )

    def page(self, url: str, start: int, end: int, note: str | None = None) -> Page:
        """The reference that is an address and nothing else."""
        csl = {"type": "webpage", "URL": url}
        return Page(start, end, self.document.text[start:end], self.lines.line(start), csl, note)

    def of_mark(self, mark: Mark) -> Reference | Page:
        """The reference that a link or a bare address in the prose is."""
        if mark.csl is None:
            return self.page(mark.url or "", mark.start, mark.end)
        return Reference(
            id="",
            raw=self.document.text[mark.start : mark.end],
            start=mark.start,
            end=mark.end,
            line=self.lines.line(mark.start),
            csl=mark.csl,
            url_printed=mark.url,
        )

    def note(self, body: NoteBody, note: str, kind: str, references: tuple[str, ...]) -> Note:
        content = tidy(body.content, self.vocabulary)
        begins = body.content.offsets[0] if len(body.content) else body.start
        return Note(
            id=note,
            number=body.number,
            number_printed=body.number is not None and begins > body.start,
            text=content.text,
            start=body.start,
            end=body.end,
            line=self.lines.line(body.start),
            kind=kind,
            references=references,
        )


def _kind(kind: str, ids: Sequence[str], repeating: set[str]) -> str:
    """A note whose references all repeat others only points back."""
    return "short_form" if kind == "reference" and ids and repeating.issuperset(ids) else kind


def _leads_somewhere(reference: Reference | Page) -> bool:
    """Whether there is a link to visit, or one that was lost."""
    if isinstance(reference, Page):
        return bool(reference.csl["URL"])
    addressed = address_of(reference.csl) is not None or bool(reference.other_urls)
    return addressed or reference.url_missing
