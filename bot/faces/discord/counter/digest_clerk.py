"""The clerk for digests: carries out what is asked of a server's schedules; words stand for channels and roles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import discord

from ....desk.digests.schedule_words import NONE
from ....desk.digests.scheduling import NO_SERVER, Scheduling
from ....desk.office import Office
from ....domain.errors import CannotAnswer
from ....domain.office import CheckItem, Tick
from ....domain.replies import Reply
from ....domain.schedules import Changes, Schedule, zone_of
from ....domain.servers import Caller
from ....domain.timetables import DigestPreview, EditionReport, ScheduleList, ScheduleRow, ScheduleSheet
from ....render.labels import count
from ...commands.digest_table import DIGEST
from ...commands.rows import Call
from ...log.requests import Requests
from ..posting.poster import DiscordPoster
from ..posting.targets import Destination, find_obstacles, find_refusals, find_target, list_refusals, name_target
from ..wire.directory import Person
from ..wire.receiving import Bot, Occasion, asker_of, bot_of


@dataclass(frozen=True, slots=True)
class _Errand:
    """What is asked for by whom: as the office knows them, and as Discord does, on their server."""

    caller: Caller
    asker: Person
    guild: discord.Guild
    bot: Bot


class DigestClerk:
    """Carries out the commands of digests for whoever was let in; what cannot be done is raised as CannotAnswer."""

    def __init__(self, scheduling: Scheduling, office: Office, requests: Requests) -> None:
        self._scheduling, self._office, self._requests = scheduling, office, requests

    async def do(self, occasion: Occasion, caller: Caller, call: Call) -> Reply:
        """The reply to a call."""
        if occasion.guild is None:
            raise CannotAnswer(NO_SERVER)
        errand = _Errand(caller, asker_of(occasion), occasion.guild, bot_of(occasion))
        return _with_names(await self._do(errand, call), errand.guild, errand.asker)

    async def _do(self, errand: _Errand, call: Call) -> Reply:
        own, said = call.command.name.removeprefix(f"{DIGEST} "), dict(call.arguments)
        if own == "add":
            return await self._add(errand, said)
        if own == "change":
            return await self._change(errand, said)
        if own == "list":
            return await self._scheduling.list_all(errand.caller)
        name, full = str(said["name"]), bool(said.get("full"))
        if own == "run":
            return await self._run(errand, name, full=full)
        if own == "preview":
            return await self._preview(errand, name, full=full)
        if own == "resume":
            await self._refuse_closed(errand, name)
        changed: Reply = await getattr(self._scheduling, own)(errand.caller, name)
        return changed

    async def _add(self, errand: _Errand, said: dict[str, Any]) -> Reply:
        usual = (await self._office.choices(errand.caller.server)).digest_channel
        destination = Destination(usual, **{name: str(said.pop(name, "")) for name in ("channel", "role", "tags")})
        channel, target = await find_target(errand.guild, destination, errand.asker)
        _refuse(list_refusals(channel, target, errand.asker, publish=bool(said.get("publish"))))
        return await self._scheduling.add(errand.caller, target, **said)

    async def _change(self, errand: _Errand, said: dict[str, Any]) -> Reply:
        """Change what is named; a role or tags that are not stay as they are."""
        schedule = await self._scheduling.find_own(errand.caller, str(said.pop("name")))
        words = {name: str(said.pop(name, "")) for name in ("role", "tags")}
        new = {name: "" if word == NONE else word for name, word in words.items()}
        channel, found = await find_target(errand.guild, Destination(schedule.channel, **new), errand.asker)
        placed: Changes = {"kind": found.kind}
        if words["role"]:
            placed["role"] = found.role
        if words["tags"]:
            placed["tags"] = found.tags
        wanted = replace(schedule, **placed)
        target = replace(found, tags=wanted.tags, role=wanted.role)
        publish = bool(said.get("publish", schedule.publish))
        _refuse(list_refusals(channel, target, errand.asker, publish=publish))
        return await self._scheduling.change(errand.caller, schedule.name, placed, **said)

    async def _run(self, errand: _Errand, name: str, *, full: bool) -> Reply:
        """Post an edition now; where that cannot be, nothing is begun, so that the schedule is not stopped by it."""
        await self._refuse_closed(errand, name)
        poster = DiscordPoster(errand.bot, self._office, self._requests)
        return await self._scheduling.run(errand.caller, name, poster, full=full)

    async def _preview(self, errand: _Errand, name: str, *, full: bool) -> Reply:
        preview = await self._scheduling.preview(errand.caller, name, full=full)
        obstacles = await find_obstacles(errand.guild, preview.row.schedule, errand.asker)
        closed = [f"{each[0].upper()}{each[1:]}." for each in obstacles]
        return replace(preview, obstacles=(*preview.obstacles, *closed))

    async def _refuse_closed(self, errand: _Errand, name: str) -> None:
        """Raise CannotAnswer where somebody may not have a digest posted in its place, or the bot may not post it."""
        schedule = await self._scheduling.find(errand.caller, name)
        _refuse(await find_refusals(errand.guild, schedule, errand.asker))

    async def check(self, guild: discord.Guild, asker: Person) -> CheckItem:
        """How the digests of a server stand, for its checklist, as it is shown to somebody."""
        schedules = await self._scheduling.of_server(guild.id)
        name = "digests"
        if not schedules:
            return CheckItem(name, Tick.DONE, "none is set up; digest add makes one")
        try:
            closed = {each.name: obstacles[0] for each in schedules if (obstacles := await _closed(guild, each, asker))}
        except CannotAnswer as unknown:
            return CheckItem(name, Tick.UNKNOWN, str(unknown))
        if closed:
            says = "; ".join(f"“{each}” cannot be posted: {why}" for each, why in closed.items())
            return CheckItem(name, Tick.TO_DO, says, "put that right; what was stopped goes on with digest resume")
        paused = sum(each.paused for each in schedules)
        says = count(len(schedules), "digest") + (f", {paused} of them paused" if paused else "")
        return CheckItem(name, Tick.DONE, says)


async def _closed(guild: discord.Guild, schedule: Schedule, asker: Person) -> tuple[str, ...]:
    """What keeps a digest from being posted, but that it is paused."""
    if schedule.disabled:
        return (f"it is stopped, {schedule.disabled}",)
    if zone_of(schedule.zone) is None:
        return (f"its time zone “{schedule.zone}” is not known any more",)
    return await find_obstacles(guild, schedule, asker)


def _refuse(obstacles: tuple[str, ...]) -> None:
    """Raise CannotAnswer where anything is in the way."""
    if obstacles:
        raise CannotAnswer("; ".join(obstacles))


def _with_names(reply: Reply, guild: discord.Guild, asker: Person) -> Reply:
    """A reply with channels, roles and tags by their names, as far as somebody sees them."""
    if isinstance(reply, ScheduleList):
        return replace(reply, rows=tuple(_named(row, guild, asker) for row in reply.rows))
    if isinstance(reply, ScheduleSheet | DigestPreview | EditionReport):
        return replace(reply, row=_named(reply.row, guild, asker))
    return reply


def _named(row: ScheduleRow, guild: discord.Guild, asker: Person) -> ScheduleRow:
    return replace(row, names=name_target(guild, row.schedule, asker))
