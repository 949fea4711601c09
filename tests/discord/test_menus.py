"""The menu of a message: is this quotation real, and is this in the documents."""

import discord
import pytest
import pytest_asyncio
from discord import app_commands
from discord.ext import commands

from bot.faces.discord.cogs.desk import DeskCog
from bot.faces.discord.cogs.menus import CHECK, FIND, hang_menus, make_menus, take_down
from bot.faces.log.requests import Requests
from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord.no_office import NoOffice
from tests.discord_server import DiscordServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

REAL = "I am very pleased that this work has been completed."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room():
    """Without the message content intent: the message of a menu is told to the bot all the same."""
    async with DiscordServer() as server, indoors(server):
        yield server
        assert server.refusals == []
        assert all(message.pings == frozenset() for message in server.messages)


async def chosen(room, words, menu, answers=1):
    """What is told to who chose from the menu of a message with these words."""
    message = await room.member.says(words)
    call = await room.member.uses_menu(message, menu)
    told = [await call.answer() for _ in range(answers)]
    room.catch_up()
    assert all(each.ephemeral for each in told)
    return [unescape(each.words) for each in told]


async def test_the_quotation_in_a_message_is_checked(room):
    (told,) = await chosen(room, f"Putin: “{REAL}” – can we use that?", CHECK)
    assert REAL in told
    assert "exact" in told.lower()


async def test_each_quotation_of_a_message_is_checked_by_itself(room):
    first, second = await chosen(room, f'> "{REAL}"\nand then "we shall never sign any of it at all"', CHECK, answers=2)
    assert "exact" in first.lower()
    assert "not in" in second.lower()


@pytest.mark.parametrize("words", [REAL, f"**{REAL}**", f"> {REAL}"])
async def test_a_message_without_quotation_marks_is_checked_whole(room, words):
    (told,) = await chosen(room, words, CHECK)
    assert "exact" in told.lower()


async def test_a_changed_word_is_told(room):
    (told,) = await chosen(room, f"“{REAL.replace('very', 'hardly')}”", CHECK)
    assert "hardly" in told
    assert "very" in told


async def test_our_own_answer_can_be_checked(room):
    """Its words are escaped, and its citations stand around them."""
    await room.member.says(f"{room.mention} quotes Putin about:pleased")
    answer = await room.next_message()
    call = await room.member.uses_menu(answer, CHECK)
    assert "exact" in unescape((await call.answer()).words).lower()
    room.catch_up()


async def test_words_are_found_and_questions_asked(room):
    (found,) = await chosen(room, "S-300 systems", FIND)
    assert "Lines with" in found
    assert "S-300" in found
    (asked,) = await chosen(room, "Who accused Iran of supplying missiles?", FIND)
    assert asked.startswith("Who accused Iran")
    assert "[" in asked


async def test_two_sentences_are_found_by_what_they_tell_and_a_question_at_the_end_is_asked(room):
    words = (
        "He said that this is a treaty and not a pact. Did he sign it? I think that he and Pezeshkian did, in Moscow."
    )
    message = await room.member.says(words)
    told = await (await room.member.uses_menu(message, FIND)).answer()
    room.catch_up()
    assert "Lines with" in unescape(told.words)
    assert not {"**a**", "**and**", "**he**", "**He**", "**this**", "**is**"} & set(told.words.split())
    (asked,) = await chosen(room, "They say so. Who accused Iran of supplying missiles?” 🤔", FIND)
    assert asked.startswith("They say so. Who accused Iran")


async def test_a_message_without_words_is_told_so(room):
    """A picture, or nothing but markup."""
    (told,) = await chosen(room, "** **", CHECK)
    assert "has no words" in told


async def test_a_message_that_is_too_long_is_told_so(room):
    (told,) = await chosen(room, "why " * 499 + "never?", FIND)
    assert "at most 2000" in told


@pytest.mark.parametrize(("taken", "left_out"), [((), 0), ((CHECK,), 1), (("a", "b", "c", "d", "e"), 2)])
async def test_in_a_bot_that_has_menus_of_its_own_these_stay(taken, left_out):
    """Discord's library has room for five; what is left out is told, and only what is ours is taken down."""

    async def own(interaction: discord.Interaction, message: discord.Message) -> None:
        """The host's own."""

    host = commands.Bot("?", intents=discord.Intents.none())
    for name in taken:
        host.tree.add_command(app_commands.ContextMenu(name=name, callback=own))
    before = host.tree.get_commands(type=discord.AppCommandType.message)
    menus = make_menus(DeskCog(None, NoOffice(), Requests()))
    remarks = hang_menus(host, menus)
    assert len(remarks) == left_out
    assert len(host.tree.get_commands(type=discord.AppCommandType.message)) == len(before) + 2 - left_out
    take_down(host, menus)
    assert host.tree.get_commands(type=discord.AppCommandType.message) == before
    await host.close()


async def test_the_menus_are_sent_to_discord_once_with_the_commands(room):
    kinds = [command["type"] for command in room.state.commands[None] if command["name"] in {CHECK, FIND}]
    assert kinds == [3, 3]
