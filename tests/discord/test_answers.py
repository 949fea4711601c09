"""How answers look: a few lines first, for whom, and as text for those who want text."""

import asyncio
import re

import pytest
import pytest_asyncio

from bot.desk.desk import Desk
from bot.domain.servers import Caller
from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import DiscordServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

CITED = re.compile(r"(?m)^[^\n\[]*(?:\[\d+\.\d+\.\d+\] )+(?=\S)")
"""The beginning of a line with a document's words; on a card a field may have its citation alone."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room():
    """A Discord on which the bot answers from the seeds, and the bureau behind it."""
    async with DiscordServer(message_content=True) as server, indoors(server) as bureau:
        server.office = bureau.office
        yield server
        assert server.refusals == []
        assert all(message.pings == frozenset() for message in server.messages)


@pytest.fixture
def chief(room):
    """Whoever chooses for the server."""
    return Caller(room.guild.id, room.channel.id, 1, "chief")


async def called(room, command, /, *, at=None, by=None, **options):
    call = await (by or room.member).at(at or room.channel).slash(command, **options)
    answer = await call.answer()
    room.catch_up()
    return answer


async def typed(room, words, *, at=None, by=None):
    await (by or room.member).at(at or room.channel).says(words)
    answer = await room.next_message()
    room.catch_up()
    return answer


def cited_lines(message):
    return CITED.findall(unescape(message.words))


LONG = [
    ("source", {"number": "1"}),
    ("quotes", {}),
    ("timeline", {}),
    ("sectors", {}),
    ("facts", {}),
    ("search", {"words": "Iran"}),
]


@pytest.mark.parametrize(("command", "options"), LONG)
async def test_the_first_page_has_a_few_lines_and_a_way_to_the_rest(room, command, options):
    """Typed and by slash; the button is there wherever something is left."""
    line = " ".join(["!" + command, *options.values()])
    for answer in (await called(room, command, **options), await typed(room, line)):
        assert 3 <= len(cited_lines(answer)) <= 5
        assert not answer.button("Next")["disabled"]


async def test_slash_answers_are_for_the_asker_alone_and_typed_ones_for_all(room):
    slash = await called(room, "quotes", speaker="Putin")
    assert slash.ephemeral
    assert slash.reader is room.member
    assert not (await typed(room, "!quotes Putin")).ephemeral


async def test_a_refusal_by_slash_is_for_the_asker_alone(room):
    assert (await called(room, "source", number="99")).ephemeral


async def test_a_server_can_have_slash_answers_for_everybody(room, chief):
    """Then there is nothing to publish, and what the buttons tell stays between them and who pressed."""
    await room.office.settings(chief, "private", "off")
    try:
        answer = await called(room, "quotes", speaker="Putin")
        assert not answer.ephemeral
        assert "Publish" not in [button["label"] for button in answer.buttons]
        around = await (await room.member.presses(answer, "Context")).answer()
        assert around.ephemeral
    finally:
        await room.office.settings(chief, "private", "-")
        room.catch_up()


async def test_in_a_private_conversation_nothing_is_published(room):
    answer = await called(room, "quotes", at=room.direct(), speaker="Putin")
    assert not answer.ephemeral
    assert "Publish" not in [button["label"] for button in answer.buttons]


@pytest.mark.parametrize("where", ["server", "here", "me"])
async def test_plain_text_is_chosen_by_server_channel_and_user(room, where):
    """The same words, without an embed; somebody whom it is not for has embeds."""
    person, place = room.add_member(where), await room.create_channel(where)
    chooser = Caller(room.guild.id, place.id, person.id, person.name)
    embedded = await called(room, "quotes", at=place, by=person, speaker="Putin")
    await room.office.plain(chooser, where, on=True)
    try:
        plain = await called(room, "quotes", at=place, by=person, speaker="Putin")
        spoken = await typed(room, "!quotes Putin", at=place, by=person)
        assert (plain.embeds, spoken.embeds) == ([], [])
        assert embedded.embeds[0]["description"].splitlines()[0] in plain.content
        turned = await (await person.presses(plain, "Next")).answer()
        room.catch_up()
        assert turned.embeds == []
        if where != "server":
            assert (await called(room, "quotes", speaker="Putin")).embeds
    finally:
        await room.office.plain(chooser, where, on=False)


async def test_the_users_choice_goes_before_the_channels_and_the_channels_before_the_servers(room):
    caller = Caller(room.guild.id, room.channel.id, room.member.id, "reader")
    await room.office.plain(caller, "server", on=True)
    await room.office.plain(caller, "here", on=False)
    assert (await called(room, "sources")).embeds
    await room.office.plain(caller, "me", on=True)
    assert not (await called(room, "sources")).embeds
    for where in ("server", "here", "me"):
        await room.office.plain(caller, where, on=False)


async def test_help_can_be_clicked_on(room):
    """The ids are those that Discord gave when the commands were sent."""
    helped = await called(room, "help")
    assert f"</sources:{room.command('sources')['id']}>" in helped.words
    assert "</" not in (await typed(room, "!help")).words
    turned = await (await room.member.presses(helped, "Next")).answer()
    room.catch_up()
    assert "</search:" in turned.words or "</timeline:" in turned.words


async def test_examples_are_those_of_the_way_in_which_help_was_called(room):
    """A slash command takes no free text."""
    assert "/quotes speaker:Putin about:nuclear" in unescape((await called(room, "help", command="quotes")).words)
    assert "!quotes Putin about:nuclear" in unescape((await typed(room, "!help quotes")).words)


async def test_every_slash_command_is_acknowledged_before_it_is_answered(room, monkeypatch):
    """However long the desk takes."""
    asked, told, real = asyncio.Event(), asyncio.Event(), Desk.summary

    async def take_long(*what, **more):
        asked.set()
        await told.wait()
        return await real(*what, **more)

    monkeypatch.setattr(Desk, "summary", take_long)
    call = await room.member.slash("summary")
    assert await call.settled() == 5
    await asked.wait()
    told.set()
    assert (await call.answer()).words
    room.catch_up()
