"""What each form of a date means: one small reader a form of `date_patterns`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from . import leaning, reckoning
from .words import SPOKEN_STEPS, CalendarWords, Meaning, Occasion, inferred_value, told_value, value_of_day

_TWO_DIGITS = 100


def read_form(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """The meaning of a date found by `date_pattern`; None where it is no date of the calendar."""
    form = (found.lastgroup or "").removeprefix("f_")
    return _READERS[form](found, occasion, words)


# -- dates in full


def _read_iso(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    return told_value(value_of_day(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"])))


def _read_sheet(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """Day and month in figures: read where only one order is possible, or where the text tells which is its own.

    With full stops the day is first.
    """
    first, second, year = int(found["sheet_a"]), int(found["sheet_b"]), int(found["sheet_y"])
    if found["sheet_s"] == "." or first > 12 or first == second:
        return told_value(value_of_day(year, second, first))
    if second > 12:
        return told_value(value_of_day(year, first, second))
    day_first = occasion.day_first()
    if day_first is None:
        return None
    return told_value(value_of_day(year, second, first) if day_first else value_of_day(year, first, second))


def _read_span(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """From a month to another; without a year by the tense of the last."""
    first, last = words.month(found["span_am"]), words.month(found["span_bm"])
    if found["span_by"] or found["span_ay"]:
        last_year = int(found["span_by"] or found["span_ay"])
        first_year = int(found["span_ay"] or last_year - (first > last))
        months = reckoning.month_value(first_year, first), reckoning.month_value(last_year, last)
        return told_value(reckoning.stretch(*months))
    if occasion.published is None:
        return inferred_value(None)
    end = reckoning.month(last, occasion.published, occasion.behind(found.start()))
    begin = reckoning.month_value(int(end[:4]) - (first > last), first)
    return inferred_value(reckoning.stretch(begin, end))


def _read_dm_span(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    return _days_apart("dm_span", found, occasion, words)


def _read_md_span(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    return _days_apart("md_span", found, occasion, words)


def _days_apart(form: str, found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """From a day of a month to one of another; without a year by the tense of the last."""
    first, last = ((words.month(found[f"{form}_{end}m"]), int(found[f"{form}_{end}"])) for end in "ab")
    year = found[f"{form}_by"] or found[f"{form}_ay"]
    if year is None:
        if occasion.published is None:
            return inferred_value(None)
        end = reckoning.day_of_year(*last, occasion.published, occasion.behind(found.start()))
        if end is None:
            return None
        begin = value_of_day(end.year - (first > last), *first)
        return inferred_value(reckoning.stretch(begin, end.isoformat())) if begin else None
    begin = value_of_day(int(found[f"{form}_ay"] or int(year) - (first > last)), *first)
    told = value_of_day(int(year), *last)
    return told_value(reckoning.stretch(begin, told)) if begin and told else None


def _read_dm(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    return _day_in_full("dm", found, occasion, words)


def _read_md(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    return _day_in_full("md", found, occasion, words)


def _day_in_full(form: str, found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """A day and month, or days of one month; *the week of 3 March* is the week in which it lies."""
    days = [int(day) for day in (found[f"{form}_a"], found[f"{form}_b"]) if day]
    month, year = words.month(found[f"{form}_m"]), found[f"{form}_y"]
    if found[f"{form}_ny"]:
        joined = words.month(found[f"{form}_nm"]), int(found[f"{form}_nd"])
        year = reckoning.year_value(int(found[f"{form}_ny"]) - ((month, days[0]) > joined))
    if found[f"{form}_o"] and occasion.published:
        year = reckoning.year_value(occasion.published.year + SPOKEN_STEPS[found[f"{form}_o"]])
    meaning = _days(found, occasion, days, month, year)
    if found[f"{form}_o"] and meaning:
        meaning = inferred_value(meaning.value if occasion.published else None)
    if found[f"{form}_w"] and meaning and meaning.value and len(days) == 1:
        return Meaning(reckoning.week(date.fromisoformat(meaning.value), 0), meaning.inferred)
    return meaning


def _read_nth(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*The 30th of this month*."""
    if occasion.published is None:
        return inferred_value(None)
    step = SPOKEN_STEPS[found["nth_s"]]
    year, month = reckoning.shift_months(occasion.published.year, occasion.published.month, step)
    return inferred_value(value_of_day(year, month, int(found["nth_d"])))


