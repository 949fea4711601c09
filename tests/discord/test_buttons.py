"""The buttons below an answer: around its lines, why they were chosen, what they are of, and publishing."""

import re

import pytest
import pytest_asyncio

from bot.faces.commands.rows import Call
from bot.faces.commands.table import BY_NAME
from bot.faces.discord.messages.inquiry import Inquiry, pack_inquiry
from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import AnswerLost, DiscordServer, Permission, RateLimit, Reset, ServerError

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEFER, DEFER_UPDATE = 5, 6


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room():
    """A Discord on which the bot answers from the seeds."""
    async with DiscordServer(message_content=True) as server:
        server.quiet = server.add_channel("announcements")
        server.quiet.overwrite(server.guild, deny=Permission.SEND_MESSAGES)
        server.plain = server.add_channel("plain", deny=Permission.EMBED_LINKS)
        server.silent = server.add_channel("silent", deny=Permission.SEND_MESSAGES)
        server.other = server.add_member("other")
        async with indoors(server):
            yield server
        assert server.refusals == []
        assert all(message.pings == frozenset() for message in server.messages)


async def called(room, command, /, *, at=None, **options):
    person = room.member.at(at) if at else room.member
    answer = await (await person.slash(command, **options)).answer()
    room.catch_up()
    return answer


async def typed(room, words, channel=None):
    await room.member.at(channel or room.channel).says(words)
    answer = await room.next_message()
    room.catch_up()
    return answer


async def pressed(room, message, label, by=None):
    answer = await (await (by or room.member).presses(message, label)).answer()
    room.catch_up()
    return answer


def labels(message):
    return [button["label"] for button in message.buttons]


def cited(message):
    return re.findall(r"\[(\d+\.\d+\.\d+)\]", unescape(message.words))


async def test_context_tells_who_pressed_what_stands_around_each_line_of_the_page(room):
    answer = await typed(room, "!quotes Putin")
    around = await pressed(room, answer, "Context", by=room.other)
    assert around.ephemeral
    assert around.reader is room.other
    assert answer.buttons, "the answer stays as it was"
    pages = [around]
    shown = cited(around)
    while not pages[-1].button("Next")["disabled"]:
        pages.append(await pressed(room, pages[-1], "Next", by=room.other))
        shown += cited(pages[-1])
    assert set(cited(answer)) <= set(shown)
    assert len(set(shown)) > len(set(cited(answer)))


async def test_why_tells_the_reasons_of_the_same_lines(room):
    answer = await called(room, "summary", about="1", lines="3")
    why = await pressed(room, answer, "Why these")
    assert why.ephemeral
    assert cited(why) == cited(answer)
    assert "choice 1 by" in unescape(why.words)


async def test_sources_lists_the_documents_that_the_page_cites(room):
    answer = await called(room, "source", number="2")
    listed = unescape((await pressed(room, answer, "Sources")).words)
    assert "[2] " in listed
    assert "[1] " not in listed
    assert "17 January 2025" in listed


async def test_a_press_that_answers_elsewhere_is_acknowledged_privately_and_one_that_turns_on_the_message(room):
    answer = await typed(room, "!quotes Putin")
    context = await room.member.presses(answer, "Context")
    turn = await room.member.presses(answer, "Next")
    await context.answer()
    await turn.answer()
    room.catch_up()
    assert (context.acknowledged, turn.acknowledged) == (DEFER, DEFER_UPDATE)


@pytest.mark.parametrize("place", ["general", "plain"])
async def test_a_private_answer_is_published_as_everybodys_with_a_name(room, place):
    """The page that was shown; then anybody turns its pages, and it still says who published it."""
    channel = next(each for each in room.guild.channels if each.name == place)
    answer = await called(room, "quotes", at=channel, speaker="Putin")
    answer = await pressed(room, answer, "Next")
    second = cited(answer)
    private = await (await room.member.at(channel).presses(answer, "Publish")).answer()
    public = await room.next_message()
    room.catch_up()
    assert not public.ephemeral
    assert "published by reader" in unescape(public.words)
    assert cited(public) == second
    assert "Publish" not in labels(public)
    assert private is answer
    assert "Publish" not in labels(private)
    assert "published" not in private.words
    turned = await pressed(room, public, "Previous", by=room.other)
    assert turned is public
    assert "published by reader" in unescape(turned.words)


async def test_what_is_published_stays_so_for_its_asker_as_pages_turn(room):
    answer = await called(room, "quotes", speaker="Putin")
    await pressed(room, answer, "Publish")
    turned = await pressed(room, answer, "Next")
    assert "Publish" not in labels(turned)


async def test_two_clicks_publish_once(room):
    answer = await called(room, "quotes", speaker="Putin")
    presses = [await room.member.presses(answer, "Publish") for _ in range(2)]
    edited, told = [await press.answer() for press in presses]
    posted = [await room.next_message() for _ in range(2)]
    room.catch_up()
    assert edited is answer
    assert [message.ephemeral for message in posted if message is not told] == [False]
    assert "published already" in unescape(told.words)


