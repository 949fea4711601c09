"""Documents and what was read in them, in a database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ..domain.documents import Document, Draft, Standing
from ..domain.errors import ArchiveUnavailable, NameTaken, NoSuchDocument
from ..domain.readings import Article, Found, Reading, Spread
from .engine import make_engine, telling
from .index import Index
from .migrating import migrate
from .rows import METADATA, dump_reading, load_reading, make_document, make_values
from .schema import documents, files, metadata, readings, state

_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_archive(file: Path | None, edition: str) -> AsyncIterator[Archive]:
    """Open the archive in a file, made and brought up to date where needed; without one, in memory.

    `edition` names the lists and the code that reading goes by: what was read by another edition is stale. Raises
    ArchiveUnavailable.
    """
    engine = make_engine(file)
    index = Index()
    try:
        with telling(file):
            await _prepare(engine, file)
        archive = Archive(engine, index, file, edition)
        try:
            yield archive
        finally:
            archive.close()
    finally:
        try:
            await engine.dispose()
        finally:
            await asyncio.to_thread(index.close)


async def migrate_archive(file: Path) -> bool:
    """Bring the archive in a file up to date; whether there was anything to do. Raises ArchiveUnavailable."""
    engine = make_engine(file)
    try:
        with telling(file):
            async with _writing(engine) as connection:
                return await connection.run_sync(migrate)
    finally:
        await engine.dispose()


class Archive:
    """The archive of `open_archive`. What is on the shelf is kept in memory, and followed by the count of changes.

    Every method may raise ArchiveUnavailable.
    """

    def __init__(self, engine: AsyncEngine, index: Index, file: Path | None, edition: str) -> None:
        self._engine = engine
        self._index = index
        self._file = file
        self._edition = edition
        self._shelf: dict[int, Article] = {}
        self._seen = -1
        self._catching_up = asyncio.Lock()
        self._closed = False

    def close(self) -> None:
        """Refuse whatever comes from now on: an engine that was disposed of would open the store again."""
        self._closed = True

    async def keep(self, draft: Draft, reading: Reading, *, put_back: bool = True) -> Document:
        """Keep a draft with its reading, and give the document; on the disk when it returns.

        A text that is there already is the same document; a file that held another text makes that one
        replaced, unless another file still holds it. A withdrawn text comes back, but for `put_back` false. Raises
        NameTaken where the name is that of another text on the shelf, which came from another folder.
        """
        with self._open():
            async with _writing(self._engine) as connection:
                await _check_name(connection, draft)
                change = await _count_change(connection)
                number = await _place(connection, draft, change, put_back=put_back)
                await _move_file(connection, draft, number, change)
                await _put_reading(connection, number, reading, self._fingerprint(draft.published))
                return await _fetch_document(connection, number)

    async def renew(self, number: int, reading: Reading) -> None:
        """Put a new reading in the place of a stale one. Raises NoSuchDocument."""
        with self._open():
            async with _writing(self._engine) as connection:
                document = await _fetch_document(connection, number)
                await _touch(connection, number, await _count_change(connection))
                await _put_reading(connection, number, reading, self._fingerprint(document.published))

    async def held(self, draft: Draft) -> Document | None:
        """The document of this very draft, if it is kept so and what was read in it still stands; else None."""
        known = [column for column in documents.c if column is not documents.c.text]  # the draft has the text
        query: Select[Any] = (
            select(*known)
            .add_columns(readings.c.fingerprint, files.c.folder)
            .join(files, files.c.number == documents.c.number)
            .join(readings, readings.c.number == documents.c.number)
            .where(files.c.file == draft.file, documents.c.sha256 == draft.sha256)
        )
        with self._open():
            async with self._engine.connect() as connection:
                row = (await connection.execute(query)).one_or_none()
        if row is None or row.fingerprint != self._fingerprint(draft.published) or row.folder != draft.folder:
            return None
        document = make_document(row, draft.text)
        same = all(getattr(document, name) == getattr(draft, name) for name in METADATA)
        # A text under two names is described by the first of them.
        return document if same or document.file != draft.file else None

    async def stale(self) -> Sequence[Document]:
        """All documents, on the shelf or not, whose reading is of another edition, by number."""
        query = select(documents.c.number, documents.c.published, readings.c.fingerprint).join(readings)
        with self._open():
            async with self._engine.connect() as connection:
                rows = (await connection.execute(query.order_by(documents.c.number))).all()
                old = [row.number for row in rows if row.fingerprint != self._fingerprint(row.published)]
                return [await _fetch_document(connection, number) for number in old]

    async def withdraw(self, number: int) -> Document:
        """Take a document off the shelf; its citations still resolve. Raises NoSuchDocument."""
        with self._open():
            async with _writing(self._engine) as connection:
                await _fetch_document(connection, number)
                change = await _count_change(connection)
                await _touch(connection, number, change, standing=Standing.WITHDRAWN, replaced_by=None)
                return await _fetch_document(connection, number)

    async def articles(self) -> Sequence[Article]:
        """What is on the shelf, by number."""
        return tuple((await self._catch_up()).values())

    async def article(self, number: int) -> Article:
        """Any document ever kept. Raises NoSuchDocument."""
        shelf = await self._catch_up()
        if number in shelf:
            return shelf[number]
        query = select(documents, readings.c.body).join(readings).where(documents.c.number == number)
        with self._open():
            async with self._engine.connect() as connection:
                row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise _no_such(number)
        return _make_article(row)

    async def find(self, stems: Sequence[str], limit: int) -> Sequence[Found]:
        """Units on the shelf that hold any of these stems, nearest first."""
        shelf = await self._catch_up()
        with self._open():
            await asyncio.to_thread(self._index.hold, shelf)
            return await asyncio.to_thread(self._index.find, stems, limit)

    async def spread(self, stems: Sequence[str]) -> Spread:
        """How many units on the shelf there are, and how many of them hold each of these stems."""
        shelf = await self._catch_up()
        with self._open():
            await asyncio.to_thread(self._index.hold, shelf)
            return await asyncio.to_thread(self._index.spread, stems)

    async def _catch_up(self) -> dict[int, Article]:
        """The shelf as it is now. What other processes changed is loaded; nothing else is."""
        async with self._catching_up:
            with self._open():
                async with self._engine.connect() as connection:
                    changes = (await connection.execute(select(state.c.changes))).scalar_one()
                    if changes != self._seen:
                        rows = (await connection.execute(_changed_since(self._seen))).all()
                        self._shelf = await asyncio.to_thread(_reshelve, self._shelf, rows)
                        self._seen = changes
            return self._shelf

    @contextmanager
    def _open(self) -> Iterator[None]:
        if self._closed:
            raise ArchiveUnavailable("the archive is closed, the program is ending: ask again when it is back")
        with telling(self._file):
            yield

    def _fingerprint(self, published: date | None) -> str:
        return f"{self._edition} {published or ''}"


async def _prepare(engine: AsyncEngine, file: Path | None) -> None:
    async with _writing(engine) as connection:
        if file:
            await connection.run_sync(migrate)
        else:
            await connection.run_sync(metadata.create_all)
            await connection.execute(insert(state).values(id=1, changes=0))


@asynccontextmanager
async def _writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that writes; the only one at a time."""
    async with engine.connect() as plain:
        connection = await plain.execution_options(writes=True)
        async with connection.begin():
            yield connection


