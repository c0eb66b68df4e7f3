"""The tables. Rows never leave this package: frozen values of ``citations.model`` do.

Texts of unbounded length (addresses, paths) are found by a digest, never by an index on
the text itself. ``docs/explanation/store.md`` draws the tables and says why.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table
from sqlmodel import Field, SQLModel

from citations.store.types import Bytes, Json, Moment, Words

__all__ = ["METADATA", "table"]

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str) -> Table:
    """A table by its name."""
    return METADATA.tables[name]


class Row(SQLModel):
    metadata = METADATA


def _id() -> Any:
    # SQLite counts rows only in a column of exactly the type INTEGER.
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Field(default=None, sa_column=Column(kind, primary_key=True, autoincrement=True))


def _to(target: str, *, index: bool = False, nullable: bool = False) -> Any:
    kind = BigInteger if target in _NUMBERED else Bytes
    return Field(foreign_key=f"{target}.id", sa_type=kind, index=index, nullable=nullable)


_NUMBERED = {"document", "link", "tag"}


def _words(*, nullable: bool = False) -> Any:
    return Field(sa_type=Words, nullable=nullable)


def _moment(*, nullable: bool = False) -> Any:
    return Field(sa_type=Moment, nullable=nullable)


def _json() -> Any:
    return Field(sa_type=Json, nullable=False)


def _key() -> Any:
    return Field(sa_type=Bytes, unique=True)


class DocumentRow(Row, table=True):
    __tablename__ = "document"
    id: int = _id()
    key: bytes = _key()
    source: str = _words()


class RevisionRow(Row, table=True):
    """One state of a document's text; ``layout`` is where everything stood in it."""

    __tablename__ = "revision"
    document_id: int = Field(primary_key=True, foreign_key="document.id", sa_type=BigInteger)
    number: int = Field(primary_key=True)
    text_sha256: str
    read_at: datetime = _moment()
    format: str
    title: str | None = _words(nullable=True)
    claim_count: int
    citation_count: int
    note_count: int
    reference_count: int
    link_count: int
    #: All of the reading but the document's text: deflated JSON.
    layout: bytes = Field(sa_type=Bytes)
    #: Row ids (hex) of the claims and references by their ids in the reading: deflated JSON.
    ids: bytes = Field(sa_type=Bytes)
    #: Of layout and text: the same again is not a new revision.
    digest: bytes = Field(sa_type=Bytes)


class FullTextRow(Row, table=True):
    """The text of a revision or a source, deflated; the hash is the identity."""

    __tablename__ = "full_text"
    sha256: str = Field(primary_key=True)
    deflated: bytes = Field(sa_type=Bytes)


class _Item(Row):
    """Content found in a document, from the revision it came with to the last that has it.

    Its id is made of the document, the words and their place among equals, so that the same
    words keep their history; the other columns say what was made of them at last.
    """

    id: bytes = Field(primary_key=True, sa_type=Bytes)
    document_id: int = Field(foreign_key="document.id", sa_type=BigInteger, index=True)
    first_revision: int
    #: None while it stands in the newest revision.
    last_revision: int | None


class ClaimRow(_Item, table=True):
    __tablename__ = "claim"
    text: str = _words()
    kind: str
    checkworthiness: float


class NoteRow(_Item, table=True):
    __tablename__ = "note"
    text: str = _words()
    kind: str


class ReferenceRow(_Item, table=True):
    __tablename__ = "reference"
    raw: str = _words()
    csl: Any = _json()
    link_id: int | None = _to("link", index=True, nullable=True)


class CitationRow(_Item, table=True):
    __tablename__ = "citation"
    marker: str = _words()
    style: str
    dangling: bool
    claim_id: bytes | None = _to("claim", index=True, nullable=True)
    note_id: bytes | None = _to("note", index=True, nullable=True)


class CitationReferenceRow(Row, table=True):
    __tablename__ = "citation_reference"
    citation_id: bytes = Field(primary_key=True, foreign_key="citation.id", sa_type=Bytes)
    reference_id: bytes = Field(
        primary_key=True, foreign_key="reference.id", sa_type=Bytes, index=True
    )


class LinkRow(Row, table=True):
    """One canonical address, and its standing over all its checks (NULL before the first)."""

    __tablename__ = "link"
    id: int = _id()
    key: bytes = _key()
    url: str = _words()
    host: str = _words()
    status: str | None
    reason: str | None = _words(nullable=True)
    why: str | None = _words(nullable=True)
    strikes: int
    checked_at: datetime | None = _moment(nullable=True)
    struck_at: datetime | None = _moment(nullable=True)
    next_check_at: datetime | None = Field(sa_type=Moment, nullable=True, index=True)
    #: When the archives were last asked.
    looked_up_at: datetime | None = _moment(nullable=True)
    since: datetime | None = _moment(nullable=True)


