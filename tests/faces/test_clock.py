"""The clock: it goes on whatever happens in a round, begins once, and ends when it is told to."""

from __future__ import annotations

import asyncio

from bot.domain.errors import ArchiveUnavailable
from bot.faces.clock import Ticker


class Rounds:
    """A job that goes wrong as it is told, and says when it was done so often."""

    def __init__(self, *faults, wanted=6):
        self._faults, self._wanted = list(faults), wanted
        self.count, self.done = 0, asyncio.Event()

    async def __call__(self):
        self.count += 1
        if self.count == self._wanted:
            self.done.set()
        if self._faults and (fault := self._faults.pop(0)):
            raise fault


async def after(rounds, seconds=0.001):
    ticker = Ticker(rounds, seconds)
    ticker.start()
    await asyncio.wait_for(rounds.done.wait(), 60)
    await ticker.stop()


async def test_a_fault_ends_one_round_and_is_logged(caplog):
    await after(Rounds(ZeroDivisionError("nobody thought of it")))
    assert "nobody thought of it" in caplog.text


async def test_what_lasts_is_told_once_and_again_when_it_comes_back(caplog):
    gone = ArchiveUnavailable("the archive is gone")
    await after(Rounds(gone, gone, gone, None, gone))
    assert caplog.text.count("the archive is gone") == 2


async def test_who_has_begun_goes_on_alone():
    rounds = Rounds(wanted=1)
    ticker = Ticker(rounds, 1000.0)
    ticker.start()
    ticker.start()
    await asyncio.wait_for(rounds.done.wait(), 60)
    assert rounds.count == 1
    assert [task.get_name() for task in asyncio.all_tasks()].count("digests") == 1
    await ticker.stop()
    assert [task.get_name() for task in asyncio.all_tasks()].count("digests") == 0


async def test_who_is_woken_does_not_wait_for_its_time():
    rounds = Rounds(wanted=2)
    ticker = Ticker(rounds, 1000.0)
    ticker.start()
    await asyncio.sleep(0.01)
    ticker.wake()
    await asyncio.wait_for(rounds.done.wait(), 60)
    await ticker.stop()
    await ticker.stop()


async def test_told_to_stop_it_leaves_a_round_in_the_middle():
    begun, never = asyncio.Event(), asyncio.Event()

    async def hang():
        begun.set()
        await never.wait()

    ticker = Ticker(hang, 1000.0)
    ticker.start()
    await begun.wait()
    await asyncio.wait_for(ticker.stop(), 60)
