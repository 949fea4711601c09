"""Whether what looks like a date is one where it stands: the words before and after it tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..lexicon import Calendar, Lexicon
from ..wordlists import any_of
from .words import Occasion

# So far back a date may lean on the one told before it (*three years later*), in characters.
REACH = 700
# Before this, a bare number is rarely a year.
_EARLIEST_PLAIN = 1500
_NAMESAKE = re.compile(
    r"\b(?:(?!In\b|Last\b|Next\b|Late\b|Early\b|Since\b|This\b|By\b|The\b|On\b|From\b|Until\b|And\b|Mid\b)"
    r"[A-Z][a-z]{1,20}|Mrs?|Ms|Dr)\.? "
    r"(March|April|May|June|August)\b(?! \d)"
)
_WORD_BEFORE = re.compile(r"([^\W_]+(?:['’.&-][^\W_]+)*['’]?\.?)[^\S\n]*$")
_WORD_AFTER = re.compile(r"[^\S\n]{0,2}[-–]?([^\W\d_]+)")
_LOOK = 40
# *Until at least 2029*, *no earlier than 2028*.
_LIMIT = re.compile(r"\b(?:until|till|before|by) at least $|\b(?:earlier|later|sooner) than $", re.IGNORECASE)
# A year in the middle of a list of years.
_ROW_BEFORE = re.compile(r"\b(?:1[89]|20)\d\d, $")
_ROW_AFTER = re.compile(r",? (?:and|or) (?:1[89]|20)\d\d\b")
# *On a Sunday night*: which one is told elsewhere, or not at all.
_SOME = re.compile(r"\b(?:on|one|for) an?$|\b[Oo]ne$")
# Capitals up to a small word or a sign that ends a name: *the Sunday Mariner about*, but *the Friday UN vote*.
_TITLED = re.compile(
    r"(?: [A-Z][\w’'-]+){1,3}(?:$|[.,;:!?”\"]|['’]s\b| (?:about|that|on|in|of|for|at|by|from|with|and|as|to|has|had|"
    r"was|is|said|says|reported|reports|wrote|writes)\b)"
)


@dataclass
class Page:
    """A text with what is known of its dates up to a place: on what the next may lean."""

    text: str
    lexicon: Lexicon
    occasion: Occasion

    @property
    def calendar(self) -> Calendar:
        """The words of the calendar."""
        return self.lexicon.calendar

    @cached_property
    def persons(self) -> frozenset[str]:
        """Months that the text also uses as somebody's name (*Theresa May*)."""
        return frozenset(found[1] for found in _NAMESAKE.finditer(self.text))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The word before and the word after, as the text has them; `close` where no sign stands between."""

    before: str
    after: str
    opens: bool


def look_around(text: str, found: re.Match[str]) -> Surroundings:
    """The words beside it."""
    before = _WORD_BEFORE.search(text[max(0, found.start() - _LOOK) : found.start()])
    after = _WORD_AFTER.match(text, found.end(), found.end() + _LOOK)
    return Surroundings(before[1] if before else "", after[1] if after else "", opens=before is None)


@lru_cache(maxsize=8)
def _mastheads(calendar: Calendar) -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]{{1,2}}(?:{any_of(calendar.no_date_before)})\b")


def is_date(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """Whether what looks like a date is one where it stands."""
    calendar = page.calendar
    form, before = (found.lastgroup or "").removeprefix("f_"), around.before.lower().rstrip(".")
    if before in calendar.recurring or _recurs(before, page.text, found.start(), calendar):
        return False
    if _mastheads(calendar).match(page.text, found.end()):
        return False
    check = _CHECKS.get(form)
    return check is None or check(found, around, page)


def _recurs(before: str, text: str, place: int, calendar: Calendar) -> bool:
    """Whether one word stands between *every* and the date: *every second Thursday*."""
    if before not in calendar.ordinals and before != "other":
        return False
    left = text[max(0, place - _LOOK) : place].split()
    return len(left) > 1 and left[-2].lower() in calendar.recurring


def _is_year(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """A bare number is a year after a word that leads to one, in brackets, or before a noun that it dates."""
    calendar, before, after = page.calendar, around.before, around.after.lower()
    lead = before.lower().rstrip(".")
    year = int(found["year_y"])
    limited = _LIMIT.search(page.text[max(0, found.start() - _LOOK) : found.start()])
    if after in calendar.no_year_before or (lead in calendar.no_year_after and not limited):
        return False
    if limited or len(found.group()) > len(found["year_y"]):
        return True
    if year < _EARLIEST_PLAIN:
        return lead in {"in", "since", "of", "until", "from"} and not after
    if lead in page.calendar.year_leads or before[-2:] in {"’s", "'s"}:
        return not _counts(year, lead, after, calendar)
    if before[:1].isupper() and not before.isdigit() and 1900 <= year <= 2060:
        return True
    return _stands_alone(page, found, after)


def _counts(year: int, lead: str, after: str, calendar: Calendar) -> bool:
    """Whether a round number before a plural counts things (*the 2000 villages*)."""
    return year % 100 == 0 and after.endswith("s") and after not in calendar.goes_on and lead not in {"since", "until"}


def _stands_alone(page: Page, found: re.Match[str], after: str) -> bool:
    """A year in brackets, after a comma in a list of years, or opening a sentence with its verb."""
    text, year = page.text, int(found["year_y"])
    left, right = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 1]
    if left[-1:] in {"(", "["} or right == ")":
        return 1800 <= year <= 2100
    if _ROW_BEFORE.search(text[max(0, found.start() - _LOOK) : found.start()]) and _ROW_AFTER.match(text, found.end()):
        return True
    if left == ", " and right in {",", ".", ";", ""} and 1800 <= year <= 2100:
        return True
    return after in page.calendar.year_verbs and 1900 <= year <= 2060


def _is_years(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """Two years joined: in order, near each other, and not two numbers of a thing counted."""
    first, last = int(found["years_a"]), int(found["years_b"])
    calendar = page.calendar
    if around.after.lower() in calendar.no_year_before or around.before.lower().rstrip(".") in calendar.no_year_after:
        return False
    if last < 100:
        last += first // 100 * 100
    if found["years_w"] in {"to", "through"} and around.before.lower() not in {"from", "for", "years"}:
        return False
    return 1500 <= first < last <= min(first + 150, 2199)


def _is_short_year(_: re.Match[str], around: Surroundings, __: Page) -> bool:
    return around.before.lower() in {
        "in",
        "since",
        "of",
        "summer",
        "spring",
        "winter",
        "autumn",
        "until",
        "before",
        "from",
    }


def _is_month(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """A month that is also a name needs a word that leads to it; one with a person of that name, more."""
    calendar, name, lead = page.calendar, found["month_m"].rstrip("."), around.before.lower().rstrip(".")
    if len(found.group()) > len(found["month_m"]):
        return True
    if name.capitalize() not in calendar.names_too:
        return not around.after[:1].isupper() or lead in calendar.month_leads
    short = len(name) == 3 and name.capitalize() != "May" and not found.group().endswith(".")
    led = lead in calendar.month_leads or around.before[-2:] in {"’s", "'s"}
    return led and not short and not _is_namesake(found, around, page)


def _is_namesake(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """Whether a month's name is a person's (*by May*, where Theresa May is in the text) or a march on a place."""
    lead, name = around.before.lower().rstrip("."), found["month_m"].rstrip(".").capitalize()
    if lead in page.calendar.person_leads:
        return False
    named = around.after[:1].isupper() and page.text[found.end() : found.end() + 1] == " "
    march = name == "March" and around.after in {"on", "against", "for"} and lead in {"the", "a"}
    return name in page.persons or named or march


def _is_weekday(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """A weekday is a name in a masthead, after a title or a role, and between two other names."""
    calendar, lead = page.calendar, around.before.lower().rstrip(".")
    left = page.text[max(0, found.start() - _LOOK) : found.start()].rstrip()
    if lead in calendar.no_weekday_after or left.endswith(calendar.no_date_after) or _SOME.search(left):
        return False
    if lead == "the" and _TITLED.match(page.text, found.end()):
        return False
    if not around.after[:1].isupper() or page.text[found.end() : found.end() + 1] != " ":
        return True
    role = lead in page.lexicon.roles.people
    return not role and (around.opens or not around.before[:1].isupper() or lead == "on")


def _is_decade(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """Decades without a century need their article; *in his sixties* is an age."""
    if found["decade_y"]:
        return True
    if around.before.lower() in page.calendar.decade_owners:
        return False
    return bool(found["decade_s"]) or found.group()[:3].lower() == "the" or around.before.lower() == "and"


def _is_season(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """A season by itself needs a preposition and must not make a thing of the next word (*the summer recess*)."""
    if found["season_y"] or found["season_o"]:
        return True
    if found["season_s"]:
        return found["season_s"].lower() not in {"past", "coming", "current"} or around.before.lower() == "the"
    if around.before.lower() not in page.calendar.season_leads:
        return False
    if found["season_n"].lower() == "fall" and "the" not in found.group().lower().split():
        return False
    return not around.after or around.after.lower() in page.calendar.goes_on


def _is_holiday(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    if found["holiday_y"] or found["holiday_s"] or found["holiday_w"]:
        return True
    lead, after = around.before.lower(), around.after
    if lead not in page.calendar.holiday_leads and not around.opens:
        return False
    joined = page.text[found.end() : found.end() + 1] in {" ", "-"}
    return not joined or not after or after.lower() in page.calendar.goes_on


def _is_unit(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """*Over the last year* is a duration, and so is *the past decade*; *this year* and *last year* are dates."""
    words = found.group().lower()
    if found["unit_e"] or found["unit_u3"] or found["unit_end"]:
        return not words.startswith(("turn", "the turn")) or "century" in words
    spoken = (found["unit_s2"] or "").lower()
    if spoken in {"past", "coming", "current"}:
        return spoken == "current" and around.before.lower() == "the"
    if around.before.lower() != "the":
        return True
    left = page.text[max(0, found.start() - _LOOK) : found.start()].rstrip().lower()
    return spoken == "next" and not left.endswith(page.calendar.lasting)


def _is_part(found: re.Match[str], around: Surroundings, __: Page) -> bool:
    return not (found["part_last"] and around.before.lower() == "the")


def _is_relative(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """*Russia Today* and *the Today programme* are names; *the leaders of tomorrow* no day."""
    word = found["relative_w"]
    if word[0].isupper() and around.before and not _opens_sentence(page.text, found.start()):
        return False
    return not (
        word.lower() in {"tomorrow", "today", "yesterday"}
        and around.before.lower() in {"better", "of"}
        and word.lower() != "today"
    )


def _opens_sentence(text: str, place: int) -> bool:
    left = text[max(0, place - 4) : place].rstrip()
    return not left or not (left[-1].isalnum() or left[-1] in ",&")


def _is_section(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """A quarter by its number is one of the year; *the first half of the match* and *a quarter* are not."""
    if found["section_y"] or found["section_s"]:
        return True
    last = found["section_n"].lower() in {"last", "final"}
    return found["section_u"] == "quarter" and not last and around.after.lower() not in {"of", "final"}


def _is_coded(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """*In Q1* is a quarter of the year; *H1* by itself may be anything."""
    return bool(found["coded_y"]) or (found["coded_u"] == "Q" and around.before.lower() in page.calendar.month_leads)


def _is_ahead(found: re.Match[str], around: Surroundings, _: Page) -> bool:
    """*In a month’s time*, but not *of two years’ time*."""
    return not found.group().endswith("time") or around.before.lower() in {"in", "within"}


def _is_the_day(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """*Later in the day* and *ended the day*: other days of no date are vague."""
    return bool(found["day_l"] or found["day_e"]) or around.before.lower() in page.calendar.day_verbs


def _is_neighbour(found: re.Match[str], around: Surroundings, page: Page) -> bool:
    """*The same year* leans on a date told near; without one it is no date."""
    return page.occasion.last is not None and found.start() - page.occasion.last_end <= REACH


_CHECKS = {
    "year": _is_year,
    "years": _is_years,
    "short_year": _is_short_year,
    "month": _is_month,
    "weekday": _is_weekday,
    "decade": _is_decade,
    "season": _is_season,
    "holiday": _is_holiday,
    "unit": _is_unit,
    "part": _is_part,
    "relative": _is_relative,
    "section": _is_section,
    "coded": _is_coded,
    "ahead": _is_ahead,
    "neighbour": _is_neighbour,
    "day": _is_the_day,
}
