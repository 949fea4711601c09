"""The checklist of a server: what is ready, what is not, what to do; and what can be chosen right below it."""

import pytest
import pytest_asyncio

from bot.render.markdown import unescape
from tests.discord.process import running_bot
from tests.discord_server import DiscordServer, Permission, Reset, ServerError

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEEDED = {
    Permission.SEND_MESSAGES_IN_THREADS: "Send Messages in Threads",
    Permission.EMBED_LINKS: "Embed Links",
    Permission.ATTACH_FILES: "Attach Files",
    Permission.READ_MESSAGE_HISTORY: "Read Message History",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory):
    """A Discord on which the bot runs, with the message content intent on, and channels that lack something each."""
    async with DiscordServer(message_content=True) as discord:
        discord.chief = discord.add_member("chief", discord.guild.add_role("Chiefs", Permission.MANAGE_GUILD))
        discord.editing = discord.guild.add_role("Editors")
        for permission, name in NEEDED.items():
            discord.add_channel(name, deny=permission)
        discord.add_channel("silent", deny=Permission.SEND_MESSAGES)
        discord.add_channel("digests")
        async with running_bot(discord, tmp_path_factory.mktemp("data")):
            yield discord
        assert discord.refusals == []


def channel(server, name):
    return next(each for each in server.guild.channels if each.name == name)


async def checked(server, place=None):
    """The lines of the checklist, by the name of what each is about; and the message."""
    call = await server.chief.at(place or server.channel).slash("setup")
    message = await call.answer()
    await server.next_message()
    assert message.ephemeral
    return items_of(message), message


def items_of(message):
    """Each item's line, with what to do about it where there is something."""
    items, name = {}, ""
    for line in unescape(message.words).splitlines():
        if line[:1] in "✓✗?":
            name = line.split(": ")[1]
            items[name] = line
        elif name:
            items[name] += f"\n{line}"
    return items


async def chosen(server, name, value):
    await (await server.chief.slash("settings", name=name, value=value)).answer()
    await server.next_message()


async def test_a_new_server_sees_what_is_ready_and_what_is_not(server):
    """In words as well as signs; each cross says what to do."""
    items, _ = await checked(server)
    assert items["permissions in this channel"].startswith("✓ done: ")
    assert items["message content intent"].startswith("✓ done: ")
    assert items["slash commands"].startswith("✓ done: ")
    assert "2 documents on the shelf" in items["documents"]
    assert items["time zone"].startswith("✗ to do: ")
    assert "press “Time zone” below" in items["time zone"]
    assert items["digest channel"].startswith("✗ to do: ")
    assert items["roles"].startswith("✓ done: ")
    assert items["channels"].startswith("✓ done: ")


@pytest.mark.parametrize("name", NEEDED.values())
async def test_each_permission_that_is_missing_is_named(server, name):
    """With what breaks without it, and where it is given."""
    items, _ = await checked(server, channel(server, name))
    line = items[f"permission {name} in this channel"]
    assert line.startswith("✗ to do: ")
    assert "give it to the bot's role" in line
    assert "permissions in this channel" not in items


async def test_a_channel_where_nothing_can_be_written_is_told_by_slash(server):
    items, _ = await checked(server, channel(server, "silent"))
    assert "nothing can be published" in items["permission Send Messages in this channel"]


async def test_typed_it_says_the_same(server):
    items, _ = await checked(server)
    await server.chief.says("!setup")
    assert items_of(await server.next_message()) == items


async def test_what_is_chosen_is_checked(server):
    """Roles that there are, channels that the bot may write in."""
    await chosen(server, "editors", server.editing.mention)
    await chosen(server, "channels", channel(server, "silent").mention)
    await chosen(server, "library", "off")
    items, _ = await checked(server)
    assert "@Editors may take documents in" in items["roles"]
    assert "Integrations" in items["roles"]
    assert "may not write in #silent" in items["channels"]
    assert "none is on the shelf, the bot's own library is switched off" in items["documents"]
    await chosen(server, "channels", channel(server, "digests").mention)
    assert "answered in #digests" in (await checked(server))[0]["channels"]
    for name in ("editors", "channels", "library"):
        await chosen(server, name, "-")


