"""Schedules as people write them: what is read, what is refused and in which words, and that writing undoes reading."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.digests import schedule_words as w
from bot.domain.errors import BadCommand
from bot.domain.schedules import LAST_DAY, Days, DigestPart, QuietDates

WORKING = frozenset(range(5))


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("07:30", [time(7, 30)]),
        ("7:30", [time(7, 30)]),
        ("18:00, 07:30 and 7:30", [time(7, 30), time(18)]),
        ("00:00 23:59", [time(0), time(23, 59)]),
    ],
)
def test_times(words, times):
    assert w.read_times(words) == tuple(times)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("daily", Days()),
        ("Every  day", Days()),
        ("mon-sun", Days()),
        ("weekdays", Days(WORKING)),
        ("Mon-Fri", Days(WORKING)),
        ("weekends", Days(frozenset({5, 6}))),
        ("sat-mon", Days(frozenset({5, 6, 0}))),
        ("Mondays, Wed and thursday", Days(frozenset({0, 2, 3}))),
        ("tues,thurs", Days(frozenset({1, 3}))),
        ("1, 15, last", Days(month=frozenset({1, 15, LAST_DAY}))),
        ("mon 31", Days(frozenset({0}), frozenset({31}))),
    ],
)
def test_days(words, days):
    assert w.read_days(words) == days


@pytest.mark.parametrize(
    ("words", "quiet"),
    [
        ("2025-12-24", [(date(2025, 12, 24), date(2025, 12, 24))]),
        (
            "2026-01-01, 2025-12-24..2025-12-26",
            [(date(2025, 12, 24), date(2025, 12, 26)), (date(2026, 1, 1), date(2026, 1, 1))],
        ),
        ("2025-12-24/2025-12-26", [(date(2025, 12, 24), date(2025, 12, 26))]),
    ],
)
def test_quiet_dates(words, quiet):
    assert w.read_quiet(words) == tuple(QuietDates(*dates) for dates in quiet)


@pytest.mark.parametrize(
    ("words", "minutes"), [("2h", 120), ("90m", 90), ("1h30m", 90), ("1 hour 30 minutes", 90), ("5m", 5), ("24h", 1440)]
)
def test_grace(words, minutes):
    assert w.read_grace(words) == timedelta(minutes=minutes)


def test_parts():
    assert w.read_parts("All") == frozenset(DigestPart)
    assert w.read_parts("quotes, Summary") == {DigestPart.QUOTES, DigestPart.SUMMARY}
    assert w.spell_parts(w.read_parts("quotes, Summary")) == "summary,quotes"


def test_names_and_zones():
    assert w.read_name(" Morning  Desk ") == "morning desk"
    assert w.read_zone("Europe/Vienna") == "Europe/Vienna"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("utc", "UTC"),
        ("america/sao_paulo", "America/Sao_Paulo"),
        ("America/Sao Paulo", "America/Sao_Paulo"),
        ("AMERICA/PORT-AU-PRINCE", "America/Port-au-Prince"),
    ],
)
def test_a_zone_is_read_in_any_case_of_letters_and_with_blanks(typed, zone):
    assert w.read_zone(typed) == zone


@pytest.mark.parametrize("typed", ["localtime", "posixrules", "Factory", "factory", "right/Europe/Berlin", "posix/UTC"])
def test_a_zone_that_is_no_place_is_none(typed):
    with pytest.raises(BadCommand, match="there is no time zone"):
        w.read_zone(typed)


@pytest.mark.parametrize(
    ("read", "words", "told"),
    [
        (w.read_times, "25:00", "“25:00” is no time of the day: write it as 07:30"),
        (w.read_times, "07:60", "is no time"),
        (w.read_times, "٠٧:30", "is no time"),
        (w.read_times, "7", "is no time"),
        (w.read_times, ",", "the time is missing"),
        (w.read_times, " ".join(f"0{n % 10}:{n:02}" for n in range(25)), "25 times a day are too many"),
        (w.read_days, "someday", "“someday” is no day: write daily, weekdays"),
        (w.read_days, "mo", "is no day"),
        (w.read_days, "32", "is no day"),
        (w.read_days, "0", "is no day"),
        (w.read_days, "and", "the days are missing"),
        (w.read_quiet, "24.12.2025", "“24.12.2025” is no date: write it as 2025-12-24"),
        (w.read_quiet, "2025-02-30", "there is no day 2025-02-30"),
        (w.read_quiet, "2025-12-26..2025-12-24", "ends before it begins"),
        (w.read_quiet, " ".join(f"{year}-01-01" for year in range(2000, 2101)), "101 quiet dates are too many"),
        (w.read_parts, "weather", "“weather” is no part of a digest: there are documents, summary"),
        (w.read_parts, ",", "nothing is left"),
        (w.read_grace, "soon", "“soon” is no span of time: write it as 2h"),
        (w.read_grace, "", "is no span of time"),
        (w.read_grace, "25h", "from 5m to 24h late, and not 25h"),
        (w.read_grace, "0m", "from 5m to 24h late"),
        (w.read_zone, "Europe/Atlantis", "there is no time zone “Europe/Atlantis”"),
        (w.read_zone, "../../etc/passwd", "there is no time zone"),
        (w.read_name, "a" * 41, "a name of 41 characters is too long"),
        (w.read_name, "<@1>", "is no name for a digest"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(read, words, told):
    with pytest.raises(BadCommand) as refused:
        read(words)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


READERS = {
    w.read_times: w.spell_times,
    w.read_days: w.spell_days,
    w.read_quiet: w.spell_quiet,
    w.read_parts: w.spell_parts,
    w.read_grace: w.spell_grace,
}


@given(st.sets(st.times().map(lambda each: each.replace(second=0, microsecond=0)), min_size=1, max_size=24))
def test_times_are_read_as_they_are_spelled(times):
    assert w.read_times(w.spell_times(times)) == tuple(sorted(times))


@given(st.frozensets(st.integers(0, 6), max_size=6), st.frozensets(st.integers(0, 31)))
def test_days_are_read_as_they_are_spelled(week, month):
    assert w.read_days(w.spell_days(Days(week, month))) == Days(week, month)


@given(st.lists(st.tuples(st.dates(), st.dates()), min_size=1, max_size=20))
def test_quiet_dates_are_read_as_they_are_spelled(pairs):
    quiet = {QuietDates(*sorted(pair)) for pair in pairs}
    assert w.read_quiet(w.spell_quiet(quiet)) == tuple(sorted(quiet))


@given(st.frozensets(st.sampled_from(DigestPart), min_size=1))
def test_parts_are_read_as_they_are_spelled(parts):
    assert w.read_parts(w.spell_parts(parts)) == parts


@given(st.integers(5, 1440))
def test_a_grace_is_read_as_it_is_spelled(minutes):
    assert w.read_grace(w.spell_grace(timedelta(minutes=minutes))) == timedelta(minutes=minutes)


@given(st.sampled_from([*READERS, w.read_zone, w.read_name]), st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused(read, words):
    try:
        found = read(words)
    except BadCommand:
        return
    assert read(READERS.get(read, str)(found)) == found
