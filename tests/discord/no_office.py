"""An office for bots of tests that need none."""

from bot.domain.servers import ServerChoices


class NoOffice:
    """Nobody chose anything, nothing is scheduled, and of what comes and goes nothing is kept."""

    scheduling = None

    async def choices(self, server):
        return ServerChoices()

    async def present(self):
        return ()

    async def joined(self, server):
        """Nothing is noted."""

    async def left(self, server):
        """Nothing is noted."""

    async def forget_gone(self):
        return ()