def _days(found: re.Match[str], occasion: Occasion, days: list[int], month: int, year: str | None) -> Meaning | None:
    """One day of a month, or from one to another."""
    if year:
        told = [value_of_day(int(year), month, day) for day in days]
        return told_value("/".join(day for day in told if day)) if all(told) else None
    if occasion.published is None:
        return inferred_value(None)
    back = occasion.behind(found.start())
    near = [reckoning.day_of_year(month, day, occasion.published, back) for day in days]
    if not all(near) or near != sorted(day for day in near if day):
        near = [reckoning.day_of_year(month, days[-1], occasion.published, back)] if near[-1] else []
    return inferred_value("/".join(day.isoformat() for day in near if day)) if near else None


def _read_my(found: re.Match[str], _: Occasion, words: CalendarWords) -> Meaning | None:
    return told_value(reckoning.month_value(int(found["my_y"]), words.month(found["my_m"])))


def _read_month_of(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    if occasion.published is None:
        return inferred_value(None)
    year = occasion.published.year + SPOKEN_STEPS[found["month_of_s"]]
    return inferred_value(reckoning.month_value(year, words.month(found["month_of_m"])))


# -- years and longer


def _read_decade(found: re.Match[str], _: Occasion, words: CalendarWords) -> Meaning | None:
    if found["decade_y"]:
        return told_value(reckoning.decade(int(found["decade_y"])))
    tens = found["decade_s"] or found["decade_b"] or words.calendar.decades[found["decade_w"]]
    return told_value(reckoning.decade(1900 + int(tens)))


def _read_century(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    return told_value(reckoning.century(int(found["century_n"])))


def _read_years(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    first, last = int(found["years_a"]), int(found["years_b"])
    if last < _TWO_DIGITS:
        last += first // _TWO_DIGITS * _TWO_DIGITS
    return told_value(reckoning.stretch(str(first), str(last))) if first < last else None


def _read_fiscal(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    """A fiscal year by the number that it goes by; when it begins differs by country and company."""
    first = int(found["fiscal_y"] or 2000 + int(found["fiscal_s"]))
    if found["fiscal_b"] is None:
        return told_value(reckoning.year_value(first))
    last = int(found["fiscal_b"]) % _TWO_DIGITS + first // _TWO_DIGITS * _TWO_DIGITS
    return told_value(reckoning.stretch(str(first), str(last))) if last == first + 1 else None


def _read_year(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    return told_value(found["year_y"])


def _read_short_year(found: re.Match[str], occasion: Occasion, _: CalendarWords) -> Meaning | None:
    """*'82*: of this century where that is not to come."""
    year = 2000 + int(found["short_year_y"])
    latest = occasion.published.year if occasion.published else 2000 + _TWO_DIGITS // 2
    return told_value(reckoning.year_value(year if year <= latest else year - _TWO_DIGITS))


_READERS: dict[str, Callable[[re.Match[str], Occasion, CalendarWords], Meaning | None]] = {
    "iso": _read_iso,
    "sheet": _read_sheet,
    "span": _read_span,
    "dm_span": _read_dm_span,
    "md_span": _read_md_span,
    "nth": _read_nth,
    "fiscal": _read_fiscal,
    "that_month": leaning.read_that_month,
    "ahead": leaning.read_ahead,
    "dm": _read_dm,
    "md": _read_md,
    "my": _read_my,
    "month_of": _read_month_of,
    "month_by": leaning.read_month_by,
    "relative": leaning.read_relative,
    "part": leaning.read_part,
    "spoken_month": leaning.read_spoken_month,
    "month": leaning.read_month,
    "weekday": leaning.read_weekday,
    "season": leaning.read_season,
    "holiday": leaning.read_holiday,
    "unit": leaning.read_unit,
    "section": leaning.read_section,
    "coded": leaning.read_coded,
    "ago": leaning.read_ago,
    "anchored": leaning.read_anchored,
    "neighbour": leaning.read_neighbour,
    "same": leaning.read_same,
    "day": leaning.read_day,
    "decade": _read_decade,
    "century": _read_century,
    "years": _read_years,
    "year": _read_year,
    "short_year": _read_short_year,
}
