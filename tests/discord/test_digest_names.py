"""The group of digests in somebody else's bot: the host's name wins, typed and by slash, each by itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
from discord import app_commands
from discord.ext import commands

from bot.desk.digests.composing import Composer
from bot.desk.digests.pressroom import Pressroom
from bot.desk.digests.scheduling import Scheduling
from bot.faces.discord.cogs.desk import DeskCog
from bot.faces.discord.cogs.digests import DIGEST_NAME, DigestCog
from bot.faces.discord.wire.taken_names import leave_out_taken
from bot.faces.log.requests import Requests
from tests.desk.servers import house_of
from tests.reading.golden import open_lexicon

OURS = {"add", "change", "list", "show", "pause", "resume", "remove", "run", "preview"}


@asynccontextmanager
async def digests() -> AsyncIterator[DigestCog]:
    """The cog of digests, in no bot yet."""
    async with house_of() as house:
        composer = Composer(house.archive, house.desks, open_lexicon())
        pressroom = Pressroom(house.archive, composer.compose, house.watch)
        front = DeskCog(house.desks, house.office, Requests())
        yield DigestCog(front, Scheduling(house.archive, pressroom, house.watch))


def host() -> commands.Bot:
    return commands.Bot("?", intents=discord.Intents.none())


@commands.command("digest")
async def theirs(context):
    """The host's own."""
    await context.send("the host's")


@app_commands.command(name="digest")
async def theirs_by_slash(interaction: discord.Interaction):
    """The host's own."""
    await interaction.response.send_message("the host's")


async def test_where_the_name_is_free_the_whole_group_comes_and_goes():
    async with digests() as cog, host() as bot:
        assert leave_out_taken(cog, bot) == ()
        await bot.add_cog(cog)
        assert {each.name for each in bot.tree.get_command("digest").commands} == OURS
        assert {each.name for each in bot.get_command("digest").commands} == OURS
        assert bot.get_command("list") is None
        await bot.remove_cog(DIGEST_NAME)
        assert (bot.get_command("digest"), bot.tree.get_command("digest")) == (None, None)


async def test_where_the_host_has_it_typed_ours_comes_by_slash():
    async with digests() as cog, host() as bot:
        bot.add_command(theirs)
        assert leave_out_taken(cog, bot) == (
            "“digest” works as /digest only: typed, that name is another command of this bot.",
        )
        await bot.add_cog(cog)
        assert bot.get_command("digest") is theirs
        group = bot.tree.get_command("digest")
        assert {each.name for each in group.commands} == OURS
        assert all(each.binding is cog for each in group.commands)
        await bot.remove_cog(DIGEST_NAME)
        assert bot.tree.get_command("digest") is None
        assert bot.get_command("digest") is theirs


async def test_where_the_host_has_it_by_slash_ours_comes_typed():
    async with digests() as cog, host() as bot:
        bot.tree.add_command(theirs_by_slash)
        (remark,) = leave_out_taken(cog, bot)
        assert "works typed only" in remark
        await bot.add_cog(cog)
        assert bot.tree.get_command("digest") is theirs_by_slash
        assert {each.name for each in bot.get_command("digest").commands} == OURS
        assert bot.get_command("digest show").cog is cog
        await bot.remove_cog(DIGEST_NAME)
        assert bot.tree.get_command("digest") is theirs_by_slash


async def test_where_the_host_has_both_nothing_of_ours_comes():
    async with digests() as cog, host() as bot:
        bot.add_command(theirs)
        bot.tree.add_command(theirs_by_slash)
        (remark,) = leave_out_taken(cog, bot)
        assert "is left out" in remark
        await bot.add_cog(cog)
        assert (bot.get_command("digest"), bot.tree.get_command("digest")) == (theirs, theirs_by_slash)
