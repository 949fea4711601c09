"""Channels of every kind in which a bot speaks: text, announcements, forums, threads, direct conversations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from .permissions import EVERYTHING, MEMBER, NOTHING, Overwrite, Permission, permissions_in
from .world import Guild, Role, User, snowflake, timestamp

REQUIRES_TAG, PINNED = 1 << 4, 1 << 1


class Kind(IntEnum):
    """Discord's channel types."""

    TEXT = 0
    DIRECT = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = (Kind.ANNOUNCEMENT_THREAD, Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD)


@dataclass(eq=False)
class Tag:
    """A tag of a forum."""

    name: str
    moderated: bool = False
    id: int = field(default_factory=snowflake)

    @property
    def json(self) -> dict[str, Any]:
        """As the API gives it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "moderated": self.moderated,
            "emoji_id": None,
            "emoji_name": None,
        }


@dataclass(eq=False)
class Channel:
    """A channel of a server, or (without one) a direct conversation with `recipient`.

    `allow` and `deny` overwrite the bot's own role; `overwrites` everybody else, by the id of a role or a person.
    A thread has a `parent`, whose permissions hold in it.
    """

    name: str
    guild: Guild | None = None
    recipient: User | None = None
    allow: Permission = NOTHING
    deny: Permission = NOTHING
    kind: Kind = Kind.TEXT
    topic: str | None = None
    parent: Channel | None = None
    owner: User | None = None
    tags: list[Tag] = field(default_factory=list)
    applied_tags: tuple[int, ...] = ()
    requires_tag: bool = False
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False
    auto_archive: int = 4320
    message_count: int = 0
    deleted: bool = False
    id: int = field(default_factory=snowflake)
    born: str = field(default_factory=timestamp)

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS

    @property
    def mention(self) -> str:
        """How the channel is written so that it is a link."""
        return f"<#{self.id}>"

    @property
    def bot_permissions(self) -> Permission:
        """What the bot may do here."""
        return self.permissions_of(_BOT)

    def permissions_of(self, user: User) -> Permission:
        """What somebody may do here. For any bot: what the bot may do."""
        if not self.guild:
            return MEMBER
        if user is self.guild.owner:
            return EVERYTHING
        place = self.parent or self
        return permissions_in(self.guild.permissions_of(user), place.concerning(user))

    def concerning(self, user: User) -> Iterator[tuple[Overwrite, ...]]:
        """The overwrites that concern somebody, in the order in which they apply."""
        if not self.guild:
            return
        roles = [role.id for role in self.guild.roles_of(user)]
        own = (Overwrite(self.allow, self.deny),) if user.bot else ()
        yield tuple(self._known(self.guild.id))
        yield (*own, *(each for number in roles for each in self._known(number)))
        yield tuple(self._known(user.id))

    def _known(self, number: int) -> Iterator[Overwrite]:
        if number in self.overwrites:
            yield self.overwrites[number]

    def overwrite(self, who: Role | User | Guild, *, allow: Permission = NOTHING, deny: Permission = NOTHING) -> None:
        """Overwrite what a role, a person or (a server's) everyone may do here."""
        self.overwrites[who.id] = Overwrite(allow, deny)

    def tag(self, name: str) -> Tag:
        """A forum's tag. Raises LookupError where there is none of the name."""
        for each in self.tags:
            if each.name == name:
                return each
        raise LookupError(f"{self.name} has no tag {name}")

    @property
    def json(self) -> dict[str, Any]:
        """As the API gives it."""
        if not self.guild:
            people = [self.recipient.json] if self.recipient else []
            return {"id": str(self.id), "type": Kind.DIRECT, "last_message_id": None, "recipients": people}
        return self._thread_json(self.guild) if self.is_thread else self._guild_json(self.guild)

    def resolved_for(self, user: User) -> dict[str, Any]:
        """As the options of a command have it: with what the caller may do there."""
        return self.json | {"permissions": str(int(self.permissions_of(user)))}

    def _shared(self, guild: Guild) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "type": int(self.kind),
            "guild_id": str(guild.id),
            "name": self.name,
            "parent_id": str(self.parent.id) if self.parent else None,
            "rate_limit_per_user": 0,
            "last_message_id": None,
        }

    def _guild_json(self, guild: Guild) -> dict[str, Any]:
        body = self._shared(guild) | {
            "topic": self.topic,
            "position": 0,
            "nsfw": False,
            "permission_overwrites": self._overwrites_json(guild),
            "flags": REQUIRES_TAG * self.requires_tag,
        }
        if self.kind is Kind.VOICE:
            body |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
        if self.kind is Kind.FORUM:
            body |= {
                "available_tags": [tag.json for tag in self.tags],
                "default_reaction_emoji": None,
                "default_sort_order": None,
                "default_forum_layout": 0,
            }
        return body

    def _overwrites_json(self, guild: Guild) -> list[dict[str, Any]]:
        roles = {role.id for role in guild.all_roles}
        each = {guild.bot_role_id: Overwrite(self.allow, self.deny), **self.overwrites}
        return [
            {
                "id": str(number),
                "type": 0 if number in roles else 1,
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for number, overwrite in each.items()
        ]

    def _thread_json(self, guild: Guild) -> dict[str, Any]:
        return self._shared(guild) | {
            "owner_id": str(self.owner.id if self.owner else 1),
            "message_count": self.message_count,
            "total_message_sent": self.message_count,
            "member_count": 1,
            "applied_tags": [str(number) for number in self.applied_tags],
            "flags": 0,
            "thread_metadata": {
                "archived": self.archived,
                "locked": self.locked,
                "auto_archive_duration": self.auto_archive,
                "archive_timestamp": self.born,
                "create_timestamp": self.born,
            },
        }


_BOT = User("any bot", bot=True, id=0)
