"""Which servers the bot is in is noted, also while servers come and go."""

from types import SimpleNamespace

from bot.faces.discord.cogs.office import OfficeCog
from tests.desk.servers import LIMA, OSLO, house_of


class Presence:
    """As much of a bot as the stock is taken of: the servers that it is in."""

    def __init__(self, *servers):
        self.servers = set(servers)
        self.intents = SimpleNamespace(guilds=True)
        self.shard_count, self.shard_id = 1, 0

    @property
    def guilds(self):
        return [SimpleNamespace(id=server) for server in self.servers]

    def get_guild(self, server):
        return next((guild for guild in self.guilds if guild.id == server), None)


async def test_what_came_and_went_while_nobody_looked_is_noted():
    async with house_of() as house:
        await house.office.joined(LIMA)
        await OfficeCog(None, house.office, Presence(OSLO))._take_stock()
        assert await house.office.present() == (OSLO,)


async def test_a_server_that_comes_while_stock_is_taken_is_not_noted_as_left(monkeypatch):
    async with house_of() as house:
        bot, present = Presence(LIMA), house.archive.register.present
        cog = OfficeCog(None, house.office, bot)

        async def present_later():
            bot.servers.add(OSLO)
            await house.office.joined(OSLO)
            return await present()

        monkeypatch.setattr(house.archive.register, "present", present_later)
        await cog._take_stock()
        assert set(await present()) == {LIMA, OSLO}


async def test_a_server_that_goes_while_stock_is_taken_is_not_noted_as_there(monkeypatch):
    async with house_of() as house:
        bot, join = Presence(LIMA, OSLO), house.archive.register.join
        cog = OfficeCog(None, house.office, bot)

        async def join_and_lose(server):
            await join(server)
            for other in bot.servers - {server}:
                bot.servers.discard(other)
                await house.office.left(other)

        monkeypatch.setattr(house.archive.register, "join", join_and_lose)
        await cog._take_stock()
        assert set(await house.office.present()) == bot.servers
        assert len(bot.servers) == 1
