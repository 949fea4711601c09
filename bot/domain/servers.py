"""Servers: who asks and where, what is chosen there, and who changed what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

OPERATOR = 0
"""The server that whoever runs the process stands for: theirs are the library folders, and the terminal."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and where, by Discord's ids; `server` is OPERATOR in a private message and in the terminal."""

    server: int
    channel: int
    user: int
    name: str


@dataclass(frozen=True, slots=True)
class Signoff:
    """Who changes something of a server, and when; `at` is in UTC."""

    at: datetime
    caller: Caller


class Scope(StrEnum):
    """For whom something is chosen; the words are those that people type."""

    SERVER = "server"
    CHANNEL = "here"
    USER = "me"


@dataclass(frozen=True, slots=True)
class ServerChoices:
    """What is chosen on a server; a field that nobody chose has its default."""

    library: bool = True
    """Whether the operator's documents answer here."""

    private: bool = True
    """Whether answers to slash commands are the asker's alone until they publish them."""

    plain: bool = False
    """Whether answers come without embeds, where neither the channel nor the user has a choice of their own."""

    zone: str | None = None
    """A time zone by its IANA name."""

    digest_channel: int | None = None
    """Where digests go that name no channel."""

    corrections: bool = True
    """Whether editions of digests are corrected."""

    editors: tuple[int, ...] = ()
    """The roles that may take documents in and change settings."""

    channels: tuple[int, ...] = ()
    """Where the bot answers; with none it answers in all channels."""

    cooldown: int = 0
    """The seconds between two commands of one user."""

    channel_cooldown: int = 0
    """The seconds between two commands in one channel."""

    plain_channels: Mapping[int, bool] = field(default_factory=dict)
    plain_users: Mapping[int, bool] = field(default_factory=dict)

    def is_plain(self, channel: int, user: int) -> bool:
        """Whether a user in a channel gets answers without embeds: the user's choice, the channel's, the server's."""
        return self.plain_users.get(user, self.plain_channels.get(channel, self.plain))


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name that a server has for somebody whom the documents call `name`."""

    alias: str
    name: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A change on a server: when (in UTC), by whom, what was done, and to what."""

    at: datetime
    user: int
    user_name: str
    action: str
    detail: str
