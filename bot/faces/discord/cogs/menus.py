"""Commands in the menu of a message: checking what it quotes, and finding it in the documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import discord
from discord import app_commands

from ....desk.desk import Desk
from ....domain.errors import BadCommand
from ...commands.parsing import check_values
from ...commands.rows import Call
from ...commands.table import BY_NAME
from ..wire.receiving import Bot

CHECK, FIND = "Check this quote", "Find in the documents"

Menu = app_commands.ContextMenu

_AFTER = re.compile(r"[^\w?]+$")
"""What may follow the last question mark: closing marks, smileys."""

_NO_WORDS = "this message has no words: choose one that has"


class Answering(Protocol):
    """Who answers: the desk's cog."""

    async def answer_all(
        self, interaction: discord.Interaction[Any], name: str, read_calls: Callable[[Desk], Sequence[Call]]
    ) -> None:
        """Send the answers to calls, each a message, after the desk of the server is known."""
        ...


def make_menus(cog: Answering) -> tuple[Menu, ...]:
    """The commands, answered by a cog."""

    async def check(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await cog.answer_all(interaction, "check", lambda desk: _check_calls(desk, message))

    async def find(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await cog.answer_all(interaction, "find", lambda _: [_find_call(message)])

    return Menu(name=CHECK, callback=check), Menu(name=FIND, callback=find)


def hang_menus(bot: Bot, menus: Sequence[Menu]) -> tuple[str, ...]:
    """Add the commands to a bot; a remark on each that it has no room for, or a command of that name already."""
    remarks = []
    for menu in menus:
        try:
            bot.tree.add_command(menu)
        except (app_commands.CommandAlreadyRegistered, app_commands.CommandLimitReached):
            remarks.append(f"“{menu.name}” is left out: this bot has a menu of that name, or room for no more.")
    return tuple(remarks)


def take_down(bot: Bot, menus: Sequence[Menu]) -> None:
    """Take out those of the commands that were added."""
    for menu in menus:
        if bot.tree.get_command(menu.name, type=menu.type) is menu:
            bot.tree.remove_command(menu.name, type=menu.type)


def _check_calls(desk: Desk, message: discord.Message) -> list[Call]:
    """Verify each quotation in a message; where it has none, the whole of it. Raises BadCommand."""
    verify = BY_NAME["verify"]
    return [Call(verify, check_values(verify, {"words": words})) for words in desk.find_quoted(_read_words(message))]


def _find_call(message: discord.Message) -> Call:
    """Ask what a message asks, or look for its words. Raises BadCommand."""
    words = _read_words(message)
    if _AFTER.sub("", words).endswith("?"):
        return Call(BY_NAME["ask"], check_values(BY_NAME["ask"], {"question": words}))
    return Call(BY_NAME["search"], check_values(BY_NAME["search"], {"words": words}))


def _read_words(message: discord.Message) -> str:
    """What a message says, without its markup. Raises BadCommand where it says nothing."""
    parts = [message.content, *(embed.description or "" for embed in message.embeds)]
    words = discord.utils.remove_markdown("\n".join(part for part in parts if part)).strip()
    if not words:
        raise BadCommand(_NO_WORDS)
    return words
