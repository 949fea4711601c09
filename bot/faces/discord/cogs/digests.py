"""The commands of digests in Discord: one group, typed, by slash and by mention."""

# ruff: noqa: D102 - what a command does stands in its row of the table

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from ....desk.digests.scheduling import Scheduling
from ....domain.servers import OPERATOR
from ...commands.digest_table import DIGEST, DIGEST_DOES
from ...commands.parsing import parse_command
from ...commands.rows import Rights
from ..suggesting.digests import offer_for
from ..suggesting.options import OptionChoices
from ..wire.receiving import Context
from .desk import DeskCog, command

DIGEST_NAME = "Treaty Desk Digests"


def _group(method: Any) -> Any:  # noqa: ANN401 - the library's own decorators are as loosely typed
    """The group of the table's rows: for who may manage the server, and for servers alone."""
    guarded: Any = app_commands.guild_only(app_commands.default_permissions(manage_guild=True)(method))
    named: Any = commands.hybrid_group(
        name=DIGEST, description=DIGEST_DOES, brief=DIGEST_DOES, help="", case_insensitive=True
    )
    return named(guarded)


class DigestCog(commands.Cog, name=DIGEST_NAME):
    """The commands of digests; whom they are for, and how they are answered, is the desk's cog to see to."""

    def __init__(self, front: DeskCog, scheduling: Scheduling) -> None:
        self._front, self._scheduling = front, scheduling

    @_group
    async def digest(self, context: Context) -> None:
        """Tell what may follow, where what was typed is none of it."""
        rest = context.view.read_rest()
        await self._front.answer_with(context, lambda: parse_command(f"{DIGEST} {rest}"))

    @command("digest add", digest, DIGEST_NAME)
    async def add_digest(  # noqa: PLR0913 - an argument is an option on Discord
        self,
        context: Context,
        *,
        at: str,
        channel: str = "",
        days: str = "",
        zone: str = "",
        content: str = "",
        lines: str = "",
        role: str = "",
        skip_empty: str = "",
        quiet: str = "",
        tags: str = "",
        publish: str = "",
        grace: str = "",
        corrections: str = "",
        name: str = "",
    ) -> None:
        await self._front.reply(context)

    @command("digest list", digest, DIGEST_NAME)
    async def list_digests(self, context: Context) -> None:
        await self._front.reply(context)

    @command("digest show", digest, DIGEST_NAME)
    async def show_digest(self, context: Context, *, name: str) -> None:
        await self._front.reply(context)

    @command("digest change", digest, DIGEST_NAME)
    async def change_digest(  # noqa: PLR0913 - an argument is an option on Discord
        self,
        context: Context,
        *,
        name: str,
        at: str = "",
        days: str = "",
        zone: str = "",
        content: str = "",
        lines: str = "",
        role: str = "",
        skip_empty: str = "",
        quiet: str = "",
        tags: str = "",
        publish: str = "",
        grace: str = "",
        corrections: str = "",
    ) -> None:
        await self._front.reply(context)

    @command("digest pause", digest, DIGEST_NAME)
    async def pause_digest(self, context: Context, *, name: str) -> None:
        await self._front.reply(context)

    @command("digest resume", digest, DIGEST_NAME)
    async def resume_digest(self, context: Context, *, name: str) -> None:
        await self._front.reply(context)

    @command("digest remove", digest, DIGEST_NAME)
    async def remove_digest(self, context: Context, *, name: str) -> None:
        await self._front.reply(context)

    @command("digest run", digest, DIGEST_NAME)
    async def run_digest(self, context: Context, *, name: str, full: str = "") -> None:
        await self._front.reply(context)

    @command("digest preview", digest, DIGEST_NAME)
    async def preview_digest(self, context: Context, *, name: str, full: str = "") -> None:
        await self._front.reply(context)

    async def cog_command_error(self, context: Context, error: Exception) -> None:
        """Tell it as at the desk."""
        await self._front.cog_command_error(context, error)

    async def suggest(self, interaction: discord.Interaction[Any], kind: str, typed: str) -> OptionChoices:
        """What fits what is typed, for those who may use it."""

        async def find() -> OptionChoices:
            schedules = await self._scheduling.of_server(interaction.guild_id or OPERATOR)
            return offer_for(interaction, kind, typed, schedules)

        return await self._front.suggest_to(Rights.EDIT, interaction, find)
