"""The rows of the office: what changes or shows a Discord server's own things, and who may."""

from __future__ import annotations

from collections.abc import Mapping

from ...desk.choosing import read_switch
from .rows import Command, Parameter, Rights
from .values import Value, read_address, read_day, read_number, read_where, read_word

OFFICE_HEADING = "On a Discord server, for those who look after it"

GUARDED = frozenset({"editors", "channels", "cooldown", "channel_cooldown"})
"""The settings that say who may do what: an editor who is given a role cannot give it, or more, to others."""

_WHOLE_CHANNEL = frozenset({"here", "server"})


def _setting_demands(values: Mapping[str, Value]) -> Rights:
    """An editor sees all settings, and sets those that give nobody rights."""
    return Rights.MANAGE if "value" in values and values.get("name") in GUARDED else Rights.EDIT


def _plain_demands(values: Mapping[str, Value]) -> Rights:
    """Everybody chooses for themselves, an editor for a channel or the server."""
    return Rights.EDIT if values.get("where") in _WHOLE_CHANNEL else Rights.ASK


def _always(_: Mapping[str, Value]) -> bool:
    return True


def _with_value(values: Mapping[str, Value]) -> bool:
    return "value" in values


def _with_name(values: Mapping[str, Value]) -> bool:
    return "name" in values


OFFICE_COMMANDS = (
    Command(
        "setup",
        "What is ready on this server, what is not, and what to do about it",
        (),
        ("setup",),
        rights=Rights.EDIT,
        elsewhere="call python -m bot check",
    ),
    Command(
        "add",
        "Take a document in: the file is attached, or the command answers a message that has one",
        (
            Parameter("title", "What the document is called", free=False),
            Parameter("outlet", "Who published it", free=False),
            Parameter("published", "The day on which it was, as 2025-03-14", free=False, read=read_day),
            Parameter("url", "Where it stands", free=False, read=read_address),
        ),
        ("add", "add title:Ministers meet in Vienna outlet:Example Times published:2025-03-14"),
        rights=Rights.EDIT,
        elsewhere="call python -m bot add FILE",
        changes=_always,
    ),
    Command(
        "withdraw",
        "Take a document of this server's out of all answers; its citations still resolve",
        (Parameter("number", "The document's number", required=True, read=read_number, suggests="documents"),),
        ("withdraw 3",),
        rights=Rights.EDIT,
        elsewhere="call python -m bot withdraw N",
        changes=_always,
    ),
    Command(
        "settings",
        "The settings of this server: all of them, or one that is set",
        (
            Parameter("name", "The setting's name", read=read_word),
            Parameter("value", "What it is set to; - sets it back"),
        ),
        ("settings", "settings private off", "settings zone Europe/Vienna"),
        rights=Rights.EDIT,
        demands=_setting_demands,
        elsewhere="edit config/bot.yaml",
        changes=_with_value,
    ),
    Command(
        "plain",
        "Answers as plain text without embeds: for yourself, here, or on the whole server",
        (
            Parameter("switch", "on or off; on where left out", read=read_switch, argument="on"),
            Parameter("where", "me, here or server; me where left out", read=read_where),
        ),
        ("plain", "plain off", "plain on here"),
        demands=_plain_demands,
        elsewhere="all is plain text",
        changes=_always,
    ),
    Command(
        "alias",
        "Another name for somebody on this server: all of them, a new one, or name:- to drop one",
        (
            Parameter("alias", "The other name"),
            Parameter("name", "Whose it is, as the documents have it; - drops it", free=False, suggests="names"),
        ),
        ("alias", "alias Volodya name:-", "alias Volodya name:Vladimir Putin"),
        rights=Rights.EDIT,
        elsewhere="add to config/lexicon/organisations.yaml",
        changes=_with_name,
    ),
    Command(
        "audit",
        "Who changed what on this server, the last first",
        (Parameter("lines", "How many, 1 to 200", read=read_number),),
        ("audit", "audit 10"),
        rights=Rights.EDIT,
        elsewhere="see the log",
    ),
    Command(
        "health",
        "How the bot is, for whoever runs it: latency, requests, documents, versions, memory",
        (),
        ("health",),
        rights=Rights.OPERATE,
        elsewhere="call python -m bot check",
    ),
)
"""What is changed, or shown of itself, on a server on Discord."""
