"""How a draft becomes a document of a server: its number, its file, and its reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.documents import Document, Draft, Standing
from ..domain.errors import NameTaken, NoSuchDocument
from ..domain.readings import Reading
from .moments import plain_utc
from .rows import METADATA, dump_reading, make_document, make_values
from .schema import documents, files, readings


async def check_name(connection: AsyncConnection, draft: Draft, server: int) -> None:
    """Raise NameTaken where a draft would replace what it is no new version of."""
    if draft.folder is None:
        return
    query = (
        select(documents.c.number, files.c.folder)
        .join(files, files.c.number == documents.c.number)
        .where(files.c.server == server, files.c.file == draft.file, files.c.folder != draft.folder)
        .where(documents.c.sha256 != draft.sha256, documents.c.standing == Standing.ON_SHELF)
    )
    if taken := (await connection.execute(query)).one_or_none():
        raise NameTaken(
            f"is not taken in, its name is that of document {taken.number} from {taken.folder}: "
            f"rename the file, or withdraw {taken.number} first"
        )


@dataclass(frozen=True, slots=True)
class Accession:
    """When a draft comes: at which count of changes, and at which moment."""

    change: int
    taken: datetime


async def place(connection: AsyncConnection, draft: Draft, server: int, accession: Accession, *, put_back: bool) -> int:
    """The number of a draft's text on its server's shelf: its own where it is known there, or a new one."""
    comes = {"came": accession.change, "went": None, "taken": plain_utc(accession.taken)}
    query = select(documents).where(documents.c.server == server, documents.c.sha256 == draft.sha256)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        values = {**make_values(draft), **comes, "server": server, "changed": accession.change}
        made = await connection.execute(insert(documents).values(**values))
        return int(made.inserted_primary_key[0])  # type: ignore[index]  # one row was inserted
    described = draft.file == row.file or put_back
    known: dict[str, Any] = {name: getattr(draft, name) for name in METADATA} if described else {}
    if row.standing == Standing.REPLACED or (row.standing == Standing.WITHDRAWN and put_back):
        known |= {**comes, "standing": Standing.ON_SHELF, "replaced_by": None}
    await touch(connection, row.number, accession.change, **known)
    return int(row.number)


async def move_file(connection: AsyncConnection, draft: Draft, server: int, number: int, change: int) -> None:
    """Let a file hold a document; the one that it held before is replaced where no other file holds it."""
    named = (files.c.server == server, files.c.file == draft.file)
    before = (await connection.execute(select(files.c.number).where(*named))).scalar()
    values = {"number": number, "folder": draft.folder}
    if before is None:
        await connection.execute(insert(files).values(server=server, file=draft.file, **values))
        return
    await connection.execute(update(files).where(*named).values(**values))
    if before != number:
        await _replace(connection, before, number, change)


async def _replace(connection: AsyncConnection, before: int, number: int, change: int) -> None:
    """Put a document in the place of one that its file held before, unless another file still holds that."""
    query = select(func.min(files.c.file)).where(files.c.number == before)
    if other := (await connection.execute(query)).scalar():
        await touch(connection, before, change, file=other)
        return
    standing = (await connection.execute(select(documents.c.standing).where(documents.c.number == before))).scalar()
    if standing == Standing.ON_SHELF:
        await touch(connection, before, change, went=change, standing=Standing.REPLACED, replaced_by=number)


async def touch(connection: AsyncConnection, number: int, change: int, **values: object) -> None:
    """Change the row of a document, and note at which change that was."""
    await connection.execute(update(documents).where(documents.c.number == number).values(changed=change, **values))


async def put_reading(connection: AsyncConnection, number: int, reading: Reading, fingerprint: str) -> None:
    """Keep what was read in a document, in the place of what was read before."""
    values = {"fingerprint": fingerprint, "body": dump_reading(reading)}
    done = await connection.execute(update(readings).where(readings.c.number == number).values(**values))
    if not done.rowcount:
        await connection.execute(insert(readings).values(number=number, **values))


async def fetch_document(connection: AsyncConnection, number: int, server: int | None = None) -> Document:
    """The document of a number; with a `server`, only where it is that one's. Raises NoSuchDocument."""
    query = select(documents).where(documents.c.number == number)
    row: Row[Any] | None = (await connection.execute(query)).one_or_none()
    if row is None or server not in {None, row.server}:
        raise no_such(number)
    return make_document(row)


def no_such(number: int) -> NoSuchDocument:
    """What is said of a number that is nobody's, or another server's: of both the same."""
    return NoSuchDocument(f"there is no document {number}: !sources lists those that there are")
