"""What a server changes of its own, on Discord: documents, settings, other names; and who changed what."""

import re

import pytest
import pytest_asyncio

from bot.render.markdown import unescape
from tests.discord.process import running_bot
from tests.discord_server import DiscordServer, File, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

PACT = "“We signed the cod pact on Friday,” said Minister Ann Lee in Oslo.\nThe pact covers fish.\n".encode()
EMBED = 1 << 2


class Newsroom:
    """A server with people who may do different things."""

    def __init__(self, discord):
        self.discord = discord
        guild = discord.guild
        self.managing = guild.add_role("Chiefs", Permission.MANAGE_GUILD)
        self.editing = guild.add_role("Editors")
        self.reader = discord.member
        self.editor = discord.add_member("editor", self.editing)
        self.chief = discord.add_member("chief", self.managing)
        self.desk = discord.add_channel("desk")
        self.other = discord.add_channel("other")
        self.closed = discord.add_channel("no history", deny=Permission.READ_MESSAGE_HISTORY)
        discord.add_channel("hidden").overwrite(self.editing, deny=Permission.VIEW_CHANNEL)

    async def typed(self, person, words, **more):
        """What everybody sees after somebody typed something."""
        await person.says(words, **more)
        return unescape((await self.discord.next_message()).words)

    async def called(self, person, command, **options):
        """What is seen after a slash command, and whether by the caller alone."""
        call = await person.slash(command, **options)
        answer = await call.answer()
        await self.discord.next_message()
        return unescape(answer.words), answer.ephemeral

    async def pressed(self, person, message, label):
        """What is seen after a press: the message itself, or one for who pressed alone."""
        answer = await (await person.presses(message, label)).answer()
        if answer is not message:
            await self.discord.next_message()
        return answer

    async def choose(self, name, value):
        """Set a setting, as who manages the server."""
        return await self.called(self.chief, "settings", name=name, value=value)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory):
    """A Discord on which the bot runs, with the message content intent on."""
    async with DiscordServer(message_content=True) as discord:
        newsroom = Newsroom(discord)
        async with running_bot(discord, tmp_path_factory.mktemp("data"), TREATY_DESK_MAX_ATTACHMENT_BYTES="20000"):
            yield newsroom
        assert discord.refusals == []
        assert all(message.pings == frozenset() for message in discord.messages)


@pytest_asyncio.fixture(loop_scope="module")
async def editors(room):
    """Editors may change things, for the time of a test."""
    await room.choose("editors", room.editing.mention)
    yield room.editor
    await room.choose("editors", "-")


# Documents


async def test_a_document_is_taken_in_by_slash_and_answers_with_its_title(room):
    said, private = await room.called(
        room.chief,
        "add",
        file=File("pact.txt", PACT),
        title="The cod pact",
        outlet="The Example",
        published="2025-03-14",
        url="https://example.org/pact",
    )
    assert private
    number = re.search(r"\[(\d+)\] The cod pact · The Example · 14 March 2025", said)[1]
    answer = await room.typed(room.reader, "!quotes Ann Lee")
    assert f"[{number}.1.1]" in answer
    assert "“We signed the cod pact on Friday,”" in answer
    assert "https://example.org/pact#:~:text=We%20signed" in answer
    dated = await room.typed(room.reader, "!timeline cod")
    assert "14 March 2025" in dated
    assert f"chief: add {number} pact.txt" in (await room.called(room.chief, "audit", lines="1"))[0]


async def test_a_document_is_taken_in_from_the_message_and_from_the_message_that_it_answers(room):
    said = await room.typed(room.chief, "!add title:Herring", files=[File("herring.txt", b"Herring is a fish.")])
    assert "Herring" in said
    theirs = await room.reader.says("look at this", files=[File("plaice.md", b"Plaice is a fish too.")])
    assert "plaice" in (await room.typed(room.chief, "!add", reply_to=theirs)).lower()
    listed = await room.typed(room.reader, "!search plaice")
    assert "Plaice is a fish too." in listed


async def test_several_documents_at_once_are_told_of_one_by_one(room):
    files = [File("one.txt", b"One fish."), File("two.pdf", b"%PDF"), File("three.txt", b"Three fish.")]
    said = await room.typed(room.chief, "!add", files=files)
    assert said.startswith("Taken in (2)")
    assert "Not taken in" in said
    assert "two.pdf" in said
    said = await room.typed(room.chief, "!add title:All of them", files=files)
    assert "3 are attached" in said


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (File("a.pdf", b"%PDF-1.4"), "a.pdf"),
        (File("a.txt", b"\xff\xfe\x00\x00"), "UTF-8"),
        (File("large.txt", b"word " * 5000), "25,000 bytes"),
    ],
)
async def test_what_is_no_document_is_refused_in_one_line(room, file, told):
    said, private = await room.called(room.chief, "add", file=file)
    assert private
    assert told in said
    assert "Traceback" not in said


