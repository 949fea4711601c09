"""What Discord says of the bot before it lives there, item by item, for whoever runs it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

import aiohttp
import discord

from ...desk.desks import Desks
from ...desk.digests.adopting import tell_strange
from ...desk.office import Office
from ...domain.office import CheckItem, Tick
from ...domain.schedules import Schedule
from ..log.requests import Requests
from .client import DeskBot, Division, Stay, make_bot
from .visiting import Visit, look_around, redirect

INTENT, SLASH = "message content intent", "slash commands"

_PATIENCE, _PATIENCE_OF_SERVERS = 10.0, 10.0
"""Seconds that Discord has for what it says of the bot, and of the servers of digests."""

_AT_ONCE = 10
"""How many servers are asked for at a time."""

_ASK_AGAIN = "in the developer portal, under Bot, press Reset Token, and set DISCORD_TOKEN to what it gives"
_TURN_ON = "turn on Message Content Intent in the developer portal, under Bot; slash commands and mentions work without"


async def survey_discord(
    desks: Desks, office: Office, stay: Stay, digests: Sequence[Schedule] = ()
) -> tuple[CheckItem, ...]:
    """Ask Discord once, of the operator's digests too, and change nothing there.

    Where it does not answer for one server, what it says of the others counts all the same.
    """
    redirect(stay.api, stay.gateway)
    try:
        async with make_bot(desks, office, stay, discord.Intents.default(), Requests()) as bot:
            bot.may_send = False
            async with asyncio.timeout(_PATIENCE):
                told = await _ask(bot, stay)
            return (*told, *await _ask_of_servers(bot, digests))
    except discord.LoginFailure:
        return (CheckItem("Discord", Tick.TO_DO, "does not take the token", _ASK_AGAIN),)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        says = f"cannot be reached ({str(error) or type(error).__name__}): what it says of the bot is not known"
        remedy = "see that this machine reaches discord.com, or what discord_api names; then check again"
        return (CheckItem("Discord", Tick.UNKNOWN, says, remedy),)


async def _ask(bot: DeskBot, stay: Stay) -> tuple[CheckItem, ...]:
    await bot.login(stay.token)
    found = await look_around(bot)
    return (*_tell_place(found, stay.division), _tell_intent(found), _tell_slash(is_current=bot.has_slash))


async def _ask_of_servers(bot: DeskBot, digests: Sequence[Schedule]) -> Iterator[CheckItem]:
    """What there is to say of digests by their servers: each server is asked for once, however many it has."""
    servers, turn = list(dict.fromkeys(each.server for each in digests)), asyncio.Semaphore(_AT_ONCE)
    asked = [asyncio.ensure_future(_is_on(bot, server, turn)) for server in servers]
    if asked:
        await asyncio.wait(asked, timeout=_PATIENCE_OF_SERVERS)
    known = {server: ask.result() if ask.done() else None for server, ask in zip(servers, asked, strict=True)}
    for late in asked:
        late.cancel()
    return (item for each in digests for item in _tell_server(each, is_on=known[each.server]))


async def _is_on(bot: DeskBot, server: int, turn: asyncio.Semaphore) -> bool | None:
    """Whether the bot is on a server, which Discord shows to its members alone; None where Discord does not say."""
    async with turn:
        try:
            await bot.fetch_guild(server, with_counts=False)
        except (discord.NotFound, discord.Forbidden):
            return False
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            return None
    return True


def _tell_server(schedule: Schedule, *, is_on: bool | None) -> Iterator[CheckItem]:
    if is_on is None:
        says = f"Discord does not say whether the bot is on server {schedule.server}, for which “{schedule.name}” is"
        yield CheckItem("digest", Tick.UNKNOWN, says, "check again")
    elif not is_on:
        yield CheckItem("digest", Tick.TO_DO, tell_strange(schedule))


def _tell_place(found: Visit, division: Division | None) -> Iterator[CheckItem]:
    yield CheckItem("Discord", Tick.DONE, f"takes the token, the bot is {found.name}")
    shards = division or Division(found.shards)
    if found.sessions < len(shards.own):
        says = f"the bot was started too often today, it takes it again in {max(1, round(found.renewal / 60))} minutes"
        yield CheckItem("Discord sessions", Tick.TO_DO, says, "wait, and see in the log why it starts so often")
    if shards.count < found.shards:
        says = f"Discord recommends {found.shards}, and {shards.count} are set"
        yield CheckItem("number of shards", Tick.TO_DO, says, f"set SHARD_COUNT to {found.shards}, or leave it out")


def _tell_intent(found: Visit) -> CheckItem:
    if found.content:
        return CheckItem(INTENT, Tick.DONE, "on, typed commands reach the bot")
    return CheckItem(INTENT, Tick.TO_DO, "off, typed commands do not reach the bot", _TURN_ON)


def _tell_slash(*, is_current: bool) -> CheckItem:
    if is_current:
        return CheckItem(SLASH, Tick.DONE, "Discord has them as they are now")
    return CheckItem(SLASH, Tick.TO_DO, "Discord has those of an earlier start, if any", "start the bot: it sends them")
