"""Of an edition is kept in which zone it was planned, since its title tells its slot there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the zone; of the editions that there are it is their schedule's."""
    op.add_column("editions", sa.Column("zone", sa.String))
