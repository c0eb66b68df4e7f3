"""Links alone: which are visited, and what is known of them then. No claim is judged.

What visits need is made when the first is to be made: where every answer is still fresh,
nothing of it is even imported.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from citations.compact import compact
from citations.model import Audit, LinkState, Reading
from citations.store import Store
from verifier import __version__
from verifier.ages import ASK_ALL, Ages
from verifier.config import Settings
from verifier.places import places_of, without_places
from verifier.progress import Progress, Silent
from verifier.reading_key import reading_key
from verifier.service.ahead import Ahead
from verifier.service.lost import LOST, with_lost_links
from verifier.service.selection import EVERYTHING, Selection, excluded, fresh, may_ignore

if TYPE_CHECKING:
    from pathlib import Path

    from verifier.fetch import Visitor
    from verifier.inputs import Input
    from verifier.local import Folders
    from verifier.service.visiting import Use, Visits
    from verifier.service.web import Web
    from verifier.visits import Crew, Source

__all__ = ["Checker", "known_of", "links_of", "open_checker", "with_states"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """One run's view of the links: everything that touches the world is handed in."""

    settings: Settings
    store: Store
    #: The way to the web of this run, the same at every call.
    open_web: Callable[[], Web]
    #: Those among whom many visits are divided, likewise.
    open_crew: Callable[[], Crew]
    clock: Callable[[], datetime]
    progress: Progress
    #: Set to finish what is in hand and leave the rest.
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    #: Readings that are not kept in the store yet, with their keys: one write keeps them all.
    new: list[tuple[bytes, Reading]] = field(default_factory=list)
    #: What is visited while documents are still being read.
    ahead: Ahead = field(default_factory=Ahead)

    @property
    def visitor(self) -> Visitor:
        """Whoever visits, for the pages that are documents themselves."""
        return self.open_web().visitor

    async def read(
        self,
        given: Input,
        selection: Selection = EVERYTHING,
        ages: Ages = ASK_ALL,
    ) -> Reading:
        """The links of a document, for ``links``; raises ``CitationsError``.

        One whose bytes were read before, by this reader, is not read again. The links of one
        that has many are visited as soon as they are known, by others than this process.
        """
        key = reading_key(given)
        kept = await asyncio.to_thread(self.store.kept_reading, key)
        if kept is not None:
            kept = compact(kept)
            return replace(kept, document=replace(kept.document, source=given.source))
        from citations.linking import read_links

        tell = None
        crew = self.open_crew()
        many = crew.ready or crew.expect(given.data.count(b"://"))
        if many and not may_ignore(given.data):
            self.ahead.begin(self.visit_all, partial(self._wanted, selection, ages))
            tell = self.ahead.tell
            # It loads what it needs now: beside the reading, every module would wait its turn.
            await asyncio.sleep(0)
        reading = await asyncio.to_thread(
            read_links, given.data, given.source, given.format, given.beside, tell
        )
        if tell is not None:
            places = places_of([reading])
            self.ahead.hand_on(url for url in links_of([reading]) if url not in places)
        reading = compact(reading)
        self.new.append((key, reading))
        return reading

    async def _wanted(self, selection: Selection, ages: Ages, urls: Sequence[str]) -> list[str]:
        """Those to be visited that no rule leaves out and that have no fresh answer."""
        wanted = [url for url in urls if selection.leaves_out(url) is None]
        if not ages:
            return wanted
        states = await asyncio.to_thread(self.store.states, wanted)
        answers = fresh(states, self.clock(), ages)
        return [url for url in wanted if url not in answers]

    async def visit(self, urls: Iterable[str]) -> dict[str, LinkState]:
        """Visit links and store what came of it; those left when told to stop are absent."""
        return (await self.visit_all(urls)).states

    async def links(
        self,
        readings: Sequence[Reading],
        selection: Selection = EVERYTHING,
        ages: Ages = ASK_ALL,
        folders: Folders | None = None,
    ) -> list[Audit]:
        """Visit the links of the readings that have no answer young enough for ``ages``.

        With ``folders``, what documents point at beside themselves is looked for there.
        """
        keeping = asyncio.ensure_future(asyncio.to_thread(self._keep))
        known: dict[str, LinkState] = {}
        if folders is not None:
            readings, known = await asyncio.to_thread(folders.look, readings)
        known |= excluded(readings, selection)
        places = places_of(readings)
        urls = [url for url in links_of(readings) if url not in known]
        if ages:
            asked = [url for url in urls if url not in self.ahead.taken]
            answers = fresh(self.store.states(asked), self.clock(), ages)
            # What an answer says of places holds for those that were cited then.
            known |= {
                url: state
                for url, state in answers.items()
                if url not in places and state.reason != "fragment_missing"
            }
        due = [places.get(url, url) for url in urls if url not in known]
        visits = None
        try:
            if self.ahead.begun:
                visits = await self.ahead.finish(due)
            elif due:
                visits = await self.visit_all(due)
        finally:
            await keeping
        if visits is None:
            return [with_states(reading, known, self.clock()) for reading in readings]
        states = known | visits.states
        visits.left = [url for url in map(without_places, due) if url not in states]
        return [with_states(reading, states, self.clock(), visits) for reading in readings]

    def _keep(self) -> None:
        """Keep what was read in the store, so that it need not be read again."""
        if self.new:
            self.store.keep_readings(self.new, self.clock())
            self.new.clear()

    async def visit_all(self, urls: Source, use: Use | None = None) -> Visits:
        """Visit links, doing with each page what ``use`` says while it is at hand."""
        from verifier.service.visiting import visit_all

        web = self.open_web()
        visits = await visit_all(
            urls,
            web=web,
            store=self.store,
            settings=self.settings,
            progress=self.progress,
            stop=self.stop,
            crew=self.open_crew(),
            use=use,
        )
        self.store.save_hosts(web.hosts.states())
        return visits


