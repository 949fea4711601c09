"""A start while Discord has its own troubles: a moment is waited for, and what lasts is one line."""

import asyncio

import discord
import pytest
import yarl

from bot.desk.digests.pressroom import Pressroom
from bot.desk.digests.terms import Terms
from bot.domain.errors import ArchiveUnavailable
from bot.faces.discord.client import NoDiscord, Stay, run_bot
from bot.faces.discord.cogs.press import Printworks
from tests.desk.servers import house_of
from tests.discord.no_office import NoOffice
from tests.discord_server import DiscordServer, RateLimit, Reset, ServerError


class NoDesks:
    """Nothing is asked here."""


@pytest.fixture
async def server(monkeypatch):
    async with DiscordServer() as loopback:
        monkeypatch.setattr(discord.http.Route, "BASE", loopback.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(loopback.gateway_url))
        yield loopback


def start(server):
    return asyncio.ensure_future(run_bot(NoDesks(), NoOffice(), [].append, Stay(server.state.token, "!")))


@pytest.mark.parametrize("fault", [ServerError(503), Reset(), RateLimit(0.1)], ids=str)
@pytest.mark.parametrize("on", ["GET /users/@me", "GET /gateway/bot", "GET /applications/*/commands"])
async def test_a_start_waits_for_a_moment(server, on, fault):
    order = server.fails(on, fault)
    running = start(server)
    await server.connected()
    assert order.struck == 1
    assert server.state.commands[None]
    running.cancel()
    await asyncio.wait({running})


async def test_commands_that_cannot_be_told_of_keep_nobody_from_starting(server, caplog):
    order = server.fails("PUT /applications/*/commands", RateLimit(3600))
    running = start(server)
    await server.connected()
    assert order.struck == 1
    assert "could not be sent" in caplog.text
    running.cancel()
    await asyncio.wait({running})


async def test_digests_are_taken_up_once_discord_has_let_the_bot_in_and_before_any_is_posted(server):
    """Others may post on the same ledger: whoever cannot post has no say in what is posted."""
    done, enough = [], asyncio.Event()

    class Rounds(Pressroom):
        async def work(self, poster):
            done.append("a round")
            await super().work(poster)
            if len(done) >= 4:
                enough.set()

    async def take_up():
        done.append("taken up")
        if len(done) == 1:
            raise ArchiveUnavailable("a moment")

    async with house_of() as house:
        works = Printworks(Rounds(house.archive, None, house.watch, Terms(interval=0.01)), take_up)
        given = (house.desks, house.office, [].append)
        with pytest.raises(NoDiscord):
            await run_bot(*given, Stay("wrong", "!"), works)
        assert done == []
        running = asyncio.ensure_future(run_bot(*given, Stay(server.state.token, "!"), works))
        await asyncio.wait_for(enough.wait(), 60)
        running.cancel()
        await asyncio.wait({running})
    assert done[:4] == ["taken up", "taken up", "a round", "a round"]


async def test_what_stands_before_discord_and_lets_nobody_in_ends_the_start_in_one_line(server):
    server.fails("GET /users/@me", RateLimit(via=False))
    with pytest.raises(NoDiscord) as refused:
        await start(server)
    assert str(refused.value).startswith("Discord cannot be reached: ")
    assert len(str(refused.value).splitlines()) == 1
