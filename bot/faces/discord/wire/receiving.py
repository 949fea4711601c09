"""What comes in from Discord, as a request that can be followed."""

from __future__ import annotations

import time
from typing import Any

import discord
from discord.ext import commands

from ....domain.notices import Nothing, Refusal, WhichOne
from ....domain.replies import Reply
from ...commands.rows import Call
from ...log.requests import Request, current_request
from .shards import shard_of

Bot = commands.Bot | commands.AutoShardedBot
"""Our own bot, or a host."""

Context = commands.Context[Any]
"""A command that was called, typed or by slash."""

Interaction = discord.Interaction[Any]
"""A button that was pressed, something that was chosen, or a slash command by itself."""

Occasion = Context | Interaction
"""On which something was called, pressed or chosen."""

_RECEIVED = "treatydesk.received"
_OUTCOMES: dict[type, str] = {Refusal: "refused", Nothing: "nothing", WhichOne: "which one"}


def stamp(interaction: Interaction) -> None:
    """Note on an interaction that it came in now: its task begins when the loop has time for it."""
    interaction.extras[_RECEIVED] = time.perf_counter()


def receive(occasion: Occasion, command: str) -> Request:
    """The request that a message, a slash command or a press is."""
    server = occasion.guild.id if occasion.guild else 0
    channel = occasion.channel.id if occasion.channel else 0
    request = Request(command, server, channel, shard_of(bot_of(occasion), server))
    if interaction := interaction_of(occasion):
        request.began = interaction.extras.get(_RECEIVED, request.began)
    return request


def interaction_of(occasion: Occasion) -> Interaction | None:
    """The interaction with which something was called or pressed; what is typed has none."""
    return occasion if isinstance(occasion, discord.Interaction) else occasion.interaction


def asker_of(occasion: Occasion) -> discord.User | discord.Member:
    """Who called or pressed."""
    return occasion.user if isinstance(occasion, discord.Interaction) else occasion.author


def bot_of(occasion: Occasion) -> Any:  # noqa: ANN401 - ours or a host's
    """The bot that was called."""
    return occasion.client if isinstance(occasion, discord.Interaction) else occasion.bot


def note_answer(call: Call, reply: Reply) -> None:
    """Note on the current request what was asked and what came of it, by their kinds alone."""
    if request := current_request():
        request.command = call.command.name
        request.outcome = _OUTCOMES.get(type(reply), "answered")
