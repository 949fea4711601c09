"""The pressroom: posts the editions of all schedules, each on time and once, however often the process is killed.

An edition is planned in the ledger before anything is sent, and held by a lease. Whoever takes up one that was begun
looks in the history of its place for it first; where that cannot be read, a fixed nonce holds for some minutes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from ...archive.archive import Archive
from ...domain.digests import Digest, EditionMark
from ...domain.errors import CannotAnswer
from ...domain.schedules import Edition, Schedule, zone_of
from ..ports import Clock
from .editions import EVERYTHING, WRONG_CLOCK, Compose, Coverage
from .posting import Poster
from .presses import Press
from .proofreading import Proofreader
from .shifts import Shift
from .slots import next_slots, plan
from .terms import Terms

_log = logging.getLogger(__name__)

_AT_ONCE = 10
"""How many editions are on their way at a time: at half past seven many are due."""

_CORRECTIONS = 0
"""The job that is of no schedule."""

_LATEST = 20
"""How many editions are looked through for the last one whose slot is no wrong clock's."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Watch:
    """A schedule as it was when it was looked at, and until when nothing of it is due."""

    schedule: Schedule
    looked: datetime
    until: datetime

    def covers(self, schedule: Schedule, now: datetime) -> bool:
        """Whether a schedule is the same still, and nothing of it is due."""
        return schedule == self.schedule and self.looked <= now < self.until


class Pressroom:
    """The use cases of digests: a round of the clock, an edition by hand, a preview.

    Every method may raise ArchiveUnavailable.
    """

    def __init__(self, archive: Archive, compose: Compose, clock: Clock, terms: Terms | None = None) -> None:
        self._ledger = archive.ledger
        self._compose = compose
        self._clock = clock
        self._terms = terms or Terms()
        self._press = Press(archive.ledger, compose, clock, self._terms)
        self._proofreader = Proofreader(archive, clock, self._terms)
        self._watches: dict[int, _Watch] = {}
        self._shift = Shift(_AT_ONCE)

    @property
    def interval(self) -> float:
        """The seconds between two rounds."""
        return self._terms.interval

    async def work(self, poster: Poster) -> None:
        """One round: what was left over, what is due, what has to be corrected. Another round may be going on.

        What hangs goes on beside the rounds that follow.
        """

        def is_free(schedule: Schedule) -> bool:
            return poster.holds(schedule) and not self._shift.has(schedule.number)

        left: dict[int, list[Edition]] = {}
        for edition in await self._ledger.left_over(self._clock()):
            left.setdefault(edition.schedule, []).append(edition)
        schedules = await self._ledger.schedules()
        poster.look_over(schedules)
        there = {schedule.number for schedule in schedules}
        self._watches = {number: watch for number, watch in self._watches.items() if number in there}
        for schedule in schedules:
            if is_free(schedule):
                job = partial(self._post_all, schedule, left.get(schedule.number, ()), poster)
                self._shift.begin(schedule.number, job)
        await self._wait()
        self._shift.begin(_CORRECTIONS, partial(self._proofreader.correct, poster))
        await self._wait()

    async def stop(self) -> None:
        """End what is under way: an edition that was begun is looked for once somebody takes it up."""
        await self._shift.stop()

    async def _wait(self) -> None:
        try:
            await self._shift.wait(self._terms.patience)
        except asyncio.CancelledError:
            await self.stop()
            raise

    async def run(self, schedule: Schedule, poster: Poster, *, full: bool = False) -> Edition:
        """Post an edition now, and give it as it stands then. Raises CannotAnswer where another one is on its way."""
        now, after = self._clock(), EVERYTHING if full else None
        upto = await self._ledger.changes()
        slot = now.replace(microsecond=0)
        edition = await self._ledger.claim(schedule, slot, upto, now, self._terms.lease, after=after)
        if edition is None:
            raise CannotAnswer(f"an edition of “{schedule.name}” is on its way: ask again when it is there")
        return await self._bring_out(edition, poster, by_hand=True)

    async def preview(self, schedule: Schedule, *, full: bool = False) -> Digest:
        """What an edition would hold if it were posted now."""
        last = await self._ledger.last_told(schedule)
        after = EVERYTHING if full else last.upto if last else schedule.baseline
        now = self._clock()
        mark = EditionMark(schedule.name, None, now, schedule.zone)
        since, seen = (last.planned, last.seen) if last else (None, None)
        coverage = Coverage(after, await self._ledger.changes(), since, seen)
        return await self._compose(schedule, mark, coverage)

    async def _post_all(self, schedule: Schedule, left: Iterable[Edition], poster: Poster) -> None:
        """Bring out what was left over of a schedule, and then what is due."""
        for edition in left:
            if taken := await self._ledger.take_over(edition, self._clock(), self._terms.lease):
                await self._bring_out(taken, poster)
        await self._post_due(schedule, poster)

    async def _post_due(self, schedule: Schedule, poster: Poster) -> None:
        """Claim what is due of a schedule, and post it; what was missed for good goes into the next one."""
        now, watch = self._clock(), self._watches.get(schedule.number)
        if watch and watch.covers(schedule, now):
            return
        slots = [edition.slot for edition in await self._ledger.editions(schedule, _LATEST)]
        due = plan(schedule, max((slot for slot in slots if slot < now + WRONG_CLOCK), default=None), now)
        if due is None:
            # Where quiet dates leave little, years are looked through.
            coming = await asyncio.to_thread(next_slots, schedule, now, 1)
            if not coming and not schedule.paused and not schedule.disabled:
                why = "has no more days" if zone_of(schedule.zone) else f"has a zone that is not known, {schedule.zone}"
                _log.warning("the digest “%s” does not run: it %s", schedule.name, why)
            self._watches[schedule.number] = _Watch(schedule, now, coming[0] if coming else now + _A_DAY)
            return
        upto = await self._ledger.changes()
        edition = await self._ledger.claim(schedule, due.slot, upto, now, self._terms.lease)
        if edition and due.missed:
            _log.warning("an edition of “%s” was missed, its news goes into the next one", schedule.name)
            await self._ledger.fold(edition)
        elif edition:
            await self._bring_out(edition, poster)

    async def _bring_out(self, edition: Edition, poster: Poster, *, by_hand: bool = False) -> Edition:
        try:
            return await self._press.bring_out(edition, poster, by_hand=by_hand)
        finally:
            self._proofreader.look_again()
