"""Messages: who may send what where, and what becomes of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from . import refusals
from .channels import Channel, Kind
from .gateway import GUILDS, Gateway
from .limits import check_message
from .permissions import Permission
from .record import CROSSPOSTED, File, Message, Upload
from .state import HOUR, State
from .world import User

Payload = dict[str, Any]


class Messages:
    """Creates, edits and deletes messages, and tells the gateway of it."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self._state, self._gateway = state, gateway

    def visible_channel(self, number: int) -> Channel:
        """A channel that the bot sees. Raises DiscordError."""
        for channel in self._state.channels:
            if channel.id == number:
                if Permission.VIEW_CHANNEL not in channel.bot_permissions:
                    raise refusals.missing_access()
                return channel
        raise refusals.unknown_channel()

    def writable_channel(self, number: int) -> Channel:
        """A channel in which the bot may write. Raises DiscordError."""
        channel = self.visible_channel(number)
        self.need(channel, Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
        if channel.kind is Kind.FORUM:
            raise refusals.forum_takes_posts_alone()
        if channel.recipient and not channel.recipient.takes_directs:
            raise refusals.no_directs()
        if channel.archived and channel.locked:
            raise refusals.archived_thread()
        return channel

    def direct_with(self, person: int) -> Channel:
        """The conversation with somebody, opened where there is none."""
        for channel in self._state.directs:
            if channel.recipient and channel.recipient.id == person:
                return channel
        if person not in self._state.people:
            raise refusals.unknown_user()
        channel = Channel("", recipient=self._state.people[person], kind=Kind.DIRECT)
        self._state.directs.append(channel)
        return channel

    def find(self, channel: int, number: int) -> Message:
        """A message that a channel shows; one for a single pair of eyes it does not. Raises DiscordError."""
        place = self.visible_channel(channel)
        message = self._state.messages.get(number)
        if message is None or message.deleted or message.ephemeral or message.channel is not place:
            raise refusals.unknown_message()
        return message

    def own(self, channel: int, number: int) -> Message:
        """A message of the bot's. Raises DiscordError."""
        message = self.find(channel, number)
        if message.author is not self._state.bot:
            raise refusals.not_the_author()
        return message

    def history(self, channel: int, limit: int, *, before: int | None, after: int | None) -> list[Message]:
        """The last messages of a channel, newest first; none where history may not be read."""
        place = self.visible_channel(channel)
        if Permission.READ_MESSAGE_HISTORY not in place.bot_permissions:
            return []
        there = [
            message
            for message in self._state.messages.values()
            if message.channel is place and not message.deleted and not message.ephemeral and not message.waiting
        ]
        there = [message for message in there if (after or 0) < message.id < (before or 1 << 64)]
        return there[:limit][::-1] if after else there[::-1][:limit]

    async def create(self, channel_number: int, payload: Payload, uploads: tuple[Upload, ...]) -> Message:
        """A message of the bot's in a channel."""
        channel = self.writable_channel(channel_number)
        self.check(channel, payload, uploads)
        if twin := self._same_nonce(channel, payload):
            return twin
        referenced = self._referenced(channel, payload.get("message_reference"))
        message = Message(channel, self._state.bot, payload, uploads, referenced=referenced)
        if payload.get("enforce_nonce"):
            self._state.nonces[channel.id, str(payload["nonce"])] = message, time.monotonic()
        channel.archived = False
        return await self.show(message)

    async def show(self, message: Message) -> Message:
        """Keep a message of the bot's and tell everybody who may see it."""
        self._state.keep(message)
        self._state.created.put_nowait(message)
        if not message.ephemeral:
            await self.tell("MESSAGE_CREATE", message)
        return message

    async def hear(self, message: Message) -> Message:
        """Keep a person's message and tell the bot."""
        self._state.keep(message)
        await self.tell("MESSAGE_CREATE", message)
        return message

    async def edit(self, message: Message, payload: Payload, uploads: tuple[Upload, ...]) -> Message:
        """Change a message of the bot's."""
        merged = message.payload | payload
        staying = payload.get("attachments", message.uploads)
        self.check(message.channel, merged, uploads, staying, answers=message.webhook is not None)
        waited = message.waiting
        self._state.change(message, payload, uploads)
        (self._state.created if waited else self._state.edited).put_nowait(message)
        if not message.ephemeral:
            await self.tell("MESSAGE_CREATE" if waited else "MESSAGE_UPDATE", message)
        return message

    def count_edit(self, message: Message) -> None:
        """Count an edit of the bot's in a channel. Raises DiscordError for one too many."""
        state, channel = self._state, message.channel
        is_announced = channel.kind is Kind.ANNOUNCEMENT
        if is_announced and state.take_of_hour("announcement", message.id, state.announcement_edits_per_hour):
            raise refusals.too_many_announcement_edits()
        if message.age > HOUR and state.take_of_hour("old", channel.id, state.old_edits_per_hour):
            raise refusals.too_many_old_edits()

    async def delete(self, message: Message) -> None:
        """Delete a message as the bot. Raises DiscordError."""
        if message.author is not self._state.bot:
            self.need(message.channel, Permission.MANAGE_MESSAGES)
        await self.remove(message)

    async def remove(self, message: Message) -> None:
        """Take a message away, whoever does it."""
        message.deleted = True
        guild = message.channel.guild
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if not message.ephemeral:
            where = {"guild_id": str(guild.id)} if guild else {}
            await self._gateway.tell("MESSAGE_DELETE", data | where, guild=guild)

    async def remove_channel(self, channel: Channel) -> None:
        """Take a channel away with all that was said there, whoever does it."""
        guild = channel.guild
        if guild is None:
            raise refusals.wrong_channel_kind()
        for message in self._state.messages.values():
            message.deleted |= message.channel is channel
        for there in (guild.channels, guild.threads):
            if channel in there:
                there.remove(channel)
        for thread in [thread for thread in guild.threads if thread.parent is channel]:
            await self.remove_channel(thread)
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        await self._gateway.tell(event, channel.json, guild=guild, intent=GUILDS)

    async def crosspost(self, message: Message) -> Message:
        """Publish an announcement to the channels that follow. Raises DiscordError."""
        channel = message.channel
        if channel.kind is not Kind.ANNOUNCEMENT:
            raise refusals.wrong_channel_kind()
        if message.author is not self._state.bot:
            self.need(channel, Permission.MANAGE_MESSAGES)
        if message.flags & CROSSPOSTED:
            raise refusals.crossposted_already()
        if wait := self._state.take_of_hour("crosspost", channel.id, self._state.crossposts_per_hour):
            raise refusals.rate_limited(wait)
        message.payload = message.payload | {"flags": message.flags | CROSSPOSTED}
        await self.tell("MESSAGE_UPDATE", message)
        return message

    def check(
        self,
        channel: Channel,
        payload: Payload,
        uploads: tuple[Upload, ...],
        staying: Sequence[Any] = (),
        *,
        answers: bool = False,
    ) -> None:
        """Raise DiscordError for what the bot may not send in a channel, or nobody anywhere.

        What answers an interaction may hold embeds and files whatever the bot's permissions in the channel are.
        """
        if payload.get("embeds") and not answers:
            self.need(channel, Permission.EMBED_LINKS)
        if uploads and not answers:
            self.need(channel, Permission.ATTACH_FILES)
        check_message(payload, uploads, has_files=bool(staying))

    def need(self, channel: Channel, permission: Permission) -> None:
        """Raise DiscordError where the bot has not this permission in a channel."""
        if permission not in channel.bot_permissions:
            raise refusals.missing_permissions()

    def written(self, channel: Channel, author: User, content: str, files: Sequence[File] = ()) -> Message:
        """A person's message, not yet told to anybody."""
        uploads = tuple(Upload(file.name, file.content, file.description) for file in files)
        return Message(channel, author, {"content": content}, uploads)

    async def tell(self, event: str, message: Message) -> None:
        """Tell the bot what happened to a message."""
        await self._gateway.tell_message(event, self._state.event(message), guild=message.channel.guild)

    def _same_nonce(self, channel: Channel, payload: Payload) -> Message | None:
        if not payload.get("enforce_nonce"):
            return None
        twin, since = self._state.nonces.get((channel.id, str(payload["nonce"])), (None, 0.0))
        if twin is None or time.monotonic() - since > self._state.nonce_life:
            return None
        if twin.deleted:
            raise refusals.unknown_message()
        return twin

    def _referenced(self, channel: Channel, reference: Payload | None) -> Message | None:
        if not reference:
            return None
        if Permission.READ_MESSAGE_HISTORY not in channel.bot_permissions:
            raise refusals.no_history()
        message = self._state.messages.get(int(reference["message_id"]))
        if message and not message.deleted and not message.ephemeral and message.channel is channel:
            return message
        if reference.get("fail_if_not_exists", True):
            error = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
            raise refusals.invalid_form({"message_reference": {"_errors": [error]}})
        return None
