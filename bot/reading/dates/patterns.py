"""The forms in which news writes dates: one expression built from the calendar's words, an alternative a form.

Every part is bounded, so that no text makes it slow. Groups are named after what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..lexicon import Calendar
from ..wordlists import GAP, any_of

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?(?![\w]|[.,:]\d|%)"
_PLAIN_YEAR = r"(?:1[0-9]|20|21)\d\d"
_YEAR = rf"{_PLAIN_YEAR}(?!\d|[.,:]\d|[-–][a-z]|[a-zA-Z%°])"
_DASH = rf"(?:[-–—]|{GAP}(?:to|and|through|[-–—]){GAP})"
_EDGE = (
    rf"(?:[Tt]he{GAP})?(?:[Vv]ery{GAP})?"
    rf"(?:[Bb]eginning|[Ss]tart|[Ee]nd|[Mm]iddle|[Cc]lose|[Tt]urn|[Rr]est|[Rr]emainder){GAP}of{GAP}"
    rf"|(?:[Tt]he{GAP})?(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ater|[Ee]arlier)(?:-to-(?:mid|late))?(?:[-–]|{GAP})"
    rf"(?:in{GAP})?(?:of{GAP})?|[Ee]nd[-–]"
    rf"|(?:[Tt]he{GAP})?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal|[Oo]pening){GAP}"
    rf"(?:weeks?|weekend|fortnight|days|half){GAP}of{GAP}"
)
# *The day before* that is told of no event: no noun or clause follows.
_ENDS = rf"(?!{GAP}(?!(?:in|at|on|when|as|and|but|by|to|from|with)\b)[^\W_])"
# *That day* is one where no noun follows (*that day labourers left*).
_THAT_ENDS = (
    rf"(?!{GAP}(?!(?:in|at|on|when|as|and|but|by|to|from|with|for|after|before|he|she|it|they|we|i|the|a|an|his|her|its|"
    rf"their|was|were|had|did)\b)[a-z])"
)
_UNITS = ["day", "week", "weekend", "fortnight", "month", "year", "decade", "century"]
_EDGES = ["very", "beginning", "start", "end", "middle", "close", "turn", "rest", "remainder"]
_DAYS = ["early", "earlier", "mid", "late", "later", "today", "tonight", "yesterday", "tomorrow", "half", "couple"]
_FISCAL = ["fiscal", "financial", "FY"]
_NEIGHBOURS = ["same", "that", "previous", "following", "preceding"]
_SPOKEN = {"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "current": 0}


@lru_cache(maxsize=8)
def date_pattern(calendar: Calendar) -> re.Pattern[str]:
    """All forms, the fuller before the shorter, each with an empty group of its own (``f_…``) behind it.

    A group around a form would be opened at each place that is tried, which takes longer.
    """
    forms = {**_full_dates(calendar), **_spoken_dates(calendar), **_bare_dates(calendar)}
    alternatives = "|".join(f"(?:{form})(?P<f_{name}>)" for name, form in forms.items())
    return re.compile(rf"(?<![\w@#$€£¥])(?={_openings(calendar)})(?:{alternatives})(?![^\W_])")


def _openings(calendar: Calendar) -> str:
    """What forms open with, behind an article or not: figures, or one of these words; the rest is passed quickly."""
    words = {*_EDGES, *_DAYS, *_NEIGHBOURS, *_FISCAL, *_UNITS, *_SPOKEN, *calendar.ordinals, *calendar.decades}
    words |= calendar.numbers.keys() - {"a", "an"}
    names = {name for forms in (*calendar.months, *calendar.weekdays) for name in forms}
    seasons = {name for forms in calendar.seasons for name in forms}
    every = {*_with_capital(words | seasons), *names, *map(str.upper, names), *calendar.holidays}
    return rf"(?:(?:[Tt]he|[Aa]n?){GAP})?(?:[0-9'’]|[QH][1-4]|FY|(?:{any_of(every)})(?![^\W_]))"


def _months(calendar: Calendar) -> str:
    """Month names, in capitals too; a short form may take its full stop."""
    full = [names[0] for names in calendar.months]
    short = [name for names in calendar.months for name in names[1:]]
    every = any_of([*full, *(name.upper() for name in full)])
    return rf"(?:{every}|(?:{any_of([*short, *(name.upper() for name in short)])})(?:\.|(?![^\W_])))"


def _plain_months(calendar: Calendar) -> str:
    """Full names of months that are nothing else."""
    return rf"(?:{any_of(names[0] for names in calendar.months if names[0] not in calendar.names_too)})"


def _weekdays(calendar: Calendar) -> str:
    full = [names[0] for names in calendar.weekdays]
    return rf"(?:{any_of([*full, *(name.upper() for name in full)])})"


def _dated_weekday(calendar: Calendar) -> str:
    """A weekday, short forms included, that leads to a day and month."""
    names = any_of(name for forms in calendar.weekdays for name in forms)
    return rf"(?:(?:{names})\.?,?{GAP}(?:the{GAP})?)?"


def _then_year(group: str) -> str:
    return rf"(?:,?{GAP}(?P<{group}>{_YEAR}))?"


@lru_cache(maxsize=8)
def order_pattern(calendar: Calendar) -> re.Pattern[str]:
    """Days and months whose order can be told: the month is a word, or the day is no month."""
    month, day, small, year = _months(calendar), rf"{_DAY}{_ORDINAL}", "(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d(?!\d)"
    late = r"(?:1[3-9]|2\d|3[01])"
    return re.compile(
        rf"(?<![\w/.-])(?:(?:{day}{GAP}(?:of{GAP})?{month}|{late}[/-]{small}[/-]{year})(?P<day_first>)|"
        rf"(?:{month}{GAP}{day}|{small}[/-]{late}[/-]{year})(?P<month_first>))"
    )


def _year_behind(form: str, second: str) -> str:
    """The year of a day: its own, one said by *last* or *next*, or that of a day joined to it by *and*."""
    return (
        rf"(?:,?{GAP}(?P<{form}_y>{_YEAR})|{GAP}(?:of{GAP})?(?P<{form}_o>this|last|next){GAP}year|"
        rf"(?={GAP}(?:and|or){GAP}{second},?{GAP}(?P<{form}_ny>{_YEAR}))|)"
    )


def _full_dates(calendar: Calendar) -> dict[str, str]:
    month, weekday = _months(calendar), _dated_weekday(calendar)
    until = rf"(?:[-–—]|{GAP}(?:to|until|till|through|[-–—]){GAP})"
    week = rf"[Ww]eek{GAP}(?:of|beginning|starting|commencing){GAP}"
    return {
        "iso": r"(?P<iso_y>\d{4})(?P<iso_s>[-/.])(?P<iso_m>\d\d)(?P=iso_s)(?P<iso_d>\d\d)(?!\d)",
        "sheet": r"(?P<sheet_a>\d\d?)(?P<sheet_s>[-/.])(?P<sheet_b>\d\d?)(?P=sheet_s)(?P<sheet_y>(?:1[5-9]|20)\d\d)"
        r"(?!\d)",
        "span": rf"(?P<span_am>{month}){_then_year('span_ay')}(?:{GAP}(?:to|through|[-–—]){GAP}|[-–])"
        rf"(?P<span_bm>{month}){_then_year('span_by')}(?!{GAP}\d)",
        "dm_span": rf"{weekday}(?P<dm_span_a>{_DAY}){_ORDINAL}{GAP}(?P<dm_span_am>{month}){_then_year('dm_span_ay')}"
        rf"{until}{weekday}(?P<dm_span_b>{_DAY}){_ORDINAL}{GAP}(?P<dm_span_bm>{month}){_then_year('dm_span_by')}",
        "md_span": rf"{weekday}(?P<md_span_am>{month}){GAP}(?P<md_span_a>{_DAY}){_ORDINAL}{_then_year('md_span_ay')}"
        rf"{until}{weekday}(?P<md_span_bm>{month}){GAP}(?P<md_span_b>{_DAY}){_ORDINAL}{_then_year('md_span_by')}",
        "dm": rf"(?P<dm_w>(?:[Tt]he{GAP})?{week})?{weekday}(?:[Tt]he{GAP}(?=\d\d?(?:st|nd|rd|th))"
        rf")?(?:(?P<dm_a>{_DAY}){_ORDINAL}{_DASH})?(?P<dm_b>{_DAY}){_ORDINAL}{GAP}(?:day{GAP})?(?:of{GAP})?"
        rf"(?P<dm_m>{month})" + _year_behind("dm", rf"{weekday}(?P<dm_nd>{_DAY}){_ORDINAL}{GAP}(?P<dm_nm>{month})"),
        "md": rf"(?P<md_w>(?:[Tt]he{GAP})?{week})?{weekday}(?P<md_m>{month}){GAP}(?:the{GAP})?"
        rf"(?P<md_a>{_DAY}){_ORDINAL}(?:{_DASH}(?P<md_b>{_DAY}){_ORDINAL}(?!{GAP}(?:{month})))?"
        + _year_behind("md", rf"{weekday}(?P<md_nm>{month}){GAP}(?P<md_nd>{_DAY}){_ORDINAL}"),
        "nth": rf"[Tt]he{GAP}(?P<nth_d>{_DAY})(?:st|nd|rd|th){GAP}of{GAP}(?P<nth_s>this|last|next){GAP}month",
        "my": rf"(?:{_EDGE})?(?P<my_m>{month})(?:,?{GAP}(?:of{GAP})?)(?P<my_y>{_YEAR})",
        "month_by": rf"(?:{_EDGE})?(?P<month_by_m>{month})(?:{GAP}of|,)?{GAP}(?:the{GAP}(?P<month_by_w>following|"
        rf"previous|preceding|next|same)|that){GAP}year",
        "month_of": rf"(?:{_EDGE})?(?P<month_of_m>{month}){GAP}(?:of{GAP})?(?P<month_of_s>this|last|"
        rf"next){GAP}year",
    }


def _count(form: str, calendar: Calendar) -> str:
    """A number and a unit of time: *half a century*, *two and a half years*."""
    number = rf"(?:\d{{1,4}}|(?:{any_of(_with_capital(calendar.numbers))})(?:[-–](?:{any_of(calendar.numbers)}))?)"
    units, half = any_of([f"{unit}s" for unit in _UNITS] + _UNITS), rf"{GAP}and{GAP}a{GAP}half"
    return (
        rf"(?P<{form}_h>[Hh]alf{GAP})?(?P<{form}_n>[Aa]{GAP}couple{GAP}of|{number})(?P<{form}_f>{half})?{GAP}"
        rf"(?P<{form}_u>{units})(?P<{form}_g>{half})?"
    )


def _leaning_dates(calendar: Calendar) -> dict[str, str]:
    names = any_of(name for forms in calendar.weekdays for name in forms)
    return {
        "anchored": rf"{_count('anchored', calendar)}{GAP}(?P<anchored_w>later|earlier|afterwards?|previously|"
        rf"on(?!{GAP}(?:{names}))|before{_ENDS})(?!{GAP}(?:the|a|it|they|he|she|his|her|their|this|that)\b)",
        "same": rf"(?:[Tt]he{GAP})?[Ss]ame{GAP}(?:month|period|quarter|week|day|time|season){GAP}"
        rf"(?:a{GAP}year{GAP}(?P<same_a>ago|earlier|before)|(?:of{GAP})?last{GAP}year|"
        rf"(?:of{GAP})?the{GAP}previous{GAP}year|the{GAP}year{GAP}before)",
        "day": rf"(?:(?P<day_l>[Ll]ater?|[Ee]arlier|[Ee]arly){GAP}in{GAP}|(?:[Tt]he{GAP})?(?P<day_e>[Ss]tart|"
        rf"[Bb]eginning|[Mm]iddle){GAP}of{GAP})?[Tt]he{GAP}day"
        rf"(?!{GAP}(?:of|before|after|that|when|the|he|she|it|they|we|I)\b)",
        "neighbour": rf"(?P<neighbour_e>{_EDGE})?[Tt]he{GAP}(?P<neighbour_w>previous|following|same|next|"
        rf"preceding){GAP}"
        rf"(?P<neighbour_u>day|month|year|week)|(?:[Ee]arlier{GAP}|[Ll]ater{GAP}|[Ll]ate{GAP}|[Ee]arly{GAP})?"
        rf"(?P<neighbour_w3>[Tt]hat){GAP}(?P<neighbour_u3>day|month|year|week){_THAT_ENDS}|[Tt]he{GAP}(?P<neighbour_u2>day|month|year|"
        rf"week){GAP}(?P<neighbour_w2>before|after|previous){_ENDS}",
    }


def _spoken_dates(calendar: Calendar) -> dict[str, str]:
    parts = any_of(calendar.day_parts)
    part = rf"(?:{GAP}(?:early{GAP}|late{GAP})?(?:{parts}))?"
    spoken = any_of(_with_capital(_SPOKEN))
    seasons = any_of(_with_capital(name for forms in calendar.seasons for name in forms))
    ordinals = any_of(_with_capital(calendar.ordinals))
    return {
        "relative": rf"(?:[Tt]he{GAP}day{GAP}(?P<relative_x>before|after){GAP})?(?:[Ee]arlier{GAP}|"
        rf"[Ll]ater{GAP}|[Ll]ate{GAP}|[Ee]arly{GAP})?"
        rf"(?P<relative_w>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow){part}",
        "part": rf"(?:[Ee]arlier{GAP}|[Ll]ater{GAP}|[Ll]ate{GAP}|[Ee]arly{GAP})?"
        rf"(?:(?P<part_this>[Tt]his){GAP}(?:{parts})|(?P<part_last>[Ll]ast){GAP}night)",
        "ago": rf"{_count('ago', calendar)}{GAP}ago(?:{GAP}(?P<ago_t>today|this{GAP}(?:week|month)))?",
        "ahead": rf"{_count('ahead', calendar)}(?:(?:['’]s|['’]){GAP}time|{GAP}from{GAP}(?:now|today))",
        **_leaning_dates(calendar),
        "section": rf"(?:[Tt]he{GAP})?(?P<section_n>{ordinals})(?:-|{GAP})(?P<section_u>quarter|half)"
        rf"(?:{GAP}of{GAP}(?:(?P<section_s>this|last|next|the){GAP}year|(?P<section_y>{_YEAR})))?",
        "coded": rf"(?P<coded_u>[QH])(?P<coded_n>[1-4])(?:(?:{GAP}|[-/])?(?P<coded_y>{_YEAR}))?",
        "season": rf"(?:(?P<season_s>{spoken}){GAP}|{_EDGE})?(?:[Tt]he{GAP})?(?:early{GAP}|"
        rf"late{GAP})?(?P<season_n>{seasons})"
        rf"(?:(?:,?{GAP}(?:of{GAP})?(?:(?P<season_y>{_YEAR})|(?P<season_o>this|last|next){GAP}year)))?",
        "that_month": rf"(?:{_EDGE})?[Tt]hat{GAP}(?P<that_month_m>{_plain_months(calendar)})(?!{GAP}\d)",
        "spoken_month": rf"(?:{_EDGE})?(?P<spoken_month_s>{spoken}){GAP}(?P<spoken_month_m>{_months(calendar)})",
        "unit": rf"(?:(?P<unit_e>{_EDGE})(?:(?P<unit_s>{spoken}|the){GAP})(?P<unit_u>week|month|year|decade|"
        rf"century|weekend)"
        rf"|(?P<unit_s2>{spoken}){GAP}(?P<unit_u2>week|month|quarter|year|decade|century|weekend)"
        rf"|[Tt]he{GAP}(?P<unit_u5>week|weekend|month|year){GAP}(?:(?P<unit_past>before{GAP}last)|after{GAP}next)"
        rf"|(?P<unit_u3>[Tt]he{GAP}weekend)|(?P<unit_end>(?:the{GAP})?(?P<unit_u4>year|month|week)"
        rf"(?:['’]s{GAP}|-)end))",
    }


def _bare_dates(calendar: Calendar) -> dict[str, str]:
    parts = any_of(calendar.day_parts)
    words = any_of(calendar.decades)
    spoken = any_of(_with_capital(_SPOKEN))
    holidays, months = any_of(calendar.holidays), _months(calendar)
    return {
        "holiday": rf"(?:(?P<holiday_s>{spoken}){GAP})?(?P<holiday_n>{holidays})(?P<holiday_w>{GAP}weekend)?"
        rf"(?:,?{GAP}(?:of{GAP})?(?P<holiday_y>{_YEAR}))?",
        "weekday": rf"(?:(?P<weekday_p>[Aa]{GAP}week{GAP}(?:on|from){GAP})|"
        rf"(?P<weekday_s>{spoken}|this{GAP}coming|this{GAP}past|[Tt]he{GAP}(?:previous|"
        rf"following|same)){GAP}"
        rf"|[Ee]arly{GAP}(?:on{GAP})?|[Ll]ate{GAP}(?:on{GAP})?)?(?P<weekday_n>{_weekdays(calendar)})"
        rf"(?:{GAP}(?:early{GAP}|late{GAP})?(?:{parts}))?"
        rf"(?:{GAP}(?:of{GAP})?(?P<weekday_w>this|last|next){GAP}week|{GAP}(?P<weekday_f>week|fortnight)"
        rf"(?=[.,;:!?)”’\"']|\s*$|{GAP}(?:to|at|in|for|and|when|with|by)\b)|"
        rf"{GAP}(?P<weekday_x>before{GAP}last|after{GAP}next))?",
        "decade": rf"(?:[Tt]he{GAP})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:-to-late)?(?:[-–]|{GAP})"
        rf")?(?:(?P<decade_y>(?:1[0-9]|20)\d0)['’]?s"
        rf"|['’](?P<decade_s>[2-9]0)s|(?P<decade_b>[5-9]0)s|(?P<decade_w>{words}))",
        "century": rf"(?:[Tt]he{GAP})?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:[-–]|{GAP}))?(?P<century_n>(?:1\d|20|21)"
        rf")(?:th|st)[-\u00a0 ]century",
        "fiscal": rf"(?:{_EDGE})?(?:FY(?:{GAP})?['’]?(?P<fiscal_s>\d\d(?!\d))|"
        rf"(?:FY(?:{GAP})?|[Ff]iscal{GAP}(?:[Yy]ear{GAP})?|[Ff]inancial{GAP}[Yy]ear{GAP})(?P<fiscal_y>20\d\d))(?:[-–/](?P<fiscal_b>20\d\d|\d\d)(?!\d))?",
        "years": rf"(?P<years_a>{_PLAIN_YEAR})(?:[-–—/]|{GAP}(?P<years_w>to|through|[-–—]){GAP})"
        rf"(?P<years_b>{_YEAR}|\d\d(?![\d-]))",
        "year": rf"(?:{_EDGE})?(?P<year_y>{_YEAR})",
        "short_year": r"['’](?P<short_year_y>\d\d)(?!\w)",
        "month": rf"(?:{_EDGE})?(?P<month_m>{months})(?:(?={GAP}(?:and|or){GAP}(?:again{GAP})?(?:in{GAP})?"
        rf"(?P<month_nm>{months}),?{GAP}(?:of{GAP})?(?:(?P<month_ny>{_YEAR})|(?P<month_no>this|last|next){GAP}year))|)",
    }


def _with_capital(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in dict.fromkeys((word, word.capitalize()))]
