"""Permissions, worked out as Discord does: the roles' together, then the channel's overwrites."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntFlag


class Permission(IntFlag):
    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    SEND_MESSAGES_IN_THREADS = 1 << 38


MEMBER = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.ADD_REACTIONS
)
NOTHING = Permission(0)
EVERYTHING = ~NOTHING


def permissions_in(roles: Iterable[Permission], allow: Permission, deny: Permission) -> Permission:
    """What somebody with these roles may do in a channel with these overwrites for them."""
    held = NOTHING
    for role in roles:
        held |= role
    if Permission.ADMINISTRATOR in held:
        return EVERYTHING
    held = held & ~deny | allow
    return held if Permission.VIEW_CHANNEL in held else NOTHING
