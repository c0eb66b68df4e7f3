"""Visits divided among processes, a host's links all in one of them."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from citations.model import Check, HostState
from verifier import addresses
from verifier.config import Fetch
from verifier.domains import registrable
from verifier.errors import BadConfig
from verifier.places import without_places
from verifier.politeness import Budget, Busy
from verifier.visits.frames import Frames, from_row
from verifier.visits.rounds import Source, authority, batches, one_error
from verifier.visits.starting import Crew, Process

__all__ = ["Shards"]

#: Links are handed out so many at a time.
_HANDFUL = 500
#: A process that was told to end and does not is killed after so many seconds.
_GRACE = 5.0

_GONE = (
    "A process that visits links has ended by itself; {} of its links were not visited. "
    "Run again to visit them."
)


@dataclass(slots=True, eq=False)
class _Shard:
    number: int
    frames: Frames
    #: Links that are still to come back.
    owed: int = 0
    #: Links that it was ever given: whoever has fewest gets the next host.
    given: int = 0
    handful: list[str] = field(default_factory=list)
    stopped: bool = False
    gone: bool = False


class Shards:
    """Has links visited by the processes of the crew; ``take`` is called with every check,
    many at a time.

    A registrable domain belongs to one process. ``states`` is what hosts told us before,
    ``budgets`` are those that others draw on too; ``learn`` is called with what hosts said,
    ``say`` with what the person should read. Together the processes keep to the limits of
    the settings.
    """

    def __init__(
        self,
        settings: Fetch,
        crew: Crew,
        *,
        states: Sequence[HostState],
        budgets: Mapping[tuple[str, int], Budget],
        take: Callable[[list[Check]], Awaitable[None]],
        learn: Callable[[list[HostState]], None],
        say: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self._crew = crew
        self._states = states
        self._budgets = budgets
        self._take = take
        self._learn = learn
        self._say = say
        self._processes: list[Process] = []
        self._shards: list[_Shard] = []
        self._owner: dict[str, _Shard] = {}
        #: The links that have not come back; the text of each is kept but once.
        self._owed: dict[str, str] = {}
        #: (shard, its number for the question) -> who is to answer it, and the domain.
        self._asked: dict[tuple[int, int], tuple[_Shard, str]] = {}
        self._fed = False
        self._stop = asyncio.Event()
        self._over = asyncio.Event()

    @property
    def left(self) -> list[str]:
        """The links that were not visited, in their order."""
        return list(self._owed)

    async def run(self, source: Source, stop: asyncio.Event) -> None:
        """Visit every link of the source, or until ``stop`` is set."""
        self._stop = stop
        try:
            await self._start()
            with one_error():
                await self._run(source, stop)
        finally:
            await self._end()

    async def _run(self, source: Source, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            for shard in self._shards:
                group.create_task(self._listen(group, shard))
            stopping = group.create_task(self._pass_on_stop())
            async for batch in batches(source, stop):
                self._hand_out(batch)
            self._fed = True
            self._look_whether_over()
            await self._over.wait()
            stopping.cancel()
            self._tell_all("end")

    async def _start(self) -> None:
        self._processes = self._crew.take()
        for number, process in enumerate(self._processes):
            shard = _Shard(number, await Frames.over(process.sock))
            self._shards.append(shard)
            settings = _share(self._settings, number, len(self._processes))
            shard.frames.send("begin", settings, self._states, list(self._budgets))

    def _hand_out(self, urls: Iterable[str]) -> None:
        for url in urls:
            shard = self._owner_of(_domain(authority(url)))
            link = without_places(url)
            self._owed[link] = link
            if shard is None:
                continue
            shard.owed += 1
            shard.given += 1
            shard.handful.append(url)
            if len(shard.handful) >= _HANDFUL:
                self._hand_over(shard)
        for shard in self._shards:
            self._hand_over(shard)

    def _hand_over(self, shard: _Shard) -> None:
        if shard.handful:
            shard.frames.send("urls", shard.handful)
            shard.handful = []

    def _owner_of(self, domain: str) -> _Shard | None:
        shard = self._owner.get(domain)
        if shard is None:
            able = [shard for shard in self._shards if not shard.gone]
            if not able:
                return None
            shard = self._owner[domain] = min(able, key=lambda one: one.given)
        return shard

    async def _listen(self, group: asyncio.TaskGroup, shard: _Shard) -> None:
        while (message := await shard.frames.receive()) is not None and message[0] != "bye":
            kind, *rest = message
            if kind == "checks":
                rows, owed = rest[0], self._owed
                await self._take([from_row(row, owed.pop(row[0], row[0])) for row in rows])
                shard.owed -= len(rows)
                self._look_whether_over()
            elif kind == "stopped":
                shard.stopped = True
                self._look_whether_over()
            elif kind == "turn":
                group.create_task(self._turn(shard, *rest))
            elif kind == "unfit":
                raise BadConfig(*rest)
            else:
                self._mind(shard, kind, *rest)
        if message is None:
            self._mourn(shard)

    def _mind(self, shard: _Shard, kind: str, *rest: Any) -> None:
        if kind == "hosts":
            self._learn(rest[0])
        elif kind == "hold":
            self._budgets[rest[0]].stop(rest[1])
        elif kind == "ask":
            self._ask(shard, *rest)
        elif kind == "done":
            self._answer(*rest)

    async def _turn(self, shard: _Shard, number: int, place: tuple[str, int]) -> None:
        """A visit to a host whose budget is kept here."""
        try:
            await self._budgets[place].turn()
        except Busy as busy:
            shard.frames.send("answer", number, busy.until)
        else:
            shard.frames.send("answer", number, None)

    def _ask(self, asker: _Shard, number: int, domain: str, trip: Any, target: Any) -> None:
        """A visit was sent on to a host; whose is it?"""
        owner = self._owner.setdefault(domain, asker)
        if owner is asker:
            asker.frames.send("answer", number, None)
        else:
            self._asked[asker.number, number] = (owner, domain)
            owner.frames.send("do", (asker.number, number), trip, target)

    def _answer(self, asker: tuple[int, int], answer: Any, trip: Any) -> None:
        if self._asked.pop(asker, None) is not None:
            shard, number = asker
            self._shards[shard].frames.send("answer", number, (answer, trip))

    def _mourn(self, shard: _Shard) -> None:
        """A process ended by itself: what it had is left, and nobody waits for it."""
        shard.gone = True
        for domain in [domain for domain, owner in self._owner.items() if owner is shard]:
            del self._owner[domain]
        for asker, (owner, domain) in list(self._asked.items()):
            if owner is shard:
                del self._asked[asker]
                self._owner[domain] = self._shards[asker[0]]
                self._shards[asker[0]].frames.send("answer", asker[1], None)
        if shard.owed:
            self._say(_GONE.format(shard.owed))
        self._look_whether_over()

    def _look_whether_over(self) -> None:
        able = [shard for shard in self._shards if not shard.gone]
        if self._stop.is_set():
            over = all(shard.stopped for shard in able)
        else:
            over = self._fed and not any(shard.owed for shard in able)
        if over:
            self._over.set()

    async def _pass_on_stop(self) -> None:
        await self._stop.wait()
        self._tell_all("stop")
        self._look_whether_over()

    def _tell_all(self, what: str) -> None:
        for shard in self._shards:
            if not shard.gone:
                shard.frames.send(what)

    async def _end(self) -> None:
        """See that no process is left, and that none is left in the system's table."""
        for shard in self._shards:
            await shard.frames.close()
        until = asyncio.get_running_loop().time() + _GRACE
        for process in self._processes:
            process.sock.close()  # of one that was never spoken to
            while not process.over():
                if asyncio.get_running_loop().time() > until:
                    os.kill(process.pid, signal.SIGKILL)
                await asyncio.sleep(0.005)


@lru_cache(maxsize=10_000)
def _domain(url: str) -> str:
    """Whose host the address leads to, as the process that visits it will say."""
    try:
        host = urlsplit(url).hostname or "" if url.isascii() else addresses.parse(url).host
    except ValueError:
        return ""
    return registrable(host.removesuffix("."))


def _share(settings: Fetch, number: int, count: int) -> Fetch:
    """The part of the limits that one process may use.

    Hosts and domains belong to one process and keep their limits; what is counted over all
    hosts, or at an address that hosts of several domains share, is divided.
    """
    at_once = settings.concurrency // count + (number < settings.concurrency % count)
    address = settings.address_concurrency
    return replace(
        settings,
        concurrency=max(at_once, 1),
        address_concurrency=max(address // count, 1) if address else 0,
        address_interval=settings.address_interval * count,
    )
