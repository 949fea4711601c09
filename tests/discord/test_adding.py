"""A document on a message that Discord tells of by its number alone: it is fetched, or one line says why not."""

import pytest
import pytest_asyncio

from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import DiscordServer, File, Permission, RateLimit, ServerError
from tests.discord_server.state import State

pytestmark = pytest.mark.asyncio(loop_scope="module")

PACT = "“We signed the cod pact on Friday,” said Minister Ann Lee in Oslo.\n".encode()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room():
    """A Discord that tells of no message that another one answers, as it does now and then."""
    whole = State.event

    def without_answered(self, message):
        return {name: part for name, part in whole(self, message).items() if name != "referenced_message"}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(State, "event", without_answered)
        async with DiscordServer(message_content=True) as server:
            server.closed = server.add_channel("no history", deny=Permission.READ_MESSAGE_HISTORY)
            server.chief = server.add_member("chief", server.guild.add_role("Chiefs", Permission.MANAGE_GUILD))
            async with indoors(server):
                yield server


async def answered(room, *, deleted=False, channel=None):
    """What is told to who adds what stands on a message of somebody's."""
    place = channel or room.channel
    older = await room.member.at(place).says("have a look", files=[File("pact.txt", PACT)])
    older.deleted = deleted
    await room.chief.at(place).says("!add", reply_to=older)
    told = unescape((await room.next_message()).words)
    assert "fault" not in told
    return told


async def test_the_message_is_fetched_and_a_moment_of_trouble_is_waited_for(room):
    order = room.fails("GET /channels/*/messages/*", ServerError(503))
    assert "[3] pact.txt" in await answered(room)
    assert order.struck == 1


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("closed", "give the bot the permission Read Message History"),
        ("deleted", "is not there any more: attach the document"),
        ("banned", "could not be fetched from Discord: call add again"),
    ],
)
async def test_why_it_cannot_be_is_told(room, where, told):
    if where == "banned":
        room.fails("GET /channels/*/messages/*", RateLimit(via=False))
    channel = room.closed if where == "closed" else None
    assert told in await answered(room, deleted=where == "deleted", channel=channel)
