"""The office: what changes or shows the things of one server, for those who may."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypedDict, Unpack

from ..archive.archive import Archive
from ..domain.documents import Document, Draft, Standing
from ..domain.errors import BadCommand, CannotAnswer, NoSuchDocument, UnreadableDocument
from ..domain.health import Census
from ..domain.notices import WhichOne
from ..domain.office import AliasList, AuditSheet, ChoiceSheet, Done, Gone, Taken
from ..domain.replies import Reply
from ..domain.servers import OPERATOR, Alias, Caller, Scope, ServerChoices, Signoff
from ..editing.material.cast import key_of, resolve
from ..editing.material.titles import take_off_title
from ..reading.reader import read_document
from .choosing import BACK, find_setting, list_choices, read_choice
from .desks import Desks
from .digests.scheduling import Scheduling
from .ports import Clock, Intake

_MOST_LINES = 200
_LONGEST_NAME, _LONGEST_LABEL = 100, 300
_MOST_ALIASES = 200
_NOT_TAKEN_IN = "{} was not taken in, for the bot is being stopped, or started anew: add it again in a minute"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a document may be, how many a server may have, and how long they are kept once the bot has left it."""

    bytes: int = 500_000
    documents: int = 1000
    days: int = 30


class Known(TypedDict, total=False):
    """What is known of a document besides its text."""

    title: str | None
    outlet: str | None
    published: date | None
    url: str | None


