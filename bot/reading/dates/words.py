"""What the readers of dates share: meanings, what a date may lean on, and the calendar's words with their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..lexicon import Calendar
from . import reckoning

# How many units from today's a word leads.
SPOKEN_STEPS = {
    "this": 0,
    "current": 0,
    "last": -1,
    "past": -1,
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "this past": -1,
}
EARLIER = frozenset({"earlier", "before", "previously", "previous", "preceding"})


class Meaning(NamedTuple):
    """A value (None where it cannot be told), and whether it rests on the day of publication."""

    value: str | None
    inferred: bool


@dataclass(slots=True)
class Occasion:
    """What a date may lean on.

    The day of publication, the tense of its clause, whether the text puts days before months, and the date told before
    it, with the place where that ends.
    """

    published: date | None
    behind: Callable[[int], bool | None]
    day_first: Callable[[], bool | None]
    last: Meaning | None = None
    last_end: int = -1_000_000


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
        return {plain_name(name): rule for name, rule in self.calendar.holidays.items()}

    def month(self, words: str) -> int:
        """The number of a month from its name."""
        return self.months[plain_name(words)]

    def count(self, words: str) -> int:
        """A number in figures or words (*26*, *thirty-six*, *a couple of*)."""
        if words.isdigit():
            return int(words)
        if "couple" in words:
            return 2
        return sum(self.calendar.numbers.get(part, 0) for part in re.split("[-–]", words.lower()))


@lru_cache(maxsize=8)
def calendar_words(calendar: Calendar) -> CalendarWords:
    """The words of a calendar, made once."""
    return CalendarWords(calendar)


def plain_name(words: str) -> str:
    """A name of the calendar in small letters, without full stops."""
    return " ".join(words.lower().replace("’", "'").replace(".", "").split())


def _numbered(forms: tuple[tuple[str, ...], ...], first: int) -> dict[str, int]:
    return {plain_name(name): number for number, names in enumerate(forms, first) for name in names}


def told_value(value: str | None) -> Meaning | None:
    """A date that the text gives in full."""
    return Meaning(value, inferred=False) if value else None


def inferred_value(value: str | date | None) -> Meaning:
    """A value that rests on the day of publication."""
    return Meaning(value.isoformat() if isinstance(value, date) else value, inferred=True)


def value_of_day(year: int, month: int, day: int) -> str | None:
    """The day as a value, or None where the calendar has no such day."""
    made = reckoning.make_day(year, month, day)
    return made.isoformat() if made else None


def spoken_step(words: str | None) -> int | None:
    """How many units from today’s *this*, *last* or *next* leads; None without such a word."""
    return SPOKEN_STEPS.get(plain_name(words)) if words else None


def is_side_behind(occasion: Occasion, found: re.Match[str], spoken: int | None = None) -> bool | None:
    """Whether the date lies behind: said by *last* or *next*, or by the tense."""
    return occasion.behind(found.start()) if not spoken else spoken < 0
