"""Permissions, worked out as Discord does: the roles' together, then the channel's overwrites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag


class Permission(IntFlag):
    """Those that a bot is likely to ask for or to meet, with Discord's own bits."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51


MEMBER = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.ADD_REACTIONS
)
NOTHING = Permission(0)
EVERYTHING = ~NOTHING


@dataclass
class Overwrite:
    """What a channel allows and denies a role or a person, whatever holds in the rest of the server."""

    allow: Permission = NOTHING
    deny: Permission = NOTHING


def permissions_in(held: Iterable[Permission], steps: Iterable[Iterable[Overwrite]]) -> Permission:
    """What somebody whose roles have these permissions may do in a channel.

    `steps` are the channel's overwrites that concern them, in Discord's order: for everyone, for their roles
    together, for themselves; within a step what is allowed wins.
    """
    may = NOTHING
    for role in held:
        may |= role
    if Permission.ADMINISTRATOR in may:
        return EVERYTHING
    for step in steps:
        overwrites = tuple(step)
        for each in overwrites:
            may &= ~each.deny
        for each in overwrites:
            may |= each.allow
    return may if Permission.VIEW_CHANNEL in may else NOTHING
