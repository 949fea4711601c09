"""The ledger: which edition of which schedule was claimed, sent and confirmed, each once among all workers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, not_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.schedules import DocumentTurn, Edition, EditionState, Schedule, ShownLine
from ..domain.servers import OPERATOR
from ..domain.spans import Span
from .errata import Errata
from .ledger_rows import POSTED, insert_once, make_edition, ran_out
from .moments import plain_utc
from .schema import edition_lines, editions, schedules
from .store import fetch_changes
from .timetable import GOING
from .turns import count_at, fetch_turns

OPEN = (EditionState.PLANNED, EditionState.SENT)
"""The states in which there is something left to do."""

COVERED = (*POSTED, EditionState.SKIPPED)
"""The states of an edition whose news is not told again."""


class Ledger(Errata):
    """The schedules of the timetable, their editions, and the errata. Every method may raise ArchiveUnavailable.

    What is claimed is one worker's until its lease runs out, whichever process asks. States only move forwards: who
    comes too late is given the edition as it stands.
    """

    async def claim(
        self,
        schedule: Schedule,
        slot: datetime,
        upto: int,
        now: datetime,
        lease: timedelta,
        *,
        after: int | None = None,
    ) -> Edition | None:
        """Plan the edition of a slot, once among all workers; None where it was claimed, or an older one is planned.

        It holds what came after the last edition that was posted or skipped, or after the change `after`.
        """
        async with self._store.writing() as connection:
            mine = await _count_past(connection, schedule.number)
            if mine is None or mine["planned"]:
                return None
            row = await insert_once(
                connection,
                editions,
                schedule=schedule.number,
                slot=plain_utc(slot),
                ordinal=1 + mine["ordinal"],
                after=mine["upto"] if after is None else after,
                upto=upto,
                planned=plain_utc(now),
                lease=plain_utc(now + lease),
                state=EditionState.PLANNED,
                attempts=1,
                channel=schedule.channel,
                zone=schedule.zone,
            )
        return make_edition(row) if row else None

    async def left_over(self, now: datetime) -> Sequence[Edition]:
        """The editions planned or sent whose lease ran out: who had them is gone, or left them to be tried again.

        A lease that ends very late was taken by a clock that was wrong: nobody waits for its end.
        """
        left = and_(editions.c.state.in_(OPEN), ran_out(editions.c.lease, now), GOING)
        query = select(editions).join(schedules).where(left)
        return await self._list(query.order_by(editions.c.slot, editions.c.number))

    async def take_over(self, edition: Edition, now: datetime, lease: timedelta) -> Edition | None:
        """Claim an edition that was left over; None where another worker was quicker, or it is done."""
        left = ran_out(editions.c.lease, now)
        return await self._hold(edition, left, lease=plain_utc(now + lease), attempts=editions.c.attempts + 1)

    async def extend(self, edition: Edition, now: datetime, lease: timedelta) -> Edition | None:
        """Hold an edition that this worker claimed for longer; None where its lease ran out, or it is done."""
        return await self._hold(edition, not_(ran_out(editions.c.lease, now)), lease=plain_utc(now + lease))

    async def _hold(self, edition: Edition, condition: ColumnElement[bool], **values: object) -> Edition | None:
        """Change for how long an edition is held that nobody claimed since; None where a condition does not hold."""
        same = and_(editions.c.number == edition.number, editions.c.attempts == edition.attempts)
        held = update(editions).where(same, editions.c.state.in_(OPEN), condition).values(**values)
        async with self._store.writing() as connection:
            row = (await connection.execute(held.returning(*editions.c))).one_or_none()
        return make_edition(row) if row else None

    async def write_lines(self, edition: Edition, lines: Iterable[ShownLine], seen: int | None = None) -> bool:
        """Write down what an edition shows, in the place of what was written; before it is sent.

        `seen` is up to which change the shelf was seen. Whether it was written: where another worker has taken the
        edition over, what that one writes counts.
        """
        rows = [
            {"edition": edition.number, "document": line.document, **asdict(line.span)} for line in sorted(set(lines))
        ]
        mine = and_(editions.c.number == edition.number, editions.c.attempts == edition.attempts)
        async with self._store.writing() as connection:
            if (await connection.execute(select(editions.c.number).where(mine))).one_or_none() is None:
                return False
            await connection.execute(delete(edition_lines).where(edition_lines.c.edition == edition.number))
            if rows:
                await connection.execute(insert(edition_lines), rows)
            if seen is not None:
                await connection.execute(update(editions).where(mine).values(seen=seen))
            return True

    async def lines(self, edition: Edition) -> Sequence[ShownLine]:
        """What an edition shows."""
        place = (edition_lines.c.document, edition_lines.c.start, edition_lines.c.end)
        query = select(*place).where(edition_lines.c.edition == edition.number).order_by(*place)
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(ShownLine(row.document, Span(row.start, row.end)) for row in rows)

    async def mark_sent(self, edition: Edition, message: int, channel: int) -> Edition:
        """Write down that an edition was posted, and where."""
        where = {"message": message, "channel": channel, "reason": None}
        planned = editions.c.state == EditionState.PLANNED
        return await self._move(edition, planned, state=EditionState.SENT, **where)

    async def confirm(self, edition: Edition) -> Edition:
        """Write down that all that follows a posted edition is done."""
        return await self._move(edition, editions.c.state == EditionState.SENT, state=EditionState.CONFIRMED)

    async def skip(self, edition: Edition) -> Edition:
        """Write down that a planned edition has nothing new, and is not posted."""
        return await self._leave(edition, EditionState.PLANNED, state=EditionState.SKIPPED)

    async def fold(self, edition: Edition) -> Edition:
        """Write down that a planned edition was missed; what it holds goes into the next one."""
        return await self._leave(edition, EditionState.PLANNED, state=EditionState.FOLDED)

    async def fail(self, edition: Edition, reason: str, again: datetime | None) -> Edition:
        """Write down that an attempt failed: it is there to be taken over `again` then; with None it is given up."""
        if again is None:
            return await self._leave(edition, EditionState.PLANNED, state=EditionState.FAILED, reason=reason)
        return await self._leave(edition, *OPEN, lease=plain_utc(again), reason=reason)

    async def _leave(self, edition: Edition, *states: EditionState, **values: object) -> Edition:
        """Change an edition that is not posted by this worker; where another has taken it over, it is theirs to say."""
        held = editions.c.attempts == edition.attempts
        return await self._move(edition, and_(editions.c.state.in_(states), held), **values)

    async def _move(self, edition: Edition, condition: ColumnElement[bool], **values: object) -> Edition:
        """Change an edition of which a condition holds, and give it as it stands then."""
        same = editions.c.number == edition.number
        async with self._store.writing() as connection:
            await connection.execute(update(editions).where(same, condition).values(**values))
            row = (await connection.execute(select(editions).where(same))).one_or_none()
        # A schedule may be removed while its edition is on its way: then there is nothing left to be done.
        return make_edition(row) if row else replace(edition, state=EditionState.FAILED, reason="was removed")

    async def editions(self, schedule: Schedule, limit: int) -> Sequence[Edition]:
        """The editions of the latest slots, whatever became of them, the last one first."""
        query = select(editions).where(editions.c.schedule == schedule.number)
        return await self._list(query.order_by(editions.c.slot.desc(), editions.c.number.desc()).limit(limit))

    async def last_told(self, schedule: Schedule, before: datetime | None = None) -> Edition | None:
        """The edition up to which all news is told, of those before a slot where one is given."""
        told = select(editions).where(editions.c.schedule == schedule.number, editions.c.state.in_(COVERED))
        if before is not None:
            told = told.where(editions.c.slot < plain_utc(before))
        found = await self._list(told.order_by(editions.c.upto.desc(), editions.c.slot.desc()).limit(1))
        return found[0] if found else None

    async def _list(self, query: Select[Any]) -> tuple[Edition, ...]:
        async with self._store.reading() as connection:
            return tuple(make_edition(row) for row in (await connection.execute(query)).all())

    async def changes(self) -> int:
        """The count of changes now."""
        return await self._store.changes()

    async def count_at(self, moment: datetime) -> int:
        """The count of changes when the last document before a moment had come in; 0 where none had."""
        async with self._store.reading() as connection:
            return await count_at(connection, moment)

    async def changed_since(
        self, after: int, server: int, *, upto: int | None = None, seen: int | None = None, library: bool = True
    ) -> Sequence[DocumentTurn]:
        """What became of the documents that a server sees after one count of changes and up to another, by number.

        What came within that time and is not on the shelf any more is left out, and so is what was read anew alone.
        Nobody was told of what came before and had gone when the shelf was `seen`, so that it went is no news.
        """
        owners = {server, OPERATOR} if library else {server}
        async with self._store.reading() as connection:
            until = await fetch_changes(connection) if upto is None else upto
            return tuple(await fetch_turns(connection, after, until, owners, max(after, seen or after)))


async def _count_past(connection: AsyncConnection, number: int) -> dict[str, int] | None:
    """Of the editions of a schedule: how many are planned, the last ordinal, and up to which change they go.

    None where there is no such schedule any more. The schedule is held, so that two workers do not plan at once.
    """
    held = select(schedules.c.baseline).where(schedules.c.number == number, GOING).with_for_update()
    baseline = (await connection.execute(held)).scalar()
    if baseline is None:
        return None
    counted = editions.c.state.not_in([EditionState.SKIPPED, EditionState.FOLDED])
    covered = editions.c.state.in_(COVERED)
    query = select(
        func.count().filter(editions.c.state == EditionState.PLANNED).label("planned"),
        func.coalesce(func.max(editions.c.ordinal).filter(counted), 0).label("ordinal"),
        func.coalesce(func.max(editions.c.upto).filter(covered), baseline).label("upto"),
    ).where(editions.c.schedule == number)
    return dict((await connection.execute(query)).one()._mapping)
