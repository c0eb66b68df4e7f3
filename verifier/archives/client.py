"""One archive's door: budgets, bounded answers, and rest for an archive that is down."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, Protocol

from citations.model import Memento
from verifier import config
from verifier.errors import ArchiveError
from verifier.exchange import Answer, exchange
from verifier.limiter import LEAST_STOP, Limiter
from verifier.transport import Transport

__all__ = ["Client", "Incomplete", "Server", "slow"]

Budget = Literal["search", "copy", "save"]
#: A question gets this share of the deadline, so that an earlier answer is not lost with it.
_SHARE = 0.75
#: An answer that takes longer than this share of the deadline is a slow one.
_SLOW = 0.25
_BUDGETS: tuple[Budget, ...] = ("search", "copy", "save")
_HEADERS = {"accept-encoding": "gzip, deflate"}


class Incomplete(ArchiveError):
    """The archive failed half way; ``found`` is what it had told by then."""

    def __init__(self, why: str, found: tuple[Memento, ...]) -> None:
        super().__init__(why)
        self.found = found


class Server(Protocol):
    """What every archive's table in the configuration says."""

    @property
    def url(self) -> str: ...
    @property
    def searches_per_minute(self) -> int: ...
    @property
    def copies_per_second(self) -> float: ...


class Client:
    """Asks one archive, within its budgets and our deadline."""

    def __init__(
        self,
        name: str,
        server: Server,
        settings: config.Archives,
        transport: Transport,
        limiter: Limiter,
    ) -> None:
        self.name = name
        self._settings = settings
        self._transport = transport
        self._limiter = limiter
        self._intervals: dict[Budget, timedelta] = {
            "search": timedelta(minutes=1) / max(server.searches_per_minute, 1),
            "copy": timedelta(seconds=1) / max(server.copies_per_second, 0.001),
        }

    async def ask(
        self,
        url: str,
        budget: Budget,
        *,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        body: bool = True,
        every: timedelta | None = None,
        patience: timedelta | None = None,
    ) -> Answer:
        """The archive's answer, redirects not followed, its body read up to ``max_bytes``.

        A ``form`` is posted; ``every`` is the least time between two questions where the
        settings of all archives do not say it.

        Raises ``Busy`` if no turn comes within ``patience``, and ``ArchiveError`` if the
        archive is down, is slow, tells us to wait, or fails (5xx).
        """
        import httpx  # loaded by the first who asks: a run that visits links alone never does

        deadline = self._settings.deadline
        # Each kind of question has a health of its own: a quick redirect says nothing of the
        # search behind it.
        kind = f"{self.name} {budget if body else 'probe'}"
        self._awake(kind)
        turn = f"{self.name} {budget}"
        interval = every or self._intervals[budget]
        await self._limiter.turn(turn, interval, patience or deadline)
        self._awake(kind)
        started = self.now()
        try:
            method = "GET" if form is None else "POST"
            request = httpx.Request(method, url, headers={**_HEADERS, **(headers or {})}, data=form)
            answer = await exchange(
                self._transport,
                request,
                seconds=deadline.total_seconds() * _SHARE,
                max_bytes=self._settings.max_bytes if body else 0,
            )
        except httpx.InvalidURL:
            raise ArchiveError(f"{self.name}: cannot be asked for {url[:200]!r}") from None
        except asyncio.CancelledError:
            # The caller's patience ended first: that was the archive's fault if it had time.
            self._waited(kind, self.now() - started)
            raise
        self._waited(kind, self.now() - started)
        return self._judged(kind, answer)

    def now(self) -> datetime:
        return self._limiter.now()

    def _failed(self, kind: str, why: str) -> ArchiveError:
        self._limiter.failed(kind, why, self._settings.rest)
        return ArchiveError(why)

    def _waited(self, kind: str, spent: timedelta) -> None:
        """Slow answers and silence cost an audit one deadline in sum, not one for each link."""
        settings = self._settings
        # Nobody waits for a page to be saved, and that takes its time.
        if spent > settings.deadline * _SLOW and not kind.endswith(" save"):
            why = slow(self.name)
            self._limiter.waited(kind, why, spent, settings.deadline, settings.rest)

    def _awake(self, kind: str) -> None:
        if why := self._limiter.resting(kind):
            raise ArchiveError(why)

    def _judged(self, kind: str, answer: Answer) -> Answer:
        if answer.status is None:
            failure = answer.failure
            if failure is None or failure.kind == "timeout":
                raise self._failed(kind, slow(self.name))
            raise self._failed(kind, f"{self.name}: gave no answer ({failure.kind})")
        if answer.header("memento-datetime"):
            # That is what the page answered once, not what the archive answers us.
            self._limiter.answered(kind)
            return answer
        if answer.status == 429:
            pause = _retry_after(answer.header("retry-after"))
            for budget in _BUDGETS:
                self._limiter.stop(f"{self.name} {budget}", pause)
            raise ArchiveError(f"{self.name}: asks us to wait (429); left alone for now")
        if answer.status >= 500:
            raise self._failed(kind, f"{self.name}: is out of order ({answer.status})")
        self._limiter.answered(kind)
        return answer


def slow(name: str) -> str:
    """The remark about an archive that kept us waiting; the same words every time."""
    return f"{name}: no answer in time"


def _retry_after(seconds: str) -> timedelta:
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 6:
        return max(timedelta(seconds=int(seconds)), LEAST_STOP)
    return LEAST_STOP
