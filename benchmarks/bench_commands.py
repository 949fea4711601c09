"""Every command as the terminal answers it, on three libraries, beside sumy's LexRank on the same texts.

    python -m benchmarks.bench_commands [ROUNDS]

A command is timed from the line as typed to the last page as printed, with the archive in memory and no network. The
section *Commands* of ``benchmarks/RESULTS.md`` is written anew.
"""

from __future__ import annotations

import asyncio
import gc
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import chain
from pathlib import Path

from bot.calls import NEW_OBJECTS
from bot.faces.commands.rows import Command
from bot.faces.commands.table import COMMANDS
from bot.faces.console.chat import answer_line, deliver
from bot.faces.console.showing import show_on
from bot.settings.settings import load_settings
from bot.wiring import Newsroom, open_newsroom

from .bench_reading import summarize_with_sumy
from .large import ARTICLES, EDITIONS, lay_large
from .results import tell_machine, write_section

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
LIBRARIES = ("seeds", "gold", "large")
ROUNDS, ROUNDS_OF_SUMY = 15, 3
BAR = 20.0
"""Milliseconds that a command on the seeds may take."""

REMARKS = f"""\
Milliseconds of the processor, in all threads, from the line as typed to the last page as printed: on a machine with
nothing else to do they are the clock's. *first* is the first such call in the process, with nothing found in the lines
yet (and sumy's import, where its methods are asked for), *median* that of those after it. Replies are worked out anew
each time, though a desk remembers those that it gave last.
*seeds* are the two articles of `seeds/`, *gold* the annotated ones of `tests/quality/gold` as one library, *large*
these in {EDITIONS} editions: there a list has thousands of lines, and all are printed. sumy's LexRank, which compares
every two lines, is not asked for a summary of so many. The bar is a median under {BAR:.0f} on the seeds."""

Times = Mapping[str, list[float]]
"""The first call and the others, in milliseconds, by the line."""


def lines_to_type() -> Iterator[str]:
    """The last example of each row of the table, and the command by its name alone where that is enough."""
    for command in COMMANDS:
        yield command.examples[-1] if command.examples else command.name
        if command.examples and not _wants(command):
            yield command.name


def _wants(command: Command) -> bool:
    return any(parameter.required for parameter in command.parameters)


async def take_times(newsroom: Newsroom, rounds: int) -> Times:
    """Each line in its turn, then all of them again: so one command's finds are not all for itself."""
    taken: dict[str, list[float]] = {line: [] for line in lines_to_type()}
    for _ in range(rounds + 1):
        for line, times in taken.items():
            times.append(await _time(newsroom, f"!{line.removeprefix('!')}"))
    return taken


async def _time(newsroom: Newsroom, line: str) -> float:
    show = show_on(StringIO(), "text")
    began = time.process_time()
    deliver(show, line, await answer_line(newsroom.desk, line))
    return 1000 * (time.process_time() - began)


async def take_all(rounds: int) -> tuple[list[Times], list[float]]:
    """The times of the commands, library after library, and of sumy for all but the last."""
    ours, peers = [], []
    with tempfile.TemporaryDirectory() as large:
        lay_large(Path(large))
        for folder in (SEEDS, ARTICLES, Path(large)):
            async with open_newsroom(load_settings({}), library=folder) as newsroom:
                gc.freeze()  # as the program does
                forget_replies(newsroom)
                ours.append(await take_times(newsroom, rounds))
                if folder != Path(large):
                    peers.append(await _time_sumy(newsroom))
    return ours, peers


def forget_replies(newsroom: Newsroom) -> None:
    """Let a desk that remembers the replies it gave last remember none: each is worked out anew."""
    if recent := getattr(newsroom.desk, "recent", None):
        recent._most = 0


async def _time_sumy(newsroom: Newsroom) -> float:
    """The median of what sumy's own example takes with a library as one text."""
    text = "\n\n".join(article.document.text for article in await newsroom.archive.shelf().articles())
    seconds = []
    for _ in range(ROUNDS_OF_SUMY):
        began = time.process_time()
        summarize_with_sumy(text, newsroom.lexicon)
        seconds.append(time.process_time() - began)
    return 1000 * statistics.median(seconds)


def lay_out(ours: list[Times], peers: list[float]) -> Iterator[str]:
    """The table, as Markdown, and the worst."""
    yield "| command |" + "".join(f" {name}: first | median |" for name in LIBRARIES)
    yield "|---|" + "---:|---:|" * len(LIBRARIES)
    for line in ours[0]:
        cells = "".join(f" {times[line][0]:.1f} | {statistics.median(times[line][1:]):.1f} |" for times in ours)
        yield f"| `{line.removeprefix('!')}` |{cells}"
    yield "| all, 99 of 100 under |" + "".join(f" | {_slowest(times):.1f} |" for times in ours)
    yield "| sumy, parser + LexRank, 5 lines |" + "".join(f" | {peer:.1f} |" for peer in peers) + " | |"
    median, line = max((statistics.median(times[1:]), line) for line, times in ours[0].items())
    yield ""
    yield f"The slowest on the seeds: `{line}`, {median:.1f} ms; sumy's LexRank {peers[0] / median:.0f} times as long."


def _slowest(times: Times) -> float:
    """What 99 of 100 calls stay under, the first of each command left out."""
    calls = sorted(chain.from_iterable(others for _, *others in times.values()))
    return calls[math.ceil(0.99 * len(calls)) - 1]


def main() -> None:
    """Take times, print and keep them."""
    gc.set_threshold(NEW_OBJECTS)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    head = f"{tell_machine('sumy')}, median of {rounds} rounds."
    rows = list(lay_out(*asyncio.run(take_all(rounds))))
    print("\n".join([head, "", *rows]))
    write_section("Commands", [head, "", REMARKS, "", *rows])


if __name__ == "__main__":
    main()
