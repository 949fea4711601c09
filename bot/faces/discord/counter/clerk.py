"""The clerk: carries out what a server's office is asked for on Discord, where words stand for channels and files."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import discord

from ....desk.desks import Desks
from ....desk.office import Office
from ....domain.errors import BadCommand, CannotAnswer
from ....domain.notices import Refusal
from ....domain.office import AuditSheet, ChoiceKind, ChoiceRow, ChoiceSheet, Taken, TakenList
from ....domain.passages import Shelf
from ....domain.replies import Reply
from ....domain.servers import AuditLine, Caller
from ...commands.digest_table import DIGEST
from ...commands.rows import Call
from ...commands.values import Value
from ...log.requests import Requests
from ..wire.delivery import Unreached, insist
from ..wire.directory import Person, find_channels, find_roles, name_channels, name_roles, name_thing
from ..wire.receiving import Occasion, asker_of, bot_of, interaction_of
from .checklist import OFFER_SLASH, check_server, look_around
from .digest_clerk import DigestClerk
from .health import gather_health

_log = logging.getLogger(__name__)

_MOST_BYTES = 10 * 1024 * 1024
"""No more is fetched; what the office takes in is less, and its own to say."""

_ID = re.compile(r"\b\d{15,20}\b", re.ASCII)
_NO_FILE = "add needs a document: attach a .txt or .md file to the command, or answer a message that has one"
_NOT_THERE = "the message that this answers is not there any more: attach the document to the command"
_NOT_FETCHED = "the message that this answers could not be fetched from Discord: call add again"
_NO_HISTORY = "the message that this answers cannot be read: give the bot the permission Read Message History"
_TYPED_SO_FAR = f"They may call what looks after this server by typing from now on. {OFFER_SLASH}"
_FIND: dict[str, Callable[[discord.Guild, str, Person], str]] = {
    "editors": lambda guild, words, _: find_roles(guild, words),
    "channels": find_channels,
    "digest_channel": find_channels,
}


class Clerk:
    """Carries out commands of the office for whoever was let in."""

    def __init__(self, office: Office, desks: Desks, requests: Requests) -> None:
        self._office, self._desks, self._requests = office, desks, requests
        self._digests = DigestClerk(office.scheduling, office, requests) if office.scheduling else None

    async def carry_out(self, occasion: Occasion, caller: Caller, call: Call) -> Reply:
        """The reply to a call; what cannot be done is a Refusal, any other error is a fault and is raised."""
        try:
            if call.command.head == DIGEST and self._digests:
                return await self._digests.do(occasion, caller, call)
            return await self._do(occasion, caller, call)
        except CannotAnswer as wrong:
            return Refusal(str(wrong))

    async def _do(self, occasion: Occasion, caller: Caller, call: Call) -> Reply:
        if call.command.name == "setup":
            return await self._check(occasion, caller)
        if call.command.name == "health":
            return gather_health(bot_of(occasion), self._requests, await self._office.census())
        if call.command.name == "add":
            return await self._add(occasion, caller, _known(call))
        reply: Reply = await getattr(self._office, call.command.name)(caller, **_with_numbers(occasion, call))
        if occasion.guild and isinstance(reply, ChoiceSheet):
            return _with_names(reply, occasion.guild, asker_of(occasion))
        if occasion.guild and isinstance(reply, AuditSheet):
            lines = (_with_names_in(line, occasion.guild, asker_of(occasion)) for line in reply.lines)
            return replace(reply, lines=tuple(lines))
        return reply

    async def _check(self, occasion: Occasion, caller: Caller) -> Reply:
        desk = await self._desks.at(caller.server)
        shelf = await desk.sources()
        documents = len(shelf.holdings) if isinstance(shelf, Shelf) else 0
        found = look_around(occasion, documents)
        listed = check_server(found, await self._office.choices(caller.server))
        digests = (await self._digests.check(found.guild, found.asker),) if self._digests else ()
        return replace(listed, items=(*listed.items, *digests))

    async def _add(self, occasion: Occasion, caller: Caller, known: dict[str, Any]) -> Reply:
        """Take in each file; of several, those that cannot be taken keep none of the others from it.

        `known` is what was said of the one there is. Raises BadCommand.
        """
        files = await _files_with(occasion)
        if len(files) == 1:
            return await self._office.add(caller, files[0].filename, await self._fetch(files[0]), **known)
        if known:
            raise BadCommand(f"add: what is said of a document is said of one: {len(files)} are attached")
        taken, refused = [], []
        for file in files:
            try:
                reply = await self._office.add(caller, file.filename, await self._fetch(file))
            except CannotAnswer as wrong:
                refused.append(f"{file.filename}: {wrong}")
            else:
                taken += [reply] if isinstance(reply, Taken) else []
        return TakenList(tuple(taken), tuple(refused))

    async def _fetch(self, file: discord.Attachment) -> bytes:
        """What is in a file. Raises BadCommand: one that is too large is not even fetched."""
        if file.size > _MOST_BYTES:
            raise BadCommand(f"{file.filename} has {file.size:,} bytes, and more than {_MOST_BYTES:,} are not fetched")
        try:
            return await insist(file.read)
        except (discord.HTTPException, Unreached) as error:
            _log.info("an attachment could not be fetched", exc_info=error)
            raise BadCommand(f"{file.filename} could not be fetched from Discord: send it again") from error


async def _files_with(occasion: Occasion) -> Sequence[discord.Attachment]:
    """The files of a call: the option's, those on the message, or those on the message that it answers.

    Raises BadCommand where there is none.
    """
    found: Sequence[discord.Attachment] = ()
    if interaction := interaction_of(occasion):
        file = getattr(interaction.namespace, "file", None)
        found = [file] if isinstance(file, discord.Attachment) else []
    elif occasion.message:
        found = occasion.message.attachments or await _files_answered(occasion.message)
    if not found:
        raise BadCommand(_NO_FILE)
    return found


async def _files_answered(message: discord.Message) -> Sequence[discord.Attachment]:
    """The files on the message that one answers. Raises BadCommand where it cannot be read."""
    answered = message.reference.resolved if message.reference else None
    if message.reference and message.reference.message_id and answered is None:
        number = message.reference.message_id
        try:
            answered = await insist(lambda: message.channel.fetch_message(number))
        except discord.Forbidden as closed:
            raise BadCommand(_NO_HISTORY) from closed
        except discord.NotFound as gone:
            raise BadCommand(_NOT_THERE) from gone
        except (discord.HTTPException, Unreached) as error:
            raise BadCommand(_NOT_FETCHED) from error
    return answered.attachments if isinstance(answered, discord.Message) else []


def _with_numbers(occasion: Occasion, call: Call) -> dict[str, Value]:
    """The call's arguments, channels and roles in them by their numbers. Raises BadCommand."""
    find = _FIND.get(str(call.values.get("name"))) if call.command.name == "settings" else None
    value = str(call.values.get("value", "-"))
    if occasion.guild and find and value != "-":
        return call.arguments | {"value": find(occasion.guild, value, asker_of(occasion))}
    return call.arguments


