"""Messages: who may send what where, and what becomes of it."""

from __future__ import annotations

from typing import Any

from . import refusals
from .gateway import Gateway
from .limits import check_message
from .permissions import Permission
from .record import EPHEMERAL, LOADING, Message, Upload
from .state import State
from .world import Channel, User

Payload = dict[str, Any]


class Messages:
    """Creates, edits and deletes messages, and tells the gateway of it."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self._state, self._gateway = state, gateway

    def visible_channel(self, number: int) -> Channel:
        for channel in self._state.channels:
            if channel.id == number:
                if Permission.VIEW_CHANNEL not in channel.bot_permissions:
                    raise refusals.missing_access()
                return channel
        raise refusals.unknown_channel()

    def writable_channel(self, number: int) -> Channel:
        channel = self.visible_channel(number)
        self._need(channel, Permission.SEND_MESSAGES)
        return channel

    def direct_with(self, person: int) -> Channel:
        """The conversation with somebody, opened where there is none."""
        for channel in self._state.directs:
            if channel.recipient and channel.recipient.id == person:
                return channel
        channel = Channel("", recipient=self._state.people[person])
        self._state.directs.append(channel)
        return channel

    def find(self, channel: int, number: int) -> Message:
        message = self._state.messages.get(number)
        if message is None or message.deleted or message.channel is not self.visible_channel(channel):
            raise refusals.unknown_message()
        return message

    def own(self, channel: int, number: int) -> Message:
        message = self.find(channel, number)
        if message.author is not self._state.bot:
            raise refusals.not_the_author()
        return message

    async def create(self, channel_number: int, payload: Payload, uploads: tuple[Upload, ...]) -> Message:
        """A message of the bot's in a channel."""
        channel = self.writable_channel(channel_number)
        self.check(channel, payload, uploads)
        if twin := self._same_nonce(channel, payload):
            return twin
        referenced = self._referenced(channel, payload.get("message_reference"))
        message = Message(channel, self._state.bot, payload, uploads, referenced=referenced)
        return await self.show(message)

    async def show(self, message: Message) -> Message:
        """Keep a message of the bot's and tell everybody who may see it."""
        self._state.keep(message)
        self._state.created.put_nowait(message)
        if not message.flags & EPHEMERAL:
            await self._tell("MESSAGE_CREATE", message)
        return message

    async def hear(self, message: Message) -> Message:
        """Keep a member's message and tell the bot."""
        self._state.keep(message)
        await self._tell("MESSAGE_CREATE", message)
        return message

    async def edit(self, message: Message, payload: Payload, uploads: tuple[Upload, ...]) -> Message:
        """Change a message of the bot's."""
        self.check(message.channel, message.payload | payload, uploads)
        waited = message.flags & LOADING
        message.replace(payload, uploads)
        (self._state.created if waited else self._state.edited).put_nowait(message)
        if not message.flags & EPHEMERAL:
            await self._tell("MESSAGE_UPDATE", message)
        return message

    async def delete(self, message: Message) -> None:
        if message.author is not self._state.bot:
            self._need(message.channel, Permission.MANAGE_MESSAGES)
        message.deleted = True
        guild = message.channel.guild
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        await self._gateway.tell("MESSAGE_DELETE", data | ({"guild_id": str(guild.id)} if guild else {}), guild=guild)

    def check(self, channel: Channel, payload: Payload, uploads: tuple[Upload, ...]) -> None:
        """Raise DiscordError for what the bot may not send in a channel, or nobody anywhere."""
        if payload.get("embeds"):
            self._need(channel, Permission.EMBED_LINKS)
        if uploads:
            self._need(channel, Permission.ATTACH_FILES)
        check_message(payload, uploads)

    def _need(self, channel: Channel, permission: Permission) -> None:
        if permission not in channel.bot_permissions:
            raise refusals.missing_permissions()

    def _same_nonce(self, channel: Channel, payload: Payload) -> Message | None:
        if not payload.get("enforce_nonce"):
            return None
        same = (m for m in self._state.messages.values() if m.channel is channel and m.author is self._state.bot)
        return next((m for m in same if m.payload.get("nonce") == payload["nonce"]), None)

    def _referenced(self, channel: Channel, reference: Payload | None) -> Message | None:
        if not reference:
            return None
        if Permission.READ_MESSAGE_HISTORY not in channel.bot_permissions:
            raise refusals.no_history()
        message = self._state.messages.get(int(reference["message_id"]))
        if message and not message.deleted and message.channel is channel:
            return message
        if reference.get("fail_if_not_exists", True):
            error = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
            raise refusals.invalid_form({"message_reference": {"_errors": [error]}})
        return None

    async def _tell(self, event: str, message: Message) -> None:
        await self._gateway.tell_message(event, self._state.event(message), guild=message.channel.guild)

    def member_message(self, channel: Channel, author: User, content: str, referenced: Message | None) -> Message:
        """A member's message, not yet told to anybody."""
        return Message(channel, author, {"content": content}, referenced=referenced)
