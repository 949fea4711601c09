"""Of an edition is noted up to which change the shelf was seen when it was composed, which may be after the plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the note; of the editions that there are it is not known."""
    op.add_column("editions", sa.Column("seen", sa.Integer))
