"""What can be read of the cited links: pages, archived copies, other readings of an address."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from citations.model import CitedCopy, LinkStatus, Memento, Reading, SourceText
from citations.urls import unwrap
from verifier.archives import Archive, Copy, look_up
from verifier.archives.cited import is_whole
from verifier.archives.privacy import is_inside
from verifier.availability import Fetched
from verifier.errors import ArchiveError
from verifier.fetch import Visit
from verifier.progress import Progress
from verifier.service.dates import UNDATED, Dates
from verifier.service.judging import cited_links
from verifier.service.visiting import Visits
from verifier.snapshots import Snapshots
from verifier.sources import read_source

__all__ = ["READABLE", "Archives", "Evidence", "other_readings", "source_of"]

# A live page's own words are read; of all others only an archived copy can be.
READABLE = frozenset({LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})
# Where nothing answers, an address that was broken in the text may have been mended wrongly.
_SILENT = frozenset({LinkStatus.FAILING, LinkStatus.DEAD, LinkStatus.SOFT_404})
# An address that is not for the world is told to no archive.
_PRIVATE = frozenset({LinkStatus.UNSAFE, LinkStatus.MALFORMED, LinkStatus.UNCHECKED})

#: Links looked up in the archives at once; their budgets set the pace anyway.
_LOOK_UPS = 4
#: Copies that are tried before we give up on a source.
_COPIES = 3
#: Other readings of a broken address that are tried.
_READINGS = 3


@dataclass(slots=True)
class Evidence:
    """What one run has learnt of the cited links; everything goes by the cited URL."""

    visits: Visits
    #: Our own archive, if there is one: every page that is read is kept in it.
    snapshots: Snapshots | None = None
    #: The words that the judges read.
    sources: dict[str, SourceText] = field(default_factory=dict)
    #: The right copy first.
    mementos: dict[str, tuple[Memento, ...]] = field(default_factory=dict)
    #: The words as they were when they were cited, where the page may say others now.
    as_cited: dict[str, SourceText] = field(default_factory=dict)
    #: The archived copies that the text itself cites.
    cited_copies: dict[str, CitedCopy] = field(default_factory=dict)
    #: What archives answered at addresses that do not say which page they are of.
    archive_pages: dict[str, Fetched] = field(default_factory=dict)
    #: Pages that were visited for a cited copy's sake, and are no links of the text.
    beside: dict[str, None] = field(default_factory=dict)
    #: Another reading of a broken address, which answers.
    alternatives: dict[str, str] = field(default_factory=dict)
    #: What could not be done, each once.
    remarks: dict[str, None] = field(default_factory=dict)
    keeping: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def read_page(self, visit: Visit, cited: str | None = None) -> None:
        """Keep the words of a page that answered well; ``cited`` if it was cited otherwise."""
        if unwrap(visit.check.url) and not is_whole(visit.check.url):
            self.archive_pages[visit.check.url] = visit.fetched
        if visit.check.status not in READABLE:
            return
        if self.snapshots is not None:
            async with self.keeping:  # one writer at a time
                await asyncio.to_thread(self.snapshots.keep, visit.fetched, visit.check.checked_at)
        page = visit.fetched
        url = visit.check.final_url or visit.check.url
        source = await asyncio.to_thread(read_source, page.body, page.header("content-type"), url)
        if source.defect is None:
            self.sources[cited or visit.check.url] = source

    def keep_cited(self, url: str, memento: Memento, source: SourceText) -> None:
        """Keep a copy that the text cites for a link: these are the words as cited."""
        self.mementos[url] = (memento,)
        if unwrap(url) or url not in self.sources:
            self.sources[url] = source
        else:
            self.as_cited[url] = source

    def now_and_then(self) -> tuple[dict[str, SourceText], dict[str, SourceText]]:
        """The words of each link now and as they were cited, where both are known.

        Where a copy is cited, "now" is the page that it is of.
        """
        now, then = dict(self.sources), dict(self.as_cited)
        for url, copy in self.cited_copies.items():
            if copy.url == url and copy.good and copy.original:
                then[url] = self.sources[url]
                now.pop(url)
                if copy.original in self.sources:
                    now[url] = self.sources[copy.original]
        return now, then

    def page_of(self, url: str) -> str:
        """The page that a link is about: of a copy, its original."""
        copy = self.cited_copies.get(url)
        return copy.original if copy and copy.original else url

    def moved_to(self, url: str) -> str | None:
        """Where a link has moved for good."""
        state = self.visits.states.get(url)
        if state is None or state.status is not LinkStatus.MOVED or state.last_check is None:
            return None
        return state.last_check.final_url

    def is_silent(self, url: str) -> bool:
        """Whether the link was visited and the cited thing was not there."""
        state = self.visits.states.get(url)
        return state is not None and state.status in _SILENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Archives:
    """The archives that are asked, and how a copy's bytes are fetched."""

    archives: Sequence[Archive]
    fetch_copy: Callable[[Memento], Awaitable[Copy]]
    deadline: timedelta
    #: The archives are our own, in the network that a private address is known in.
    inside: bool = False

    async def add_copies(
        self,
        found: Evidence,
        dates: Mapping[str, Dates],
        progress: Progress,
        stop: asyncio.Event,
    ) -> None:
        """Look every visited link up; read a copy of those whose own page cannot be read.

        A link whose copy the text itself cites has its copy already.
        """
        states = found.visits.states
        done = found.mementos.keys() | found.beside.keys()
        urls = [
            url
            for url, state in states.items()
            if url not in done
            and state.status not in _PRIVATE
            and (self.inside or not is_inside(url))
        ]
        if not self.archives or not urls:
            return
        wanted = asyncio.Semaphore(_LOOK_UPS)
        progress.start("looking for archived copies", len(urls))

        async def one(url: str) -> None:
            async with wanted:
                if not stop.is_set():
                    await self._look_up(found, url, dates.get(url, UNDATED))
                    progress.step(url)

        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(one(url))

    async def _look_up(self, found: Evidence, url: str, dates: Dates) -> None:
        """Find the copies of one page, or of where it has moved to, and read one if need be."""
        copies: list[Memento] = []
        for page in dict.fromkeys((found.page_of(url), found.moved_to(url))):
            if page is not None and not copies and not unwrap(page):
                answer = await look_up(page, dates.near, self.archives, self.deadline)
                found.remarks.update(dict.fromkeys(answer.remarks))
                copies = list(dates.right_first(answer.mementos))
        day = dates.accessed
        if url not in found.sources:
            copies = await self._read_copy(found, copies, into=found.sources, url=url)
        elif day is not None and copies and copies[0].captured_at.date() <= day:
            copies = await self._read_copy(found, copies, into=found.as_cited, url=url)
        found.mementos[url] = tuple(copies)

    async def _read_copy(
        self, found: Evidence, copies: Sequence[Memento], *, into: dict[str, SourceText], url: str
    ) -> list[Memento]:
        """Keep the words of the first good copy; the copies without those that are no good."""
        bad = 0
        for memento in copies[:_COPIES]:
            try:
                copy = await self.fetch_copy(memento)
            except ArchiveError as error:
                found.remarks[str(error)] = None
                break
            source = None if copy.defect else await asyncio.to_thread(source_of, copy)
            if source is not None and source.defect is None:
                into[url] = source
                return [copy.memento, *copies[bad + 1 :]]
            bad += 1
        return list(copies[bad:])


def source_of(copy: Copy) -> SourceText:
    """The words of an archived copy."""
    memento = copy.memento
    return read_source(copy.body, copy.content_type, memento.url, captured_at=memento.captured_at)


def other_readings(readings: Iterable[Reading], found: Evidence) -> dict[str, tuple[str, ...]]:
    """Other readings of the broken addresses whose chosen reading did not answer."""
    return {
        url: reference.url_candidates[:_READINGS]
        for reading in readings
        for reference in reading.references
        if reference.url_repaired
        and reference.url_candidates
        and found.is_silent(url := cited_links(reading).get(reference.id, ""))
    }
