"""Documents and questions full of markup, mentions, invites and masked links: nobody is pinged, nothing changes."""

import re

import pytest
import pytest_asyncio

from bot.faces.commands.table import COMMANDS
from bot.faces.discord.cogs.menus import CHECK, FIND
from bot.render.markdown import unescape
from tests.discord.indoors import indoors
from tests.discord_server import DiscordServer, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVIL = (
    "@everyone <@1> <@&2> <#3> `code` [press](https://evil.example/x) discord.gg/abc </quotes:1> <t:0:R> :smile: ||x||"
)
DOCUMENT = (
    f"“{EVIL} **y** __z__ ~~a~~,” said Ann Lee on Friday in [Oslo](https://evil.example).\n> # {EVIL} covers energy.\n"
)
TITLE = f"A {EVIL} title"
LONGEST = 6000
BARE = re.compile(
    r"(?<!\\)(?:@everyone|@here|<@|<#|<t:0|</|\]\(https?://evil|discord\.gg|https?://evil|\|\||:smile:|`)"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory):
    """A Discord with a bot that may ping everybody, on documents that try to."""
    library = tmp_path_factory.mktemp("library")
    (library / "evil.txt").write_text(DOCUMENT, encoding="utf-8")
    written = TITLE.replace('"', "'")
    sidecar = (
        f'documents:\n  - file: evil.txt\n    title: "{written}"\n    outlet: "{written}"\n    published: 2025-01-17\n'
    )
    (library / "documents.yaml").write_text(sidecar, encoding="utf-8")
    async with DiscordServer(message_content=True) as server:
        server.loud = server.add_channel("loud", allow=Permission.MENTION_EVERYONE)
        server.text = server.add_channel("text", allow=Permission.MENTION_EVERYONE, deny=Permission.EMBED_LINKS)
        async with indoors(server, library):
            yield server
        assert server.refusals == []


async def typed(room, words, channel):
    await room.member.at(channel).says(words)
    answer = await room.next_message()
    room.catch_up()
    return answer


def assert_harmless(message):
    """Nobody is pinged, and no markup of somebody else's is left for Discord to find."""
    assert message.pings == frozenset()
    assert all(payload.get("allowed_mentions", {"parse": []})["parse"] == [] for payload in message.payloads)
    texts = [message.content, *(embed.get(part) or "" for embed in message.embeds for part in ("title", "description"))]
    for text in texts:
        assert not BARE.search(text), text


ASKED = [f"!{row.name} {EVIL}" for row in COMMANDS if row.parameters]
SHOWN = ["!source 1", "!quotes", "!sources", "!summary", "!facts", "!speakers", "!sectors", "!timeline", "!search code"]


@pytest.mark.parametrize("line", [*ASKED, *SHOWN, f"!{EVIL}", f"!sumary {EVIL}"])
async def test_whatever_is_asked_and_shown_pings_nobody(room, line):
    """Typed, where everybody may be pinged, in embeds and in text."""
    if line.startswith(f"!{EVIL}"):
        await room.member.at(room.loud).says(line)
        await room.silence("!sources", "Documents")
        return
    for channel in (room.loud, room.text):
        assert_harmless(await typed(room, line, channel))


@pytest.mark.parametrize("row", [row for row in COMMANDS if row.parameters], ids=lambda row: row.name)
async def test_options_of_slash_commands_ping_nobody(room, row):
    call = await room.member.at(room.loud).slash(row.name, **{parameter.name: EVIL for parameter in row.parameters})
    answer = await call.answer()
    room.catch_up()
    assert_harmless(answer)


async def test_what_is_published_and_whispered_pings_nobody(room):
    """By somebody whose name is markup, too."""
    loud = room.add_member("@everyone <@1>")
    answer = await (await loud.at(room.loud).slash("quotes")).answer()
    for label in ("Context", "Sources", "Publish"):
        assert_harmless(await (await loud.at(room.loud).presses(answer, label)).answer())
    room.catch_up()


@pytest.mark.parametrize("menu", [CHECK, FIND])
async def test_the_menu_of_a_message_full_of_markup_pings_nobody(room, menu):
    message = await room.member.at(room.loud).says(f"“{EVIL}” and more of it")
    assert_harmless(await (await room.member.at(room.loud).uses_menu(message, menu)).answer())
    room.catch_up()


@pytest.mark.parametrize("place", ["loud", "text"])
async def test_what_is_shown_is_what_is_stored(room, place):
    """Un-escaping gives the document back, line for line."""
    answer = await typed(room, "!source 1", getattr(room, place))
    shown = unescape(answer.words)
    for line in DOCUMENT.splitlines():
        assert line in shown


@pytest.mark.parametrize("row", [row for row in COMMANDS if row.parameters], ids=lambda row: row.name)
async def test_an_option_as_long_as_discord_takes_it_gets_one_clear_line(room, row):
    first = row.parameters[0]
    values = {parameter.name: "1" for parameter in row.parameters if parameter.required} | {first.name: "x" * LONGEST}
    answer = await (await room.member.slash(row.name, **values)).answer()
    room.catch_up()
    told = unescape(answer.words)
    assert f"{row.name}, {first.name}: {LONGEST} characters are too many" in told
    assert len(told) < 400
    assert answer.buttons == []


async def test_a_message_as_long_as_discord_takes_it_is_answered(room):
    """The longest question is repeated in part alone, and the answer is one message."""
    words = "why " * 490 + "at all?"
    answer = await typed(room, f"{room.mention} {words}", room.loud)
    assert_harmless(answer)
    assert len(answer.words) < 1500
