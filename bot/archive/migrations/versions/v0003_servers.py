"""Documents and files belong to a server; what a server chose, its other names, and who changed what.

What is there already is the operator's, server 0. The tables that change are made anew beside the old ones and take
their names in the end: so the same steps serve databases that cannot change a constraint in its place.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEPT = "number, sha256, text, file, title, outlet, published, url, language, standing, replaced_by, changed"


def upgrade() -> None:
    """Give every document and file a server, and make the tables of what a server has of its own."""
    _make_documents_anew()
    _make_what_a_server_has()


def _make_documents_anew() -> None:
    op.create_table(
        "documents_of_servers",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("title", sa.String),
        sa.Column("outlet", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("url", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("replaced_by", sa.Integer, sa.ForeignKey("documents_of_servers.number")),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.UniqueConstraint("server", "sha256", name="one_text_a_server"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "files_of_servers",
        sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("file", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, sa.ForeignKey("documents_of_servers.number"), nullable=False),
        sa.Column("folder", sa.String),
    )
    op.create_table(
        "readings_of_servers",
        sa.Column("number", sa.Integer, sa.ForeignKey("documents_of_servers.number"), primary_key=True),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.execute(f"insert into documents_of_servers (server, {_KEPT}) select 0, {_KEPT} from documents order by number")  # noqa: S608
    op.execute("insert into files_of_servers (server, file, number, folder) select 0, file, number, folder from files")
    op.execute("insert into readings_of_servers select number, fingerprint, body from readings")
    # Whatever points at a table goes before it.
    for name in ("files", "readings", "documents"):
        op.drop_table(name)
    for name in ("documents", "files", "readings"):
        op.rename_table(f"{name}_of_servers", name)
    op.create_index("ix_documents_server_changed", "documents", ["server", "changed"])
    op.create_index("ix_files_number", "files", ["number"])


def _make_what_a_server_has() -> None:
    op.create_table(
        "servers",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("left_at", sa.DateTime),
    )
    op.create_table(
        "choices",
        sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("scope", sa.String, primary_key=True),
        sa.Column("subject", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "aliases",
        sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("alias", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("server", sa.BigInteger, nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("user", sa.BigInteger, nullable=False),
        sa.Column("user_name", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
    )
