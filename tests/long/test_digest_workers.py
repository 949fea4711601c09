"""Two workers on one PostgreSQL, one of them killed again and again: a thousand editions, each once."""

from __future__ import annotations

import random
import subprocess
import sys
import time as real
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.archive.archive import open_archive
from bot.domain.schedules import EditionState, Schedule
from tests.long.press_worker import rounds_of
from tests.postgres import address_of, own_schema, run_server

HOUSE = Path(__file__).resolve().parents[2]
BEGIN = datetime(2025, 1, 17, tzinfo=UTC)
HOURS, DIGESTS = 100, 10
MORE_ROUNDS = 10
AT = tuple(time(hour) for hour in range(24))


def start(*where: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.long.press_worker", *map(str, where)]
    return subprocess.Popen(command, cwd=HOUSE, stderr=subprocess.PIPE)


class Pair:
    """Two workers; the clock is ours, and goes on when they stand still: a lease has to run out then."""

    def __init__(self, *where: object) -> None:
        self._where, self.clock, self.board = where, where[2], where[1]
        self._workers = [start(*where) for _ in range(2)]
        self.kills = 0

    def kill_one(self, chance: random.Random) -> None:
        real.sleep(chance.uniform(0, 0.3))
        place = chance.randrange(2)
        self._end(self._workers[place])
        self._workers[place] = start(*self._where)
        self.kills += 1

    def wait(self, now: datetime, lines: int) -> None:
        """Wait until so many lines are there; the clock goes on by a lease whenever nothing comes any more."""
        count, since = 0, real.monotonic()
        while (found := self.board.read_text().count("\n")) < lines:
            if found > count:
                count, since = found, real.monotonic()
            elif real.monotonic() - since > 1.5:
                now, since = now + timedelta(minutes=3), real.monotonic()
                set_clock(self.clock, now)
            assert now.minute < 55, [worker.poll() for worker in self._workers]
            real.sleep(0.02)

    def go_on(self, rounds: int) -> None:
        """Wait until each worker has gone so many rounds more."""
        counts = [rounds_of(self.board, worker.pid) for worker in self._workers]
        wanted = [_size_of(count) + rounds for count in counts]
        begun = real.monotonic()
        while any(_size_of(count) < size for count, size in zip(counts, wanted, strict=True)):
            assert real.monotonic() - begun < 60, [worker.poll() for worker in self._workers]
            real.sleep(0.02)

    def end(self) -> None:
        for worker in self._workers:
            self._end(worker)

    def _end(self, worker: subprocess.Popen) -> None:
        assert worker.poll() is None, worker.stderr.read().decode()
        worker.kill()
        worker.communicate()


def _size_of(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def set_clock(clock: Path, now: datetime) -> None:
    beside = clock.with_suffix(".new")
    beside.write_text(now.isoformat())
    beside.replace(clock)


@pytest.mark.long
async def test_a_thousand_editions_of_two_workers(tmp_path):
    board, clock, chance = tmp_path / "board", tmp_path / "clock", random.Random(6)
    board.touch()
    with run_server() as server:
        async with own_schema(server) as place:
            wanted = [Schedule(7, f"digest-{n}", 8, AT, "UTC", grace=timedelta(minutes=59)) for n in range(DIGESTS)]
            async with open_archive(place, "tests") as archive:
                await archive.ledger.adopt(wanted, BEGIN)
            set_clock(clock, BEGIN)
            pair = Pair(address_of(place), board, clock)
            for hour in range(1, HOURS + 1):
                now = BEGIN + timedelta(hours=hour)
                set_clock(clock, now)
                if hour % 4 == 0:
                    pair.kill_one(chance)
                pair.wait(now, hour * DIGESTS)
            set_clock(clock, now + timedelta(minutes=50))
            pair.go_on(MORE_ROUNDS)
            pair.end()
            async with open_archive(place, "tests") as archive:
                kept = [await archive.ledger.editions(each, 200) for each in await archive.ledger.schedules()]
    lines = board.read_text().splitlines()
    assert pair.kills == HOURS // 4
    assert len(lines) == len(set(lines)) == HOURS * DIGESTS
    assert {edition.state for editions in kept for edition in editions} == {EditionState.CONFIRMED}
    assert [len(editions) for editions in kept] == [HOURS] * DIGESTS
