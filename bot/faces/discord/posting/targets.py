"""Targets of digests: channels, threads and forums as people call them, and what would keep the bot from posting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord

from ....domain.errors import BadCommand, CannotAnswer
from ....domain.schedules import Schedule, TargetKind
from ....domain.timetables import Target, TargetNames
from ....render.labels import name_list
from ..wire.delivery import Unreached, insist
from ..wire.directory import Person, find_channels, find_roles, name_channels, name_roles, permissions_in, sees

Place = discord.TextChannel | discord.Thread | discord.ForumChannel
"""Where digests can go."""

PLACES = (discord.TextChannel, discord.Thread, discord.ForumChannel)

GRANT_THERE = "in that channel's settings under Permissions, give it to the bot's role"
"""How the bot is given a permission in some channel."""

_NUMBER = re.compile(r"<#(\d{1,20})>|(\d{15,20})", re.ASCII)
_MOST_TAGS = 5
_UNSEEN = "you do not see that channel yourself: ask somebody who does"
_TO_SHOW = ("embed_links", "attach_files", "read_message_history")
_NEEDED = {
    TargetKind.CHANNEL: ("view_channel", "send_messages", *_TO_SHOW),
    TargetKind.ANNOUNCEMENT: ("view_channel", "send_messages", *_TO_SHOW),
    TargetKind.THREAD: ("view_channel", "send_messages_in_threads", *_TO_SHOW),
    TargetKind.FORUM: ("view_channel", "send_messages", "send_messages_in_threads", *_TO_SHOW),
}


_GONE = "its channel is gone, or hidden from the bot: let the bot see it, or remove the digest"
_CLOSED_UNSEEN = "the bot may not post in its channel, which is hidden from you: ask somebody who sees it"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a digest is to go, as somebody typed it; `usual` is the channel that the server has chosen for digests."""

    usual: int | None = None
    channel: str = ""
    role: str = ""
    tags: str = ""


async def _find_place(guild: discord.Guild, number: int) -> Place | None:
    """The place of a number; None where it is gone, hidden from the bot, or none that digests go to.

    Raises CannotAnswer where that cannot be known at the moment.
    """
    there: object = guild.get_channel_or_thread(number)
    if there is None:
        try:
            # A thread that is archived is not among those that the bot is told of.
            there = await insist(lambda: guild.fetch_channel(number))
        except (discord.HTTPException, discord.InvalidData):
            return None
        except Unreached as unreached:
            raise CannotAnswer("Discord does not say which channel that is just now: try again soon") from unreached
    return there if isinstance(there, PLACES) and kind_of(there) else None


def kind_of(place: Place) -> TargetKind | None:
    """What a place is; None where digests cannot go there."""
    if isinstance(place, discord.Thread):
        return TargetKind.THREAD
    if isinstance(place, discord.ForumChannel):
        # A media channel takes no post without a picture.
        return TargetKind.FORUM if place.type is discord.ChannelType.forum else None
    return TargetKind.ANNOUNCEMENT if place.is_news() else TargetKind.CHANNEL


async def find_target(guild: discord.Guild, destination: Destination, asker: Person) -> tuple[Place, Target]:
    """The target that somebody wishes. Raises BadCommand, and CannotAnswer where they do not see it."""
    place = await _find_place(guild, _find_number(guild, destination, asker))
    kind = kind_of(place) if place else None
    if place is None or kind is None:
        raise BadCommand(
            f"{destination.channel or 'the digest channel'} is no text channel, thread or forum that the bot sees"
        )
    if not sees(asker, place):
        # Before anything else is said of it: neither its name nor its tags are theirs to know.
        raise CannotAnswer(_UNSEEN)
    role = find_roles(guild, destination.role) if destination.role else ""
    if " " in role:
        raise BadCommand("a digest tells one role: name one")
    tags = tuple(_find_tags(place, destination.tags)) if destination.tags else ()
    return place, Target(place.id, place.name, kind, tags, int(role) if role else None)


def _find_number(guild: discord.Guild, destination: Destination, asker: Person) -> int:
    if not destination.channel:
        if destination.usual is None:
            raise BadCommand("name a channel, as #desk: this server has chosen none with settings digest_channel")
        return destination.usual
    if found := _NUMBER.fullmatch(destination.channel.strip()):
        return int(found[1] or found[2])
    numbers = find_channels(guild, destination.channel, asker).split()
    if len(numbers) != 1:
        raise BadCommand("a digest goes to one channel: name one, and make a digest for each other")
    return int(numbers[0])


def _find_tags(place: Place, words: str) -> Iterator[int]:
    """The numbers of a forum's tags by their names, with commas between them. Raises BadCommand."""
    if not isinstance(place, discord.ForumChannel):
        raise BadCommand(f"#{place.name} is no forum: leave the tags out")
    by_name = {tag.name.lower(): tag for tag in place.available_tags}
    wanted = list(dict.fromkeys(part.strip().lower() for part in words.split(",") if part.strip()))
    if len(wanted) > _MOST_TAGS:
        raise BadCommand(f"{len(wanted)} tags are too many: a post has up to {_MOST_TAGS}")
    for name in wanted:
        if name not in by_name:
            known = ", ".join(tag.name for tag in place.available_tags) or "none"
            raise BadCommand(f"there is no tag “{name}” in #{place.name}: there are {known}")
        yield by_name[name].id


