"""The use cases of schedules: what digests a server has, and what is done with each of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Literal, TypedDict, Unpack, cast

from ...archive.archive import Archive
from ...domain.errors import CannotAnswer, NoSuchSchedule
from ...domain.office import Done
from ...domain.schedules import OPERATORS_FILE, Changes, QuietDates, Schedule, zone_of
from ...domain.servers import OPERATOR, Caller, Signoff
from ...domain.timetables import (
    DigestPreview,
    EditionReport,
    ScheduleList,
    ScheduleRow,
    ScheduleSheet,
    Target,
)
from ..ports import Clock
from . import schedule_words
from .posting import Poster
from .pressroom import Pressroom
from .slots import next_slots

_MOST_SCHEDULES = 25
_RUNS = 3
_EDITIONS = 3

NO_SERVER = "digests belong to a server: use this there, in one of its channels"


class DigestOrder(TypedDict, total=False):
    """What is said of a new schedule, as it is typed; what is left out is as usual."""

    at: str
    days: str
    zone: str
    content: str
    lines: int
    skip_empty: bool
    quiet: str
    publish: bool
    corrections: bool
    grace: str
    name: str


def _read_quiet(words: str) -> tuple[QuietDates, ...]:
    """Dates without an edition; there may be none any more."""
    return () if words == schedule_words.NONE else schedule_words.read_quiet(words)


_PLAIN: tuple[Literal["lines", "skip_empty", "publish", "corrections"], ...]
_PLAIN = ("lines", "skip_empty", "publish", "corrections")
"""What is said of a schedule as its field has it."""

_READERS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "at": ("at", schedule_words.read_times),
    "days": ("days", schedule_words.read_days),
    "zone": ("zone", schedule_words.read_zone),
    "content": ("parts", schedule_words.read_parts),
    "quiet": ("quiet", _read_quiet),
    "grace": ("grace", schedule_words.read_grace),
}
"""What is said in words: the field that it is, and how it is read."""


class Scheduling:
    """Keeps the schedules of servers, and shows them; each change is written down with it.

    Who may is for the face to ask, and so is what a place allows. Every method may raise ArchiveUnavailable, and those
    that a command stands for BadCommand or another CannotAnswer. Of another server nothing is ever found.
    """

    def __init__(self, archive: Archive, pressroom: Pressroom, clock: Clock) -> None:
        self._ledger, self._register = archive.ledger, archive.register
        self._pressroom = pressroom
        self._clock = clock

    async def add(self, caller: Caller, target: Target, **said: Unpack[DigestOrder]) -> ScheduleSheet:
        """Keep a new schedule, which counts from now on."""
        signed = self._sign(caller)
        there = await self._ledger.schedules(caller.server, retired=True)
        if (going := sum(not each.retired for each in there)) >= _MOST_SCHEDULES:
            raise CannotAnswer(f"this server has {going} digests, and more are not kept: remove one")
        name = said.get("name") or _find_free_name(target.name, {each.name for each in there})
        zone = said.get("zone") or (await self._register.choices(caller.server)).zone or "UTC"
        wanted = Schedule(
            caller.server,
            schedule_words.read_name(name),
            target.channel,
            schedule_words.read_times(said["at"]),
            schedule_words.read_zone(zone),
            target.kind,
            tags=target.tags,
            role=target.role,
            owner=caller.user,
        )
        wanted = replace(wanted, **_read(said))
        await _check_due(wanted, signed.at)
        is_changed = "name" in said and wanted.name != said["name"]
        remark = f"It is kept as “{wanted.name}”: names are in small letters." if is_changed else "It is kept."
        return await self._show(await self._ledger.put(wanted, signed), remark)

    async def change(self, caller: Caller, known: str, placed: Changes, **said: Unpack[DigestOrder]) -> ScheduleSheet:
        """Change what is named of a schedule: how it is `placed`, and what is said of it.

        Its editions stay its own, and only slots from now on count. Of two changes at once each keeps the other's.
        """
        schedule, signed = await self.find_own(caller, known), self._sign(caller)
        changes: Changes = {**placed, **_read(said)}
        wanted = replace(schedule, **changes)
        if wanted == schedule:
            raise CannotAnswer(f"the digest “{schedule.name}” is so already: there is nothing to change")
        await _check_due(wanted, signed.at)
        changed = await self._ledger.change(schedule.server, schedule.name, changes, signed)
        return await self._show(changed, "It is changed.")

    async def list_all(self, caller: Caller) -> ScheduleList:
        """The schedules of the caller's server, the operator's for it included."""
        self._sign(caller)
        schedules, now = await self._ledger.schedules(caller.server), self._clock()
        return ScheduleList(await asyncio.to_thread(lambda: tuple(_row_of(each, now, _RUNS) for each in schedules)))

    async def show(self, caller: Caller, name: str) -> ScheduleSheet:
        """A schedule with its next runs and its latest editions."""
        return await self._show(await self.find(caller, name))

    async def pause(self, caller: Caller, name: str) -> ScheduleSheet:
        """Post no more of a schedule until it is resumed."""
        schedule = await self.find_own(caller, name)
        if schedule.paused:
            raise CannotAnswer(f"the digest “{schedule.name}” is paused already: the command “digest resume” goes on")
        paused = await self._ledger.pause(caller.server, schedule.name, self._sign(caller))
        return await self._show(paused, "It is paused: what comes in is told once it is resumed.")

    async def resume(self, caller: Caller, name: str) -> ScheduleSheet:
        """Go on with a schedule that is paused or was stopped; one of the operator's that was stopped goes on too."""
        schedule = await self.find(caller, name)
        if schedule.paused or not schedule.disabled:
            schedule = await self.find_own(caller, name)
        if not schedule.paused and not schedule.disabled:
            raise CannotAnswer(f"the digest “{schedule.name}” is going on: there is nothing to resume")
        resumed = await self._ledger.resume(caller.server, schedule.name, self._sign(caller))
        return await self._show(resumed, "It goes on.")

    async def remove(self, caller: Caller, name: str) -> Done:
        """Delete a schedule; what it posted stays where it is."""
        schedule = await self.find_own(caller, name)
        await self._ledger.remove(caller.server, schedule.name, self._sign(caller))
        return Done(
            f"The digest “{schedule.name}” is removed. What it has posted stays, and is not corrected any more."
        )

    async def run(self, caller: Caller, name: str, poster: Poster, *, full: bool = False) -> EditionReport:
        """Post an edition now, whatever the schedule says; a `full` one is of all documents."""
        schedule = await self.find(caller, name)
        edition = await self._pressroom.run(schedule, poster, full=full)
        return EditionReport(ScheduleRow(schedule), edition)

    async def preview(self, caller: Caller, name: str, *, full: bool = False) -> DigestPreview:
        """What an edition would hold now; nothing is posted, and nothing is written down."""
        schedule = await self.find(caller, name)
        digest = await self._pressroom.preview(schedule, full=full)
        row = await asyncio.to_thread(_row_of, schedule, self._clock(), 1)
        return DigestPreview(row, digest, tuple(_obstacles(schedule, is_empty=digest.empty)))

    async def find(self, caller: Caller, name: str) -> Schedule:
        """A schedule of the caller's server, in any case of letters. Raises NoSuchSchedule."""
        self._sign(caller)
        wanted = " ".join(name.split()).lower()
        there = await self._ledger.schedules(caller.server)
        for schedule in there:
            if schedule.name.lower() == wanted:
                return schedule
        names = ", ".join(f"“{each.name}”" for each in there)
        known = f"there are {names}" if there else "there is none yet, and the command “digest add” makes one"
        raise NoSuchSchedule(f"there is no digest “{name}” here: {known}")

    async def of_server(self, server: int) -> tuple[Schedule, ...]:
        """The schedules of a server, to be offered by their names, or looked after."""
        return tuple(await self._ledger.schedules(server)) if server != OPERATOR else ()

    async def find_own(self, caller: Caller, name: str) -> Schedule:
        """A schedule that the server made itself. Raises CannotAnswer."""
        schedule = await self.find(caller, name)
        if not schedule.owner:
            raise CannotAnswer(
                f"the digest “{schedule.name}” is the operator's: it stands in {OPERATORS_FILE}, and is changed there"
            )
        return schedule

    async def _show(self, schedule: Schedule, remark: str = "") -> ScheduleSheet:
        row = await asyncio.to_thread(_row_of, schedule, self._clock(), _RUNS)
        return ScheduleSheet(row, tuple(await self._ledger.editions(schedule, _EDITIONS)), remark)

    def _sign(self, caller: Caller) -> Signoff:
        """The caller's signature. Raises CannotAnswer where they are on no server."""
        if caller.server == OPERATOR:
            raise CannotAnswer(NO_SERVER)
        return Signoff(self._clock(), caller)


