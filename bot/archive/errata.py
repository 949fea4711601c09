"""The errata: which corrections of which editions are due, claimed and done, each once among all workers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, delete, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.documents import Standing
from ..domain.schedules import Correction, Edition, ShownLine
from .ledger_rows import POSTED, insert_once, make_correction, make_edition, ran_out
from .moments import plain_utc
from .schema import corrections, documents, edition_lines, editions
from .timetable import Timetable


class Errata(Timetable):
    """The part of the archive that knows corrections. Every method may raise ArchiveUnavailable."""

    async def uncorrected(self, slot_after: datetime) -> Sequence[tuple[Edition, int]]:
        """Editions after a slot with a document they show that is on the shelf no more, but for those corrected.

        Only of schedules whose `corrections` are wanted.
        """
        same = and_(corrections.c.edition == editions.c.number, corrections.c.document == edition_lines.c.document)
        query = (
            select(editions, edition_lines.c.document)
            .join(edition_lines, edition_lines.c.edition == editions.c.number)
            .join(documents, documents.c.number == edition_lines.c.document)
            .outerjoin(corrections, same)
            .where(editions.c.state.in_(POSTED), editions.c.slot > plain_utc(slot_after))
            .where(documents.c.standing != Standing.ON_SHELF, corrections.c.done.is_not(True))
            .distinct()
            .order_by(editions.c.slot, editions.c.number, edition_lines.c.document)
        )
        wanted = {schedule.number for schedule in await self.schedules() if schedule.corrections}
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple((make_edition(row), row.document) for row in rows if row.schedule in wanted)

    async def claim_correction(
        self, edition: Edition, document: int, now: datetime, lease: timedelta
    ) -> Correction | None:
        """Plan the correction, once among all workers, or take it over where its lease ran out; None otherwise.

        As with editions nobody waits for a lease that ends so late.
        """
        until, same = plain_utc(now + lease), {"edition": edition.number, "document": document}
        left = and_(corrections.c.done.is_(False), ran_out(corrections.c.lease, now))
        again = update(corrections).where(*_same_correction(**same), left).returning(*corrections.c)
        new = {"planned": plain_utc(now), "lease": until, "attempts": 1, "done": False}
        async with self._store.writing() as connection:
            row = await insert_once(connection, corrections, **same, **new)
            if row is None:
                values = {"lease": until, "attempts": corrections.c.attempts + 1}
                row = (await connection.execute(again.values(**values))).one_or_none()
        return make_correction(row) if row else None

    async def extend_correction(self, correction: Correction, now: datetime, lease: timedelta) -> Correction | None:
        """Hold a correction that this worker claimed for longer; None where its lease ran out, or it is done."""
        same = and_(*_same_correction(correction.edition, correction.document))
        mine = and_(corrections.c.attempts == correction.attempts, corrections.c.done.is_(False))
        held = update(corrections).where(same, mine, not_(ran_out(corrections.c.lease, now)))
        async with self._store.writing() as connection:
            longer = held.values(lease=plain_utc(now + lease)).returning(*corrections.c)
            row = (await connection.execute(longer)).one_or_none()
        return make_correction(row) if row else None

    async def close_correction(
        self, correction: Correction, message: int | None, followed: Iterable[ShownLine] = ()
    ) -> None:
        """Write down that a correction was posted, or with None that there was nothing to correct.

        The lines `followed` count as shown by the edition from then on: people read them in the correction, or they
        are what still stands of it in another document.
        """
        same = _same_correction(correction.edition, correction.document)
        done = update(corrections).where(*same, corrections.c.done.is_(False)).values(done=True, message=message)
        async with self._store.writing() as connection:
            await connection.execute(done)
            await _follow_up(connection, correction.edition, followed)

    async def returned(self, slot_after: datetime) -> Sequence[tuple[Edition, int]]:
        """Editions after a slot with a document that a correction took back, or began to, and that is there again."""
        wanted = {schedule.number for schedule in await self.schedules() if schedule.corrections}
        async with self._store.reading() as connection:
            rows = await _fetch_returned(connection, slot_after)
        return tuple((make_edition(row), row.document) for row in rows if row.schedule in wanted)

    async def claim_return(self, edition: Edition, document: int, now: datetime, lease: timedelta) -> Correction | None:
        """Plan to tell that what a correction took back is there again; once among all workers, as with corrections.

        Its `message` is the one that told that it had gone; None where that may not have come through.
        """
        same = and_(*_same_correction(edition.number, document))
        left = or_(corrections.c.done, ran_out(corrections.c.lease, now))
        values = {
            "planned": case((corrections.c.done, plain_utc(now)), else_=corrections.c.planned),
            "attempts": case((corrections.c.done, 1), else_=corrections.c.attempts + 1),
            "lease": plain_utc(now + lease),
            "done": False,
        }
        again = update(corrections).where(same, left).values(**values).returning(*corrections.c)
        async with self._store.writing() as connection:
            row = (await connection.execute(again)).one_or_none()
        return make_correction(row) if row else None

    async def drop_correction(self, correction: Correction) -> None:
        """Forget a correction of a document that is there again: when it goes once more, that is told anew."""
        same = _same_correction(correction.edition, correction.document)
        held = corrections.c.attempts == correction.attempts
        async with self._store.writing() as connection:
            await connection.execute(delete(corrections).where(*same, corrections.c.done.is_(False), held))


def _same_correction(edition: int, document: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return corrections.c.edition == edition, corrections.c.document == document


async def _follow_up(connection: AsyncConnection, edition: int, followed: Iterable[ShownLine]) -> None:
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


async def _fetch_returned(connection: AsyncConnection, slot_after: datetime) -> Sequence[Row[Any]]:
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