@asynccontextmanager
async def open_checker(
    settings: Settings,
    *,
    store: Store | None = None,
    crew: Crew | None = None,
    offline: bool = False,
    replay: Path | None = None,
    record: Path | None = None,
    progress: Progress | None = None,
    stop: asyncio.Event | None = None,
) -> AsyncIterator[Checker]:
    """A checker; the way to the web is opened when somebody takes it.

    Its store is the one of the settings, or a ``store`` that is open already and stays so;
    likewise a ``crew``, whose processes may have been started.
    """
    async with AsyncExitStack() as stack:
        held = store or stack.enter_context(Store.open(settings.store.url))

        @cache
        def open_web() -> Web:
            from verifier.service.web import Ways, Web

            return Web(stack, settings, held, Ways(offline=offline, replay=replay, record=record))

        @cache
        def open_crew() -> Crew:
            from verifier.visits import Crew

            live = not (offline or replay or record)
            made = crew or Crew.of(settings.fetch, live=live)
            stack.callback(made.close)
            return made

        if replay or record:
            open_web()  # a file that cannot be used is refused at once
        checker = Checker(
            settings=settings,
            store=held,
            open_web=open_web,
            open_crew=open_crew,
            clock=lambda: datetime.now(UTC),
            progress=progress or Silent(),
            stop=stop or asyncio.Event(),
        )
        stack.push_async_callback(checker.ahead.end)
        yield checker


def links_of(readings: Iterable[Reading]) -> list[str]:
    """Each address once, in order."""
    return list(dict.fromkeys(link.url for reading in readings for link in reading.links))


def with_states(
    reading: Reading,
    states: Mapping[str, LinkState],
    now: datetime,
    visits: Visits | None = None,
) -> Audit:
    """A reading with what is known of its links, and what came of the visits of the run."""
    reading = with_lost_links(reading)
    urls = links_of([reading])
    known = known_of(urls, states)
    if LOST.url in urls:
        known[LOST.url] = LOST
    left = len(set(urls).intersection(visits.left)) if visits else 0
    down = visits is not None and visits.network_down and bool(urls)
    return Audit(
        reading=reading,
        states=known,
        made_at=now,
        version=__version__,
        remarks=tuple(_remarks(left, network_down=down)),
        complete=not left and not down,
    )


def known_of(urls: Iterable[str], known: Mapping[str, _T]) -> dict[str, _T]:
    """What is known of these links, in their order."""
    return {url: known[url] for url in urls if url in known}


def _remarks(left: int, *, network_down: bool) -> list[str]:
    remarks = []
    if left:
        remarks.append(f"Cut short: {left} links were not visited.")
    if network_down:
        remarks.append("Our own network seems to be down: no failure was counted.")
    return remarks
