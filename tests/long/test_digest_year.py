"""Several years of schedules in every zone there is, against the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.desk.digests.slots import slots_between
from bot.domain.schedules import LAST_DAY, Days, QuietDates, Schedule
from tests.desk.almanac import slots_of_year

YEARS = (2024, 2025, 2026, 2027)
AT = tuple(time.fromisoformat(each) for each in ("00:00", "00:30", "01:45", "02:15", "02:30", "23:45"))


def apart(year):
    """The zones whose clocks differ at some hour of a year, one of each kind."""
    names = sorted(zone for zone in available_timezones() if zone not in ("Factory", "localtime"))
    assert len(names) > 500
    kinds = {}
    for name in names:
        kinds.setdefault(changes_of(ZoneInfo(name), year), name)
    return sorted(kinds.values())


def changes_of(zone, year):
    """The offset of a zone at the beginning, and at which hours it is another: no zone changes twice in half a day."""
    begin = datetime(year - 1, 12, 25, tzinfo=UTC)

    def offset(hour):
        return (begin + timedelta(hours=hour)).astimezone(zone).utcoffset()

    known, changes = offset(0), [(0, offset(0))]
    for late in range(12, 24 * 380, 12):
        if offset(late) != known:
            hour = next(hour for hour in range(late - 11, late + 1) if offset(hour) != known)
            known = offset(late)
            changes.append((hour, known))
    return tuple(changes)


@pytest.mark.long
@pytest.mark.parametrize("year", YEARS)
def test_a_year_in_every_zone(year):
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    quiet = (QuietDates(date(year, 3, 28), date(year, 4, 2)), QuietDates(date(year, 10, 26), date(year, 10, 26)))
    zones = apart(year)
    assert len(zones) > 50
    for zone in zones:
        for days in (Days(), Days(week=frozenset({2, 6}), month=frozenset({1, 31, LAST_DAY}))):
            schedule = Schedule(1, "morning", 5, AT, zone, days=days, quiet=quiet, since=begin)
            slots = slots_between(schedule, begin - timedelta(microseconds=1), end - timedelta(microseconds=1))
            assert list(slots) == slots_of_year(schedule, year), zone
