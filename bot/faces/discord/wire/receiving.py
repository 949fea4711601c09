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

Press = discord.Interaction[Any]
"""A button that was pressed, something that was chosen, or a slash command by itself."""

Place = Context | Press
"""Where something was called or pressed."""

_RECEIVED = "treatydesk.received"
_OUTCOMES: dict[type, str] = {Refusal: "refused", Nothing: "nothing", WhichOne: "which one"}


def stamp(interaction: Press) -> None:
    """Note on an interaction that it came in now: its task begins when the loop has time for it."""
    interaction.extras[_RECEIVED] = time.perf_counter()


def receive(place: Place, command: str) -> Request:
    """The request that a message, a slash command or a press is."""
    server = place.guild.id if place.guild else 0
    channel = place.channel.id if place.channel else 0
    request = Request(command, server, channel, shard_of(bot_of(place), server))
    if interaction := interaction_of(place):
        request.began = interaction.extras.get(_RECEIVED, request.began)
    return request


def interaction_of(place: Place) -> Press | None:
    """The interaction with which something was called or pressed; what is typed has none."""
    return place if isinstance(place, discord.Interaction) else place.interaction


def asker_of(place: Place) -> discord.User | discord.Member:
    """Who called or pressed."""
    return place.user if isinstance(place, discord.Interaction) else place.author


def bot_of(place: Place) -> Any:  # noqa: ANN401 - ours or a host's
    """The bot that was called."""
    return place.client if isinstance(place, discord.Interaction) else place.bot


def note_answer(call: Call, reply: Reply) -> None:
    """Note on the current request what was asked and what came of it, by their kinds alone."""
    if request := current_request():
        request.command = call.command.name
        request.outcome = _OUTCOMES.get(type(reply), "answered")
