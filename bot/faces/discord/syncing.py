"""Slash commands are sent to Discord when they changed, and not at every start: Discord counts."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import discord
from discord.ext import commands

_log = logging.getLogger(__name__)


async def sync_if_changed(bot: commands.Bot) -> bool:
    """Bring Discord's global commands up to date with the tree's; gives whether they now are.

    A refusal is logged, and no more: typed commands work without.
    """
    ours = [each.to_dict(bot.tree) for each in bot.tree.get_commands()]
    if bot.application_id is None:
        raise ValueError("commands are synced after the login")
    try:
        if _by_name(ours) == _by_name(await bot.http.get_global_commands(bot.application_id)):
            return True
        await bot.tree.sync()
    except discord.HTTPException as refused:
        _log.warning("slash commands could not be sent to Discord: %s", refused)
        return False
    _log.info("%d slash commands sent to Discord", len(ours))
    return True


def _by_name(commands_: Any) -> dict[tuple[int, str], Any]:  # noqa: ANN401 - JSON
    return {(each.get("type", 1), each["name"]): _essence(each) for each in commands_}


def _essence(part: Mapping[str, Any]) -> dict[str, Any]:
    """What we decide of a command or an option; defaults that Discord fills in say nothing."""
    kept = {key: part[key] for key in ("name", "description", "type", "required", "choices") if part.get(key)}
    options = [_essence(option) for option in part.get("options") or ()]
    return kept | ({"options": options} if options else {})
