"""A visit to Discord before the bot lives there: what it may do, and into how many shards it is to be divided."""

from __future__ import annotations

from dataclasses import dataclass

import discord
import yarl


@dataclass(frozen=True, slots=True)
class Visit:
    """What Discord says of a bot.

    `shards` is how many it recommends; `sessions` how many more may be begun, and `renewal` the seconds until there
    are more of them. Whoever begins too many loses the token.
    """

    name: str
    content: bool
    shards: int
    sessions: int
    renewal: float

    @property
    def intents(self) -> discord.Intents:
        """The default intents, and message content where the portal has it: asking for it otherwise is fatal."""
        intents = discord.Intents.default()
        intents.message_content = self.content
        return intents


def redirect(api: str | None, gateway: str | None) -> None:
    """Set where Discord is, for the whole process: that is why it is ours alone to do."""
    # This bot never speaks: that voice would need further packages is no news.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    if api:
        discord.http.Route.BASE = api.rstrip("/")
    if gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


async def visit(token: str) -> Visit:
    """Ask Discord. Raises what the library raises."""
    async with discord.Client(intents=discord.Intents(guilds=True)) as scout:
        await scout.login(token)
        return await look_around(scout)


async def look_around(client: discord.Client) -> Visit:
    """What Discord says to a client that is logged in. Raises what the library raises."""
    shards, _, limit = await client.http.get_bot_gateway()
    flags = client.application.flags if client.application else discord.ApplicationFlags()
    content = flags.gateway_message_content or flags.gateway_message_content_limited
    return Visit(str(client.user), content, shards, limit["remaining"], limit["reset_after"] / 1000)
