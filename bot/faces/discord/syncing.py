"""Slash commands are sent to Discord when they changed, and not at every start: Discord counts."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from .wire.delivery import Unreached, insist

_log = logging.getLogger(__name__)


_SLASH = discord.AppCommandType.chat_input.value


@dataclass(frozen=True, slots=True)
class Registered:
    """What Discord knows of our commands: whether it is what we have, and the ids of slash commands by their names."""

    is_current: bool
    ids: Mapping[str, int] = field(default_factory=dict)


async def sync_if_changed(bot: commands.AutoShardedBot, *, may_send: bool = True) -> Registered:
    """Bring Discord's global commands up to date with the tree's; gives what it then knows.

    Where nothing may be sent they are compared, and no more: of several processes one tells Discord. A refusal is
    logged, and no more: typed commands work without.
    """
    ours = [each.to_dict(bot.tree) for each in bot.tree.get_commands()]
    number = bot.application_id
    if number is None:
        raise ValueError("commands are synced after the login")
    try:
        theirs = await insist(lambda: bot.http.get_global_commands(number))
        known = {each["name"]: int(each["id"]) for each in theirs if each.get("type", _SLASH) == _SLASH}
        if _by_name(ours) == _by_name(theirs):
            return Registered(is_current=True, ids=_with_groups(bot, known))
        if not may_send:
            return Registered(is_current=False, ids=_with_groups(bot, known))
        sent = await insist(bot.tree.sync)
    except (discord.HTTPException, Unreached) as refused:
        _log.warning("slash commands could not be sent to Discord: %s", refused)
        return Registered(is_current=False)
    _log.info("%d slash commands sent to Discord", len(ours))
    made = {each.name: each.id for each in sent if each.type.value == _SLASH}
    return Registered(is_current=True, ids=_with_groups(bot, made))


def _with_groups(bot: commands.AutoShardedBot, ids: Mapping[str, int]) -> dict[str, int]:
    """The ids with those of commands within groups: they go by the group's."""
    groups = [each for each in bot.tree.get_commands() if isinstance(each, app_commands.Group) and each.name in ids]
    return {**ids, **{each.qualified_name: ids[group.name] for group in groups for each in group.commands}}


_DECIDED = ("name", "description", "type", "required", "choices", "autocomplete")


def _by_name(commands_: Any) -> dict[tuple[int, str], Any]:  # noqa: ANN401 - JSON
    return {(each.get("type", 1), each["name"]): _essence(each) for each in commands_}


def _essence(part: Mapping[str, Any]) -> dict[str, Any]:
    """What we decide of a command or an option; defaults that Discord fills in say nothing."""
    kept = {key: part[key] for key in _DECIDED if part.get(key)}
    if (needed := part.get("default_member_permissions")) is not None:
        # A number with us, its digits with Discord.
        kept["default_member_permissions"] = str(needed)
    if part.get("dm_permission") is False:
        kept["dm_permission"] = False
    options = [_essence(option) for option in part.get("options") or ()]
    return kept | ({"options": options} if options else {})
