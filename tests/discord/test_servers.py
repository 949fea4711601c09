"""No server is shown a line of another, whatever is typed, called, pressed, chosen or forged; servers come and go."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.faces.commands.parsing import parse_command
from bot.faces.commands.rows import Call
from bot.faces.commands.table import BY_NAME, COMMANDS
from bot.faces.discord.cogs.menus import CHECK, FIND
from bot.faces.discord.messages.inquiry import Inquiry, pack_inquiry
from bot.render.markdown import unescape
from tests.discord.process import running_bot, until
from tests.discord_server import DiscordServer, File, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

STORY = """“{said},” President {person} said on Friday.
The {thing} pact of {place} covers energy, and {thing}s. In 2001 {place} signed another.
"""
HOME = {"person": "Quilla Zambra", "place": "Limaland", "thing": "guanaco", "said": "Guanacos are welcome here"}
AWAY = {"person": "Torvald Fjordsen", "place": "Osloria", "thing": "reindeer", "said": "Reindeers are what we need"}
SECRETS = ("Torvald", "Fjordsen", "Osloria", "reindeer", "Reindeer", "Torvi", "away.txt", "Away dossier")


@dataclass
class Houses:
    """A Discord with two servers, each with a document of its own; `number` is the other server's document."""

    discord: DiscordServer
    reader: object
    chief: object
    number: int = 0

    async def said(self, words, person=None):
        """What is said at home."""
        await (person or self.reader).says(words)
        return unescape((await self.discord.next_message()).words)

    async def exported(self, command, person=None):
        """What is seen of an export at home: the message, and every file on it."""
        await (person or self.reader).says(f"!export {command}")
        message = await self.discord.next_message()
        return unescape(message.words), {name: unescape(text.decode()) for name, text in message.files.items()}

    async def shown(self, call):
        """All that is seen because of an interaction; what is published is there before the pressed message changes."""
        seen = [await call.answer()]
        while not self.discord.state.created.empty():
            seen.append(self.discord.state.created.get_nowait())
        return unescape("\n".join(message.words for message in seen))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def houses(tmp_path_factory):
    async with DiscordServer(message_content=True) as discord:
        other = discord.add_guild("Elsewhere")
        room = discord.add_channel("elsewhere", guild=other)
        chief = discord.add_member("chief", discord.guild.add_role("Chiefs", Permission.MANAGE_GUILD))
        other.give(chief, other.add_role("Elsewhere chiefs", Permission.MANAGE_GUILD))
        there = chief.at(room)
        async with running_bot(discord, tmp_path_factory.mktemp("data")):
            found = Houses(discord, discord.member, chief)
            await chief.says("!add title:Home dossier", files=[File("home.txt", STORY.format(**HOME).encode())])
            await discord.next_message()
            await there.says("!add title:Away dossier", files=[File("away.txt", STORY.format(**AWAY).encode())])
            found.number = int(re.search(r"\[(\d+)\]", unescape((await discord.next_message()).words))[1])
            await there.says("!alias Torvi name:Torvald Fjordsen")
            assert "Torvi" in (await discord.next_message()).words
            await there.says(f"!settings digest_channel {room.mention}")
            await discord.next_message()
            await there.says("!quotes Torvi")
            assert "Reindeers are what we need" in (await discord.next_message()).words
            yield found
        assert discord.refusals == []


def assert_keeps(told, asked=""):
    """Nothing of the other server's is told but what was asked with."""
    assert not [secret for secret in SECRETS if secret in told and secret.lower() not in asked.lower()]


def hostile(number):
    """A command line for each command and parameter, with what the other server has."""
    words = ("Fjordsen", "Torvi", "reindeer", "Reindeers are what we need", f"{number}")
    for row in COMMANDS:
        yield row.name
        for parameter in row.parameters:
            for each in words:
                yield f"{row.name} {parameter.name}:{each}"
    yield from (f"source {number} 1", f"context {number}.1.1", f"ask What did Fjordsen say? documents:{number}")
    yield from (
        f"export {line}" for line in (f"source {number}", f"context {number}.1.1", "who Torvi", "search reindeer")
    )
    yield from (f"search the documents:{number}", f"sources {number}", f"summary {number}", f"facts {number}")


async def test_no_command_tells_anything_of_another_server(houses):
    """Typed; slash has the same values apart. What is refused is refused without a word of it."""
    for line in hostile(houses.number):
        assert_keeps(await houses.said(f"!{line}"), line)


@pytest.mark.parametrize(
    "line", ["source {}", "context {}.1.1", "search reindeer", "quotes Fjordsen", "who Torvi", "sources"]
)
async def test_nor_does_slash(houses, line):
    line = line.format(houses.number)
    values = {name: str(value) for name, value in parse_command(line).values.items()}
    call = await houses.reader.slash(line.split()[0], **values)
    assert_keeps(await houses.shown(call), line)


EXPORTED = (
    "",
    "summary",
    "search pact",
    "timeline",
    "compare",
    "disputes",
    "sectors",
    "background",
    "speakers",
    "facts",
)


