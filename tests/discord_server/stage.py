"""Sends what people do to the bot, and keeps what comes of it."""

from __future__ import annotations

import asyncio
from typing import Any

from .channels import Channel
from .gateway import Gateway
from .messages import Messages
from .offers import Resolved
from .reactions import Reactions
from .record import Message
from .state import Interaction, State
from .threads import Threads
from .world import User

PATIENCE = 90.0  # seconds that a test waits for the bot: much more than it needs, on a machine that is busy
SILENT = "The application did not respond"


class Modal:
    """A modal that the bot opened for somebody."""

    def __init__(self, body: dict[str, Any], opener: Interaction) -> None:
        self.body, self.opener = body, opener

    @property
    def title(self) -> str:
        """What stands at its top."""
        return str(self.body["title"])


class InteractionCall:
    """A command that was called, a button that was pressed, a modal that was sent; and what came of it."""

    def __init__(self, interaction: Interaction, state: State) -> None:
        self._interaction, self._state = interaction, state

    async def answer(self, within: float = PATIENCE) -> Message:
        """The next message that a person sees because of it: a new one, or one that was edited."""
        return await asyncio.wait_for(self._interaction.shown.get(), within)

    async def modal(self, within: float = PATIENCE) -> Modal:
        """The modal that it opened. Raises LookupError where the bot answered otherwise."""
        await self.settled(within)
        if self._interaction.modal is None:
            raise LookupError(f"no modal was opened, the response was of type {self.acknowledged}")
        return Modal(self._interaction.modal, self._interaction)

    async def settled(self, within: float = PATIENCE) -> int:
        """The kind of the first response, once it is there."""
        await asyncio.wait_for(self._interaction.settled.wait(), within)
        return self._interaction.acknowledged or 0

    async def fails(self) -> str:
        """Wait as long as Discord does, and give the words that it then shows.

        Raises AssertionError where the bot was in time.
        """
        left = self._state.answer_within - self._interaction.age
        await asyncio.sleep(max(0.0, left) + 0.05)
        if self._interaction.acknowledged is not None:
            raise AssertionError(f"it was acknowledged after {self.acknowledged_after} s")
        return SILENT

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The choices that complete what was typed."""
        return self._interaction.choices

    @property
    def acknowledged(self) -> int | None:
        """The kind of the first response; None where there was none yet."""
        return self._interaction.acknowledged

    @property
    def acknowledged_after(self) -> float | None:
        """Seconds until the first response."""
        return self._interaction.acknowledged_after


class Stage:
    """Where people act; `channel` is where they are when a test does not say where."""

    def __init__(
        self, state: State, gateway: Gateway, messages: Messages, *, threads: Threads, reactions: Reactions
    ) -> None:
        self.state, self.gateway, self.messages = state, gateway, messages
        self.threads, self.reactions = threads, reactions
        self.channel: Channel | None = None

    def resolved(self, channel: Channel, user: User) -> Resolved:
        """What ids will stand for in an interaction."""
        return Resolved(channel, user, self.state.base)

    async def interact(
        self,
        kind: int,
        data: dict[str, Any],
        where: tuple[Channel, User],
        message: Message | None = None,
        resolved: Resolved | None = None,
    ) -> InteractionCall:
        """Send an interaction to the bot."""
        if resolved and resolved.body:
            data = data | {"resolved": resolved.body}
        uploads = tuple(resolved.uploads) if resolved else ()
        self.state.keep_files(uploads)
        interaction = Interaction(kind, data, *where, message, uploads)
        self.state.interactions[interaction.token] = interaction
        await self.gateway.tell("INTERACTION_CREATE", self._event(interaction), guild=interaction.channel.guild)
        return InteractionCall(interaction, self.state)

    def _event(self, interaction: Interaction) -> dict[str, Any]:
        channel, user = interaction.channel, interaction.user
        guild = channel.guild
        event: dict[str, Any] = {
            "id": str(interaction.id),
            "application_id": str(self.state.application.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": channel.resolved_for(user),
            "app_permissions": str(int(channel.bot_permissions)),
            "attachment_size_limit": 10 * 1024 * 1024,
            "locale": "en-GB",
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(guild.id if guild else user.id)},
            "context": 0 if guild else 1,
        }
        if interaction.message:
            event["message"] = interaction.message.json(self.state.base)
        if not guild:
            return event | {"user": user.json}
        may = {"permissions": str(int(channel.permissions_of(user)))}
        return event | {
            "guild_id": str(guild.id),
            "guild": guild.partial,
            "guild_locale": "en-US",
            "member": guild.member(user, with_user=True) | may,
        }
