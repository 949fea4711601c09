"""The bot is killed at every step between plan and confirm, and while Discord takes its time: each edition once."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from asyncio.subprocess import Process
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.archive.archive import migrate_archive, open_archive
from bot.domain.schedules import Schedule
from bot.domain.servers import Caller, Signoff
from tests.discord.process import environment, running, start, until
from tests.discord_server import AnswerLost, Channel, DiscordServer, Kind, Stall
from tests.discord_server.faults import Fault, Handler
from tests.warm import warm

STEPS = {Kind.ANNOUNCEMENT: 14, Kind.FORUM: 12}
"""Before and after each of: claim, lines, post, check within that, mark as sent, publish (if wanted), confirm."""

MORE_ROUNDS = 3
"""Of these the first may have begun before, the others see what there is."""

AT_ONCE = 3
"""Cases at a time: most of one is waiting for a lease to run out, or for a process to begin."""

TEXT = "Norway will send 40 boats to Peru, the ministry said on Friday. “We are ready,” Ada Berg said in Oslo.\n"


@dataclass
class Case:
    """A Discord, a place to post in, and a data folder with a schedule that is due."""

    server: DiscordServer
    place: Channel
    folder: Path

    @property
    def rounds(self) -> Path:
        """A file with a byte for each round of the clock that is over."""
        return self.folder / "rounds"

    async def prepare(self) -> None:
        """Make a schedule that was due a minute ago, and a document that came since."""
        (self.folder / "library").mkdir()
        self.rounds.touch()
        (self.folder / "library" / "first.txt").write_text(TEXT, "utf-8")
        slot = datetime.now(UTC) - timedelta(minutes=1)
        signed = Signoff(slot - timedelta(hours=1), Caller(self.server.guild.id, self.place.id, 7, "bo"))
        at = (time(slot.hour, slot.minute),)
        kind = {"publish": self.place.kind is Kind.ANNOUNCEMENT}
        async with open_archive(self.folder / "archive.sqlite", "tests") as archive:
            await archive.ledger.put(
                Schedule(self.server.guild.id, "news", self.place.id, at, "UTC", owner=7, **kind), signed
            )

    async def start(self, steps: int | None = None) -> Process:
        """Start the bot, with so many steps to live."""
        more = {} if steps is None else {"MORTAL_STEPS": str(steps)}
        more |= {"TREATY_DESK_LIBRARIES": str(self.folder / "library"), "MORTAL_ROUNDS": str(self.rounds)}
        environ = environment(self.server, self.folder, **more)
        return await start(warm("-m", "tests.long.mortal_bot"), environ)

    def state(self) -> str | None:
        """How far the edition is."""
        connection = sqlite3.connect(f"file:{self.folder / 'archive.sqlite'}?mode=ro", uri=True)
        try:
            found = connection.execute("select state from editions").fetchall()
        finally:
            connection.close()
        assert len(found) <= 1
        return found[0][0] if found else None

    async def live(self, steps: int) -> bool:
        """Live until killed, or until the edition is confirmed; whether it was killed."""
        process = await self.start(steps)
        await until(lambda: process.returncode is not None or self.state() == "confirmed")
        killed = process.returncode is not None
        await end(process)
        return killed

    async def finish(self, late: asyncio.Event | None = None) -> None:
        """Start it again, to the end; then there is one edition, also after something `late` and some rounds more."""
        async with running(self.server, await self.start()):
            await until(lambda: self.state() == "confirmed")
            if late:
                await asyncio.wait_for(late.wait(), 60)
            wanted = self.rounds.stat().st_size + MORE_ROUNDS
            await until(lambda: self.rounds.stat().st_size >= wanted)
        assert len([message for message in self.server.messages if "news · edition 1" in message.words]) == 1
        assert len(self.server.messages) == 1

    def go_slow(self, *, slow: bool) -> None:
        """Let Discord forget the nonces, as it does after some minutes."""
        if slow:
            self.server.state.nonces.clear()


@dataclass
class Awaited:
    """A fault, and when it is over: whatever becomes of who asked, Discord carries it out."""

    fault: Fault
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Strike as the fault does."""
        try:
            return await self.fault.strike(request, handler)
        finally:
            self.over.set()


async def end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def kill_at(steps, kind, folder, *, slow):
    """Kill the first process after so many steps, and mostly a second one too; how many were killed."""
    async with DiscordServer() as server:
        case = Case(server, server.add_channel("wire", kind=kind), folder)
        await case.prepare()
        first = await case.live(steps)
        case.go_slow(slow=slow)
        second = case.state() != "confirmed" and await case.live((5 * steps + 1) % 9)
        case.go_slow(slow=slow)
        await case.finish()
    return first, second


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "slow"),
    [(Kind.ANNOUNCEMENT, False), (Kind.ANNOUNCEMENT, True), (Kind.FORUM, False)],
    ids=["channel, at once", "channel, when the nonce is forgotten", "forum, which has no nonce"],
)
async def test_killed_at_every_step_and_started_again(tmp_path, kind, slow):
    room, empty = asyncio.Semaphore(AT_ONCE), tmp_path / "empty.sqlite"
    await migrate_archive(empty)  # several at once are more than the library for it can do in one process

    async def case(steps):
        folder = tmp_path / str(steps)
        folder.mkdir()
        shutil.copy(empty, folder / "archive.sqlite")
        async with room:
            return await kill_at(steps, kind, folder, slow=slow)

    killed = await asyncio.gather(*map(case, range(STEPS[kind] + 1)))
    *firsts, last = [first for first, _ in killed]
    # Whether it kills itself right after it has confirmed, or is killed then, nobody can tell.
    assert firsts[:-1] == [True] * (STEPS[kind] - 1)
    assert not last, "there is a step more"
    assert sum(second for _, second in killed) > STEPS[kind] // 2


@pytest.mark.long
@pytest.mark.parametrize(
    ("on", "fault", "slow"),
    [
        ("POST /channels/*/messages", Stall(2.0), False),
        ("POST /channels/*/messages", Stall(2.0), True),
        ("POST /channels/*/messages", AnswerLost(Stall(2.0)), False),
        ("POST /channels/*/messages", AnswerLost(Stall(2.0)), True),
        ("POST /channels/*/messages/*/crosspost", Stall(2.0), False),
        ("POST /channels/*/messages/*/crosspost", AnswerLost(Stall(2.0)), True),
    ],
    ids=[
        f"before {what}, started {when}" for what in ("it is taken", "it is answered") for when in ("at once", "slowly")
    ]
    + ["before it is published, started at once", "before that is answered, started slowly"],
)
async def test_killed_while_discord_takes_its_time(tmp_path, on, fault, slow):
    async with DiscordServer() as server:
        case = Case(server, server.add_channel("wire", kind=Kind.ANNOUNCEMENT), tmp_path)
        await case.prepare()
        awaited = Awaited(fault)
        order = server.fails(on, awaited)
        process = await case.start()
        await asyncio.wait_for(order.met.wait(), 60)
        await end(process)
        if slow:
            await asyncio.wait_for(awaited.over.wait(), 60)
        case.go_slow(slow=slow)
        await case.finish(awaited.over)
        assert order.struck == 1