def _known(call: Call) -> dict[str, Any]:
    """What a call of add says of its document besides the text."""
    said: dict[str, Any] = dict(call.arguments)
    return said | ({"published": date.fromisoformat(said["published"])} if "published" in said else {})


def _with_names(sheet: ChoiceSheet, guild: discord.Guild, asker: Person) -> ChoiceSheet:
    """The settings with channels and roles by their names, and with what is left to do where editors were named."""
    named = replace(sheet, rows=tuple(_with_name(row, guild, asker) for row in sheet.rows))
    names_editors = any(row.name == sheet.changed == "editors" and row.value for row in sheet.rows)
    return replace(named, advice=_TYPED_SO_FAR) if names_editors else named


def _with_names_in(line: AuditLine, guild: discord.Guild, asker: Person) -> AuditLine:
    """A change with channels and roles by their names; what is gone, and people, keep their numbers."""
    return replace(line, detail=_ID.sub(lambda found: name_thing(guild, int(found[0]), asker), line.detail))


def _with_name(row: ChoiceRow, guild: discord.Guild, asker: Person) -> ChoiceRow:
    numbers = row.value if isinstance(row.value, tuple) else (row.value,) if isinstance(row.value, int) else ()
    if numbers and row.kind is ChoiceKind.ROLES:
        return replace(row, shown=name_roles(guild, numbers))
    if numbers and row.kind in {ChoiceKind.CHANNEL, ChoiceKind.CHANNELS}:
        return replace(row, shown=name_channels(guild, numbers, asker))
    return row
