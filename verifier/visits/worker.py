"""A process that visits the links of some hosts, for the one that started it.

It is told which links ("urls"), to "stop" and to "end". It tells "checks", what "hosts"
said, that it has "stopped", and that its settings are "unfit". A host belongs to one
process, so that its limits and its robots.txt are minded in one place: of a redirect to a
host that may be another's it is asked what to do ("ask"), and the answer is the host's, from
the process that has it ("do", "done"), or that the host is its own from now on. Budgets that
others draw on too are drawn on at the other end ("turn", "hold").
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import signal
import socket
import sys
import traceback
from typing import Any

from citations.model import HostState
from verifier import config
from verifier.addresses import Target
from verifier.domains import registrable
from verifier.errors import BadConfig
from verifier.exchange import Answer
from verifier.fetch import Trip, Visitor
from verifier.mx import open_mail
from verifier.politeness import Busy, Hosts
from verifier.transport import GuardedTransport
from verifier.visits.frames import Frames, to_row
from verifier.visits.rounds import Rounds

__all__ = ["main"]

#: Checks are told so many at once, or after so many seconds.
_BUNDLE = 64
_SECONDS = 0.25


def main(sock: socket.socket) -> None:
    """Serve the process at the other end of the socket until it says so or is gone."""
    # What the terminal or the system says to all of us is for the other end to decide.
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    gc.freeze()  # what was there before is not ours to look through: that would copy it
    asyncio.run(_serve(sock))


async def _serve(sock: socket.socket) -> None:
    frames = await Frames.over(sock)
    begun = await frames.receive()
    if begun is not None:
        _, settings, states, budgets = begun
        try:
            worker = _Worker(frames, settings, states, budgets)
        except BadConfig as error:
            frames.send("unfit", str(error))
            while await frames.receive() is not None:
                pass  # until it is heard, and nobody speaks to us any more
        else:
            await worker.work()
    await frames.close()


class _Worker:
    def __init__(
        self,
        frames: Frames,
        settings: config.Fetch,
        states: list[HostState],
        budgets: list[tuple[str, int]],
    ) -> None:
        self._frames = frames
        self._line = _Line(frames)
        self._transport = GuardedTransport(settings)
        hosts = Hosts.of(
            settings,
            states,
            self._transport.locate,
            self._tell,
            {place: _Elsewhere(place, self._line) for place in budgets},
        )
        self._visitor = _Visitor(self._transport, settings, hosts, self._line)
        self._stop = asyncio.Event()
        self._rounds = Rounds(self._visit, settings.host_concurrency, self._stop, hosts.room)
        self._checks: list[tuple[Any, ...]] = []

    async def work(self) -> None:
        """Until told to end."""
        telling = asyncio.create_task(self._tell_now_and_then())
        async with self._rounds, asyncio.TaskGroup() as group:
            while (message := await self._frames.receive()) is not None and message[0] != "end":
                self._mind(group, *message)
            if message is None:  # nobody is there to be told anything
                os._exit(1)
        telling.cancel()
        self._tell_checks()
        self._frames.send("hosts", self._visitor.hosts.states())
        self._frames.send("bye")
        await self._transport.aclose()
        await self._frames.receive()  # all is said once the other end lets go

    def _mind(self, group: asyncio.TaskGroup, kind: str, *rest: Any) -> None:
        if kind == "urls":
            for url in rest[0]:
                self._rounds.add(url)
        elif kind == "stop":
            self._stop.set()
            group.create_task(self._stopped())
        elif kind == "do":
            group.create_task(self._do(*rest))
        elif kind == "answer":
            self._line.told(*rest)

    async def _visit(self, url: str) -> None:
        visit = await self._visitor.visit(url)
        self._checks.append(to_row(visit.check))
        if len(self._checks) >= _BUNDLE or self._rounds.ending:
            self._tell_checks()
            await self._frames.sent()

    async def _do(self, asker: tuple[int, int], trip: Trip, target: Target) -> None:
        """A step of a visit that another process makes."""
        answer = await self._visitor.answer_here(trip, target)
        self._frames.send("done", asker, answer, trip)

    async def _stopped(self) -> None:
        await self._rounds.rest()
        self._tell_checks()
        self._frames.send("stopped")

    async def _tell_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS)
            self._tell_checks()

    def _tell_checks(self) -> None:
        if self._checks:
            self._frames.send("checks", self._checks)
            self._checks = []

    def _tell(self, state: HostState) -> None:
        self._frames.send("hosts", [state])


class _Line:
    """Questions to the other end, and their answers."""

    def __init__(self, frames: Frames) -> None:
        self.tell = frames.send
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._numbers = itertools.count()

    async def ask(self, kind: str, *what: Any) -> Any:
        number = next(self._numbers)
        asked = self._asked[number] = asyncio.get_running_loop().create_future()
        self.tell(kind, number, *what)
        try:
            return await asked
        finally:
            del self._asked[number]

    def told(self, number: int, answer: Any) -> None:
        asked = self._asked.get(number)
        if asked is not None and not asked.done():
            asked.set_result(answer)


class _Elsewhere:
    """A budget that is kept at the other end."""

    def __init__(self, place: tuple[str, int], line: _Line) -> None:
        self._place = place
        self._line = line

    async def turn(self) -> None:
        until = await self._line.ask("turn", self._place)
        if until is not None:
            raise Busy(until)

    def stop(self, seconds: float) -> None:
        self._line.tell("hold", self._place, seconds)


class _Visitor(Visitor):
    """Asks only hosts that are this process's own, and has the others asked."""

    def __init__(
        self, transport: GuardedTransport, settings: config.Fetch, hosts: Hosts, line: _Line
    ) -> None:
        mail = open_mail() if settings.mail else None
        super().__init__(transport, settings, hosts=hosts, mail=mail)
        self._line = line
        self._own: set[str] = set()

    async def answer_here(self, trip: Trip, target: Target) -> Answer:
        """What the target answers to this process."""
        return await super()._answer(trip, target)

    async def _answer(self, trip: Trip, target: Target) -> Answer:
        domain = registrable(target.host)
        if domain not in self._own:
            # The first address of a visit was given to us for the sake of its host.
            told = await self._line.ask("ask", domain, trip, target) if trip.hops else None
            if told is not None:
                answer, travelled = told
                for name in Trip.__slots__:  # what the step counted
                    setattr(trip, name, getattr(travelled, name))
                return answer  # type: ignore[no-any-return]
            self._own.add(domain)
        return await super()._answer(trip, target)


if __name__ == "__main__":
    try:
        main(socket.socket(fileno=int(sys.argv[1])))
    except Exception:  # noqa: BLE001 - whatever it was, the other end sees that we are gone
        traceback.print_exc()
        os._exit(1)
