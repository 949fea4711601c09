"""What is ready on a server and what is not, as `/setup` shows it; nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import discord

from ....domain.office import CheckItem, Checklist, Tick
from ....domain.schedules import zone_of
from ....domain.servers import ServerChoices
from ....render.labels import count, name_list
from ..posting.targets import GRANT_THERE
from ..wire.directory import Channel, Person, call_channel, permissions_in
from ..wire.receiving import Occasion, asker_of, bot_of

_GRANT = "in the server's settings under Roles, or in this channel's under Permissions, give it to the bot's role"
_NEEDED = {
    "view_channel": ("View Channel", "what is typed here does not reach the bot"),
    "send_messages": ("Send Messages", "answers to what is typed cannot be posted here, and nothing can be published"),
    "send_messages_in_threads": ("Send Messages in Threads", "in threads nothing can be answered"),
    "embed_links": ("Embed Links", "answers come as plain text, fewer lines at a time"),
    "attach_files": ("Attach Files", "a line too long for a page cannot be attached"),
    "read_message_history": (
        "Read Message History",
        "an answer is no reply to what was asked, and a document in an older message cannot be added",
    ),
}
OFFER_SLASH = (
    "To offer them the slash commands as well: Server Settings, Integrations, the bot's name, and add the roles there."
)
"""What Discord lets nobody but who manages a server do for the roles of its editors: no bot can."""

_TO_WRITE = ("view_channel", "send_messages", "embed_links")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the checklist of a server rests on."""

    guild: discord.Guild
    asker: Person
    mine: discord.Permissions
    """The bot's permissions in the channel where the checklist was asked for."""

    typed: bool
    """Whether typed commands reach the bot."""

    slash: bool | None
    """Whether slash commands do; None where only the host's bot can know."""

    documents: int
    """How many documents answer here."""


def look_around(occasion: Occasion, documents: int) -> Circumstances:
    """Find out what a server is like where something was called. Raises ValueError in a private message."""
    if occasion.guild is None:
        raise ValueError("a private message has no set-up")
    bot = bot_of(occasion)
    channel: Any = occasion.channel
    try:
        mine = channel.permissions_for(occasion.guild.me)
    except (AttributeError, discord.ClientException):
        # A channel that the gateway has not told of: Discord's own sum, which counts what slash allows by itself.
        mine = occasion.app_permissions if isinstance(occasion, discord.Interaction) else occasion.bot_permissions
    has_slash = getattr(bot, "has_slash", None)
    return Circumstances(occasion.guild, asker_of(occasion), mine, bot.intents.message_content, has_slash, documents)


def check_server(found: Circumstances, choices: ServerChoices) -> Checklist:
    """The checklist of a server."""
    return Checklist(
        (
            *_check_permissions(found.mine),
            _check_typed(is_heard=found.typed),
            _check_slash(is_sent=found.slash),
            _check_documents(found.documents, choices),
            _check_zone(choices.zone),
            _check_digest_channel(found, choices.digest_channel),
            _check_editors(found.guild, choices.editors),
            _check_channels(found, choices.channels),
        )
    )


def _missing(permissions: discord.Permissions, names: Iterable[str]) -> list[str]:
    return [name for name in names if not getattr(permissions, name)]


def _check_permissions(mine: discord.Permissions) -> Iterator[CheckItem]:
    missing = _missing(mine, _NEEDED)
    if not missing:
        yield CheckItem("permissions in this channel", Tick.DONE, f"all {len(_NEEDED)} are given")
    for name in missing:
        label, breaks = _NEEDED[name]
        yield CheckItem(f"permission {label} in this channel", Tick.TO_DO, breaks, _GRANT)


def _check_typed(*, is_heard: bool) -> CheckItem:
    if is_heard:
        return CheckItem("message content intent", Tick.DONE, "typed commands reach the bot")
    remedy = (
        "whoever runs the bot turns on Message Content Intent in Discord's developer portal, under Bot, and starts it "
        "again; slash commands and mentions work without"
    )
    return CheckItem("message content intent", Tick.TO_DO, "typed commands do not reach the bot", remedy)


