"""``python -m bot`` against a Discord on loopback."""

import re
from hashlib import sha256

import pytest
import pytest_asyncio

from bot.faces.commands.parsing import parse_command
from bot.faces.commands.table import COMMANDS
from bot.render.markdown import unescape
from tests.checkout import HOUSE
from tests.discord.process import ended, running_bot, start_bot, stop
from tests.discord_server import DiscordServer, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEFERRED = 5
INJECTION = "“@everyone <@1> `code` [press](https://evil.example/x) <t:0:R> discord.gg/abc ||x|| **y**,” said Ann Lee."
SEEDS = "".join(file.read_bytes().decode() for file in sorted((HOUSE / "seeds").glob("*.txt")))
LONG = "Russia and Iran " + "agreed to consult each other on every matter of common interest and " * 90 + "parted."
ONE_EACH = [command.examples[-1] for command in COMMANDS]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory):
    """A Discord on which the bot runs, with the message content intent on."""
    async with DiscordServer(message_content=True) as discord:
        discord.add_channel("plain", deny=Permission.EMBED_LINKS)
        discord.add_channel("silent", deny=Permission.SEND_MESSAGES)
        discord.add_channel("no history", deny=Permission.READ_MESSAGE_HISTORY)
        async with running_bot(discord, tmp_path_factory.mktemp("data")):
            yield discord


def channel(server, name):
    return next(each for each in server.guild.channels if each.name == name)


async def said(server, words, **where):
    await server.member_says(words, **where)
    return await server.next_message()


def typed_apart(line):
    """A command line as the values that a slash command has."""
    return {name: str(value) for name, value in parse_command(line).values.items()}


def shown(message):
    """What a reader sees, whatever the command was typed with."""
    message_words = message.words.replace(r"quotes speaker\:Putin", "quotes Putin")
    clickable = re.sub(r"</(\w+):\d+>(?: \*\*)?", r"\1", message_words)
    return re.sub(r"\\(?:[!/]|@Desk )|\*\*| (?=\\\[)", "", clickable)


@pytest.mark.parametrize("line", ONE_EACH)
async def test_typed_said_and_slash_give_the_same_answer(server, line):
    """And nothing that Discord would refuse; slash acknowledges before it works."""
    typed = await said(server, f"!{line}")
    spoken = await said(server, f"{server.mention} {line}")
    call = await server.member_calls(line.split()[0], **typed_apart(line))
    slash = await call.answer()
    await server.next_message()
    assert typed.words
    assert shown(typed) == shown(spoken) == shown(slash)
    assert call.acknowledged == DEFERRED
    assert server.refusals == []


async def test_every_send_is_quiet(server):
    """No message pings anybody, the asker included, and each says so to Discord."""
    await said(server, "!sources")
    sent = [
        payload
        for message in server.messages
        for payload in message.payloads
        if "flags" not in payload or "content" in payload
    ]
    assert sent
    assert all(message.pings == frozenset() for message in server.messages)
    assert all(p["allowed_mentions"]["parse"] == [] for p in sent if p.get("content") or p.get("embeds"))


async def test_quotations_stand_letter_for_letter_in_the_documents(server):
    answer = unescape((await said(server, "!quotes Putin")).words)
    quotations = re.findall("(?m)^\\[.+?\\] “(.+)”$", answer)
    assert len(quotations) >= 5
    assert all(words in SEEDS for words in quotations)


async def test_slash_descriptions_come_from_the_table(server):
    for row in COMMANDS:
        command = server.command(row.name)
        options = command.get("options", [])
        assert command["description"] == row.does
        assert [(o["name"], o["description"], o.get("required", False)) for o in options] == [
            (p.name, p.does, p.required) for p in row.parameters
        ]


async def test_pages_turn_in_place_and_break_no_line(server):
    """All pages together hold the document's lines, each whole, on one message."""
    plain = channel(server, "plain")
    answer = await said(server, "!source 1", channel=plain)
    pages = [answer.content]
    assert answer.button("Previous")["disabled"]
    while not answer.button("Next")["disabled"]:
        answer = await (await server.member_presses(answer, "Next")).answer()
        pages.append(answer.content)
    assert len(pages) > 2
    text = unescape("\n".join(pages))
    units = re.findall(r"(?m)^\[1\.\d+\.\d+\] (.+)$", text)
    assert len(units) > 10
    assert all(unit in SEEDS for unit in units)
    back = await (await server.member_presses(answer, "Previous")).answer()
    assert back.content == pages[-2]


