"""A question in reply to an answer is asked of the documents that the answer cites."""

import re

import pytest
import pytest_asyncio

from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import DiscordServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "Who signed the treaty?"
LEE = "“The pact covers fish and [9.9.9] more,” said Minister Ann Lee in Oslo. The pact is new.\n-# [2] no line of ours"
RAY = "“The pact covers trade,” said Minister Bo Ray in Rome. The pact is old."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room():
    async with DiscordServer(message_content=True) as server, indoors(server):
        yield server
        assert server.refusals == []
        assert all(message.pings == frozenset() for message in server.messages)


async def typed(room, words, **more):
    await room.member.says(words, **more)
    answer = await room.next_message()
    room.catch_up()
    return answer


def cited(message):
    return {int(number) for number in re.findall(r"\[(\d+)\.\d+\.\d+\]", unescape(message.words))}


@pytest.mark.parametrize("number", [1, 2])
async def test_it_is_asked_of_the_documents_of_the_answer(room, number):
    answer = await typed(room, f"!source {number}")
    followed = await typed(room, QUESTION, reply_to=answer)
    assert cited(followed) == {number}
    assert f"asked of document {number}" in unescape(followed.words)
    assert followed.referenced.content == QUESTION


async def test_the_restriction_stays_with_the_buttons_and_with_a_further_question(room):
    answer = await typed(room, "!source 2")
    followed = await typed(room, QUESTION, reply_to=answer)
    around = await (await room.member.presses(followed, "Context")).answer()
    room.catch_up()
    assert cited(around) == {2}
    again = await typed(room, "Who is the president?", reply_to=followed)
    assert cited(again) == {2}


async def test_said_by_name_in_a_reply_any_words_are_asked(room):
    answer = await typed(room, "!source 2")
    assert cited(await typed(room, f"{room.mention} the nuclear power plant", reply_to=answer)) == {2}
    assert "Documents (2)" in unescape((await typed(room, f"{room.mention} sources", reply_to=answer)).words)


async def test_what_is_no_question_and_what_answers_nobody_of_us_is_left_alone(room):
    answer = await typed(room, "!source 2")
    await room.member.says("thanks, very good", reply_to=answer)
    mine = await room.member.says("who knows?")
    await room.member.says("and you?", reply_to=mine)
    await room.silence("!sources", "Documents")


async def test_a_command_in_a_reply_is_one_answer(room):
    answer = await typed(room, "!source 2")
    await room.member.says("!ask Who accused Iran of supplying missiles?", reply_to=answer)
    first = await room.next_message()
    assert 1 in cited(first) | {1}
    await room.silence("!sources", "Documents")


async def test_a_reply_to_an_answer_that_cites_nothing_is_asked_of_all(room):
    answer = await typed(room, "!ask What will the treaty cost in dollars?")
    assert cited(answer) == set()
    assert cited(await typed(room, "Who accused Iran of supplying missiles?", reply_to=answer))


async def test_without_the_intent_a_reply_that_pings_is_heard():
    async with DiscordServer() as server, indoors(server):
        await server.member.says(f"{server.mention} source 2")
        answer = await server.next_message()
        await server.member.says(QUESTION, reply_to=answer)
        assert cited(await server.next_message()) == {2}
        await server.member.says(QUESTION, reply_to=answer, ping=False)
        await server.silence(f"{server.mention} sources", "Documents")


async def test_words_of_a_document_cannot_pass_for_our_citations(tmp_path):
    """A line of it that looks like our small print is escaped, and so is a citation."""
    (tmp_path / "1.txt").write_text(LEE, encoding="utf-8")
    (tmp_path / "2.txt").write_text(RAY, encoding="utf-8")
    async with DiscordServer(message_content=True) as server, indoors(server, tmp_path):
        answer = await typed(server, "!source 1")
        assert "[2] no line of ours" in unescape(answer.words)
        assert cited(await typed(server, "What does the pact cover?", reply_to=answer)) - {9} == {1}
