"""From nothing to the first answer: whole processes, beside a Python process that only imports discord.py.

    python -m benchmarks.bench_start [ROUNDS]

What Python compiles is compiled before, as at any start but the first. The section *Start* of
``benchmarks/RESULTS.md`` is written anew.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .results import tell_machine, write_section

HOUSE = Path(__file__).resolve().parent.parent
BOT = [sys.executable, "-m", "bot"]
QUESTION = "Who signed the treaty?"
STARTS: Mapping[str, Sequence[str]] = {
    "`ask`, documents read before": [*BOT, "ask", QUESTION],
    "`ask --library seeds`, which reads them": [*BOT, "ask", QUESTION, "--library", "seeds"],
    "`make run </dev/null`, the tour": ["make", "run"],
    "import discord": [sys.executable, "-W", "ignore", "-c", "import discord"],
}
ROUNDS = 9
BAR = 1.0
"""Seconds that a start may take to the first answer."""

REMARKS = f"""\
Seconds from the start of a process to its end. *processor* is what the system counts for it, which is what the clock
shows where nothing else runs. The bar is {BAR:g} s."""

Cost = tuple[float, float]
"""Seconds of the clock, and of the processor."""


def measure(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """What a process costs from start to end."""
    before, began = _spent(), time.perf_counter()
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, cwd=HOUSE, env=environment, check=True, **quiet)
    return time.perf_counter() - began, _spent() - before


def _spent() -> float:
    """The processor's seconds in all processes that have ended here."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def take_costs(rounds: int) -> Mapping[str, list[Cost]]:
    """All starts in turn, so that a change of the machine's pace meets all alike; the first round does not count."""
    taken: dict[str, list[Cost]] = {name: [] for name in STARTS}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_FOLDER": folder}
        # Some containers forbid Python to keep what it compiled; then each start would compile all of it again.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(rounds + 1):
            for name, command in STARTS.items():
                taken[name].append(measure(command, environment))
    return {name: costs[1:] for name, costs in taken.items()}


def lay_out(taken: Mapping[str, list[Cost]]) -> Iterator[str]:
    """The table, as Markdown."""
    yield "| start | clock: median | least | processor: median |"
    yield "|---|---:|---:|---:|"
    for name, costs in taken.items():
        clocks, spent = zip(*costs, strict=True)
        yield f"| {name} | {statistics.median(clocks):.2f} | {min(clocks):.2f} | {statistics.median(spent):.2f} |"


def main() -> None:
    """Take times, print and keep them."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    rows = list(lay_out(take_costs(rounds)))
    lines = [f"{tell_machine('discord.py')}, {rounds} rounds.", "", REMARKS, "", *rows]
    print("\n".join(lines))
    write_section("Start", lines)


if __name__ == "__main__":
    main()