async def test_a_digest_channel_is_chosen_from_a_list(server):
    """The checklist is shown anew in its place; one in which the bot may not write is a cross."""
    _, message = await checked(server)
    call = await server.chief.chooses(message, channel(server, "silent"), menu="Choose the channel for digests")
    shown = await call.answer()
    assert shown is message
    assert "#silent, where the bot lacks Send Messages" in items_of(shown)["digest channel"]
    await (await server.chief.chooses(message, channel(server, "digests"))).answer()
    assert items_of(message)["digest channel"].startswith("✓ done: digest channel: #digests")
    assert "digest_channel" in await audit(server)
    await chosen(server, "digest_channel", "-")


async def test_the_time_zone_is_chosen_in_a_form(server):
    """What is none is told as for the command, and the checklist stays."""
    _, message = await checked(server)
    modal = await (await server.chief.presses(message, "Time zone")).modal()
    shown = await (await server.chief.submits(modal, {"zone": "Europe/Vienna"})).answer()
    assert shown is message
    assert items_of(message)["time zone"] == "✓ done: time zone: Europe/Vienna"
    modal = await (await server.chief.presses(message, "Time zone")).modal()
    told = await (await server.chief.submits(modal, {"zone": "Atlantis"})).answer()
    await server.next_message()
    assert told.ephemeral
    assert "there is no time zone “Atlantis”" in unescape(told.content)
    assert items_of(message)["time zone"] == "✓ done: time zone: Europe/Vienna"
    await chosen(server, "zone", "-")
    await (await server.chief.presses(message, "Check again")).answer()
    assert items_of(message)["time zone"].startswith("✗ to do: ")


@pytest.mark.parametrize("fault", [Reset(), ServerError(503)], ids=["reset", "503"])
async def test_the_form_opens_whatever_goes_wrong_once(server, fault):
    _, message = await checked(server)
    order = server.fails("POST /interactions/*/*/callback", fault)
    modal = await (await server.chief.presses(message, "Time zone")).modal()
    assert modal.title == "Time zone of this server"
    assert order.struck == 1


async def test_what_stands_in_the_channel_is_pressed_by_editors_alone(server):
    """A checklist that was typed is there for everybody to see."""
    await server.chief.says("!setup")
    message = await server.next_message()
    for call in (
        await server.member.chooses(message, channel(server, "digests")),
        await server.member.presses(message, "Check again"),
        await server.member.submits(
            await (await server.member.presses(message, "Time zone")).modal(), {"zone": "Europe/Vienna"}
        ),
    ):
        told = await call.answer()
        await server.next_message()
        assert told.ephemeral
        assert "is for who may manage this server" in told.content
    assert items_of(message)["time zone"].startswith("✗ to do: ")


async def audit(server):
    call = await server.chief.slash("audit", lines="5")
    message = await call.answer()
    await server.next_message()
    return unescape(message.words)


async def test_a_channel_that_is_deleted_becomes_a_cross(server):
    gone = channel(server, "digests")
    await chosen(server, "digest_channel", gone.mention)
    await chosen(server, "channels", gone.mention)
    await server.delete_channel(gone)
    items, _ = await checked(server)
    assert "is gone" in items["digest channel"]
    assert "no question is answered anywhere" in items["channels"]
    await chosen(server, "channels", "-")
    await chosen(server, "digest_channel", "-")


async def test_without_the_intent_and_after_a_restart(tmp_path):
    """The intent is a cross that whoever runs the bot puts right; what stands below an old checklist still works.

    And for whom a command is goes to Discord as a change does.
    """
    async with DiscordServer() as discord:
        discord.chief = discord.add_member("chief", discord.guild.add_role("Chiefs", Permission.MANAGE_GUILD))
        async with running_bot(discord, tmp_path):
            items, message = await checked(discord)
            assert items["message content intent"].startswith("✗ to do: ")
            assert "developer portal" in items["message content intent"]
        discord.command("audit")["default_member_permissions"] = None
        async with running_bot(discord, tmp_path):
            await (await discord.chief.chooses(message, discord.channel)).answer()
            assert items_of(message)["digest channel"].startswith("✓ done: digest channel: #general")
            assert int(discord.command("audit")["default_member_permissions"]) == Permission.MANAGE_GUILD
