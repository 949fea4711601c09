"""What is tried again, how often, and what is not."""

import asyncio

import aiohttp
import discord
import pytest

from bot.faces.discord.wire import delivery
from bot.faces.discord.wire.delivery import Unreached, insist


class Answer:
    """As much of an HTTP response as the library's errors look at."""

    def __init__(self, status):
        self.status, self.reason = status, "a reason"


def refused(status, kind=discord.HTTPException, code=0):
    return kind(Answer(status), {"code": code, "message": "no"})


class Attempts:
    """Fails in the ways that it is given, then works."""

    def __init__(self, *errors):
        self._errors = list(errors)
        self.made = 0

    async def __call__(self):
        self.made += 1
        if self._errors:
            raise self._errors.pop(0)
        return "done"


PASSING = [
    refused(503, discord.DiscordServerError),
    ConnectionResetError(104, "Connection reset by peer"),
    aiohttp.ServerDisconnectedError(),
    TimeoutError(),
]


@pytest.mark.parametrize("error", PASSING, ids=lambda error: type(error).__name__)
async def test_what_fails_for_a_moment_is_tried_again(error):
    attempts = Attempts(error, error)
    assert await insist(attempts, pauses=(0, 0)) == "done"
    assert attempts.made == 3


@pytest.mark.parametrize("error", PASSING, ids=lambda error: type(error).__name__)
async def test_what_goes_on_failing_is_given_up(error):
    attempts = Attempts(*[error] * 9)
    with pytest.raises(Unreached) as lost:
        await insist(attempts, pauses=(0, 0))
    assert attempts.made == 3
    assert len(str(lost.value).splitlines()) == 1


class Lossy:
    """As much of an interaction as a first response needs: Discord takes it, and its answer gets lost."""

    def __init__(self):
        self.attempt = Attempts(ConnectionResetError(), refused(400, code=40060))
        self.response, self.extras = self, {}

    def is_done(self):
        return False

    async def send_message(self, **_):
        return await self.attempt()

    async def defer(self, **_):
        return await self.attempt()


async def test_a_first_response_whose_answer_got_lost_is_there():
    interaction = Lossy()
    await delivery.respond(interaction, dict, private=True)
    assert interaction.attempt.made == 2
    assert interaction.extras == {"treatydesk.waits": False}
    waiting = Lossy()
    await delivery.announce(waiting, waits=True)
    assert waiting.extras == {"treatydesk.waits": True}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("<html><h1>503</h1></html>", "503 a reason"),
        ({"code": 130000, "message": "busy\nnow"}, "503 a reason (error 130000): busy now"),
    ],
    ids=["a page", "words"],
)
async def test_a_page_for_a_browser_is_told_to_nobody(answer, told):
    with pytest.raises(Unreached) as lost:
        await insist(Attempts(discord.DiscordServerError(Answer(503), answer)), pauses=())
    assert str(lost.value) == told


async def test_what_may_not_be_done_twice_is_tried_once():
    attempts = Attempts(ConnectionResetError())
    with pytest.raises(Unreached):
        await insist(attempts, pauses=())
    assert attempts.made == 1


@pytest.mark.parametrize(
    "error",
    [discord.RateLimited(3600.0), refused(429), refused(429, code=30046)],
    ids=["an hour", "a ban", "an old message"],
)
async def test_what_discord_forbids_for_long_is_not_tried_again(error):
    attempts = Attempts(error)
    with pytest.raises(Unreached) as lost:
        await insist(attempts, pauses=(0, 0))
    assert attempts.made == 1
    assert ("30046" in str(lost.value)) == (getattr(error, "code", 0) == 30046)


@pytest.mark.parametrize(
    "error",
    [refused(404, discord.NotFound), refused(403, discord.Forbidden), refused(400), ValueError("ours")],
    ids=["gone", "forbidden", "malformed", "ours"],
)
async def test_a_refusal_and_a_fault_of_ours_are_raised_as_they_are(error):
    attempts = Attempts(error)
    with pytest.raises(type(error)):
        await insist(attempts, pauses=(0, 0))
    assert attempts.made == 1


async def test_nothing_is_tried_again_once_patience_is_over(monkeypatch):
    """The library may have tried for long already."""
    monkeypatch.setattr(delivery, "_PATIENCE", -1.0)
    attempts = Attempts(ConnectionResetError())
    with pytest.raises(Unreached):
        await insist(attempts, pauses=(0, 0))
    assert attempts.made == 1


async def test_what_never_comes_is_given_up(monkeypatch):
    """The library waits as long as it is told to where an interaction is answered, were it an hour."""
    monkeypatch.setattr(delivery, "_LONGEST", 0.01)

    async def wait():
        await asyncio.Event().wait()

    with pytest.raises(Unreached, match="TimeoutError"):
        await insist(wait, pauses=())
