"""Digests of the real process: they come by themselves, and one that is being posted at the end is posted first."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from datetime import UTC, datetime, time, timedelta

from bot.archive.archive import open_archive
from bot.domain.schedules import Schedule
from bot.domain.servers import Caller, Signoff
from tests.discord.process import ended, start_bot
from tests.discord_server import DiscordServer, Stall


async def make_due(server, folder):
    """A schedule that was due a minute ago."""
    slot = datetime.now(UTC) - timedelta(minutes=1)
    signed = Signoff(slot - timedelta(hours=1), Caller(server.guild.id, server.channel.id, 7, "bo"))
    at = (time(slot.hour, slot.minute),)
    async with open_archive(folder / "archive.sqlite", "tests") as archive:
        await archive.ledger.put(Schedule(server.guild.id, "news", server.channel.id, at, "UTC", owner=7), signed)


def states(folder):
    connection = sqlite3.connect(folder / "archive.sqlite", timeout=60)
    try:
        return connection.execute("select state from editions").fetchall()
    finally:
        connection.close()


async def test_an_edition_that_is_being_posted_when_the_bot_is_told_to_stop_is_posted_first(tmp_path):
    async with DiscordServer() as server:
        await make_due(server, tmp_path)
        order = server.fails("POST /channels/*/messages", Stall(1.5))
        process = await start_bot(server, tmp_path)
        await asyncio.wait_for(order.met.wait(), 60)
        process.send_signal(signal.SIGTERM)
        status, errors = await ended(process)
        assert [message.channel for message in server.messages] == [server.channel]
    assert status == 0, errors
    assert states(tmp_path) == [("confirmed",)]