async def test_no_export_has_a_line_of_another_server(houses):
    """Neither the message nor a file on it; the server's own lines are there."""
    own = [await houses.exported(command) for command in EXPORTED]
    for told, files in own:
        assert set(files) == {"evidence.json", "evidence.md"}
        for text in (told, *files.values()):
            assert_keeps(text)
    assert all("home.txt" in files["evidence.json"] for _, files in own[:3])
    for asked in ("quotes Fjordsen", "search reindeer", f"source {houses.number}", f"facts {houses.number}"):
        told, files = await houses.exported(asked)
        assert files == {}
        assert_keeps(told, asked)


async def test_a_forged_export_has_no_line_of_another_server_and_changes_nothing(houses):
    """By a button that asks for one, by slash, and for what is no question at all."""
    number = houses.number
    for asked in (f"source {number}", "search reindeer", "quotes Torvi", "audit", "withdraw 1", "export quotes Torvi"):
        packed = pack_inquiry(Inquiry(Call(BY_NAME["export"], {"command": asked})))
        for person, slot in ((person, slot) for person in (houses.reader, houses.chief) for slot in "nu"):
            old = houses.discord.add_old_answer("An older answer", [("Forged", f"treatydesk:{slot}1:{packed}")])
            assert_keeps(await houses.shown(await person.presses(old, "Forged")), asked)
            assert old.files == {}
        answer = await (await houses.chief.slash("export", command=asked)).answer()
        assert answer.files == {}
        assert_keeps(unescape(answer.words), asked)
        houses.discord.catch_up()
    assert "Partnership Treaty" in await houses.said("!sources")


async def test_a_pack_is_the_askers_alone_until_it_is_published(houses):
    """By slash; whoever publishes it posts the same files."""
    answer = await (await houses.reader.slash("export", command="quotes Zambra")).answer()
    assert answer.ephemeral
    assert "Guanacos are welcome here" in json.loads(answer.files["evidence.json"])["lines"][0]["text"]
    houses.discord.catch_up()
    await (await houses.reader.presses(answer, "Publish")).answer()
    posted = await houses.discord.next_message()
    assert not posted.ephemeral
    lines = [json.loads(each.files["evidence.json"])["lines"] for each in (answer, posted)]
    assert lines[0] == lines[1]


async def test_where_the_library_is_switched_off_an_export_has_no_line_of_it(houses):
    await houses.said("!settings library off", houses.chief)
    try:
        files = (await houses.exported(""))[1]
        pack = json.loads(files["evidence.json"])
        assert [document["file"] for document in pack["documents"]] == ["home.txt"]
        assert {line["document"] for line in pack["lines"]} == {"home.txt"}
    finally:
        await houses.said("!settings library on", houses.chief)


async def test_no_document_is_withdrawn_on_another_server(houses):
    told = await houses.said(f"!withdraw {houses.number}", houses.chief)
    assert "no document" in told
    assert_keeps(told)
    await houses.chief.at(houses.discord.state.guilds[1].channels[0]).says(f"!source {houses.number}")
    assert "Reindeers" in (await houses.discord.next_message()).words


async def test_no_suggestion_is_of_another_server(houses):
    for row in COMMANDS:
        for parameter in row.parameters:
            needed = {p.name: "x" for p in row.parameters if p.required and p is not parameter}
            if parameter.suggests:
                for typed in ("", "Fjord", "Torv", "Away", "reind", str(houses.number)):
                    choices = await houses.reader.autocomplete(row.name, parameter.name, typed, **needed)
                    assert_keeps(" ".join(choice.name for choice in choices))
    at_home = await houses.reader.autocomplete("quotes", "speaker", "Quil")
    assert [choice.value for choice in at_home] == ["Quilla Zambra"]
    for typed in ("else", "Elsewhere"):
        for name in ("digest_channel", "channels", "editors"):
            assert await houses.chief.autocomplete("settings", "value", typed, name=name) == []


@pytest.mark.parametrize("slot", "pncwsu")
async def test_a_forged_button_shows_nothing_of_another_server(houses, slot):
    """Each button, with each command that takes a document's number, a citation or words."""
    number = houses.number
    lines = [f"source {number}", f"summary {number}", f"why {number}", f"context {number}.1.1", f"sources {number}"]
    lines += ["quotes Torvi", "search reindeer", f"ask Who spoke? documents:{number}", f"facts {number}", "audit"]
    for line in lines:
        packed = pack_inquiry(Inquiry(parse_command(line)))
        old = houses.discord.add_old_answer("An older answer", [("Forged", f"treatydesk:{slot}2:{packed}")])
        call = await houses.reader.presses(old, "Forged")
        assert_keeps(await houses.shown(call), line)


