"""What is in memory alone stays there, whoever goes away while the archive answers."""

import asyncio

from bot.archive.archive import open_archive
from bot.domain.documents import Draft
from bot.domain.readings import Reading


async def test_nothing_is_lost_where_whoever_asked_or_kept_something_goes_away():
    async with open_archive(None, "edition") as archive:
        await archive.keep(Draft("a.txt", "The first."), Reading())
        for patience in range(40):
            leaving = [
                asyncio.ensure_future(archive.census()),
                asyncio.ensure_future(archive.keep(Draft(f"gone {patience}.txt", f"Gone {patience}."), Reading())),
                asyncio.ensure_future(archive.shelf().articles()),
            ]
            for _ in range(patience):
                await asyncio.sleep(0)
            for each in leaving:
                each.cancel()
            await asyncio.wait(leaving)
            await archive.keep(Draft(f"{patience}.txt", f"Kept {patience}."), Reading())
        kept = {article.document.file for article in await archive.shelf().articles()}
        assert {"a.txt", *(f"{patience}.txt" for patience in range(40))} <= kept
        assert (await archive.census()).library == len(kept)
