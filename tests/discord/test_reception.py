"""Who is let in where the store is down: by what a server chose before, and where that is not known nobody."""

import asyncio
import sqlite3
from contextlib import closing, contextmanager

import pytest
import pytest_asyncio

from bot.desk.desk import Desk
from bot.domain.servers import ServerChoices
from bot.faces.discord.counter import reception, switchboard
from bot.faces.discord.counter.reception import Reception
from bot.faces.log.requests import Requests
from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import DiscordServer, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOT_KNOWN = "cannot be read now: ask again in a minute"


@contextmanager
def down(folder):
    """The archive of a folder cannot be read, for as long as this lasts."""
    with closing(sqlite3.connect(folder / "archive.sqlite", timeout=60)) as archive:
        archive.execute("ALTER TABLE state RENAME TO state_away")
        try:
            yield
        finally:
            archive.execute("ALTER TABLE state_away RENAME TO state")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory):
    """A Discord on which one server has chosen a channel, and nobody has asked on the other."""
    folder = tmp_path_factory.mktemp("data")
    async with DiscordServer(message_content=True) as server:
        server.folder, server.desk = folder, server.add_channel("desk")
        server.other = server.add_guild("Elsewhere")
        server.there = server.add_channel("there", guild=server.other)
        server.chief = server.add_member("chief", server.guild.add_role("Chiefs", Permission.MANAGE_GUILD))
        async with indoors(server, kept=folder):
            await server.chief.says(f"!settings channels {server.desk.mention}")
            await server.next_message()
            await server.member.at(server.desk).says("!quotes Putin")
            await server.next_message()
            yield server
        assert server.refusals == []


async def called(room, where, command="sources"):
    """What somebody is told by slash, in a channel."""
    answer = await (await room.member.at(where).slash(command)).answer()
    room.catch_up()
    return unescape(answer.words), answer.ephemeral


async def test_the_channels_that_were_chosen_hold_while_the_store_is_down(room):
    with down(room.folder):
        told, private = await called(room, room.channel)
        assert "questions are answered elsewhere" in told
        assert private
        assert "archive" in (await called(room, room.desk))[0]
        await room.member.says("!sources")
        await room.member.at(room.desk).says("!sources")
        assert (await room.next_message()).channel is room.desk
    assert "Documents (2)" in (await called(room, room.desk))[0]


async def test_where_nothing_is_known_one_line_says_so(room):
    """By slash, typed, and by a button; while somebody types nothing is suggested, and no fault is logged."""
    with down(room.folder):
        told, private = await called(room, room.there)
        assert NOT_KNOWN in told
        assert private
        await room.member.at(room.there).says("!sources")
        told = (await room.next_message()).words
        assert NOT_KNOWN in unescape(told)
        assert len(told.splitlines()) == 1
        old = room.add_old_answer("An older answer", [("Next", "treatydesk:n2:sources")], channel=room.there)
        whispered = await (await room.member.at(room.there).presses(old, "Next")).answer()
        room.catch_up()
        assert NOT_KNOWN in unescape(whispered.words)
        assert await room.member.at(room.there).autocomplete("quotes", "speaker", "Put") == []
    assert "Documents (2)" in (await called(room, room.there))[0]


async def test_a_private_message_has_nothing_chosen_to_be_known(room):
    with down(room.folder):
        told, _ = await called(room, room.direct(room.member))
    assert "archive" in told


class Office:
    """As much of an office as a reception asks, of a store that a test takes down."""

    scheduling = None

    def __init__(self):
        self.error, self.stalls = None, False

    async def choices(self, server):
        if self.error:
            raise self.error
        if self.stalls:
            await asyncio.Event().wait()
        return ServerChoices(cooldown=server)


async def test_a_store_that_stalls_is_as_one_that_is_down(monkeypatch):
    """Discord waits three seconds for the first sign of an answer."""
    office = Office()
    known = Reception(None, office, Requests())
    before = await known._choices(1)
    monkeypatch.setattr(reception, "_SOON", 0.01)
    office.stalls = True
    assert await known._choices(1) == before
    with pytest.raises(reception.NotAdmitted):
        await known._choices(2)


async def test_a_desk_that_stalls_suggests_nothing(room, monkeypatch, caplog):
    """While somebody types there is nothing to be put off."""

    async def stall(*_):
        await asyncio.Event().wait()

    monkeypatch.setattr(switchboard, "_WHILE_TYPING", 0.2)
    monkeypatch.setattr(Desk, "suggest", stall)
    assert await room.member.at(room.desk).autocomplete("quotes", "speaker", "Put") == []
    assert "fault" not in caplog.text


async def test_what_is_known_is_bounded_and_forgotten_with_its_server(monkeypatch):
    """The server whose choices were read longest ago goes first."""
    monkeypatch.setattr(reception, "_MOST_KNOWN", 2)
    office = Office()
    known = Reception(None, office, Requests())
    for server in (1, 2, 1, 3):
        await known._choices(server)
    office.error = TimeoutError()
    assert [(await known._choices(server)).cooldown for server in (1, 3)] == [1, 3]
    for server in (2, 4):
        with pytest.raises(reception.NotAdmitted):
            await known._choices(server)
    known.forget([1, 7])
    with pytest.raises(reception.NotAdmitted):
        await known._choices(1)
