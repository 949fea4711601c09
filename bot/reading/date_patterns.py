"""The forms in which news writes dates: one expression built from the calendar's words, an alternative a form.

Every part is bounded, so that no text makes it slow. Groups are named after what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .lexicon import Calendar

# Blanks within a date: no line ends, so that no span crosses a line.
_GAP = r"[ \u00a0\u202f\u2009]{1,2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?(?![\w]|[.,:]\d|%)"
_PLAIN_YEAR = r"(?:1[0-9]|20|21)\d\d"
_YEAR = rf"{_PLAIN_YEAR}(?!\d|[.,:]\d|[-–][a-z]|[a-zA-Z%°])"
_DASH = rf"(?:[-–—]|{_GAP}(?:to|and|through|[-–—]){_GAP})"
_EDGE = (
    rf"(?:[Tt]he{_GAP})?(?:[Vv]ery{_GAP})?"
    rf"(?:[Bb]eginning|[Ss]tart|[Ee]nd|[Mm]iddle|[Cc]lose|[Tt]urn|[Rr]est|[Rr]emainder){_GAP}of{_GAP}"
    rf"|(?:[Tt]he{_GAP})?(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ater|[Ee]arlier)(?:-to-(?:mid|late))?(?:[-–]|{_GAP})"
    rf"(?:in{_GAP})?(?:of{_GAP})?"
)
_UNITS = ["day", "week", "weekend", "month", "year", "decade", "century"]
_SPOKEN = {"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "current": 0}


def any_of(words: Iterable[str]) -> str:
    """An alternative of words, longest first; an apostrophe may be straight or curly."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("’", "['’]").replace(r"\ ", _GAP) for word in ordered)


@lru_cache(maxsize=8)
def date_pattern(calendar: Calendar) -> re.Pattern[str]:
    """All forms, the fuller before the shorter, each under a group of its own (``f_…``)."""
    forms = {**_full_dates(calendar), **_spoken_dates(calendar), **_bare_dates(calendar)}
    alternatives = "|".join(f"(?P<f_{name}>{form})" for name, form in forms.items())
    return re.compile(rf"(?<![\w@#$€£¥])(?={_openings(calendar)})(?:{alternatives})(?![^\W_])")


def _openings(calendar: Calendar) -> str:
    """What forms open with: a digit, an apostrophe, a capital, or one of these words; others are passed quickly."""
    words = {
        "the",
        "this",
        "last",
        "next",
        "past",
        "coming",
        "current",
        "early",
        "late",
        "later",
        "earlier",
        "mid",
        "same",
    }
    words |= {
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
        "half",
        "beginning",
        "start",
        "end",
        "middle",
        "close",
        "turn",
    }
    words |= {"rest", "remainder", "year", "month", "week", "very"} | {
        *calendar.numbers,
        *calendar.ordinals,
        *calendar.decades,
    }
    words |= {name for forms in calendar.seasons for name in forms}
    return rf"[A-Z0-9'’]|(?:{any_of(words)})\b"


def _months(calendar: Calendar) -> str:
    """Month names, in capitals too; a short form may take its full stop."""
    full = [names[0] for names in calendar.months]
    short = [name for names in calendar.months for name in names[1:]]
    every = any_of([*full, *(name.upper() for name in full)])
    return rf"(?:{every}|(?:{any_of([*short, *(name.upper() for name in short)])})(?:\.|(?![^\W_])))"


def _weekdays(calendar: Calendar) -> str:
    full = [names[0] for names in calendar.weekdays]
    return rf"(?:{any_of([*full, *(name.upper() for name in full)])})"


def _dated_weekday(calendar: Calendar) -> str:
    """A weekday, short forms included, that leads to a day and month."""
    names = any_of(name for forms in calendar.weekdays for name in forms)
    return rf"(?:(?:{names})\.?,?{_GAP}(?:the{_GAP})?)?"


def _then_year(group: str) -> str:
    return rf"(?:,?{_GAP}(?P<{group}>{_YEAR}))?"


def _full_dates(calendar: Calendar) -> dict[str, str]:
    month, weekday = _months(calendar), _dated_weekday(calendar)
    return {
        "iso": r"(?P<iso_y>\d{4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)",
        "sheet": r"(?P<sheet_a>\d\d?)(?P<sheet_s>[/.])(?P<sheet_b>\d\d?)[/.](?P<sheet_y>(?:1[5-9]|20)\d\d)(?!\d)",
        "span": rf"(?P<span_am>{month}){_then_year('span_ay')}{_GAP}(?:to|through|[-–—]){_GAP}"
        rf"(?P<span_bm>{month}),?{_GAP}(?P<span_by>{_YEAR})",
        "dm": rf"{weekday}(?:[Tt]he{_GAP}(?=\d\d?(?:st|nd|rd|th))"
        rf")?(?:(?P<dm_a>{_DAY}){_ORDINAL}{_DASH})?(?P<dm_b>{_DAY}){_ORDINAL}{_GAP}(?:day{_GAP})?(?:of{_GAP})?"
        rf"(?P<dm_m>{month}){_then_year('dm_y')}",
        "md": rf"{weekday}(?P<md_m>{month}){_GAP}(?:the{_GAP})?(?P<md_a>{_DAY}){_ORDINAL}"
        rf"(?:{_DASH}(?P<md_b>{_DAY}){_ORDINAL}(?!{_GAP}(?:{month})))?{_then_year('md_y')}",
        "my": rf"(?:{_EDGE})?(?P<my_m>{month})(?:,?{_GAP}(?:of{_GAP})?)(?P<my_y>{_YEAR})",
        "month_of": rf"(?:{_EDGE})?(?P<month_of_m>{month}){_GAP}(?:of{_GAP})?(?P<month_of_s>this|last|"
        rf"next){_GAP}year",
    }


def _spoken_dates(calendar: Calendar) -> dict[str, str]:
    parts = any_of(calendar.day_parts)
    part = rf"(?:{_GAP}(?:early{_GAP}|late{_GAP})?(?:{parts}))?"
    number = rf"(?:\d{{1,4}}|(?:{any_of(_with_capital(calendar.numbers))})(?:[-–](?:{any_of(calendar.numbers)}))?)"
    units = any_of([f"{unit}s" for unit in _UNITS] + _UNITS)

    def count(form: str) -> str:
        return rf"(?P<{form}_h>[Hh]alf{_GAP})?(?P<{form}_n>{number}){_GAP}(?P<{form}_u>{units})"

    spoken = any_of(_with_capital(_SPOKEN))
    seasons = any_of(_with_capital(name for forms in calendar.seasons for name in forms))
    ordinals = any_of(_with_capital(calendar.ordinals))
    return {
        "relative": rf"(?:[Tt]he{_GAP}day{_GAP}(?P<relative_x>before|after){_GAP})?(?:[Ee]arlier{_GAP}|"
        rf"[Ll]ater{_GAP}|[Ll]ate{_GAP}|[Ee]arly{_GAP})?"
        rf"(?P<relative_w>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow){part}",
        "part": rf"(?:[Ee]arlier{_GAP}|[Ll]ater{_GAP}|[Ll]ate{_GAP}|[Ee]arly{_GAP})?"
        rf"(?:(?P<part_this>[Tt]his){_GAP}(?:{parts})|(?P<part_last>[Ll]ast){_GAP}night)",
        "ago": rf"{count('ago')}{_GAP}ago",
        "anchored": rf"{count('anchored')}{_GAP}(?P<anchored_w>later|earlier|afterwards?|before|previously|on)"
        r"(?! (?:the|a|it|they|he|she|his|her|their|this|that)\b)",
        "same": rf"(?:[Tt]he{_GAP})?[Ss]ame{_GAP}(?:month|period|quarter|week|day|time|season){_GAP}"
        rf"(?:a{_GAP}year{_GAP}(?P<same_a>ago|earlier|before)|(?:of{_GAP})?last{_GAP}year|"
        rf"(?:of{_GAP})?the{_GAP}previous{_GAP}year|the{_GAP}year{_GAP}before)",
        "day": rf"(?:(?P<day_l>[Ll]ater?|[Ee]arlier|[Ee]arly){_GAP}in{_GAP}|(?:[Tt]he{_GAP})?(?P<day_e>[Ss]tart|"
        rf"[Bb]eginning|[Mm]iddle){_GAP}of{_GAP})?[Tt]he{_GAP}day"
        rf"(?!{_GAP}(?:of|before|after|that|when|the|he|she|it|they|we|I)\b)",
        "neighbour": rf"(?P<neighbour_e>{_EDGE})?[Tt]he{_GAP}(?P<neighbour_w>previous|following|same|next|"
        rf"preceding){_GAP}"
        rf"(?P<neighbour_u>day|month|year|week)|[Tt]he{_GAP}(?P<neighbour_u2>day|month|year|"
        rf"week){_GAP}(?P<neighbour_w2>before|after|previous)(?!{_GAP}(?!in|at|on|when|as|and|but|by|to|from|"
        rf"with)[^\W_])",
        "section": rf"(?:[Tt]he{_GAP})?(?P<section_n>{ordinals})(?:-|{_GAP})(?P<section_u>quarter|half)"
        rf"(?:{_GAP}of{_GAP}(?:(?P<section_s>this|last|next|the){_GAP}year|(?P<section_y>{_YEAR})))?",
        "coded": rf"(?P<coded_u>[QH])(?P<coded_n>[1-4])(?:{_GAP}|[-/])?(?P<coded_y>{_YEAR})",
        "season": rf"(?:(?P<season_s>{spoken}){_GAP}|{_EDGE})?(?:[Tt]he{_GAP})?(?:early{_GAP}|"
        rf"late{_GAP})?(?P<season_n>{seasons})"
        rf"(?:(?:,?{_GAP}(?:of{_GAP})?(?:(?P<season_y>{_YEAR})|(?P<season_o>this|last|next){_GAP}year)))?",
        "spoken_month": rf"(?:{_EDGE})?(?P<spoken_month_s>{spoken}){_GAP}(?P<spoken_month_m>{_months(calendar)})",
        "unit": rf"(?:(?P<unit_e>{_EDGE})(?:(?P<unit_s>{spoken}|the){_GAP})(?P<unit_u>week|month|year|decade|"
        rf"century|weekend)"
        rf"|(?P<unit_s2>{spoken}){_GAP}(?P<unit_u2>week|month|quarter|year|decade|century|weekend)"
        rf"|(?P<unit_u3>[Tt]he{_GAP}weekend)|(?P<unit_end>(?:the{_GAP})?(?P<unit_u4>year|month|week)"
        rf"(?:['’]s{_GAP}|-)end))",
    }


def _bare_dates(calendar: Calendar) -> dict[str, str]:
    parts = any_of(calendar.day_parts)
    words = any_of(calendar.decades)
    spoken = any_of(_with_capital(_SPOKEN))
    holidays = any_of(calendar.holidays)
    return {
        "holiday": rf"(?:(?P<holiday_s>{spoken}){_GAP})?(?P<holiday_n>{holidays})(?:,?{_GAP}(?P<holiday_y>{_YEAR}))?",
        "weekday": rf"(?:(?P<weekday_s>{spoken}|this{_GAP}coming|this{_GAP}past|[Tt]he{_GAP}(?:previous|"
        rf"following|same)){_GAP}"
        rf"|[Ee]arly{_GAP}(?:on{_GAP})?|[Ll]ate{_GAP}(?:on{_GAP})?)?(?P<weekday_n>{_weekdays(calendar)})"
        rf"(?:{_GAP}(?:early{_GAP}|late{_GAP})?(?:{parts}))?",
        "decade": rf"(?:[Tt]he{_GAP})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:-to-late)?(?:[-–]|{_GAP})"
        rf")?(?:(?P<decade_y>(?:1[0-9]|20)\d0)['’]?s"
        rf"|['’](?P<decade_s>[2-9]0)s|(?P<decade_b>[5-9]0)s|(?P<decade_w>{words}))",
        "century": rf"(?:[Tt]he{_GAP})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:[-–]|{_GAP}))?(?P<century_n>(?:1\d|20|21)"
        rf")(?:th|st)[-\u00a0 ]century",
        "years": rf"(?P<years_a>{_PLAIN_YEAR})(?:[-–—/]|{_GAP}(?P<years_w>to|through|[-–—]){_GAP})"
        rf"(?P<years_b>{_YEAR}|\d\d(?![\d-]))",
        "year": rf"(?:{_EDGE})?(?P<year_y>{_YEAR})",
        "short_year": r"['’](?P<short_year_y>\d\d)(?!\w)",
        "month": rf"(?:{_EDGE})?(?P<month_m>{_months(calendar)})",
    }


def _with_capital(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in dict.fromkeys((word, word.capitalize()))]
