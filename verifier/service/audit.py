"""The main job: read, visit, look up, judge, tag, store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from citations.csl import day_of
from citations.model import (
    Audit,
    LinkState,
    LinkStatus,
    Memento,
    Reading,
    ReferenceStatus,
    Run,
    SourceText,
    Tag,
)
from citations.store import Store
from verifier import __version__
from verifier.archives import Archive, Copy, look_up, ranked
from verifier.config import Settings
from verifier.errors import ArchiveError
from verifier.fetch import Visit, Visitor
from verifier.judges import Judge
from verifier.progress import Progress
from verifier.service.judging import Sources, cited_links, tags
from verifier.service.selection import EVERYTHING, Selection, excluded, fresh
from verifier.service.visiting import Visits, visit_all
from verifier.sources import read_source

__all__ = ["Service"]

# A live page's own words are read; of all others only an archived copy can be.
_READABLE = frozenset({LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})
_PRIVATE = frozenset({LinkStatus.UNSAFE, LinkStatus.MALFORMED, LinkStatus.UNCHECKED})
#: Links looked up in the archives at once; their budgets set the pace anyway.
_LOOK_UPS = 4
#: Copies that are tried before we give up on a source.
_COPIES = 3

# Where no registry lists this kind of work, their silence says nothing.
_NOT_INDEXED = frozenset(
    {"webpage", "post-weblog", "post", "article-newspaper", "article-magazine", "report"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One run's view of the world: everything that touches it is handed in."""

    settings: Settings
    store: Store
    visitor: Visitor
    archives: Sequence[Archive]
    fetch_copy: Callable[[Memento], Awaitable[Copy]]
    judges: Sequence[Judge]
    clock: Callable[[], datetime]
    network_up: Callable[[], Awaitable[bool]]
    progress: Progress
    #: Set to finish what is in hand and leave the rest.
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def visit(self, urls: Iterable[str]) -> dict[str, LinkState]:
        """Visit links and store what came of it; those left when told to stop are absent."""
        return (await self._visit(urls)).states

    async def links(
        self,
        readings: Sequence[Reading],
        selection: Selection = EVERYTHING,
        max_age: timedelta = timedelta(0),
    ) -> list[Audit]:
        """Visit the links of the readings that have no good answer younger than ``max_age``."""
        known = excluded(readings, selection)
        urls = [url for url in _urls(readings) if url not in known]
        if max_age:
            known |= fresh(self.store.states(urls), self.clock(), max_age)
        visits = await self._visit(url for url in urls if url not in known)
        visits.states |= known
        return [self._audit(reading, visits, {}, {}, ()) for reading in readings]

    async def audit(
        self, readings: Sequence[Reading], selection: Selection = EVERYTHING
    ) -> list[Audit]:
        """Read, visit, look up, judge and tag; everything is in the store when this returns."""
        now = self.clock()
        for reading in readings:
            await asyncio.to_thread(self.store.save_reading, reading, now)
        sources: dict[str, SourceText] = {}

        async def read_page(visit: Visit) -> None:
            if visit.check.status in _READABLE:
                source = await asyncio.to_thread(_source_of, visit)
                if source.defect is None:
                    sources[visit.check.url] = source

        left_out = excluded(readings, selection)
        visits = await self._visit((u for u in _urls(readings) if u not in left_out), read_page)
        mementos, remarks = await self._copies(readings, visits, sources)
        visits.states |= left_out
        for source in sources.values():
            await asyncio.to_thread(self.store.save_source, source)
        return [
            await self._tagged(reading, visits, mementos, sources, remarks) for reading in readings
        ]

    async def _visit(
        self,
        urls: Iterable[str],
        use: Callable[[Visit], Awaitable[None]] | None = None,
    ) -> Visits:
        visits = await visit_all(
            urls,
            visitor=self.visitor,
            store=self.store,
            settings=self.settings,
            progress=self.progress,
            stop=self.stop,
            network_up=self.network_up,
            use=use,
        )
        self.store.save_hosts(self.visitor.hosts.states())
        return visits

    async def _copies(
        self, readings: Sequence[Reading], visits: Visits, sources: dict[str, SourceText]
    ) -> tuple[dict[str, tuple[Memento, ...]], tuple[str, ...]]:
        """Archived copies of every link, and the words of those that can be read nowhere else."""
        found: dict[str, tuple[Memento, ...]] = {}
        remarks: dict[str, None] = {}
        urls = [url for url in visits.states if _public(url, visits)] if self.archives else []
        wanted = asyncio.Semaphore(_LOOK_UPS)
        cited = _accessed(readings)
        self.progress.start("looking for archived copies", len(urls))

        async def one(url: str) -> None:
            async with wanted:
                if self.stop.is_set():
                    return
                answer = await look_up(
                    url, _midnight(cited.get(url)), self.archives, self.settings.archives.deadline
                )
                remarks.update(dict.fromkeys(answer.remarks))
                copies = ranked(answer.mementos, accessed=cited.get(url))
                if url not in sources:
                    copies, source = await self._read_copy(copies, remarks)
                    if source is not None:
                        sources[url] = source
                found[url] = copies
                self.store.add_mementos(url, copies, self.clock())
                self.progress.step(url)

        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(one(url))
        return found, tuple(remarks)

    async def _read_copy(
        self, copies: tuple[Memento, ...], remarks: dict[str, None]
    ) -> tuple[tuple[Memento, ...], SourceText | None]:
        """The copies with what was learnt of them, and the words of the first good one."""
        known = list(copies)
        for place, memento in enumerate(copies[:_COPIES]):
            try:
                copy = await self.fetch_copy(memento)
            except ArchiveError as error:
                remarks[str(error)] = None
                break
            known[place] = copy.memento
            if copy.defect is None:
                source = await asyncio.to_thread(_source_of_copy, copy)
                if source.defect is None:
                    return tuple(known), source
        return tuple(known), None

    async def _tagged(
        self,
        reading: Reading,
        visits: Visits,
        mementos: Mapping[str, tuple[Memento, ...]],
        sources: Mapping[str, SourceText],
        remarks: tuple[str, ...],
    ) -> Audit:
        made = await asyncio.to_thread(
            tags, reading, Sources(texts=sources, states=visits.states), self.judges
        )
        audit = self._audit(reading, visits, mementos, made, remarks)
        source, at = reading.document.source, self.clock()
        await asyncio.to_thread(self.store.save_tags, source, made.values(), at)
        self.store.save_reference_statuses(source, audit.reference_status, at)
        self.store.add_run(
            Run(
                source=source,
                made_at=at,
                version=__version__,
                remarks=audit.remarks,
                complete=audit.complete,
            )
        )
        return audit

    def _audit(
        self,
        reading: Reading,
        visits: Visits,
        mementos: Mapping[str, tuple[Memento, ...]],
        made: Mapping[str, Tag],
        remarks: tuple[str, ...],
    ) -> Audit:
        urls = {link.url for link in reading.links}
        left = urls.intersection(visits.left)
        return Audit(
            reading=reading,
            states={url: state for url, state in visits.states.items() if url in urls},
            mementos={url: copies for url, copies in mementos.items() if url in urls},
            tags=made,
            reference_status=_reference_statuses(reading) if made else {},
            made_at=self.clock(),
            version=__version__,
            remarks=(*remarks, *_remarks(left, visits)),
            complete=not left and not visits.network_down,
        )


