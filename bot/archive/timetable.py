"""The timetable: the schedules that servers and the operator have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ..domain.errors import NoSuchSchedule, ScheduleTaken
from ..domain.schedules import Adoption, Changes, Schedule
from ..domain.servers import Caller, Signoff
from .audit import write_audit
from .ledger_rows import make_columns, make_schedule
from .moments import plain_utc
from .schema import corrections, edition_lines, editions, schedules
from .store import Store, fetch_changes

GOING = schedules.c.retired.is_(False)
"""Of all schedules those that are not kept for their history alone."""


class Timetable:
    """The part of the archive that knows schedules. Every method may raise ArchiveUnavailable."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def schedules(self, server: int | None = None, *, retired: bool = False) -> Sequence[Schedule]:
        """The schedules of a server, or of all, by server and name; those that are `retired` only where asked for."""
        query = select(schedules).order_by(schedules.c.server, schedules.c.name)
        if not retired:
            query = query.where(GOING)
        if server is not None:
            query = query.where(schedules.c.server == server)
        async with self._store.reading() as connection:
            return tuple(make_schedule(row) for row in await connection.execute(query))

    async def numbered(self, number: int) -> Schedule | None:
        """The schedule of a number, where it is there still."""
        async with self._store.reading() as connection:
            query = select(schedules).where(schedules.c.number == number, GOING)
            row = (await connection.execute(query)).one_or_none()
        return make_schedule(row) if row else None

    async def put(self, schedule: Schedule, signed: Signoff) -> Schedule:
        """Keep a new schedule, which counts from the signing on.

        Raises ScheduleTaken where the server has one of that name.
        """
        async with self._store.writing() as connection:
            if row := await _find_row(connection, schedule.server, schedule.name):
                raise _taken(row)
            number = await _write(connection, schedule, signed.at)
            await write_audit(connection, signed, "digest", f"{schedule.name}: added")
            return await _fetch(connection, number)

    async def change(self, server: int, name: str, changes: Changes, signed: Signoff) -> Schedule:
        """Change the fields of a schedule that are named, and no others; only slots after the signing count then.

        Raises NoSuchSchedule.
        """
        async with self._store.writing() as connection:
            schedule = make_schedule(await _fetch_row(connection, server, name))
            await _write(connection, replace(schedule, **changes), signed.at)
            await write_audit(connection, signed, "digest", f"{name}: changed")
            return await _fetch(connection, schedule.number)

    async def remove(self, server: int, name: str, signed: Signoff) -> Schedule:
        """Delete a schedule with its editions, and give it as it was. Raises NoSuchSchedule."""
        async with self._store.writing() as connection:
            schedule = make_schedule(await _fetch_row(connection, server, name))
            await _delete(connection, schedules.c.number == schedule.number)
            await write_audit(connection, signed, "digest", f"{name}: removed")
            return schedule

    async def pause(self, server: int, name: str, signed: Signoff) -> Schedule:
        """Post no more of a schedule. Raises NoSuchSchedule."""
        return await self._set(server, name, signed, "paused", paused=True)

    async def resume(self, server: int, name: str, signed: Signoff) -> Schedule:
        """Go on with what was paused or disabled, from the next slot on. Raises NoSuchSchedule."""
        values = {"paused": False, "disabled": None, "since": plain_utc(signed.at)}
        return await self._set(server, name, signed, "resumed", **values)

    async def _set(self, server: int, name: str, signed: Signoff, done: str, **values: object) -> Schedule:
        async with self._store.writing() as connection:
            row = await _fetch_row(connection, server, name)
            await connection.execute(update(schedules).where(schedules.c.number == row.number).values(**values))
            await write_audit(connection, signed, "digest", f"{name}: {done}")
            return await _fetch(connection, row.number)

    async def disable(self, number: int, reason: str, at: datetime) -> bool:
        """Post no more of a schedule until somebody resumes it; whether it was this call that stopped it."""
        stop = update(schedules).where(schedules.c.number == number, schedules.c.disabled.is_(None), GOING)
        async with self._store.writing() as connection:
            if not (await connection.execute(stop.values(disabled=reason))).rowcount:
                return False
            schedule = await _fetch(connection, number)
            signed = Signoff(at, Caller(schedule.server, schedule.channel, 0, "the bot"))
            await write_audit(connection, signed, "digest", f"{schedule.name}: stopped, {reason}")
            return True

    async def adopt(self, wanted: Iterable[Schedule], at: datetime) -> Adoption:
        """Have the operator's own schedules (`owner` 0) as they are now in a file; whoever adopts last is right.

        One that has not changed is left as it is. What is not in the file is retired: it is posted no more, and its
        editions are kept. Where it is in the file again it goes on from then, with its history.
        """
        done: dict[str, list[str]] = {"added": [], "changed": [], "retired": []}
        async with self._store.writing() as connection:
            rows = (await connection.execute(select(schedules))).all()
            known = {(schedule.server, schedule.name): schedule for schedule in map(make_schedule, rows)}
            for schedule in wanted:
                there = known.pop((schedule.server, schedule.name), None)
                if there and there.owner:
                    continue  # it is the server's own
                if became := await _follow(connection, there, schedule, at):
                    done[became].append(schedule.name)
            gone = [each for each in known.values() if not each.owner and not each.retired]
            retire = update(schedules).where(schedules.c.number.in_([each.number for each in gone]))
            await connection.execute(retire.values(retired=True))
            done["retired"] += [each.name for each in gone]
        return Adoption(**{became: tuple(names) for became, names in done.items()})

    async def forget(self, connection: AsyncConnection, server: int) -> None:
        """Delete the schedules of a server, within somebody's transaction."""
        await _delete(connection, schedules.c.server == server)


