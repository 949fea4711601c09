"""The switchboard: where everything that is asked on Discord comes in, and what is answered goes out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

import discord

from ....desk.desk import Desk
from ....desk.desks import Desks
from ....desk.office import Office
from ....domain.errors import BadCommand, CannotAnswer
from ....domain.notices import Refusal
from ....domain.replies import Reply
from ...commands.rows import Call, Rights
from ...commands.table import BY_NAME
from ...log.requests import STOPPING, CutShort, Request, Requests
from ..messages.envelopes import look_under, make_envelope
from ..messages.inquiry import Inquiry
from ..messages.pager import Slot
from ..messages.sending import follow_up, send_envelope, send_line, whisper_line
from ..suggesting.options import OptionChoices, find_choices
from ..wire.delivery import Unreached, announce
from ..wire.faults import note_unreached, report_fault
from ..wire.receiving import Context, Interaction, note_answer, receive
from .buttons import Buttons, acknowledge
from .reception import Reception
from .rights import Asker, NotAdmitted, channels_of

_log = logging.getLogger(__name__)

_WHILE_TYPING = 2.5
"""The seconds in which suggestions must be found: Discord waits three, and they cannot be put off."""

_UNSENT = discord.DiscordException
"""What sending can end with; where even the fault cannot be told, the log has it."""

_GONE = (discord.NotFound, discord.Forbidden)
"""What Discord says of a channel or an interaction that is there no more, or not for us: nobody is left to tell."""


class Switchboard:
    """Acknowledges what is asked, has it answered by the desk of its server, and sends the answer; tells what is wrong.

    `remarks` are what help tells of this place; `prefix` is what commands are shown with where none was typed;
    `requests` is where those of the whole bot are followed.
    """

    def __init__(
        self,
        desks: Desks,
        office: Office,
        requests: Requests,
        *,
        prefix: str = "/",
        remarks: Sequence[str] = (),
    ) -> None:
        self.requests = requests
        self.reception = Reception(desks, office, self.requests)
        self._buttons = Buttons(self._ask_again, self.reception.choices, prefix)
        self.remarks = tuple(remarks)

    def name_commands(self, ids: Mapping[str, int]) -> None:
        """Take note of the ids that slash commands have on Discord: with its id one can be clicked."""
        self._buttons.ids = dict(ids)

    async def answer_with(self, context: Context, read_call: Callable[[], Call]) -> None:
        """Send the answer to a call that is read first; what is wrong with it, or with us, is one line."""
        with self.requests.follow(
            receive(context, context.command.qualified_name if context.command else "ask")
        ) as request:
            try:
                await self._send_answer(context, read_call, request)
            except NotAdmitted as refused:
                request.outcome = "refused"
                await _turn_away(context, refused, request)
            except _GONE:
                request.outcome = "gone"
                _log.info("an answer could not be sent in channel %s", context.channel.id, exc_info=True)
            except Unreached as lost:
                note_unreached(lost, "answering", context.channel.id)
            except Exception as error:  # noqa: BLE001 - the last resort: logged, and told in one line
                await self.tell_fault(context, error)

    async def press(self, interaction: Interaction, slot: Slot, number: int) -> None:
        """Do what a button is for, below the page of this number of the answer that the pressed message shows."""
        async with self.whispering(interaction, "press") as request:
            request.respond()
            await acknowledge(interaction, slot)
            await self._buttons.carry_out(interaction, slot, number)

    async def show_anew(self, interaction: Interaction, call: Call) -> None:
        """Put the answer to a call in the place of the message on which something was chosen."""
        await self._buttons.show(interaction, call)

    async def answer_all(
        self, interaction: Interaction, name: str, read_calls: Callable[[Desk], Sequence[Call]]
    ) -> None:
        """Send the answers to calls, each a message; what is wrong with them, or with us, is one line."""
        async with self.whispering(interaction, name) as request:
            _, choices = await self.reception.admit(interaction, Call(BY_NAME["search"]))
            private = interaction.guild is not None and choices.private
            request.respond()
            await announce(interaction, waits=True, private=private)
            is_plain = choices.is_plain(interaction.channel_id or 0, interaction.user.id)
            look = look_under(interaction.app_permissions, is_plain=is_plain, ids=self._buttons.ids)
            for call in read_calls(await self.reception.desk_at(interaction)):
                reply = await self.ask_at(interaction, call)
                note_answer(call, reply)
                inquiry = Inquiry(call, "/", interaction.user.id if private else None)
                await follow_up(interaction, await make_envelope(inquiry, reply, look), private=private)

    async def suggest(self, interaction: Interaction, kind: str, typed: str) -> OptionChoices:
        """What of a kind the server's desk has that fits what is typed; nothing where nothing is answered."""

        async def find() -> OptionChoices:
            if not await self.reception.admits(interaction):
                return []
            return await find_choices(await self.reception.desk_at(interaction), kind, typed)

        return await self.suggest_found(interaction, find)

    async def suggest_to(
        self, rights: Rights, interaction: Interaction, find: Callable[[], Awaitable[OptionChoices]]
    ) -> OptionChoices:
        """What is found for who has these rights; they are asked for again when it is sent."""

        async def find_for_them() -> OptionChoices:
            return await find() if await self.reception.may(interaction, rights) else []

        return await self.suggest_found(interaction, find_for_them)

    async def suggest_found(
        self, interaction: Interaction, find: Callable[[], Awaitable[OptionChoices]]
    ) -> OptionChoices:
        """What is found while somebody types; nothing where anything is wrong, or it takes too long."""
        with self.requests.follow(receive(interaction, "suggest")) as request:
            try:
                async with asyncio.timeout(_WHILE_TYPING):
                    return await find()
            except (CannotAnswer, TimeoutError) as late:
                _log.info("nothing was suggested: %s", str(late) or "it took too long")
                return []
            except Exception as error:  # noqa: BLE001 - whoever types is not stopped by it
                report_fault(error, "suggesting")
                return []
            finally:
                request.respond()

    async def ask_at(self, interaction: Interaction, call: Call) -> Reply:
        """The reply at the place of a press. Raises NotAdmitted, and BadCommand while the bot is being stopped."""
        if self.requests.closed:
            raise BadCommand(STOPPING)
        asker = await self.reception.admit_again(interaction, call)
        return await self.requests.work(self.reception.answer(interaction, asker, call, self.remarks))

    async def _ask_again(self, interaction: Interaction, call: Call) -> Reply:
        """The reply to a call whose answer is shown already; what changes something is not done twice."""
        if call.changes:
            raise BadCommand(f"{call.command.name} was carried out when it was called: call it again")
        return await self.ask_at(interaction, call)

    async def _send_answer(self, context: Context, read_call: Callable[[], Call], request: Request) -> None:
        """Let a call in, acknowledge it, ask, and send the answer. Raises NotAdmitted."""
        call, refusal = _understand(read_call)
        called = _called(context, call) if refusal else call
        # What is the office's is for the asker alone, whatever is chosen: nobody has to look that up before.
        private = called.command.is_office and await _defer(context, request, private=True)
        asker, choices = await self.reception.admit(context, called)
        if not called.command.is_office:
            private = await _defer(context, request, private=choices.private)
        if self.requests.closed:
            refusal = Refusal(STOPPING)
        reply = refusal or await self._answer(context, asker, call)
        note_answer(call, reply)
        prefix = "/" if context.interaction else context.clean_prefix
        is_plain = choices.is_plain(context.channel.id, context.author.id)
        look = look_under(context.bot_permissions, is_plain=is_plain, ids=self._buttons.ids)
        # Further pages are those of what there is now: nothing is changed once more to show them.
        kept = Call(call.command) if call.changes else call
        envelope = await make_envelope(Inquiry(kept, prefix, context.author.id if private else None), reply, look)
        request.respond()
        await send_envelope(context, envelope, private=private)

    async def _answer(self, context: Context, asker: Asker, call: Call) -> Reply:
        """The reply to a call; where the bot has to go before, that is a Refusal."""
        try:
            return await self.requests.work(self.reception.answer(context, asker, call, self.remarks))
        except CutShort as cut:
            return Refusal(str(cut))

    @asynccontextmanager
    async def whispering(self, interaction: Interaction, name: str) -> AsyncIterator[Request]:
        """Tell who pressed, and nobody else, in one line what cannot be done, and what is our fault."""
        with self.requests.follow(receive(interaction, name)) as request:
            try:
                try:
                    yield request
                except CannotAnswer as wrong:
                    request.outcome = "refused"
                    await whisper_line(interaction, str(wrong), channels_of(wrong))
            except _GONE:
                request.outcome = "gone"
                _log.info("a %s was not answered in channel %s", name, interaction.channel_id, exc_info=True)
            except Unreached as lost:
                note_unreached(lost, f"answering a {name}", interaction.channel_id)
            except Exception as error:  # noqa: BLE001 - the last resort: logged, and told in one line
                with suppress(_UNSENT):
                    await whisper_line(interaction, report_fault(error, f"answering a {name}"))

    async def tell_fault(self, context: Context, error: Exception) -> None:
        """Tell in one line that something went wrong here; the log has the rest."""
        line = report_fault(error, f"answering in channel {context.channel.id}")
        with suppress(_UNSENT):
            await send_line(context, line, private=bool(context.interaction))


async def _defer(context: Context, request: Request, *, private: bool) -> bool:
    """Acknowledge a slash command before anything is asked, and give whether its answer is for the asker alone.

    A message needs no such thing, and its answer is for everybody who sees it.
    """
    if not context.interaction:
        return False
    private = private and context.guild is not None
    request.respond()
    await announce(context.interaction, waits=True, private=private)
    return private


async def _turn_away(context: Context, refused: NotAdmitted, request: Request) -> None:
    """Tell who is not let in why, where that is to be told."""
    if refused.told:
        request.respond()
        with suppress(_UNSENT):
            await send_line(context, str(refused), refused.channels, private=bool(context.interaction))


def _called(context: Context, call: Call) -> Call:
    """The call by which rights are checked where what was typed cannot be read: the command by its name, no values."""
    row = BY_NAME.get(context.command.qualified_name) if context.command else None
    return Call(row) if row else call


def _understand(read_call: Callable[[], Call]) -> tuple[Call, Refusal | None]:
    """A call as it was read; where it cannot be read a call of help, with the refusal that says why."""
    try:
        return read_call(), None
    except BadCommand as wrong:
        return Call(BY_NAME["help"]), Refusal(str(wrong))
