"""Our own bot on Discord. In somebody else's bot nothing of this module runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
from discord.ext import commands

from ...desk.desks import Desks
from ...desk.office import Office
from ...domain.errors import TreatyDeskError
from ..commands.finding import CLOSE, find_command, nearest_commands
from ..commands.parsing import parse_spoken
from ..commands.rows import Call
from ..commands.table import BY_NAME, HEADS
from ..log.requests import Requests
from .cogs.desk import DeskCog
from .cogs.digests import DigestCog
from .cogs.following import answered_message, keep_to
from .cogs.office import OfficeCog
from .cogs.press import PressCog, Printworks
from .leaving import live_until_told
from .messages.pager import PageButton
from .messages.set_up import SET_UP_ITEMS
from .posting.poster import DiscordPoster
from .syncing import sync_if_changed
from .visiting import Visit, redirect, visit
from .wire.delivery import Unreached, insist
from .wire.events import leave_out_unreadable
from .wire.receiving import Context, stamp

CONTENT_OFF = (
    "Typed commands do not reach this bot: its message content intent is off. Use slash commands or begin with "
    "a mention; whoever runs the bot turns it on in Discord's developer portal under Bot, Message Content Intent, "
    "and starts it again."
)
_TURN_ON = "off: turn on Message Content Intent in Discord's developer portal, under Bot, and start the bot again"
_NO_SLASH = "those of an earlier start, if any: the log says why"
_NOT_MINE = "those of an earlier start, until the process with shard 0 has told Discord of these"
_NOT_LET_IN = "Discord does not take the token: check DISCORD_TOKEN"
_INTENT_OFF = "an intent is asked for that is off: turn on Message Content Intent in the developer portal, under Bot"
_CLOSED_FOR_GOOD = {
    4004: _NOT_LET_IN,
    4010: "Discord does not take the shard numbers",
    4011: "the bot is in so many servers that Discord asks for shards",
    4012: "Discord no longer speaks this version of its gateway: update discord.py",
    4013: "Discord does not know the intents that were asked for: update discord.py",
    4014: _INTENT_OFF,
}
"""Why the gateway lets the bot in no more, by the code with which it closes."""

_UNREACHED = (
    *(discord.HTTPException, discord.RateLimited, discord.GatewayNotFound, Unreached),
    *(aiohttp.ClientError, OSError),
)


class NoDiscord(TreatyDeskError):
    """The bot cannot be, or stay, on Discord."""


@dataclass(frozen=True, slots=True)
class Division:
    """Into how many shards the bot is divided, and which of them this process has; none named: all."""

    count: int = 1
    numbers: tuple[int, ...] = ()

    @property
    def own(self) -> Sequence[int]:
        """The shards of this process."""
        return self.numbers or range(self.count)


ONE_SHARD = Division()


class DeskBot(commands.AutoShardedBot):
    """Commands behind the prefix or a mention, and slash; what is said to the bot by name is asked.

    Its `requests` are all that is asked of it: once they are closed, nothing new is answered. Where it is given a
    `printworks` before it starts, digests are posted.
    """

    def __init__(self, cog: DeskCog, prefix: str, intents: discord.Intents, division: Division = ONE_SHARD) -> None:
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            case_insensitive=True,
            strip_after_prefix=True,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_ratelimit_timeout=60.0,
            # Given always: where it is not, the library takes the gateway that Discord names, and not a proxy's.
            shard_count=division.count,
            shard_ids=list(division.own),
        )
        leave_out_unreadable(self)
        self._cog = cog
        self._prefix = prefix
        # Of several processes the one with the first shard tells Discord of the commands.
        self.may_send = 0 in division.own
        self.requests = cog.requests
        self.printworks: Printworks | None = None
        self.has_slash = False

    async def setup_hook(self) -> None:
        """Add the commands, and tell Discord of them where they changed."""
        # Set here: given earlier, the library warns of the missing intent in words that help nobody.
        self.command_prefix = commands.when_mentioned_or(self._prefix)
        await self.add_cog(self._cog)
        self._cog.attach(self)
        office = self._cog.reception.office
        await self.add_cog(OfficeCog(self._cog, office, self))
        if office.scheduling:
            await self.add_cog(DigestCog(self._cog, office.scheduling))
        if self.printworks:
            await self.add_cog(PressCog(self.printworks, DiscordPoster(self, office, self.requests)))
        self.add_dynamic_items(PageButton, *SET_UP_ITEMS)
        registered = await sync_if_changed(self, may_send=self.may_send)
        self.has_slash = registered.is_current
        self._cog.name_commands(registered.ids)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's own
        """Note when an interaction came in, before anybody has time for it."""
        if event == "interaction":
            stamp(args[0])
        super().dispatch(event, *args, **kwargs)

    async def on_message(self, message: discord.Message, /) -> None:
        """Run a command; a message that begins with a mention may be one, or a question."""
        if message.author.bot or message.webhook_id:
            return
        context: Context = await self.get_context(message)
        called = message.content if self._is_named_alone(message) else context.prefix
        if called and called.startswith("<@"):
            words = message.content[len(called) :].strip()
            answered = answered_message(message, self.user)
            await self._cog.answer_with(context, lambda: keep_to(answered, _read_spoken(words)))
        else:
            await self.invoke(context)

    def _is_named_alone(self, message: discord.Message) -> bool:
        """Whether a message is our name and nothing else; for the library a blank has to follow it."""
        return self.user is not None and message.content.strip() in {f"<@{self.user.id}>", f"<@!{self.user.id}>"}

    async def on_command_error(self, context: Context, error: commands.CommandError, /) -> None:
        """Suggest for a mistyped command that is close to one of ours; others may be another bot's."""
        typed = context.invoked_with or ""
        if isinstance(error, commands.CommandNotFound) and _slips(typed):
            await self._cog.answer_with(context, lambda: Call(find_command(typed)))


