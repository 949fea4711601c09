"""The commands in Discord: parse, ask the desk, send."""

# ruff: noqa: D102 - what a command does stands in its row of the table

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from ....desk.desks import Desks
from ....desk.office import Office
from ...commands.parsing import check_values, parse_values
from ...commands.rows import Call, Command, Parameter, Rights
from ...commands.table import BY_NAME
from ...log.requests import Requests
from ..counter.switchboard import Switchboard
from ..messages.pager import COG_NAME
from ..suggesting.options import suggest_for
from ..wire.receiving import Bot, Context
from .following import answered_message, is_question, read_follow_up
from .menus import hang_menus, make_menus, take_down


def command(name: str, group: Any = None, cog_name: str = COG_NAME) -> Callable[[Any], Any]:  # noqa: ANN401
    """A hybrid command of the table's row: its description, and those of its parameters, stand there.

    One of a `group` is guarded by that; the cog of that name has the suggestions for what is typed.
    """
    row = BY_NAME[name]
    names = {parameter.argument or parameter.name: parameter for parameter in row.parameters}

    def decorate(method: Any) -> Any:  # noqa: ANN401 - the library's own decorators are as loosely typed
        method.__doc__ = _tell_parameters(names)
        described = app_commands.describe(**{argument: each.does for argument, each in names.items()})
        renamed = app_commands.rename(**{argument: each.name for argument, each in names.items()})
        suggests = {argument: suggest_for(each, cog_name) for argument, each in names.items() if each.suggests}
        suggested = app_commands.autocomplete(**suggests)
        made = described(renamed(suggested(method)))
        # `brief` is what the list of the library's own help shows.
        if group is not None:
            name_within = name.removeprefix(f"{row.head} ")
            return group.command(name=name_within, description=row.does, brief=row.does)(made)
        return commands.hybrid_command(name=name, description=row.does, brief=row.does)(_guard(row)(made))

    return decorate


def _tell_parameters(names: Mapping[str, Parameter]) -> str:
    """The parameters by their arguments, in the form in which the library's own help reads them."""
    told = [f"{argument}: str\n    {each.does}" for argument, each in names.items()]
    return "\n".join(["Parameters", "----------", *told]) if told else ""


def _guard(row: Command) -> Callable[[Any], Any]:
    """What Discord itself sees to: a command of those who look after a server is theirs, and for servers alone."""
    if row.rights is Rights.ASK:
        return lambda method: method
    guarded = app_commands.default_permissions(manage_guild=True)
    if row.rights is Rights.OPERATE:
        # Whoever runs the bot may ask in a private message as well.
        return guarded
    return lambda method: app_commands.guild_only(guarded(method))


