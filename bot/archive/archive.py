"""Documents and what was read in them, in a database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Select, delete, func, select

from ..domain.documents import Document, Draft, Standing
from ..domain.health import Census
from ..domain.readings import Reading
from ..domain.servers import OPERATOR, Signoff
from .audit import write_audit
from .engine import Place, make_engine
from .ledger import Ledger
from .migrating import find_revision
from .placing import Accession, check_name, fetch_document, move_file, place, put_reading, touch
from .register import Register
from .rows import METADATA, make_document
from .schema import REVISIONS, documents, files, readings
from .shelves import ServerShelf, Shelves
from .store import Store, count_change


@asynccontextmanager
async def open_archive(place: Place, reading_version: str) -> AsyncIterator[Archive]:
    """Open the archive in a file or a PostgreSQL database, made and brought up to date where needed; or in memory.

    `reading_version` is a fingerprint of what documents are read with: what another version has read is stale. Raises
    ArchiveUnavailable.
    """
    engine = make_engine(place)
    store = Store(engine, place)
    shelves = Shelves(store)
    try:
        await store.prepare()
        try:
            yield Archive(store, shelves, reading_version)
        finally:
            await store.close()
    finally:
        try:
            await engine.dispose()
        finally:
            await asyncio.to_thread(shelves.close)


async def migrate_archive(place: Place) -> bool:
    """Bring an archive up to date; whether there was anything to do. Raises ArchiveUnavailable."""
    engine = make_engine(place)
    try:
        return await Store(engine, place).migrate()
    finally:
        await engine.dispose()


async def foresee_migration(place: Place) -> str:
    """What a start would do first to the tables in a database, which is left as it is; nothing where they are there.

    Raises ArchiveUnavailable.
    """
    if isinstance(place, Path) and not place.exists():
        return f"{place} is not there yet: the first start makes it"
    engine = make_engine(place)
    try:
        async with Store(engine, place).reading() as connection:
            revision = await connection.run_sync(find_revision)
    finally:
        await engine.dispose()
    if revision is None:
        return f"{place} has no tables yet: the first start makes them"
    is_old = revision in REVISIONS[:-1]
    return f"{place} is of schema {revision}: the next start, or migrate, makes it {REVISIONS[-1]}" if is_old else ""


class Archive:
    """The archive of `open_archive`: documents go in by a server, and come out by its shelf.

    `register` has what a server has beside documents, `ledger` the digests and their editions. Every method may raise
    ArchiveUnavailable.
    """

    def __init__(self, store: Store, shelves: Shelves, reading_version: str) -> None:
        self._store = store
        self._shelves = shelves
        self._reading_version = reading_version
        self.register = Register(store)
        self.ledger = Ledger(store)

    def shelf(self, server: int = OPERATOR, *, library: bool = True) -> ServerShelf:
        """What a server sees: its own documents, and with `library` the operator's."""
        return ServerShelf(self._shelves, server, library=library)

    async def keep(
        self,
        draft: Draft,
        reading: Reading,
        *,
        server: int = OPERATOR,
        put_back: bool = True,
        signed: Signoff | None = None,
        taken: datetime | None = None,
    ) -> Document:
        """Keep a draft with its reading as a server's, and give the document; on the disk when it returns.

        A text that the server has already is the same document; a file that held another text makes that one
        replaced, unless another file still holds it. A withdrawn text comes back, but for `put_back` false. It is
        `taken` in when it was signed, or now, if nothing else is told. Raises NameTaken where the name is that of
        another text on the shelf, which came from another folder.
        """
        taken = taken or (signed.at if signed else datetime.now(UTC))
        async with self._store.writing() as connection:
            await check_name(connection, draft, server)
            accession = Accession(await count_change(connection), taken)
            number = await place(connection, draft, server, accession, put_back=put_back)
            await move_file(connection, draft, server, number, accession.change)
            await put_reading(connection, number, reading, self._fingerprint(draft.published))
            await write_audit(connection, signed, "add", f"{number} {draft.file}")
            return await fetch_document(connection, number)

    async def renew(self, number: int, reading: Reading) -> None:
        """Put a new reading in the place of a stale one. Raises NoSuchDocument."""
        async with self._store.writing() as connection:
            document = await fetch_document(connection, number)
            await touch(connection, number, await count_change(connection))
            await put_reading(connection, number, reading, self._fingerprint(document.published))

    async def held(self, drafts: Sequence[Draft], *, server: int = OPERATOR) -> list[Document | None]:
        """For each draft the server's document of it, if it is kept so and its reading still stands; else None."""
        known = [column for column in documents.c if column is not documents.c.text]  # the drafts have the texts
        query: Select[Any] = (
            select(*known)
            .add_columns(readings.c.fingerprint, files.c.folder, files.c.file.label("name"))
            .join(files, files.c.number == documents.c.number)
            .join(readings, readings.c.number == documents.c.number)
            .where(files.c.server == server)
        )
        async with self._store.reading() as connection:
            rows = {row.name: row for row in await connection.execute(query)}
        return [self._make_held(draft, rows.get(draft.file)) for draft in drafts]

    def _make_held(self, draft: Draft, row: Row[Any] | None) -> Document | None:
        """The document of a row, if it is this very draft, read as it would be now."""
        if row is None or (row.sha256, row.folder) != (draft.sha256, draft.folder):
            return None
        if row.fingerprint != self._fingerprint(draft.published):
            return None
        document = make_document(row, draft.text)
        same = all(getattr(document, name) == getattr(draft, name) for name in METADATA)
        # A text under two names is described by the first of them.
        return document if same or document.file != draft.file else None

    async def stale(self) -> Sequence[Document]:
        """All documents, on the shelf or not, whose reading is of another version, by number."""
        query = select(documents.c.number, documents.c.published, readings.c.fingerprint).join(readings)
        async with self._store.reading() as connection:
            rows = (await connection.execute(query.order_by(documents.c.number))).all()
            old = [row.number for row in rows if row.fingerprint != self._fingerprint(row.published)]
            return [await fetch_document(connection, number) for number in old]

    async def withdraw(self, number: int, *, server: int = OPERATOR, signed: Signoff | None = None) -> Document:
        """Take a server's document off the shelf; its citations still resolve. Raises NoSuchDocument."""
        async with self._store.writing() as connection:
            document = await fetch_document(connection, number, server)
            change = await count_change(connection)
            went = change if document.standing is Standing.ON_SHELF else documents.c.went
            await touch(connection, number, change, went=went, standing=Standing.WITHDRAWN, replaced_by=None)
            await write_audit(connection, signed, "withdraw", f"{number} {document.file}")
            return await fetch_document(connection, number)

    async def forget(self, server: int, *, left_before: datetime) -> bool:
        """Delete all that a server has, at once, if it left before a moment; whether it did, and has not come back."""
        if server == OPERATOR:
            raise ValueError("the operator's own documents are not forgotten")
        async with self._store.writing() as connection:
            if not await self.register.is_gone(connection, server, left_before):
                return False
            await self.ledger.forget(connection, server)
            numbers = select(documents.c.number).where(documents.c.server == server)
            await connection.execute(delete(readings).where(readings.c.number.in_(numbers)))
            await connection.execute(delete(files).where(files.c.server == server))
            await connection.execute(delete(documents).where(documents.c.server == server))
            await self.register.forget(connection, server)
            await count_change(connection)
        await self._shelves.drop(server)
        return True

    async def census(self) -> Census:
        """How many documents are on shelves, the operator's and those of servers, the schema, and where it is."""
        query = select(documents.c.server, func.count()).where(documents.c.standing == Standing.ON_SHELF)
        async with self._store.reading() as connection:
            rows = (await connection.execute(query.group_by(documents.c.server))).all()
        counts = {server: int(number) for server, number in rows}
        library = counts.pop(OPERATOR, 0)
        return Census(library, sum(counts.values()), REVISIONS[-1], str(self._store.place or "in memory"))

    def _fingerprint(self, published: date | None) -> str:
        return f"{self._reading_version} {published or ''}"