async def _check_due(schedule: Schedule, now: datetime) -> None:
    """Raise CannotAnswer where a schedule is never due."""
    if not await asyncio.to_thread(next_slots, schedule, now, 1):
        raise CannotAnswer("this digest would never be due: change its days, or its quiet dates")


def _read(said: DigestOrder) -> Changes:
    """What is said of a schedule, as its fields; no others. Raises BadCommand."""
    fields: dict[str, object] = {name: said[name] for name in _PLAIN if name in said}
    for name, (field, read) in _READERS.items():
        if words := said.get(name):
            fields[field] = read(str(words))
    return cast("Changes", fields)


def _row_of(schedule: Schedule, now: datetime, runs: int) -> ScheduleRow:
    """A schedule with so many of its next runs."""
    is_quiet = schedule.paused or schedule.disabled
    return ScheduleRow(schedule, () if is_quiet else next_slots(schedule, now, runs))


def _obstacles(schedule: Schedule, *, is_empty: bool) -> Iterable[str]:
    """What on the schedule's own part would keep an edition from being posted."""
    if schedule.disabled:
        yield f"It is stopped: {schedule.disabled}."
    if schedule.paused:
        yield "It is paused."
    if zone_of(schedule.zone) is None:
        yield f"Its time zone “{schedule.zone}” is not known any more: choose another with digest change."
    if is_empty and schedule.skip_empty:
        yield "Nothing is new, and then this digest is not posted."


def _find_free_name(wanted: str, taken: set[str]) -> str:
    """A name made of a channel's, with a number behind it where it is taken."""
    base = "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in wanted.lower()).strip("-_")[:30]
    base = base or "digest"
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in count(2) if f"{base}-{number}" not in taken)
