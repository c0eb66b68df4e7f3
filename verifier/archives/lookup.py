"""One question to all archives at once, answered within a deadline whatever they do."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from citations.model import Memento
from verifier.archives.client import Incomplete, slow
from verifier.errors import ArchiveError

__all__ = ["Archive", "LookUp", "look_up"]


class Archive(Protocol):
    """A public archive, or our own."""

    name: str

    async def find(self, url: str, near: datetime | None) -> tuple[Memento, ...]:
        """Copies of the page around ``near``, oldest first.

        Raises ``ArchiveError`` with one line if the archive is down or makes no sense.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """The copies of one page, and what kept us from knowing of more."""

    mementos: tuple[Memento, ...] = ()
    #: The same words for the same trouble, so that a run can say each once.
    remarks: tuple[str, ...] = ()
    #: Archives that gave no answer: what they hold of this page is not known yet.
    unknown: tuple[str, ...] = ()


async def look_up(
    url: str, near: datetime | None, archives: Sequence[Archive], deadline: timedelta
) -> LookUp:
    """What the archives hold of a page, in their order; never raises for an archive's sake."""
    if not archives:
        return LookUp()
    tasks = [asyncio.create_task(archive.find(url, near)) for archive in archives]
    try:
        await asyncio.wait(tasks, timeout=deadline.total_seconds())
    finally:
        for task in tasks:
            task.cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    mementos: list[Memento] = []
    remarks: dict[str, str] = {}
    for archive, answer in zip(archives, answers, strict=True):
        match answer:
            case tuple():
                mementos += answer
            case ArchiveError():
                mementos += answer.found if isinstance(answer, Incomplete) else ()
                remarks[archive.name] = str(answer)
            case asyncio.CancelledError():
                remarks[archive.name] = slow(archive.name)
            case _:
                raise answer
    return LookUp(mementos=tuple(mementos), remarks=tuple(remarks.values()), unknown=tuple(remarks))
