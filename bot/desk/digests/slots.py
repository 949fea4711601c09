"""Slots: the instants at which the editions of a schedule are due. Pure: what time it is, is told.

An hour that does not exist runs at its end, an hour that comes twice runs once, and slots that fall on one instant are
one. The zone's own rules decide, whatever they are in that year; where there is no such zone any more nothing is due.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile

from cronsim import CronSim

from ...domain.schedules import LAST_DAY, Days, Schedule, zone_of

_HORIZON = timedelta(days=5 * 366)
"""How far ahead slots are looked for: quiet dates may leave none."""

_LOOKBACKS = (timedelta(days=2), timedelta(days=70))
"""How far back the slot that is due is looked for, at first and at last: after a year not all of them are counted."""

_LEAD = timedelta(days=2)
"""How much earlier the calendar is opened: where clocks are set back, one hour on the wall is two."""


@dataclass(frozen=True, slots=True)
class Due:
    """The slot that is due; whether it is `missed` for good, so that its news goes into the next one."""

    slot: datetime
    missed: bool


def plan(schedule: Schedule, last_slot: datetime | None, now: datetime) -> Due | None:
    """The slot that is due after the last one that the ledger knows: the latest, since it holds the news of all.

    None where none is, or where nothing may be posted. One that is older than the schedule's grace is missed.
    """
    if schedule.paused or schedule.disabled or schedule.since is None:
        return None
    after = max(schedule.since, last_slot or schedule.since)
    for lookback in _LOOKBACKS:
        if slots := slots_between(schedule, max(after, now - lookback), now):
            return Due(slots[-1], now - slots[-1] > schedule.grace)
    return None


def slots_between(schedule: Schedule, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """The slots after an instant and up to another, in UTC."""
    return tuple(_slots(schedule, after, until))


def next_slots(schedule: Schedule, after: datetime, count: int) -> tuple[datetime, ...]:
    """The next slots after an instant, in UTC; fewer where quiet dates leave no more for years."""
    return tuple(islice(_slots(schedule, after, after + _HORIZON), count))


def _slots(schedule: Schedule, after: datetime, until: datetime) -> Iterator[datetime]:
    zone = zone_of(schedule.zone)
    if zone is None:
        return
    begin = (after - _LEAD).astimezone(zone)
    calendars = [_open_calendar(moment, schedule.days, begin) for moment in schedule.at]
    last = after
    for slot in takewhile(lambda each: each <= until, heapq.merge(*calendars)):
        day = slot.astimezone(zone).date()
        if slot > last and not any(dates.holds(day) for dates in schedule.quiet):
            yield slot
            last = slot


def _open_calendar(moment: time, days: Days, begin: datetime) -> Iterator[datetime]:
    """All instants of one time of the day, in UTC."""
    week = ",".join(str(day + 1) for day in sorted(days.week)) or "*"
    month = ",".join("L" if day == LAST_DAY else str(day) for day in sorted(days.month)) or "*"
    line = f"{moment.minute} {moment.hour} {month} * {week}"
    return (each.astimezone(UTC) for each in CronSim(line, begin))
