"""What each form of a date means: one small reader a form of `date_patterns`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from . import reckoning
from .lexicon import Calendar

_TWO_DIGITS = 100
_SPOKEN = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "this coming": 1, "this past": -1}
_EARLIER = frozenset({"earlier", "before", "previously", "previous", "preceding"})


class Meaning(NamedTuple):
    """A value (None where it cannot be told), and whether it rests on the day of publication."""

    value: str | None
    inferred: bool


@dataclass(slots=True)
class Occasion:
    """What a date may lean on: the day of publication, the tense of its clause, the date told before it."""

    published: date | None
    behind: Callable[[int], bool | None]
    last: Meaning | None = None


class CalendarWords:
    """The calendar's words with their numbers; letters are compared small and without full stops."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar

    @cached_property
    def months(self) -> dict[str, int]:
        """Months by name, from 1."""
        return _numbered(self.calendar.months, 1)

    @cached_property
    def weekdays(self) -> dict[str, int]:
        """Weekdays by name, Monday 0."""
        return _numbered(self.calendar.weekdays, 0)

    @cached_property
    def seasons(self) -> dict[str, int]:
        """Seasons by name, spring 0."""
        return _numbered(self.calendar.seasons, 0)

    @cached_property
    def holidays(self) -> dict[str, str]:
        """Rules of holidays by name."""
        return {_plain(name): rule for name, rule in self.calendar.holidays.items()}

    def month(self, words: str) -> int:
        """The number of a month from its name."""
        return self.months[_plain(words)]

    def count(self, words: str) -> int:
        """A number in figures or words (*26*, *thirty-six*)."""
        if words.isdigit():
            return int(words)
        return sum(self.calendar.numbers.get(part, 0) for part in re.split("[-–]", words.lower()))


@lru_cache(maxsize=8)
def calendar_words(calendar: Calendar) -> CalendarWords:
    """The words of a calendar, made once."""
    return CalendarWords(calendar)


def read_form(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """The meaning of a date found by `date_pattern`; None where it is no date of the calendar."""
    form = (found.lastgroup or "").removeprefix("f_")
    return _READERS[form](found, occasion, words)


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace(".", "").split())


def _numbered(forms: tuple[tuple[str, ...], ...], first: int) -> dict[str, int]:
    return {_plain(name): number for number, names in enumerate(forms, first) for name in names}


def _told(value: str | None) -> Meaning | None:
    """A date that the text gives in full."""
    return Meaning(value, inferred=False) if value else None


def _inferred(value: str | date | None) -> Meaning:
    return Meaning(value.isoformat() if isinstance(value, date) else value, inferred=True)


def _day(year: int, month: int, day: int) -> str | None:
    made = reckoning.make_day(year, month, day)
    return made.isoformat() if made else None


def _spoken(words: str | None) -> int | None:
    return _SPOKEN.get(_plain(words)) if words else None


def _side(occasion: Occasion, found: re.Match[str], spoken: int | None = None) -> bool | None:
    """Whether the date lies behind: said by *last* or *next*, or by the tense."""
    return occasion.behind(found.start()) if not spoken else spoken < 0


# -- dates in full


