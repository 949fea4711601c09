"""Our own bot on Discord. In somebody else's bot nothing of this module runs."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress

import aiohttp
import discord
import yarl
from discord.ext import commands

from ...desk.desk import Desk
from ...domain.errors import TreatyDeskError
from ..commands import BY_NAME, CLOSE, Call, find_command, nearest_commands, parse_spoken
from .cog import DeskCog
from .pager import PageButton
from .sending import Context
from .syncing import sync_if_changed

_log = logging.getLogger(__name__)

CONTENT_OFF = (
    "Typed commands do not reach this bot: its message content intent is off. Use slash commands or begin with "
    "a mention; whoever runs the bot turns it on in Discord's developer portal under Bot, Message Content Intent, "
    "and starts it again."
)
_TURN_ON = "off: turn on Message Content Intent in Discord's developer portal, under Bot, and start the bot again"
_NO_SLASH = "those of an earlier start, if any: the log says why"
_STOPS = (signal.SIGINT, signal.SIGTERM)
_FATAL = {
    4004: "Discord does not take the token: check DISCORD_TOKEN",
    4010: "Discord does not take the shard numbers",
    4011: "the bot is in so many servers that Discord asks for shards",
    4012: "Discord no longer speaks this version of its gateway: update discord.py",
    4013: "Discord does not know the intents that were asked for: update discord.py",
    4014: "an intent is asked for that is off: turn on Message Content Intent in the developer portal, under Bot",
}


class NoDiscord(TreatyDeskError):
    """The bot cannot be, or stay, on Discord."""


class DeskBot(commands.Bot):
    """Commands behind the prefix or a mention, and slash; what is said to the bot by name is asked."""

    def __init__(self, cog: DeskCog, prefix: str, intents: discord.Intents) -> None:
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
        )
        self._cog = cog
        self._prefix = prefix
        self.has_slash = False

    async def setup_hook(self) -> None:
        """Add the commands, and tell Discord of them where they changed."""
        # Set here: given earlier, the library warns of the missing intent in words that help nobody.
        self.command_prefix = commands.when_mentioned_or(self._prefix)
        await self.add_cog(self._cog)
        self.add_dynamic_items(PageButton)
        self.has_slash = await sync_if_changed(self)

    async def on_message(self, message: discord.Message, /) -> None:
        """Run a command; a message that begins with a mention may be one, or a question."""
        if message.author.bot or message.webhook_id:
            return
        context: Context = await self.get_context(message)
        if context.prefix and context.prefix.startswith("<@"):
            words = message.content[len(context.prefix) :].strip()
            await self._cog.answer_with(context, lambda: _read_spoken(words))
        else:
            await self.invoke(context)

    async def on_command_error(self, context: Context, error: commands.CommandError, /) -> None:
        """Suggest for a mistyped command that is close to one of ours; others may be another bot's."""
        typed = context.invoked_with or ""
        if isinstance(error, commands.CommandNotFound) and _slips(typed):
            await self._cog.answer_with(context, lambda: Call(find_command(typed)))


async def run_bot(
    desk: Desk,
    tell: Callable[[str], None],
    *,
    token: str,
    prefix: str,
    api: str | None = None,
    gateway: str | None = None,
) -> None:
    """Be on Discord until SIGTERM or SIGINT. `api` and `gateway` stand in for Discord's own addresses.

    Whoever runs the bot is told with `tell` in which ways it can be called, once it is there.
    Raises NoDiscord where Discord refuses the bot or cannot be reached.
    """
    _redirect(api, gateway)
    # This bot never speaks: that voice would need further packages is no news.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    try:
        intents = await _choose_intents(token)
        remarks = () if intents.message_content else (CONTENT_OFF,)
        bot = DeskBot(DeskCog(desk, prefix=prefix, remarks=remarks), prefix, intents)
        _tell_ways(bot, prefix, tell)
        await _stay(bot, token)
    except discord.LoginFailure:
        raise NoDiscord(_FATAL[4004]) from None
    except discord.PrivilegedIntentsRequired:
        raise NoDiscord(_FATAL[4014]) from None
    except discord.ConnectionClosed as closed:
        raise NoDiscord(_FATAL.get(closed.code, f"Discord closed the connection with code {closed.code}")) from closed
    except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
        raise NoDiscord(f"Discord cannot be reached: {error}") from error


def _redirect(api: str | None, gateway: str | None) -> None:
    """Set where Discord is, for the whole process: that is why it is ours alone to do."""
    if api:
        discord.http.Route.BASE = api.rstrip("/")
    if gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


async def _choose_intents(token: str) -> discord.Intents:
    """The default intents, and message content where the application has it: asking for it otherwise is fatal."""
    intents = discord.Intents.default()
    async with discord.Client(intents=discord.Intents(guilds=True)) as scout:
        await scout.login(token)
        flags = scout.application.flags if scout.application else discord.ApplicationFlags()
    intents.message_content = flags.gateway_message_content or flags.gateway_message_content_limited
    return intents


def _tell_ways(bot: DeskBot, prefix: str, tell: Callable[[str], None]) -> None:
    """Tell which of the three ways to call the bot are open, whenever Discord begins a session with it."""

    async def on_connect() -> None:
        typed = "on" if bot.intents.message_content else _TURN_ON
        tell(
            f"on Discord as {bot.user}; slash commands (/help): {'on' if bot.has_slash else _NO_SLASH}; "
            f"by mention (@{bot.user and bot.user.name} help): on; typed commands ({prefix}help): {typed}"
        )

    bot.add_listener(on_connect)


async def _stay(bot: DeskBot, token: str) -> None:
    """Be connected until a signal comes."""
    loop = asyncio.get_running_loop()
    async with bot:
        await bot.login(token)
        connection = asyncio.ensure_future(bot.connect())
        with suppress(NotImplementedError):  # Windows has no such signals, and ends with Ctrl+C
            for number in _STOPS:
                loop.add_signal_handler(number, connection.cancel)
        try:
            await connection
        except asyncio.CancelledError:
            _log.info("told to stop")
        finally:
            # Whoever sends a second signal while the rest is being closed wants the end at once.
            with suppress(NotImplementedError):
                for number in _STOPS:
                    loop.remove_signal_handler(number)


def _read_spoken(words: str) -> Call:
    """What is said to the bot: a command, a question, or a slip of the fingers. Raises BadCommand."""
    if not words:
        return Call(BY_NAME["help"])
    first = words.split(maxsplit=1)[0]
    if first.lower() not in BY_NAME and not words.endswith("?") and _slips(first):
        return Call(find_command(first))
    return parse_spoken(words)


def _slips(typed: str) -> bool:
    """Whether a name is so near to one of ours that a slip of the fingers is likely."""
    near = nearest_commands(typed)
    return bool(near) and near[0].closeness >= CLOSE