async def test_without_a_file_it_is_said_how_one_is_added(room):
    assert "attach a .txt or .md file" in await room.typed(room.chief, "!add")
    theirs = await room.reader.says("nothing here")
    assert "attach a .txt or .md file" in await room.typed(room.chief, "!add", reply_to=theirs)
    assert "“please” was not understood" in await room.typed(room.chief, "!add please", files=[File("x.txt", b"X y.")])


async def test_a_withdrawn_document_answers_no_more_and_still_resolves(room):
    said, _ = await room.called(room.chief, "add", file=File("eel.txt", b"The eel treaty is void."))
    number = re.search(r"\[(\d+)\]", said)[1]
    assert "eel treaty" in await room.typed(room.reader, "!search eel")
    said, private = await room.called(room.chief, "withdraw", number=number)
    assert private
    assert "still resolve" in said
    assert "eel treaty is void" not in await room.typed(room.reader, "!search eel")
    assert "The eel treaty is void." in await room.typed(room.reader, f"!source {number}")
    assert "no document" in (await room.called(room.chief, "withdraw", number="999"))[0]


async def test_the_operators_documents_are_not_a_servers_to_withdraw(room):
    said, _ = await room.called(room.chief, "withdraw", number="1")
    assert "library" in said
    assert "Partnership Treaty" in await room.typed(room.reader, "!source 1 1")


# Rights


@pytest.mark.parametrize("command", ["setup", "add", "withdraw", "settings", "alias", "audit"])
async def test_discord_offers_the_office_to_who_may_manage_the_server(room, command):
    """And on servers alone."""
    registered = room.discord.command(command)
    assert int(registered["default_member_permissions"]) == Permission.MANAGE_GUILD
    assert registered["contexts"] == [0]
    with pytest.raises(LookupError, match="not offered"):
        await room.reader.slash(command)
    with pytest.raises(LookupError, match="not offered"):
        await room.chief.at(room.discord.direct(room.chief)).slash(command)


@pytest.mark.parametrize("line", ["setup", "add", "withdraw 1", "settings", "alias x name:y", "audit", "plain on here"])
async def test_what_is_typed_obeys_the_same_rule(room, line):
    """Behind the prefix and behind the bot's name, with a role or without."""
    for person in (room.reader, room.editor):
        for words in (f"!{line}", f"{room.discord.mention} {line}"):
            said = await room.typed(person, words)
            assert "is for who may manage this server" in said
            assert len(said.splitlines()) == 1


async def test_a_role_in_the_settings_may_change_things_and_gives_no_rights(room, editors):
    said = await room.typed(editors, "!add", files=[File("sole.txt", b"Sole is a fish.")])
    assert "sole.txt" in said or "Sole" in said
    assert "private: on" in await room.typed(editors, "!settings private")
    assert "Set: zone" in await room.typed(editors, "!settings zone Europe/Oslo")
    for line in ("editors @Chiefs", "editors -", "channels #desk", "cooldown 5", "channel_cooldown 5"):
        assert "they give others their rights" in await room.typed(editors, f"!settings {line}")
    with pytest.raises(LookupError, match="not offered"):
        await editors.slash("audit")
    await room.choose("zone", "-")


async def test_an_admin_who_offers_a_command_to_others_gives_them_no_rights(room):
    """The rule is one, whatever Discord lets through: the line says who may."""
    room.discord.allow_command("audit", room.editing)
    said, private = await room.called(room.editor, "audit")
    assert private
    assert "“editors”" in said


async def test_in_a_private_message_there_is_nothing_to_look_after(room):
    direct = room.chief.at(room.discord.direct(room.chief))
    for line in ("!audit", "!settings library off", "!withdraw 1", "!alias x name:y"):
        assert "call it on the server" in await room.typed(direct, line)
    assert "Partnership Treaty" in await room.typed(direct, "!source 1 1")


# Settings


