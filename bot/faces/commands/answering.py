"""From a call to the desk's reply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from ...desk.desk import Desk
from ...domain.errors import CannotAnswer
from ...domain.notices import Help, HelpEntry, Refusal
from ...domain.replies import Reply
from .digest_table import DIGEST, DIGEST_HEADING
from .exporting import export
from .finding import find_command
from .office_table import OFFICE_HEADING
from .parsing import parse_command
from .rows import Call, Command
from .table import ALL_COMMANDS, BY_NAME, list_group


async def answer(desk: Desk, call: Call, remarks: Sequence[str] = ()) -> Reply:
    """The desk's reply to a call; `remarks` are what help should tell of the face that asks.

    What cannot be carried out is a Refusal; any other error is a fault and is raised.
    """
    try:
        if call.command is BY_NAME["help"]:
            return help_with(str(call.values.get("command", "")), remarks)
        if call.command.is_office:
            return Refusal(f"{call.command.name} is for servers on Discord; here {call.command.elsewhere}")
        if call.command is BY_NAME["export"]:
            return await export(desk, str(call.values.get("command", "")), datetime.now(UTC))
        reply: Reply = await getattr(desk, call.command.name)(**call.arguments)
    except CannotAnswer as error:
        return Refusal(str(error))
    return reply


def help_with(name: str = "", remarks: Sequence[str] = ()) -> Help:
    """Help on one command, or on all of them. Raises UnknownCommand."""
    asked = name.lstrip("!/")
    commands = list_group(asked) or [find_command(asked)] if asked else ALL_COMMANDS
    return Help(tuple(_entry(command, told=bool(asked)) for command in commands), tuple(remarks))


def _entry(command: Command, *, told: bool) -> HelpEntry:
    """A command as help shows it; with its examples where they are `told`, as they are for a single command."""
    heading = DIGEST_HEADING if command.head == DIGEST else OFFICE_HEADING if command.is_office else ""
    if not told:
        return HelpEntry(command.usage, command.does, heading=heading)
    called = tuple(parse_command(example).spell(slash=True) for example in command.examples)
    return HelpEntry(command.usage, command.does, command.examples, heading, called)
