"""What people do on the loopback Discord reaches a client of discord.py as on the real one, and so do its answers."""

import asyncio

import discord
import pytest
import pytest_asyncio
import yarl
from discord import app_commands, ui
from discord.ext import commands

from tests.discord.process import until
from tests.discord_server import DiscordServer, File, Kind, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEXT = File("a note.txt", b"The minister said so.", "a note")


class Form(ui.Modal, title="A form"):
    name = ui.TextInput(label="Your name", min_length=2, max_length=20)
    tone = ui.Label(text="Tone", component=ui.Select(options=[discord.SelectOption(label="Warm", value="w")]))
    paper = ui.Label(text="Paper", component=ui.FileUpload(required=False))

    async def on_submit(self, interaction):
        read = [await each.read() for each in self.paper.component.values]
        await interaction.response.send_message(f"{self.name} {self.tone.component.values} {read}", ephemeral=True)


class Buttons(ui.View):
    @ui.button(label="Whisper")
    async def whisper(self, interaction, _):
        await interaction.response.send_message("psst", ephemeral=True, view=Buttons())

    @ui.button(label="Form")
    async def open_form(self, interaction, _):
        await interaction.response.send_modal(Form())

    @ui.button(label="Later")
    async def later(self, interaction, _):
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second", ephemeral=True)
        await interaction.edit_original_response(content="first, mended")

    @ui.select(
        placeholder="Letters", options=[discord.SelectOption(label=x, value=x.lower()) for x in "ABC"], max_values=2
    )
    async def letters(self, interaction, select):
        await interaction.response.edit_message(content=f"chosen: {select.values}")

    @ui.select(placeholder="People", cls=ui.UserSelect)
    async def people(self, interaction, select):
        await interaction.response.edit_message(content=f"chosen: {select.values[0].name}")


class Trial(commands.Cog):
    def __init__(self, bot):
        self.bot = bot

    digest = app_commands.Group(name="digest", description="Digests")

    @app_commands.command(description="Every type")
    @app_commands.choices(size=[app_commands.Choice(name="Small", value=1)])
    async def every(  # noqa: PLR0917 - every type has one
        self,
        interaction,
        words: app_commands.Range[str, 2, 10],
        count: app_commands.Range[int, 1, 5],
        loud: bool,  # noqa: FBT001
        person: discord.Member,
        place: discord.TextChannel,
        role: discord.Role,
        share: float,
        file: discord.Attachment,
        size: int = 0,
    ):
        told = [words, count, loud, person.name, place.name, role.name, share, (await file.read()).decode(), size]
        await interaction.response.send_message(f"{told}")

    @digest.command(description="Add")
    async def add(self, interaction, at: str, of: int = 0):
        await interaction.response.send_message(f"at {at} of {of}")

    @add.autocomplete("at")
    async def complete(self, interaction, typed):
        about = interaction.namespace.of
        return [app_commands.Choice(name=f"{typed}{n} {about}", value=f"{n}") for n in range(30 if typed == "x" else 2)]

    @app_commands.command(description="For who manages")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def settings(self, interaction):
        await interaction.response.send_message("set")

    @commands.command()
    async def buttons(self, context):
        await context.send("buttons", view=Buttons())

    @commands.command()
    async def may(self, context):
        await context.send(f"history: {context.bot_permissions.read_message_history}")

    @commands.command()
    async def take(self, context):
        replied = context.message.reference.resolved if context.message.reference else context.message
        await context.reply(str([(each.filename, await each.read()) for each in replied.attachments]))

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, reaction):
        await self.tell_reaction("put", reaction)

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, reaction):
        await self.tell_reaction("took", reaction)

    async def tell_reaction(self, did, reaction):
        channel = self.bot.get_channel(reaction.channel_id)
        counts = [
            (str(each.emoji), each.count) for each in (await channel.fetch_message(reaction.message_id)).reactions
        ]
        await channel.send(f"{reaction.user_id} {did} {reaction.emoji} on {reaction.message_id}: {counts}")


@app_commands.context_menu(name="Check this")
async def check(interaction, message: discord.Message):
    await interaction.response.send_message(f"checked: {message.content} of {message.author.name}", ephemeral=True)


@app_commands.context_menu(name="Who is this")
async def tell(interaction, user: discord.Member):
    await interaction.response.send_message(f"{user.name}: {[role.name for role in user.roles]}")


