"""The store under the archive: transactions that read or write, and the count of changes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ..domain.errors import ArchiveUnavailable
from .engine import PATIENCE, FilePulse, Place, telling
from .migrating import migrate
from .postgres import PostgresAddress, PostgresPulse
from .schema import metadata, state

MIGRATING = 50.0
"""Seconds that one start waits for another that brings the tables up to date."""


class Store:
    """A database that is open; its faults are told as ArchiveUnavailable."""

    def __init__(self, engine: AsyncEngine, place: Place) -> None:
        self._engine = engine
        self.place = place
        self._pulse: FilePulse | PostgresPulse | None = None
        self._changes: int | None = None
        self._writes = 0
        self._closed = False

    async def close(self) -> None:
        """Refuse whatever comes from now on: an engine that was disposed of would open the store again."""
        self._closed = True
        if self._pulse:
            await self._pulse.close()

    async def prepare(self) -> None:
        """Make the tables, or bring them up to date."""
        async with self.writing(MIGRATING) as connection:
            if self.place:
                await connection.run_sync(migrate)
            else:
                await connection.run_sync(metadata.create_all)
                await connection.execute(insert(state).values(id=1, changes=0))
        if isinstance(self.place, PostgresAddress):
            self._pulse = PostgresPulse(self.place)
        elif self.place:
            self._pulse = FilePulse(self.place)

    async def migrate(self) -> bool:
        """Bring the tables up to date; whether there was anything to do."""
        async with self.writing(MIGRATING) as connection:
            return await connection.run_sync(migrate)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one state of the store."""
        with self.telling():
            async with self._engine.connect() as connection:
                if isinstance(self.place, PostgresAddress):
                    await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                yield connection

    @asynccontextmanager
    async def writing(self, patience: float = PATIENCE) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes; the only one at a time, for whose turn it waits some seconds."""
        with self.telling():
            async with self._engine.connect() as plain:
                connection = await plain.execution_options(writes=patience)
                if isinstance(self.place, PostgresAddress):
                    await connection.execution_options(isolation_level="READ COMMITTED")
                async with connection.begin():
                    yield connection
        self._changes = None
        self._writes += 1

    async def changes(self) -> int:
        """How many changes there were, by whichever process; what is in memory only this one can change."""
        with self.telling():
            known = await self._pulse.read() if self._pulse else self._changes
        if known is not None:
            return known
        writes = self._writes
        async with self.reading() as connection:
            changes = await fetch_changes(connection)
        if writes == self._writes:
            self._changes = changes
        return changes

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Tell faults as ArchiveUnavailable, that the store was closed among them."""
        if self._closed:
            raise ArchiveUnavailable("the archive is closed, the program is ending: ask again when it is back")
        with telling(self.place):
            yield


async def count_change(connection: AsyncConnection) -> int:
    """Count a change within its transaction, so that every process sees that there was one."""
    await connection.execute(update(state).values(changes=state.c.changes + 1))
    return await fetch_changes(connection)


async def fetch_changes(connection: AsyncConnection) -> int:
    """How many changes there were."""
    return int((await connection.execute(select(state.c.changes))).scalar_one())
