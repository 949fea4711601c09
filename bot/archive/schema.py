"""The tables of the archive. A change here needs a migration; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""The migrations that this code knows, oldest first; the last one is the schema below."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("server", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text", LargeBinary, nullable=False),  # UTF-8: the text type of some databases refuses NUL
    Column("file", String, nullable=False),
    Column("title", String),
    Column("outlet", String),
    Column("published", Date),
    Column("url", String),
    Column("language", String, nullable=False),
    Column("standing", String, nullable=False),
    Column("replaced_by", Integer, ForeignKey("documents.number")),
    Column("changed", Integer, nullable=False),
    Column("came", Integer, nullable=False, server_default="0"),
    Column("went", Integer),
    Column("taken", DateTime),
    UniqueConstraint("server", "sha256", name="one_text_a_server"),
    Index("ix_documents_server_changed", "server", "changed"),
    sqlite_autoincrement=True,  # a number never comes again
)
"""Every document kept; `server` is whose it is, `changed` the archive's count of changes at the last one to the row.

`came` is the count at which it came to the shelf, `went` that at which it left it; what is read or described anew moves
neither. `taken` is when it came, in UTC, where that is known.
"""

files = Table(
    "files",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("file", String, primary_key=True),
    Column("number", Integer, ForeignKey("documents.number"), nullable=False, index=True),
    Column("folder", String),
)
"""Which document a server's file holds now; several may hold the same text. `folder` is where it came from last."""

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, ForeignKey("documents.number"), primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What was read in each document, as JSON; `fingerprint` tells by which lists, code and day it was read."""

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("changes", Integer, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row: how many changes there were. By it a process sees what another one changed."""

servers = Table(
    "servers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("left_at", DateTime),
)
"""The servers that the bot was ever in and whose things are kept; `left_at`, in UTC, where it is there no more."""

choices = Table(
    "choices",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("scope", String, primary_key=True),
    Column("subject", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""What was chosen, as JSON; `subject` is the channel or the user for whom, 0 for the whole server."""

aliases = Table(
    "aliases",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("alias", String, primary_key=True),
    Column("name", String, nullable=False),
)
"""A server's other names for somebody."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server", BigInteger, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("user", BigInteger, nullable=False),
    Column("user_name", String, nullable=False),
    Column("action", String, nullable=False),
    Column("detail", String, nullable=False),
)
"""Who changed what on a server, and when (in UTC)."""

schedules = Table(
    "schedules",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("server", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("owner", BigInteger, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("disabled", String),
    Column("retired", Boolean, nullable=False, server_default=false()),
    Column("since", DateTime, nullable=False),
    Column("baseline", Integer, nullable=False),
    Column("body", String, nullable=False),
    UniqueConstraint("server", "name", name="one_name_a_server"),
    sqlite_autoincrement=True,
)
"""What goes where, when: `body` is the schedule as JSON, the other columns have what the ledger itself moves."""

editions = Table(
    "editions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("schedule", Integer, ForeignKey("schedules.number"), nullable=False),
    Column("slot", DateTime, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("after", Integer, nullable=False),
    Column("upto", Integer, nullable=False),
    Column("seen", Integer),
    Column("planned", DateTime, nullable=False),
    Column("lease", DateTime, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("message", BigInteger),
    Column("channel", BigInteger),
    Column("zone", String),
    Column("reason", String),
    UniqueConstraint("schedule", "slot", name="one_edition_a_slot"),
    sqlite_autoincrement=True,
)
"""The ledger: every edition that was claimed, and how far it is. Moments are in UTC."""

edition_lines = Table(
    "edition_lines",
    metadata,
    Column("edition", Integer, ForeignKey("editions.number"), primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True, autoincrement=False, index=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, primary_key=True, autoincrement=False),
)
"""Which lines of which documents an edition shows."""

corrections = Table(
    "corrections",
    metadata,
    Column("edition", Integer, ForeignKey("editions.number"), primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True, autoincrement=False),
    Column("planned", DateTime, nullable=False),
    Column("lease", DateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("message", BigInteger),
)
"""The corrections that were claimed: one of an edition for each document whose lines hold no more."""
