"""Asking: the real process, for what a process alone can show; by slash, typed, said, from a menu and in reply."""

import pytest
import pytest_asyncio

from bot.faces.commands.table import COMMANDS
from bot.faces.discord.cogs.menus import CHECK, FIND
from bot.render.markdown import unescape
from tests.discord.process import running_bot
from tests.discord_server import DiscordServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEFER = 5


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory):
    """``python -m bot`` on a Discord, with the message content intent off, as it is at first."""
    async with DiscordServer() as server, running_bot(server, tmp_path_factory.mktemp("data")):
        yield server
        assert server.refusals == []
        assert all(message.pings == frozenset() for message in server.messages)


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
async def test_every_option_is_described_and_every_command_deferred(room, row):
    """Each example by slash, with the values that it has."""
    registered = room.command(row.name)
    assert registered["description"] == row.does
    assert all(option["description"] and len(option["description"]) <= 100 for option in registered.get("options", ()))
    required = {
        parameter.name: "1.5.2" if row.name == "context" else "1" for parameter in row.parameters if parameter.required
    }
    call = await room.member.slash(row.name, **required)
    answer = await call.answer()
    room.catch_up()
    assert answer.words
    assert call.acknowledged == DEFER
    assert call.acknowledged_after < 3


async def test_a_value_that_was_offered_is_taken(room):
    """From the first letters to the answer."""
    (choice, *_) = await room.member.autocomplete("quotes", "speaker", "put")
    answer = await (await room.member.slash("quotes", speaker=choice.value)).answer()
    room.catch_up()
    assert f"Quotations: {choice.value}" in unescape(answer.words)


async def test_from_a_message_to_its_check_and_to_what_is_published(room):
    """A reporter's message is checked by a colleague, and what was found is shown to all."""
    message = await room.member.says("Putin: “I am very pleased that this work has been completed.”")
    checked = await (await room.member.uses_menu(message, CHECK)).answer()
    assert "exact" in checked.words.lower()
    room.catch_up()
    await (await room.member.presses(checked, "Publish")).answer()
    published = await room.next_message()
    room.catch_up()
    assert not published.ephemeral
    assert "published by reader" in published.words
    found = await (await room.member.uses_menu(message, FIND)).answer()
    room.catch_up()
    assert "Lines with" in found.words


async def test_a_question_in_reply_is_heard_without_the_intent_because_it_pings(room):
    await room.member.says(f"{room.mention} source 2")
    answer = await room.next_message()
    await room.member.says("Who signed the treaty?", reply_to=answer)
    followed = await room.next_message()
    assert "asked of document 2" in followed.words
