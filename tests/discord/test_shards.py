"""Shards: as many as Discord recommends in one process, or some of them in each of several."""

import asyncio

import discord
import pytest
import yarl

from bot.faces.discord.client import Division, NoDiscord, Stay, run_bot
from tests.discord.no_office import NoOffice
from tests.discord.process import ended, running, start_bot, until
from tests.discord_server import DiscordServer


class NoDesks:
    """Nothing is asked here."""


async def sessions(server, count):
    known = server.gateway.sessions
    await until(lambda: len(known) == count and all(each.wire for each in known.values()))


def guild_of_shard(server, number):
    """A server that falls to a shard of two, with a channel."""
    guild = server.add_guild(f"Server of {number}")
    guild.id = (guild.id >> 23 << 23) | number << 22
    return server.add_channel(f"room {number}", guild=guild)


async def test_each_process_has_its_shard_and_each_server_one_process_that_answers(tmp_path):
    """And only the first tells Discord of the commands."""
    async with DiscordServer(message_content=True) as server:
        server.state.guilds.remove(server.guild)
        rooms = [guild_of_shard(server, number) for number in (0, 1)]
        starts = [
            await start_bot(server, tmp_path / str(number), SHARD_COUNT="2", SHARD_IDS=str(number)) for number in (1, 0)
        ]
        async with running(server, starts[0]) as second, running(server, starts[1]):
            await sessions(server, 2)
            for room in rooms:
                await server.member_says("!sources", channel=room)
                assert (await server.next_message()).channel is room
            await server.member_says("!sources", channel=server.direct())
            assert not (await server.next_message()).channel.guild
            second.terminate()
            status, errors = await ended(second)
            await server.member_says("!sources", channel=rooms[1])
            await server.member_says("!sources", channel=rooms[0])
            assert (await server.next_message()).channel is rooms[0]
            assert server.state.created.empty()
        assert sorted(each["shard"] for each in server.gateway.identifies) == [[0, 2], [1, 2]]
        assert [each.method for each in server.requests if each.path.endswith("/commands")].count("PUT") == 1
    assert status == 0
    assert "on Discord as Desk with 1 of 2 shards" in errors


@pytest.fixture
async def server(monkeypatch):
    """A Discord for a bot in this process, which is in no hurry to hear from one shard after the other."""

    async def no_pause(*_, **__):
        """As many sessions may begin at once as there are."""

    async with DiscordServer() as loopback:
        monkeypatch.setattr(discord.http.Route, "BASE", loopback.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(loopback.gateway_url))
        monkeypatch.setattr(discord.Client, "before_identify_hook", no_pause)
        yield loopback


async def test_without_a_division_there_are_as_many_shards_as_discord_recommends(server):
    server.gateway.shards = 3
    told = []
    running = asyncio.ensure_future(run_bot(NoDesks(), NoOffice(), told.append, Stay(server.state.token, "!")))
    await sessions(server, 3)
    assert sorted(each["shard"] for each in server.gateway.identifies) == [[0, 3], [1, 3], [2, 3]]
    await until(lambda: told)
    running.cancel()
    await asyncio.wait({running})
    assert len(told) == 1
    assert "with 3 of 3 shards" in told[0]


async def test_of_several_shards_the_chosen_ones_are_begun(server):
    stay = Stay(server.state.token, "!", division=Division(8, (2, 5)))
    running = asyncio.ensure_future(run_bot(NoDesks(), NoOffice(), [].append, stay))
    await sessions(server, 2)
    assert [each["shard"] for each in server.gateway.identifies] == [[2, 8], [5, 8]]
    running.cancel()
    await asyncio.wait({running})


async def test_where_too_many_sessions_were_begun_none_is_begun(server):
    """Discord takes the token away from whoever begins more."""
    server.gateway.sessions_left = 1
    with pytest.raises(NoDiscord, match="started too often today: Discord takes it again in 60 minutes"):
        await run_bot(NoDesks(), NoOffice(), [].append, Stay(server.state.token, "!", division=Division(2)))
    assert server.gateway.identifies == []
