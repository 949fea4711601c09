"""Particulars of lines: quantities and dates, and where those of two lines differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.readings import DateMention
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from ..reading.words import stem
from .likeness import same_stem
from .lines import Line
from .questions import asking_words
from .tokens import Token, read_tokens

_OTHER_THINGS = "the same words, of different things"
_REACH = 4
_CONTEXT = 2
_SAME_MATTER = 0.4
"""From this likeness on two lines are taken to tell one event, and a quantity of one unit to be one quantity."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: *20-year agreement* is 20, *year*, and the words behind.

    `unit` and `context` are stems, `noun` the unit as written;
    `is_former` where a word beside it makes it something earlier, or something else (*previous*, *expired*).
    """

    number: str
    unit: str
    noun: str
    context: frozenset[str]
    place: Span
    is_former: bool


@dataclass(frozen=True, slots=True)
class Discord:
    """What differs between two lines, in a word or two, and the places in each."""

    subject: str
    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]


def find_quantities(line: Line, lexicon: Lexicon) -> Iterator[Quantity]:
    """The quantities of a line; numbers within dates and types (*S-300*) are none."""
    text = line.article.document.text
    tokens = read_tokens(text, line.unit)
    dates = [date.span for date in dates_of(line)]
    for place, token in enumerate(tokens[:-1]):
        number = _number(token, text, lexicon)
        if number and not any(date.overlaps(token.span) for date in dates):
            yield _quantity(tokens, place, number, lexicon)


def dates_of(line: Line) -> list[DateMention]:
    """The dates that a line tells."""
    return [date for date in line.article.reading.dates if line.unit.contains(date.span) and date.value]


def find_discords(ours: Line, theirs: Line, likeness: float, lexicon: Lexicon) -> Iterator[Discord]:
    """Where two lines that are so much alike differ in a particular."""
    yield from _quantities_apart(list(find_quantities(ours, lexicon)), list(find_quantities(theirs, lexicon)), likeness)
    if likeness >= _SAME_MATTER:
        yield from _dates_apart(ours, theirs)


def _number(token: Token, text: str, lexicon: Lexicon) -> str | None:
    if token.folded[0].isdigit():
        is_type = token.span.start and text[token.span.start - 1] in "-‑"
        return None if is_type else token.folded
    found = lexicon.calendar.numbers.get(token.folded)
    return str(found) if found and found > 1 else None


def _quantity(tokens: tuple[Token, ...], place: int, number: str, lexicon: Lexicon) -> Quantity:
    small = asking_words(lexicon).small
    near = [token.folded for token in tokens[max(0, place - _REACH) : place + _REACH]]
    after = [token for token in tokens[place + 1 : place + 2 + _REACH] if token.folded not in small]
    context = frozenset(same_stem(stem(token.folded), lexicon) for token in after[1 : 2 + _CONTEXT])
    is_former = not lexicon.instruments.former.isdisjoint(near)
    unit = tokens[place + 1]
    return Quantity(number, stem(unit.folded), unit.folded, context, tokens[place].span.hull(unit.span), is_former)


def _quantities_apart(ours: list[Quantity], theirs: list[Quantity], likeness: float) -> Iterator[Discord]:
    for one in ours:
        same_unit = [other for other in theirs if other.unit == one.unit and _is_one_matter(one, other, likeness)]
        if any(other.number == one.number and other.is_former == one.is_former for other in same_unit):
            continue
        for other in same_unit[:1]:
            yield Discord(_OTHER_THINGS if one.number == other.number else one.noun, (one.place,), (other.place,))


def _is_one_matter(one: Quantity, other: Quantity, likeness: float) -> bool:
    return likeness >= _SAME_MATTER or not one.context.isdisjoint(other.context)


def _dates_apart(ours: Line, theirs: Line) -> Iterator[Discord]:
    """Days, or years, that two lines of one event give it, and not the same ones."""
    one, other = dates_of(ours), dates_of(theirs)
    lengths = {len(date.value or "") for date in one} & {len(date.value or "") for date in other}
    for length in lengths:
        mine = {date.value: date.span for date in one if len(date.value or "") == length}
        yours = {date.value: date.span for date in other if len(date.value or "") == length}
        if mine.keys().isdisjoint(yours):
            yield Discord("date", tuple(mine.values()), tuple(yours.values()))