class Office:
    """Changes what a server has of its own, and shows it; each change is written down with it.

    Where digests can be posted, `scheduling` looks after them. Who may is for the face to ask. Every method may raise
    ArchiveUnavailable, and those that a command stands for BadCommand or another CannotAnswer.
    """

    def __init__(
        self,
        archive: Archive,
        desks: Desks,
        intake: Intake,
        clock: Clock,
        bounds: Bounds = Bounds(),
        scheduling: Scheduling | None = None,
    ) -> None:
        self._archive, self._register = archive, archive.register
        self._desks = desks
        self._lexicon = desks.style.lexicon
        self._intake = intake
        self._clock = clock
        self._bounds = bounds
        self.scheduling = scheduling
        self._reading = asyncio.Lock()

    @property
    def longest(self) -> int:
        """How many bytes a document may have."""
        return self._bounds.bytes

    async def choices(self, server: int) -> ServerChoices:
        """What is chosen on a server."""
        return await self._register.choices(server)

    async def add(self, caller: Caller, file_name: str, data: bytes, **known: Unpack[Known]) -> Reply:
        """Take a file in as a document of the caller's server, with what is known of it."""
        signed = self._sign(caller)
        try:
            draft = self._intake(file_name, data)
        except UnreadableDocument as wrong:
            raise BadCommand(str(wrong)) from wrong
        for label in (known.get("title"), known.get("outlet")):
            _check_label(label or "", _LONGEST_LABEL)
        try:
            async with self._reading:  # one at a time: a long text takes seconds, and others want to be answered
                return await self._take_in(signed, replace(draft, **known))
        except asyncio.CancelledError as cut:
            # The words go with it to whoever waits: an archive keeps a document whole or not at all.
            raise asyncio.CancelledError(_NOT_TAKEN_IN.format(file_name)) from cut

    async def _take_in(self, signed: Signoff, draft: Draft) -> Reply:
        """Read a draft and keep it as a document of the caller's server, if there is room for one more."""
        caller = signed.caller
        own = [a.document for a in await self._archive.shelf(caller.server, library=False).articles()]
        if held := await self._in_library(caller.server, draft):
            return Taken(held, known=True)
        is_held = any(document.sha256 == draft.sha256 for document in own)
        older = next((d for d in own if d.file == draft.file and d.sha256 != draft.sha256), None)
        # A new version goes where the older one stood: there are no more than before.
        if len(own) >= self._bounds.documents and not is_held and not older:
            raise CannotAnswer(
                f"this server has {len(own)} documents, and more are not taken in: withdraw one, or ask the operator"
            )
        reading = await asyncio.to_thread(read_document, draft.text, self._lexicon, draft.published)
        document = await self._archive.keep(draft, reading, server=caller.server, signed=signed)
        return Taken(document, known=is_held, replaced=older)

    async def withdraw(self, caller: Caller, number: int) -> Reply:
        """Take a document of the caller's server out of all answers."""
        signed = self._sign(caller)
        try:
            held = (await self._archive.shelf(caller.server, library=False).article(number)).document
            if held.standing is Standing.WITHDRAWN:
                return Gone(held, already=True)
            return Gone(await self._archive.withdraw(number, server=caller.server, signed=signed))
        except NoSuchDocument:
            choices = await self.choices(caller.server)
            await self._archive.shelf(caller.server, library=choices.library).article(number)
        raise CannotAnswer(
            f"document {number} is the operator's: the setting “library” takes all of theirs out of the answers here"
        )

    async def settings(self, caller: Caller, name: str | None = None, value: str | None = None) -> Reply:
        """The settings of the caller's server: all, one, or one that is set (``-`` takes the choice back)."""
        signed = self._sign(caller)
        setting = find_setting(name) if name else None
        if value is not None and setting is None:
            raise BadCommand(f"“{value}” is to be set, but not what: write the setting's name before it")
        if value is None or setting is None:
            return ChoiceSheet(list_choices(await self.choices(caller.server), setting))
        chosen = read_choice(setting, value)
        await self._register.choose(signed, setting.name, chosen)
        return ChoiceSheet(list_choices(await self.choices(caller.server), setting), changed=setting.name)

    async def plain(self, caller: Caller, where: str = Scope.USER, on: bool = True) -> Reply:  # noqa: FBT001, FBT002
        """Answers without embeds for the caller, in their channel, or on their server; or with embeds again."""
        try:
            scope = Scope(where)
        except ValueError:
            raise BadCommand(f"“{where}” is no place: write me, here or server") from None
        # A private message has no server to look after, and its reader may still choose for themselves.
        signed = Signoff(self._clock(), caller) if scope is Scope.USER else self._sign(caller)
        await self._register.choose(signed, "plain", on, scope)
        whose = {Scope.USER: "to you", Scope.CHANNEL: "in this channel", Scope.SERVER: "on this server"}[scope]
        return Done(f"Answers {whose} are {'plain text' if on else 'in embeds, where these are allowed'} from now on.")

    async def alias(self, caller: Caller, alias: str | None = None, name: str | None = None) -> Reply:
        """The other names on the caller's server: all, one, a new one, or with ``-`` one that is taken away."""
        signed = self._sign(caller)
        known = await self._register.aliases(caller.server)
        if alias is None and name is None:
            return AliasList(known)
        key = key_of(alias or "")
        if not alias or not key:
            raise BadCommand("the other name is missing: write it, and then name: and whose it is")
        same = next((each for each in known if key_of(each.alias) == key), None)
        if name is not None and name.strip() != BACK:
            return await self._set_alias(signed, Alias(alias, name), same, len(known))
        if same is None:
            raise CannotAnswer(f"“{alias}” is nobody's other name here: the command “alias” lists those that there are")
        if name is None:
            return AliasList((same,))
        await self._register.set_alias(signed, same.alias, None)
        return AliasList(await self._register.aliases(caller.server), f"“{same.alias}” is taken away.")

    async def audit(self, caller: Caller, lines: int = 20) -> Reply:
        """The last changes on the caller's server."""
        self._sign(caller)
        if not 1 <= lines <= _MOST_LINES:
            raise BadCommand(f"{lines} is no number of changes: write a whole number from 1 to {_MOST_LINES}")
        return AuditSheet(await self._register.audit(caller.server, lines))

    async def joined(self, server: int) -> None:
        """Note that the bot is in a server."""
        await self._register.join(server)

    async def left(self, server: int) -> None:
        """Note that the bot is in a server no more: what it has is deleted when its days are over."""
        await self._register.leave(server, self._clock())

    async def present(self) -> tuple[int, ...]:
        """The servers that the bot is in, as far as was noted."""
        return await self._register.present()

    async def forget_gone(self, now: datetime | None = None) -> tuple[int, ...]:
        """Delete all that servers have which were left too long ago, and give their ids."""
        before = (now or self._clock()) - timedelta(days=self._bounds.days)
        gone = await self._register.gone(before)
        forgotten = tuple([server for server in gone if await self._archive.forget(server, left_before=before)])
        if forgotten:
            # Not even in memory is anything of theirs to be left.
            self._desks.forget()
        return forgotten

    async def census(self) -> Census:
        """How many documents there are in all, for whoever runs the bot."""
        return await self._archive.census()

    def _sign(self, caller: Caller) -> Signoff:
        """The caller's signature under a change. Raises CannotAnswer where they are on no server."""
        if caller.server == OPERATOR:
            raise CannotAnswer("this belongs to a server: use it there, in one of its channels")
        return Signoff(self._clock(), caller)

    async def _in_library(self, server: int, draft: Draft) -> Document | None:
        """The operator's document with the same text, where the server sees the operator's."""
        if not (await self.choices(server)).library:
            return None
        articles = await self._archive.shelf(OPERATOR).articles()
        return next((a.document for a in articles if a.document.sha256 == draft.sha256), None)

    async def _set_alias(self, signed: Signoff, wanted: Alias, same: Alias | None, held: int) -> Reply:
        """Give somebody another name; whose name is not clear is asked, and who is not known yet may come."""
        alias, name = (" ".join(words.split()) for words in (wanted.alias, wanted.name))
        for words in (alias, name):
            _check_label(words, _LONGEST_NAME)
        if held >= _MOST_ALIASES and not same:
            raise CannotAnswer(f"this server has {held} other names, and more are not kept: take one away")
        server = signed.caller.server
        figures = (await (await self._desks.at(server)).story()).cast.figures
        # Whoever asks for somebody by a name of the documents must get just them.
        if own := resolve(figures, take_off_title(alias, figures, self._lexicon)).figures:
            raise CannotAnswer(f"“{alias}” is a name in the documents already, of {own[0].full}: choose another one")
        found = resolve(figures, take_off_title(name, figures, self._lexicon))
        if len(found.figures) > 1:
            return WhichOne(name, tuple(figure.full for figure in found.figures))
        full = found.only.full if found.only else name
        if key_of(alias) == key_of(full):
            raise BadCommand(f"“{alias}” is that name already: write another one")
        await self._register.set_alias(signed, alias, full, instead=same.alias if same else None)
        remark = f"“{alias}” is {full} from now on."
        remark += "" if found.only else " No document names them so far."
        return AliasList(tuple(await self._register.aliases(server)), remark)


def _check_label(words: str, longest: int) -> None:
    """Raise BadCommand where words are no label that fits on a line."""
    if len(words) > longest:
        raise BadCommand(f"a name of {len(words)} characters is too long: write up to {longest}")
    if not words.isprintable():
        raise BadCommand("a name here has signs that cannot be shown: type it anew, without them")


def utc_now() -> datetime:
    """The clock that wiring hands in."""
    return datetime.now(UTC)
