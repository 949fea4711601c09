"""Who a message pings, as Discord decides it: by its words, by what it allows, and by what its author may do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .permissions import Permission

if TYPE_CHECKING:
    from .record import Message
    from .world import User

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")


def mentioned_users(content: str) -> tuple[int, ...]:
    """The numbers of the people whose names stand in a text, each once."""
    return tuple(dict.fromkeys(map(int, _USER.findall(content))))


def pings_of(message: Message) -> frozenset[str]:
    """Whom a message notifies: ``everyone``, ``user:…``, ``role:…``; empty is quiet."""
    allowed = message.payload.get("allowed_mentions")
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse", ()))
    if allowed is None and message.webhook:
        parse = {"users"}
    return frozenset({*_called(message, parse, allowed or {}), *_replied(message, allowed)})


def pinged_people(message: Message, people: Iterable[User]) -> tuple[User, ...]:
    """The people whom a message notifies, roles and everyone included."""
    pings, guild = pings_of(message), message.channel.guild
    return tuple(
        person
        for person in people
        if person is not message.author
        and (
            f"user:{person.id}" in pings
            or "everyone" in pings
            or (guild and any(f"role:{role.id}" in pings for role in guild.roles_of(person)))
        )
    )


def _called(message: Message, parse: set[str], allowed: dict[str, Any]) -> set[str]:
    users, roles = set(_USER.findall(message.content)), set(_ROLE.findall(message.content))
    users &= users if "users" in parse else {str(number) for number in allowed.get("users", ())}
    roles &= roles if "roles" in parse else {str(number) for number in allowed.get("roles", ())}
    loud = Permission.MENTION_EVERYONE in message.channel.permissions_of(message.author)
    roles = {number for number in roles if loud or not _is_guarded(message, number)}
    everyone = loud and "everyone" in parse and re.search("@everyone|@here", message.content)
    return {f"user:{n}" for n in users} | {f"role:{n}" for n in roles} | ({"everyone"} if everyone else set())


def _is_guarded(message: Message, number: str) -> bool:
    """Whether a role may be pinged only by those who may ping everyone."""
    guild = message.channel.guild
    return any(str(role.id) == number and not role.mentionable for role in guild.all_roles) if guild else False


def _replied(message: Message, allowed: dict[str, Any] | None) -> set[str]:
    loud = message.referenced and (allowed is None or allowed.get("replied_user", False))
    return {f"user:{message.referenced.author.id}"} if loud and message.referenced else set()