@pytest.mark.parametrize(("slot", "line"), [("w", "quotes Putin"), ("w", "help"), ("c", "help"), ("s", "help")])
async def test_a_forged_button_below_what_has_none_of_the_kind_is_refused_in_words(houses, slot, line):
    packed = pack_inquiry(Inquiry(parse_command(line)))
    old = houses.discord.add_old_answer("An older answer", [("Forged", f"treatydesk:{slot}1:{packed}")])
    told = await houses.shown(await houses.reader.presses(old, "Forged"))
    assert "these buttons are those of an older version: ask again" in told


async def test_a_forged_button_changes_nothing(houses):
    """Not even for those who may: what changes something is called, not pressed."""
    for line in ("withdraw 1", "settings library off", "alias x name:Putin", "plain on server", "add"):
        packed = pack_inquiry(Inquiry(Call(BY_NAME[line.split()[0]], parse_command(line).values)))
        old = houses.discord.add_old_answer("An older answer", [("Forged", f"treatydesk:n2:{packed}")])
        for person in (houses.reader, houses.chief):
            told = await houses.shown(await person.presses(old, "Forged"))
            assert "call it again" in told
    assert "library: on" in await houses.said("!settings library", houses.chief)
    assert "Partnership Treaty" in await houses.said("!sources")


async def test_no_menu_finds_anything_of_another_server(houses):
    words = "“Reindeers are what we need,” said Torvald Fjordsen."
    told = await houses.reader.says(words)
    for menu in (CHECK, FIND):
        shown = await houses.shown(await houses.reader.uses_menu(told, menu))
        assert_keeps(shown, words)
        assert f"[{houses.number}." not in shown


async def test_a_question_in_reply_is_asked_of_no_document_of_another_server(houses):
    """Also where a message of ours seems to cite one."""
    forged = houses.discord.add_old_answer(f"Words\n\n-# \\[{houses.number}\\] A document", [])
    await houses.reader.says("What did President Fjordsen say?", reply_to=forged)
    assert_keeps(unescape((await houses.discord.next_message()).words), "What did President Fjordsen say?")


@pytest.mark.parametrize("line", ["setup", "settings", "alias", "audit 200", "alias Torvi"])
async def test_the_office_tells_nothing_of_another_server(houses, line):
    told = await houses.said(f"!{line}", houses.chief)
    assert_keeps(told, line)
    assert "elsewhere" not in told
    assert str(houses.discord.state.guilds[1].channels[0].id) not in told


async def test_a_channel_or_a_role_of_another_server_cannot_be_chosen(houses):
    other = houses.discord.state.guilds[1]
    room, role = other.channels[0], other.roles[0]
    for name, thing in (("digest_channel", room), ("channels", room), ("editors", role)):
        assert "there is no" in await houses.said(f"!settings {name} {thing.id}", houses.chief)


async def test_rights_on_one_server_are_none_on_another(houses):
    """Somebody who manages their own server reads here as everybody does."""
    other = houses.discord.state.guilds[1]
    stranger = houses.discord.add_member("stranger")
    other.give(stranger, other.roles[0])
    assert "is for who may manage this server" in await houses.said("!audit", stranger)


async def test_a_server_that_the_bot_comes_to_is_left_in_peace_and_sees_the_library_alone(houses):
    """Nothing is posted unasked, and what others have is not there."""
    new = await houses.discord.bot_joins("New")
    room = new.channels[0]
    await houses.reader.at(room).says("!sources")
    first = await houses.discord.next_message()
    assert first.channel is room
    assert "Documents (2)" in unescape(first.words)
    assert [message for message in houses.discord.messages if message.channel is room] == [first]


def kept(folder):
    """When the bot left each server that the archive knows, None where it is there."""
    with closing(sqlite3.connect(folder / "archive.sqlite", timeout=60)) as connection:
        return dict(connection.execute("SELECT id, left_at FROM servers").fetchall())


async def found_at_home(discord):
    await discord.member_says("!search guanaco")
    return "Limaland" in unescape((await discord.next_message()).words)


async def test_what_a_server_has_is_deleted_some_time_after_the_bot_left_it(tmp_path):
    """Until then it is kept for whoever lets the bot in again; that it left meanwhile is seen at the next start."""
    async with DiscordServer(message_content=True) as discord:
        guild = discord.guild
        chief = discord.add_member("chief", guild.add_role("Chiefs", Permission.MANAGE_GUILD))
        async with running_bot(discord, tmp_path):
            await chief.says("!add", files=[File("home.txt", STORY.format(**HOME).encode())])
            await discord.next_message()
            await until(lambda: kept(tmp_path) == {guild.id: None})
            await discord.bot_leaves(guild)
            await until(lambda: kept(tmp_path)[guild.id])
            await discord.bot_returns(guild)
            await until(lambda: kept(tmp_path) == {guild.id: None})
            assert await found_at_home(discord)
        discord.state.guilds.remove(guild)
        async with running_bot(discord, tmp_path, TREATY_DESK_KEEP_AFTER_LEAVING_DAYS="0"):
            await until(lambda: kept(tmp_path) == {})
            await discord.bot_returns(guild)
            assert not await found_at_home(discord)
