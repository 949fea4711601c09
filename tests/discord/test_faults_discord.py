"""Discord's own faults, met by the real bot as a process: what the user sees, and that the bot lives and goes on."""

import asyncio
from hashlib import sha256

import pytest
import pytest_asyncio

from tests.checkout import plain_checkout
from tests.discord.process import environment, running, stop, until
from tests.discord_server import AnswerLost, DiscordServer, File, Permission, RateLimit, Reset, ServerError, Stall
from tests.discord_server.rates import Rates
from tests.warm import warm

pytestmark = pytest.mark.asyncio(loop_scope="module")

POST = "POST /channels/*/messages"
CALLBACK = "POST /interactions/*/*/callback"
ANSWER = "PATCH /webhooks/*/*/messages/@original"
SOONER_OR_LATER = 90.0
OUTWORN = [("Next", "treatydesk:n2:nonsense")]
ONE_TRY_MORE = [
    ServerError(500),
    ServerError(503),
    Reset(),
    AnswerLost(Reset()),
    AnswerLost(ServerError(502)),
    RateLimit(0.3),
    RateLimit(0.3, is_global=True),
]


class Told:
    """What the process writes to standard error, line by line, as it comes."""

    def __init__(self, path):
        self._path = path

    @property
    def lines(self):
        return self._path.read_text(encoding="utf-8").splitlines()

    async def more(self, before, words):
        """The line with these words that came after so many."""
        await until(lambda: [line for line in self.lines[before:] if words in line], SOONER_OR_LATER)
        return next(line for line in self.lines[before:] if words in line)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory):
    """A Discord on which the bot runs, all tests of the module long; it ends well, and without a traceback."""
    folder = tmp_path_factory.mktemp("data")
    async with DiscordServer(message_content=True) as discord:
        discord.aside = discord.add_channel("aside")
        discord.plain = discord.add_channel("plain", deny=Permission.EMBED_LINKS)
        chiefs = discord.guild.add_role("chiefs", Permission.MANAGE_GUILD)
        discord.chief = discord.add_member("Ann", chiefs)
        discord.told = Told(folder / "log")
        command, environ = warm("-m", "bot"), environment(discord, folder)
        with (folder / "log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(*command, cwd=plain_checkout(), env=environ, stderr=log)
        async with running(discord, process):
            await discord.told.more(0, "on Discord as")
            yield discord
            assert process.returncode is None, discord.told.lines[-3:]
            assert (await stop(process))[0] == 0
        assert not [line for line in discord.told.lines if "Traceback" in line or line.startswith(" ")]


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def alive(server):
    """After each fault: the orders were carried out, and the next command is answered, typed and by slash."""
    server.catch_up()
    yield
    server.faults.end()
    server.state.newer_api, server.state.answer_within, server.state.rates = False, 3.0, None
    await until(server.gateway.connected.is_set)
    server.catch_up()
    await server.member.says("!speakers")
    assert "Putin" in (await server.next_message(SOONER_OR_LATER)).words
    assert "Putin" in (await (await server.member.slash("speakers")).answer(SOONER_OR_LATER)).words


def answers_since(server, before):
    """The bot's messages that came after so many."""
    return [message for message in server.messages[before:] if not message.deleted]


async def refused(server, before, code):
    """Wait until one of the requests that came after so many is refused with a code, and nothing else can come."""
    await until(lambda: code in [request.code for request in server.requests[before:]])
    await settled(server)


async def settled(server):
    """Wait until whatever might still come has come: an answer in another place, asked for later, is there."""
    await server.member.at(server.aside).says("!sources")
    await until(lambda: [message.channel for message in server.messages[-1:]] == [server.aside], SOONER_OR_LATER)


@pytest.mark.parametrize("fault", ONE_TRY_MORE, ids=str)
async def test_a_typed_command_is_answered_once_whatever_goes_wrong_once(server, fault):
    before, order = len(server.messages), server.fails(POST, fault)
    await server.member.says("!quotes Putin")
    answer = await server.next_message(SOONER_OR_LATER)
    await settled(server)
    assert "I am very pleased" in answer.words
    assert order.struck == 1
    assert answers_since(server, before) == [answer, server.messages[-1]]


@pytest.mark.parametrize("fault", ONE_TRY_MORE, ids=str)
@pytest.mark.parametrize("on", [CALLBACK, ANSWER], ids=["acknowledging", "answering"])
async def test_a_slash_command_is_answered_once_whatever_goes_wrong_once(server, on, fault):
    before, order = len(server.messages), server.fails(on, fault)
    call = await server.member.slash("quotes", speaker="Putin")
    answer = await call.answer(SOONER_OR_LATER)
    await settled(server)
    assert "I am very pleased" in answer.words
    assert order.struck == 1
    assert answers_since(server, before) == [answer, server.messages[-1]]


@pytest.mark.parametrize("fault", [ServerError(503), Reset(), AnswerLost(Reset())], ids=str)
async def test_a_page_is_turned_though_its_edit_went_wrong_once(server, fault):
    answer = await (await server.member.slash("source", number="1")).answer()
    first, order = answer.words, server.fails(ANSWER, fault)
    await server.member.presses(answer, "Next")
    await until(lambda: answer.words != first and order.struck == 1, SOONER_OR_LATER)
    assert "2 of" in answer.buttons[1]["label"]


async def test_a_long_answer_is_attached_though_sending_went_wrong_twice(server):
    """The question is too long for any button, so the whole answer is a file: it is read anew for each attempt."""
    words = "Russia Iran treaty " + " ".join(sha256(bytes([number])).hexdigest() for number in range(29))
    order = server.fails(POST, Reset(), times=2)
    await server.member.at(server.plain).says(f"!search {words}")
    (content,) = (await server.next_message(SOONER_OR_LATER)).files.values()
    assert order.struck == 2
    assert b"[2.1.1]" in content


@pytest.mark.parametrize("fault", [AnswerLost(ServerError(502)), AnswerLost(Reset())], ids=str)
async def test_a_further_message_is_never_posted_twice(server, fault):
    """Where it cannot be known whether it arrived, the log has a line."""
    old, before, lines = server.add_old_answer("An older answer", OUTWORN), len(server.messages), len(server.told.lines)
    server.fails("POST /webhooks/*/*", fault)
    whispered = await (await server.member.presses(old, "Next")).answer()
    line = await server.told.more(lines, "not reached")
    await settled(server)
    assert whispered.ephemeral
    assert answers_since(server, before) == [whispered, server.messages[-1]]
    assert server.told.lines[lines:] == [line]


@pytest.mark.parametrize("fault", [RateLimit(3600), RateLimit(via=False)], ids=str)
async def test_what_discord_takes_from_nobody_is_one_line_in_the_log(server, fault):
    """An hour is not waited for; what was asked is not answered later, out of the blue."""
    before, lines = len(server.messages), len(server.told.lines)
    server.fails(POST, fault)
    await server.member.says("!quotes Putin")
    line = await server.told.more(lines, "not reached")
    await settled(server)
    assert f"channel {server.channel.id}" in line
    assert len(answers_since(server, before)) == 1
    assert [each for each in server.told.lines[lines:] if "rate limited" not in each] == [line]


async def test_in_a_burst_the_bot_heeds_the_limits_that_discord_tells(server):
    """Seven ask at once where five messages are allowed in five seconds: all are answered, and nothing is refused."""
    before, room = len(server.requests), await server.create_channel("crowded")
    server.state.rates = Rates()
    for number in range(7):
        await server.add_member(f"reader {number}").at(room).says("!quotes Putin")
    answers = [await server.next_message(SOONER_OR_LATER) for _ in range(7)]
    assert {answer.referenced.author.name for answer in answers} == {f"reader {number}" for number in range(7)}
    assert {request.status for request in server.requests[before:]} == {200}


async def test_ten_seconds_of_nothing_hold_up_nobody_else(server):
    """A late answer is an answer; who called by slash is told by Discord that the bot did not respond."""
    server.fails(POST, Stall(10.0))
    server.fails(CALLBACK, Stall(10.0))
    await server.member.says("!quotes Putin")
    late = await server.member.slash("quotes", speaker="Putin")
    await server.member.at(server.aside).says("!sources")
    assert (await server.next_message()).channel is server.aside
    assert "did not respond" in await late.fails()
    assert "I am very pleased" in (await server.next_message(SOONER_OR_LATER)).words
    assert late.acknowledged is None


async def test_an_interaction_that_is_answered_too_late_gets_nothing_and_hurts_nobody(server):
    before, asked = len(server.messages), len(server.requests)
    server.state.answer_within = -1.0
    call = await server.member.slash("quotes", speaker="Putin")
    await until(lambda: any(request.code == 10062 for request in server.requests[asked:]))
    assert "did not respond" in await call.fails()
    assert answers_since(server, before) == []


async def test_choices_that_got_lost_hurt_nobody(server):
    lines = len(server.told.lines)
    order = server.fails(CALLBACK, Reset())
    typing = asyncio.ensure_future(server.member.autocomplete("quotes", "speaker", "Put"))
    await order.met.wait()
    choices = await server.member.autocomplete("quotes", "speaker", "Puti")
    typing.cancel()
    assert "Putin" in choices[0].name
    assert len(server.told.lines) - lines <= 1


@pytest.mark.parametrize(("fault", "is_taken"), [(Reset(), True), (ServerError(500), False)], ids=str)
async def test_a_file_that_cannot_be_fetched_is_said_to_be_sent_again(server, fault, is_taken):
    """What is over in a moment is not even noticed."""
    lines, file = len(server.told.lines), File(f"{is_taken}.txt", f"The minister left. {is_taken}".encode())
    server.fails("GET /attachments/**", fault)
    answer = await (await server.chief.slash("add", file=file)).answer(SOONER_OR_LATER)
    assert ("could not be fetched from Discord: send it again" in answer.words.replace("\\", "")) is not is_taken
    again = await (await server.chief.slash("add", file=file)).answer(SOONER_OR_LATER)
    assert "Taken in" in again.words
    assert ("already" in again.words) is is_taken
    assert server.told.lines[lines:] == []


async def turn_while(server, change):
    """Press *Next* on an answer; when the bot has acknowledged, and before it edits, something changes."""
    await server.member.says("!source 1")
    answer = await server.next_message()
    call_off = server.fails(ANSWER, Stall(0.3))
    await server.member.presses(answer, "Next")
    await call_off.met.wait()
    await change(answer)
    return answer


async def test_a_message_that_is_deleted_before_its_page_turns(server):
    lines, before = len(server.told.lines), len(server.requests)
    await turn_while(server, server.delete_message)
    await refused(server, before, 10008)
    assert server.told.lines[lines:] == []


async def test_a_channel_that_is_deleted_under_a_pager(server):
    lines, before = len(server.told.lines), len(server.requests)
    doomed = await server.create_channel("doomed")
    await server.member.at(doomed).says("!source 1")
    answer = await server.next_message()
    order = server.fails(ANSWER, Stall(0.3))
    await server.member.presses(answer, "Next")
    await order.met.wait()
    await server.delete_channel(doomed)
    await refused(server, before, 10008)
    assert server.told.lines[lines:] == []


async def test_a_channel_that_is_deleted_before_the_answer(server):
    lines, before = len(server.told.lines), len(server.requests)
    doomed = await server.create_channel("doomed too")
    order = server.fails(POST, Stall(0.3))
    await server.member.at(doomed).says("!source 1")
    await order.met.wait()
    await server.delete_channel(doomed)
    await refused(server, before, 10003)
    assert server.told.lines[lines:] == []


@pytest.mark.parametrize("lost", [Permission.EMBED_LINKS, Permission.SEND_MESSAGES, Permission.VIEW_CHANNEL])
async def test_a_permission_that_is_lost_between_two_pages(server, lost):
    """The page turns all the same, as text where it may hold no embed."""
    room = await server.create_channel(f"without {lost}")
    await server.member.at(room).says("!source 1")
    answer = await server.next_message()
    assert answer.embeds
    first = answer.words
    await server.change_channel(room, deny=lost)
    turned = await (await server.member.presses(answer, "Next")).answer()
    assert turned is answer
    assert turned.words != first
    assert "[1." in turned.words.replace("\\", "")
    assert bool(turned.embeds) == (lost is Permission.SEND_MESSAGES)


async def test_a_permission_that_is_lost_before_the_answer(server):
    """Nothing can be said there, and nothing is tried again."""
    room = await server.create_channel("mute", deny=Permission.SEND_MESSAGES)
    await server.member.at(room).says("!source 1")
    await settled(server)
    assert [request.code for request in server.requests if f"/{room.id}/" in request.path] == [50013]


async def missed(server):
    """Ask when the connection has just gone."""
    await server.member.says("!quotes Putin")
    return await server.next_message(SOONER_OR_LATER)


@pytest.mark.parametrize("way", ["dropped", "cut", "asked"])
async def test_what_was_said_while_the_connection_was_down_is_answered_after_a_resume(server, way):
    before, resumes, identifies = len(server.messages), len(server.gateway.resumes), len(server.gateway.identifies)
    end = {"dropped": server.gateway.drop, "cut": server.gateway.cut, "asked": server.gateway.ask_to_reconnect}[way]
    await end()
    answer = await missed(server)
    await settled(server)
    assert answers_since(server, before) == [answer, server.messages[-1]]
    assert len(server.gateway.resumes) > resumes
    assert len(server.gateway.identifies) == identifies


async def test_an_invalid_session_is_begun_anew(server):
    identifies = len(server.gateway.identifies)
    await server.gateway.invalidate(resumable=False)
    await until(lambda: len(server.gateway.identifies) > identifies)
    await server.connected(SOONER_OR_LATER)


async def test_a_storm_of_reconnects_blows_over(server):
    server.gateway.storm = 3
    await server.gateway.drop(4000)
    answer = await missed(server)
    assert "I am very pleased" in answer.words
    assert server.gateway.storm == 0


async def test_an_outage_of_a_server_passes(server):
    lines = len(server.told.lines)
    await server.outage(server.guild)
    await server.outage_ends(server.guild)
    assert (await (await server.member.slash("sources")).answer()).words
    assert server.told.lines[lines:] == []


async def test_an_event_that_cannot_be_read_is_left_out_in_one_line(server):
    lines = len(server.told.lines)
    guild, shapeless = {"guild_id": str(server.guild.id)}, {"id": {"of": "another shape"}}
    await server.gateway.tell("MESSAGE_CREATE", guild | shapeless)
    await server.gateway.tell("INTERACTION_CREATE", guild | shapeless)
    await server.gateway.tell("CHANNEL_UPDATE", guild | shapeless)
    await settled(server)
    assert ["left out" in line for line in server.told.lines[lines:]] == [True] * 3


async def test_a_newer_api_is_understood_as_far_as_it_is_known(server):
    """Unknown fields, flags, types, events and emoji, from the first event of a session on."""
    lines = len(server.told.lines)
    server.state.newer_api = True
    identifies = len(server.gateway.identifies)
    await server.gateway.invalidate(resumable=False)
    await until(lambda: len(server.gateway.identifies) > identifies)
    await server.connected(SOONER_OR_LATER)
    server.catch_up()
    await server.member.says("!source 1")
    answer = await server.next_message()
    first = answer.words
    assert (await (await server.member.presses(answer, "Next")).answer()).words != first
    assert (await (await server.member.slash("quotes", speaker="Putin")).answer()).words
    assert await server.member.autocomplete("quotes", "speaker", "Put")
    await server.member.reacts(answer, "of_the_future:99")
    assert [line for line in server.told.lines[lines:] if not line.startswith("on Discord as")] == []