async def _count_change(connection: AsyncConnection) -> int:
    await connection.execute(update(state).values(changes=state.c.changes + 1))
    return int((await connection.execute(select(state.c.changes))).scalar_one())


async def _place(connection: AsyncConnection, draft: Draft, change: int, *, put_back: bool) -> int:
    """The number of a draft's text on the shelf: its own where it is known, or a new one."""
    found = await connection.execute(select(documents).where(documents.c.sha256 == draft.sha256))
    row = found.one_or_none()
    if row is None:
        made = await connection.execute(insert(documents).values(**make_values(draft), changed=change))
        return int(made.inserted_primary_key[0])  # type: ignore[index]  # one row was inserted
    described = draft.file == row.file or put_back
    values: dict[str, Any] = {name: getattr(draft, name) for name in METADATA} if described else {}
    if row.standing != Standing.WITHDRAWN or put_back:
        values |= {"standing": Standing.ON_SHELF, "replaced_by": None}
    await _touch(connection, row.number, change, **values)
    return int(row.number)


async def _check_name(connection: AsyncConnection, draft: Draft) -> None:
    """Raises NameTaken where a draft would replace what it is no new version of."""
    if draft.folder is None:
        return
    query = (
        select(documents.c.number, files.c.folder)
        .join(files, files.c.number == documents.c.number)
        .where(files.c.file == draft.file, files.c.folder != draft.folder)
        .where(documents.c.sha256 != draft.sha256, documents.c.standing == Standing.ON_SHELF)
    )
    if taken := (await connection.execute(query)).one_or_none():
        raise NameTaken(
            f"is not taken in, its name is that of document {taken.number} from {taken.folder}: "
            f"rename the file, or withdraw {taken.number} first"
        )


