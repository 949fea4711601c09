"""What there is on this Discord: an application with its bot, people, servers, roles; their JSON."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .permissions import EVERYTHING, MEMBER, NOTHING, Permission

if TYPE_CHECKING:
    from .channels import Channel

EPOCH = 1_420_070_400_000
MEMBERS_INTENT_FLAGS = 1 << 14 | 1 << 15
CONTENT_INTENT_FLAGS = 1 << 18 | 1 << 19

_counter = itertools.count()


def snowflake() -> int:
    """A new id; it tells its time, as Discord's do."""
    return (int(time.time() * 1000) - EPOCH) << 22 | next(_counter) & 0x3FFFFF


def timestamp() -> str:
    """Now, as Discord writes it."""
    return datetime.now(UTC).isoformat()


@dataclass(eq=False)
class User:
    """Somebody, or the bot. Who does not take direct messages refuses the bot's with 50007."""

    name: str
    bot: bool = False
    takes_directs: bool = True
    id: int = field(default_factory=snowflake)

    @property
    def mention(self) -> str:
        """How their name is written so that it pings them."""
        return f"<@{self.id}>"

    @property
    def json(self) -> dict[str, Any]:
        """As the API gives it."""
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
class Role:
    """A role of a server; everybody may ping it where it is mentionable."""

    name: str
    permissions: Permission = NOTHING
    mentionable: bool = False
    managed: bool = False
    position: int = 1
    id: int = field(default_factory=snowflake)

    @property
    def mention(self) -> str:
        """How the role is written so that it pings."""
        return f"<@&{self.id}>"

    @property
    def json(self) -> dict[str, Any]:
        """As the API gives it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(int(self.permissions)),
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": self.position,
            "managed": self.managed,
            "mentionable": self.mentionable,
            "flags": 0,
        }


@dataclass(eq=False)
class Guild:
    """A server. All people are in it; the bot has the role `bot_role` besides `everyone`.

    `everyone` and `bot_role` may be given as permissions.
    """

    name: str
    everyone: Permission = MEMBER
    bot_role: Permission = NOTHING
    owner: User | None = None
    id: int = field(default_factory=snowflake)
    bot_role_id: int = field(default_factory=snowflake)
    channels: list[Channel] = field(default_factory=list)
    threads: list[Channel] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    holders: dict[int, list[Role]] = field(default_factory=dict)
    command_rights: dict[int, dict[int, bool]] = field(default_factory=dict)

    def add_role(self, name: str, permissions: Permission = NOTHING, *, mentionable: bool = False) -> Role:
        """A further role, which nobody has yet."""
        role = Role(name, permissions, mentionable, position=len(self.roles) + 2)
        self.roles.append(role)
        return role

    def give(self, user: User, *roles: Role) -> None:
        """Give somebody roles, before the bot hears of them: a member's roles come with all that they do."""
        held = self.holders.setdefault(user.id, [])
        held += [role for role in roles if role not in held]

    def take(self, user: User, *roles: Role) -> None:
        """Take roles from somebody."""
        self.holders[user.id] = [role for role in self.roles_of(user) if role not in roles]

    def roles_of(self, user: User) -> list[Role]:
        """The roles that somebody was given; *everyone* is not among them."""
        return self.holders.get(user.id, [])

    def permissions_of(self, user: User) -> list[Permission]:
        """What each role of theirs allows in this server, *everyone* included."""
        if user is self.owner:
            return [EVERYTHING]
        own = [self.bot_role] if user.bot else []
        return [self.everyone, *own, *(role.permissions for role in self.roles_of(user))]

    @property
    def partial(self) -> dict[str, Any]:
        """As interactions have it."""
        return {"id": str(self.id), "locale": "en-US", "features": []}

    @property
    def all_roles(self) -> list[Role]:
        """The roles, with *everyone* and the bot's own."""
        everyone = Role("@everyone", self.everyone, position=0, id=self.id)
        own = Role("bot", self.bot_role, managed=True, id=self.bot_role_id)
        return [everyone, own, *self.roles]

    def json(self, bot: User) -> dict[str, Any]:
        """As GUILD_CREATE has it."""
        lists = ("emojis", "stickers", "voice_states", "presences", "stage_instances", "guild_scheduled_events")
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "owner_id": str(self.owner.id if self.owner else 1),
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
            "roles": [role.json for role in self.all_roles],
            "channels": [channel.json for channel in self.channels],
            "threads": [thread.json for thread in self.threads if not thread.archived],
            "members": [self.member(bot, with_user=True)],
            "soundboard_sounds": [],
            **{name: [] for name in lists},
        }

    def member(self, user: User, *, with_user: bool) -> dict[str, Any]:
        """Somebody as a member of this server."""
        own = (self.bot_role_id,) if user.bot else ()
        member: dict[str, Any] = {
            "roles": [str(number) for number in (*own, *(role.id for role in self.roles_of(user)))],
            "joined_at": "2025-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "nick": None,
            "premium_since": None,
            "pending": False,
        }
        return member | {"user": user.json} if with_user else member


@dataclass(eq=False)
class Application:
    """The bot's application; `message_content` and `members` are the portal's switches."""

    bot: User
    message_content: bool = False
    members: bool = False
    id: int = field(default_factory=snowflake)

    @property
    def flags(self) -> int:
        """The switches as the API gives them."""
        return CONTENT_INTENT_FLAGS * self.message_content | MEMBERS_INTENT_FLAGS * self.members

    @property
    def json(self) -> dict[str, Any]:
        """As the API gives it."""
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
