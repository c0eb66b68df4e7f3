"""The store as the rest of verifier sees it: frozen values in, frozen values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from citations.model import (
    Check,
    HostState,
    LinkState,
    Memento,
    Reading,
    ReferenceStatus,
    Review,
    Run,
    Saving,
    SourceText,
    StoredDocument,
    Tag,
    Watch,
)
from citations.store import hosts as host_states
from citations.store import kept, links, said, schema
from citations.store.engine import Database

if TYPE_CHECKING:
    from citations.store.upkeep import StoreInfo

__all__ = ["Store"]


class Store:
    """One database of citations; every method is one transaction and may be called from any thread.

    Raises a ``StoreError`` of one clear line, and then has stored nothing of the call.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._opened_at = database.stage()

    @classmethod
    def open(cls, url: str) -> Store:
        """The store at "sqlite:///path" or "postgresql://...", made or migrated when need be.

        Raises ``StoreForeign`` or ``StoreNewer`` for a database it must not touch.
        """
        database = Database(url)
        try:
            schema.prepare(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def save_reading(self, reading: Reading, at: datetime) -> int:
        """The number of the document's revision (from 1); the same text again adds none."""
        from citations.store import documents

        with self._database.write() as connection:
            return documents.save(connection, reading, at)

    def reading(self, source: str, revision: int | None = None) -> Reading | None:
        """A document as it was read at a revision, by default the newest."""
        from citations.store import documents

        with self._database.read() as connection:
            return documents.reading(connection, source, revision)

    def kept_reading(self, key: bytes) -> Reading | None:
        """The links that were read from bytes of that key before, under no source's name."""
        with self._database.read_directly() as direct:
            return kept.reading(direct, key)

    def keeps_reading(self, key: bytes) -> bool:
        """Whether ``kept_reading`` gives one."""
        with self._database.read_directly() as direct:
            return kept.is_kept(direct, key)

    def keep_readings(
        self,
        readings: Iterable[tuple[bytes, Reading]],
        at: datetime,
        *,
        room: int = kept.ROOM,
    ) -> None:
        """Keep the links of readings under their keys; of all, ``room`` bytes at most remain."""
        with self._database.write_directly() as direct:
            kept.keep(direct, readings, at, room)

    def said(self, key: bytes, now: datetime) -> bytes | None:
        """What was kept under that key to be said again, if it is still good."""
        with self._database.read_directly() as direct:
            return said.said(direct, key, now)

    def say_again(self, key: bytes, text: bytes, at: datetime, good_until: datetime) -> None:
        """Keep what was said of links until then, or until any link's standing changes.

        Nothing is kept if others have written to the store since it was opened: they may have
        changed what the text says. On a server, which does not tell, nothing ever is.
        """
        with self._database.write_directly() as direct:
            if self._opened_at is not None and self._opened_at == self._database.stage():
                said.keep(direct, key, text, at, good_until)

    def documents(self) -> list[StoredDocument]:
        from citations.store import documents

        with self._database.read() as connection:
            return documents.documents(connection)

    def add_run(self, run: Run) -> None:
        from citations.store import documents

        with self._database.write() as connection:
            documents.add_run(connection, run)

    def runs(self, source: str) -> list[Run]:
        """Every audit of a source, oldest first."""
        from citations.store import documents

        with self._database.read() as connection:
            return documents.runs(connection, source)

    def add_checks(self, checks: Iterable[Check], states: Iterable[LinkState]) -> None:
        """Append the checks and keep the newest states, all in one transaction."""
        with self._database.write_directly() as direct:
            links.add_checks(direct, checks, states)
            said.forget(direct)

    def states(self, urls: Iterable[str]) -> dict[str, LinkState]:
        """The standing of those links that have one."""
        with self._database.read_directly() as direct:
            return links.states(direct, urls)

    def history(self, url: str) -> list[Check]:
        """Every check of a link, oldest first."""
        with self._database.read_directly() as direct:
            return links.history(direct, url)

    def due(self, now: datetime, limit: int) -> list[LinkState]:
        """Links of watched documents that are due, at most ``limit``, spread over the hosts.

        A link never visited is due at once and has the status ``unchecked``.
        """
        from citations.store import due

        with self._database.read() as connection:
            return due.due(connection, now, limit)

    def cited_as(self, urls: Iterable[str]) -> list[tuple[str, str]]:
        """Links, each with an address by which a watched document cites it, fragment and all."""
        from citations.store import due

        with self._database.read() as connection:
            return due.cited_as(connection, urls)

    def add_mementos(self, url: str, mementos: Iterable[Memento], at: datetime) -> None:
        """What a look-up in the archives found at that time; finding nothing is recorded too."""
        from citations.store import evidence

        with self._database.write() as connection:
            evidence.add_mementos(connection, url, mementos, at)

    def mementos(self, urls: Iterable[str]) -> dict[str, tuple[Memento, ...]]:
        """Known copies, oldest first; a link looked up in vain has an empty tuple, others none."""
        from citations.store import evidence

        with self._database.read() as connection:
            return evidence.mementos(connection, urls)

    def looked_up(self, urls: Iterable[str]) -> dict[str, datetime]:
        """When each link was last looked up in the archives."""
        from citations.store import evidence

        with self._database.read() as connection:
            return evidence.looked_up(connection, urls)

    def save_savings(self, savings: Iterable[Saving], at: datetime) -> None:
        """Keep what an archive that was asked to save these pages said, or that it is to be."""
        from citations.store import saving

        with self._database.write() as connection:
            saving.keep(connection, savings, at)

    def savings(self, urls: Iterable[str]) -> dict[str, Saving]:
        """What was said last of those links that were ever to be saved."""
        from citations.store import saving

        with self._database.read() as connection:
            return saving.known(connection, urls)

    def savings_due(self, now: datetime, limit: int) -> list[Saving]:
        """Pages that an archive is to be asked to save by now, the longest due first."""
        from citations.store import saving

        with self._database.read() as connection:
            return saving.due(connection, now, limit)

    def save_source(self, source: SourceText) -> None:
        from citations.store import evidence

        with self._database.write() as connection:
            evidence.save_source(connection, source)

    def source(self, text_sha256: str) -> SourceText | None:
        from citations.store import evidence

        with self._database.read() as connection:
            return evidence.source(connection, text_sha256)

    def sources_for(self, url: str) -> list[SourceText]:
        """Texts read at an address or at one of its mementos, oldest first."""
        from citations.store import evidence

        with self._database.read() as connection:
            return evidence.sources_for(connection, url)

    def save_tags(self, document_source: str, tags: Iterable[Tag], at: datetime) -> None:
        """Append the tags that differ from the newest one of their claim."""
        from citations.store import judgements

        with self._database.write() as connection:
            judgements.save_tags(connection, document_source, tags, at)

    def tags(self, document_source: str) -> dict[str, Tag]:
        """The newest tag of each claim of the newest revision, by the claim's id there."""
        from citations.store import judgements

        with self._database.read() as connection:
            return judgements.tags(connection, document_source)

    def tag_history(self, document_source: str, claim: str) -> list[tuple[datetime, Tag]]:
        """Every tag of a claim of the newest revision (by its id there), oldest first."""
        from citations.store import judgements

        with self._database.read() as connection:
            return judgements.tag_history(connection, document_source, claim)

    def save_reference_statuses(
        self, document_source: str, statuses: Mapping[str, ReferenceStatus], at: datetime
    ) -> None:
        """Append what the registries said, where it differs from what they said last."""
        from citations.store import judgements

        with self._database.write() as connection:
            judgements.save_reference_statuses(connection, document_source, statuses, at)

    def reference_statuses(self, document_source: str) -> dict[str, ReferenceStatus]:
        """What the registries said last of the references of the newest revision, by id there."""
        from citations.store import judgements

        with self._database.read() as connection:
            return judgements.reference_statuses(connection, document_source)

    def add_review(self, review: Review) -> None:
        from citations.store import judgements

        with self._database.write() as connection:
            judgements.add_review(connection, review)

    def reviews(self, subject: str | None = None) -> list[Review]:
        """Decisions on one subject, or all of them, oldest first."""
        from citations.store import judgements

        with self._database.read() as connection:
            return judgements.reviews(connection, subject)

    def watch(self, source: str, every: timedelta, at: datetime) -> None:
        """Watch a source (a document, or a folder and all under it); again changes ``every``."""
        from citations.store import watching

        with self._database.write() as connection:
            watching.watch(connection, source, every, at)

    def watches(self) -> list[Watch]:
        from citations.store import watching

        with self._database.read() as connection:
            return watching.watches(connection)

    def watched(self, source: str, at: datetime) -> None:
        """Stamp the last run of a watch."""
        from citations.store import watching

        with self._database.write() as connection:
            watching.watched(connection, source, at)

    def unwatch(self, source: str) -> bool:
        """Stop watching; False if it was not watched. Nothing stored is removed."""
        from citations.store import watching

        with self._database.write() as connection:
            return watching.unwatch(connection, source)

    def host(self, host: str) -> HostState:
        """What is known of a host; of a new one, nothing."""
        with self._database.read_directly() as direct:
            return host_states.host(direct, host)

    def hosts(self) -> list[HostState]:
        with self._database.read_directly() as direct:
            return host_states.hosts(direct)

    def save_hosts(self, hosts: Iterable[HostState]) -> None:
        with self._database.write_directly() as direct:
            host_states.save_hosts(direct, hosts)

    def update_host(self, host: str, change: Callable[[HostState], HostState]) -> HostState:
        """Read, change and write a host's state without a gap; the new state."""
        with self._database.write_directly() as direct:
            return host_states.update_host(direct, host, change)

    def alone(self, name: str) -> AbstractContextManager[bool]:
        """Whether no other process is at work under this name; if so, it is ours in the block."""
        from citations.store import alone

        return alone.alone(self._database, name)

    def info(self) -> StoreInfo:
        """What the store is and holds."""
        from citations.store import upkeep

        return upkeep.info(self._database)

    def check(self) -> list[str]:
        """What is wrong with the store itself, a line each; nothing if all is well."""
        from citations.store import upkeep

        return upkeep.check(self._database)

    def backup(self, path: Path) -> None:
        """A consistent copy in a new file, while others read and write."""
        from citations.store import upkeep

        upkeep.backup(self._database, path)
