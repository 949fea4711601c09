"""The bot in this process, on a Discord on loopback: real desks, real documents, quick to start."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import yarl

from bot.bureau import Bureau, open_bureau
from bot.faces.discord.client import Stay, make_bot
from bot.faces.log.requests import Requests
from bot.settings.places import find_packaged
from bot.settings.settings import load_settings
from bot.wiring import open_newsroom
from tests.discord_server import DiscordServer

SEEDS = find_packaged("seeds")


@asynccontextmanager
async def indoors(server: DiscordServer, library: Path = SEEDS, kept: Path | None = None) -> AsyncIterator[Bureau]:
    """The bureau of a newsroom with a library, and its bot on Discord; nothing is kept.

    With a folder for what is `kept` it is the newsroom of that, and of the seeds.
    """
    settings = load_settings({"TREATY_DESK_DATA_FOLDER": str(kept)} if kept else {})
    async with open_newsroom(settings, library=None if kept else library) as newsroom, _led_to(server):
        bureau = open_bureau(newsroom)
        intents = discord.Intents.default()
        intents.message_content = server.state.application.message_content
        stay = Stay(server.state.token, "!")
        async with make_bot(newsroom.desks, bureau.office, stay, intents, Requests()) as bot:
            await bot.login(server.state.token)
            connection = asyncio.ensure_future(bot.connect())
            await server.connected()
            yield bureau
            await bot.close()
            await connection


@asynccontextmanager
async def _led_to(server: DiscordServer) -> AsyncIterator[None]:
    """Discord is where the server is, for as long as this lasts."""
    route, gateway = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, gateway.DEFAULT_GATEWAY
    route.BASE, gateway.DEFAULT_GATEWAY = server.api_url, yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        route.BASE, gateway.DEFAULT_GATEWAY = before