def _read_iso(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    return _told(_day(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"])))


def _read_sheet(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    """Day and month in figures: read where only one order is possible; full stops are written day first."""
    first, second, year = int(found["sheet_a"]), int(found["sheet_b"]), int(found["sheet_y"])
    if found["sheet_s"] == "." or first > 12 or first == second:
        return _told(_day(year, second, first))
    return _told(_day(year, first, second)) if second > 12 else None


def _read_span(found: re.Match[str], _: Occasion, words: CalendarWords) -> Meaning | None:
    last_year = int(found["span_by"])
    first_year = int(found["span_ay"] or last_year)
    first = reckoning.month_value(first_year, words.month(found["span_am"]))
    return _told(reckoning.stretch(first, reckoning.month_value(last_year, words.month(found["span_bm"]))))


def _read_dm(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    days = [int(day) for day in (found["dm_a"], found["dm_b"]) if day]
    return _days(found, occasion, days, words.month(found["dm_m"]), found["dm_y"])


def _read_md(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    days = [int(day) for day in (found["md_a"], found["md_b"]) if day]
    return _days(found, occasion, days, words.month(found["md_m"]), found["md_y"])


def _days(found: re.Match[str], occasion: Occasion, days: list[int], month: int, year: str | None) -> Meaning | None:
    """One day of a month, or from one to another."""
    if year:
        told = [_day(int(year), month, day) for day in days]
        return _told("/".join(day for day in told if day)) if all(told) else None
    if occasion.published is None:
        return _inferred(None)
    back = occasion.behind(found.start())
    near = [reckoning.day_of_year(month, day, occasion.published, back) for day in days]
    if not all(near) or near != sorted(day for day in near if day):
        near = [reckoning.day_of_year(month, days[-1], occasion.published, back)] if near[-1] else []
    return _inferred("/".join(day.isoformat() for day in near if day)) if near else None


def _read_my(found: re.Match[str], _: Occasion, words: CalendarWords) -> Meaning | None:
    return _told(reckoning.month_value(int(found["my_y"]), words.month(found["my_m"])))


def _read_month_of(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    if occasion.published is None:
        return _inferred(None)
    year = occasion.published.year + _SPOKEN[found["month_of_s"]]
    return _inferred(reckoning.month_value(year, words.month(found["month_of_m"])))


# -- dates that lean on the day of publication


def _read_relative(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    step = {"yesterday": -1, "tomorrow": 1}.get(found["relative_w"].lower(), 0)
    if found["relative_x"]:
        step *= 2
    return _inferred(occasion.published and reckoning.shift_days(occasion.published, step))


def _read_part(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    step = -1 if found["part_last"] else 0
    return _inferred(occasion.published and reckoning.shift_days(occasion.published, step))


def _read_spoken_month(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    month, spoken = words.month(found["spoken_month_m"]), _spoken(found["spoken_month_s"])
    return _inferred(_month(month, spoken, _side(occasion, found, spoken), occasion.published))


def _month(month: int, spoken: int | None, back: bool | None, today: date | None) -> str | None:  # noqa: FBT001
    """*Last March* is over and *next March* has not begun; *this March* is this year's."""
    if today is None:
        return None
    if spoken == 0:
        return reckoning.month_value(today.year, month)
    if spoken is not None and month == today.month:
        return reckoning.month_value(today.year + spoken, month)
    return reckoning.month(month, today, back)


def _read_month(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    month = words.month(found["month_m"])
    return _inferred(_month(month, None, occasion.behind(found.start()), occasion.published))


def _read_weekday(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*Last Friday* is before today and *next Friday* after it; a bare one may be today."""
    today = occasion.published
    if today is None:
        return _inferred(None)
    number, spoken = words.weekdays[_plain(found["weekday_n"])], _spoken(found["weekday_s"])
    if spoken and number == today.weekday():
        return _inferred(reckoning.shift_days(today, 7 * spoken))
    return _inferred(reckoning.weekday(number, today, _side(occasion, found, spoken)))


def _read_season(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    number, spoken, today = words.seasons[_plain(found["season_n"])], _spoken(found["season_s"]), occasion.published
    if found["season_y"]:
        return _told(reckoning.season_value(number, int(found["season_y"])))
    if today is None:
        return _inferred(None)
    if found["season_o"]:
        return _inferred(reckoning.season_value(number, today.year + _SPOKEN[found["season_o"]]))
    if spoken == 0:
        return _inferred(reckoning.season_value(number, today.year))
    value = reckoning.season(number, today, _side(occasion, found, spoken))
    if spoken and _spans(value, today):
        value = reckoning.season_value(number, int(value[:4]) + spoken)
    return _inferred(value)


def _spans(value: str, today: date) -> bool:
    first, _, last = value.partition("/")
    return first <= today.isoformat()[:7] <= last


def _read_holiday(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    rule, today, spoken = words.holidays[_plain(found["holiday_n"])], occasion.published, _spoken(found["holiday_s"])
    if found["holiday_y"]:
        return _told(_holiday(rule, int(found["holiday_y"])))
    if today is None:
        return _inferred(None)
    if spoken == 0:
        return _inferred(_holiday(rule, today.year))
    near = [reckoning.holiday(rule, today.year + step) for step in (-1, 0, 1)]
    back = _side(occasion, found, spoken)
    day = reckoning.choose((days and days[0 if back else 1] for days in near), today, back)
    return _inferred(_holiday(rule, day.year) if day else None)


def _holiday(rule: str, year: int) -> str | None:
    days = reckoning.holiday(rule, year)
    if days is None:
        return None
    first, last = days
    return first.isoformat() if first == last else reckoning.stretch(first.isoformat(), last.isoformat())


def _read_unit(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    unit = found["unit_u"] or found["unit_u2"] or found["unit_u4"] or "weekend"
    words = found["unit_s"] or found["unit_s2"]
    spoken = _spoken(words) or 0
    if unit == "weekend" and spoken == 0 and occasion.behind(found.start()):
        spoken = -1 if occasion.published and occasion.published.weekday() < 5 else 0
    return _inferred(_unit(unit, spoken, occasion.published))


def _unit(unit: str, step: int, today: date | None) -> str | None:
    """The week, month, year, decade or century so many steps from today's."""
    if today is None:
        return None
    if unit in {"week", "weekend"}:
        return reckoning.week(today, step) if unit == "week" else reckoning.weekend(today, step)
    if unit in {"decade", "century"}:
        tens, hundreds = today.year // 10 * 10 + 10 * step, (today.year + 99) // 100 + step
        return reckoning.decade(tens) if unit == "decade" else reckoning.century(hundreds)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = reckoning.shift_months(today.year, today.month, months * step)
    if unit == "quarter":
        return reckoning.quarter((month + 2) // 3, year)
    return reckoning.month_value(year, month) if unit == "month" else reckoning.year_value(year)


def _read_section(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    number = words.calendar.ordinals[found["section_n"].lower()]
    months = 3 if found["section_u"] == "quarter" else 6
    if number * months > 12:
        number = 2
    if found["section_y"]:
        return _told(reckoning.quarter(number, int(found["section_y"]), months))
    if occasion.published is None:
        return _inferred(None)
    year = occasion.published.year + (_SPOKEN.get(found["section_s"] or "", 0))
    begins = date(year, 1 + months * (number - 1), 1)
    if not found["section_s"] and begins > occasion.published and occasion.behind(found.start()) is not False:
        year -= 1
    return _inferred(reckoning.quarter(number, year, months))


def _read_coded(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    months = 3 if found["coded_u"] == "Q" else 6
    number = int(found["coded_n"])
    return _told(reckoning.quarter(number, int(found["coded_y"]), months)) if number * months <= 12 else None


def _read_ago(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    count, unit = _count(found, "ago", words)
    today = occasion.published
    return _inferred(_away(today.isoformat(), unit, -count) if today and count else None) if count else None


# -- dates that lean on the date told before


def _read_anchored(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    count, unit = _count(found, "anchored", words)
    if not count:
        return None
    step = -count if found["anchored_w"] in _EARLIER else count
    if occasion.last is None or occasion.last.value is None:
        return Meaning(None, inferred=False)
    return Meaning(_away(occasion.last.value, unit, step), occasion.last.inferred)


def _read_neighbour(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    unit = found["neighbour_u"] or found["neighbour_u2"]
    where = (found["neighbour_w"] or found["neighbour_w2"]).lower()
    step = 0 if where == "same" else -1 if where in _EARLIER else 1
    if occasion.last is None or occasion.last.value is None:
        return Meaning(None, inferred=False)
    return Meaning(_away(occasion.last.value, unit, step), occasion.last.inferred)


def _read_month_by(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*April of the following year*: the month in the year after the date told before."""
    last = occasion.last
    if last is None or last.value is None:
        return Meaning(None, inferred=False)
    where = found["month_by_w"]
    step = 0 if where == "same" else -1 if where in _EARLIER else 1
    year = int(last.value.rpartition("/")[2][:4]) + step
    return Meaning(reckoning.month_value(year, words.month(found["month_by_m"])), last.inferred)


def _read_day(_: re.Match[str], occasion: Occasion, __: CalendarWords) -> Meaning | None:
    """*Later in the day*: the day told before, or else that of publication."""
    last = occasion.last
    if last and last.value and len(last.value) == len("2000-01-01"):
        return last
    return _inferred(occasion.published)


def _read_same(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*The same month a year ago*: what was told before, a year earlier, and as large."""
    last = occasion.last
    if last is None or last.value is None:
        return _inferred(occasion.published and reckoning.year_value(occasion.published.year - 1))
    return Meaning(_year_before(last.value), last.inferred)


def _year_before(value: str) -> str:
    earlier = (f"{int(part[:4]) - 1:04}{part[4:]}" for part in value.split("/"))
    return "/".join(part.replace("-02-29", "-02-28") for part in earlier)


def _count(found: re.Match[str], form: str, words: CalendarWords) -> tuple[float, str]:
    """How many of which unit; a decade is ten years and half a century fifty."""
    count: float = words.count(found[f"{form}_n"])
    unit = found[f"{form}_u"].removesuffix("s")
    if found[f"{form}_h"]:
        count /= 2
    many = {"decade": 10, "century": 100, "centurie": 100}.get(unit)
    return (count * many, "year") if many else (count, unit)


def _away(value: str, unit: str, step: float) -> str | None:
    """A value of the unit's own size, so many units from another value (its last part where it is a stretch)."""
    parts = [int(part) for part in value.rpartition("/")[2].split("-")]
    year = parts[0]
    if unit == "year":
        return reckoning.year_value(year + int(step)) if 0 < year + step < 10000 else None
    if len(parts) < 2:
        return None
    if unit == "month":
        return reckoning.month_value(*reckoning.shift_months(year, parts[1], int(step)))
    if len(parts) < 3:
        return None
    days = int(step * 7) if unit in {"week", "weekend"} else int(step)
    moved = reckoning.shift_days(date(year, parts[1], parts[2]), days)
    return moved.isoformat() if moved else None


# -- years and longer


def _read_decade(found: re.Match[str], _: Occasion, words: CalendarWords) -> Meaning | None:
    if found["decade_y"]:
        return _told(reckoning.decade(int(found["decade_y"])))
    tens = found["decade_s"] or found["decade_b"] or words.calendar.decades[found["decade_w"]]
    return _told(reckoning.decade(1900 + int(tens)))


def _read_century(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    return _told(reckoning.century(int(found["century_n"])))


def _read_years(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    first, last = int(found["years_a"]), int(found["years_b"])
    if last < _TWO_DIGITS:
        last += first // _TWO_DIGITS * _TWO_DIGITS
    return _told(reckoning.stretch(str(first), str(last))) if first < last else None


def _read_year(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    return _told(found["year_y"])


def _read_short_year(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*'82*: of this century where that is not to come."""
    year = 2000 + int(found["short_year_y"])
    latest = occasion.published.year if occasion.published else 2000 + _TWO_DIGITS // 2
    return _told(reckoning.year_value(year if year <= latest else year - _TWO_DIGITS))


_READERS: dict[str, Callable[[re.Match[str], Occasion, CalendarWords], Meaning | None]] = {
    "iso": _read_iso,
    "sheet": _read_sheet,
    "span": _read_span,
    "dm": _read_dm,
    "md": _read_md,
    "my": _read_my,
    "month_of": _read_month_of,
    "month_by": _read_month_by,
    "relative": _read_relative,
    "part": _read_part,
    "spoken_month": _read_spoken_month,
    "month": _read_month,
    "weekday": _read_weekday,
    "season": _read_season,
    "holiday": _read_holiday,
    "unit": _read_unit,
    "section": _read_section,
    "coded": _read_coded,
    "ago": _read_ago,
    "anchored": _read_anchored,
    "neighbour": _read_neighbour,
    "same": _read_same,
    "day": _read_day,
    "decade": _read_decade,
    "century": _read_century,
    "years": _read_years,
    "year": _read_year,
    "short_year": _read_short_year,
}
