"""Connections to the store, and its faults told to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiosqlite
from aiosqlite.core import _STOP_RUNNING_SENTINEL
from sqlalchemy import AsyncAdaptedQueuePool, Connection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from ..domain.errors import ArchiveUnavailable
from .postgres import PostgresAddress, find_faults

Place = Path | PostgresAddress | None
"""Where an archive is: in an SQLite file, in a PostgreSQL database, or in memory."""

PATIENCE = 10.0
"""Seconds that one writer waits for another."""

POOL = 5
"""The most connections that a process has to a PostgreSQL server, beside the one of its pulse."""

LOCK = (
    "select set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', '60s', true), "
    "pg_advisory_xact_lock(hashtext('treaty desk in ' || current_schema()))"
)
"""What a writer in PostgreSQL begins with: there is one at a time, as in SQLite; one that hangs loses its turn."""

TOLD = (
    ("locked", "is held by another program: end that one, or try again"),
    ("readonly", "cannot be written: make the file and its folder writable"),
    ("unable to open", "cannot be opened: make the file and its folder readable and writable"),
    ("full", "cannot be written, the disk is full: make room"),
    ("malformed", "is damaged: put a copy of it back, or move it away and start anew"),
    ("not a database", "is no archive: move it away and start anew, or name another data folder"),
)


def make_engine(place: Place) -> AsyncEngine:
    """An engine on a database, or on memory that lives as long as the engine. Opens nothing yet.

    What is in memory is its one connection's own: whoever comes second waits for it.
    """
    if isinstance(place, PostgresAddress):
        engine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=place.connect,
            isolation_level="AUTOCOMMIT",  # a transaction says what it wants; so a ping is one journey instead of three
            pool_pre_ping=True,
            pool_size=2,
            max_overflow=POOL - 2,
            pool_timeout=PATIENCE,
        )
        event.listen(engine.sync_engine, "begin", _lock)
        return engine
    if place:
        engine = create_async_engine(f"sqlite+aiosqlite:///{place}", connect_args={"timeout": PATIENCE})
    else:
        engine = _memory()
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


class _Lasting(aiosqlite.Connection):
    """The connection to memory. Where whoever used it was cancelled it is given up, and what is in it must stay."""

    def __init__(self) -> None:
        super().__init__(lambda: sqlite3.connect(":memory:", check_same_thread=False), iter_chunk_size=64)
        self._functions: set[str] = set()
        # Whatever ends the process is not held up by it.
        self._thread.daemon = True

    async def open(self) -> _Lasting:
        """Connect the first time; later on it is there."""
        if self._connection is None:
            await self
        return self

    async def create_function(
        self,
        name: str,
        num_params: int,
        func: Callable[..., Any],
        deterministic: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Make a function known, once: SQLite refuses to change one while a statement is not read to its end."""
        if name not in self._functions:
            self._functions.add(name)
            await super().create_function(name, num_params, func, deterministic)

    async def close(self) -> None:
        """Leave no transaction behind."""
        await self.rollback()

    def stop(self) -> None:
        """The same, where nobody can wait for it."""
        self._tx.put_nowait((None, self._conn.rollback))

    def end(self) -> None:
        """Let what is in memory go. Nobody is told when that is done: the event loop may be gone by then."""
        self._running = False
        self._tx.put_nowait((None, self._finish))

    def _finish(self) -> object:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        return _STOP_RUNNING_SENTINEL


def _memory() -> AsyncEngine:
    connection = _Lasting()
    one = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0, "pool_timeout": None}
    engine = create_async_engine("sqlite+aiosqlite://", async_creator=connection.open, **one)
    event.listen(engine.sync_engine, "engine_disposed", lambda _: connection.end())
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None  # transactions begin where we say so, schema changes included
    cursor = connection.cursor()
    # What is deleted is overwritten: a server that left is gone from the file, and not only from its tables.
    for pragma in ("journal_mode = wal", "foreign_keys = on", "synchronous = full", "secure_delete = on"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: two that first read and then write would block each other."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _lock(connection: Connection) -> None:
    """A writer waits for its turn; a reader needs none."""
    if patience := connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(LOCK, (f"{round(patience * 1000)}ms",))


class FilePulse:
    """The count of changes of an SQLite file, read over a connection of its own.

    It is asked several times for every command: this takes some twenty microseconds where a transaction of the engine,
    with its changes of threads, takes a millisecond. A writer does not hold up a reader in WAL mode.
    """

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None, check_same_thread=False
        )

    async def read(self) -> int | None:
        """The count, or None where it has to be asked for in the other way."""
        try:
            (changes,) = self._connection.execute("select changes from state").fetchone()
        except sqlite3.Error:
            return None
        return int(changes)

    async def close(self) -> None:
        """Let the file go."""
        self._connection.close()


@contextmanager
def telling(place: Place) -> Iterator[None]:
    """Turn the faults of the store into ArchiveUnavailable with one line that says what to do."""
    try:
        yield
    except _faults_of(place) as wrong:
        raise ArchiveUnavailable(f"the archive {_name(place)} {_tell(place, wrong)}") from wrong


def _faults_of(place: Place) -> tuple[type[BaseException], ...]:
    known = (DBAPIError, NoConnection, sqlite3.Error, OSError)
    return (*known, *find_faults()) if isinstance(place, PostgresAddress) else known


def _name(place: Place) -> str:
    return f"in the {place}" if isinstance(place, PostgresAddress) else str(place or "in memory")


def _tell(place: Place, wrong: BaseException) -> str:
    if isinstance(wrong, NoConnection):
        return "has more to do than it can at once: try again"
    if isinstance(place, PostgresAddress):
        return place.tell(wrong)
    cause = str(getattr(wrong, "orig", None) or wrong)
    return next((told for sign, told in TOLD if sign in cause), f"does not work ({cause})")
