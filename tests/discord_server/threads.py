"""Threads and the posts of forums: who may open them, and what they need."""

from __future__ import annotations

from typing import Any

from . import refusals
from .channels import Channel, Kind
from .gateway import GUILDS, Gateway
from .messages import Messages
from .permissions import Permission
from .record import Message, Upload
from .refusals import Form
from .state import State
from .world import User

Payload = dict[str, Any]
ARCHIVE_AFTER = (60, 1440, 4320, 10080)
_MOST_TAGS = 5
_CHANGED = {"name": "name", "archived": "archived", "locked": "locked", "auto_archive_duration": "auto_archive"}


class Threads:
    """Opens threads, and changes them."""

    def __init__(self, state: State, gateway: Gateway, messages: Messages) -> None:
        self._state, self._gateway, self._messages = state, gateway, messages

    async def open_on(self, message: Message, payload: Payload) -> Channel:
        """A thread that grows from a message. Raises DiscordError."""
        if message.thread:
            raise refusals.thread_exists()
        parent = message.channel
        self._messages.need(parent, Permission.CREATE_PUBLIC_THREADS)
        kind = Kind.ANNOUNCEMENT_THREAD if parent.kind is Kind.ANNOUNCEMENT else Kind.PUBLIC_THREAD
        thread = self._thread(parent, payload, kind)
        thread.id = message.id
        message.thread = thread
        return await self.add(thread)

    async def open_in(self, channel: int, payload: Payload, uploads: tuple[Upload, ...]) -> Payload:
        """A thread without a message, or a forum's post, which begins with one. Raises DiscordError."""
        parent = self._messages.visible_channel(channel)
        if parent.is_thread or not parent.guild:
            raise refusals.wrong_channel_kind()
        if parent.kind is Kind.FORUM:
            return await self._post(parent, payload, uploads)
        private = payload.get("type", Kind.PRIVATE_THREAD) == Kind.PRIVATE_THREAD
        kind = Kind.PRIVATE_THREAD if private else Kind.PUBLIC_THREAD
        needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        self._messages.need(parent, needed)
        return (await self.add(self._thread(parent, payload, kind))).json

    async def change(self, number: int, payload: Payload) -> Channel:
        """Rename, archive, lock or open a thread again. Raises DiscordError."""
        thread = self._messages.visible_channel(number)
        if thread.owner is not self._state.bot:
            needed = Permission.MANAGE_THREADS if thread.is_thread else Permission.MANAGE_CHANNELS
            self._messages.need(thread, needed)
        if thread.is_thread:
            self._check(thread.parent or thread, payload | {"name": payload.get("name", thread.name)})
        for name, attribute in _CHANGED.items():
            if name in payload:
                setattr(thread, attribute, payload[name])
        await self._gateway.tell("THREAD_UPDATE", thread.json, guild=thread.guild, intent=GUILDS)
        return thread

    async def add(self, thread: Channel) -> Channel:
        """Keep a new thread and tell the bot of it."""
        if thread.guild:
            thread.guild.threads.append(thread)
        told = thread.json | {"newly_created": True}
        await self._gateway.tell("THREAD_CREATE", told, guild=thread.guild, intent=GUILDS)
        return thread

    async def _post(self, forum: Channel, payload: Payload, uploads: tuple[Upload, ...]) -> Payload:
        self._messages.need(forum, Permission.SEND_MESSAGES)
        first = payload.get("message") or {}
        self._messages.check(forum, first, uploads)
        thread = await self.add(self._thread(forum, payload, Kind.PUBLIC_THREAD))
        message = Message(thread, self._state.bot, first, uploads, id=thread.id)
        await self._messages.show(message)
        return thread.json | {"message": message.json(self._state.base)}

    def _thread(self, parent: Channel, payload: Payload, kind: Kind, owner: User | None = None) -> Channel:
        self._check(parent, payload)
        tags = tuple(int(number) for number in payload.get("applied_tags") or ())
        if parent.requires_tag and not tags:
            raise refusals.tag_needed()
        return Channel(
            payload["name"],
            parent.guild,
            kind=kind,
            parent=parent,
            owner=owner or self._state.bot,
            applied_tags=tags,
            auto_archive=payload.get("auto_archive_duration") or ARCHIVE_AFTER[2],
        )

    def _check(self, parent: Channel, payload: Payload) -> None:
        form = Form()
        form.needed(("name",), payload.get("name"))
        form.longest(("name",), payload.get("name"), 100)
        if (payload.get("auto_archive_duration") or ARCHIVE_AFTER[0]) not in ARCHIVE_AFTER:
            form.note(("auto_archive_duration",), "BASE_TYPE_CHOICES", f"Value must be one of {ARCHIVE_AFTER}.")
        tags = payload.get("applied_tags") or ()
        form.longest(("applied_tags",), tags, _MOST_TAGS)
        known = {str(tag.id) for tag in parent.tags}
        if parent.kind is Kind.FORUM and not {str(number) for number in tags} <= known:
            form.note(("applied_tags",), "BASE_TYPE_CHOICES", "Unknown forum tag")
        form.check()
