"""Turns: so many at once, so far apart, through several gates, and nobody waits for a closed one.

Who waits stands in a queue of its own; a queue stands in the line of the first gate that is
closed to it, and goes on to the next when that one opens. So what is held up at one gate
takes nothing from what passes others.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

__all__ = ["Gate", "Limit", "Queue"]

#: The part of an interval by which two starts may be nearer, so that a busy machine, which
#: starts some late, still makes as many as it may in a minute, and no more.
_NEARER = 0.2
#: Seconds of lateness that are made up for so; what was later is let go.
_OWED = 1.0


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, their starts so many seconds apart."""

    concurrency: int
    interval: float = 0.0

    def no_tighter_than(self, other: Limit) -> Limit:
        """What holds for many never holds one of them back further."""
        return Limit(max(self.concurrency, other.concurrency), min(self.interval, other.interval))


@dataclass(slots=True, eq=False, weakref_slot=True)
class Gate:
    """What is passed to start, and counted until it is left."""

    room: int
    interval: float = 0.0
    #: Loop time before which nobody passes.
    ready_at: float = 0.0
    #: Queues held up here before anywhere else; woken in turn.
    line: deque[Queue] = field(default_factory=deque)
    #: Somebody will look at the line when the gate is ready.
    _armed: bool = False
    #: When the next one would start if none had been late, and what was made of it.
    _due: float = 0.0
    _set: float = 0.0

    def is_open(self, now: float) -> bool:
        return self.room > 0 and self.ready_at <= now

    def pass_at(self, now: float) -> None:
        """Somebody starts; that it is late does not put off all who come after."""
        if not self.interval:
            return
        if self.ready_at != self._set:  # the host wanted to be left alone
            self._due = self.ready_at
        self._due = (self._due if now - self._due <= _OWED else now) + self.interval
        self.ready_at = self._set = max(self._due, now + (1 - _NEARER) * self.interval)

    def wake(self) -> None:
        """Let in who waits here; who is held up elsewhere goes on to wait there."""
        now = asyncio.get_running_loop().time()
        while self.line and self.is_open(now):
            self.line.popleft().go_on(now)
        self.watch()

    def watch(self) -> None:
        """See that the line is looked at; that of a gate without room is when one leaves."""
        if self.line and self.room > 0 and not self._armed:
            self._armed = True
            asyncio.get_running_loop().call_at(self.ready_at, self._ring)

    def _ring(self) -> None:
        self._armed = False
        self.wake()


@dataclass(slots=True, eq=False)
class Queue:
    """Those who pass the same gates, first come, first served."""

    #: Those that close oftenest first.
    gates: tuple[Gate, ...]
    #: Started and not left yet.
    active: int = 0
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    _in_line: bool = False

    @property
    def idle(self) -> bool:
        return not self.active and not self.waiting

    async def turn(self, *, first: bool = False) -> None:
        """Start, at once or when all gates are open; ``first`` goes before those who wait."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if not self.waiting and self._held_up_by(now) is None:
            self._start(now)
            return
        turn = loop.create_future()
        if first:
            self.waiting.appendleft(turn)
        else:
            self.waiting.append(turn)
        self._line_up(now)
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self.waiting:
                self.waiting.remove(turn)
            elif not turn.cancelled() and turn.exception() is None:
                self.leave()  # the turn had just come
            raise

    def leave(self) -> None:
        """Give a turn back."""
        self.active -= 1
        for gate in self.gates:
            gate.room += 1
        for gate in self.gates:
            if gate.line:
                gate.wake()

    def add(self, gate: Gate) -> bool:
        """Pass one more gate from now on; whether the one that started last may go on."""
        may = gate.is_open(asyncio.get_running_loop().time())
        gate.room -= self.active
        if may:
            gate.pass_at(asyncio.get_running_loop().time())
        self.gates = (*self.gates[:-1], gate, self.gates[-1])
        return may

    def turn_away(self, error: Exception) -> None:
        """Let nobody wait any longer."""
        while self.waiting:
            turn = self.waiting.popleft()
            if not turn.done():
                turn.set_exception(error)

    def go_on(self, now: float) -> None:
        """No longer in a line: start, or find the next gate that is closed."""
        self._in_line = False
        self._line_up(now)

    def _held_up_by(self, now: float) -> Gate | None:
        for gate in self.gates:
            if gate.room <= 0 or gate.ready_at > now:
                return gate
        return None

    def _start(self, now: float) -> None:
        self.active += 1
        for gate in self.gates:
            gate.room -= 1
            if gate.interval:
                gate.pass_at(now)

    def _line_up(self, now: float) -> None:
        while self.waiting and not self._in_line:
            if self.waiting[0].done():  # gave up
                self.waiting.popleft()
            elif (gate := self._held_up_by(now)) is not None:
                self._in_line = True
                gate.line.append(self)
                gate.watch()
            else:
                self._start(now)
                self.waiting.popleft().set_result(None)
