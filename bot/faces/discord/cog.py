"""The commands in Discord: parse, ask the desk, send."""

# ruff: noqa: D102 - what a command does stands in its row of the table

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from ...desk.desk import Desk
from ...domain.errors import BadCommand
from ...domain.replies import Refusal, Reply
from ..commands import BY_NAME, Call, Command, answer, check_values, parse_values
from .faults import report_fault
from .pager import COG_NAME, call_on
from .sending import Context, fill_envelope, replace_page, send_envelope, send_line, whisper_line

_log = logging.getLogger(__name__)

_UNSENT = (discord.DiscordException, aiohttp.ClientError, OSError)
"""What sending can end with; where even the fault cannot be told, the log has it."""

_GONE = (discord.NotFound, discord.Forbidden)
"""What Discord says of a channel or an interaction that is there no more, or not for us: nobody is left to tell."""


def command(name: str) -> Callable[[Any], Any]:
    """A hybrid command of the table's row: its description, and those of its parameters, stand there."""
    row = BY_NAME[name]
    names = {parameter.argument or parameter.name: parameter for parameter in row.parameters}

    def decorate(method: Any) -> Any:  # noqa: ANN401 - the library's own decorators are as loosely typed
        described = app_commands.describe(**{argument: each.does for argument, each in names.items()})
        renamed = app_commands.rename(**{argument: each.name for argument, each in names.items()})
        return commands.hybrid_command(name=name, description=row.does)(described(renamed(method)))

    return decorate