@pytest.mark.parametrize(
    "fault",
    [ServerError(500), ServerError(503), Reset(), AnswerLost(ServerError(502)), AnswerLost(Reset())],
    ids=["500", "503", "reset", "done and then 502", "done and then reset"],
)
async def test_a_publication_that_meets_a_fault_is_there_once(room, fault):
    answer = await called(room, "quotes", speaker="Putin")
    before = len(room.messages)
    order = room.fails("POST /channels/*/messages", fault)
    assert await pressed(room, answer, "Publish") is answer
    assert order.struck == 1
    (public,) = room.messages[before:]
    assert "published by reader" in unescape(public.words)
    assert "Publish" not in labels(answer)


async def test_who_presses_is_told_where_discord_does_not_say_that_it_is_published(room, caplog):
    """And may press again: what was taken after all is not posted twice."""
    answer = await called(room, "quotes", speaker="Putin")
    before = len(room.messages)
    room.fails("POST /channels/*/messages", AnswerLost(RateLimit(via=False)))
    told = await pressed(room, answer, "Publish")
    assert told.ephemeral
    assert "press again where it is not there" in told.words
    assert "was not reached while publishing" in caplog.text
    assert "Publish" in labels(answer)
    await pressed(room, answer, "Publish")
    assert "Publish" not in labels(answer)
    assert len([message for message in room.messages[before:] if not message.ephemeral]) == 1


async def test_a_second_press_posts_nothing_new_where_the_button_was_still_there(room):
    """The first posted the answer, and could not take the button away."""
    answer = await called(room, "quotes", speaker="Putin")
    before, buttons = len(room.messages), answer.payload["components"]
    for _ in range(2):
        answer.payload = answer.payload | {"components": buttons}
        await pressed(room, answer, "Publish")
        assert "Publish" not in labels(answer)
    assert len(room.messages) == before + 1


async def test_where_the_bot_may_not_write_a_publication_follows_the_press(room):
    """Discord lets it: a further message of an interaction needs no right of the bot's."""
    answer = await called(room, "quotes", at=room.silent, speaker="Putin")
    public = await pressed(room, answer, "Publish")
    assert not public.ephemeral
    assert public.webhook is not None


async def test_nobody_publishes_where_they_may_not_write(room):
    answer = await called(room, "sources", at=room.quiet)
    told = await pressed(room, answer, "Publish")
    assert told.ephemeral
    assert "may not write" in told.words
    assert "Publish" in labels(answer)


async def test_a_press_on_somebody_elses_private_answer_is_refused_with_the_command_for_ones_own(room):
    """Discord shows such a message to its asker alone; the bot does not rely on it."""
    inquiry = Inquiry(Call(BY_NAME["quotes"], {"speaker": "Putin", "about": "energy"}), asker=room.member.id)
    packed = pack_inquiry(inquiry)
    for label, slot in (("Next", "n2"), ("Context", "c1"), ("Publish", "u1")):
        old = room.add_old_answer("A private answer", [(label, f"treatydesk:{slot}:{packed}")])
        told = await pressed(room, old, label, by=room.other)
        assert told is not old
        assert told.ephemeral
        assert "/quotes speaker:Putin about:energy" in unescape(told.words)
        assert old.content == "A private answer"


async def test_an_answer_of_one_page_has_no_pages_to_turn_and_a_refusal_no_buttons(room):
    assert labels(await typed(room, "!sources")) == []
    assert labels(await typed(room, "!context 1.5.2")) == ["Sources"]
    assert labels(await typed(room, "!ask Who accused Iran of supplying missiles?")) == ["Context", "Sources"]
    assert labels(await typed(room, "!source 99")) == []
    assert labels(await called(room, "source", number="99")) == []


async def test_buttons_say_what_they_do_in_words(room):
    """No emoji, no colour: each has a label, and none is told by its style alone."""
    for answer in (await called(room, "summary", lines="12"), await typed(room, "!quotes Putin")):
        assert all(button["label"].replace(" ", "").isalnum() for button in answer.buttons)
        assert not any("emoji" in button for button in answer.buttons)
        assert len({button["style"] for button in answer.buttons}) == 1


async def test_a_question_of_some_documents_keeps_to_them_in_its_buttons(room):
    """Context, pages and publishing are of the same answer."""
    answer = await called(room, "search", words="Iran", documents="2")
    turned = await pressed(room, answer, "Next")
    for message in (answer, turned):
        assert {citation.split(".")[0] for citation in cited(message)} == {"2"}


async def test_all_buttons_work_after_a_restart(tmp_path):
    """Nothing is kept between: a new process knows from the message whose it is, and what it answers."""
    async with DiscordServer(message_content=True) as server:
        async with indoors(server):
            answer = await called(server, "summary", about="1", lines="9")
            public = await typed(server, "!quotes Putin")
        async with indoors(server):
            assert (await pressed(server, answer, "Next")) is answer
            assert (await pressed(server, answer, "Why these")).ephemeral
            assert cited(await pressed(server, public, "Context"))
            await pressed(server, answer, "Publish")
            published = next(each for each in reversed(server.messages) if not each.ephemeral)
            assert "published by reader" in unescape(published.words)
        assert server.refusals == []
