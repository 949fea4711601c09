"""The tables of the archive. A change here needs a migration; a test compares the two."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, LargeBinary, MetaData, String, Table

REVISIONS = ("0001", "0002")
"""The migrations that this code knows, oldest first; the last one is the schema below."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("text", LargeBinary, nullable=False),  # UTF-8: the text type of some databases refuses NUL
    Column("file", String, nullable=False),
    Column("title", String),
    Column("outlet", String),
    Column("published", Date),
    Column("url", String),
    Column("language", String, nullable=False),
    Column("standing", String, nullable=False),
    Column("replaced_by", Integer, ForeignKey("documents.number")),
    Column("changed", Integer, nullable=False, index=True),
    sqlite_autoincrement=True,  # a number never comes again
)
"""Every document ever kept. `changed` is the archive's count of changes at the last one to this row."""

files = Table(
    "files",
    metadata,
    Column("file", String, primary_key=True),
    Column("number", Integer, ForeignKey("documents.number"), nullable=False, index=True),
    Column("folder", String),
)
"""Which document a file holds now; several files may hold the same text. `folder` is where it came from last."""

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
