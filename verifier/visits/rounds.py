"""Who is visited next: a host's links in their order, so many at a time, no host held up."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict, deque
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

__all__ = ["Rounds", "Source", "authority", "batches", "one_error"]

Source = Iterable[str] | AsyncIterable[Iterable[str]]
"""Links to be visited: all of them, or so many at a time while others are still being read.

A link that comes with one of many is in no other.
"""

_AUTHORITY = re.compile(r"[A-Za-z]{1,20}://[^/?#]*")
#: Visits begun at once, at most. Those beyond what there is room for wait for their host's
#: turn, and a host has few, so that slow hosts would have to be very many to hold up others.
_MOST = 2_000
#: Seconds after which more visits are begun if those that were have left room.
_SOON = 0.01
#: Seconds by which that is late where there is more to do than one processor can.
_LATE = 0.003


class Rounds:
    """Calls ``visit`` for every link that is added, ``at_once`` at a time for one host.

    ``room`` tells how many more could be sent now: as long as there is any, more visits are
    begun, so that those which wait for their host's turn hold up nobody. A context that
    ends when all that was added is visited, or when ``stop`` is set and what was under way
    is finished. What ``visit`` raises ends all.
    """

    def __init__(
        self,
        visit: Callable[[str], Awaitable[None]],
        at_once: int,
        stop: asyncio.Event,
        room: Callable[[], int],
    ) -> None:
        self._visit = visit
        self._at_once = max(at_once, 1)
        self._stop = stop
        self._room = room
        self._queues: dict[str, deque[str]] = {}
        #: Slots of each host, at work or in line.
        self._slots: dict[str, int] = defaultdict(int)
        self._line: deque[str] = deque()
        self._beginning = False
        self._at_work = 0
        self._at_rest = asyncio.Event()
        self._group = asyncio.TaskGroup()

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with one_error():
            await self._group.__aexit__(kind, error, trace)

    @property
    def left(self) -> list[str]:
        """What was added and not visited."""
        return [url for queue in self._queues.values() for url in queue]

    @property
    def ending(self) -> bool:
        """Whether nothing is left but the visit that asks."""
        return self._at_work == 1 and not self._line and not any(self._queues.values())

    def add(self, url: str) -> None:
        """Have the link visited; each is to be added once."""
        host = _host(url)
        queue = self._queues.get(host)
        if queue is None:
            queue = self._queues[host] = deque()
        queue.append(url)
        if self._slots[host] < self._at_once:
            self._slots[host] += 1
            self._line_up(host)

    def _line_up(self, host: str) -> None:
        self._line.append(host)
        if not self._beginning:
            self._beginning = True
            self._group.create_task(self._begin())

    async def _begin(self) -> None:
        """Begin as many visits as there is room for, again and again."""
        loop, late = asyncio.get_running_loop(), False
        while self._line and not self._stop.is_set():
            # While the processor has no time, the room that visits leave for a moment is none to
            # fill: whoever was begun would only wait in line, at some cost to all.
            room = self._room() - (self._at_work if late else 0)
            for _ in range(min(room, _MOST - self._at_work, len(self._line))):
                self._at_work += 1
                self._group.create_task(self._work(self._line.popleft()))
            due = loop.time() + _SOON
            await asyncio.sleep(_SOON)
            late = loop.time() - due > _LATE
        self._beginning = False

    async def rest(self) -> None:
        """Wait until nothing is under way; once told to stop, nothing will be again."""
        while self._at_work:
            self._at_rest.clear()
            await self._at_rest.wait()

    async def _work(self, host: str) -> None:
        try:
            while await self._work_on(host) and self._line and not self._stop.is_set():
                host = self._line.popleft()
        finally:
            self._at_work -= 1
            if not self._at_work:
                self._at_rest.set()

    async def _work_on(self, host: str) -> bool:
        """Visit the links of one host, in one of its slots; whether to go on with others."""
        queue = self._queues[host]
        while queue and not self._stop.is_set():
            await self._visit(queue.popleft())
            if queue and not self._room():  # the others are enough: one more would wait in line
                self._line_up(host)
                return False
        self._slots[host] -= 1
        if not self._slots[host]:
            del self._slots[host]
            if not queue:
                del self._queues[host]
        return True


@contextmanager
def one_error() -> Iterator[None]:
    """Of errors that several tasks raised, the first: our callers expect one."""
    try:
        yield
    except BaseExceptionGroup as errors:
        error: BaseException = errors
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None


def _host(url: str) -> str:
    return authority(url).lower()


def authority(url: str) -> str:
    """The address as far as its host goes, which is all of it if it has none."""
    found = _AUTHORITY.match(url)
    return found[0] if found else url


async def batches(source: Source, stop: asyncio.Event) -> AsyncIterator[list[str]]:
    """The links of the source, each once, until told to stop."""
    if not isinstance(source, AsyncIterable):
        yield list(dict.fromkeys(source))
        return
    told = asyncio.ensure_future(stop.wait())
    try:
        links = aiter(source)
        while not stop.is_set():
            coming = asyncio.ensure_future(anext(links, None))
            await asyncio.wait({coming, told}, return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                coming.cancel()
                return
            if (batch := coming.result()) is None:
                return
            yield list(dict.fromkeys(batch))
    finally:
        told.cancel()