class Bot(commands.Bot):
    async def setup_hook(self):
        await self.add_cog(Trial(self))
        self.tree.add_command(check)
        self.tree.add_command(tell)
        await self.tree.sync()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server():
    """A Discord with a bot in this process; Ann is an editor, and Bea is not."""
    with pytest.MonkeyPatch.context() as patch:
        async with DiscordServer(message_content=True) as loopback:
            patch.setattr(discord.http.Route, "BASE", loopback.api_url)
            patch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(loopback.gateway_url))
            patch.setattr(discord.VoiceClient, "warn_nacl", False)
            patch.setattr(discord.VoiceClient, "warn_dave", False)
            intents = discord.Intents.default()
            intents.message_content = True
            loopback.editors = loopback.guild.add_role("editors", Permission.MANAGE_GUILD)
            loopback.ann = loopback.add_member("Ann", loopback.editors)
            loopback.bea = loopback.add_member("Bea")
            async with Bot("!", intents=intents) as bot:
                running = asyncio.ensure_future(bot.start(loopback.state.token))
                await loopback.connected()
                yield loopback
                await bot.close()
                await running


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _caught_up(server):
    """What one test did not wait for is in no other's way, in whichever order they run."""
    server.catch_up()
    yield
    server.requests.clear()


async def told(call):
    return (await call.answer()).content


async def buttons(server):
    server.catch_up()
    await server.ann.says("!buttons")
    return await server.next_message()


def every_option(server, **other):
    given = {"words": "abc", "count": 3, "loud": True, "person": server.bea, "place": server.channel}
    return given | {"role": server.editors, "share": 0.5, "file": TEXT, "size": "Small"} | other


async def test_options_of_every_type_arrive_as_what_they_are(server):
    call = await server.ann.slash("every", **every_option(server))
    words = "['abc', 3, True, 'Bea', 'general', 'editors', 0.5, 'The minister said so.', 1]"
    assert await told(call) == words


@pytest.mark.parametrize(
    ("option", "value"),
    [("words", "a"), ("words", "a" * 11), ("count", 6), ("count", "3"), ("loud", 1), ("size", "Large"), ("no", "such")],
)
async def test_what_a_client_lets_nobody_enter_is_an_error_of_the_test(server, option, value):
    with pytest.raises(LookupError, match=option):
        await server.ann.slash("every", **every_option(server, **{option: value}))


async def test_a_required_option_and_the_subcommand_are_needed(server):
    with pytest.raises(LookupError, match="needs"):
        await server.ann.slash("every", words="abc")
    with pytest.raises(LookupError, match="needs a subcommand"):
        await server.ann.slash("digest")
    assert await told(await server.ann.slash("digest add", at="08:00", of=2)) == "at 08:00 of 2"


async def test_choices_complete_what_is_typed_and_too_many_are_refused(server):
    choices = await server.ann.autocomplete("digest add", "at", "08", of=3)
    assert [(choice.name, choice.value) for choice in choices] == [("080 3", "0"), ("081 3", "1")]
    typing = asyncio.ensure_future(server.ann.autocomplete("digest add", "at", "x"))
    await until(lambda: server.refusals)
    typing.cancel()
    assert [request.code for request in server.refusals] == [50035]
    server.requests.clear()
    with pytest.raises(LookupError, match="completes no option"):
        await server.ann.autocomplete("digest add", "of", "1")


async def test_commands_are_offered_to_those_who_may_use_them(server):
    assert await told(await server.ann.slash("settings")) == "set"
    with pytest.raises(LookupError, match="not offered to Bea"):
        await server.bea.slash("settings")
    with pytest.raises(LookupError, match="not offered in"):
        await server.ann.at(server.direct(server.ann)).slash("settings")
    server.allow_command("settings", server.bea)
    assert await told(await server.bea.slash("settings")) == "set"
    server.allow_command("settings", server.editors, may=False)
    with pytest.raises(LookupError):
        await server.ann.slash("settings")


async def test_only_its_reader_sees_and_presses_what_is_whispered(server):
    message = await buttons(server)
    whispered = await (await server.ann.presses(message, "Whisper")).answer()
    assert whispered.ephemeral
    assert whispered in server.ann.sees
    assert whispered not in server.bea.sees
    with pytest.raises(LookupError, match="only Ann sees"):
        await server.bea.presses(whispered, "Whisper")
    assert await told(await server.ann.presses(whispered, "Whisper")) == "psst"
    await server.ann.deletes(whispered)
    with pytest.raises(LookupError, match="gone"):
        await server.ann.presses(whispered, "Whisper")


async def test_the_first_follow_up_takes_the_waiting_signs_place_and_stays_whispered(server):
    call = await server.ann.presses(await buttons(server), "Later")
    first, second, mended = [await call.answer() for _ in range(3)]
    assert first is mended
    assert first.content == "first, mended"
    assert (first.ephemeral, second.content, second.ephemeral) == (True, "second", True)
    assert call.acknowledged == 5


async def test_menus_take_what_is_chosen_in_them(server):
    message = await buttons(server)
    assert await told(await server.bea.chooses(message, "A", "C", menu="Letters")) == "chosen: ['a', 'c']"
    assert await told(await server.bea.chooses(message, server.ann, menu="People")) == "chosen: Ann"
    for wrong in (("A", "B", "C"), ("D",), ()):
        with pytest.raises(LookupError):
            await server.bea.chooses(message, *wrong, menu="Letters")
    with pytest.raises(LookupError, match="no such select menu"):
        await server.bea.chooses(message, "A")