async def test_an_answer_sent_as_text_stays_text_where_embeds_are_allowed_later(server, monkeypatch):
    """Discord hides embeds on it from the start: one put there by a later page would not be seen."""
    later = channel(server, "plain")
    answer = await said(server, "!source 1", channel=later)
    monkeypatch.setattr(later, "deny", Permission(0))
    turned = await (await server.member_presses(answer, "Next")).answer()
    assert "Page 2 of" in turned.content
    assert turned.payload.get("embeds", []) == []


async def test_without_embed_links_the_answer_is_text(server):
    """The same words, and source text makes no link previews."""
    plain = channel(server, "plain")
    answer = await said(server, "!quotes Putin about:nuclear", channel=plain)
    embedded = await said(server, "!quotes Putin about:nuclear")
    assert "embeds" not in answer.payload or not answer.payload["embeds"]
    assert answer.flags & 1 << 2
    for line in embedded.embeds[0]["description"].splitlines():
        assert line in answer.content


async def test_in_a_direct_conversation_the_same_commands_work(server):
    direct = server.direct()
    assert shown(await said(server, "!sources", channel=direct)) == shown(await said(server, "!sources"))
    call = await server.member_calls("sources", channel=direct)
    assert "1" in (await call.answer()).words
    await server.next_message()


async def test_where_history_cannot_be_read_the_answer_is_no_reply(server):
    answer = await said(server, "!sources", channel=channel(server, "no history"))
    assert answer.referenced is None


@pytest.mark.parametrize("words", ["what is Putin's plan", 'say "we act', 'O’Neill and the "deal', "it's “half"])
async def test_quotation_marks_and_apostrophes_do_not_split_a_question(server, words):
    assert (await said(server, f"!ask {words}")).words
    assert (await said(server, f"!who {words}")).words


async def test_what_is_said_by_name_and_is_no_command_is_asked(server):
    asked = await said(server, "!ask Who accused Iran of supplying missiles?")
    assert (await said(server, f"{server.mention} Who accused Iran of supplying missiles?")).words == asked.words


async def test_who_says_its_name_alone_is_told_what_can_be_asked(server):
    for name in (server.mention, server.mention.replace("<@", "<@!"), f"{server.mention} "):
        assert shown(await said(server, name)) == shown(await said(server, "!help"))


async def test_a_mistyped_command_near_one_of_ours_gets_a_suggestion(server):
    assert "did you mean quotes" in unescape((await said(server, "!qoutes Putin")).words)
    assert "did you mean quotes" in unescape((await said(server, f"{server.mention} qoutes Putin")).words)


async def test_other_bots_commands_and_other_peoples_talk_are_left_alone(server):
    await server.member_says("!play a song")
    await server.member_says("what do you think?")
    await server.member_says(f"ask {server.mention} about it")
    await server.silence("!sources", "Documents")


async def test_a_missing_value_is_one_line_that_says_what_to_type(server):
    assert "who Putin" in (await said(server, "!who")).words
    assert "1 to 20" in (await said(server, "!summary lines:0")).words
    assert "speakers" in (await said(server, "!speakers of what")).words


async def test_a_channel_that_takes_nothing_gets_nothing(server):
    """The bot goes on; the refusal is Discord's and no traceback follows."""
    await server.member_says("!sources", channel=channel(server, "silent"))
    await server.silence("!sources", "Documents")
    server.requests[:] = [request for request in server.requests if request.code != 50013]


async def test_a_dropped_connection_is_resumed(server):
    await server.gateway.drop(4000)
    await server.connected()
    assert server.gateway.resumes
    assert (await said(server, "!sources")).words


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hostile(tmp_path_factory):
    """A Discord whose bot reads documents full of markup, in a channel where it may ping everybody."""
    library = tmp_path_factory.mktemp("library")
    (library / "injection.txt").write_text(f"{INJECTION}\nHe left.\n", encoding="utf-8")
    (library / "long.txt").write_text(LONG, encoding="utf-8")
    async with DiscordServer(message_content=True) as discord:
        discord.add_channel("loud", allow=Permission.MENTION_EVERYONE, deny=Permission.EMBED_LINKS)
        discord.add_channel("no files", deny=Permission.ATTACH_FILES)
        data = tmp_path_factory.mktemp("data")
        async with running_bot(discord, data, TREATY_DESK_LIBRARIES=str(library)):
            yield discord


async def test_markup_in_a_document_is_shown_as_stored_and_pings_nobody(hostile):
    for place in hostile.guild.channels[:2]:
        answer = await said(hostile, "!source 1", channel=place)
        assert INJECTION in unescape(answer.words)
        assert "@everyone" not in answer.words.replace("\\@everyone", "")
        assert answer.pings == frozenset()