class DeskCog(Switchboard, commands.Cog, name=COG_NAME):
    """All commands of the table, each for the desk of its server; `close` is awaited when the cog is taken out.

    What a command's method takes is what Discord offers; its values are read from the context, by the table's row.
    """

    def __init__(
        self,
        desks: Desks,
        office: Office,
        requests: Requests,
        *,
        prefix: str = "/",
        remarks: Sequence[str] = (),
        close: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(desks, office, requests, prefix=prefix, remarks=remarks)
        self._close = close
        self._bot: Bot | None = None
        self._menus = make_menus(self)

    def attach(self, bot: Bot) -> None:
        """Live in a bot: add the commands of menus, and hear replies. What is left out becomes a remark."""
        self._bot = bot
        self.remarks += hang_menus(bot, self._menus)

    def detach(self) -> None:
        """Leave the bot again."""
        if self._bot:
            take_down(self._bot, self._menus)
        self._bot = None

    async def cog_unload(self) -> None:
        """Close what was opened for us."""
        self.detach()
        if self._close:
            await self._close()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a question in reply to an answer; what begins with a prefix or our name is a command's."""
        if not self._bot or message.author.bot or message.webhook_id or not is_question(message):
            return
        answered = answered_message(message, self._bot.user)
        if answered:
            context: Context = await self._bot.get_context(message)
            if context.prefix is None:
                await self.answer_with(context, lambda: read_follow_up(message, answered))

    @command("help")
    async def show_help(self, context: Context, *, command: str = "") -> None:
        await self.reply(context)

    @command("sources")
    async def list_documents(self, context: Context, *, documents: str = "") -> None:
        await self.reply(context)

    @command("source")
    async def open_document(self, context: Context, *, number: str, paragraph: str = "") -> None:
        await self.reply(context)

    @command("summary")
    async def summarise(self, context: Context, *, about: str = "", lines: str = "", method: str = "") -> None:
        await self.reply(context)

    @command("why")
    async def give_reasons(self, context: Context, *, about: str = "", lines: str = "", method: str = "") -> None:
        await self.reply(context)

    @command("facts")
    async def show_facts(self, context: Context, *, document: str = "") -> None:
        await self.reply(context)

    @command("sectors")
    async def list_sectors(self, context: Context, *, sector: str = "") -> None:
        await self.reply(context)

    @command("quotes")
    async def list_quotes(self, context: Context, *, speaker: str = "", about: str = "") -> None:
        await self.reply(context)

    @command("speakers")
    async def list_speakers(self, context: Context) -> None:
        await self.reply(context)

    @command("background")
    async def tell_background(self, context: Context, *, topic: str = "") -> None:
        await self.reply(context)

    @command("timeline")
    async def show_timeline(self, context: Context, *, who: str = "", since: str = "", until: str = "") -> None:
        await self.reply(context)

    @command("who")
    async def show_profile(self, context: Context, *, name: str) -> None:
        await self.reply(context)

    @command("ask")
    async def answer_question(self, context: Context, *, question: str, documents: str = "") -> None:
        await self.reply(context)

    @command("verify")
    async def verify_quotation(self, context: Context, *, words: str, by: str = "") -> None:
        await self.reply(context)

    @command("compare")
    async def compare_documents(self, context: Context, *, topic: str = "") -> None:
        await self.reply(context)

    @command("disputes")
    async def show_disputes(self, context: Context, *, topic: str = "") -> None:
        await self.reply(context)

    @command("search")
    async def search_lines(self, context: Context, *, words: str, documents: str = "") -> None:
        await self.reply(context)

    @command("context")
    async def show_context(self, context: Context, *, citation: str) -> None:
        await self.reply(context)

    @command("export")
    async def export_answer(self, context: Context, *, command: str = "") -> None:
        await self.reply(context)

    async def cog_command_error(self, context: Context, error: Exception) -> None:
        """Tell in one line what to type where an argument is missing, and what is our fault.

        A check or a cooldown that refuses is the host's: so is what is said of it.
        """
        if isinstance(error, commands.MissingRequiredArgument):
            row = _row_of(context)
            await self.answer_with(context, lambda: Call(row, check_values(row, {})))
        elif isinstance(error, commands.CommandInvokeError):
            await self.tell_fault(context, error.original)

    async def reply(self, context: Context) -> None:
        """Answer a command with the values that it was called with."""
        await self.answer_with(context, lambda: _read_call(context))


def _row_of(context: Context) -> Command:
    if context.command is None:
        raise ValueError("nothing was called here")
    return BY_NAME[context.command.qualified_name]


def _read_call(context: Context) -> Call:
    """What was asked: slash has its values apart, a typed line is parsed by us alone. Raises BadCommand."""
    row = _row_of(context)
    given = {each.name: context.kwargs.get(each.argument or each.name, "") for each in row.parameters}
    if context.interaction:
        return Call(row, check_values(row, given))
    # The library gives the whole line to the first parameter, where there is one.
    typed = next(filter(None, given.values()), "") or context.view.read_rest()
    return Call(row, parse_values(row, typed))
