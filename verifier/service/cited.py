"""Archived copies that a text itself cites: unwrapped, read, and held against the page now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from citations.model import CitedCopy, LinkState, LinkStatus, Memento, Reading, Reference
from citations.urls import canonical, unwrap
from verifier.archives import Copy
from verifier.archives.cited import is_whole, memento_at
from verifier.archives.places import same_page
from verifier.availability import Fetched
from verifier.errors import ArchiveError
from verifier.progress import Progress
from verifier.service.dates import UNDATED, Dates, dates_of
from verifier.service.evidence import READABLE, Evidence, source_of
from verifier.service.judging import cited_links
from verifier.sources import read_source

__all__ = ["CitedCopies", "cited_addresses", "described", "recalled"]

Standing = Callable[[Iterable[str]], Mapping[str, LinkState]]
"""What is known of links, by URL: the store's ``states``."""

#: Copies that are read at once; the archives' budgets set the pace anyway.
_AT_ONCE = 4
#: A longer time is told in months.
_MONTHS = 60


def cited_addresses(readings: Iterable[Reading]) -> dict[str, str]:
    """Link URL -> the archive's address that stands for it in the text, or beside it."""
    found: dict[str, str] = {}
    for reading in readings:
        found |= {link.url: link.url for link in reading.links if unwrap(link.url)}
        links = cited_links(reading)
        for reference in reading.references:
            page = links.get(reference.id)
            beside = _beside(reference, page) if page is not None else None
            if page is not None and beside is not None:
                found.setdefault(page, beside)
    return found


def _beside(reference: Reference, page: str) -> str | None:
    """The first address in a reference that is, or may be, of a copy of its page."""
    for address in (reference.csl.get("archive_location"), *reference.other_urls):
        known = unwrap(address) if isinstance(address, str) else None
        if known and (known.original is None or same_page(known.original, page)):
            return canonical(str(address))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCopies:
    """Reads the copies that texts cite, and has the pages visited that they are of."""

    fetch_copy: Callable[[Memento], Awaitable[Copy]]
    #: Visits pages and keeps their words; the states of those that were visited.
    visit: Callable[[Iterable[str]], Awaitable[Mapping[str, LinkState]]]
    progress: Progress
    stop: asyncio.Event

    async def check(
        self, addresses: Mapping[str, str], found: Evidence, dates: Mapping[str, Dates]
    ) -> None:
        """Fill in ``found.cited_copies``, with the words and copies that come with them."""
        await self._visit_too(
            (one for url, one in addresses.items() if url != one and not is_whole(one)), found
        )
        wanted = asyncio.Semaphore(_AT_ONCE)
        if addresses:
            self.progress.start("reading the copies that are cited", len(addresses))

        async def one(url: str, address: str) -> None:
            async with wanted:
                if self.stop.is_set():
                    return
                if copy := await self._read(url, address, found):
                    found.cited_copies[url] = copy
                self.progress.step(url)

        async with asyncio.TaskGroup() as group:
            for url, address in addresses.items():
                group.create_task(one(url, address))
        found.archive_pages.clear()  # they may be large, and were read
        copies = found.cited_copies
        await self._visit_too((copy.original for copy in copies.values() if copy.original), found)
        for url, copy in copies.items():
            state = found.visits.states.get(copy.original or "")
            day = dates.get(url, UNDATED).accessed
            copies[url] = described(replace(copy, state=state, accessed=day))

    async def _visit_too(self, urls: Iterable[str], found: Evidence) -> None:
        """Visit pages that are no links of the text themselves."""
        new = dict.fromkeys(url for url in urls if url not in found.visits.states)
        if new:
            found.beside.update(new)
            found.visits.states |= await self.visit(new)

    async def _read(self, url: str, address: str, found: Evidence) -> CitedCopy | None:
        """What the text cites by ``address`` for the link ``url``; None: it is of another page."""
        page = found.archive_pages.get(address)
        memento = memento_at(address, page)
        if memento is None:
            return CitedCopy(url=address) if url == address else None
        if url != address and not same_page(memento.original, url):
            return None
        state = found.visits.states.get(address)
        if state is not None and state.status is LinkStatus.UNCHECKED:
            good = None
        elif is_whole(memento.url):
            good = await self._read_bytes(memento, url, found)
        else:
            good = await asyncio.to_thread(_read_page, memento, page, url, found)
        return CitedCopy(
            url=address,
            original=canonical(memento.original) if url == address else url,
            captured_at=memento.captured_at,
            good=good,
        )

    async def _read_bytes(self, memento: Memento, url: str, found: Evidence) -> bool | None:
        """Whether the bytes that were captured are good; None if they are not shown to us."""
        try:
            copy = await self.fetch_copy(memento)
        except ArchiveError as error:
            found.remarks[str(error)] = None
            return None
        source = None if copy.defect else await asyncio.to_thread(source_of, copy)
        if source is None or source.defect is not None:
            return False
        found.keep_cited(url, copy.memento, source)
        return True


def _read_page(memento: Memento, page: Fetched | None, url: str, found: Evidence) -> bool | None:
    """The same of an archive that shows a copy in its own page only."""
    state = found.visits.states.get(memento.url)
    if page is None or state is None:
        return None
    kind, captured = page.header("content-type"), memento.captured_at
    source = read_source(page.body, kind, memento.url, captured_at=captured)
    if state.status not in READABLE or source.defect is not None:
        return False
    found.keep_cited(url, replace(memento, status=page.status, verified=True), source)
    return True


def recalled(
    reading: Reading, mementos: Mapping[str, Iterable[Memento]], standing: Standing
) -> dict[str, CitedCopy]:
    """The cited copies that were read and found good, as the store remembers them."""
    found = {}
    dates = dates_of([reading])
    for url, address in cited_addresses([reading]).items():
        known = next((copy for copy in mementos.get(url, ()) if copy.url == address), None)
        if known is not None and known.verified:
            original = canonical(known.original)
            copy = CitedCopy(
                url=address,
                original=original,
                captured_at=known.captured_at,
                good=True,
                accessed=dates.get(url, UNDATED).accessed,
                state=standing([original]).get(original),
            )
            found[url] = described(copy)
    return found


def described(copy: CitedCopy) -> CitedCopy:
    """The copy with a sentence or two on all that is known of it."""
    if copy.original is None or copy.captured_at is None:
        why = "An archived copy; neither its address nor the archive says of which page."
        return replace(copy, why=why)
    made = f"A copy of {copy.original} made on {copy.captured_at:%Y-%m-%d}"
    if copy.accessed is not None:
        made += f", {_apart(copy.captured_at.date(), copy.accessed)}"
    return replace(copy, why=f"{made}. {_GOOD[copy.good]} {_standing(copy.state)}".strip())


_GOOD = {
    True: "The copy is good.",
    False: "The copy is not the page itself: an error, a check for robots, or nothing.",
    None: "The copy could not be read now.",
}


def _apart(made: date, accessed: date) -> str:
    days = (made - accessed).days
    if abs(days) <= 1:
        return f"on the day of access ({accessed})"
    many = f"{abs(days)} days" if abs(days) <= _MONTHS else f"{round(abs(days) / 30.44)} months"
    return f"{many} {'after' if days > 0 else 'before'} the day of access ({accessed})"


def _standing(state: LinkState | None) -> str:
    if state is None:
        return "The original was not visited."
    if state.status is LinkStatus.LIVE:
        return "The original is still there."
    return f"The original is {state.status.value.replace('_', ' ')}: {state.why}"
