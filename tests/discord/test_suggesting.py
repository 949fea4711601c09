"""What is offered while somebody types an option, and that anything else may still be typed."""

import pytest
import pytest_asyncio

from bot.faces.commands.table import COMMANDS
from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import DiscordServer

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room():
    async with DiscordServer(message_content=True) as server, indoors(server):
        yield server
        assert server.refusals == []


async def offered(room, command, option, typed, **others):
    return await room.member.autocomplete(command, option, typed, **others)


OFFERED = [
    ("quotes", "speaker", "put", "Vladimir Putin"),
    ("quotes", "speaker", "puttin", "Vladimir Putin"),
    ("quotes", "about", "ener", "energy"),
    ("who", "name", "mosc", "Moscow"),
    ("sectors", "sector", "en", "energy"),
    ("source", "number", "kremlin", "2"),
    ("facts", "document", "1", "1"),
    ("summary", "about", "2", "2"),
    ("summary", "about", "energ", "energy"),
    ("summary", "method", "lex", "lexrank"),
    ("verify", "by", "putin", "Vladimir Putin"),
    ("timeline", "who", "iran", "Iran"),
    ("sources", "documents", "kremlin", "2"),
    ("sources", "documents", "1, krem", "1,2"),
    ("sources", "documents", "2 ", "2,1"),
    ("help", "command", "quo", "quotes"),
    ("help", "command", "who said", "quotes"),
]


@pytest.mark.parametrize(("command", "option", "typed", "value"), OFFERED)
async def test_what_is_there_is_offered(room, command, option, typed, value):
    assert value in [choice.value for choice in (await offered(room, command, option, typed))[:3]]


async def test_a_document_is_offered_with_its_title(room):
    (choice,) = await offered(room, "source", "number", "kremlin")
    assert choice.name.startswith("2 · Presidents of Russia and Iran formalize")


ALL = [(row.name, each.name, each.suggests) for row in COMMANDS for each in row.parameters]


@pytest.mark.parametrize(("command", "option", "suggests"), ALL)
async def test_whatever_suggests_does_so_within_what_discord_takes(room, command, option, suggests):
    """And only that is marked so: a client would otherwise wait for nothing."""
    described = next(each for each in room.command(command)["options"] if each["name"] == option)
    assert bool(described.get("autocomplete")) == bool(suggests)
    if suggests:
        choices = await offered(room, command, option, "")
        assert 0 < len(choices) <= 25
        assert all(len(choice.name) <= 100 and len(str(choice.value)) <= 100 for choice in choices)


async def test_documents_for_a_question_are_offered_one_after_the_other(room):
    choices = await offered(room, "ask", "documents", "2,", question="Who signed?")
    assert [choice.value for choice in choices] == ["2,1"]
    assert choices[0].name.startswith("2, 1 · Russia and Iran sign")
    answer = await (await room.member.slash("ask", question="Who signed?", documents=choices[0].value)).answer()
    room.catch_up()
    assert "asked of documents 2 and 1" in answer.words


async def test_what_is_exported_is_offered_as_the_command_that_it_is(room):
    """First its name, then what it takes; nothing that has no lines of documents."""
    names = [choice.value for choice in await offered(room, "export", "command", "")]
    assert {"quotes", "summary", "ask"} <= set(names)
    assert not {"help", "export", "sources", "audit", "withdraw", "digest list"} & set(names)
    choices = await offered(room, "export", "command", "quotes Put")
    assert [choice.value for choice in choices] == ["quotes Vladimir Putin"]
    assert await offered(room, "export", "command", "quotes qqqqq") == []


async def test_nothing_is_offered_where_nothing_fits_and_a_long_beginning_is_no_fault(room, caplog):
    assert await offered(room, "quotes", "speaker", "qqqqq") == []
    assert await offered(room, "quotes", "speaker", "x" * 6000) == []
    assert "fault" not in caplog.text


async def test_what_was_not_offered_may_be_typed_and_is_checked_again(room):
    answer = await (await room.member.slash("quotes", speaker="nobody of this name")).answer()
    room.catch_up()
    assert "do not say it" in answer.words
    answer = await (await room.member.slash("summary", method="magic")).answer()
    room.catch_up()
    assert "there is no method “magic”" in unescape(answer.words)
