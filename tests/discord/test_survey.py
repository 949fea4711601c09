"""What a check is told by Discord, and that it changes nothing there."""

from datetime import time

import discord
import pytest
import yarl

from bot.domain.office import Tick
from bot.domain.schedules import Schedule
from bot.faces.discord import survey
from bot.faces.discord.client import Division, Stay
from bot.faces.discord.survey import survey_discord
from tests.discord_server import DiscordServer, RateLimit, Stall


class NoOffice:
    """Nothing is chosen here, and nothing is scheduled."""

    scheduling = None

    async def choices(self, server):
        raise AssertionError("nobody asks")


async def survey_on(server, token=None, division=None):
    stay = Stay(token or server.state.token, "!", server.api_url, division=division)
    items = await survey_discord(None, NoOffice(), stay)
    return {item.name: item for item in items}


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch):
    """Where Discord is, is put back afterwards."""
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL("ws://127.0.0.1:9"))
    monkeypatch.setattr(discord.VoiceClient, "warn_nacl", False)


async def test_a_new_bot_has_its_token_taken_and_two_things_to_do():
    async with DiscordServer() as server:
        found = await survey_on(server)
        assert found["Discord"].says == "takes the token, the bot is Desk"
        assert found["message content intent"].tick is Tick.TO_DO
        assert "developer portal" in found["message content intent"].remedy
        assert found["slash commands"].tick is Tick.TO_DO
        assert {request.method for request in server.requests} == {"GET"}
        assert server.gateway.identifies == []


async def test_what_is_on_and_up_to_date_is_done_and_too_few_shards_are_told():
    async with DiscordServer(message_content=True) as server:
        server.gateway.shards = 4
        server.gateway.sessions_left = 1
        found = await survey_on(server, division=Division(2))
        assert found["message content intent"].tick is Tick.DONE
        assert found["number of shards"].remedy == "set SHARD_COUNT to 4, or leave it out"
        assert "60 minutes" in found["Discord sessions"].says


async def test_a_digest_of_the_operators_for_a_server_without_the_bot_is_to_do():
    async with DiscordServer() as server:
        here, there = (Schedule(n, "news", 2, (time(9),), "UTC") for n in (server.guild.id, 5))
        items = await survey_discord(None, NoOffice(), Stay(server.state.token, "!", server.api_url), [here, there])
    (told,) = [item for item in items if item.name == "digest"]
    assert told.tick is Tick.TO_DO
    assert "for server 5, on which the bot is not" in told.says


async def test_a_server_that_discord_says_nothing_of_leaves_the_rest_known(monkeypatch):
    """Twenty digests of it are asked for once."""
    monkeypatch.setattr(survey, "_PATIENCE_OF_SERVERS", 4.0)
    async with DiscordServer() as server:
        here = Schedule(server.guild.id, "here", 2, (time(9),), "UTC")
        there = Schedule(5, "there", 2, (time(9),), "UTC")
        slow = [Schedule(6, f"slow {number}", 2, (time(9),), "UTC") for number in range(20)]
        broken = Schedule(7, "broken", 2, (time(9),), "UTC")
        order = server.fails("GET /guilds/6", Stall(60.0), times=20)
        server.fails("GET /guilds/7", RateLimit(3600))
        stay = Stay(server.state.token, "!", server.api_url)
        items = await survey_discord(None, NoOffice(), stay, [*slow, here, there, broken])
        assert order.struck == 1
    assert {"Discord", "message content intent", "slash commands"} <= {item.name for item in items}
    told = [(item.tick, item.says.split("“")[1].split("”")[0]) for item in items if item.name == "digest"]
    unknown = [(Tick.UNKNOWN, each.name) for each in (*slow, broken)]
    assert sorted(told) == sorted([(Tick.TO_DO, "there"), *unknown])


async def test_a_token_that_is_not_taken_is_to_do():
    async with DiscordServer() as server:
        found = await survey_on(server, token="wrong")  # noqa: S106 - it opens nothing
    assert [(item.name, item.tick) for item in found.values()] == [("Discord", Tick.TO_DO)]
    assert "Reset Token" in found["Discord"].remedy


async def test_a_discord_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(survey, "_PATIENCE", 0.05)
    async with DiscordServer() as server:
        server.fails("GET /users/@me", Stall(1.0))
        found = await survey_on(server)
    assert found["Discord"].tick is Tick.UNKNOWN
    assert "cannot be reached (TimeoutError)" in found["Discord"].says
