"""In somebody else's bot the host's names win: ours that are taken are left out, each half by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from .receiving import Bot

_log = logging.getLogger(__name__)

_MOST_SLASH_COMMANDS = 100

Hybrid = commands.HybridCommand[Any, Any, Any] | commands.HybridGroup[Any, Any, Any]
"""A command of ours by itself, or a group of them."""

Slash = app_commands.Command[Any, ..., Any] | app_commands.Group


def leave_out_taken(cog: commands.Cog, bot: Bot) -> tuple[str, ...]:
    """Take out of a cog that is not added yet what the host has a name for; give a remark for each.

    A hybrid command is two: typed behind the prefix, and slash. Where one is taken, the other stays.
    """
    hybrids = [each for each in cog.get_commands() if isinstance(each, commands.HybridCommand | commands.HybridGroup)]
    room = _MOST_SLASH_COMMANDS - len(bot.tree.get_commands(type=discord.AppCommandType.chat_input))
    slash = {each.name for each in hybrids if not _has_slash(bot, each.name)}
    slash = {each.name for each in [h for h in hybrids if h.name in slash][: max(0, room)]}
    typed = {each.name for each in hybrids if each.name not in bot.all_commands}
    _keep(cog, hybrids, typed, slash)
    remarks = tuple(_remarks(hybrids, typed, slash))
    for remark in remarks:
        _log.warning("%s", remark)
    return remarks


def _has_slash(bot: Bot, name: str) -> bool:
    return bot.tree.get_command(name, type=discord.AppCommandType.chat_input) is not None


def _keep(cog: commands.Cog, hybrids: list[Hybrid], typed: set[str], slash: set[str]) -> None:
    """Leave a cog with the halves named; it adds and removes what stands in its two lists."""
    for hybrid in hybrids:
        for each in (hybrid, *_members(hybrid)):
            each.cog = cog
            if hybrid.name not in slash:
                each.app_command = discord.utils.MISSING if each is hybrid and _members(hybrid) else None
                each.with_app_command = False
        if hybrid.name in slash and hybrid.name not in typed:
            cog.__cog_app_commands__.append(_slash_half(hybrid))
    kept = [hybrid for hybrid in hybrids if hybrid.name in typed]
    cog.__cog_commands__ = [each for hybrid in kept for each in (hybrid, *_members(hybrid))]


def _members(hybrid: Hybrid) -> tuple[Any, ...]:
    """The commands of a group; one by itself has none."""
    return tuple(hybrid.commands) if isinstance(hybrid, commands.HybridGroup) else ()


def _slash_half(hybrid: Hybrid) -> Slash:
    half = hybrid.app_command
    if half is None:
        raise ValueError(f"{hybrid.name} has no slash command")
    return half


def _remarks(hybrids: list[Hybrid], typed: set[str], slash: set[str]) -> Iterator[str]:
    for name in (hybrid.name for hybrid in hybrids):
        if name not in typed and name not in slash:
            yield f"“{name}” is left out: this bot has a command of that name already."
        elif name not in typed:
            yield f"“{name}” works as /{name} only: typed, that name is another command of this bot."
        elif name not in slash:
            yield f"“{name}” works typed only: this bot has a slash command of that name, or room for no more."
