"""Moving into somebody else's bot, and out of it again without leaving anything behind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord.ext import commands

from ...desk.desks import Desks
from ...desk.office import Office
from ...domain.errors import TreatyDeskError
from ..log.requests import Requests
from .cogs.desk import DeskCog
from .cogs.digests import DIGEST_NAME, DigestCog
from .cogs.office import OfficeCog
from .cogs.press import PRESS_NAME, PressCog, Printworks
from .messages.pager import COG_NAME, PageButton
from .messages.set_up import OFFICE_NAME, SET_UP_ITEMS
from .posting.poster import DiscordPoster
from .wire.receiving import Bot
from .wire.taken_names import leave_out_taken

_CONTENT_OFF = (
    "Typed commands reach this bot only behind a mention: it does not ask for the message content intent. "
    "Slash commands work."
)
_LAST_ANSWERS = 3.0
"""The seconds for what is being answered while we are taken out: the host waits for them."""


def refuse_second(bot: Bot) -> None:
    """Raise TreatyDeskError where the bot has a desk already."""
    if bot.get_cog(COG_NAME):
        raise TreatyDeskError("this bot has a Treaty Desk already: load it once")


async def move_in(
    bot: Bot, desks: Desks, office: Office, close: Callable[[], Awaitable[None]], printworks: Printworks | None = None
) -> None:
    """Add the commands whose names are free; `close` is awaited when they are taken out, by whatever way.

    What is being answered then is answered first, within some seconds. Where it raises nothing is left in the bot.
    Raises TreatyDeskError where the bot has a desk already.
    """
    refuse_second(bot)
    requests = Requests()

    async def leave() -> None:
        requests.close()
        await requests.settle(_LAST_ANSWERS)
        await bot.remove_cog(PRESS_NAME)
        for name in (DIGEST_NAME, OFFICE_NAME):
            await bot.remove_cog(name)
        front.detach()
        bot.remove_dynamic_items(PageButton, *SET_UP_ITEMS)
        await close()

    front = DeskCog(desks, office, requests, close=leave)
    rear: list[commands.Cog] = [OfficeCog(front, office, bot)]
    rear += [DigestCog(front, office.scheduling)] if office.scheduling else []
    front.attach(bot)
    bot.add_dynamic_items(PageButton, *SET_UP_ITEMS)
    try:
        front.remarks += await _add_what_is_free(bot, front, *rear)
        if printworks:
            await bot.add_cog(PressCog(printworks, DiscordPoster(bot, office, requests)))
    except BaseException:
        await _take_back(bot, front, *rear)
        raise
    if not bot.intents.message_content:
        front.remarks += (_CONTENT_OFF,)


async def _add_what_is_free(bot: Bot, *cogs: commands.Cog) -> tuple[str, ...]:
    """Add the commands of some cogs whose names are free, and give a remark for each of the others."""
    remarks: list[str] = []
    for cog in cogs:
        remarks += leave_out_taken(cog, bot)
        await bot.add_cog(cog)
    return tuple(remarks)


async def _take_back(bot: Bot, front: DeskCog, *rear: commands.Cog) -> None:
    """Leave nothing of what was added before something failed."""
    for cog in rear:
        _undo(bot, cog)
    if bot.get_cog(COG_NAME) is front:
        await bot.remove_cog(COG_NAME)
    else:
        _undo(bot, front)
        await front.cog_unload()


async def move_out(bot: Bot) -> None:
    """Take out what `move_in` added; nothing happens where nothing of ours is there."""
    if isinstance(bot.get_cog(COG_NAME), DeskCog):
        await bot.remove_cog(COG_NAME)


def _undo(bot: Bot, cog: commands.Cog) -> None:
    """The library leaves behind what it added before it failed."""
    for command in cog.__cog_commands__:
        typed: object = bot.all_commands.get(command.name)
        if typed is command:
            bot.remove_command(command.name)
    for half in cog.__cog_app_commands__:
        slash: object = bot.tree.get_command(half.name, type=discord.AppCommandType.chat_input)
        if slash is half:
            bot.tree.remove_command(half.name)
