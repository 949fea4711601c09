"""Calendar arithmetic: from what a text says and the day on which it says it to a value.

Values are those of `DateMention`. `back` tells whether the day meant lies behind (True), ahead (False), or wherever
it is nearest (None).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1000, 2199
_ISLAMIC_EPOCH = 227015  # proleptic ordinal of 1 Muharram 1 (civil reckoning)
# Leap years of the thirty-year cycle add a day each; see Reingold and Dershowitz, Calendrical Calculations.
_ISLAMIC_YEAR = 354
# A day so far away in another year has its year told with it.
_FAR_DAYS = 270


def day_value(day: date) -> str:
    """``YYYY-MM-DD``."""
    return day.isoformat()


def month_value(year: int, month: int) -> str:
    """``YYYY-MM``."""
    return f"{year:04}-{month:02}"


def year_value(year: int) -> str:
    """``YYYY``."""
    return f"{year:04}"


def stretch(first: str, last: str) -> str:
    """Two values of one kind, joined."""
    return f"{first}/{last}"


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def shift_days(day: date, days: int) -> date | None:
    """A day so many days away, or None beyond the years that are reckoned with."""
    ordinal = day.toordinal() + days
    if not date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 12, 31).toordinal():
        return None
    return date.fromordinal(ordinal)


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months away."""
    years, rest = divmod(year * 12 + month - 1 + months, 12)
    return years, rest + 1


def choose(candidates: Iterable[date | None], today: date, back: bool | None) -> date | None:  # noqa: FBT001
    """Of several days the latest that is past or today, the first that is today or to come, or the nearest."""
    days = [day for day in candidates if day]
    if back is not None:
        days = [day for day in days if (day <= today if back else day >= today)]
    return min(days, key=lambda day: abs(day - today), default=None)


def weekday(number: int, today: date, back: bool | None) -> date | None:  # noqa: FBT001
    """The weekday (Monday 0) nearest to today on the side asked for; today itself counts."""
    ahead = (number - today.weekday()) % 7
    if back is None:
        back = True
    return shift_days(today, (ahead - 7 if ahead else 0) if back else ahead)


def month(number: int, today: date, back: bool | None) -> str:  # noqa: FBT001
    """A month without its year."""
    gap = number - today.month
    if back is None:
        back = gap <= 2
    year = today.year - (gap > 0) if back else today.year + (gap < 0)
    return month_value(year, number)


def day_of_year(month: int, day: int, today: date, back: bool | None) -> date | None:  # noqa: FBT001
    """A day and month without their year."""
    return choose_yearly((make_day(today.year + step, month, day) for step in (-1, 0, 1)), today, back)


def choose_yearly(candidates: Iterable[date | None], today: date, back: bool | None) -> date | None:  # noqa: FBT001
    """Choose among days that come each year: of an earlier year only one that is not so far that news would say so."""
    days = list(candidates)
    told, nearest = choose(days, today, back), choose(days, today, None)
    if told and nearest and told.year < today.year and _is_far(told, today) and not _is_far(nearest, today):
        return nearest
    return told


def _is_far(day: date, today: date) -> bool:
    """Whether a day is so far away that news would tell its year too."""
    return abs((day - today).days) > _FAR_DAYS


def week(today: date, weeks: int) -> str | None:
    """Monday to Sunday of the week so many weeks away."""
    return _days(shift_days(today, 7 * weeks - today.weekday()), 6)


def weekend(today: date, weeks: int) -> str | None:
    """Saturday and Sunday of the week so many weeks away."""
    return _days(shift_days(today, 7 * weeks - today.weekday() + 5), 1)


def with_weekend(day: date) -> tuple[date, date]:
    """A holiday with the weekend that it makes longer: the one before a Monday, else the one behind."""
    if day.weekday() == 0:
        return day - timedelta(2), day
    return day - timedelta(max(0, day.weekday() - 5)), day + timedelta(6 - day.weekday())


def _days(first: date | None, more: int) -> str | None:
    last = first and shift_days(first, more)
    return stretch(day_value(first), day_value(last)) if first and last else None


def season_value(season: int, year: int) -> str:
    """The months of a northern season (spring 0); winter is that which begins in the year."""
    first = 3 + 3 * season
    last_year, last = shift_months(year, first, 2)
    return stretch(month_value(year, first), month_value(last_year, last))


def season(number: int, today: date, back: bool | None) -> str:  # noqa: FBT001
    """A season without its year: behind the latest that has begun, ahead the first that has not ended."""
    first = 3 + 3 * number
    begun = today.year - (first > today.month)
    ended = shift_months(begun, first, 2) < (today.year, today.month)
    if back is None:
        back = True
    return season_value(number, begun if back or not ended else begun + 1)


def quarter(number: int, year: int, months: int = 3) -> str:
    """A quarter, or with six months a half, of a year."""
    first = 1 + months * (number - 1)
    return stretch(month_value(year, first), month_value(year, first + months - 1))


def decade(year: int) -> str:
    """The ten years from a year that ends in nought."""
    return stretch(year_value(year), year_value(year + 9))


def century(number: int) -> str:
    """The hundred years of a century, the 20th being 1901 to 2000."""
    return stretch(year_value(100 * number - 99), year_value(100 * number))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Meeus, Astronomical Algorithms)."""
    golden, (cent, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + cent - cent // 4 - (cent - (cent + 8) // 25 + 1) // 3 + 15) % 30
    letter = (32 + 2 * (cent % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * letter) // 451
    month, day = divmod(epact + letter - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> tuple[date, date] | None:
    """First and last day of a holiday in a Gregorian year, by its rule in the calendar's list."""
    if rule.startswith("easter"):
        day = easter(year) + timedelta(int(rule.removeprefix("easter")))
        return day, day
    if rule.startswith("hijri "):
        return _islamic(rule.removeprefix("hijri "), year)
    if rule[2] == "-" and rule[:2].isdigit():
        day = date(year, int(rule[:2]), int(rule[3:]))
        return day, day
    return _nth_weekday(rule, year)


def _nth_weekday(rule: str, year: int) -> tuple[date, date]:
    """The rule ``4 thursday 11``: the fourth Thursday of November; -1 is the last."""
    place, name, month = rule.split()
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    first = date(year, int(month), 1)
    ahead = (names.index(name) - first.weekday()) % 7
    days = range(1 + ahead, monthrange(year, int(month))[1] + 1, 7)
    day = first.replace(day=days[int(place) - 1 if int(place) > 0 else int(place)])
    return day, day


def _islamic(rule: str, year: int) -> tuple[date, date] | None:
    """The Islamic month (``9``) or day (``10-01``) that begins in a Gregorian year."""
    number, _, day = rule.partition("-")
    islamic_year = round((year - 622) * 33 / 32) - 1
    for candidate in range(islamic_year, islamic_year + 4):
        first = date.fromordinal(_islamic_day(candidate, int(number), int(day or 1)))
        if first.year == year:
            length = 29 + int(number) % 2
            return first, first if day else first + timedelta(length - 1)
    return None


def _islamic_day(year: int, month: int, day: int) -> int:
    """The proleptic ordinal of a day of the tabular Islamic calendar."""
    months = 29 * (month - 1) + month // 2
    return _ISLAMIC_EPOCH - 1 + (year - 1) * _ISLAMIC_YEAR + (3 + 11 * year) // 30 + months + day
