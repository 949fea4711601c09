"""What there is on this Discord: an application with its bot, people, servers, channels; their JSON."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .permissions import MEMBER, NOTHING, Permission, permissions_in

EPOCH = 1_420_070_400_000
TEXT_CHANNEL, DIRECT_CHANNEL = 0, 1
MEMBERS_INTENT_FLAGS = 1 << 14 | 1 << 15
CONTENT_INTENT_FLAGS = 1 << 18 | 1 << 19

_counter = itertools.count()


def snowflake() -> int:
    """A new id; it tells its time, as Discord's do."""
    return (int(time.time() * 1000) - EPOCH) << 22 | next(_counter) & 0x3FFFFF


def timestamp() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(eq=False)
class User:
    name: str
    bot: bool = False
    id: int = field(default_factory=snowflake)

    @property
    def json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": None,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(eq=False)
class Channel:
    """A text channel of a server, or (without one) a direct conversation with `recipient`."""

    name: str
    guild: Guild | None = None
    recipient: User | None = None
    allow: Permission = NOTHING
    deny: Permission = NOTHING
    id: int = field(default_factory=snowflake)

    @property
    def bot_permissions(self) -> Permission:
        if not self.guild:
            return MEMBER
        return permissions_in((self.guild.everyone, self.guild.bot_role), self.allow, self.deny)

    @property
    def member_permissions(self) -> Permission:
        return permissions_in((self.guild.everyone,), NOTHING, NOTHING) if self.guild else MEMBER

    @property
    def json(self) -> dict[str, Any]:
        return self._guild_json(self.guild) if self.guild else self._direct_json()

    def _direct_json(self) -> dict[str, Any]:
        people = [self.recipient.json] if self.recipient else []
        return {"id": str(self.id), "type": DIRECT_CHANNEL, "last_message_id": None, "recipients": people}

    def _guild_json(self, guild: Guild) -> dict[str, Any]:
        overwrite = {
            "id": str(guild.bot_role_id),
            "type": 0,
            "allow": str(int(self.allow)),
            "deny": str(int(self.deny)),
        }
        return {
            "id": str(self.id),
            "type": TEXT_CHANNEL,
            "guild_id": str(guild.id),
            "name": self.name,
            "topic": None,
            "position": 0,
            "nsfw": False,
            "parent_id": None,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "permission_overwrites": [overwrite],
        }


@dataclass(eq=False)
class Guild:
    """A server; the bot has the role `bot_role_id` in it."""

    name: str
    everyone: Permission = MEMBER
    bot_role: Permission = NOTHING
    id: int = field(default_factory=snowflake)
    bot_role_id: int = field(default_factory=snowflake)
    channels: list[Channel] = field(default_factory=list)

    @property
    def partial(self) -> dict[str, Any]:
        return {"id": str(self.id), "locale": "en-US", "features": []}

    def json(self, bot: User) -> dict[str, Any]:
        """As GUILD_CREATE has it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "owner_id": "1",
            "unavailable": False,
            "large": False,
            "member_count": 2,
            "joined_at": timestamp(),
            "features": [],
            "preferred_locale": "en-US",
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "afk_timeout": 300,
            "system_channel_flags": 0,
            "roles": [
                self._role(self.id, "@everyone", self.everyone),
                self._role(self.bot_role_id, "bot", self.bot_role),
            ],
            "channels": [channel.json for channel in self.channels],
            "members": [self.member(bot, with_user=True, roles=(self.bot_role_id,))],
            **{name: [] for name in ("threads", "emojis", "stickers", "voice_states", "presences", "stage_instances")},
            **{name: [] for name in ("guild_scheduled_events", "soundboard_sounds")},
        }

    def member(self, user: User, *, with_user: bool, roles: tuple[int, ...] = ()) -> dict[str, Any]:
        member: dict[str, Any] = {
            "roles": [str(role) for role in roles],
            "joined_at": timestamp(),
            "deaf": False,
            "mute": False,
            "flags": 0,
            "nick": None,
            "premium_since": None,
            "pending": False,
        }
        return member | {"user": user.json} if with_user else member

    @staticmethod
    def _role(number: int, name: str, held: Permission) -> dict[str, Any]:
        return {
            "id": str(number),
            "name": name,
            "permissions": str(int(held)),
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": 0 if name == "@everyone" else 1,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }


@dataclass(eq=False)
class Application:
    """The bot's application; `message_content` and `members` are the portal's switches."""

    bot: User
    message_content: bool = False
    members: bool = False
    id: int = field(default_factory=snowflake)

    @property
    def flags(self) -> int:
        return CONTENT_INTENT_FLAGS * self.message_content | MEMBERS_INTENT_FLAGS * self.members

    @property
    def json(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "name": self.bot.name,
            "icon": None,
            "description": "",
            "summary": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": {**User("owner", id=1).json},
            "team": None,
            "flags": self.flags,
            "approximate_guild_count": 1,
        }
