"""Treaty Desk: answers from documents, in their own words, each line cited.

The package is also an extension for any bot of discord.py: ``await host.load_extension("treaty_desk")``, from a
checkout ``"bot"``. Its settings come from the same file, and from variables that begin with ``TREATY_DESK_``.
"""

from __future__ import annotations

import logging
import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from discord.ext.commands import AutoShardedBot, Bot


async def setup(bot: Bot | AutoShardedBot) -> None:
    """Open a newsroom and add its commands to a host. Where that fails nothing is left behind.

    Raises TreatyDeskError.
    """
    # Imported here: whoever imports the package for something else pays nothing for Discord.
    from .bureau import open_bureau  # noqa: PLC0415
    from .faces.discord.cogs.press import Printworks  # noqa: PLC0415
    from .faces.discord.guest import move_in, refuse_second  # noqa: PLC0415
    from .settings.settings import load_settings  # noqa: PLC0415
    from .wiring import open_newsroom  # noqa: PLC0415

    # Asked before a library is opened for nothing, and once more when moving in.
    refuse_second(bot)
    opened = AsyncExitStack()
    try:
        newsroom = await opened.enter_async_context(open_newsroom(load_settings(os.environ, hosted=True)))
        bureau = open_bureau(newsroom)
        log = logging.getLogger(__name__)
        for remark in (*newsroom.remarks, *newsroom.complaints):
            log.warning("%s", remark)
        printworks = Printworks(
            bureau.pressroom, lambda: bureau.take_up_digests(lambda words: log.warning("%s", words))
        )
        await move_in(bot, newsroom.desks, bureau.office, opened.aclose, printworks)
    except BaseException:
        await opened.aclose()
        raise


async def teardown(bot: Bot | AutoShardedBot) -> None:
    """Take everything out again, and close the newsroom."""
    from .faces.discord.guest import move_out  # noqa: PLC0415

    await move_out(bot)
