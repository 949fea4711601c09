"""Dates: every calendar expression of a text, with the day, month or year that it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from ..domain.readings import DateMention, Sentence
from ..domain.spans import Span
from .date_patterns import date_pattern
from .date_values import read_form
from .date_words import CalendarWords, Meaning, Occasion, calendar_words
from .lexicon import Calendar, Lexicon
from .reckoning import FIRST_YEAR, LAST_YEAR
from .tenses import is_behind
from .wordlists import any_of

# So far back a date may lean on the one told before it (*three years later*), in characters.
_REACH = 700
# Before this, a bare number is rarely a year.
_EARLIEST_PLAIN = 1500
_NAMESAKE = re.compile(
    r"\b(?:(?!In\b|Last\b|Next\b|Late\b|Early\b|Since\b|This\b|By\b|The\b|On\b|From\b|Until\b|And\b|Mid\b)"
    r"[A-Z][a-z]{1,20}|Mrs?|Ms|Dr)\.? "
    r"(March|April|May|June|August)\b(?! \d)"
)
_WORD_BEFORE = re.compile(r"([^\W_]+(?:['’.&-][^\W_]+)*['’]?\.?)[^\S\n]*$")
# *Since* looks back; *by* and *until* look ahead, unless a verb before them holds them in the past, or they open the
# sentence (*By Friday they were friends*) and leave the tense to its verb.
_LEAD = re.compile(r"\b(?:[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill)(?= $)")
_HELD = re.compile(r"\b(?:had|was|were|did|lasted|remained|ran|stayed|continued|served|ruled|waited|took)\b")
_WORD_AFTER = re.compile(r"[^\S\n]{0,2}[-–]?([^\W\d_]+)")
_LOOK = 40


def find_dates(
    text: str, sentences: Sequence[Sentence], lexicon: Lexicon, published: date | None
) -> tuple[DateMention, ...]:
    """Every calendar expression, in order.

    Weekdays, bare months and words like *last year* rest on `published` and have no value without it; past or
    future is told by the tense of their clause. Clock times, durations and recurring days are no dates.
    """
    return tuple(_DateReader(text, sentences, lexicon, published).read())


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The word before and the word after, as the text has them; `close` where no sign stands between."""

    before: str
    after: str
    opens: bool


class _DateReader:
    """One pass over a text; it remembers the last date told, on which the next may lean."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon, published: date | None) -> None:
        self.text, self.sentences, self.lexicon = text, sentences, lexicon
        self.calendar = lexicon.calendar
        self.words: CalendarWords = calendar_words(lexicon.calendar)
        self.starts = [sentence.span.start for sentence in sentences]
        reckoned = published if published and FIRST_YEAR < published.year < LAST_YEAR else None
        self.occasion = Occasion(reckoned, self._is_behind)
        self.last_end = -_REACH

    @cached_property
    def persons(self) -> frozenset[str]:
        """Months that the text also uses as somebody's name (*Theresa May*)."""
        return frozenset(found[1] for found in _NAMESAKE.finditer(self.text))

    def read(self) -> Iterator[DateMention]:
        pattern, place = date_pattern(self.lexicon.calendar), 0
        while found := pattern.search(self.text, place):
            meaning = self._meaning(found)
            if meaning is None:
                place = _next_word(self.text, found)
                continue
            place = found.end()
            yield DateMention(Span(found.start(), found.end()), meaning.value, meaning.inferred)
            self._remember(found, meaning)

    def _meaning(self, found: re.Match[str]) -> Meaning | None:
        around = _surroundings(self.text, found)
        if not _is_date(found, around, self):
            return None
        if found.start() - self.last_end > _REACH:
            self.occasion.last = None
        return read_form(found, self.occasion, self.words)

    def _remember(self, found: re.Match[str], meaning: Meaning) -> None:
        if meaning.value:
            self.occasion.last, self.last_end = meaning, found.end()

    def _is_behind(self, place: int) -> bool | None:
        """The tense at a place; a dateline or headline without a verb has none."""
        index = bisect_right(self.starts, place) - 1
        if index < 0:
            return None
        span = self.sentences[index].span
        # A sentence of a megabyte is no sentence: only what stands near the date is looked at.
        start, end = max(span.start, place - _REACH), min(span.end, place + _REACH)
        lead = _LEAD.search(self.text[max(start, place - _LOOK) : place])
        if lead and lead[0].lower() == "since":
            return True
        behind = is_behind(self.text[start:end], place - start, self.lexicon.tenses)
        fronted = lead is not None and not self.text[start : place - len(lead[0]) - 1].strip(" “\"‘'")
        if behind and lead and not fronted and not _HELD.search(self.text, start, place):
            return False
        return behind


