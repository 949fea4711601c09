"""The real bot under load, on the loopback Discord: many people in many servers, each calling again and again.

The bot is a process of its own, on one core; the Discord and its people are this process, on another.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import math
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.faces.commands.parsing import parse_command
from bot.faces.commands.rows import Call
from bot.faces.commands.table import COMMANDS
from tests.checkout import plain_checkout
from tests.discord.process import environment, running
from tests.discord_server import Channel, DiscordServer, Person

SERVERS, PEOPLE, EVERY, SECONDS = 50, 200, 2.0, 60.0
PATIENCE = 15.0


Asked = tuple[str, dict[str, str]]
"""A slash command's name, and the values of its options."""


@dataclass
class Outcome:
    """What came of it: all times in milliseconds, memory in megabytes by the second at which it was measured."""

    called: int = 0
    lost: int = 0
    refused: int = 0
    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    begun: list[float] = field(default_factory=list)
    memory: dict[int, float] = field(default_factory=dict)
    busy: float = 0.0
    by_command: dict[str, list[float]] = field(default_factory=dict)

    def memory_at(self, second: float) -> float:
        """The memory at about a second."""
        return self.memory[min(self.memory, key=lambda measured: abs(measured - second))]


def share(times: Sequence[float], part: float) -> float:
    """The time under which a part of them are."""
    return sorted(times)[max(0, math.ceil(len(times) * part) - 1)] if times else math.nan


async def put_under_load(folder: Path, seconds: float = SECONDS) -> Outcome:
    """Run the bot with a data folder, and have everybody call until the seconds are over."""
    outcome = Outcome()
    with _on_the_other_core():
        await _load(folder, seconds, outcome)
    return outcome


async def _load(folder: Path, seconds: float, outcome: Outcome) -> None:
    async with DiscordServer() as server:
        rooms = [server.channel, *(_room(server, number) for number in range(1, SERVERS))]
        people = [server.add_member(f"reader {number}") for number in range(PEOPLE)]
        log = folder / "log"
        with log.open("wb") as written:
            more = {"TREATY_DESK_LOG_LEVEL": "info", "TREATY_DESK_LOG_FORMAT": "json"}
            environ = environment(server, folder, **more)
            command = [sys.executable, "-m", "bot"]
            process = await asyncio.create_subprocess_exec(*command, cwd=plain_checkout(), env=environ, stderr=written)
            _take_core(process.pid, 0)
            async with running(server, process):
                await _warm_up(server)
                watch = asyncio.ensure_future(_watch(process.pid, outcome))
                ends = time.monotonic() + seconds
                calls = _calls()
                callers = [_call_again(server, outcome, person, rooms, calls, ends) for person in people]
                await asyncio.gather(*callers)
                watch.cancel()
        outcome.refused = len(server.refusals)
    _read_log(log, outcome)


def _room(server: DiscordServer, number: int) -> Channel:
    return server.add_channel("general", guild=server.add_guild(f"Newsroom {number}"))


@contextmanager
def _on_the_other_core() -> Iterator[None]:
    """Leave the first core to the bot for a while."""
    before = os.sched_getaffinity(0) if hasattr(os, "sched_setaffinity") else set()
    _take_core(0, 1)
    try:
        yield
    finally:
        if before:
            os.sched_setaffinity(0, before)


def _take_core(process: int, core: int) -> None:
    """Keep a process on one core, where there are two."""
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > core:
        os.sched_setaffinity(process, {core})


def _calls() -> list[Asked]:
    """Every example of every command that is asked of a desk, as a slash command has it."""
    asked = [command for command in COMMANDS if not command.is_office]
    calls = [parse_command(example) for command in asked for example in command.examples]
    return [(call.command.name, _options(call)) for call in calls]


def _options(call: Call) -> dict[str, str]:
    return {name: str(value) for name, value in call.values.items()}


async def _warm_up(server: DiscordServer) -> None:
    """One call of each kind: the bot has read its documents, and loads what it needs for the first time."""
    for name, options in _calls():
        await (await server.member_calls(name, **options)).answer(60)
    server.catch_up()


async def _call_again(
    server: DiscordServer, outcome: Outcome, person: Person, rooms: list[Channel], calls: list[Asked], ends: float
) -> None:
    """One of the people: calls every two seconds, whether or not the last answer has come."""
    chance = random.Random(person.id)  # noqa: S311 - it hides nothing
    await asyncio.sleep(chance.uniform(0, EVERY))
    pending = set()
    for asked in itertools.cycle(chance.sample(calls, len(calls))):
        if time.monotonic() >= ends:
            break
        pending.add(asyncio.ensure_future(_call(server, outcome, person, chance.choice(rooms), asked)))
        await asyncio.sleep(EVERY)
    await asyncio.gather(*pending)


async def _call(server: DiscordServer, outcome: Outcome, person: Person, room: Channel, asked: Asked) -> None:
    name, options = asked
    outcome.called += 1
    began = time.perf_counter()
    call = await server.member_calls(name, channel=room, member=person, **options)
    try:
        await call.answer(PATIENCE)
    except TimeoutError:
        outcome.lost += 1
        return
    took = 1000 * (time.perf_counter() - began)
    outcome.answered.append(took)
    outcome.by_command.setdefault(name, []).append(took)
    outcome.acknowledged.append(1000 * (call.acknowledged_after or math.inf))


async def _watch(process: int, outcome: Outcome) -> None:
    """Measure the memory of a process, and the share of a core that it takes, every second."""
    began, worked = time.monotonic(), _worked(process)
    for second in itertools.count():
        outcome.memory[second] = _resident(process)
        outcome.busy = (_worked(process) - worked) / max(0.001, time.monotonic() - began)
        await asyncio.sleep(1)


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _worked(process: int) -> float:
    """Seconds of a core that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _read_log(log: Path, outcome: Outcome) -> None:
    """What the bot itself measured: from when a call came in until its first response was begun."""
    records = (json.loads(line) for line in log.read_text("utf-8").splitlines())
    outcome.begun = [record["first_ms"] for record in records if "first_ms" in record]