async def _move_file(connection: AsyncConnection, draft: Draft, number: int, change: int) -> None:
    """Let a file hold a document; the one that it held before is replaced where no other file holds it."""
    before = (await connection.execute(select(files.c.number).where(files.c.file == draft.file))).scalar()
    values = {"number": number, "folder": draft.folder}
    if before is None:
        await connection.execute(insert(files).values(file=draft.file, **values))
        return
    await connection.execute(update(files).where(files.c.file == draft.file).values(**values))
    if before != number:
        await _replace(connection, before, number, change)


async def _replace(connection: AsyncConnection, before: int, number: int, change: int) -> None:
    """Put a document in the place of one that its file held before, unless another file still holds that."""
    query = select(func.min(files.c.file)).where(files.c.number == before)
    if other := (await connection.execute(query)).scalar():
        await _touch(connection, before, change, file=other)
        return
    standing = (await connection.execute(select(documents.c.standing).where(documents.c.number == before))).scalar()
    if standing == Standing.ON_SHELF:
        await _touch(connection, before, change, standing=Standing.REPLACED, replaced_by=number)


async def _touch(connection: AsyncConnection, number: int, change: int, **values: object) -> None:
    await connection.execute(update(documents).where(documents.c.number == number).values(changed=change, **values))


async def _put_reading(connection: AsyncConnection, number: int, reading: Reading, fingerprint: str) -> None:
    values = {"fingerprint": fingerprint, "body": dump_reading(reading)}
    done = await connection.execute(update(readings).where(readings.c.number == number).values(**values))
    if not done.rowcount:
        await connection.execute(insert(readings).values(number=number, **values))


async def _fetch_document(connection: AsyncConnection, number: int) -> Document:
    row = (await connection.execute(select(documents).where(documents.c.number == number))).one_or_none()
    if row is None:
        raise _no_such(number)
    return make_document(row)


def _changed_since(seen: int) -> Any:  # noqa: ANN401 - a query's type is long and says nothing
    return select(documents, readings.c.body).join(readings).where(documents.c.changed > seen)


def _reshelve(shelf: dict[int, Article], rows: Sequence[Row[Any]]) -> dict[int, Article]:
    """The shelf after changes to these rows, by number."""
    changed = {row.number: article for row in rows if row.standing == Standing.ON_SHELF and (article := _try_row(row))}
    gone = {row.number for row in rows}
    kept = {number: article for number, article in shelf.items() if number not in gone}
    return dict(sorted((kept | changed).items()))


def _try_row(row: Row[Any]) -> Article | None:
    """The article of a row; None where its reading is of another make, so that the other documents are there."""
    try:
        return _make_article(row)
    except ArchiveUnavailable as wrong:
        _log.warning("%s: %s", row.file, wrong)
        return None


def _make_article(row: Row[Any]) -> Article:
    return Article(make_document(row), load_reading(row.body))


def _no_such(number: int) -> NoSuchDocument:
    return NoSuchDocument(f"there is no document {number}: !sources lists those that there are")
