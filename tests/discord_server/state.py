"""All that the server knows, shared by its REST and its gateway half."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .channels import Channel
from .mentions import mentioned_users
from .rates import Bucket, Rates
from .record import Message, Request, Upload
from .refusals import DiscordError
from .world import Application, Guild, User, snowflake

HOUR = 3600.0


@dataclass(eq=False)
class Interaction:
    """An interaction that went out, and what came of it.

    `shown` is set with every message that a person sees because of it; `settled` once the bot has acknowledged it.
    """

    kind: int
    data: dict[str, Any]
    channel: Channel
    user: User
    message: Message | None = None
    uploads: tuple[Upload, ...] = ()
    id: int = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: f"interaction-{snowflake()}")
    born: float = field(default_factory=time.monotonic)
    acknowledged: int | None = None
    acknowledged_after: float | None = None
    original: Message | None = None
    choices: list[dict[str, Any]] = field(default_factory=list)
    modal: dict[str, Any] | None = None
    shown: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def age(self) -> float:
        """Seconds since it went out."""
        return time.monotonic() - self.born

    def settle(self, kind: int) -> None:
        """Note that the bot has acknowledged it."""
        self.acknowledged, self.acknowledged_after = kind, self.age
        self.settled.set()


@dataclass(eq=False)
class State:
    """`answer_within` and `token_life` (seconds) are Discord's own; a test may shorten them. That a nonce
    is taken once holds “for some minutes”: here for `nonce_life`.

    Nor does Discord say how often in an hour messages may be published (ten times, people report), announcements edited
    (here each so often), and messages that are older than an hour (so often in a channel).

    With `rates` requests are counted, and too many refused. Where `newer_api` is on, all that the bot is told has
    fields, types and flags that no library knows yet.
    """

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
    nonce_life: float = 5 * 60.0
    rates: Rates | None = None
    newer_api: bool = False
    base: str = ""
    created: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    edited: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    uploads: dict[int, Upload] = field(default_factory=dict)
    nonces: dict[tuple[int, str], tuple[Message, float]] = field(default_factory=dict)
    crossposts_per_hour: int = 10
    old_edits_per_hour: int = 5
    announcement_edits_per_hour: int = 3
    hours: dict[tuple[str, int], Bucket] = field(default_factory=dict)

    @property
    def bot(self) -> User:
        return self.application.bot

    @property
    def channels(self) -> Iterator[Channel]:
        """Every channel that there is, threads and direct conversations included."""
        for guild in self.guilds:
            yield from guild.channels
            yield from guild.threads
        yield from self.directs

    def take_of_hour(self, what: str, of: int, most: int) -> float:
        """Take one of what a thing has so much of in an hour; gives how long to wait where there is none left."""
        return self.hours.setdefault((what, of), Bucket(most, HOUR)).take(time.monotonic())

    def keep(self, message: Message) -> Message:
        """Keep a new message, its files, and who is mentioned in it."""
        self._name_mentioned(message)
        if not message.payloads:
            message.payloads.append(message.payload)
        self.keep_files(message.uploads)
        self.messages[message.id] = message
        message.channel.message_count += 1
        return message

    def change(self, message: Message, payload: dict[str, Any], uploads: tuple[Upload, ...]) -> None:
        """Change a message that is kept."""
        message.replace(payload, uploads)
        self._name_mentioned(message)
        self.keep_files(uploads)

    def keep_files(self, uploads: tuple[Upload, ...]) -> None:
        """Serve files from now on."""
        self.uploads |= {upload.id: upload for upload in uploads}

    def _name_mentioned(self, message: Message) -> None:
        numbers = mentioned_users(message.content)
        message.member_mentions = tuple(self.people[number] for number in numbers if number in self.people)

    def record(
        self,
        request: tuple[str, str, Any],
        status: int,
        refused: DiscordError | None = None,
        fault: str = "",
    ) -> None:
        """Keep a request (method, path, payload) with its outcome."""
        code, said = (refused.code, str(refused)) if refused else (None, "")
        self.requests.append(Request(*request, status, code, said, fault))

    def event(self, message: Message) -> dict[str, Any]:
        """A message as the gateway tells of it."""
        body = message.json(self.base)
        if guild := message.channel.guild:
            body |= {"guild_id": str(guild.id), "member": guild.member(message.author, with_user=False)}
        return body
