"""The press: brings a planned edition out, whatever became of it before, and never twice."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from ...archive.ledger import Ledger
from ...domain.digests import Digest
from ...domain.errors import ArchiveUnavailable
from ...domain.schedules import Edition, EditionState, Schedule
from ..ports import Clock
from .editions import WRONG_CLOCK, Compose, Coverage, mark_of, nonce_of
from .holding import Hold
from .posting import HistoryClosed, NotPosted, Overdue, Posted, Poster, Print, Refused, TargetClosed
from .terms import Terms

_log = logging.getLogger(__name__)

_FAULT = "a fault of this program: please report what the log says of it"
_PUT_RIGHT = "Put that right, then call /digest resume."
_MAKE_ANEW = "Make a new one in another channel with /digest add, and take this one away with /digest remove."
_UNKNOWN = "whether it was posted cannot be seen"


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of the press: for which schedule, who posts, and whether somebody asked for it by hand."""

    schedule: Schedule
    poster: Poster
    by_hand: bool


class Press:
    """Takes an edition that this worker holds as far as it goes. The methods may raise ArchiveUnavailable."""

    def __init__(self, ledger: Ledger, compose: Compose, clock: Clock, terms: Terms) -> None:
        self._ledger = ledger
        self._compose = compose
        self._clock = clock
        self._terms = terms

    async def bring_out(self, edition: Edition, poster: Poster, *, by_hand: bool = False) -> Edition:
        """Post an edition, or what is left to do of it, and give it as it stands then.

        One `by_hand` is posted even where its schedule is paused.
        """
        schedule = await self._ledger.numbered(edition.schedule)
        if schedule is None:  # it was removed meanwhile, and so were its editions
            return replace(edition, state=EditionState.FAILED, reason="was removed")
        with poster.follow(schedule):
            return await self._insist(_Run(schedule, poster, by_hand), edition)

    async def _insist(self, run: _Run, edition: Edition) -> Edition:
        """Bring an edition out; where that fails, leave it due or give it up, as it is with what failed."""
        try:
            return await self._bring_out(run, edition)
        except NotPosted as moment:
            return await self._try_later(run.schedule, edition, str(moment), moment.wait)
        except TargetClosed as closed:
            return await self._stop(run, edition, closed)
        except Overdue as overdue:
            # Whoever takes it over looks first whether it is there; if this one is alone, it is this one.
            _log.warning("an edition of “%s” is not sent yet: %s", run.schedule.name, overdue)
            return edition
        except Refused as refused:
            return await self._give_up(run, edition, str(refused))
        except ArchiveUnavailable:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the edition stays due, and the others go on
            _log.exception("an edition of “%s” met a fault", run.schedule.name)
            return await self._try_later(run.schedule, edition, _FAULT, timedelta())

    async def _bring_out(self, run: _Run, edition: Edition) -> Edition:
        if edition.state is EditionState.PLANNED:
            async with Hold(partial(self._ledger.extend, edition), self._clock, self._terms) as hold:
                edition = await self._have_posted(run, edition, hold)
        if edition.state is EditionState.SENT:
            edition = await self._finish(run, edition)
        return edition

    async def _have_posted(self, run: _Run, edition: Edition, hold: Hold) -> Edition:
        """Post a planned edition, where it is not there already and may be posted still."""
        if edition.attempts > 1:
            edition = await self._look_for(run, edition)
        if edition.state is not EditionState.PLANNED:
            return edition
        schedule = run.schedule
        is_stopped = bool(schedule.disabled or (schedule.paused and not run.by_hand))
        if is_stopped or not edition.slot - WRONG_CLOCK < self._clock() <= edition.slot + schedule.grace:
            return await self._ledger.fold(edition)
        return await self._send(run, edition, hold)

    async def _look_for(self, run: _Run, edition: Edition) -> Edition:
        """Look whether an edition that was begun is there; mark it as sent then."""
        try:
            wanted = Digest(mark=mark_of(run.schedule, edition))
            posted = await run.poster.find(_print(run.schedule, edition, wanted), edition.planned)
        except HistoryClosed as closed:
            if self._clock() < edition.planned + self._terms.nonce_life:
                return edition  # sent once more it is there once
            raise Refused(f"{_UNKNOWN}: {closed}") from closed
        return await self._ledger.mark_sent(edition, posted.message, posted.channel) if posted else edition

    async def _send(self, run: _Run, edition: Edition, hold: Hold) -> Edition:
        digest = await self._compose_edition(run.schedule, edition)
        seen = await self._ledger.changes()
        # Of what was tried before nobody knows yet whether it hangs there; documents may have gone since.
        tried = await self._ledger.lines(edition) if edition.attempts > 1 else ()
        if not await self._ledger.write_lines(edition, {*digest.shown, *tried}, seen):
            raise Overdue("another worker has it")
        if digest.empty and run.schedule.skip_empty:
            return await self._ledger.skip(edition)
        posted = await run.poster.post(replace(_print(run.schedule, edition, digest), check=hold.check))
        if tried and not posted.earlier:
            await self._ledger.write_lines(edition, digest.shown)
        return await self._ledger.mark_sent(edition, posted.message, posted.channel)

    async def _compose_edition(self, schedule: Schedule, edition: Edition) -> Digest:
        """The digest of an edition; by the time that it is composed it may be late."""
        before = await self._ledger.last_told(schedule, edition.slot)
        since, told = (before.planned, before.seen) if before else (None, None)
        coverage = Coverage(edition.after, edition.upto, since, told)
        digest = await self._compose(schedule, mark_of(schedule, edition), coverage)
        return replace(digest, mark=mark_of(schedule, edition, self._clock()))

    async def _finish(self, run: _Run, edition: Edition) -> Edition:
        """What follows a posted edition. It is published within the grace, or not at all: that does not undo it."""
        schedule = run.schedule
        if schedule.publish and edition.message and edition.channel:
            try:
                await run.poster.publish(Posted(edition.message, edition.channel))
            except (NotPosted, TargetClosed, Refused) as failed:
                if isinstance(failed, NotPosted) and self._clock() <= edition.slot + schedule.grace:
                    return await self._try_later(schedule, edition, str(failed), failed.wait)
                _log.warning("an edition of “%s” was posted but not published: %s", schedule.name, failed)
        return await self._ledger.confirm(edition)

    async def _try_later(self, schedule: Schedule, edition: Edition, reason: str, wait: timedelta) -> Edition:
        """Leave an edition due: it is taken up again after a while, and then is posted or was missed."""
        pause = min(self._terms.pause * 2 ** min(edition.attempts - 1, 16), self._terms.longest_pause)
        again = self._clock() + max(pause, wait)
        undone = "not published yet" if edition.state is EditionState.SENT else "not posted yet"
        _log.warning("an edition of “%s” is %s: %s", schedule.name, undone, reason)
        return await self._ledger.fail(edition, reason, again)

    async def _give_up(self, run: _Run, edition: Edition, reason: str) -> Edition:
        """Post an edition no more, and tell its owner, unless they were told of the one before or see it themselves."""
        failed, was_mine = await self._end(run.schedule, edition, reason)
        if not was_mine:
            return failed
        before = [each for each in await self._ledger.editions(run.schedule, 2) if each.number != edition.number]
        was_told = bool(before) and before[0].state is EditionState.FAILED
        if not run.by_hand and not was_told:
            words = f"An edition of the digest “{run.schedule.name}” is given up: {reason}."
            await run.poster.tell_owner(run.schedule, f"{words} Its news goes into the next one.")
        return failed

    async def _stop(self, run: _Run, edition: Edition, closed: TargetClosed) -> Edition:
        """Post no more of a schedule whose place is closed, and tell its owner once; by now it may have another."""
        stopped, was_mine = await self._end(run.schedule, edition, str(closed))
        if was_mine and edition.channel in {None, run.schedule.channel}:
            await stop_schedule(self._ledger, run.schedule, run.poster, closed, self._clock())
        return stopped

    async def _end(self, schedule: Schedule, edition: Edition, reason: str) -> tuple[Edition, bool]:
        """Give an edition up; how it stands then, and whether it was this worker's still.

        Another one may have posted it meanwhile, or somebody removed the schedule.
        """
        ended = await self._ledger.fail(edition, reason, None)
        given_up = (EditionState.FAILED, edition.attempts, reason)
        if is_mine := (ended.state, ended.attempts, ended.reason) == given_up:
            _log.error("an edition of “%s” is given up: %s", schedule.name, reason)
        else:
            _log.warning("an edition of “%s” is not this worker's any more: %s", schedule.name, reason)
        return ended, is_mine


def _print(schedule: Schedule, edition: Edition, digest: Digest) -> Print:
    """An edition to be posted, or looked for, in the place that it was planned for."""
    return Print(schedule, digest, nonce_of(edition), edition.channel)


async def stop_schedule(
    ledger: Ledger, schedule: Schedule, poster: Poster, closed: TargetClosed, now: datetime
) -> None:
    """Disable a schedule, and tell its owner the first time that it is."""
    if not await ledger.disable(schedule.number, str(closed), now):
        return
    remedy = _MAKE_ANEW if closed.is_gone else _PUT_RIGHT
    await poster.tell_owner(schedule, f"The digest “{schedule.name}” is stopped: {closed}. {remedy}")
