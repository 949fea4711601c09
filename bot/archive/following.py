"""What corrections are followed by: lines that stand in another document now, and documents that are there again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.documents import Standing
from ..domain.schedules import ShownLine
from .ledger_rows import POSTED, insert_once
from .moments import plain_utc
from .schema import corrections, documents, edition_lines, editions


async def follow_up(connection: AsyncConnection, edition: int, followed: Iterable[ShownLine]) -> None:
    """Count lines as shown by an edition, and what becomes of their documents as not told yet."""
    lines = sorted(set(followed))
    for line in lines:
        await insert_once(connection, edition_lines, edition=edition, document=line.document, **asdict(line.span))
    told = (
        corrections.c.edition == edition,
        corrections.c.document.in_({line.document for line in lines}),
        corrections.c.done.is_(True),
    )
    await connection.execute(delete(corrections).where(*told))


async def fetch_returned(connection: AsyncConnection, slot_after: datetime) -> Sequence[Row[Any]]:
    """The editions with a document that a correction is of, and that is on the shelf; the document beside each."""
    query = (
        select(editions, corrections.c.document)
        .join(corrections, corrections.c.edition == editions.c.number)
        .join(documents, documents.c.number == corrections.c.document)
        .where(editions.c.state.in_(POSTED), editions.c.slot > plain_utc(slot_after))
        .where(documents.c.standing == Standing.ON_SHELF)
        .order_by(editions.c.slot, editions.c.number, corrections.c.document)
    )
    return (await connection.execute(query)).all()
