"""All that the server knows, shared by its REST and its gateway half."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from .record import Message, Request
from .refusals import DiscordError
from .world import Application, Channel, Guild, User, snowflake


@dataclass(eq=False)
class Interaction:
    """An interaction that went out; `shown` is set with every message that a person sees because of it."""

    kind: int
    data: dict[str, Any]
    channel: Channel
    user: User
    message: Message | None = None
    id: int = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: f"interaction-{snowflake()}")
    born: float = field(default_factory=time.monotonic)
    acknowledged: int | None = None
    acknowledged_after: float | None = None
    original: Message | None = None
    choices: list[dict[str, Any]] = field(default_factory=list)
    modal: dict[str, Any] | None = None
    shown: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)

    @property
    def age(self) -> float:
        return time.monotonic() - self.born


@dataclass(eq=False)
class State:
    """`answer_within` and `token_life` (seconds) are Discord's own; a test may shorten them."""

    token: str
    application: Application
    guilds: list[Guild] = field(default_factory=list)
    directs: list[Channel] = field(default_factory=list)
    people: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    commands: dict[int | None, list[dict[str, Any]]] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    answer_within: float = 3.0
    token_life: float = 15 * 60.0
    base: str = ""
    created: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    edited: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)

    @property
    def bot(self) -> User:
        return self.application.bot

    @property
    def channels(self) -> list[Channel]:
        return [*(channel for guild in self.guilds for channel in guild.channels), *self.directs]

    def keep(self, message: Message) -> Message:
        """Keep a new message, and who is mentioned in it."""
        message.member_mentions = tuple(
            user
            for number, user in self.people.items()
            if f"<@{number}>" in message.content or f"<@!{number}>" in message.content
        )
        if not message.payloads:
            message.payloads.append(message.payload)
        self.messages[message.id] = message
        return message

    def record(self, method: str, path: str, payload: Any, status: int, refused: DiscordError | None = None) -> None:
        """Keep a request with its outcome."""
        code, said = (refused.code, str(refused)) if refused else (None, "")
        self.requests.append(Request(method, path, payload, status, code, said))

    def event(self, message: Message) -> dict[str, Any]:
        """A message as the gateway tells of it."""
        body = message.json(self.base)
        if guild := message.channel.guild:
            roles = (guild.bot_role_id,) if message.author is self.bot else ()
            member = guild.member(message.author, with_user=False, roles=roles)
            body |= {"guild_id": str(guild.id), "member": member}
        return body
