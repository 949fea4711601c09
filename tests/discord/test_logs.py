"""What the real bot writes to standard error: a line a request, nothing of its words, and no secret at any level."""

import asyncio
import json

import pytest

from bot.faces.discord.wire.faults import report_fault
from bot.faces.log.requests import Request, Requests
from tests.checkout import plain_checkout
from tests.discord.process import environment, running, stop
from tests.discord_server import DiscordServer
from tests.warm import warm

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # noqa: S105 - made up
ASKED = "xylophone"


async def ask_in_every_way(server):
    """Two commands, a question, a page and a mistake; each waits for its answer."""
    answer = await (await server.member_calls("source", number="1")).answer()
    await server.next_message()
    await (await server.member_presses(answer, "Next")).answer()
    for words in (f"!quotes {ASKED}", f"{server.mention} what of the {ASKED}?", f"!summary lines:{ASKED}"):
        await server.member_says(words)
        await server.next_message()


@pytest.fixture(params=["info", "debug"])
async def written(request, tmp_path):
    """The log of a bot that was asked something, its level, and the Discord that it was on."""
    more = {"TREATY_DESK_LOG_FORMAT": "json", "TREATY_DESK_LOG_LEVEL": request.param}
    command = warm("-m", "bot")
    async with DiscordServer(token=TOKEN, message_content=True) as server:
        with (tmp_path / "log").open("wb") as log:  # at debug there is more than a pipe holds
            environ = environment(server, tmp_path, **more)
            process = await asyncio.create_subprocess_exec(*command, cwd=plain_checkout(), env=environ, stderr=log)
        async with running(server, process):
            await ask_in_every_way(server)
            status, _ = await stop(process)
        assert status == 0
        yield request.param, (tmp_path / "log").read_text("utf-8"), server


async def test_a_line_a_request_without_its_words_and_without_secrets(written):
    level, errors, server = written
    lines = [json.loads(line) for line in errors.splitlines()]
    requests = [line for line in lines if line["logger"].endswith("log.requests")]
    assert [each["outcome"] for each in requests] == ["answered", "answered", "nothing", "nothing", "refused"]
    assert [requests[place]["command"] for place in (0, 2, 3)] == ["source", "quotes", "ask"]
    assert {(each["server"], each["channel"], each["shard"]) for each in requests} == {
        (server.guild.id, server.channel.id, 0)
    }
    assert len({each["request"] for each in requests}) == len(requests)
    assert all(0 <= each["first_ms"] <= each["total_ms"] for each in requests)
    secrets = [TOKEN, *server.state.interactions]
    assert not [secret for secret in secrets if secret in errors]
    if level == "info":
        assert ASKED not in errors
    else:
        assert "[hidden]" in errors


def test_the_number_of_a_fault_is_that_of_its_request(caplog):
    with Requests().follow(Request("ask", 1, 2, 0)) as request:
        told = report_fault(ValueError("odd"), "answering")
    assert told.endswith(f"fault {request.number}.")
    assert f"fault {request.number} while answering" in caplog.text
    assert request.outcome == "fault"
