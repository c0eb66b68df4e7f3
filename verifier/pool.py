"""Open connections: those that wait for a request, send one, or wait for its answer."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict

from verifier.wire import Connection

__all__ = ["Deadlines", "Idle", "Outbox"]

#: Connections kept open for the next request, for so many seconds.
_IDLE = 200
_IDLE_SECONDS = 5.0
#: Deadlines are kept to so many seconds: one timer for all is cheaper than one each.
_STEP = 0.05


class Idle:
    """Connections that wait for another request to the same origin; the oldest go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Connection, tuple[str, float]] = OrderedDict()
        self._by_origin: dict[str, list[Connection]] = {}

    def take(self, origin: str) -> Connection | None:
        """The connection that was used last, if one still stands."""
        now = time.monotonic()
        waiting = self._by_origin.get(origin)
        while waiting:
            connection = waiting.pop()
            if not waiting:
                del self._by_origin[origin]
            _, since = self._kept.pop(connection)
            if connection.reusable and now - since < _IDLE_SECONDS:
                return connection
            connection.close()
        return None

    def put(self, origin: str, connection: Connection) -> None:
        if not connection.reusable:
            connection.close()
            return
        self._kept[connection] = (origin, time.monotonic())
        self._by_origin.setdefault(origin, []).append(connection)
        if len(self._kept) > _IDLE:
            self._drop_oldest()

    def close(self) -> None:
        while self._kept:
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        connection, (origin, _) = self._kept.popitem(last=False)
        waiting = self._by_origin[origin]
        waiting.remove(connection)
        if not waiting:
            del self._by_origin[origin]
        connection.close()


class Outbox:
    """Sends requests one right after the other, once all that is at hand has been done.

    A server that is woken for the first is awake for the rest; to wake it for each would cost
    as much again as to send them.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Connection, bytes]] = []

    def put(self, connection: Connection, data: bytes) -> None:
        """Have the connection send it, unless it is closed by then."""
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._send)
        self._waiting.append((connection, data))

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        for connection, data in waiting:
            connection.write(data)


class Deadlines:
    """Ends exchanges whose time is over."""

    def __init__(self) -> None:
        self._until: dict[Connection, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def start(self, connection: Connection, until: float) -> None:
        """The exchange under way ends at ``until`` (monotonic time) at the latest."""
        self._until[connection] = until
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_STEP, self._look)

    def stop(self, connection: Connection) -> None:
        """The exchange is over."""
        self._until.pop(connection, None)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        now = time.monotonic()
        for connection in [one for one, until in self._until.items() if until <= now]:
            del self._until[connection]
            connection.expire()
        self._timer = None
        if self._until:
            self._timer = asyncio.get_running_loop().call_later(_STEP, self._look)
