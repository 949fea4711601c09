"""What each form of a date means: one small reader a form of `date_patterns`."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import date_leaning as leaning
from . import reckoning
from .date_words import SPOKEN_STEPS, CalendarWords, Meaning, Occasion, inferred_value, told_value, value_of_day

_TWO_DIGITS = 100


def read_form(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    """The meaning of a date found by `date_pattern`; None where it is no date of the calendar."""
    form = (found.lastgroup or "").removeprefix("f_")
    return _READERS[form](found, occasion, words)


# -- dates in full


def _read_iso(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    return told_value(value_of_day(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"])))


def _read_sheet(found: re.Match[str], _: Occasion, __: CalendarWords) -> Meaning | None:
    """Day and month in figures: read where only one order is possible; full stops are written day first."""
    first, second, year = int(found["sheet_a"]), int(found["sheet_b"]), int(found["sheet_y"])
    if found["sheet_s"] == "." or first > 12 or first == second:
        return told_value(value_of_day(year, second, first))
    return told_value(value_of_day(year, first, second)) if second > 12 else None


def _read_span(found: re.Match[str], _: Occasion, words: CalendarWords) -> Meaning | None:
    last_year = int(found["span_by"])
    first_year = int(found["span_ay"] or last_year)
    first = reckoning.month_value(first_year, words.month(found["span_am"]))
    return told_value(reckoning.stretch(first, reckoning.month_value(last_year, words.month(found["span_bm"]))))


def _read_dm(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    days = [int(day) for day in (found["dm_a"], found["dm_b"]) if day]
    return _days(found, occasion, days, words.month(found["dm_m"]), found["dm_y"])


def _read_md(found: re.Match[str], occasion: Occasion, words: CalendarWords) -> Meaning | None:
    days = [int(day) for day in (found["md_a"], found["md_b"]) if day]
    return _days(found, occasion, days, words.month(found["md_m"]), found["md_y"])


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