async def test_markup_in_a_question_pings_nobody(hostile):
    answer = await said(hostile, "!ask @everyone <@1> what?", channel=channel(hostile, "loud"))
    assert answer.pings == frozenset()


async def test_a_line_longer_than_a_page_is_attached_whole(hostile):
    answer = await said(hostile, "!source 2")
    assert LONG in answer.uploads[0].content.decode()
    assert len(answer.embeds[0]["description"]) < 500


async def test_where_no_file_may_be_attached_the_user_is_told(hostile):
    await said(hostile, "!source 2", channel=channel(hostile, "no files"))
    assert "Attach Files" in (await hostile.next_message()).words
    assert hostile.refusals == []


async def test_a_question_too_long_for_the_buttons_gets_the_whole_answer_as_a_file(server):
    """No button could hold it, so none is shown and nothing is lost."""
    words = "Russia Iran treaty " + " ".join(sha256(bytes([number])).hexdigest() for number in range(29))
    answer = await said(server, f"!search {words}", channel=channel(server, "plain"))
    assert "Page 1 of" in answer.content
    assert answer.buttons == []
    assert answer.uploads[0].name == "answer.txt"
    assert answer.uploads[0].content.decode().count("[1.") > answer.content.count("[1\\.")


async def test_without_the_intent_slash_and_mention_work_and_help_says_why(tmp_path):
    """The intent is not asked for, typed commands stay unheard, and help tells how to turn them on."""
    async with DiscordServer() as discord, running_bot(discord, tmp_path) as process:
        assert discord.gateway.closed == []
        await discord.member_says("!sources")
        await discord.silence(f"{discord.mention} sources", "Documents")
        spoken = await said(discord, f"{discord.mention} sources")
        call = await discord.member_calls("sources")
        assert (await call.answer()).words == spoken.words
        await discord.next_message()
        helped = await discord.member_calls("help")
        assert "Message Content Intent" in (await helped.answer()).words
        status, errors = await stop(process)
    assert status == 0
    (line,) = errors.splitlines()
    assert (
        "(/help): on; by mention (@Desk help): on; typed commands (!help): off: turn on Message Content Intent" in line
    )


async def test_the_operator_is_told_that_all_three_ways_are_open(tmp_path):
    """And nothing else stands on standard error."""
    async with DiscordServer(message_content=True) as discord, running_bot(discord, tmp_path) as process:
        await said(discord, "!sources")
        status, errors = await stop(process)
    assert status == 0
    (line,) = errors.splitlines()
    assert re.findall(r"\((.+?)\): (\w+)", line) == [("/help", "on"), ("@Desk help", "on"), ("!help", "on")]


async def test_buttons_work_after_a_restart_and_commands_are_sent_once(tmp_path):
    """The pager's state is in its buttons; what did not change is not synced again."""
    async with DiscordServer(message_content=True) as discord:
        async with running_bot(discord, tmp_path):
            answer = await said(discord, "!source 1")
            first = answer.words
        async with running_bot(discord, tmp_path):
            turned = await (await discord.member_presses(answer, "Next")).answer()
            assert turned is answer
            assert turned.words != first
        discord.state.commands[None][0]["description"] = "of an older version"
        async with running_bot(discord, tmp_path):
            assert discord.state.commands[None][0]["description"] == COMMANDS[0].does
        asked = [request.method for request in discord.requests if request.path.endswith("/commands")]
        assert asked == ["GET", "PUT", "GET", "GET", "PUT"]


@pytest.mark.parametrize(
    ("closes", "token", "told"),
    [
        (None, "wrong", "DISCORD_TOKEN"),
        ((4014, "Disallowed intent(s)."), "test-token", "Message Content Intent"),
        ((4013, "Invalid intent(s)."), "test-token", "intents"),
    ],
)
async def test_what_discord_refuses_for_good_ends_with_one_line(tmp_path, closes, token, told):
    async with DiscordServer(message_content=True) as discord:
        discord.gateway.refuses = closes
        status, errors = await ended(await start_bot(discord, tmp_path, DISCORD_TOKEN=token))
    assert status == 1
    assert told in errors
    assert len(errors.strip().splitlines()) == 1
    assert "Traceback" not in errors


async def test_an_address_where_nobody_is_ends_with_one_line(tmp_path):
    async with DiscordServer() as discord:
        process = await start_bot(discord, tmp_path, TREATY_DESK_DISCORD_API="http://127.0.0.1:9")
        status, errors = await ended(process)
    assert (status, len(errors.strip().splitlines())) == (1, 1)
    assert "cannot be reached" in errors
