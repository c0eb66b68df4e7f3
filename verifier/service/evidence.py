"""What can be read of the cited links: pages, archived copies, other readings of an address."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from citations.csl import day_of
from citations.model import LinkStatus, Memento, Reading, SourceText
from verifier.archives import Archive, Copy, look_up, ranked
from verifier.errors import ArchiveError
from verifier.fetch import Visit
from verifier.progress import Progress
from verifier.service.judging import cited_links
from verifier.service.visiting import Visits
from verifier.snapshots import Snapshots
from verifier.sources import read_source

__all__ = ["Archives", "Evidence", "accessed", "other_readings"]

# A live page's own words are read; of all others only an archived copy can be.
_READABLE = frozenset({LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})
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
    #: Another reading of a broken address, which answers.
    alternatives: dict[str, str] = field(default_factory=dict)
    #: What could not be done, each once.
    remarks: dict[str, None] = field(default_factory=dict)
    keeping: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def read_page(self, visit: Visit, cited: str | None = None) -> None:
        """Keep the words of a page that answered well; ``cited`` if it was cited otherwise."""
        if visit.check.status not in _READABLE:
            return
        if self.snapshots is not None:
            async with self.keeping:  # one writer at a time
                await asyncio.to_thread(self.snapshots.keep, visit.fetched, visit.check.checked_at)
        page = visit.fetched
        url = visit.check.final_url or visit.check.url
        source = await asyncio.to_thread(read_source, page.body, page.header("content-type"), url)
        if source.defect is None:
            self.sources[cited or visit.check.url] = source

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

    async def add_copies(
        self,
        found: Evidence,
        cited_on: Mapping[str, date],
        progress: Progress,
        stop: asyncio.Event,
    ) -> None:
        """Look every visited link up; read a copy of those whose own page cannot be read."""
        states = found.visits.states
        urls = [url for url, state in states.items() if state.status not in _PRIVATE]
        if not self.archives or not urls:
            return
        wanted = asyncio.Semaphore(_LOOK_UPS)
        progress.start("looking for archived copies", len(urls))

        async def one(url: str) -> None:
            async with wanted:
                if not stop.is_set():
                    await self._look_up(found, url, cited_on.get(url))
                    progress.step(url)

        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(one(url))

    async def _look_up(self, found: Evidence, url: str, accessed: date | None) -> None:
        near = None if accessed is None else datetime.combine(accessed, time(), UTC)
        answer = await look_up(url, near, self.archives, self.deadline)
        found.remarks.update(dict.fromkeys(answer.remarks))
        copies = list(ranked(answer.mementos, accessed=accessed))
        if url not in found.sources:
            await self._read_copy(found, copies, into=found.sources, url=url)
        elif accessed is not None and copies and copies[0].captured_at.date() <= accessed:
            await self._read_copy(found, copies, into=found.as_cited, url=url)
        found.mementos[url] = tuple(copies)

    async def _read_copy(
        self, found: Evidence, copies: list[Memento], *, into: dict[str, SourceText], url: str
    ) -> None:
        """Keep the words of the first good copy, and in ``copies`` what was learnt of each."""
        for place, memento in enumerate(copies[:_COPIES]):
            try:
                copy = await self.fetch_copy(memento)
            except ArchiveError as error:
                found.remarks[str(error)] = None
                return
            copies[place] = copy.memento
            if copy.defect is not None:
                continue
            source = await asyncio.to_thread(_source_of, copy)
            if source.defect is None:
                into[url] = source
                return


def _source_of(copy: Copy) -> SourceText:
    memento = copy.memento
    return read_source(copy.body, copy.content_type, memento.url, captured_at=memento.captured_at)


def accessed(readings: Iterable[Reading]) -> dict[str, date]:
    """When the author read each link, by what the references say; the earliest mention."""
    days: dict[str, date] = {}
    for reading in readings:
        urls = cited_links(reading)
        for reference in reading.references:
            day = day_of(reference.csl.get("accessed"))
            if day is not None and reference.id in urls:
                days.setdefault(urls[reference.id], day)
    return days


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