async def _follow(connection: AsyncConnection, there: Schedule | None, wanted: Schedule, at: datetime) -> str:
    """Have a schedule of the operator's as it is in their file; what became of it, empty where it is so already."""
    noted: dict[str, Any] = {"owner": 0, "number": 0, "since": None, "baseline": 0, "disabled": None, "retired": False}
    plain = replace(wanted, **noted)
    if there is None:
        await _write(connection, plain, at)
        return "added"
    is_same = replace(there, **noted) == plain
    if is_same and not there.retired:
        return ""
    # What was stopped stays so until it is changed, or resumed.
    await _write(connection, replace(plain, number=there.number, disabled=there.disabled if is_same else None), at)
    return "added" if there.retired else "changed"


async def _write(connection: AsyncConnection, schedule: Schedule, at: datetime) -> int:
    """Keep a schedule from a moment on, a new one or in the place of the one of its number; its number."""
    values = {**make_columns(schedule), "since": plain_utc(at)}
    if schedule.number:
        same = schedules.c.number == schedule.number
        await connection.execute(update(schedules).where(same).values(**values))
        return schedule.number
    made = await connection.execute(insert(schedules).values(**values, baseline=await fetch_changes(connection)))
    return int(made.inserted_primary_key[0])  # type: ignore[index]  # one row was inserted


async def _delete(connection: AsyncConnection, condition: ColumnElement[bool]) -> None:
    """Delete schedules with their editions, and what hangs on those."""
    gone = select(editions.c.number).join(schedules).where(condition)
    for table in (corrections, edition_lines):
        await connection.execute(delete(table).where(table.c.edition.in_(gone)))
    of_schedule = select(schedules.c.number).where(condition)
    await connection.execute(delete(editions).where(editions.c.schedule.in_(of_schedule)))
    await connection.execute(delete(schedules).where(condition))


async def _find_row(connection: AsyncConnection, server: int, name: str) -> Row[Any] | None:
    query = select(schedules).where(schedules.c.server == server, schedules.c.name == name)
    return (await connection.execute(query)).one_or_none()


async def _fetch_row(connection: AsyncConnection, server: int, name: str) -> Row[Any]:
    row = await _find_row(connection, server, name)
    if row is None or row.retired:
        raise _no_such(name)
    return row


async def _fetch(connection: AsyncConnection, number: int) -> Schedule:
    return make_schedule((await connection.execute(select(schedules).where(schedules.c.number == number))).one())


def _taken(row: Row[Any]) -> ScheduleTaken:
    if row.retired:
        return ScheduleTaken(f"“{row.name}” was a digest of the operator's, which is kept: give this one another name")
    return ScheduleTaken(f"there is a digest “{row.name}” already: give this one another name")


def _no_such(name: str) -> NoSuchSchedule:
    return NoSuchSchedule(f"there is no digest “{name}” here: !digest list names those that there are")
