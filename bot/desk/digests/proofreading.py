"""Proofreading: what an edition showed of a document that was replaced or withdrawn is corrected, once.

What a correction put in its place, and what still stands in the new version, is followed as if the edition showed it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from ...archive.archive import Archive
from ...domain.errors import ArchiveUnavailable
from ...domain.schedules import Correction, Edition, Schedule
from ..ports import Clock
from .correcting import Corrector, Erratum
from .holding import Hold
from .posting import Check, HistoryClosed, NotPosted, Overdue, Poster, Refused, TargetClosed
from .presses import stop_schedule
from .terms import Terms

_log = logging.getLogger(__name__)

_GIVEN_UP = timedelta(days=1)
"""A correction that could not be posted for so long is not posted any more."""

_TakeOn = Callable[[Edition, int, datetime, timedelta], Awaitable[Correction | None]]
_Mend = Callable[[Erratum, Check], Awaitable[bool]]
"""Posts what is to be said of a document; whether there is nothing left to do of it."""


class Proofreader:
    """Has the corrections posted that are due. The methods may raise ArchiveUnavailable."""

    def __init__(self, archive: Archive, clock: Clock, terms: Terms) -> None:
        self._ledger, self._register = archive.ledger, archive.register
        self._corrector = Corrector(archive, clock, terms)
        self._clock = clock
        self._terms = terms
        self._proofread: tuple[int, int, frozenset[int]] | None = None
        self._posted = 0
        self._faulty: set[tuple[int, int]] = set()
        self._waiting: set[int] = set()

    def look_again(self) -> None:
        """Note that an edition was posted: documents may have gone while it was on its way."""
        self._posted += 1

    async def correct(self, poster: Poster) -> None:
        """Post what is due, where the schedule and its server want it.

        Nothing is looked for while no document changes and no edition is posted. What changed while a schedule was
        paused or stopped is told once it goes on.
        """
        posted, changes, schedules = self._posted, await self._ledger.changes(), await self._ledger.schedules()
        going = frozenset(each.number for each in schedules if _goes_on(each))
        if (state := (posted, changes, going)) == self._proofread:
            return
        since, self._waiting = self._clock() - self._terms.corrected, set()
        uncorrected = await self._ledger.uncorrected(since)
        await self._go_through(uncorrected, self._ledger.claim_correction, self._corrector.correct, poster)
        # What is there again may stand in a correction that was posted just now; then there is nothing more to tell.
        returned = [each for each in await self._ledger.returned(since) if each[0].number not in self._waiting]
        await self._go_through(returned, self._ledger.claim_return, self._corrector.take_back, poster)
        self._faulty &= {(edition.number, document) for edition, document in (*uncorrected, *returned)}
        self._proofread = None if self._waiting else state

    async def _go_through(
        self, found: Iterable[tuple[Edition, int]], claim: _TakeOn, mend: _Mend, poster: Poster
    ) -> None:
        """Mend what was found of schedules that go on, where it is wanted; what is left to do waits."""
        for edition, document in found:
            schedule = await self._ledger.numbered(edition.schedule)
            if schedule is None or not _goes_on(schedule):
                continue
            if not (await self._register.choices(schedule.server)).corrections:
                continue
            is_ours = poster.holds(schedule)
            correction = await claim(edition, document, self._clock(), self._terms.lease) if is_ours else None
            # What is not to be had another worker has.
            if not correction or not await self._insist(Erratum(schedule, edition, correction, poster), mend):
                self._waiting.add(edition.number)

    async def _insist(self, erratum: Erratum, mend: _Mend) -> bool:
        """Mend an edition; where that fails, leave it due or give it up. Whether there is nothing left to do of it."""
        name, correction = erratum.schedule.name, erratum.correction
        extend = partial(self._ledger.extend_correction, correction)
        try:
            with erratum.poster.follow(erratum.schedule):
                async with Hold(extend, self._clock, self._terms) as hold:
                    return await mend(erratum, hold.check)
        except Overdue:
            return False  # whoever takes it over looks first whether it is there
        except NotPosted as moment:
            _log.warning("a correction of “%s” is not posted yet: %s", name, moment)
            return await self._give_up_late(correction)
        except TargetClosed as closed:
            return await self._stop(erratum, closed)
        except (Refused, HistoryClosed) as refused:
            return await self._give_up(erratum, refused)
        except ArchiveUnavailable:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the others go on
            self._log_once(name, correction)
            return await self._give_up_late(correction)

    async def _stop(self, erratum: Erratum, closed: TargetClosed) -> bool:
        """Stop a schedule whose place is closed; what is due is told once it goes on.

        A place of the edition's own, as a forum's post that was locked or deleted, says nothing of the schedule's.
        """
        if erratum.edition.channel != erratum.schedule.channel:
            return await self._give_up(erratum, closed)
        await stop_schedule(self._ledger, erratum.schedule, erratum.poster, closed, self._clock())
        return False

    async def _give_up(self, erratum: Erratum, why: Exception) -> bool:
        _log.warning("a correction of “%s” is not posted: %s", erratum.schedule.name, why)
        await self._ledger.close_correction(erratum.correction, None)
        return True

    async def _give_up_late(self, correction: Correction) -> bool:
        """Leave what failed to be tried again, or close what has failed for too long; whether it was closed."""
        if self._clock() < correction.planned + _GIVEN_UP:
            return False
        await self._ledger.close_correction(correction, None)
        return True

    def _log_once(self, name: str, correction: Correction) -> None:
        """Log the fault that a correction met, however often it meets one."""
        if (which := (correction.edition, correction.document)) not in self._faulty:
            self._faulty.add(which)
            _log.exception("a correction of “%s” met a fault, and is tried again for a day", name)


def _goes_on(schedule: Schedule) -> bool:
    return not schedule.paused and not schedule.disabled
