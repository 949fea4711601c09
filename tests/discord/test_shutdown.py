"""Told to stop: what is being sent is finished, nothing new is begun, and the process ends in time."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot import calls
from bot.faces.discord import leaving
from bot.faces.discord.leaving import live_until_told
from bot.faces.log.requests import Request, Requests
from bot.render.markdown import unescape
from tests.checkout import HOUSE
from tests.discord.process import ended, environment, running, running_bot, start, until
from tests.discord_server import DiscordServer, File, Permission
from tests.discord_server.messages import Messages
from tests.warm import warm

SLOW = Path(__file__).with_name("slow_bot.py")


@pytest.fixture
def gate(monkeypatch):
    """Discord takes no answer to an interaction until this is set."""
    opened = asyncio.Event()
    real = Messages.edit

    async def edit(self, *what):
        await opened.wait()
        return await real(self, *what)

    monkeypatch.setattr(Messages, "edit", edit)
    return opened


async def begun(server):
    """A slash command that was acknowledged, and whose answer is on its way."""
    call = await server.member_calls("sources")
    await until(lambda: call.acknowledged)
    return call


async def hears(process, words):
    """Wait until the process says so on standard error."""
    async with asyncio.timeout(60):
        async for line in process.stderr:
            if words in line:
                return
    raise AssertionError("it ended without a word")


async def tell_to_stop(process):
    """Send the signal, and wait until the process says that it has heard it."""
    process.send_signal(signal.SIGTERM)
    await hears(process, b"told to stop")


async def test_an_answer_on_its_way_arrives_and_what_is_asked_later_is_refused(tmp_path, gate):
    server = DiscordServer(message_content=True)
    async with server, running_bot(server, tmp_path, TREATY_DESK_LOG_LEVEL="info") as process:
        call = await begun(server)
        await tell_to_stop(process)
        late = await server.member_calls("sources")
        for typed in ("!sources", f"{server.mention} sources"):
            await server.member_says(typed)
            assert "is being stopped" in (await server.next_message()).words
        await until(lambda: late.acknowledged)
        gate.set()
        answer, refusal = await call.answer(), await late.answer()
        status, errors = await ended(process)
        assert "Documents" in answer.words
        assert "is being stopped" in refusal.words
        assert server.gateway.closed == []
    assert status == 0
    assert not [line for line in errors.splitlines() if not line.startswith("INFO ")]


async def test_a_document_that_is_still_read_is_left_and_who_added_it_is_told(tmp_path):
    article = "“We signed the pact on Friday,” said Minister Ann Lee of Oslo.\n"
    server = DiscordServer(message_content=True)
    chief = server.add_member("chief", server.guild.add_role("Chiefs", Permission.MANAGE_GUILD))
    async with server:
        environ = environment(server, tmp_path, PYTHONPATH=str(HOUSE), TREATY_DESK_LOG_LEVEL="info")
        slow = await start(warm(SLOW), environ)
        async with running(server, slow) as process:
            await chief.says("!add", files=[File("pact.txt", article.encode())])
            await hears(process, b"it is read")
            await tell_to_stop(process)
            status, errors = await ended(process, within=10)
            told = unescape((await server.next_message()).words)
    assert "pact.txt was not taken in" in told
    assert status == 0
    assert "fault" not in errors


def test_all_that_is_waited_for_when_told_to_stop_is_under_ten_seconds():
    """Those who run containers wait so long, and then kill."""
    assert leaving._LAST_ANSWERS + leaving._LAST_REFUSALS + leaving._LAST_WORDS + calls._LAST_TASKS < 10


async def test_a_second_signal_ends_the_process_at_once(tmp_path, gate):
    async with DiscordServer() as server, running_bot(server, tmp_path, TREATY_DESK_LOG_LEVEL="info") as process:
        await begun(server)
        await tell_to_stop(process)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == -signal.SIGTERM
        gate.set()


async def test_an_answer_that_never_ends_is_left_and_so_is_a_discord_that_never_says_goodbye(monkeypatch, caplog):
    monkeypatch.setattr(leaving, "_LAST_ANSWERS", 0.02)
    monkeypatch.setattr(leaving, "_LAST_WORDS", 0.02)
    requests, never = Requests(), asyncio.Event()
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    async def live():
        with requests.follow(Request("ask", 0, 0, 0)):
            try:
                await never.wait()
            finally:
                await never.wait()

    living = asyncio.ensure_future(live_until_told(live(), requests))
    await asyncio.sleep(0)
    signal.raise_signal(signal.SIGINT)
    await asyncio.wait_for(living, 60)
    assert requests.closed
    assert "1 requests were not answered in time" in caplog.text
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    never.set()


async def test_what_ends_by_itself_is_told():
    async def live():
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        await live_until_told(live(), Requests())
