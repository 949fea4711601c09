"""The folder that each file came from: a name alone does not tell two files apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the folder, unknown for the files that are there; the next start of their library fills it in."""
    op.add_column("files", sa.Column("folder", sa.String))
