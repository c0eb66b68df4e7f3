"""Since when a link has answered, failed or refused as it does now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("link", sa.Column("since", sa.DateTime(timezone=True), nullable=True))