def _check_slash(*, is_sent: bool | None) -> CheckItem:
    name = "slash commands"
    if is_sent is None:
        return CheckItem(name, Tick.UNKNOWN, "they are sent to Discord by the bot that this desk is a part of")
    if is_sent:
        return CheckItem(name, Tick.DONE, "Discord has them as they are now")
    return CheckItem(
        name,
        Tick.TO_DO,
        "Discord has those of an earlier start, if any",
        "whoever runs the bot looks into its log, and starts it again",
    )


def _check_documents(number: int, choices: ServerChoices) -> CheckItem:
    library = "those of the bot's own library included" if choices.library else "the bot's own library is switched off"
    if number:
        return CheckItem("documents", Tick.DONE, f"{count(number, 'document')} on the shelf, {library}")
    return CheckItem("documents", Tick.TO_DO, f"none is on the shelf, {library}", "take one in with the command add")


def _check_zone(zone: str | None) -> CheckItem:
    name = "time zone"
    if zone is None:
        return CheckItem(
            name, Tick.TO_DO, "none is chosen: times are in UTC", "press “Time zone” below, or call settings"
        )
    if zone_of(zone) is None:
        return CheckItem(name, Tick.TO_DO, f"{zone} is not known here any more", "choose another one: settings zone")
    return CheckItem(name, Tick.DONE, zone)


def _check_digest_channel(found: Circumstances, number: int | None) -> CheckItem:
    name = "digest channel"
    if number is None:
        remedy = "choose one from the list below, or call settings"
        return CheckItem(name, Tick.TO_DO, "none is chosen: each digest has to name its own", remedy)
    channel = found.guild.get_channel_or_thread(number)
    if channel is None:
        says = "the one that was chosen is gone, or hidden from the bot"
        return CheckItem(name, Tick.TO_DO, says, "let the bot see it, or choose another: settings digest_channel")
    called = call_channel(channel, found.asker)
    missing = _missing(permissions_in(channel, found.guild.me), _TO_WRITE)
    if missing:
        labels = name_list([_NEEDED[each][0] for each in missing])
        return CheckItem(name, Tick.TO_DO, f"{called}, where the bot lacks {labels}", GRANT_THERE)
    return CheckItem(name, Tick.DONE, f"{called}, and the bot may write there: digests that name no other go to it")


def _check_editors(guild: discord.Guild, roles: tuple[int, ...]) -> CheckItem:
    name = "roles"
    if not roles:
        return CheckItem(name, Tick.DONE, "only who may manage the server takes documents in and changes settings")
    found = [role for number in roles if (role := guild.get_role(number))]
    if len(found) < len(roles):
        gone = count(len(roles) - len(found), "role")
        return CheckItem(name, Tick.TO_DO, f"{gone} of those chosen is no more", "choose again: settings editors")
    says = f"{name_list([f'@{role.name}' for role in found])} may take documents in and change settings, by typing"
    return CheckItem(name, Tick.DONE, says, f"{OFFER_SLASH[0].lower()}{OFFER_SLASH[1:]}")


def _check_channels(found: Circumstances, numbers: tuple[int, ...]) -> CheckItem:
    name = "channels"
    if not numbers:
        return CheckItem(name, Tick.DONE, "questions are answered in every channel that the bot sees")
    guild = found.guild
    there = [channel for number in numbers if (channel := guild.get_channel_or_thread(number))]
    silent = [each for each in there if _missing(permissions_in(each, guild.me), ("view_channel", "send_messages"))]
    if not there:
        says = "those that were chosen are gone, or hidden from the bot: no question is answered anywhere"
        return CheckItem(name, Tick.TO_DO, says, "choose again, or none: settings channels -")
    if silent:
        says = f"the bot may not write in {_call_all(silent, found.asker)}"
        return CheckItem(name, Tick.TO_DO, says, GRANT_THERE)
    return CheckItem(name, Tick.DONE, f"questions are answered in {_call_all(there, found.asker)}")


def _call_all(channels: Iterable[Channel], asker: Person) -> str:
    """Channels as they are called to somebody."""
    return name_list(list(dict.fromkeys(call_channel(each, asker) for each in channels)))
