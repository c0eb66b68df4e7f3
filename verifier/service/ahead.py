"""Links that are visited while the documents that cite them are still being read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from verifier.places import without_places

if TYPE_CHECKING:
    from verifier.service.visiting import Visits
    from verifier.visits import Source

__all__ = ["Ahead"]

#: Links are handed on so many at a time.
_HANDFUL = 200

Wanted = Callable[[Sequence[str]], Awaitable[list[str]]]
"""Those of some links that are to be visited, whatever else the documents hold."""


class Ahead:
    """Visits to links that are told of one by one; there are none until it is begun.

    A page of which places turn out to be cited is visited again for their sake, after all
    others.
    """

    def __init__(self) -> None:
        self._visiting: asyncio.Task[Visits] | None = None
        self._visit: Callable[[Source], Awaitable[Visits]]
        self._loop: asyncio.AbstractEventLoop
        self._told: list[str] = []
        #: Links with whether they are the last ones.
        self._coming: asyncio.Queue[tuple[Sequence[str], bool]] = asyncio.Queue()
        #: Links that are visited, or will be without being asked for again.
        self.taken: set[str] = set()

    @property
    def begun(self) -> bool:
        """Whether anything is visited ahead."""
        return self._visiting is not None

    def begin(self, visit: Callable[[Source], Awaitable[Visits]], wanted: Wanted) -> None:
        """From now on visit what is told and wanted; nothing happens if it has begun."""
        if self._visiting is None:
            self._visit, self._loop = visit, asyncio.get_running_loop()
            self._visiting = asyncio.ensure_future(visit(self._links(wanted)))

    def tell(self, url: str) -> None:
        """A link is known; to be called by one thread at a time, whichever it is."""
        self._told.append(url)
        if len(self._told) >= _HANDFUL:
            self.hand_on()

    def hand_on(self, urls: Iterable[str] = ()) -> None:
        """These are known as well; nothing more will come for a while."""
        told, self._told = [*self._told, *urls], []
        self._loop.call_soon_threadsafe(self._coming.put_nowait, (told, False))

    async def finish(self, due: Sequence[str]) -> Visits:
        """What came of all visits once those due (with the places in them) are made too."""
        assert self._visiting is not None  # noqa: S101 - it has begun
        self._coming.put_nowait((due, True))
        visits = await self._visiting
        again = [url for url in due if url not in self.taken and without_places(url) in self.taken]
        if again:
            visits.states |= (await self._visit(again)).states
        return visits

    async def end(self) -> None:
        """Stop, if nobody waits for what comes of it."""
        if self._visiting is not None:
            self._visiting.cancel()
            await asyncio.wait([self._visiting])
            if not self._visiting.cancelled():
                self._visiting.exception()  # whoever waited was told; nobody else wants to know

    async def _links(self, wanted: Wanted) -> AsyncIterator[list[str]]:
        over = False
        while not over:
            urls, over = await self._coming.get()
            links = [url for url in urls if without_places(url) not in self.taken]
            if not over:
                links = await wanted(links)
                self.taken.update(links)
            yield links
