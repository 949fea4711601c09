"""The office in Discord: commands that change or show a server's own things, and the servers that come and go."""

# ruff: noqa: D102 - what a command does stands in its row of the table

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import discord
from discord import app_commands
from discord.ext import commands

from ....desk.office import Office
from ....domain.errors import BadCommand, CannotAnswer
from ....domain.notices import Refusal
from ...commands.rows import Call, Rights
from ...commands.table import BY_NAME
from ..messages.envelopes import forget_answers
from ..messages.pager import COG_NAME
from ..messages.set_up import OFFICE_NAME, ZoneForm
from ..suggesting.options import OptionChoices
from ..suggesting.settings import suggest_settings, suggest_values
from ..wire.delivery import announce, open_form
from ..wire.faults import report_fault
from ..wire.receiving import Bot, Context, Interaction
from ..wire.shards import is_ours
from .desk import DeskCog, command

_log = logging.getLogger(__name__)

_BETWEEN_SWEEPS = 6 * 3600.0


async def _suggest_name(interaction: Interaction, typed: str) -> OptionChoices:
    """The names of settings, for those who may set them."""

    async def find() -> OptionChoices:
        return suggest_settings(typed)

    return await _suggest(interaction, find)


async def _suggest_value(interaction: Interaction, typed: str) -> OptionChoices:
    """The values of the setting whose name is filled in already."""

    async def find() -> OptionChoices:
        return suggest_values(interaction, str(getattr(interaction.namespace, "name", "")), typed)

    return await _suggest(interaction, find)


async def _suggest(interaction: Interaction, find: Callable[[], Awaitable[OptionChoices]]) -> OptionChoices:
    """What is found for who may set it, by way of the desk's cog."""
    front = interaction.client.get_cog(COG_NAME)
    return await front.suggest_to(Rights.EDIT, interaction, find) if isinstance(front, DeskCog) else []


class OfficeCog(commands.Cog, name=OFFICE_NAME):
    """The commands of the office; whom they are for, and how they are answered, is the desk's cog to see to.

    Nothing is posted where the bot comes to a new server. What a server has is deleted some time after it was left.
    """

    def __init__(self, front: DeskCog, office: Office, bot: Bot) -> None:
        self._front, self._office, self._bot = front, office, bot
        self._sweeping: asyncio.Task[None] | None = None
        self._is_over = asyncio.Event()

    async def cog_load(self) -> None:
        """Begin with what else waits for the bot to be ready, where it is: a host is, when it loads us late."""
        if self._bot.is_ready():
            self._begin()

    async def cog_unload(self) -> None:
        """Sweep no more; what is being noted is noted first, since the archive is closed next."""
        self._is_over.set()
        if self._sweeping:
            await self._sweeping

    @command("setup")
    async def show_set_up(self, context: Context) -> None:
        await self._front.reply(context)

    @command("add")
    @app_commands.describe(file="A text file, .txt or .md, in UTF-8")
    async def add_document(
        self,
        context: Context,
        *,
        file: discord.Attachment,
        title: str = "",
        outlet: str = "",
        published: str = "",
        url: str = "",
    ) -> None:
        # The file is the clerk's to find, whether it is an option or stands on a message.
        await self._front.reply(context)

    @command("withdraw")
    async def withdraw_document(self, context: Context, *, number: str) -> None:
        await self._front.reply(context)

    @command("settings")
    @app_commands.autocomplete(name=_suggest_name, value=_suggest_value)
    async def show_settings(self, context: Context, *, name: str = "", value: str = "") -> None:
        await self._front.reply(context)

    @command("plain")
    async def choose_plain(self, context: Context, *, on: str = "", where: str = "") -> None:
        await self._front.reply(context)

    @command("alias")
    async def keep_alias(self, context: Context, *, alias: str = "", name: str = "") -> None:
        await self._front.reply(context)

    @command("audit")
    async def show_changes(self, context: Context, *, lines: str = "") -> None:
        await self._front.reply(context)

    @command("health")
    async def show_health(self, context: Context) -> None:
        await self._front.reply(context)

    async def cog_command_error(self, context: Context, error: Exception) -> None:
        """Look for a file that is missing on the message that this one answers; tell the rest as at the desk."""
        if isinstance(error, commands.MissingRequiredAttachment):
            await self._front.reply(context)
        else:
            await self._front.cog_command_error(context, error)

    async def choose(self, press: Interaction, name: str, value: str) -> None:
        """Set a setting below the checklist, and show this anew."""
        async with self._front.whispering(press, "settings") as request:
            request.respond()
            await announce(press, waits=False)
            reply = await self._front.ask_at(press, Call(BY_NAME["settings"], {"name": name, "value": value}))
            if isinstance(reply, Refusal):
                raise BadCommand(reply.reason)
            await self._front.show_anew(press, Call(BY_NAME["setup"]))

    async def ask_zone(self, press: Interaction) -> None:
        """Open the form for the time zone, which whoever may not set it finds out when it is sent."""
        async with self._front.whispering(press, "setup") as request:
            request.respond()
            await open_form(press, ZoneForm)

    async def check_again(self, press: Interaction) -> None:
        """Show the checklist anew."""
        async with self._front.whispering(press, "setup") as request:
            request.respond()
            await announce(press, waits=False)
            await self._front.show_anew(press, Call(BY_NAME["setup"]))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """See which servers there are, and begin to sweep; a bot is ready again whenever it was away for long."""
        if self._sweeping is None:
            self._begin()
        else:
            await self._note(self._take_stock())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a server that the bot has come to."""
        await self._note(self._office.joined(guild.id))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a server that the bot is in no more."""
        await self._note(self._office.left(guild.id))

    def _begin(self) -> None:
        self._sweeping = asyncio.create_task(self._sweep(), name="servers that come and go")

    async def _sweep(self) -> None:
        """Now and then see which servers there are, and delete what was left long ago."""
        while not self._is_over.is_set():
            await self._note(self._take_stock())
            await self._note(self._forget_gone())
            with suppress(TimeoutError):
                async with asyncio.timeout(_BETWEEN_SWEEPS):
                    await self._is_over.wait()

    async def _take_stock(self) -> None:
        """Note the servers that came or went while nobody looked; those of other shards are not ours to tell."""
        if not self._bot.intents.guilds:
            # A host without this intent is told of no server: none is seen, and none has left.
            return
        known = set(await self._office.present())
        # Servers come and go while this is noted, and are noted as they do: each is looked for when its turn comes.
        for server in {guild.id for guild in self._bot.guilds} - known:
            if self._bot.get_guild(server):
                await self._office.joined(server)
        for server in known:
            if not self._bot.get_guild(server) and is_ours(self._bot, server):
                await self._office.left(server)

    async def _forget_gone(self) -> None:
        forgotten = await self._office.forget_gone()
        if forgotten:
            forget_answers()
            self._front.reception.forget(forgotten)
        for server in forgotten:
            _log.warning("what server %d had is deleted: the bot left it long ago", server)

    async def _note(self, noting: Awaitable[None]) -> None:
        """Do what nobody waits for; where it fails the next sweep does it."""
        try:
            await noting
        except CannotAnswer as error:
            _log.warning("which servers come and go could not be noted: %s", error)
        except Exception as error:  # noqa: BLE001 - the sweeping goes on, and the log has the fault
            report_fault(error, "noting which servers come and go")
