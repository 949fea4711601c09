"""The bot under load on the loopback Discord: 50 servers, 200 people, each a slash command every two seconds.

    python -m benchmarks.bench_discord [SECONDS]

The bot is a process of its own on one core, the Discord another on the other. The section *Discord* of
``benchmarks/RESULTS.md`` is written anew.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from .discord_load import EVERY, PEOPLE, SECONDS, SERVERS, Outcome, put_under_load, share
from .results import tell_machine, write_section

BAR = 100.0
"""Milliseconds from when an interaction is received until its first response is begun, for 99 of 100."""

REMARKS = """\
*begun* is what the bot measures: from when it is told of an interaction until it begins its first response.
*acknowledged* and *answered* are what the Discord measures: from when it tells of an interaction until it has the first
response, and the answer; its own work and both ways on the loopback are in them. The commands are all examples of the
table, on the seeds, which every server sees."""


def main() -> None:
    """Run the load and write down what came of it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(put_under_load(Path(folder), seconds))
    lines = list(_report(outcome, seconds))
    print("\n".join(lines))
    write_section("Discord", lines)


def _report(outcome: Outcome, seconds: float) -> Iterator[str]:
    yield f"{tell_machine('discord.py')}."
    yield ""
    yield f"{SERVERS} servers, {PEOPLE} people, each a slash command every {EVERY:g} seconds for {seconds:g} seconds."
    yield REMARKS
    yield ""
    yield "| milliseconds | half | 9 of 10 | 99 of 100 | the slowest |"
    yield "|---|---|---|---|---|"
    for name, times in (
        ("begun", outcome.begun),
        ("acknowledged", outcome.acknowledged),
        ("answered", outcome.answered),
    ):
        yield _row(name, times)
    yield ""
    yield f"{outcome.called} commands, {outcome.lost} without an answer, {outcome.refused} requests refused."
    yield (
        f"Memory {outcome.memory_at(seconds / 3):.0f} MB at {seconds / 3:.0f} s, "
        f"{outcome.memory_at(seconds):.0f} MB at {seconds:.0f} s. "
        f"The bot was busy for {100 * outcome.busy:.0f} % of the time."
    )
    yield f"The bar for *begun* is {BAR:.0f} ms for 99 of 100."


def _row(name: str, times: Sequence[float]) -> str:
    return f"| {name} | " + " | ".join(f"{share(times, part):.1f}" for part in (0.5, 0.9, 0.99, 1.0)) + " |"


if __name__ == "__main__":
    main()
