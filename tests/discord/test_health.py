"""How the bot is, gathered while it runs, and shown to whoever runs it."""

import asyncio
import re
from datetime import timedelta

import discord
import pytest
import yarl

from bot.domain.health import Census
from bot.faces.discord.client import DeskBot
from bot.faces.discord.cogs.desk import DeskCog
from bot.faces.discord.counter.health import gather_health
from bot.faces.log.requests import Request, Requests
from bot.render.health import name_duration
from bot.render.markdown import unescape
from tests.discord.no_office import NoOffice
from tests.discord.process import running_bot
from tests.discord_server import DiscordServer, Permission, RateLimit

CENSUS = Census(2, 1, "0003")


async def test_shards_servers_load_and_memory_are_told_of_the_bot_that_runs(monkeypatch):
    requests = Requests()
    async with DiscordServer() as server:
        server.add_guild("Another")
        monkeypatch.setattr(discord.http.Route, "BASE", server.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
        bot = DeskBot(DeskCog(None, NoOffice(), requests), "!", discord.Intents.default())
        assert gather_health(bot, requests, CENSUS).shards == ()
        async with bot:
            running = asyncio.ensure_future(bot.start(server.state.token))
            await server.connected()
            await bot.wait_until_ready()
            with requests.follow(Request("health", 0, 0, 0)):
                health = gather_health(bot, requests, CENSUS)
        await asyncio.wait({running})
    (shard,) = health.shards
    assert (shard.number, shard.servers) == (0, 2)
    assert (health.load.in_flight, health.load.answered, health.load.last_fault) == (1, 0, None)
    assert health.uptime.total_seconds() > 0
    assert dict(health.versions)["discord.py"] == discord.__version__
    assert dict(health.versions)["schema"] == "0003"
    assert health.memory is None or health.memory > 10_000_000


def test_the_time_of_the_last_fault_is_kept():
    requests = Requests()
    with requests.follow(Request("ask", 0, 0, 0)) as request:
        request.outcome = "fault"
    assert requests.faults == 1
    assert requests.last_fault
    assert requests.last_fault >= requests.since


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (60, "1 minute"),
        (61, "1 minute, 1 second"),
        (3600, "1 hour"),
        (90_000, "1 day, 1 hour"),
        (86_401, "1 day"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(seconds, told):
    assert name_duration(timedelta(seconds=seconds)) == told


async def test_whoever_runs_the_bot_and_nobody_else_is_told(tmp_path):
    """By slash in a private message, where they may be alone with it, and typed on a server."""
    async with DiscordServer(message_content=True) as server, running_bot(server, tmp_path):
        chief = server.add_member("chief", server.guild.add_role("Chiefs", Permission.MANAGE_GUILD))
        ban = server.fails("GET /oauth2/applications/@me", RateLimit(via=False))
        told = await (await chief.slash("health")).answer()
        await server.next_message()
        assert (ban.struck, told.ephemeral) == (1, True)
        assert "does not tell now who runs this bot" in told.words
        call = await chief.slash("health")
        assert "is for who runs this bot" in unescape((await call.answer()).words)
        await server.next_message()
        asked = [request.path.rpartition("/")[2] for request in server.requests if request.status != 429]
        # Discord waits three seconds for the first response, and may take longer to say who owns the bot.
        assert asked[-3:] == ["callback", "@me", "@original"]
        operator = server.add_member("operator")
        del server.state.people[operator.id]
        operator.id = 1  # the application's owner
        server.state.people[1] = operator
        call = await operator.at(server.direct(operator)).slash("health")
        told = unescape((await call.answer()).words)
        await server.next_message()
        assert re.search(r"shard 0: Discord answers in \d+ ms; 1 server", told) or "shard 0: not connected" in told
        assert "1 being answered now" in told
        assert "2 documents in the library" in told
        assert "schema 00" in told
        await server.member_says("!health")
        assert "is for who runs this bot" in unescape((await server.next_message()).words)
        await operator.says("!health")
        assert "How the bot is" in (await server.next_message()).words
