"""Channels and roles of a server: by their numbers as settings have them, by their names as people do.

A channel that somebody does not see is neither found for them nor named to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

import discord

from ....domain.errors import BadCommand

HIDDEN = "a channel hidden from you"
"""What a channel is called to whoever does not see it."""

Channel = discord.abc.GuildChannel | discord.Thread
Person = discord.User | discord.Member

_MENTION = re.compile(r"<(?:#|@&)(\d{1,20})>")


class Named(Protocol):
    """A channel or a role."""

    id: int
    name: str


def permissions_in(channel: Channel, member: discord.Member) -> discord.Permissions:
    """What somebody may do in a channel; nothing in a thread whose channel is hidden."""
    try:
        return channel.permissions_for(member)
    except discord.ClientException:
        return discord.Permissions.none()


def sees(asker: Person, channel: Channel) -> bool:
    """Whether somebody sees a channel; who is not known as a member sees none."""
    return isinstance(asker, discord.Member) and permissions_in(channel, asker).view_channel


def call_channel(channel: Channel, asker: Person) -> str:
    """A channel as it is called to somebody."""
    return f"#{channel.name}" if sees(asker, channel) else HIDDEN


def find_channels(guild: discord.Guild, words: str, asker: Person) -> str:
    """The numbers of channels that are mentioned, or named, one after the other. Raises BadCommand."""
    seen = [each for each in (*guild.channels, *guild.threads) if sees(asker, each)]
    return _find_all(words, seen, "channel", "#")


def find_roles(guild: discord.Guild, words: str) -> str:
    """The numbers of roles that are mentioned, or named, one after the other. Raises BadCommand."""
    return _find_all(words, guild.roles, "role", "@")


def name_channels(guild: discord.Guild, numbers: Sequence[int], asker: Person) -> str:
    """Channels as they are called to somebody; one that is gone, or hidden from the bot, by its number."""
    found = ((number, guild.get_channel_or_thread(number)) for number in numbers)
    return ", ".join(call_channel(each, asker) if each else f"{number} (gone)" for number, each in found)


def name_roles(guild: discord.Guild, numbers: Sequence[int]) -> str:
    """Roles by their names; one that is gone by its number."""
    found = ((number, guild.get_role(number)) for number in numbers)
    return ", ".join(_call_role(each) if each else f"{number} (gone)" for number, each in found)


def name_thing(guild: discord.Guild, number: int, asker: Person) -> str:
    """Whatever has a number as it is called to somebody: a channel, a role; the number where it is neither."""
    if channel := guild.get_channel_or_thread(number):
        return call_channel(channel, asker)
    role = guild.get_role(number)
    return _call_role(role) if role else str(number)


def _call_role(role: discord.Role) -> str:
    return f"@{role.name.lstrip('@')}"


def _find_all(words: str, there: Iterable[Named], noun: str, mark: str) -> str:
    """Names stand between commas where there are any, for a role's may hold blanks; otherwise between blanks."""
    by_number = {str(each.id): each for each in there}
    by_name: dict[str, list[Named]] = {}
    for each in by_number.values():
        by_name.setdefault(_bare(each.name, mark), []).append(each)
    spread = _MENTION.sub(r",\1,", words)
    parts = spread.split(",") if "," in spread else [spread] if _bare(spread, mark) in by_name else spread.split()
    found = []
    for part in filter(None, (_bare(part, mark) for part in parts)):
        fitting = [by_number[part]] if part in by_number else by_name.get(part, [])
        if not fitting:
            raise BadCommand(f"there is no {noun} “{part}” here that you and the bot can see: mention it as {mark}name")
        if len(fitting) > 1:
            raise BadCommand(f"{len(fitting)} {noun}s here are called “{part}”: mention the one that is meant")
        found.append(str(fitting[0].id))
    return " ".join(dict.fromkeys(found))


def _bare(words: str, mark: str) -> str:
    return words.strip().lower().lstrip(mark)