class DeskCog(commands.Cog, name=COG_NAME):
    """All commands of the table, for one desk.

    `remarks` are what help tells of this place; `prefix` is what commands are shown with where none was typed;
    `close` is awaited when the cog is taken out.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        prefix: str = "/",
        remarks: Sequence[str] = (),
        close: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._desk, self._prefix, self._close = desk, prefix, close
        self.remarks = tuple(remarks)

    async def cog_unload(self) -> None:
        """Close what was opened for us."""
        if self._close:
            await self._close()

    @command("help")
    async def show_help(self, context: Context, *, command: str = "") -> None:
        await self._reply(context, command=command)

    @command("sources")
    async def list_documents(self, context: Context) -> None:
        await self._reply(context)

    @command("source")
    async def open_document(self, context: Context, *, number: str, paragraph: str = "") -> None:
        await self._reply(context, number=number, paragraph=paragraph)

    @command("summary")
    async def summarise(self, context: Context, *, about: str = "", lines: str = "", method: str = "") -> None:
        await self._reply(context, about=about, lines=lines, method=method)

    @command("why")
    async def give_reasons(self, context: Context, *, about: str = "", lines: str = "", method: str = "") -> None:
        await self._reply(context, about=about, lines=lines, method=method)

    @command("facts")
    async def show_facts(self, context: Context, *, document: str = "") -> None:
        await self._reply(context, document=document)

    @command("sectors")
    async def list_sectors(self, context: Context, *, sector: str = "") -> None:
        await self._reply(context, sector=sector)

    @command("quotes")
    async def list_quotes(self, context: Context, *, speaker: str = "", about: str = "") -> None:
        await self._reply(context, speaker=speaker, about=about)

    @command("speakers")
    async def list_speakers(self, context: Context) -> None:
        await self._reply(context)

    @command("background")
    async def tell_background(self, context: Context, *, topic: str = "") -> None:
        await self._reply(context, topic=topic)

    @command("timeline")
    async def show_timeline(self, context: Context, *, who: str = "", since: str = "", until: str = "") -> None:
        await self._reply(context, who=who, **{"from": since, "to": until})

    @command("who")
    async def show_profile(self, context: Context, *, name: str) -> None:
        await self._reply(context, name=name)

    @command("ask")
    async def answer_question(self, context: Context, *, question: str) -> None:
        await self._reply(context, question=question)

    @command("verify")
    async def verify_quotation(self, context: Context, *, words: str, by: str = "") -> None:
        await self._reply(context, words=words, by=by)

    @command("compare")
    async def compare_documents(self, context: Context, *, topic: str = "") -> None:
        await self._reply(context, topic=topic)

    @command("disputes")
    async def show_disputes(self, context: Context, *, topic: str = "") -> None:
        await self._reply(context, topic=topic)

    @command("search")
    async def search_lines(self, context: Context, *, words: str) -> None:
        await self._reply(context, words=words)

    @command("context")
    async def show_context(self, context: Context, *, citation: str) -> None:
        await self._reply(context, citation=citation)

    async def cog_command_error(self, context: Context, error: Exception) -> None:
        """Tell in one line what to type where an argument is missing, and what is our fault.

        A check or a cooldown that refuses is the host's: so is what is said of it.
        """
        if isinstance(error, commands.MissingRequiredArgument):
            row = _row_of(context)
            await self.answer_with(context, lambda: Call(row, check_values(row, {})))
        elif isinstance(error, commands.CommandInvokeError):
            await self._tell_fault(context, error.original)

    async def answer_with(self, context: Context, read_call: Callable[[], Call]) -> None:
        """Send the answer to a call that is read first; what is wrong with it, or with us, is one line."""
        try:
            await context.defer()
            await self._send_answer(context, read_call)
        except _GONE:
            _log.info("an answer could not be sent in channel %s", context.channel.id, exc_info=True)
        except Exception as error:  # noqa: BLE001 - the last resort: logged, and told in one line
            await self._tell_fault(context, error)

    async def turn_page(self, interaction: discord.Interaction[Any], number: int) -> None:
        """Show another page of the answer that the pressed message shows."""
        try:
            await interaction.response.defer()
            await self._send_page(interaction, number)
        except BadCommand as wrong:
            await whisper_line(interaction, str(wrong))
        except _GONE:
            _log.info("a page could not be turned in channel %s", interaction.channel_id, exc_info=True)
        except Exception as error:  # noqa: BLE001 - the last resort: logged, and told in one line
            with suppress(*_UNSENT):
                await whisper_line(interaction, report_fault(error, "turning a page"))

    async def _reply(self, context: Context, **values: str) -> None:
        await self.answer_with(context, lambda: _read_call(context, values))

    async def _send_answer(self, context: Context, read_call: Callable[[], Call]) -> None:
        prefix = "/" if context.interaction else context.clean_prefix
        call, reply = await self._ask(read_call)
        await send_envelope(context, fill_envelope(call, reply, context.bot_permissions, prefix=prefix))

    async def _ask(self, read_call: Callable[[], Call]) -> tuple[Call, Reply]:
        """The call and the desk's reply; a call that cannot be read is refused."""
        try:
            call = read_call()
        except BadCommand as wrong:
            return Call(BY_NAME["help"]), Refusal(str(wrong))
        return call, await answer(self._desk, call, self.remarks)

    async def _send_page(self, interaction: discord.Interaction[Any], number: int) -> None:
        call, prefix = call_on(interaction.message)
        reply = await answer(self._desk, call, self.remarks)
        permissions = interaction.app_permissions
        if interaction.message and interaction.message.flags.suppress_embeds:
            # It was sent as text, and Discord would go on hiding an embed on it: text it stays.
            permissions.embed_links = False
        envelope = fill_envelope(call, reply, permissions, prefix=prefix or self._prefix, number=number)
        await replace_page(interaction, envelope)

    async def _tell_fault(self, context: Context, error: Exception) -> None:
        line = report_fault(error, f"answering in channel {context.channel.id}")
        with suppress(*_UNSENT):
            await send_line(context, line)


def _row_of(context: Context) -> Command:
    if context.command is None:
        raise ValueError("nothing was called here")
    return BY_NAME[context.command.name]


def _read_call(context: Context, values: dict[str, str]) -> Call:
    """What was asked: slash has its values apart, a typed line is parsed by us alone. Raises BadCommand."""
    row = _row_of(context)
    if context.interaction:
        return Call(row, check_values(row, values))
    typed = next(iter(values.values()), "") or context.view.read_rest()
    return Call(row, parse_values(row, typed))