def _next_word(text: str, found: re.Match[str]) -> int:
    """Where to look on after words that are no date: at the next word within them, or after them."""
    place = found.start() + 1
    while place < found.end() and (text[place].isalnum() or text[place - 1].isalnum() is False):
        place += 1
    return min(place, found.end()) if place > found.start() else found.end()


def _surroundings(text: str, found: re.Match[str]) -> _Surroundings:
    before = _WORD_BEFORE.search(text[max(0, found.start() - _LOOK) : found.start()])
    after = _WORD_AFTER.match(text, found.end(), found.end() + _LOOK)
    return _Surroundings(before[1] if before else "", after[1] if after else "", opens=before is None)


@lru_cache(maxsize=8)
def _mastheads(calendar: Calendar) -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]{{1,2}}(?:{any_of(calendar.no_date_before)})\b")


def _is_date(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """Whether what looks like a date is one where it stands."""
    calendar = reader.calendar
    form, before = (found.lastgroup or "").removeprefix("f_"), around.before.lower().rstrip(".")
    if before in calendar.recurring or _mastheads(calendar).match(reader.text, found.end()):
        return False
    check = _CHECKS.get(form)
    return check is None or check(found, around, reader)


def _is_year(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """A bare number is a year after a word that leads to one, in brackets, or before a noun that it dates."""
    calendar, before, after = reader.calendar, around.before, around.after.lower()
    lead = before.lower().rstrip(".")
    year = int(found["year_y"])
    if after in calendar.no_year_before or lead in calendar.no_year_after:
        return False
    if len(found.group()) > len(found["year_y"]):
        return True
    if year < _EARLIEST_PLAIN:
        return lead in {"in", "since", "of", "until", "from"} and not after
    if lead in reader.calendar.year_leads or before[-2:] in {"’s", "'s"}:
        return not _counts(year, lead, after, calendar)
    if before[:1].isupper() and not before.isdigit() and 1900 <= year <= 2060:
        return True
    return _stands_alone(reader, found, after)


def _counts(year: int, lead: str, after: str, calendar: Calendar) -> bool:
    """Whether a round number before a plural counts things (*the 2000 villages*)."""
    return year % 100 == 0 and after.endswith("s") and after not in calendar.goes_on and lead not in {"since", "until"}


def _stands_alone(reader: _DateReader, found: re.Match[str], after: str) -> bool:
    """A year in brackets, after a comma in a list of years, or opening a sentence with its verb."""
    text, year = reader.text, int(found["year_y"])
    left, right = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 1]
    if left[-1:] in {"(", "["} or right == ")":
        return 1800 <= year <= 2100
    if left == ", " and right in {",", ".", ";", ""} and 1800 <= year <= 2100:
        return True
    return after in reader.calendar.year_verbs and 1900 <= year <= 2060


def _is_years(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """Two years joined: in order, near each other, and not two numbers of a thing counted."""
    first, last = int(found["years_a"]), int(found["years_b"])
    calendar = reader.calendar
    if around.after.lower() in calendar.no_year_before or around.before.lower().rstrip(".") in calendar.no_year_after:
        return False
    if last < 100:
        last += first // 100 * 100
    if found["years_w"] in {"to", "through"} and around.before.lower() not in {"from", "years"}:
        return False
    return 1500 <= first < last <= min(first + 150, 2199)


def _is_short_year(_: re.Match[str], around: _Surroundings, __: _DateReader) -> bool:
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


def _is_month(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """A month that is also a name needs a word that leads to it; one with a person of that name, more."""
    calendar, name, lead = reader.calendar, found["month_m"].rstrip("."), around.before.lower().rstrip(".")
    if len(found.group()) > len(found["month_m"]):
        return True
    if name.capitalize() not in calendar.names_too:
        return not around.after[:1].isupper() or lead in calendar.month_leads
    short = len(name) == 3 and name.capitalize() != "May" and not found.group().endswith(".")
    led = lead in calendar.month_leads or around.before[-2:] in {"’s", "'s"}
    return led and not short and not _is_namesake(found, around, reader)


def _is_namesake(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """Whether a month's name is a person's (*by May*, where Theresa May is in the text) or a march on a place."""
    lead, name = around.before.lower().rstrip("."), found["month_m"].rstrip(".").capitalize()
    if lead in reader.calendar.person_leads:
        return False
    named = around.after[:1].isupper() and reader.text[found.end() : found.end() + 1] == " "
    march = name == "March" and around.after in {"on", "against", "for"} and lead in {"the", "a"}
    return name in reader.persons or named or march


def _is_weekday(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """A weekday is a name in a masthead, after a title or a role, and between two other names."""
    calendar, lead = reader.calendar, around.before.lower().rstrip(".")
    left = reader.text[max(0, found.start() - _LOOK) : found.start()].rstrip()
    if lead in calendar.no_weekday_after or left.endswith(calendar.no_date_after):
        return False
    if not around.after[:1].isupper() or reader.text[found.end() : found.end() + 1] != " ":
        return True
    role = lead in reader.lexicon.roles.people
    return not role and (around.opens or not around.before[:1].isupper() or lead == "on")


def _is_decade(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """Decades without a century need their article; *in his sixties* is an age."""
    if found["decade_y"]:
        return True
    if around.before.lower() in reader.calendar.decade_owners:
        return False
    return bool(found["decade_s"]) or found.group()[:3].lower() == "the" or around.before.lower() == "and"


def _is_season(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """A season by itself needs a preposition and must not make a thing of the next word (*the summer recess*)."""
    if found["season_y"] or found["season_o"]:
        return True
    if found["season_s"]:
        return found["season_s"].lower() not in {"past", "coming", "current"} or around.before.lower() == "the"
    if around.before.lower() not in reader.calendar.season_leads:
        return False
    if found["season_n"].lower() == "fall" and "the" not in found.group().lower().split():
        return False
    return not around.after or around.after.lower() in reader.calendar.goes_on


def _is_holiday(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    if found["holiday_y"] or found["holiday_s"]:
        return True
    lead, after = around.before.lower(), around.after
    if lead not in reader.calendar.holiday_leads and not around.opens:
        return False
    joined = reader.text[found.end() : found.end() + 1] in {" ", "-"}
    return not joined or not after or after.lower() in reader.calendar.goes_on


def _is_unit(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """*Over the last year* is a duration, and so is *the past decade*; *this year* and *last year* are dates."""
    words = found.group().lower()
    if found["unit_e"] or found["unit_u3"] or found["unit_end"]:
        return not words.startswith(("turn", "the turn")) or "century" in words
    spoken = (found["unit_s2"] or "").lower()
    if spoken in {"past", "coming", "current"}:
        return spoken == "current" and around.before.lower() == "the"
    if around.before.lower() != "the":
        return True
    left = reader.text[max(0, found.start() - _LOOK) : found.start()].rstrip().lower()
    return spoken == "next" and not left.endswith(reader.calendar.lasting)


def _is_part(found: re.Match[str], around: _Surroundings, __: _DateReader) -> bool:
    return not (found["part_last"] and around.before.lower() == "the")


def _is_relative(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """*Russia Today* and *the Today programme* are names; *the leaders of tomorrow* no day."""
    word = found["relative_w"]
    if word[0].isupper() and around.before and not _opens_sentence(reader.text, found.start()):
        return False
    return not (
        word.lower() in {"tomorrow", "today", "yesterday"}
        and around.before.lower() in {"better", "of"}
        and word.lower() != "today"
    )


def _opens_sentence(text: str, place: int) -> bool:
    left = text[max(0, place - 4) : place].rstrip()
    return not left or not (left[-1].isalnum() or left[-1] in ",&")


def _is_section(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """A quarter by its number is one of the year; *the first half of the match* and *a quarter* are not."""
    if found["section_y"] or found["section_s"]:
        return True
    last = found["section_n"].lower() in {"last", "final"}
    return found["section_u"] == "quarter" and not last and around.after.lower() not in {"of", "final"}


def _is_the_day(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """*Later in the day* and *ended the day*: other days of no date are vague."""
    return bool(found["day_l"] or found["day_e"]) or around.before.lower() in reader.calendar.day_verbs


def _is_neighbour(found: re.Match[str], around: _Surroundings, reader: _DateReader) -> bool:
    """*The same year* leans on a date told near; without one it is no date."""
    return reader.occasion.last is not None and found.start() - reader.last_end <= _REACH


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
    "neighbour": _is_neighbour,
    "day": _is_the_day,
}
