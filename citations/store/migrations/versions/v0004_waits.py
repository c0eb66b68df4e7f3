"""How often a visit was tried again, and how long it waited for its host."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("link_check", sa.Column("retries", sa.Integer(), nullable=True))
    op.add_column("link_check", sa.Column("held_ms", sa.Integer(), nullable=True))
