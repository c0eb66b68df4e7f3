"""Pages that archives were asked to save, and are to be asked again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "saving",
        sa.Column("link_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name="fk_saving_link_id"),
        sa.PrimaryKeyConstraint("link_id", name="pk_saving"),
    )
    op.create_index("ix_saving_due_at", "saving", ["due_at"])
