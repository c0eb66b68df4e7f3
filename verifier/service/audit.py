"""The main job: read, visit, look up, judge, tag, store."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from citations.model import (
    Audit,
    LinkState,
    LinkStatus,
    Reading,
    ReferenceStatus,
    Run,
    SourceText,
    Tag,
)
from verifier import __version__
from verifier.judges import Judge, Priced
from verifier.places import places_of
from verifier.service.checker import Checker, known_of, links_of, with_states
from verifier.service.cited import CitedCopies, cited_addresses
from verifier.service.dates import dates_of
from verifier.service.evidence import Archives, Evidence, other_readings
from verifier.service.judging import Sources, drifts, tags
from verifier.service.repeating import with_repeats
from verifier.service.reviewing import reviewed
from verifier.service.saving import Saver
from verifier.service.selection import EVERYTHING, Selection, excluded
from verifier.service.visiting import Visits
from verifier.snapshots import Snapshots

__all__ = ["Service"]

#: Documents read before, the newest first, whose claims are compared with the new ones.
_OTHERS = 50

# No registry lists these kinds of work, so the silence of a registry says nothing of them.
_NOT_INDEXED = frozenset(
    {"webpage", "post-weblog", "post", "article-newspaper", "article-magazine", "report"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Checker):
    """One run's view of the world: everything that touches it is handed in."""

    archives: Archives
    saver: Saver
    judges: Sequence[Judge]
    snapshots: Snapshots | None

    async def audit(
        self, readings: Sequence[Reading], selection: Selection = EVERYTHING
    ) -> list[Audit]:
        """Read, visit, look up, judge and tag; everything is in the store when this returns."""
        found = await self._gather(readings, selection)
        pairs = sum(len(citation.references) for r in readings for citation in r.citations)
        for judge in self.judges:
            if isinstance(judge, Priced):
                self.progress.say(judge.estimate(pairs))
        audits = [await self._tagged(reading, found) for reading in readings]
        for judge in self.judges:
            if isinstance(judge, Priced):
                self.progress.say(judge.costs())
        return await asyncio.to_thread(self._repeated, audits)

    async def survey(
        self, readings: Sequence[Reading], selection: Selection = EVERYTHING
    ) -> list[Audit]:
        """Read, visit and look up like ``audit``, and judge nothing."""
        found = await self._gather(readings, selection)
        return [self._audit(reading, found) for reading in readings]

    async def _gather(self, readings: Sequence[Reading], selection: Selection) -> Evidence:
        """Visit the links, look them up in the archives, and store what was learnt."""
        now = self.clock()
        for reading in readings:
            await asyncio.to_thread(self.store.save_reading, reading, now)
        left_out = excluded(readings, selection)
        found = Evidence(Visits(), self.snapshots)
        places = places_of(readings)
        found.visits = await self.visit_all(
            (places.get(url, url) for url in links_of(readings) if url not in left_out),
            found.read_page,
        )
        await self._try_other_readings(readings, found)
        dates = dates_of(readings)
        await self._cited_copies(found).check(
            {url: at for url, at in cited_addresses(readings).items() if url not in left_out},
            found,
            dates,
        )
        await self.archives.add_copies(found, dates, self.progress, self.stop)
        found.visits.states |= left_out
        await asyncio.to_thread(self._save, found)
        return found

    def _cited_copies(self, found: Evidence) -> CitedCopies:
        async def visit(urls: Iterable[str]) -> Mapping[str, LinkState]:
            return (await self.visit_all(urls, found.read_page)).states

        return CitedCopies(
            fetch_copy=self.archives.fetch_copy,
            visit=visit,
            progress=self.progress,
            stop=self.stop,
        )

    async def _try_other_readings(self, readings: Sequence[Reading], found: Evidence) -> None:
        """Where a mended address does not answer, see whether another reading of it does."""
        for url, candidates in other_readings(readings, found).items():
            for candidate in candidates:
                if self.stop.is_set():
                    return
                visit = await self.visitor.visit(candidate)
                if visit.check.status in (LinkStatus.LIVE, LinkStatus.MOVED):
                    found.alternatives[url] = candidate
                    await found.read_page(visit, cited=url)
                    break

    def _save(self, found: Evidence) -> None:
        now = self.clock()
        before = self._first_snapshots(found)
        for source in [*found.sources.values(), *found.as_cited.values()]:
            self.store.save_source(source)
        found.as_cited = before | found.as_cited
        for url, copies in found.mementos.items():
            self.store.add_mementos(url, copies, now)

    def _first_snapshots(self, found: Evidence) -> dict[str, SourceText]:
        """What we read at these addresses when we first came; it stands in for a memento."""
        return {
            url: snapshots[0]
            for url, source in found.sources.items()
            if (snapshots := self.store.sources_for(url))
            and snapshots[0].text_sha256 != source.text_sha256
        }

    async def _tagged(self, reading: Reading, found: Evidence) -> Audit:
        """Judge and tag the claims of one reading, and store the outcome."""
        sources = Sources(texts=found.sources, states=found.visits.states)
        made = await asyncio.to_thread(tags, reading, sources, self.judges)
        audit = self._audit(reading, found, made)
        now, then = found.now_and_then()
        if then and self.judges:
            drift = await asyncio.to_thread(drifts, reading, now, then, self.judges[0])
            audit = replace(audit, drift=drift)
        await asyncio.to_thread(self._save_audit, audit)
        return reviewed(audit, self.store.reviews(), self.clock())

    def _repeated(self, audits: Sequence[Audit]) -> list[Audit]:
        """The audits with what they say again, also of documents that were read before."""
        here = {audit.reading.document.source for audit in audits}
        latest = sorted(self.store.documents(), key=lambda one: one.read_at, reverse=True)
        others = [one.source for one in latest if one.source not in here][:_OTHERS]
        readings = [reading for one in others if (reading := self.store.reading(one))]
        return with_repeats(audits, readings)

    def _save_audit(self, audit: Audit) -> None:
        source, now = audit.reading.document.source, self.clock()
        self.store.save_tags(source, audit.tags.values(), now)
        self.store.save_reference_statuses(source, audit.reference_status, now)
        self.store.add_run(
            Run(
                source=source,
                made_at=now,
                version=__version__,
                remarks=audit.remarks,
                complete=audit.complete,
            )
        )

    def _audit(
        self, reading: Reading, found: Evidence, made: dict[str, Tag] | None = None
    ) -> Audit:
        visits = found.visits
        audit = with_states(reading, visits.states, self.clock(), visits)
        urls = links_of([audit.reading])
        return replace(
            audit,
            mementos=known_of(urls, found.mementos),
            alternatives=known_of(urls, found.alternatives),
            cited_copies=known_of(urls, found.cited_copies),
            tags=made or {},
            reference_status=_reference_statuses(audit.reading) if made is not None else {},
            remarks=(*found.remarks, *audit.remarks),
        )


def _reference_statuses(reading: Reading) -> dict[str, ReferenceStatus]:
    """What can be said of references without asking a registry."""
    return {
        reference.id: ReferenceStatus.NOT_INDEXED
        if reference.csl.get("type") in _NOT_INDEXED
        else ReferenceStatus.COULD_NOT_CHECK
        for reference in reading.references
    }
