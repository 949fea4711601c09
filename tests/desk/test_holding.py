"""What takes a worker longer than its lease is its own to the end; where it is killed or stands still, another's."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.digests.pressroom import Pressroom
from bot.desk.digests.terms import Terms
from bot.domain.corrections import CorrectionNotice
from bot.domain.errors import ArchiveUnavailable
from bot.domain.schedules import EditionState
from tests.desk.bulletin import PressOffice
from tests.desk.servers import OSLO, caller, house_of

SLOT = datetime(2025, 1, 17, 18, 30, tzinfo=UTC)
TEXT = "Norway will send 40 boats to Peru, the ministry said on Friday. “We are ready,” Ada Berg said in Oslo.\n"
TERMS = Terms(beat=0.001)
"""The clock stands still between two beats: how late it is, the test says."""


class Pair(PressOffice):
    """Two workers on one archive, the first of which goes on while something hangs.

    `composing` is done by whoever composes, before there is anything.
    """

    def __init__(self, house):
        super().__init__(house, None)
        self.composed, self.composing, self.beaten = 0, None, asyncio.Event()
        for name in ("extend", "extend_correction"):
            setattr(self.ledger, name, self._note(getattr(self.ledger, name)))
        terms = (replace(TERMS, patience=0.05), TERMS)
        self.one, self.other = (Pressroom(house.archive, self._compose, self.watch, each) for each in terms)

    def _note(self, extend):
        async def noting(claimed, now, lease):
            held = await extend(claimed, now, lease)
            if held and now == self.watch.now:
                self.beaten.set()
            return held

        return noting

    async def _compose(self, *what):
        self.composed += 1
        if self.composing:
            await self.composing()
        return await self.compose(*what)

    async def go_on(self, minutes):
        """Time goes by while somebody is at work, and the other worker looks for what is left over."""
        for _ in range(minutes):
            self.watch.go(minutes=1)
            self.beaten.clear()
            async with asyncio.timeout(60):
                await self.beaten.wait()
            await self.other.work(self.board)


@asynccontextmanager
async def two_workers():
    async with house_of() as house:
        pair = Pair(house)
        evening = await pair.put()
        pair.watch.now = SLOT
        await house.add(OSLO, TEXT)
        yield pair, evening
        await pair.one.stop()


async def rounds_until(pair, is_so):
    """Rounds of the first worker, as long as it waits for something."""
    async with asyncio.timeout(60):
        while not is_so():
            await pair.one.work(pair.board)


async def test_what_takes_five_minutes_to_compose_is_composed_by_one_and_posted_once():
    async with two_workers() as (pair, evening):

        async def take_long():
            await pair.go_on(minutes=5)

        pair.composing = take_long
        await rounds_until(pair, lambda: pair.board.digests)
        await pair.other.work(pair.board)
        (digest,) = pair.board.digests
        assert digest.documents
        assert digest.mark.posted == SLOT + timedelta(minutes=5)
        edition = await pair.latest(evening)
        assert (pair.composed, edition.attempts, edition.state) == (1, 1, EditionState.CONFIRMED)


async def test_what_takes_five_minutes_to_lay_out_or_to_reach_its_place_is_posted_once():
    async with two_workers() as (pair, evening):

        async def take_long():
            await pair.go_on(minutes=5)

        pair.board.meanwhile = take_long
        await rounds_until(pair, lambda: pair.board.digests)
        assert (len(pair.board.digests), (await pair.latest(evening)).attempts) == (1, 1)


async def test_a_store_that_fails_for_a_moment_loses_no_hold():
    async with two_workers() as (pair, evening):
        extend, faults = pair.ledger.extend, [ArchiveUnavailable("a moment")]

        async def stumble(*what):
            if faults:
                raise faults.pop()
            return await extend(*what)

        async def take_long():
            await pair.go_on(minutes=3)

        pair.ledger.extend, pair.composing = stumble, take_long
        await rounds_until(pair, lambda: pair.board.digests)
        assert not faults
        assert (pair.composed, (await pair.latest(evening)).attempts) == (1, 1)


@pytest.mark.parametrize("place", ["composing", "posting"])
async def test_who_is_killed_at_work_is_followed_by_another_once_the_lease_ran_out(place):
    async with two_workers() as (pair, evening):
        begun = asyncio.Event()

        async def hang():
            begun.set()
            await asyncio.Event().wait()

        if place == "composing":
            pair.composing = hang
        else:
            pair.board.meanwhile = hang
        await rounds_until(pair, begun.is_set)
        await pair.go_on(minutes=3)
        await pair.one.stop()
        pair.composing, held = None, (await pair.latest(evening)).lease
        pair.watch.now = held - timedelta(seconds=1)
        await pair.other.work(pair.board)
        assert pair.board.digests == []
        pair.watch.now = held
        await pair.other.work(pair.board)
        assert pair.board.slots == [SLOT]
        assert (await pair.latest(evening)).attempts == 2


async def test_who_stands_still_while_composing_sends_nothing_once_another_has_it():
    async with two_workers() as (pair, evening):

        async def stand_still():
            pair.composing = None
            pair.watch.go(minutes=5)
            await pair.other.work(pair.board)

        pair.composing = stand_still
        await rounds_until(pair, lambda: pair.board.digests)
        await pair.one.work(pair.board)
        edition = await pair.latest(evening)
        assert (pair.board.slots, edition.attempts, edition.state) == ([SLOT], 2, EditionState.CONFIRMED)


async def test_a_correction_that_takes_five_minutes_is_posted_once():
    async with two_workers() as (pair, _):
        await pair.other.work(pair.board)
        await pair.house.office.withdraw(caller(OSLO), 1)

        async def take_long():
            await pair.go_on(minutes=5)

        pair.board.meanwhile = take_long
        await rounds_until(pair, lambda: len(pair.board.notices) == 2)
        await pair.other.work(pair.board)
        assert [type(notice.paper) for notice in pair.board.notices[1:]] == [CorrectionNotice]