async def test_settings_are_shown_with_names_in_the_place_of_numbers(room, editors):
    await room.choose("digest_channel", room.desk.mention)
    said, private = await room.called(room.chief, "settings")
    assert private
    assert "editors: @Editors" in said
    assert "digest_channel: #desk" in said
    assert "cooldown: 0 s" in said
    assert str(room.desk.id) not in said
    await room.choose("digest_channel", "-")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("colour blue", "there is no setting “colour”"),
        ("zone Atlantis/Deep", "Europe/Vienna"),
        ("private perhaps", "neither on nor off"),
        ("cooldown -5", "0 to 3600"),
        ("editors @Nobody", "there is no role “nobody”"),
        ("channels #nowhere", "there is no channel “nowhere”"),
        ("digest_channel #desk #other", "is no channel"),
    ],
)
async def test_a_setting_that_makes_no_sense_is_one_line(room, line, told):
    said = await room.typed(room.chief, f"!settings {line}")
    assert told in said
    assert "Set:" not in said


async def test_roles_and_channels_are_named_as_people_name_them(room):
    for words in (room.editing.mention, "@Editors", "editors", str(room.editing.id)):
        told = await room.typed(room.chief, f"!settings editors {words}")
        assert "editors: @Editors" in told
        # Discord offers them no slash command by itself, and no bot can change that.
        assert "by typing from now on. To offer them the slash commands as well: Server Settings, Integrations" in told
    for words in (f"{room.desk.mention} {room.other.mention}", "#desk, #other", "desk other", "#desk #other"):
        said = await room.typed(room.chief, f"!settings channels {words}")
        assert "channels: #desk, #other" in said
    await room.choose("channels", "-")
    assert "Integrations" not in (await room.choose("editors", "-"))[0]


async def test_where_questions_are_answered(room):
    """Elsewhere slash and name are told where; what is typed may be for another bot. Editors get on everywhere."""
    await room.choose("channels", room.desk.mention)
    try:
        call = await room.reader.slash("quotes", speaker="Putin")
        refused = await call.answer()
        await room.discord.next_message()
        assert refused.ephemeral
        assert room.desk.mention in refused.content
        await room.reader.says("!quotes Putin")
        await room.reader.says(f"{room.discord.mention} quotes Putin")
        named = await room.discord.next_message()
        assert named.content.endswith(room.desk.mention)
        assert "“" in await room.typed(room.reader.at(room.desk), "!quotes Putin")
        thread = await room.reader.at(room.desk).opens_thread("A thread")
        assert "“" in await room.typed(room.reader.at(thread), "!quotes Putin")
        assert "channels: #desk" in await room.typed(room.chief, "!settings channels")
        assert "“abc” is no number" in await room.typed(room.chief, "!audit abc")
        assert await room.reader.autocomplete("quotes", "speaker", "Pu") == []
    finally:
        await room.choose("channels", "-")
    assert await room.reader.autocomplete("quotes", "speaker", "Pu")


async def test_buttons_of_an_answer_rest_where_questions_are_not_answered(room):
    await room.reader.says("!source 1")
    answer = await room.discord.next_message()
    first = answer.words
    await room.choose("channels", room.desk.mention)
    told = await room.pressed(room.reader, answer, "Next")
    await room.choose("channels", "-")
    assert told.ephemeral
    assert room.desk.mention in told.content
    assert answer.words == first


async def test_how_often_one_may_ask(room):
    """Slash is told each time, typed once; editors do not wait."""
    await room.choose("cooldown", "600")
    try:
        assert "“" in await room.typed(room.reader, "!quotes Putin")
        assert "every 600 seconds: try again in" in await room.typed(room.reader, "!quotes Putin")
        await room.reader.says("!quotes Putin")
        for _ in range(2):
            call = await room.reader.slash("quotes", speaker="Putin")
            told = await call.answer()
            await room.discord.next_message()
            assert told.ephemeral
            assert "try again in" in told.content
        assert "Settings" in await room.typed(room.chief, "!settings")
        assert "“" in await room.typed(room.editor, "!quotes Putin")
    finally:
        await room.choose("cooldown", "-")
    assert "“" in await room.typed(room.reader, "!quotes Putin")


