"""Who may call what, where and how often: asked before anything is answered."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import discord

from ....domain.errors import CannotAnswer
from ....domain.servers import OPERATOR, Caller, ServerChoices
from ....render.labels import count
from ...commands.rows import Call, Rights
from ..wire.delivery import Unreached, insist
from ..wire.receiving import Context, Interaction, Occasion

_WHO_MAY = {
    Rights.EDIT: "for who may manage this server, or has a role that its setting “editors” names",
    Rights.MANAGE: "for who may manage this server: they give others their rights",
    Rights.OPERATE: "for who runs this bot",
}
_MOST_KEPT = 10_000


class Way(Enum):
    """How a command came: slash and buttons can be answered to one person alone, what is typed cannot."""

    PRIVATE = auto()
    SPOKEN = auto()
    TYPED = auto()


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and what they are on their server; `places` are the channel and, where it is a thread, its parent."""

    caller: Caller
    places: frozenset[int]
    roles: frozenset[int] = frozenset()
    manages: bool = False
    operates: bool = False
    way: Way = Way.PRIVATE

    def may(self, rights: Rights, choices: ServerChoices) -> bool:
        """Whether somebody has these rights. In a private message there is nothing to look after."""
        if rights is Rights.ASK:
            return True
        if rights is Rights.OPERATE:
            return self.operates
        edits = rights is Rights.EDIT and bool(self.roles & set(choices.editors))
        return self.caller.server != OPERATOR and (self.manages or edits)


class NotAdmitted(CannotAnswer):
    """A call that is not let through; `channels` are those in which it would be. Unless `told`, nothing is said."""

    def __init__(self, words: str, channels: tuple[int, ...] = (), *, told: bool = True) -> None:
        super().__init__(words)
        self.channels = channels
        self.told = told


def channels_of(error: CannotAnswer) -> tuple[int, ...]:
    """The channels that an error names beside its words."""
    return error.channels if isinstance(error, NotAdmitted) else ()


