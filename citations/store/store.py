"""The store as the rest of verifier sees it: frozen values in, frozen values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from citations.model import (
    Check,
    HostState,
    LinkState,
    Memento,
    Reading,
    ReferenceStatus,
    Review,
    Run,
    SourceText,
    StoredDocument,
    Tag,
    Watch,
)


class Store:
    """One database of citations; every method is one transaction and may be called from any thread.

    Raises a ``StoreError`` of one clear line, and then has stored nothing of the call.
    """

    @classmethod
    def open(cls, url: str) -> Store:
        """The store at "sqlite:///path" or "postgresql://...", made or migrated when need be."""
        raise NotImplementedError

    def close(self) -> None: ...
    def __enter__(self) -> Store:
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
        raise NotImplementedError

    def reading(self, source: str, revision: int | None = None) -> Reading | None:
        """A document as it was read at a revision, by default the newest."""
        raise NotImplementedError

    def documents(self) -> list[StoredDocument]:
        raise NotImplementedError

    def add_run(self, run: Run) -> None:
        raise NotImplementedError

    def runs(self, source: str) -> list[Run]:
        """Every audit of a source, oldest first."""
        raise NotImplementedError

    def add_checks(self, checks: Iterable[Check], states: Iterable[LinkState]) -> None:
        """Append the checks and keep the newest states, all in one transaction."""
        raise NotImplementedError

    def states(self, urls: Iterable[str]) -> dict[str, LinkState]:
        """The standing of those links that have one."""
        raise NotImplementedError

    def history(self, url: str) -> list[Check]:
        """Every check of a link, oldest first."""
        raise NotImplementedError

    def due(self, now: datetime, limit: int) -> list[LinkState]:
        """Links of watched documents that are due, at most ``limit``, spread over the hosts.

        A link never visited is due at once and has the status ``unchecked``.
        """
        raise NotImplementedError

    def add_mementos(self, url: str, mementos: Iterable[Memento], at: datetime) -> None:
        """What a look-up in the archives found at that time; finding nothing is recorded too."""
        raise NotImplementedError

    def mementos(self, urls: Iterable[str]) -> dict[str, tuple[Memento, ...]]:
        """Known copies, oldest first; a link looked up in vain has an empty tuple, others none."""
        raise NotImplementedError

    def looked_up(self, urls: Iterable[str]) -> dict[str, datetime]:
        """When each link was last looked up in the archives."""
        raise NotImplementedError

    def save_source(self, source: SourceText) -> None:
        raise NotImplementedError

    def source(self, text_sha256: str) -> SourceText | None:
        raise NotImplementedError

    def sources_for(self, url: str) -> list[SourceText]:
        """Texts read at an address or at one of its mementos, oldest first."""
        raise NotImplementedError

    def save_tags(self, document_source: str, tags: Iterable[Tag], at: datetime) -> None:
        """Append the tags that differ from the newest one of their claim."""
        raise NotImplementedError

    def tags(self, document_source: str) -> dict[str, Tag]:
        """The newest tag of each claim of the newest revision, by the claim's id there."""
        raise NotImplementedError

    def tag_history(self, document_source: str, claim: str) -> list[tuple[datetime, Tag]]:
        """Every tag of a claim of the newest revision (by its id there), oldest first."""
        raise NotImplementedError

    def save_reference_statuses(
        self, document_source: str, statuses: Mapping[str, ReferenceStatus], at: datetime
    ) -> None:
        """Append what the registries said, where it differs from what they said last."""
        raise NotImplementedError

    def reference_statuses(self, document_source: str) -> dict[str, ReferenceStatus]:
        """What the registries said last of the references of the newest revision, by id there."""
        raise NotImplementedError

    def add_review(self, review: Review) -> None:
        raise NotImplementedError

    def reviews(self, subject: str | None = None) -> list[Review]:
        """Decisions on one subject, or all of them, oldest first."""
        raise NotImplementedError

    def watch(self, source: str, every: timedelta, at: datetime) -> None:
        """Watch a source (a document, or a folder and all under it); again changes ``every``."""
        raise NotImplementedError

    def watches(self) -> list[Watch]:
        raise NotImplementedError

    def watched(self, source: str, at: datetime) -> None:
        """Stamp the last run of a watch."""
        raise NotImplementedError

    def unwatch(self, source: str) -> bool:
        """Stop watching; False if it was not watched. Nothing stored is removed."""
        raise NotImplementedError

    def host(self, host: str) -> HostState:
        """What is known of a host; of a new one, nothing."""
        raise NotImplementedError

    def hosts(self) -> list[HostState]:
        raise NotImplementedError

    def save_hosts(self, hosts: Iterable[HostState]) -> None:
        raise NotImplementedError

    def backup(self, path: Path) -> None:
        """A consistent copy in a new file, while others read and write."""
        raise NotImplementedError
