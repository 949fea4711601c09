"""What dates mean that lean on something: on the day of publication, or on the date told before."""

from __future__ import annotations

import re
from datetime import date

from . import reckoning
from .words import (
    EARLIER,
    SPOKEN_STEPS,
    CalendarWords,
    Meaning,
    Occasion,
    inferred_value,
    is_side_behind,
    plain_name,
    spoken_step,
    told_value,
)

# -- dates that lean on the day of publication


def read_relative(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*Yesterday*, *the day after tomorrow*, *tonight*."""
    step = {"yesterday": -1, "tomorrow": 1}.get(found["relative_w"].lower(), 0)
    if found["relative_x"]:
        step *= 2
    return inferred_value(occasion.published and reckoning.shift_days(occasion.published, step))


def read_part(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """A part of the day: *this morning* and *last night*."""
    step = -1 if found["part_last"] else 0
    return inferred_value(occasion.published and reckoning.shift_days(occasion.published, step))


def read_spoken_month(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*Last March* and *next May*."""
    month, spoken = words.month(found["spoken_month_m"]), spoken_step(found["spoken_month_s"])
    return inferred_value(_month(month, spoken, is_side_behind(occasion, found, spoken), occasion.published))


def _month(month: int, spoken: int | None, back: bool | None, today: date | None) -> str | None:  # noqa: FBT001
    """*Last March* is over and *next March* has not begun; *this March* is this year's."""
    if today is None:
        return None
    if spoken == 0:
        return reckoning.month_value(today.year, month)
    if spoken is not None and month == today.month:
        return reckoning.month_value(today.year + spoken, month)
    return reckoning.month(month, today, back)


def read_month(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """A bare month, past or to come by the tense; joined to one with a year it has that (*May and June 2024*)."""
    month = words.month(found["month_m"])
    if found["month_nm"]:
        back = month > words.month(found["month_nm"])
        if found["month_ny"]:
            return told_value(reckoning.month_value(int(found["month_ny"]) - back, month))
        if occasion.published:
            year = occasion.published.year + SPOKEN_STEPS[found["month_no"]] - back
            return inferred_value(reckoning.month_value(year, month))
    return inferred_value(_month(month, None, occasion.behind(found.start()), occasion.published))


def read_weekday(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*Last Friday* is before today and *next Friday* after it; a bare one may be today."""
    today = occasion.published
    if today is None:
        return inferred_value(None)
    number, spoken = words.weekdays[plain_name(found["weekday_n"])], spoken_step(found["weekday_s"])
    if found["weekday_w"]:
        return inferred_value(reckoning.shift_days(_monday(today), 7 * SPOKEN_STEPS[found["weekday_w"]] + number))
    if found["weekday_f"] or found["weekday_p"]:
        ahead = reckoning.weekday(number, today, back=False)
        return inferred_value(ahead and reckoning.shift_days(ahead, 14 if found["weekday_f"] == "fortnight" else 7))
    if found["weekday_x"]:
        step = -1 if found["weekday_x"].endswith("last") else 1
        near = reckoning.weekday(number, reckoning.shift_days(today, step) or today, back=step < 0)
        return inferred_value(near and reckoning.shift_days(near, 7 * step))
    if spoken and number == today.weekday():
        return inferred_value(reckoning.shift_days(today, 7 * spoken))
    return inferred_value(reckoning.weekday(number, today, is_side_behind(occasion, found, spoken)))


def _monday(today: date) -> date:
    return reckoning.shift_days(today, -today.weekday()) or today


def read_season(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """A season, of its own year, of one said by *last* or *next*, or by the tense."""
    number, spoken, today = (
        words.seasons[plain_name(found["season_n"])],
        spoken_step(found["season_s"]),
        occasion.published,
    )
    if found["season_y"]:
        return told_value(reckoning.season_value(number, int(found["season_y"])))
    if today is None:
        return inferred_value(None)
    if found["season_o"]:
        return inferred_value(reckoning.season_value(number, today.year + SPOKEN_STEPS[found["season_o"]]))
    if spoken == 0:
        return inferred_value(reckoning.season_value(number, today.year))
    value = reckoning.season(number, today, is_side_behind(occasion, found, spoken))
    if spoken and _spans(value, today):
        value = reckoning.season_value(number, int(value[:4]) + spoken)
    return inferred_value(value)


def _spans(value: str, today: date) -> bool:
    first, _, last = value.partition("/")
    return first <= today.isoformat()[:7] <= last


def read_holiday(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """A holiday by its rule, in the year told or the one that the tense says."""
    rule, today, spoken = (
        words.holidays[plain_name(found["holiday_n"])],
        occasion.published,
        spoken_step(found["holiday_s"]),
    )
    weekend = bool(found["holiday_w"])
    if found["holiday_y"]:
        return told_value(_holiday(rule, int(found["holiday_y"]), weekend=weekend))
    if today is None:
        return inferred_value(None)
    if spoken == 0:
        return inferred_value(_holiday(rule, today.year, weekend=weekend))
    near = [reckoning.holiday(rule, today.year + step) for step in (-1, 0, 1)]
    back = is_side_behind(occasion, found, spoken)
    led = found.string[max(0, found.start() - 5) : found.start()].endswith(" for ")  # too late for Christmas
    choose = reckoning.choose_yearly if led else reckoning.choose
    day = choose((days and days[0 if back else 1] for days in near), today, back)
    return inferred_value(_holiday(rule, day.year, weekend=weekend) if day else None)


def _holiday(rule: str, year: int, *, weekend: bool = False) -> str | None:
    days = reckoning.holiday(rule, year)
    if days is None:
        return None
    first, last = reckoning.with_weekend(days[0]) if weekend else days
    return first.isoformat() if first == last else reckoning.stretch(first.isoformat(), last.isoformat())


def read_unit(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """A unit of time by itself: *this week*, *last year*, *the end of the decade*."""
    unit = found["unit_u"] or found["unit_u2"] or found["unit_u4"] or found["unit_u5"] or "weekend"
    if found["unit_u5"]:
        return inferred_value(_unit(unit, -2 if found["unit_past"] else 2, occasion.published))
    words = found["unit_s"] or found["unit_s2"]
    spoken = spoken_step(words) or 0
    if unit == "weekend" and spoken == 0 and occasion.behind(found.start()):
        spoken = -1 if occasion.published and occasion.published.weekday() < 5 else 0
    return inferred_value(_unit(unit, spoken, occasion.published))


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


def read_section(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """A quarter or half of a year by its number."""
    number = words.calendar.ordinals[found["section_n"].lower()]
    months = 3 if found["section_u"] == "quarter" else 6
    if number * months > 12:
        number = 2
    if found["section_y"]:
        return told_value(reckoning.quarter(number, int(found["section_y"]), months))
    return _section(found, occasion, number, months, found["section_s"])


def _section(found: re.Match[str], occasion: Occasion, number: int, months: int, spoken: str | None) -> Meaning:
    """A quarter or half without its year: of one said by *last* or *next*, or the latest unless it is to come."""
    if occasion.published is None:
        return inferred_value(None)
    year = occasion.published.year + SPOKEN_STEPS.get(spoken or "", 0)
    begins = date(year, 1 + months * (number - 1), 1)
    if not spoken and begins > occasion.published and occasion.behind(found.start()) is not False:
        year -= 1
    return inferred_value(reckoning.quarter(number, year, months))


def read_coded(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*Q3 2025* and *H1 2025*; *Q3* by itself is one of the year."""
    months = 3 if found["coded_u"] == "Q" else 6
    number = int(found["coded_n"])
    if number * months > 12:
        return None
    if found["coded_y"] is None:
        return _section(found, occasion, number, months, None)
    return told_value(reckoning.quarter(number, int(found["coded_y"]), months))


def read_ago(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*Two years ago*, as large as the unit; *a year ago today* is a day."""
    count, unit = _count(found, "ago", words)
    today = occasion.published
    if found["ago_t"] and unit == "year" and count == int(count) and today:
        day = f"{today.year - int(count):04}{today.isoformat()[4:]}".replace("-02-29", "-02-28")
        week = reckoning.week(date.fromisoformat(day), 0)
        return inferred_value({"today": day, "week": week, "month": day[:7]}[found["ago_t"].split()[-1]])
    return inferred_value(_away(today.isoformat(), unit, -count) if today and count else None) if count else None


def read_ahead(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*In three weeks’ time* and *six months from now*, as large as the unit."""
    count, unit = _count(found, "ahead", words)
    today = occasion.published
    return inferred_value(_away(today.isoformat(), unit, count) if today and count else None) if count else None


# -- dates that lean on the date told before


def read_anchored(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*Three years later*: so many units from the date told before."""
    count, unit = _count(found, "anchored", words)
    if not count:
        return None
    step = -count if found["anchored_w"] in EARLIER else count
    if occasion.last is None or occasion.last.value is None:
        return Meaning(None, inferred=False)
    return Meaning(_away(occasion.last.value, unit, step), occasion.last.inferred)


def read_neighbour(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*The following year* and *the month before*, from the date told before."""
    unit = found["neighbour_u"] or found["neighbour_u2"] or found["neighbour_u3"]
    where = (found["neighbour_w"] or found["neighbour_w2"] or found["neighbour_w3"]).lower()
    step = 0 if where in {"same", "that"} else -1 if where in EARLIER else 1
    if occasion.last is None or occasion.last.value is None:
        return Meaning(None, inferred=False)
    value = _away(occasion.last.value, unit, step)
    return Meaning(value, occasion.last.inferred) if value or where != "that" else None


def read_that_month(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*That December*, after the date told before."""
    if occasion.last is None or occasion.last.value is None:
        return None
    month, before = words.month(found["that_month_m"]), occasion.last.value.rpartition("/")[2]
    year = int(before[:4]) + (len(before) > len("2000") and month < int(before[5:7]))
    return Meaning(reckoning.month_value(year, month), occasion.last.inferred)


def read_month_by(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """*April of the following year*: the month in the year after the date told before."""
    last = occasion.last
    if last is None or last.value is None:
        return Meaning(None, inferred=False)
    where = found["month_by_w"] or "that"
    step = 0 if where in {"same", "that"} else -1 if where in EARLIER else 1
    year = int(last.value.rpartition("/")[2][:4]) + step
    return Meaning(reckoning.month_value(year, words.month(found["month_by_m"])), last.inferred)


def read_day(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*Later in the day*: the day told before in its paragraph, or else that of publication."""
    last = occasion.last
    near = "\n" not in found.string[max(0, occasion.last_end) : found.start()]
    if near and last and last.value and len(last.value) == len("2000-01-01"):
        return last
    return inferred_value(occasion.published)


def read_same(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*The same month a year ago*: what was told before, a year earlier, and as large."""
    last = occasion.last
    if last is None or last.value is None:
        return inferred_value(occasion.published and reckoning.year_value(occasion.published.year - 1))
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
    if found[f"{form}_f"] or found[f"{form}_g"]:
        count += 0.5
    if unit == "fortnight":
        return count * 2, "week"
    many = {"decade": 10, "century": 100, "centurie": 100}.get(unit)
    return (count * many, "year") if many else (count, unit)


def _away(value: str, unit: str, step: float) -> str | None:
    """A value of the unit's own size, so many units from another value (its last part where it is a stretch)."""
    parts = [int(part) for part in value.rpartition("/")[2].split("-")]
    year = parts[0]
    if unit == "year":
        months = year * 12 + (parts[1] - 1 if len(parts) > 1 else 0) + step * 12
        return reckoning.year_value(int(months // 12)) if 12 <= months < 120000 else None
    if len(parts) < 2:
        return None
    if unit == "month":
        return reckoning.month_value(*reckoning.shift_months(year, parts[1], int(step)))
    if len(parts) < 3:
        return None
    days = int(step * 7) if unit in {"week", "weekend"} else int(step)
    moved = reckoning.shift_days(date(year, parts[1], parts[2]), days)
    return moved.isoformat() if moved else None