class Gate:
    """Lets calls through, or not, by what is chosen on their server."""

    def __init__(
        self,
        choices: Callable[[int], Awaitable[ServerChoices]],
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        """`choices` gives those of a server, `tick` the seconds since some moment."""
        self._choices = choices
        self._pace = _Pace(tick)

    async def admit(self, asker: Asker, call: Call) -> ServerChoices:
        """Let a call through, count it, and give the choices it went by. Raises NotAdmitted, ArchiveUnavailable."""
        choices = await self._choices(asker.caller.server)
        _check_rights(asker, call, choices)
        # Whoever looks after a server can put right what is chosen there from any of its channels.
        if call.rights is Rights.ASK:
            _check_place(asker, choices)
            self._check_pace(asker, choices)
        return choices

    async def admit_again(self, asker: Asker, call: Call) -> None:
        """Let through who goes on with a call's answer, which is not counted. Raises as `admit` does."""
        choices = await self._choices(asker.caller.server)
        _check_rights(asker, call, choices)
        if call.rights is Rights.ASK:
            _check_place(asker, choices)

    async def admits(self, asker: Asker) -> bool:
        """Whether what anybody may ask is answered where they are; nothing is counted. Raises ArchiveUnavailable."""
        return _is_place(asker, await self._choices(asker.caller.server))

    def _check_pace(self, asker: Asker, choices: ServerChoices) -> None:
        server, channel, user = asker.caller.server, asker.caller.channel, asker.caller.user
        kept = {("user", server, user): choices.cooldown, ("channel", server, channel): choices.channel_cooldown}
        slow = self._pace.take({key: seconds for key, seconds in kept.items() if seconds})
        if not slow:
            return
        whose = "One command of yours" if slow.key[0] == "user" else "One command in this channel"
        every, left = kept[slow.key], math.ceil(slow.left)
        words = f"{whose} is answered every {count(every, 'second')}: try again in {count(left, 'second')}."
        raise NotAdmitted(words, told=asker.way is Way.PRIVATE or slow.is_first)


def _check_rights(asker: Asker, call: Call, choices: ServerChoices) -> None:
    if asker.may(call.rights, choices):
        return
    if asker.caller.server == OPERATOR and call.rights is not Rights.OPERATE:
        raise NotAdmitted(f"{call.command.name} is for servers: call it on the server that it is for")
    what = " ".join([call.command.name, *(str(value) for name, value in call.values.items() if name == "name")])
    raise NotAdmitted(f"{what} is {_WHO_MAY[call.rights]}")


def _check_place(asker: Asker, choices: ServerChoices) -> None:
    if not _is_place(asker, choices):
        words = "On this server questions are answered elsewhere:"
        # What is typed behind a prefix may be another bot's; whoever says our name expects an answer.
        raise NotAdmitted(words, choices.channels, told=asker.way is not Way.TYPED)


def _is_place(asker: Asker, choices: ServerChoices) -> bool:
    return not choices.channels or bool(asker.places & set(choices.channels))


_Key = tuple[str, int, int]


@dataclass(slots=True)
class _Turn:
    """When a turn ends, and whether somebody who came too early was told so."""

    ends: float
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class _Slow:
    key: _Key
    left: float
    is_first: bool


class _Pace:
    """Turns that last: while one does, nobody has the next."""

    def __init__(self, tick: Callable[[], float]) -> None:
        self._tick = tick
        self._turns: dict[_Key, _Turn] = {}

    def take(self, kept: dict[_Key, int]) -> _Slow | None:
        """Take a turn under each key, which lasts some seconds; give what is still going on, and take none then."""
        now = self._tick()
        going = [(key, turn) for key in kept if (turn := self._turns.get(key)) and turn.ends > now]
        if going:
            key, turn = max(going, key=lambda pair: pair[1].ends)
            is_first, turn.is_told = not turn.is_told, True
            return _Slow(key, turn.ends - now, is_first)
        if len(self._turns) > _MOST_KEPT:
            self._turns = {key: turn for key, turn in self._turns.items() if turn.ends > now}
        self._turns |= {key: _Turn(now + seconds) for key, seconds in kept.items()}
        return None


async def asker_at(occasion: Occasion, rights: Rights = Rights.ASK) -> Asker:
    """Who typed, called, pressed or chose something; whether they run the bot is asked where `rights` need it.

    That is asked of Discord, so an interaction is acknowledged before. Raises NotAdmitted where it does not tell.
    """
    if isinstance(occasion, discord.Interaction):
        return await _who_called(occasion, rights)
    return await (_who_called(occasion.interaction, rights) if occasion.interaction else _who_typed(occasion, rights))


async def _who_called(press: Interaction, rights: Rights) -> Asker:
    operates = rights is Rights.OPERATE and await _runs(press.client, press.user)
    caller = Caller(press.guild_id or OPERATOR, press.channel_id or 0, press.user.id, press.user.display_name)
    places = _places(press.channel) | {caller.channel}
    return Asker(caller, places, _roles_of(press.user), press.permissions.manage_guild, operates)


async def _who_typed(context: Context, rights: Rights) -> Asker:
    author, way = context.author, Way.SPOKEN if (context.prefix or "").startswith("<@") else Way.TYPED
    operates = rights is Rights.OPERATE and await _runs(context.bot, author)
    manages = isinstance(author, discord.Member) and author.guild_permissions.manage_guild
    server = context.guild.id if context.guild else OPERATOR
    caller = Caller(server, context.channel.id, author.id, author.display_name)
    return Asker(caller, _places(context.channel), _roles_of(author), manages, operates, way)


def _roles_of(user: discord.abc.User) -> frozenset[int]:
    return frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()


async def _runs(bot: Any, user: discord.abc.User) -> bool:  # noqa: ANN401 - of whatever kind the host's is
    try:
        return bool(await insist(lambda: bot.is_owner(user)))
    except (Unreached, discord.HTTPException) as silent:
        raise NotAdmitted("Discord does not tell now who runs this bot: ask again in a minute") from silent


def _places(channel: Any) -> frozenset[int]:  # noqa: ANN401 - of a dozen classes, some of which have a parent
    ids = (getattr(channel, "id", None), getattr(channel, "parent_id", None))
    return frozenset(number for number in ids if number)
