"""Dates: every calendar expression of a text, with the day, month or year that it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from ...domain.readings import DateMention, Sentence
from ...domain.spans import Span
from ..lexicon import Lexicon
from .patterns import date_pattern, order_pattern
from .reckoning import FIRST_YEAR, LAST_YEAR
from .standing import REACH, Page, is_date, look_around
from .tenses import is_behind
from .values import read_form
from .words import CalendarWords, Meaning, Occasion, calendar_words

# *Since* looks back; *by* and *until* look ahead, unless a verb before them holds them in the past, or they open the
# sentence (*By Friday they were friends*) and leave the tense to its verb.
_LEAD = re.compile(r"\b(?:[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill)(?= $)")
# What may stand between the beginning of a clause and a word that it opens with: *But by Friday they were friends*.
_FRONT = re.compile(r"(?:^|[;:—–.“]\s*)[\s“\"‘']*(?:(?:But|And|Yet|So|Then|but|and|yet)\s)?\Z", re.MULTILINE)
# *Friday’s closing price* is that of the last Friday.
_CLOSED = re.compile(r"\w+\.?['’]s clos(?:e|ing)\b")
# So is *the close on Friday*, and a figure *forecast in the autumn* was told then.
_TOLD_THEN = re.compile(
    r"(?:['’]s|\b(?:the|its|last|a)) clos(?:e|ing price) (?:on )?$|"
    r"\d(?:%| per ?cent| percent)? (?:forecast|predicted|estimated|projected) (?:in|on) $"
)
# A day that an inquiry looks into is past, whatever the verb: *the inquiry into the night of 9 May will say so*.
_BY_EVENT = re.compile(r"\b(?:inquiry|investigation|inquest|report) (?:into|on) the [\w-]+ of $")
_HELD = re.compile(r"\b(?:had|was|were|did|lasted|remained|ran|stayed|continued|served|ruled|waited|took)\b")
_LOOK = 40


def find_dates(
    text: str, sentences: Sequence[Sentence], lexicon: Lexicon, published: date | None
) -> tuple[DateMention, ...]:
    """Every calendar expression, in order.

    Weekdays, bare months and words like *last year* rest on `published` and have no value without it; past or
    future is told by the tense of their clause. Clock times, durations and recurring days are no dates.
    """
    return tuple(_DateReader(text, sentences, lexicon, published).read())


class _DateReader:
    """One pass over a text; it remembers the last date told, on which the next may lean."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon, published: date | None) -> None:
        self.text, self.sentences, self.lexicon = text, sentences, lexicon
        self.words: CalendarWords = calendar_words(lexicon.calendar)
        self.starts = [sentence.span.start for sentence in sentences]
        reckoned = published if published and FIRST_YEAR < published.year < LAST_YEAR else None
        self.occasion = Occasion(reckoned, self._is_behind, lambda: self._is_day_first)
        self.page = Page(text, lexicon, self.occasion)

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
        if not is_date(found, look_around(self.text, found), self.page):
            return None
        if found.start() - self.occasion.last_end > REACH:
            self.occasion.last = None
        return read_form(found, self.occasion, self.words)

    def _remember(self, found: re.Match[str], meaning: Meaning) -> None:
        if meaning.value:
            self.occasion.last, self.occasion.last_end = meaning, found.end()

    @cached_property
    def _is_day_first(self) -> bool | None:
        """Whether the text puts days before months where one can tell; None where it does neither, or both."""
        manners = {found.lastgroup == "day_first" for found in order_pattern(self.lexicon.calendar).finditer(self.text)}
        return manners.pop() if len(manners) == 1 else None

    def _is_behind(self, place: int) -> bool | None:
        """The tense at a place; a dateline or headline without a verb has none."""
        index = bisect_right(self.starts, place) - 1
        if index < 0:
            return None
        span = self.sentences[index].span
        # A sentence of a megabyte is no sentence: only what stands near the date is looked at.
        start, end = max(span.start, place - REACH), min(span.end, place + REACH)
        lead = _LEAD.search(self.text[max(start, place - _LOOK) : place])
        if lead and lead[0].lower() == "since":
            return True
        left = self.text[max(start, place - _LOOK) : place]
        if _BY_EVENT.search(left) or _TOLD_THEN.search(left) or _CLOSED.match(self.text, place):
            return True
        behind = is_behind(self.text[start:end], place - start, self.lexicon.tenses)
        fronted = lead is not None and _FRONT.search(self.text[start : place - len(lead[0]) - 1]) is not None
        if behind and lead and not fronted and not _HELD.search(self.text, start, place):
            return False
        return behind


def _next_word(text: str, found: re.Match[str]) -> int:
    """Where to look on after words that are no date: at the next word within them, or after them."""
    place = found.start() + 1
    while place < found.end() and (text[place].isalnum() or text[place - 1].isalnum() is False):
        place += 1
    return min(place, found.end()) if place > found.start() else found.end()
