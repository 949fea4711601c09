"""What became of documents between two counts of changes: which came, and which are on the shelf no more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.documents import Standing
from ..domain.schedules import DocumentTurn, Turn
from .moments import full_utc, plain_utc
from .schema import documents


async def fetch_turns(
    connection: AsyncConnection, after: int, upto: int, owners: Collection[int], seen: int
) -> list[DocumentTurn]:
    """What became of the documents of some servers after one count and up to another, by number.

    What came before counts as gone if it went after the shelf was `seen`.
    """
    came = and_(documents.c.standing == Standing.ON_SHELF, documents.c.came > after, documents.c.came <= upto)
    went = and_(
        documents.c.standing != Standing.ON_SHELF,
        documents.c.came <= after,
        documents.c.went > seen,
        documents.c.went <= upto,
    )
    columns = (documents.c.number, documents.c.standing, documents.c.replaced_by, documents.c.taken)
    query: Select[Any] = (
        select(*columns).where(documents.c.server.in_(owners), or_(came, went)).order_by(documents.c.number)
    )
    return [await _make_turn(connection, row) for row in (await connection.execute(query)).all()]


async def count_at(connection: AsyncConnection, moment: datetime) -> int:
    """The count of changes when the last document before a moment had come in; 0 where none had."""
    before = or_(documents.c.taken < plain_utc(moment), documents.c.taken.is_(None))
    return int((await connection.execute(select(func.max(documents.c.came)).where(before))).scalar() or 0)


async def _make_turn(connection: AsyncConnection, row: Row[Any]) -> DocumentTurn:
    turn = {Standing.ON_SHELF: Turn.NEW, Standing.REPLACED: Turn.REPLACED, Standing.WITHDRAWN: Turn.WITHDRAWN}
    after = await _find_newest(connection, row.replaced_by) if row.replaced_by else None
    taken = full_utc(row.taken) if row.taken else None
    return DocumentTurn(row.number, turn[Standing(row.standing)], after, taken)


async def _find_newest(connection: AsyncConnection, number: int) -> int | None:
    """The document that is in the place of another in the end, which may have been replaced several times since."""
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        query = select(documents.c.standing, documents.c.replaced_by).where(documents.c.number == number)
        row = (await connection.execute(query)).one()
        if row.standing != Standing.REPLACED:
            return number if row.standing == Standing.ON_SHELF else None
        number = row.replaced_by
    return None  # they name each other in a circle: nobody is on the shelf
