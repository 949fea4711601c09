"""When editions are due: a year in many zones against the clock on the wall, and the hours that are none or two."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.desk.digests.slots import next_slots, plan, slots_between
from bot.domain.schedules import LAST_DAY, Days, QuietDates, Schedule
from tests.desk.almanac import slots_of_year

HOURS = timedelta(hours=1)
NEW_YEAR = datetime(2025, 1, 1, tzinfo=UTC)


def schedule(zone="Europe/Berlin", *at, since=NEW_YEAR, **more):
    moments = tuple(time.fromisoformat(each) for each in at or ("07:30",))
    return Schedule(1, "morning", 5, moments, zone, since=since, number=1, **more)


def utc(words):
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def test_in_a_zone_that_is_not_there_any_more_nothing_is_due():
    gone = schedule("Europe/Atlantis", "07:30")
    assert next_slots(gone, NEW_YEAR, 3) == ()
    assert plan(gone, None, NEW_YEAR + timedelta(days=3)) is None


def on_the_wall(slots, zone):
    return [f"{slot.astimezone(ZoneInfo(zone)):%d %H:%M}" for slot in slots]


WEEKDAYS = Days(week=frozenset(range(5)))
SPRINGS_AND_AUTUMNS = [
    ("Europe/Berlin", 2025), ("Europe/Dublin", 2025), ("America/St_Johns", 2025), ("America/Havana", 2025),
    ("America/Santiago", 2025), ("Australia/Lord_Howe", 2025), ("Pacific/Chatham", 2025), ("Antarctica/Troll", 2025),
    ("Africa/Cairo", 2025), ("Africa/Casablanca", 2025), ("Asia/Gaza", 2025),
]  # fmt: skip
STEADY = [("UTC", 2024), ("Asia/Kathmandu", 2024), ("Australia/Eucla", 2025), ("Pacific/Kiritimati", 2025)]
CHANGED_THEIR_RULES = [
    ("Pacific/Apia", 2011), ("Europe/Moscow", 2011), ("Europe/Istanbul", 2016), ("Asia/Tehran", 2022),
    ("America/Caracas", 2016), ("Asia/Almaty", 2024), ("Africa/Juba", 2021),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "year"), SPRINGS_AND_AUTUMNS + STEADY + CHANGED_THEIR_RULES)
def test_a_year_of_schedules_against_the_clock_on_the_wall(zone, year):
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    quiet = (QuietDates(date(year, 3, 28), date(year, 4, 2)), QuietDates(date(year, 12, 24), date(year, 12, 24)))
    wanted = (
        schedule(zone, "00:15", "02:15", "23:45"),
        schedule(zone, "18:45", days=WEEKDAYS, quiet=quiet),
        schedule(zone, "02:45", days=Days(week=frozenset({6}), month=frozenset({29, LAST_DAY})), quiet=quiet),
    )
    for each in wanted:
        slots = slots_between(each, begin - timedelta(microseconds=1), end - timedelta(microseconds=1))
        assert list(slots) == slots_of_year(each, year), each.at
        assert all(slot.tzinfo is UTC for slot in slots)


@pytest.mark.parametrize(
    ("zone", "at", "after", "slots"),
    [
        # An hour that does not exist runs at its end, together with what is due then anyway.
        ("Europe/Berlin", ("02:30",), "2025-03-29T12:00", ["30 03:00", "31 02:30"]),
        ("Europe/Berlin", ("02:00", "02:59", "03:00"), "2025-03-29T12:00", ["30 03:00", "31 02:00"]),
        ("America/New_York", ("02:30",), "2025-03-08T12:00", ["09 03:00", "10 02:30"]),
        ("Africa/Cairo", ("00:30",), "2025-04-24T12:00", ["25 01:00", "26 00:30"]),
        ("Australia/Lord_Howe", ("02:15",), "2025-10-04T12:00", ["05 02:30", "06 02:15"]),
        # Morocco leaves its summer time for the month of Ramadan.
        ("Africa/Casablanca", ("02:30",), "2025-04-05T12:00", ["06 03:00", "07 02:30"]),
        # There was no 30 December on Samoa.
        ("Pacific/Apia", ("07:30",), "2011-12-28T20:00", ["29 07:30", "31 00:00", "31 07:30"]),
        # An hour that comes twice runs once.
        ("Europe/Berlin", ("02:30",), "2025-10-25T12:00", ["26 02:30", "27 02:30"]),
        ("Australia/Sydney", ("02:30",), "2025-04-05T12:00", ["06 02:30", "07 02:30"]),
        ("Australia/Lord_Howe", ("01:45",), "2025-04-05T12:00", ["06 01:45", "07 01:45"]),
        # Leap days, and what is last in a month.
        ("Asia/Kathmandu", ("23:45",), "2024-02-28T12:00", ["28 23:45", "29 23:45", "01 23:45"]),
    ],
)
def test_hours_that_are_none_or_two(zone, at, after, slots):
    assert on_the_wall(next_slots(schedule(zone, *at), utc(after), len(slots)), zone) == slots


def test_the_second_time_an_hour_comes_is_after_its_slot():
    berlin = schedule("Europe/Berlin", "02:30")
    first, second = utc("2025-10-26T00:30"), utc("2025-10-26T01:30")
    assert slots_between(berlin, utc("2025-10-25T12:00"), second) == (first,)
    assert slots_between(berlin, first, second) == ()
    assert next_slots(berlin, second - timedelta(minutes=20), 1) == (utc("2025-10-27T01:30"),)


def test_the_last_day_of_a_month_whichever_it_is():
    last = schedule("Asia/Tokyo", "09:00", days=Days(month=frozenset({LAST_DAY})))
    slots = next_slots(last, utc("2024-01-01T00:00"), 4)
    assert [slot.day for slot in slots] == [31, 29, 31, 30]


def test_quiet_dates_are_dates_in_the_zone_of_the_schedule():
    quiet = (QuietDates(date(2025, 1, 2), date(2025, 1, 3)),)
    auckland = schedule("Pacific/Auckland", "07:30", quiet=quiet)
    assert on_the_wall(next_slots(auckland, NEW_YEAR, 1), "Pacific/Auckland") == ["04 07:30"]


def test_quiet_for_ever_is_quiet():
    never = schedule(quiet=(QuietDates(date(2020, 1, 1), date.max),))
    assert next_slots(never, NEW_YEAR, 3) == ()
    assert plan(never, None, utc("2025-06-01T12:00")) is None


def test_what_was_missed_shortly_ago_is_due_and_older_than_grace_is_missed():
    daily = schedule(grace=2 * HOURS)
    slot = utc("2025-01-17T06:30")
    assert plan(daily, slot - 24 * HOURS, slot - timedelta(seconds=1)) is None
    assert plan(daily, slot - 24 * HOURS, slot) == (due := plan(daily, None, slot + 2 * HOURS))
    assert (due.slot, due.missed) == (slot, False)
    late = plan(daily, slot - 240 * HOURS, slot + 2 * HOURS + timedelta(seconds=1))
    assert (late.slot, late.missed) == (slot, True)


def test_of_several_that_were_missed_the_latest_is_due():
    hourly = schedule("Asia/Kolkata", *(f"{hour:02}:00" for hour in range(24)))
    due = plan(hourly, utc("2025-01-17T03:30"), utc("2025-01-17T09:40"))
    assert (due.slot, due.missed) == (utc("2025-01-17T09:30"), False)


def test_a_clock_that_is_set_back_makes_nothing_due_that_was():
    daily = schedule("Europe/Berlin", "07:00", "08:00")
    done = utc("2025-01-17T07:00")
    for minutes in range(0, 26 * 60, 7):
        now = done - timedelta(minutes=minutes)
        assert plan(daily, done, now) is None
    assert plan(daily, done, utc("2025-01-18T06:00")).slot == utc("2025-01-18T06:00")


def test_nothing_is_due_before_a_schedule_was_made_nor_while_it_is_stopped():
    slot = utc("2025-01-17T06:30")
    assert plan(schedule(since=slot), None, slot + HOURS) is None
    assert plan(schedule(since=None), None, slot + HOURS) is None
    assert plan(schedule(paused=True), None, slot + HOURS) is None
    assert plan(schedule(since=utc("2020-01-01T00:00")), None, slot + 12 * HOURS).slot == slot
    assert plan(schedule(disabled="the channel is gone"), None, slot + HOURS) is None
    assert plan(schedule(since=slot - HOURS), None, slot + HOURS).slot == slot
