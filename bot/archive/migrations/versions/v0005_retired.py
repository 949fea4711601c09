"""Schedules of the operator that are gone from their file are kept with their editions, and not posted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note of each schedule whether it is retired; none is yet."""
    op.add_column("schedules", sa.Column("retired", sa.Boolean, nullable=False, server_default=sa.false()))
