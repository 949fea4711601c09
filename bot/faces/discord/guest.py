"""Moving into somebody else's bot, and out of it again without leaving anything behind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from ...desk.desk import Desk
from ...domain.errors import TreatyDeskError
from .cog import DeskCog
from .names import Bot, leave_out_taken
from .pager import COG_NAME, PageButton

_CONTENT_OFF = (
    "Typed commands reach this bot only behind a mention: it does not ask for the message content intent. "
    "Slash commands work."
)


def refuse_second(bot: Bot) -> None:
    """Raise TreatyDeskError where the bot has a desk already."""
    if bot.get_cog(COG_NAME):
        raise TreatyDeskError("this bot has a Treaty Desk already: load it once")


async def move_in(bot: Bot, desk: Desk, close: Callable[[], Awaitable[None]]) -> None:
    """Add the commands whose names are free; `close` is awaited when the cog is taken out, by whatever way.

    Where it raises nothing is left in the bot. Raises TreatyDeskError where the bot has a desk already.
    """
    refuse_second(bot)

    async def leave() -> None:
        bot.remove_dynamic_items(PageButton)
        await close()

    cog = DeskCog(desk, close=leave)
    remarks = leave_out_taken(cog, bot)
    cog.remarks = remarks if bot.intents.message_content else (*remarks, _CONTENT_OFF)
    bot.add_dynamic_items(PageButton)
    try:
        await bot.add_cog(cog)
    except BaseException:
        _undo(bot, cog)
        await leave()
        raise


async def move_out(bot: Bot) -> None:
    """Take out what `move_in` added; nothing happens where nothing of ours is there."""
    if isinstance(bot.get_cog(COG_NAME), DeskCog):
        await bot.remove_cog(COG_NAME)


def _undo(bot: Bot, cog: DeskCog) -> None:
    """The library leaves behind what it added before it failed."""
    for command in cog.__cog_commands__:
        typed: object = bot.all_commands.get(command.name)
        if typed is command:
            bot.remove_command(command.name)
    for half in cog.__cog_app_commands__:
        slash: object = bot.tree.get_command(half.name, type=discord.AppCommandType.chat_input)
        if slash is half:
            bot.tree.remove_command(half.name)
