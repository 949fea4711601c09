"""The press in Discord: as long as the bot is there, its clock looks for what is due of digests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from discord.ext import commands

from ....desk.digests.pressroom import Pressroom
from ...clock import Ticker
from ..posting.poster import DiscordPoster

PRESS_NAME = "Treaty Desk Press"


@dataclass(frozen=True, slots=True)
class Printworks:
    """The pressroom, and what is to be taken up before its first round: that may raise what a round may."""

    pressroom: Pressroom
    take_up: Callable[[], Awaitable[None]]


class PressCog(commands.Cog, name=PRESS_NAME):
    """Begins with the bot, and ends with it; what is being posted then is posted first, where that is soon done."""

    def __init__(self, works: Printworks, poster: DiscordPoster) -> None:
        self.pressroom, self.poster = works.pressroom, poster
        self._works = works
        self._has_begun = False
        self._ticker = Ticker(self._work, works.pressroom.interval)

    async def cog_load(self) -> None:
        """Begin; for a bot that is not ready yet nothing is due."""
        self._ticker.start()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at once, and not only when the next round has come."""
        self._ticker.wake()

    async def _work(self) -> None:
        """A round, before the first of which is taken up what there is: whom Discord does not let in takes up nothing.

        Others may be posting on the same ledger, and a bot with a wrong token has no say in what.
        """
        if not self.poster.is_ready:
            return
        if not self._has_begun:
            await self._works.take_up()
            self._has_begun = True
        await self.pressroom.work(self.poster)

    async def cog_unload(self) -> None:
        """End."""
        await self._ticker.stop()
        await self.pressroom.stop()
