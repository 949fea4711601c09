"""What a user is told where we, and not they, are wrong."""

import asyncio
import os
import signal

import discord
import pytest
import pytest_asyncio
import yarl

from bot.domain.citations import Citation, Snippet
from bot.domain.documents import Document
from bot.domain.servers import ServerChoices
from bot.domain.spans import Span
from bot.domain.summaries import Summary
from bot.faces.discord.client import DeskBot, Stay, run_bot
from bot.faces.discord.cogs.desk import DeskCog
from bot.faces.log.requests import Requests
from bot.render.markdown import unescape
from tests.discord.no_office import NoOffice
from tests.discord_server import DiscordServer


class FickleText(str):
    """A text that is another one each time it is read: what is shown is not what is stored."""

    __slots__ = ("reads",)

    def __getitem__(self, place):
        self.reads = getattr(self, "reads", 0) + 1
        return f"{self.reads} {str.__getitem__(self, place)}"


class BrokenDesk:
    """A desk with faults of every kind, one a command; it is every server's."""

    scheduling = None

    async def at(self, server):
        return self

    async def choices(self, server):
        return ServerChoices()

    async def sources(self):
        raise RuntimeError("a secret of the machine")

    async def facts(self, document=None):
        document = Document(1, "a.txt", FickleText("He said so."), "0" * 64)
        return Summary((Snippet(document, Span(0, 11), Citation(1, 1, 1)),), "nobody")


@pytest_asyncio.fixture
async def server(monkeypatch):
    """A Discord with our bot on it, in this process, on a desk that is broken."""
    async with DiscordServer(message_content=True) as loopback:
        monkeypatch.setattr(discord.http.Route, "BASE", loopback.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(loopback.gateway_url))
        monkeypatch.setattr(discord.VoiceClient, "warn_nacl", False)
        monkeypatch.setattr(discord.VoiceClient, "warn_dave", False)
        intents = discord.Intents.default()
        intents.message_content = True
        async with DeskBot(
            DeskCog(BrokenDesk(), NoOffice(), Requests(), remarks=["A remark. " * 30]), "!", intents
        ) as bot:
            await bot.login(loopback.state.token)
            connection = asyncio.ensure_future(bot.connect())
            await loopback.connected()
            yield loopback
            await bot.close()
            await connection


@pytest.mark.parametrize("command", ["sources", "facts"])
async def test_a_fault_is_one_line_with_a_number_that_the_log_has_too(server, caplog, command):
    """Nothing of the answer is sent: neither the error's words, nor lines that differ from the document."""
    await server.member_says(f"!{command}")
    told = await server.next_message()
    call = await server.member_calls(command)
    slash = await call.answer()
    for message in (told, slash):
        assert len(message.words.splitlines()) == 1
        number = message.words.rstrip("\\.").split()[-1]
        assert f"fault {number}" in caplog.text
        assert "secret" not in message.words
        assert "nothing was sent" not in message.words
        assert "He said" not in message.words
        assert message.pings == frozenset()
    assert len(server.messages) == 2


async def test_a_fault_between_pages_is_whispered_and_leaves_the_page(server):
    """The one who pressed is told; the message stays what it was."""
    old = server.add_old_answer("An older answer", [("Next", "treatydesk:n2:sources")])
    call = await server.member_presses(old, "Next")
    told = await call.answer()
    assert told is not old
    assert told.ephemeral
    assert "fault" in told.words
    assert old.content == "An older answer"


@pytest.mark.parametrize("piece", ["nonsense", "facts|x", "sources|1|2", "%%%|||", ""])
async def test_buttons_that_say_nothing_we_know_get_one_line(server, piece):
    old = server.add_old_answer("An older answer", [("Next", f"treatydesk:n2:{piece}")])
    told = await (await server.member_presses(old, "Next")).answer()
    assert told.ephemeral
    assert len(told.words.splitlines()) == 1


async def test_help_keeps_the_prefix_it_was_typed_with_when_its_pages_turn(server):
    """Typed, or said by name: not the one that the cog shows where it knows of none."""
    for typed, prefix in (("!", "!"), (f"{server.mention} ", "@Desk ")):
        await server.member_says(f"{typed}help")
        answer = await server.next_message()
        first = answer.words
        assert f"{prefix}sources" in unescape(first)
        turned = await (await server.member_presses(answer, "Next")).answer()
        assert turned.words != first
        back = await (await server.member_presses(answer, "Previous")).answer()
        assert back.words == first


async def test_once_told_to_stop_the_bot_listens_to_no_signal(monkeypatch):
    """So a second one ends it at once; and whoever runs it was told, once, in which ways it can be called."""
    told = []
    async with DiscordServer(message_content=True) as loopback:
        monkeypatch.setattr(discord.http.Route, "BASE", loopback.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(loopback.gateway_url))
        running = asyncio.ensure_future(
            run_bot(BrokenDesk(), BrokenDesk(), told.append, Stay(loopback.state.token, "!"))
        )
        await loopback.connected()
        await loopback.member_says("!help")
        await loopback.next_message()
        before = signal.getsignal(signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 60)
    assert before is not signal.SIG_DFL
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert len(told) == 1
