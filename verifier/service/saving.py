"""Public copies of cited pages: which are to be saved, which never, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from citations.model import Audit, LinkState, LinkStatus, Memento, Saving
from citations.store import Store
from citations.urls import unwrap
from verifier.archives import Copy, Saved
from verifier.archives.choose import GOOD
from verifier.errors import ArchiveError, BadConfig
from verifier.limiter import Busy

__all__ = ["Outcome", "Saver", "Want", "Word"]

#: Only what answers well is sent; what refuses us or asks for money is not ours to hand on.
_SENT = frozenset({LinkStatus.LIVE, LinkStatus.MOVED})
#: Copies of one page that are read to see whether any is good.
_TESTED = 2
#: Pages that are asked for at once; the archive's budget sets the pace.
_AT_ONCE = 2
#: After a request that came to nothing the next waits an hour, then two, four, up to a week.
_PAUSE, _LONGEST_PAUSE = timedelta(hours=1), timedelta(days=7)
#: So many in a row, and the page is given up.
_TRIES = 8


class Want(StrEnum):
    """Which pages are to be saved: the setting ``archives.save``."""

    OFF = "off"
    MISSING = "missing"
    ALL = "all"

    @classmethod
    def read(cls, setting: str) -> Want:
        """Raises ``BadConfig`` if it is none of them."""
        try:
            return cls(setting)
        except ValueError:
            known = ", ".join(f'"{want}"' for want in cls)
            raise BadConfig(f"archives.save = {setting!r}: must be one of {known}") from None


class Word(StrEnum):
    """What became of one page, in a word."""

    SAVED = "saved"
    HAS_COPY = "has a copy"
    WOULD_SAVE = "would be saved"
    LATER = "later"
    REFUSED = "refused"
    NOT_SENT = "not sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One line: a link, what became of it, and why or where."""

    url: str
    word: Word
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saver:
    """Has the Wayback Machine save pages; what it said is in the store."""

    store: Store
    #: Asks for one page: its address, and where it leads.
    save: Callable[[str, str | None], Awaitable[Saved]]
    fetch_copy: Callable[[Memento], Awaitable[Copy]]
    #: Why an address is not to be told to the archive; "" if it may be.
    private: Callable[[str], Awaitable[str]]
    clock: Callable[[], datetime]
    #: Where the archive's own addresses begin.
    archive: str
    #: With ``Want.ALL``, a page is saved again after this.
    again: timedelta

    async def plan(
        self, audit: Audit, want: Want, *, refused_too: bool = False
    ) -> tuple[list[Outcome], list[Saving]]:
        """What is not to be asked for, and why; and what is, not yet in the store."""
        urls = [link.url for link in audit.reading.links if link.url in audit.states]
        known = await asyncio.to_thread(self.store.savings, urls)
        outcomes, wanted = [], []
        for url in urls:
            state, before = audit.states[url], known.get(url)
            outcome = await self._not_sent(url, state)
            if outcome is None and before is not None and not refused_too:
                outcome = self._settled(before, want)
            if outcome is None:
                outcome = await self._has_copy(url, audit.mementos.get(url, ()), want)
            if outcome is None:
                tries = before.tries if before else 0
                wanted.append(Saving(url=url, page=_page(state), due_at=self.clock(), tries=tries))
            else:
                outcomes.append(outcome)
        return outcomes, wanted

    async def queue(self, wanted: Sequence[Saving]) -> None:
        """Keep in the store that these are to be asked for."""
        await asyncio.to_thread(self.store.save_savings, wanted, self.clock())

    async def ask_all(
        self, wanted: Iterable[Saving], stop: asyncio.Event, step: Callable[[str], None]
    ) -> list[Outcome]:
        """Ask for each, until told to stop: what is left is still due."""
        turns = asyncio.Semaphore(_AT_ONCE)

        async def one(saving: Saving) -> Outcome:
            async with turns:
                asked = asyncio.create_task(self.ask(saving))
                told = asyncio.create_task(stop.wait())
                await asyncio.wait({asked, told}, return_when=asyncio.FIRST_COMPLETED)
                told.cancel()
                if not asked.done():
                    asked.cancel()
                    return Outcome(url=saving.url, word=Word.LATER, detail="told to stop")
                step(saving.url)
                return asked.result()

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(saving)) for saving in wanted]
        return [task.result() for task in tasks]

    async def ask(self, saving: Saving) -> Outcome:
        """Ask for one page, and keep what came of it."""
        states = await asyncio.to_thread(self.store.states, [saving.url])
        state = states.get(saving.url)
        if state is not None and (outcome := await self._not_sent(saving.url, state)):
            after = replace(saving, due_at=None, reason="not_sent", why=outcome.detail)
            await self._keep(after, asked=False)
            return outcome
        last = state.last_check if state else None
        try:
            saved = await self.save(saving.page, last.final_url if last else None)
        except Busy as error:
            until = error.until or self.clock() + _PAUSE
            after = replace(saving, due_at=until, reason="", why=str(error))
            await self._keep(after, asked=False)
            return _asked_again(after)
        except ArchiveError as error:
            return await self._later(self._failed(saving, "no_answer", str(error)))
        if saved.memento is not None:
            return await self._saved(saving, saved.memento)
        if saved.again:
            return await self._later(self._failed(saving, saved.reason, saved.why))
        return await self._refused(saving, saved.reason, saved.why)

    async def _not_sent(self, url: str, state: LinkState) -> Outcome | None:
        """Why a page is never sent, whatever is wanted."""
        if unwrap(url) or url.startswith(self.archive):
            why = "it is an archived copy itself"
        elif state.status not in _SENT:
            why = f"{state.status.value}: {state.why}"
        else:
            why = await self.private(_page(state)) or await self.private(url)
        return Outcome(url=url, word=Word.NOT_SENT, detail=why) if why else None

    def _settled(self, before: Saving, want: Want) -> Outcome | None:
        """What the store says of an earlier request, if that is the last word for now."""
        if before.due_at is not None:
            return _asked_again(before) if before.due_at > self.clock() else None
        asked = before.asked_at
        if asked is None or before.reason == "not_sent":
            return None
        if not before.saved_as:
            detail = f"on {asked:%Y-%m-%d}: {_told(before)}"
            return Outcome(url=before.url, word=Word.REFUSED, detail=detail)
        if want is Want.ALL and self.clock() - asked >= self.again:
            return None
        return Outcome(url=before.url, word=Word.HAS_COPY, detail=before.saved_as)

    async def _has_copy(self, url: str, copies: Sequence[Memento], want: Want) -> Outcome | None:
        """A copy that is good, and for ``Want.ALL`` not old."""
        if want is Want.ALL:
            oldest = self.clock() - self.again
            copies = [copy for copy in copies if copy.captured_at > oldest]
        for copy in copies[:_TESTED]:
            if await self._is_good(copy):
                return Outcome(url=url, word=Word.HAS_COPY, detail=copy.url)
        return None

    async def _is_good(self, copy: Memento) -> bool:
        if copy.verified or copy.status not in GOOD:
            return copy.verified
        try:
            return (await self.fetch_copy(copy)).defect is None
        except ArchiveError:
            return True  # it says it has one, and does not show it now: no reason for another

    async def _saved(self, saving: Saving, memento: Memento) -> Outcome:
        """A new copy is read like any other before it counts."""
        try:
            copy = await self.fetch_copy(memento)
        except ArchiveError:
            copy = None  # new copies may take a while to be shown
        if copy is not None and copy.defect is not None:
            why = f"it was saved, but the copy is not the page ({copy.defect}): {memento.url}"
            return await self._refused(saving, "bad_copy", why)
        known = copy.memento if copy else memento
        await asyncio.to_thread(self.store.add_mementos, saving.url, [known], self.clock())
        after = replace(saving, due_at=None, tries=0, reason="", why="", saved_as=memento.url)
        await self._keep(after)
        return Outcome(url=saving.url, word=Word.SAVED, detail=memento.url)

    def _failed(self, saving: Saving, reason: str, why: str) -> Saving:
        """The page after a request that came to nothing: asked again ever more seldom."""
        pause = min(_PAUSE * 2**saving.tries, _LONGEST_PAUSE)
        tries = saving.tries + 1
        due = self.clock() + pause if tries < _TRIES else None
        return replace(saving, due_at=due, tries=tries, reason=reason, why=why)

    async def _later(self, after: Saving) -> Outcome:
        await self._keep(after)
        if after.due_at is None:
            return Outcome(url=after.url, word=Word.REFUSED, detail=f"given up: {_told(after)}")
        return _asked_again(after)

    async def _refused(self, saving: Saving, reason: str, why: str) -> Outcome:
        after = replace(saving, due_at=None, reason=reason, why=why)
        await self._keep(after)
        return Outcome(url=saving.url, word=Word.REFUSED, detail=_told(after))

    async def _keep(self, after: Saving, *, asked: bool = True) -> None:
        now = self.clock()
        if asked:
            after = replace(after, asked_at=now)
        await asyncio.to_thread(self.store.save_savings, [after], now)


def _page(state: LinkState) -> str:
    """The address that is sent: where the page has moved to for good."""
    last = state.last_check
    moved = state.status is LinkStatus.MOVED and last is not None and last.final_url
    return moved or state.url


def _told(saving: Saving) -> str:
    """The archive's code and words; once, where they are the same."""
    return ": ".join(dict.fromkeys(part for part in (saving.reason, saving.why) if part))


def _asked_again(saving: Saving) -> Outcome:
    when = f"{saving.due_at:%Y-%m-%d %H:%M} UTC" if saving.due_at else "later"
    return Outcome(
        url=saving.url, word=Word.LATER, detail=f"asked again after {when}: {_told(saving)}"
    )
