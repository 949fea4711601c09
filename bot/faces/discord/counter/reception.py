"""The reception: who calls is let in or not, and led to their server's desk or its office."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence

import discord

from ....desk.desk import Desk
from ....desk.desks import Desks
from ....desk.office import Office
from ....domain.errors import CannotAnswer
from ....domain.notices import Refusal
from ....domain.replies import Reply
from ....domain.servers import OPERATOR, ServerChoices
from ...commands.answering import answer
from ...commands.rows import Call, Rights
from ...log.requests import Requests
from ..wire.receiving import Occasion
from .clerk import Clerk
from .rights import Asker, Gate, NotAdmitted, asker_at

_log = logging.getLogger(__name__)

_SOON = 1.0
"""The seconds in which it must be known what a server chose: Discord waits three for the first sign of an answer."""

_MOST_KNOWN = 10_000
_NOT_KNOWN = "what is chosen on this server cannot be read now: ask again in a minute"


class Reception:
    """Where every call on Discord goes first, typed, by slash, or by the press of a button."""

    def __init__(self, desks: Desks, office: Office, requests: Requests) -> None:
        self._desks, self.office = desks, office
        self._gate = Gate(self._choices)
        self._known: dict[int, ServerChoices] = {}
        self._clerk = Clerk(office, desks, requests)

    async def choices(self, occasion: Occasion) -> ServerChoices:
        """What is chosen on the server of a place, or was when it was read. Raises NotAdmitted where it never was."""
        return await self._choices(_server_of(occasion))

    async def admit(self, occasion: Occasion, call: Call) -> tuple[Asker, ServerChoices]:
        """Let a new call in, and give who called, and what is chosen on their server. Raises NotAdmitted."""
        asker = await asker_at(occasion, call.rights)
        return asker, await self._gate.admit(asker, call)

    async def admit_again(self, occasion: Occasion, call: Call) -> Asker:
        """Let in who goes on with an answer, which counts for no call of its own. Raises NotAdmitted."""
        asker = await asker_at(occasion, call.rights)
        await self._gate.admit_again(asker, call)
        return asker

    async def may(self, occasion: Occasion, rights: Rights) -> bool:
        """Whether who is at a place has these rights. Raises NotAdmitted as `choices` does."""
        return (await asker_at(occasion, rights)).may(rights, await self.choices(occasion))

    async def admits(self, occasion: Occasion) -> bool:
        """Whether questions are answered at a place at all."""
        return await self._gate.admits(await asker_at(occasion))

    async def desk_at(self, occasion: Occasion) -> Desk:
        """The desk of a place. Raises ArchiveUnavailable."""
        return await self._desks.at(_server_of(occasion))

    async def answer(self, occasion: Occasion, asker: Asker, call: Call, remarks: Sequence[str] = ()) -> Reply:
        """The reply to a call that was let in; what cannot be done is a Refusal, any other error is raised."""
        if call.command.is_office:
            return await self._clerk.carry_out(occasion, asker.caller, call)
        try:
            desk = await self._desks.at(asker.caller.server)
        except CannotAnswer as error:
            return Refusal(str(error))
        return await answer(desk, call, remarks)

    async def _choices(self, server: int) -> ServerChoices:
        try:
            async with asyncio.timeout(_SOON):
                chosen = await self.office.choices(server)
        except (CannotAnswer, TimeoutError):
            return self._recall(server)
        self._known.pop(server, None)
        self._known[server] = chosen
        if len(self._known) > _MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return chosen

    def _recall(self, server: int) -> ServerChoices:
        """What was chosen on a server when it was read last: no channel is open for a store that fails.

        Raises NotAdmitted where it was not read.
        """
        if server == OPERATOR:
            return ServerChoices()
        if server not in self._known:
            raise NotAdmitted(_NOT_KNOWN)
        _log.warning("what is chosen on server %s cannot be read: gone by what was chosen before", server)
        return self._known[server]

    def forget(self, servers: Iterable[int]) -> None:
        """Know nothing any more of servers whose things were deleted."""
        for server in servers:
            self._known.pop(server, None)


def _server_of(occasion: Occasion) -> int:
    """The server that a question comes from; a private message comes from none, and is for the operator's desk."""
    if isinstance(occasion, discord.Interaction):
        return occasion.guild_id or OPERATOR
    return occasion.guild.id if occasion.guild else OPERATOR
