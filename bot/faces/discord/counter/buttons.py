"""What a press of a button below an answer does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from ....domain.errors import BadCommand
from ....domain.replies import Reply
from ....domain.servers import ServerChoices
from ....render.pages import Page
from ....render.paging import CONTENT
from ...commands.rows import Call
from ...commands.table import BY_NAME
from ..messages.envelopes import Envelope, Look, look_under, make_envelope, open_page
from ..messages.inquiry import OLD, Inquiry
from ..messages.pager import Slot, inquiry_on
from ..messages.sending import follow_up, publish, replace_page
from ..wire.delivery import Unreached, announce, may_write
from ..wire.faults import note_unreached
from ..wire.receiving import Interaction

_MOST_CITED = 20
_TURNS = (Slot.PREVIOUS, Slot.PLACE, Slot.NEXT)
_IS_PUBLISHED = "this answer is being published already"
_MAY_BE_THERE = "Discord does not say whether this is published: press again where it is not there"
_MAY_NOT_WRITE = "you may not write in this channel: so an answer of yours is not published in it"


class Buttons:
    """Carries out presses, each acknowledged before anything is asked.

    `ask` gives the reply to a call at the place of a press, `choices` what is chosen there, `ids` those of slash
    commands. Each press may raise BadCommand: its words are for who pressed alone.
    """

    def __init__(
        self,
        ask: Callable[[Interaction, Call], Awaitable[Reply]],
        choices: Callable[[Interaction], Awaitable[ServerChoices]],
        prefix: str,
    ) -> None:
        self._ask, self._choices, self._prefix = ask, choices, prefix
        self.ids: dict[str, int] = {}
        self._publishing: set[int] = set()

    async def carry_out(self, press: Interaction, slot: Slot, number: int) -> None:
        """Do what a button is for; a private answer does it for its asker alone."""
        inquiry = _inquiry_of(press)
        if slot in _TURNS:
            await self._turn(press, inquiry, number)
        elif slot is Slot.PUBLISH:
            await self._publish(press, inquiry, number)
        else:
            await self._whisper(press, inquiry, slot, number)

    async def show(self, press: Interaction, call: Call) -> None:
        """Put the answer to a call in the place of the pressed message."""
        reply = await self._ask(press, call)
        await replace_page(press, await make_envelope(self._shown(Inquiry(call)), reply, self._look_of(press)))

    async def _turn(self, press: Interaction, inquiry: Inquiry, number: int) -> None:
        reply = await self._ask(press, inquiry.call)
        await replace_page(press, await make_envelope(self._shown(inquiry), reply, self._look_of(press), number))

    async def _publish(self, press: Interaction, inquiry: Inquiry, number: int) -> None:
        """Post the page for everybody, then take the button off the private answer."""
        if not may_write(press.permissions, press.channel):
            raise BadCommand(_MAY_NOT_WRITE)
        inquiry, name, look = self._shown(inquiry), press.user.display_name, self._look_of(press)
        with self._once(press):
            reply = await self._ask(press, inquiry.call)
            await self._post(press, await make_envelope(inquiry.publish(name), reply, look, number), number)
            await replace_page(press, await make_envelope(inquiry.note_published(name), reply, look, number))

    async def _post(self, press: Interaction, envelope: Envelope, number: int) -> None:
        """Post what is published. Raises BadCommand where Discord does not say that it is there."""
        try:
            await publish(press, envelope, number)
        except Unreached as lost:
            note_unreached(lost, "publishing", press.channel_id)
            raise BadCommand(_MAY_BE_THERE) from lost

    @contextmanager
    def _once(self, press: Interaction) -> Iterator[None]:
        """Let one press publish a message, until its button is gone: two clicks are soon made. Raises BadCommand."""
        number = press.message.id if press.message else press.id
        if number in self._publishing:
            raise BadCommand(_IS_PUBLISHED)
        self._publishing.add(number)
        try:
            yield
        finally:
            self._publishing.discard(number)

    async def _whisper(self, press: Interaction, inquiry: Inquiry, slot: Slot, number: int) -> None:
        """Tell who pressed, and nobody else, what stands behind the page."""
        inquiry = self._shown(inquiry)
        reply = await self._ask(press, inquiry.call)
        page = open_page(inquiry, reply, self._look_of(press), number)
        further = Inquiry(
            _call_behind(slot, inquiry.call, page), inquiry.prefix, press.user.id if press.guild else None
        )
        choices = await self._choices(press)
        plain = choices.is_plain(press.channel_id or 0, press.user.id)
        look = look_under(press.app_permissions, is_plain=plain, ids=self.ids)
        await follow_up(press, await make_envelope(further, await self._ask(press, further.call), look), private=True)

    def _shown(self, inquiry: Inquiry) -> Inquiry:
        """An inquiry with the prefix that its answer shows."""
        return inquiry if inquiry.prefix else replace(inquiry, prefix=self._prefix)

    def _look_of(self, press: Interaction) -> Look:
        """The look of the message itself."""
        look = look_under(press.app_permissions, ids=self.ids)
        if press.message and press.message.flags.suppress_embeds:
            # It was sent as text, and Discord would go on hiding an embed on it: text it stays.
            return replace(look, layout=CONTENT)
        return look


async def acknowledge(press: Interaction, slot: Slot) -> None:
    """Tell Discord that something comes of a press: on the message itself, or to who pressed alone."""
    waits = slot not in _TURNS and slot is not Slot.PUBLISH
    await announce(press, waits=waits, private=waits)


def _inquiry_of(press: Interaction) -> Inquiry:
    """What the pressed message answers. Raises BadCommand where that is somebody else's."""
    inquiry = inquiry_on(press.message)
    if inquiry.asker in {None, press.user.id}:
        return inquiry
    raise BadCommand(f"this answer is for who asked it: call /{inquiry.call.spell(slash=True)} for one of your own")


def _call_behind(slot: Slot, call: Call, page: Page) -> Call:
    """What is asked to tell more of a page: around its lines, why they were chosen, or which documents they are of.

    Raises BadCommand where nobody would be offered that: the button is forged, or very old.
    """
    if slot is Slot.WHY:
        if call.command.name != "summary":
            raise BadCommand(OLD)
        return Call(BY_NAME["why"], call.values)
    citations = sorted({snippet.citation for snippet in page.cited})
    if not citations:
        raise BadCommand(OLD)
    if slot is Slot.CONTEXT:
        addresses = [str(citation).strip("[]") for citation in citations[:_MOST_CITED]]
        return Call(BY_NAME["context"], {"citation": " ".join(addresses)})
    numbers = dict.fromkeys(citation.document for citation in citations)
    return Call(BY_NAME["sources"], {"documents": ",".join(map(str, [*numbers][:_MOST_CITED]))})
