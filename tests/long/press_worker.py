"""A worker, ``python -m tests.long.press_worker DATABASE BOARD CLOCK``: it posts what is due into a file.

What time it is stands in the file CLOCK. A line of the file BOARD is an edition; nobody writes half a line. Each round
that is over adds a byte to a file beside it, which has the number of the process.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Collection
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from bot.archive.archive import open_archive
from bot.archive.postgres import PostgresAddress
from bot.desk.digests.posting import Posted, Print
from bot.desk.digests.pressroom import Pressroom
from bot.desk.digests.terms import Terms
from bot.domain.schedules import Schedule
from tests.desk.bulletin import compose_nothing

TERMS = Terms(lease=timedelta(minutes=2), pause=timedelta(seconds=20))


class Board:
    """Posts into a file that it can read as well. There is no nonce: who posts twice is there twice."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def holds(self, schedule: Schedule) -> bool:
        return True

    def look_over(self, schedules: Collection[Schedule]) -> None:
        pass

    def follow(self, schedule: Schedule):
        return nullcontext()

    async def find(self, printed: Print, after: datetime) -> Posted | None:
        lines = self._file.read_text().splitlines()
        return Posted(1 + lines.index(_line(printed)), 1) if _line(printed) in lines else None

    async def post(self, printed: Print) -> Posted:
        await asyncio.sleep(0.001)
        with os.fdopen(os.open(self._file, os.O_WRONLY | os.O_APPEND), "wb", buffering=0) as board:
            board.write(f"{_line(printed)}\n".encode())
        await asyncio.sleep(0.001)
        return Posted(1, 1)

    async def publish(self, posted: Posted) -> None:
        pass

    async def tell_owner(self, schedule: Schedule, words: str) -> None:
        raise AssertionError(words)


def _line(printed: Print) -> str:
    mark = printed.paper.mark
    return f"{mark.name} {mark.ordinal} {mark.slot.isoformat()}"


def rounds_of(board: Path, process: int) -> Path:
    """Where the rounds of a worker are counted."""
    return board.with_name(f"rounds-{process}")


async def work(database: str, board: Path, clock: Path) -> None:
    async with open_archive(PostgresAddress.parse(database), "tests") as archive:
        pressroom = Pressroom(archive, compose_nothing, lambda: datetime.fromisoformat(clock.read_text()), TERMS)
        rounds = rounds_of(board, os.getpid())
        while True:
            await pressroom.work(Board(board))
            with rounds.open("ab") as counted:
                counted.write(b".")
            await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
