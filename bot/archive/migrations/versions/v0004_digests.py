"""Schedules of digests, their editions with the lines they show, corrections; and when a document came and went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the ledger; of the documents that are there, the last change stands for when they came or went."""
    op.add_column("documents", sa.Column("came", sa.Integer, nullable=False, server_default="0"))
    op.add_column("documents", sa.Column("went", sa.Integer))
    op.add_column("documents", sa.Column("taken", sa.DateTime))
    op.execute(
        "update documents set came = changed, went = case when standing = 'on the shelf' then null else changed end"
    )
    _make_schedules()
    _make_editions()
    op.create_table(
        "edition_lines",
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number"), primary_key=True, autoincrement=False),
        sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("end", sa.Integer, primary_key=True, autoincrement=False),
    )
    op.create_index("ix_edition_lines_document", "edition_lines", ["document"])
    op.create_table(
        "corrections",
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number"), primary_key=True, autoincrement=False),
        sa.Column("planned", sa.DateTime, nullable=False),
        sa.Column("lease", sa.DateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("message", sa.BigInteger),
    )


def _make_schedules() -> None:
    op.create_table(
        "schedules",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("owner", sa.BigInteger, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("disabled", sa.String),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("baseline", sa.Integer, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.UniqueConstraint("server", "name", name="one_name_a_server"),
        sqlite_autoincrement=True,
    )


def _make_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("schedule", sa.Integer, sa.ForeignKey("schedules.number"), nullable=False),
        sa.Column("slot", sa.DateTime, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("upto", sa.Integer, nullable=False),
        sa.Column("planned", sa.DateTime, nullable=False),
        sa.Column("lease", sa.DateTime, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("channel", sa.BigInteger),
        sa.Column("reason", sa.String),
        sa.UniqueConstraint("schedule", "slot", name="one_edition_a_slot"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_editions_state", "editions", ["state"])