class CheckRow(Row, table=True):
    __tablename__ = "link_check"
    __table_args__ = (Index("uq_link_check_visit", "link_id", "checked_at", unique=True),)
    id: int = _id()
    link_id: int = _to("link")
    checked_at: datetime = _moment()
    status: str
    reason: str = _words()
    why: str = _words()
    http_status: int | None
    final_url: str | None = _words(nullable=True)
    hops: Any = _json()
    elapsed_ms: int
    title: str | None = _words(nullable=True)
    content_type: str | None = _words(nullable=True)
    content_length: int | None = Field(sa_type=BigInteger, nullable=True)
    content_sha256: str | None
    truncated: bool
    retry_after: int | None = Field(sa_type=BigInteger, nullable=True)
    error: str | None = _words(nullable=True)
    #: NULL in checks made before they were counted.
    retries: int | None
    held_ms: int | None


class MementoRow(Row, table=True):
    __tablename__ = "memento"
    id: int = _id()
    key: bytes = _key()
    link_id: int = _to("link", index=True)
    archive: str
    url: str = _words()
    original: str = _words()
    captured_at: datetime = _moment()
    status: int | None
    verified: bool
    found_at: datetime = _moment()


class SavingRow(Row, table=True):
    """What an archive that was asked to save a link's page said last, or is yet to be asked."""

    __tablename__ = "saving"
    link_id: int = Field(primary_key=True, foreign_key="link.id", sa_type=BigInteger)
    due_at: datetime | None = Field(sa_type=Moment, nullable=True, index=True)
    #: All the rest.
    about: Any = _json()


class SourceRow(Row, table=True):
    """Where a full text was read; several addresses may have had the same words."""

    __tablename__ = "source"
    id: int = _id()
    key: bytes = _key()
    url_key: bytes = Field(sa_type=Bytes, index=True)
    text_sha256: str = Field(foreign_key="full_text.sha256", index=True)
    #: All but the text.
    about: Any = _json()


class TagRow(Row, table=True):
    __tablename__ = "tag"
    __table_args__ = (Index("ix_tag_claim", "claim_id", "id"),)
    id: int = _id()
    claim_id: bytes = _to("claim")
    tagged_at: datetime = _moment()
    status: str
    why: str = _words()
    #: Of the whole tag; the same tag again is not a new row.
    digest: bytes = Field(sa_type=Bytes)


class VerdictRow(Row, table=True):
    __tablename__ = "verdict"
    tag_id: int = Field(primary_key=True, foreign_key="tag.id", sa_type=BigInteger)
    number: int = Field(primary_key=True)
    #: NULL if the tag named a reference that the document has not.
    reference_id: bytes | None = _to("reference", index=True, nullable=True)
    #: The reference's id in the revision that was judged.
    reference: str
    status: str
    score: float | None
    judge: str = _words()
    why: str = _words()
    evidence: Any = _json()
    reasons: Any = _json()
    text_sha256: str | None


class ReferenceStatusRow(Row, table=True):
    __tablename__ = "reference_status"
    __table_args__ = (Index("ix_reference_status_reference", "reference_id", "id"),)
    id: int = _id()
    reference_id: bytes = _to("reference")
    status: str
    found_at: datetime = _moment()


class ReviewRow(Row, table=True):
    __tablename__ = "review"
    id: int = _id()
    subject_key: bytes = Field(sa_type=Bytes, index=True)
    subject: str = _words()
    scope: str
    decision: str
    author: str = _words()
    reason: str = _words()
    decided_at: datetime = _moment()
    expires_at: datetime | None = _moment(nullable=True)
    about_sha256: str | None


class WatchRow(Row, table=True):
    __tablename__ = "watch"
    key: bytes = Field(primary_key=True, sa_type=Bytes)
    source: str = _words()
    every_seconds: float
    added_at: datetime = _moment()
    last_run_at: datetime | None = _moment(nullable=True)


class HostRow(Row, table=True):
    """What a host told us; the time before which it is not asked is honoured by every process."""

    __tablename__ = "host"
    key: bytes = Field(primary_key=True, sa_type=Bytes)
    host: str = _words()
    not_before: datetime | None = _moment(nullable=True)
    #: All the rest.
    about: Any = _json()


class KeptReadingRow(Row, table=True):
    """The links that a reader found in a document's bytes, so that they are not read again.

    The key is of the bytes and of all that decides what is found in them.
    """

    __tablename__ = "kept_reading"
    key: bytes = Field(primary_key=True, sa_type=Bytes)
    kept_at: datetime = _moment()
    packed: bytes = Field(sa_type=Bytes)


class KeptReportRow(Row, table=True):
    """What was said last time, to be said again while nothing that it is made of changes.

    The key is of all of that but the standings of links: whoever changes one empties the table.
    """

    __tablename__ = "kept_report"
    key: bytes = Field(primary_key=True, sa_type=Bytes)
    kept_at: datetime = _moment()
    good_until: datetime = _moment()
    said: bytes = Field(sa_type=Bytes)


class RunRow(Row, table=True):
    __tablename__ = "run"
    __table_args__ = (Index("ix_run_source", "source_key", "id"),)
    id: int = _id()
    source_key: bytes = Field(sa_type=Bytes)
    source: str = _words()
    made_at: datetime = _moment()
    version: str
    complete: bool
    remarks: Any = _json()


class SchemaRow(Row, table=True):
    """Alembic's own table, under our name: what tells a store from any other database."""

    __tablename__ = "verifier_schema"
    version_num: str = Field(primary_key=True, max_length=32)