async def test_a_modal_is_filled_in_and_sent(server):
    modal = await (await server.ann.presses(await buttons(server), "Form")).modal()
    assert modal.title == "A form"
    answer = await (await server.ann.submits(modal, {"Your name": "Ann Lee", "Tone": "Warm", "Paper": TEXT})).answer()
    assert answer.content == "Ann Lee ['w'] [b'The minister said so.']"
    assert answer.ephemeral
    with pytest.raises(LookupError, match="characters"):
        await server.ann.submits(modal, {"Your name": "A", "Tone": "Warm"})
    with pytest.raises(LookupError, match="no field"):
        await server.ann.submits(modal, {"Age": "7"})
    with pytest.raises(LookupError, match="only Ann"):
        await server.bea.submits(modal, {"Your name": "Bea", "Tone": "Warm"})


async def test_the_menus_of_a_message_and_of_a_person(server):
    message = await server.bea.says("“We act,” he said.")
    assert await told(await server.ann.uses_menu(message, "Check this")) == "checked: “We act,” he said. of Bea"
    assert await told(await server.bea.uses_menu(server.ann, "Who is this")) == "Ann: ['@everyone', 'editors']"
    with pytest.raises(LookupError, match="not registered"):
        await server.ann.uses_menu(message, "No such")


async def test_files_are_taken_from_a_message_and_from_the_one_that_is_answered(server):
    server.catch_up()
    theirs = await server.bea.says("!take", files=[TEXT])
    assert (await server.next_message()).content == "[('a note.txt', b'The minister said so.')]"
    await server.ann.says("!take", reply_to=theirs)
    answer = await server.next_message()
    assert answer.content == "[('a note.txt', b'The minister said so.')]"
    assert answer.referenced.author is server.ann
    assert answer in server.ann.pinged
    assert answer not in server.bea.pinged


async def test_a_late_interaction_says_so_to_its_caller(server):
    server.state.answer_within = -1.0
    call = await server.ann.slash("digest add", at="1")
    await until(lambda: server.refusals)
    assert "did not respond" in await call.fails()
    server.state.answer_within = 3.0
    assert [request.code for request in server.refusals] == [10062]
    server.requests.clear()
    assert await told(await server.ann.slash("digest add", at="1")) == "at 1 of 0"


async def test_servers_come_and_go_while_the_bot_is_there(server):
    guild = await server.bot_joins("A second newsroom")
    room = guild.channels[0]
    assert await told(await server.bea.at(room).slash("digest add", at="1")) == "at 1 of 0"
    await server.bot_leaves(guild)
    assert guild not in server.state.guilds
    assert await told(await server.bea.slash("digest add", at="2")) == "at 2 of 0"


async def test_people_open_threads_and_posts_and_the_bot_answers_there(server):
    server.catch_up()
    thread = await server.ann.opens_thread("A thread", on=await server.ann.says("hello"))
    await server.ann.at(thread).says("!take")
    assert (await server.next_message()).channel is thread
    forum = await server.create_channel("forum", kind=Kind.FORUM, tags=("News",), requires_tag=True)
    post = await server.ann.at(forum).opens_thread("A post", tags=["News"])
    assert await told(await server.bea.at(post).slash("digest add", at="3")) == "at 3 of 0"
    with pytest.raises(LookupError, match="no tag"):
        await server.ann.at(forum).opens_thread("Another", tags=["Sport"])
    assert server.refusals == []


async def test_what_the_bot_may_do_on_a_server_changes_while_it_is_there(server):
    may = server.guild.everyone
    await server.change_guild(server.guild, everyone=may & ~Permission.READ_MESSAGE_HISTORY)
    server.catch_up()
    await server.ann.says("!may")
    assert (await server.next_message()).content == "history: False"
    await server.change_guild(server.guild, everyone=may)
    await server.ann.says("!may")
    assert (await server.next_message()).content == "history: True"


async def test_reactions_reach_the_bot_and_stand_in_the_message(server):
    """With an API that is newer than the library, too."""
    message = await server.ann.says("a message")
    where = f"on {message.id}"
    await server.ann.reacts(message, "👍")
    assert (await server.next_message()).content == f"{server.ann.id} put 👍 {where}: [('👍', 1)]"
    server.state.newer_api = True
    await server.bea.reacts(message, "👍")
    assert f"{server.bea.id} put 👍 {where}" in (await server.next_message()).content
    server.state.newer_api = False
    await server.ann.reacts(message, "👍", back=True)
    assert (await server.next_message()).content == f"{server.ann.id} took 👍 {where}: [('👍', 1)]"
    server.catch_up()
