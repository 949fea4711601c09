"""Schedules as people write them, in a command or in a file: times, days, quiet dates, parts, grace, names.

Each `read_…` raises BadCommand in words that say how it is written; each `spell_…` writes what is read as the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from ...domain.errors import BadCommand
from ...domain.schedules import LAST_DAY, Days, DigestPart, QuietDates, zone_of

NO_PLACES = ("localtime", "posixrules", "Factory", "posix/", "right/")
"""What the names of zones begin with that are there for machines, and say of no place what time it is there."""

NONE = "-"
"""What is typed where there is to be none any more, as of a role."""

_MOST_TIMES = 24
_MOST_QUIET = 100
_LONGEST_NAME = 40
_SHORTEST_GRACE, _LONGEST_GRACE = timedelta(minutes=5), timedelta(hours=24)
_LAST_OF_MONTH = 31

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORKING, _ENDING = frozenset(range(5)), frozenset({5, 6})
_RUNS_OF_DAYS = {"weekdays": _WORKING, "weekday": _WORKING, "weekends": _ENDING, "weekend": _ENDING}
_EVERY_DAY = frozenset({"daily", "every day", "all"})
_HOW_DAYS = "write daily, weekdays, weekends, mon,thu or mon-fri, and days of the month as 1,15,last"


def read_times(words: str) -> tuple[time, ...]:
    """Times of the day, as ``07:30,18:00``."""
    parts = _split(words)
    times = set()
    for part in parts:
        found = re.fullmatch(r"(\d{1,2}):(\d{2})", part, re.ASCII)
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise BadCommand(f"“{part}” is no time of the day: write it as 07:30, several as 07:30,18:00")
        times.add(time(int(found[1]), int(found[2])))
    if not times:
        raise BadCommand("the time is missing: write it as 07:30, several as 07:30,18:00")
    if len(times) > _MOST_TIMES:
        raise BadCommand(f"{len(times)} times a day are too many: write up to {_MOST_TIMES}")
    return tuple(sorted(times))


def spell_times(times: Iterable[time]) -> str:
    """Times of the day as they are read."""
    return ",".join(f"{each:%H:%M}" for each in times)


def read_days(words: str) -> Days:
    """Days of the week and of the month, as ``mon-fri`` or ``1,15,last``; either of them counts."""
    if " ".join(words.lower().split()) in _EVERY_DAY:
        return Days()
    week: set[int] = set()
    month: set[int] = set()
    for part in _split(words.lower()):
        if part in _RUNS_OF_DAYS:
            week |= _RUNS_OF_DAYS[part]
        elif part == "last":
            month.add(LAST_DAY)
        elif re.fullmatch(r"\d{1,2}", part, re.ASCII) and 1 <= int(part) <= _LAST_OF_MONTH:
            month.add(int(part))
        else:
            week |= _read_weekdays(part)
    if not week and not month:
        raise BadCommand(f"the days are missing: {_HOW_DAYS}")
    return Days() if len(week) == len(_WEEK) else Days(frozenset(week), frozenset(month))


def _read_weekdays(part: str) -> set[int]:
    """One day of the week, or those from one to another; ``sat-mon`` goes over the end of the week."""
    first, _, last = part.partition("-")
    days = [_find_weekday(name) for name in (first, last or first)]
    if None in days:
        raise BadCommand(f"“{part}” is no day: {_HOW_DAYS}")
    begin, end = (day or 0 for day in days)
    return {day % len(_WEEK) for day in range(begin, end + 1 if end >= begin else end + 1 + len(_WEEK))}


def _find_weekday(name: str) -> int | None:
    """The day of a name, which may be written in full, in the plural, or by its first letters from the third on."""
    known = name.removesuffix("s") if name.endswith("days") else name
    fitting = [day for day, full in enumerate(_LONG_NAMES) if len(known) > 2 and full.startswith(known)]
    return fitting[0] if fitting else None


def spell_days(days: Days) -> str:
    """Days as they are read."""
    if not days.week and not days.month:
        return "daily"
    week = {_WORKING: ["weekdays"], _ENDING: ["weekends"]}.get(days.week, [_WEEK[day] for day in sorted(days.week)])
    month = [str(day) for day in sorted(days.month - {LAST_DAY})] + (["last"] if LAST_DAY in days.month else [])
    return ",".join([*week, *month])


def read_quiet(words: str) -> tuple[QuietDates, ...]:
    """Dates without an edition, as ``2025-12-24..2025-12-26,2026-01-01``."""
    quiet = set()
    for part in _split(words):
        first, _, last = part.replace("/", "..").partition("..")
        begin, end = _read_date(first), _read_date(last or first)
        if end < begin:
            raise BadCommand(f"“{part}” ends before it begins: write the earlier date first")
        quiet.add(QuietDates(begin, end))
    if len(quiet) > _MOST_QUIET:
        raise BadCommand(f"{len(quiet)} quiet dates are too many: write up to {_MOST_QUIET}, or some as a range")
    return tuple(sorted(quiet))


def _read_date(words: str) -> date:
    how = "write it as 2025-12-24, a range as 2025-12-24..2025-12-26"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words, re.ASCII):
        raise BadCommand(f"“{words}” is no date: {how}")
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise BadCommand(f"there is no day {words}: {how}") from None


def spell_quiet(quiet: Iterable[QuietDates]) -> str:
    """Quiet dates as they are read."""
    return ",".join(f"{q.first}" if q.first == q.last else f"{q.first}..{q.last}" for q in quiet)


def read_parts(words: str) -> frozenset[DigestPart]:
    """What is in a digest, as ``documents,summary,quotes``; ``all`` is everything."""
    asked = [part.lower() for part in _split(words)]
    if asked == ["all"]:
        return frozenset(DigestPart)
    parts = set()
    for part in asked:
        if part not in set(DigestPart):
            raise BadCommand(f"“{part}” is no part of a digest: there are {', '.join(DigestPart)}, and all")
        parts.add(DigestPart(part))
    if not parts:
        raise BadCommand(f"nothing is left in it: there are {', '.join(DigestPart)}, and all")
    return frozenset(parts)


def spell_parts(parts: frozenset[DigestPart]) -> str:
    """The parts of a digest as they are read."""
    return "all" if parts == frozenset(DigestPart) else ",".join(part for part in DigestPart if part in parts)


def read_grace(words: str) -> timedelta:
    """How late an edition may be, as ``2h``, ``90m`` or ``1h30m``; up to a day."""
    found = re.fullmatch(
        r"(?:(\d{1,4})\s*h(?:ours?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:utes?)?)?)?", words.strip().lower(), re.ASCII
    )
    if not found or not any(found.groups()):
        raise BadCommand(f"“{words}” is no span of time: write it as 2h, 90m or 1h30m")
    grace = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    if not _SHORTEST_GRACE <= grace <= _LONGEST_GRACE:
        raise BadCommand(
            f"an edition may be from 5m to 24h late, and not {words.strip()}: write it as 2h, 90m or 1h30m"
        )
    return grace


def spell_grace(grace: timedelta) -> str:
    """A span of time as it is read."""
    hours, minutes = divmod(int(grace.total_seconds()) // 60, 60)
    return f"{hours}h" if hours and not minutes else f"{hours}h{minutes}m" if hours else f"{minutes}m"


def read_zone(words: str) -> str:
    """A time zone by its IANA name, in any case of letters, and with blanks for its underscores."""
    name = "_".join(words.split())
    is_named = not name.startswith(NO_PLACES) and zone_of(name)
    found = name if is_named else _zones_by_letters().get(name.lower())
    if found is None:
        raise BadCommand(f"there is no time zone “{words}”: write it as Europe/Vienna or UTC")
    return found


@cache
def _zones_by_letters() -> Mapping[str, str]:
    """The zones by their names in small letters. Kept: the library opens hundreds of files for them."""
    return {zone.lower(): zone for zone in available_timezones() if not zone.startswith(NO_PLACES)}


def read_name(words: str) -> str:
    """A digest's name, in small letters: it is typed again to show, pause or remove it."""
    name = " ".join(words.lower().split())
    if len(name) > _LONGEST_NAME:
        raise BadCommand(f"a name of {len(name)} characters is too long: write up to {_LONGEST_NAME}")
    if not re.fullmatch(r"\w[\w .-]*", name):
        raise BadCommand(f"“{name}” is no name for a digest: write letters and digits, as morning or morning-2")
    return name


def _split(words: str) -> list[str]:
    """What stands between commas or blanks; a word that joins the last two is none of them."""
    return [part for part in re.split(r"[\s,]+", words) if part and part.lower() != "and"]
