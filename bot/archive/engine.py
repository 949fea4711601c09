"""Connections to the store, and its faults told to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, Connection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from ..domain.errors import ArchiveUnavailable

PATIENCE = 10.0
"""Seconds that one writer waits for another."""

TOLD = (
    ("locked", "is held by another program: end that one, or try again"),
    ("readonly", "cannot be written: make the file and its folder writable"),
    ("unable to open", "cannot be opened: make the file and its folder readable and writable"),
    ("full", "cannot be written, the disk is full: make room"),
    ("malformed", "is damaged: put a copy of it back, or move it away and start anew"),
    ("not a database", "is no archive: move it away and start anew, or name another data folder"),
)


def make_engine(file: Path | None) -> AsyncEngine:
    """An engine on an SQLite file, or on memory that lives as long as the engine. Opens nothing yet.

    What is in memory is its one connection's own: whoever comes second waits for it.
    """
    if file:
        engine = create_async_engine(f"sqlite+aiosqlite:///{file}", connect_args={"timeout": PATIENCE})
    else:
        one = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0, "pool_timeout": None}
        engine = create_async_engine("sqlite+aiosqlite://", **one)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None  # transactions begin where we say so, schema changes included
    cursor = connection.cursor()
    for pragma in ("journal_mode = wal", "foreign_keys = on", "synchronous = full"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: two that first read and then write would block each other."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("begin immediate" if writes else "begin")


@contextmanager
def telling(file: Path | None) -> Iterator[None]:
    """Turn the faults of the store into ArchiveUnavailable with one line that says what to do."""
    try:
        yield
    except (DBAPIError, NoConnection, sqlite3.Error, OSError) as wrong:
        cause = str(getattr(wrong, "orig", None) or wrong)
        words = next((told for sign, told in TOLD if sign in cause), f"does not work ({cause})")
        raise ArchiveUnavailable(f"the archive {file or 'in memory'} {words}") from wrong
