"""Slots by another way: the clock on the wall is watched for a whole year, and the schedule is held against it."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.domain.schedules import LAST_DAY, Schedule


@lru_cache(maxsize=4)
def watch(zone: str, year: int, minutes: int) -> tuple[list[int], list[datetime]]:
    """Every few minutes of a year, and some days more, and the latest that the wall has shown by then."""
    begin = int(datetime(year - 1, 12, 29, tzinfo=UTC).timestamp())
    instants = list(range(begin, begin + 375 * 86400, minutes * 60))
    tz = ZoneInfo(zone)
    walls = (datetime.fromtimestamp(instant, tz).replace(tzinfo=None) for instant in instants)
    return instants, list(accumulate(walls, max))


def is_wanted(schedule: Schedule, day: date) -> bool:
    """Whether a day is one of the schedule's, by what a calendar on the wall says."""
    if not schedule.days.week and not schedule.days.month:
        return True
    is_last = (day + timedelta(days=1)).month != day.month
    in_month = day.day in schedule.days.month or (is_last and LAST_DAY in schedule.days.month)
    return day.weekday() in schedule.days.week or in_month


def is_quiet(schedule: Schedule, slot: datetime) -> bool:
    day = slot.astimezone(ZoneInfo(schedule.zone)).date()
    return any(dates.first <= day <= dates.last for dates in schedule.quiet)


def slots_of_year(schedule: Schedule, year: int, *, minutes: int = 15) -> list[datetime]:
    """The slots of a year (in UTC): each when the wall first shows that time, or a later one."""
    instants, latest = watch(schedule.zone, year, minutes)
    days = (date(year - 1, 12, 30) + timedelta(days=number) for number in range(371))
    wanted = [datetime.combine(day, moment) for day in days if is_wanted(schedule, day) for moment in schedule.at]
    slots = {datetime.fromtimestamp(instants[bisect_left(latest, wall)], UTC) for wall in wanted}
    return sorted(slot for slot in slots if slot.year == year and not is_quiet(schedule, slot))