async def find_obstacles(guild: discord.Guild, schedule: Schedule, asker: Person) -> tuple[str, ...]:
    """What would keep the bot from posting a digest that is kept, as far as it is for somebody to know."""
    place = await _find_place(guild, schedule.channel)
    if place is None:
        return (_GONE,)
    closed = tuple(_check_target(place, _target_of(place, schedule), publish=schedule.publish))
    return closed if sees(asker, place) or not closed else (_CLOSED_UNSEEN,)


async def find_refusals(guild: discord.Guild, schedule: Schedule, asker: Person) -> tuple[str, ...]:
    """What keeps somebody from having a digest posted that is kept: first on their part, then on the bot's."""
    place = await _find_place(guild, schedule.channel)
    if place is None:
        return (_GONE,)
    return list_refusals(place, _target_of(place, schedule), asker, publish=schedule.publish)


def list_refusals(place: Place, target: Target, asker: Person, *, publish: bool) -> tuple[str, ...]:
    """What keeps somebody from having the bot post there: first on their part, then on the bot's."""
    return tuple(_check_asker(place, target, asker)) or tuple(_check_target(place, target, publish=publish))


def _target_of(place: Place, schedule: Schedule) -> Target:
    """The target of a digest that is kept, as its place is now."""
    return Target(place.id, place.name, kind_of(place) or schedule.kind, schedule.tags, schedule.role)


def _check_target(place: Place, target: Target, *, publish: bool = False) -> Iterator[str]:
    """What would keep the bot from posting there, each in a line with what to do about it."""
    mine = permissions_in(place, place.guild.me)
    missing = [name for name in _NEEDED[target.kind] if not getattr(mine, name)]
    # Who may not write has no right to embed or attach either, whatever is ticked.
    if needed := [name for name in missing if name not in _TO_SHOW] or missing:
        yield f"the bot lacks {name_list([_label(name) for name in needed])} in #{place.name}: {GRANT_THERE}"
    if isinstance(place, discord.Thread) and place.locked and not mine.manage_threads:
        yield f"the thread #{place.name} is locked: unlock it, or give the bot Manage Threads"
    if isinstance(place, discord.ForumChannel):
        yield from _check_tags(place, target.tags, mine)
    if publish and target.kind is not TargetKind.ANNOUNCEMENT:
        yield f"#{place.name} is no announcement channel, so nothing can be published there: leave publish out"
    if target.role:
        yield from _check_role(place, target.role, mine)


def _check_asker(place: Place, target: Target, asker: Person) -> Iterator[str]:
    """What somebody may not do there themselves, and so cannot have the bot do: nobody is given more than they have."""
    if not isinstance(asker, discord.Member) or not sees(asker, place):
        yield _UNSEEN
        return
    theirs = permissions_in(place, asker)
    writes = theirs.send_messages_in_threads if target.kind is TargetKind.THREAD else theirs.send_messages
    if not writes:
        yield f"you may not write in #{place.name} yourself: ask somebody who may"
    role = place.guild.get_role(target.role) if target.role else None
    # That nobody is told by way of @everyone is for the check of the target to say.
    if role and not role.is_default() and not (role.mentionable or theirs.mention_everyone):
        yield f"you may not mention @{role.name} yourself: ask somebody who may"


def _check_tags(forum: discord.ForumChannel, tags: Sequence[int], mine: discord.Permissions) -> Iterator[str]:
    known = {tag.id: tag for tag in forum.available_tags}
    if not tags and forum.flags.require_tag:
        names = ", ".join(tag.name for tag in known.values()) or "none yet"
        yield f"posts in #{forum.name} need a tag: choose some with tags; there are {names}"
    if gone := [tag for tag in tags if tag not in known]:
        yield f"{len(gone)} of its tags are no more in #{forum.name}: choose others with digest change"
    kept = [known[tag].name for tag in tags if tag in known and known[tag].moderated]
    if kept and not mine.manage_threads:
        yield f"the tag {name_list(kept)} is for moderators: choose another, or give the bot Manage Threads"


def _check_role(place: Place, number: int, mine: discord.Permissions) -> Iterator[str]:
    role = place.guild.get_role(number)
    if role is None:
        yield "the role that it tells is gone: choose another with digest change"
    elif role.is_default():
        yield "a digest tells no @everyone: choose another role"
    elif not (role.mentionable or mine.mention_everyone):
        yield (
            f"the bot may not mention @{role.name}: in the role's settings let anyone mention it, "
            "or give the bot Mention Everyone in that channel"
        )


def name_target(guild: discord.Guild, schedule: Schedule, asker: Person) -> TargetNames:
    """What the numbers of a schedule stand for on its server, as far as somebody sees it."""
    place = guild.get_channel_or_thread(schedule.channel)
    forum = place if place and sees(asker, place) else None
    known = {tag.id: tag.name for tag in forum.available_tags} if isinstance(forum, discord.ForumChannel) else {}
    tags = ", ".join(known.get(tag, f"{tag} (gone)") for tag in schedule.tags if forum or not place)
    role = name_roles(guild, [schedule.role]) if schedule.role else ""
    return TargetNames(name_channels(guild, [schedule.channel], asker), tags, role)


def _label(permission: str) -> str:
    """A permission as Discord's settings have it."""
    return permission.replace("_", " ").title().replace(" In ", " in ")