@dataclass(frozen=True, slots=True)
class Stay:
    """The choices by which the bot is on Discord."""

    token: str = field(repr=False)
    prefix: str
    api: str | None = None
    """An address in the place of Discord's REST interface, as a proxy's."""

    gateway: str | None = None
    """An address in the place of Discord's gateway."""

    division: Division | None = None
    """The shards of this process; without it all that Discord recommends."""


async def run_bot(
    desks: Desks, office: Office, tell: Callable[[str], None], stay: Stay, printworks: Printworks | None = None
) -> None:
    """Be on Discord until SIGTERM or SIGINT.

    What is being sent then is finished first, within ten seconds; a second signal ends the process at once. Whoever
    runs the bot is told with `tell` in which ways it can be called, once it is there. Raises NoDiscord where Discord
    refuses the bot or cannot be reached.
    """
    redirect(stay.api, stay.gateway)
    requests = Requests()

    async def live() -> None:
        found = await _look_ahead(stay.token)
        shards = stay.division or Division(found.shards)
        _refuse_too_many_sessions(found, shards)
        async with make_bot(desks, office, stay, found.intents, requests, shards) as bot:
            bot.printworks = printworks
            _tell_ways(bot, stay.prefix, shards, tell)
            await bot.start(stay.token)

    with _explained():
        await live_until_told(live(), requests)


def make_bot(
    desks: Desks,
    office: Office,
    stay: Stay,
    intents: discord.Intents,
    requests: Requests,
    shards: Division = ONE_SHARD,
) -> DeskBot:
    """The bot with all its commands, not on Discord yet."""
    remarks = () if intents.message_content else (CONTENT_OFF,)
    cog = DeskCog(desks, office, requests, prefix=stay.prefix, remarks=remarks)
    return DeskBot(cog, stay.prefix, intents, shards)


@contextmanager
def _explained() -> Iterator[None]:
    """Raise NoDiscord, in words that say what to do, for what the library raises."""
    try:
        yield
    except discord.LoginFailure:
        raise NoDiscord(_NOT_LET_IN) from None
    except discord.PrivilegedIntentsRequired:
        raise NoDiscord(_INTENT_OFF) from None
    except discord.ConnectionClosed as closed:
        why = _CLOSED_FOR_GOOD.get(closed.code, f"Discord closed the connection with code {closed.code}")
        raise NoDiscord(why) from closed
    except _UNREACHED as error:
        raise NoDiscord(f"Discord cannot be reached: {str(error) or type(error).__name__}") from error


async def _look_ahead(token: str) -> Visit:
    """What Discord says of the bot; asked again where it cannot say for a moment. Raises NoDiscord, Unreached."""

    async def ask() -> Visit:
        try:
            return await visit(token)
        except aiohttp.ClientConnectorError as nobody:
            # A wrong address does not get right: whoever set it is told at once.
            raise NoDiscord(f"Discord cannot be reached: {nobody}") from nobody

    return await insist(ask)


def _refuse_too_many_sessions(found: Visit, shards: Division) -> None:
    """Raise NoDiscord where the bot would begin more sessions than Discord allows in a day: it would lose its token."""
    if found.sessions < len(shards.own):
        minutes = max(1, round(found.renewal / 60))
        raise NoDiscord(f"the bot was started too often today: Discord takes it again in {minutes} minutes")


def _tell_ways(bot: DeskBot, prefix: str, shards: Division, tell: Callable[[str], None]) -> None:
    """Tell which of the three ways to call the bot are open, whenever Discord begins a session with it."""

    async def on_shard_connect(number: int) -> None:
        if number != shards.own[0]:
            return
        typed = "on" if bot.intents.message_content else _TURN_ON
        slash = "on" if bot.has_slash else _NO_SLASH if bot.may_send else _NOT_MINE
        own = "" if shards.count == 1 else f" with {len(shards.own)} of {shards.count} shards"
        tell(
            f"on Discord as {bot.user}{own}; slash commands (/help): {slash}; "
            f"by mention (@{bot.user and bot.user.name} help): on; typed commands ({prefix}help): {typed}"
        )

    bot.add_listener(on_shard_connect)


def _read_spoken(words: str) -> Call:
    """What is said to the bot: a command, a question, or a slip of the fingers. Raises BadCommand."""
    if not words:
        return Call(BY_NAME["help"])
    first = words.split(maxsplit=1)[0]
    if first.lower() not in HEADS and not words.endswith("?") and _slips(first):
        return Call(find_command(first))
    return parse_spoken(words)


def _slips(typed: str) -> bool:
    """Whether a name is so near to one of ours that a slip of the fingers is likely."""
    near = nearest_commands(typed)
    return bool(near) and near[0].closeness >= CLOSE