def _urls(readings: Iterable[Reading]) -> list[str]:
    return list(dict.fromkeys(link.url for reading in readings for link in reading.links))


def _public(url: str, visits: Visits) -> bool:
    """Whether an archive may be asked: an address that is not for the world is told nobody."""
    return visits.states[url].status not in _PRIVATE


def _source_of(visit: Visit) -> SourceText:
    fetched = visit.fetched
    url = visit.check.final_url or visit.check.url
    return read_source(fetched.body, fetched.header("content-type"), url)


def _source_of_copy(copy: Copy) -> SourceText:
    return read_source(
        copy.body, copy.content_type, copy.memento.url, captured_at=copy.memento.captured_at
    )


def _remarks(left: Iterable[str], visits: Visits) -> list[str]:
    remarks = []
    if count := len(list(left)):
        remarks.append(f"Cut short: {count} links were not visited.")
    if visits.network_down:
        remarks.append("Our own network seems to be down: no failure was counted.")
    return remarks


def _reference_statuses(reading: Reading) -> dict[str, ReferenceStatus]:
    """What can be said of references without asking a registry."""
    return {
        reference.id: ReferenceStatus.NOT_INDEXED
        if reference.csl.get("type") in _NOT_INDEXED
        else ReferenceStatus.COULD_NOT_CHECK
        for reference in reading.references
    }


def _accessed(readings: Iterable[Reading]) -> dict[str, date]:
    """When each link was read by the author, by what the references say."""
    dates: dict[str, date] = {}
    for reading in readings:
        urls = cited_links(reading)
        for reference in reading.references:
            day = day_of(reference.csl.get("accessed"))
            if day is not None and reference.id in urls:
                dates.setdefault(urls[reference.id], day)
    return dates


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)