async def test_plain_text_for_oneself_for_a_channel_and_for_all(room):
    async def is_plain(person):
        await person.says("!quotes Putin")
        answer = await room.discord.next_message()
        return not answer.embeds and "Putin" in answer.content

    other = room.reader.at(room.other)
    assert not await is_plain(room.reader)
    said, private = await room.called(room.reader, "plain")
    assert private
    assert "to you" in said
    assert await is_plain(room.reader)
    assert not await is_plain(room.editor)
    await room.typed(room.chief, "!plain on here")
    assert await is_plain(room.editor)
    assert not await is_plain(room.editor.at(room.other))
    await room.typed(room.reader, "!plain off")
    assert not await is_plain(room.reader)
    await room.choose("plain", "on")
    assert await is_plain(room.editor.at(room.other))
    assert not await is_plain(other)
    await room.choose("plain", "-")
    await room.typed(room.chief, "!plain off here")


async def test_whether_answers_to_slash_are_for_the_asker_alone(room):
    assert (await room.called(room.reader, "sources"))[1]
    await room.choose("private", "off")
    try:
        assert not (await room.called(room.reader, "sources"))[1]
        assert (await room.called(room.chief, "audit"))[1]
        assert (await room.called(room.chief, "settings"))[1]
    finally:
        await room.choose("private", "-")


async def test_the_library_can_be_switched_off(room):
    assert "Partnership Treaty" in await room.typed(room.reader, "!sources")
    await room.choose("library", "off")
    try:
        assert "Partnership Treaty" not in await room.typed(room.reader, "!sources")
        assert "no document 1" in await room.typed(room.reader, "!source 1")
    finally:
        await room.choose("library", "-")
    assert "Partnership Treaty" in await room.typed(room.reader, "!sources")


async def test_settings_are_suggested_while_they_are_typed(room):
    """Only to who may set them."""

    async def offered(option, typed, **more):
        return [choice.value for choice in await room.chief.autocomplete("settings", option, typed, **more)]

    assert "digest_channel" in await offered("name", "")
    assert await offered("name", "zo") == ["zone"]
    assert await offered("value", "", name="private") == ["on", "off"]
    assert "Europe/Vienna" in await offered("value", "vien", name="zone")
    assert room.desk.mention in await offered("value", "de", name="digest_channel")
    assert room.editing.mention in await offered("value", "edi", name="editors")
    assert await offered("value", "x", name="nonsense") == []


async def test_a_channel_that_an_editor_does_not_see_is_not_named_to_them(room, editors):
    """Who manages the server sees it, and may choose it."""

    async def offered(person):
        return [choice.name for choice in await person.autocomplete("settings", "value", "hid", name="digest_channel")]

    for role in (room.editing, room.managing):
        room.discord.allow_command("settings", role)
    assert await offered(room.editor) == []
    assert await offered(room.chief) == ["hidden"]


# Other names


async def test_another_name_stands_for_somebody(room):
    plain = await room.typed(room.reader, "!quotes Vladimir Putin")
    said, private = await room.called(room.chief, "alias", alias="Volodya", name="Vladimir Putin")
    assert private
    assert "Volodya" in said
    assert await room.typed(room.reader, "!quotes Volodya") == plain
    assert "Volodya: Vladimir Putin" in (await room.called(room.chief, "alias"))[0]
    await room.called(room.chief, "alias", alias="Volodya", name="-")
    assert await room.typed(room.reader, "!quotes Volodya") != plain


# Who changed what


async def test_each_change_has_a_line(room):
    """When, who and what; the last first, and paged."""
    await room.choose("zone", "Europe/Vienna")
    await room.choose("zone", "-")
    said, private = await room.called(room.chief, "audit", lines="2")
    assert private
    lines = [line for line in said.splitlines() if re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC chief: ", line)]
    assert len(lines) == 2
    assert "back to the default" in lines[0]
    assert "Europe/Vienna" in lines[1]


async def test_changes_name_what_was_chosen(room):
    """Channels and roles by their names."""
    await room.choose("editors", room.editing.mention)
    await room.choose("digest_channel", room.desk.mention)
    said, _ = await room.called(room.chief, "audit", lines="2")
    assert "set digest_channel: #desk" in said
    assert "set editors: [@Editors]" in said
    await room.choose("editors", "-")
    await room.choose("digest_channel", "-")


async def test_pages_of_changes_are_for_editors_alone(room):
    """Also where the answer stands in the channel, and somebody else presses."""
    for _ in range(30):
        await room.choose("plain", "off")
    await room.chief.says("!audit 100")
    answer = await room.discord.next_message()
    first = answer.words
    told = await room.pressed(room.reader, answer, "Next")
    assert told.ephemeral
    assert "is for who may manage this server" in told.words
    turned = await room.pressed(room.chief, answer, "Next")
    assert turned is answer
    assert turned.words != first
    await room.choose("plain", "-")
