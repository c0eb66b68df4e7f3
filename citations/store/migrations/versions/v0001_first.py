"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _documents()
    _links()
    _items()
    _judgements()


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("key", name="uq_document_key"),
    )
    op.create_table(
        "full_text",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("deflated", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_full_text"),
    )
    op.create_table(
        "revision",
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("claim_count", sa.Integer(), nullable=False),
        sa.Column("citation_count", sa.Integer(), nullable=False),
        sa.Column("note_count", sa.Integer(), nullable=False),
        sa.Column("reference_count", sa.Integer(), nullable=False),
        sa.Column("link_count", sa.Integer(), nullable=False),
        sa.Column("layout", sa.LargeBinary(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_revision_document_id"),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_revision"),
    )
    op.create_table(
        "run",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("source_key", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_source", "run", ["source_key", "id"])


def _links() -> None:
    op.create_table(
        "link",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("strikes", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_check_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("key", name="uq_link_key"),
    )
    op.create_index("ix_link_next_check_at", "link", ["next_check_at"])
    op.create_table(
        "link_check",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("link_id", sa.BigInteger(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.Column("hops", sa.Text(), nullable=False),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("content_length", sa.BigInteger(), nullable=True),
        sa.Column("content_sha256", sa.String(), nullable=True),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.Column("retry_after", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name="fk_link_check_link_id"),
        sa.PrimaryKeyConstraint("id", name="pk_link_check"),
    )
    op.create_index("uq_link_check_visit", "link_check", ["link_id", "checked_at"], unique=True)
    op.create_table(
        "memento",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("link_id", sa.BigInteger(), nullable=False),
        sa.Column("archive", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name="fk_memento_link_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memento"),
        sa.UniqueConstraint("key", name="uq_memento_key"),
    )
    op.create_index("ix_memento_link_id", "memento", ["link_id"])
    op.create_table(
        "source",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("url_key", sa.LargeBinary(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_sha256"], ["full_text.sha256"], name="fk_source_text_sha256"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("key", name="uq_source_key"),
    )
    op.create_index("ix_source_text_sha256", "source", ["text_sha256"])
    op.create_index("ix_source_url_key", "source", ["url_key"])
    op.create_table(
        "host",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_host"),
    )
    op.create_table(
        "watch",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("every_seconds", sa.Float(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_watch"),
    )


def _items() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("first_revision", sa.Integer(), nullable=False),
        sa.Column("last_revision", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("checkworthiness", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_claim_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
    )
    op.create_index("ix_claim_document_id", "claim", ["document_id"])
    op.create_table(
        "note",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("first_revision", sa.Integer(), nullable=False),
        sa.Column("last_revision", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_note_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_document_id", "note", ["document_id"])
    op.create_table(
        "reference",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("first_revision", sa.Integer(), nullable=False),
        sa.Column("last_revision", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("csl", sa.Text(), nullable=False),
        sa.Column("link_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_reference_document_id"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name="fk_reference_link_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reference"),
    )
    op.create_index("ix_reference_document_id", "reference", ["document_id"])
    op.create_index("ix_reference_link_id", "reference", ["link_id"])
    op.create_table(
        "citation",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("first_revision", sa.Integer(), nullable=False),
        sa.Column("last_revision", sa.Integer(), nullable=True),
        sa.Column("marker", sa.Text(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("dangling", sa.Boolean(), nullable=False),
        sa.Column("claim_id", sa.LargeBinary(), nullable=True),
        sa.Column("note_id", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_citation_claim_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_citation_document_id"),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_citation_note_id"),
        sa.PrimaryKeyConstraint("id", name="pk_citation"),
    )
    op.create_index("ix_citation_claim_id", "citation", ["claim_id"])
    op.create_index("ix_citation_document_id", "citation", ["document_id"])
    op.create_index("ix_citation_note_id", "citation", ["note_id"])
    op.create_table(
        "citation_reference",
        sa.Column("citation_id", sa.LargeBinary(), nullable=False),
        sa.Column("reference_id", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["citation_id"], ["citation.id"], name="fk_citation_reference_citation_id"
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"], ["reference.id"], name="fk_citation_reference_reference_id"
        ),
        sa.PrimaryKeyConstraint("citation_id", "reference_id", name="pk_citation_reference"),
    )
    op.create_index("ix_citation_reference_reference_id", "citation_reference", ["reference_id"])


def _judgements() -> None:
    op.create_table(
        "tag",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("claim_id", sa.LargeBinary(), nullable=False),
        sa.Column("tagged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_tag_claim_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
    )
    op.create_index("ix_tag_claim", "tag", ["claim_id", "id"])
    op.create_table(
        "verdict",
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference_id", sa.LargeBinary(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["reference_id"], ["reference.id"], name="fk_verdict_reference_id"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_verdict_tag_id"),
        sa.PrimaryKeyConstraint("tag_id", "number", name="pk_verdict"),
    )
    op.create_index("ix_verdict_reference_id", "verdict", ["reference_id"])
    op.create_table(
        "reference_status",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("reference_id", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_id"], ["reference.id"], name="fk_reference_status_reference_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reference_status"),
    )
    op.create_index("ix_reference_status_reference", "reference_status", ["reference_id", "id"])
    op.create_table(
        "review",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("subject_key", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("about_sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_subject_key", "review", ["subject_key"])
