"""Particulars of lines: quantities and dates, and where those of two lines differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...domain.readings import DateMention
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import fold, stem
from ..asking.wordlists import asking_words
from ..material.amounts import Amount, plain_value, read_amount
from ..material.kept import kept
from ..material.layers import dates_in, mentions_in
from ..material.lines import Line
from ..material.tokens import Token, read_tokens
from ..material.wording import stems_at
from .likeness import bag_of, read_bag, read_number, same_stem

_OTHER_THINGS = "the same words, of different things"
_REACH = 4
_JOINTS = " \t\r\n\u00a0\u202f-‑"
_CONTEXT = 2
_YEARS = range(1800, 2100)
_RANGE = re.compile(r"(?P<least>[1-9]\d{0,6})[-‑–](?P<most>[1-9]\d{0,6})")
# A day (*1/2/2024*, *01.02.2024*), and what begins with a nought that counts nothing (*03*, *0m*).
_NO_NUMBER = re.compile(r"\d+/\d|\d+\.\d+\.\d|0[^.,]")
_WITH_HUNDRED, _WITH_REST, _TEN, _HUNDRED = 2, 3, 10, 100
_SAME_MATTER, _SAME_EVENT = 0.4, 0.5
"""From these likenesses on two lines speak of one quantity, where its unit is one, and tell one event."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: *20-year agreement* is 20, *year*, and the words behind.

    `unit` and `context` are stems, `noun` the unit as written; of money the unit is the currency.
    `is_former` where a word beside it makes it something earlier, or something else (*previous*, *expired*).
    """

    number: str
    unit: str
    noun: str
    context: frozenset[str]
    place: Span
    is_former: bool
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class Discord:
    """What differs between two lines, in a word or two, and the places in each."""

    subject: str
    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]


@kept(8192)
def quantities_of(line: Line, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The quantities of a line, found once; numbers within dates and types (*S-300*) are none."""
    return tuple(_find_quantities(line, lexicon))


def _find_quantities(line: Line, lexicon: Lexicon) -> Iterator[Quantity]:
    text = line.article.document.text
    if not _number_pattern(lexicon).search(text, line.unit.start, line.unit.end):
        return
    tokens = tuple(_join_numbers(read_tokens(text, line.unit), text, lexicon))
    words = asking_words(lexicon).money
    for place, number in _numbers_in(line, tokens, lexicon):
        amount = read_amount(text, tokens, place, number, words)
        reaching = None if amount else _range(text, tokens, place)
        if amount and amount.currency:
            yield _money(tokens, place, amount, lexicon)
        elif _counts(text, tokens, place, amount or reaching, lexicon):
            yield _quantity(tokens, place, number, amount or reaching, lexicon)
        elif amount:
            yield _quantity(tokens, place, number, None, lexicon)


def _range(text: str, tokens: Sequence[Token], place: int) -> Amount | None:
    """A number that reaches to a larger one: *100-200 people*."""
    pair = tokens[place : place + 2]
    span = pair[0].span.hull(pair[-1].span)
    found = _RANGE.fullmatch(span.of(text))
    if not found or not int(found["least"]) < int(found["most"]) or int(found["least"]) in _YEARS:
        return None
    return Amount(f"{found['least']}-{found['most']}", span, None, len(pair))


@lru_cache(maxsize=4)
def _number_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Finds a digit, or what a number in words has in it: most lines have none, and need not be taken apart."""
    words = "|".join(re.escape(word) for word in sorted(lexicon.calendar.numbers) if word not in {"a", "an"})
    return re.compile(rf"\d|{words}", re.IGNORECASE)


def _numbers_in(line: Line, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """The places of numbers that are no part of a date, and the numbers."""
    text, dates = line.article.document.text, [date.span for date in dates_of(line)]
    for place, token in enumerate(tokens):
        number = _number(token, text, lexicon)
        if number and not any(date.overlaps(token.span) for date in dates):
            yield place, number


@kept(8192)
def _numbers_told(line: Line, lexicon: Lexicon) -> frozenset[str]:
    """The numbers of a line that stand alone, as in *600, not 700* and *It is 600*."""
    text = line.article.document.text
    tokens = tuple(_join_numbers(read_tokens(text, line.unit), text, lexicon))
    counted = [each.place for each in quantities_of(line, lexicon)]
    found = _numbers_in(line, tokens, lexicon)
    alone = (number for place, number in found if not any(span.overlaps(tokens[place].span) for span in counted))
    return frozenset(map(plain_value, alone))


def _counts(text: str, tokens: Sequence[Token], place: int, amount: Amount | None, lexicon: Lexicon) -> bool:
    """Whether a number counts the word behind it, and is no part of a longer one in words (*a hundred and fifty*)."""
    before = [token.folded for token in tokens[max(0, place - 2) : place]]
    joined = before[:-1] if before[-1:] == ["and"] else before[-1:]
    is_part = tokens[place].folded[0].isalpha() and any(read_number(word, lexicon) for word in joined)
    last = place + (amount.length if amount else 1)
    if last >= len(tokens):
        return False
    unit = tokens[last]
    between = text[tokens[last - 1].span.end : unit.span.start]
    none = asking_words(lexicon).small | lexicon.calendar.ordinals.keys() | lexicon.function_words.adverbs
    is_unit = unit.folded not in none and not unit.folded[0].isdigit()
    return is_unit and not is_part and not between.strip(_JOINTS)


@kept(8192)
def dates_of(line: Line) -> tuple[DateMention, ...]:
    """The dates that a line tells."""
    return tuple(date for date in dates_in(line.article).within(line.unit) if date.value)


def find_discords(ours: Line, theirs: Line, likeness: float, lexicon: Lexicon) -> Iterator[Discord]:
    """Where two lines that are so much alike differ in a particular."""
    one, other = quantities_of(ours, lexicon), quantities_of(theirs, lexicon)
    for mine, yours in _quantities_apart(one, other, likeness):
        if not _both_tell(ours, theirs, mine, yours, lexicon) and not _others_pay(ours, theirs, mine, yours, lexicon):
            yield _discord(mine, yours)
    if likeness >= _SAME_EVENT:
        yield from _dates_apart(ours, theirs)


def find_counts_apart(ours: Line, theirs: Line, lexicon: Lexicon) -> Iterator[Discord]:
    """Where lines of one story count the same things differently, and have another word in common.

    Damaged houses are such things; days and years are not, of which a story tells of many.
    """
    spans, bags = asking_words(lexicon).spans, (bag_of(ours, lexicon), bag_of(theirs, lexicon))
    counted = [[each for each in quantities_of(line, lexicon) if each.unit not in spans] for line in (ours, theirs)]
    ours_told, theirs_told = ({(each.number, each.unit) for each in found} for found in counted)
    agreed = {unit for _, unit in ours_told & theirs_told}
    common = bags[0].keys() & bags[1].keys()
    for mine, yours in _quantities_apart(counted[0], counted[1], _SAME_MATTER):
        others = common - read_bag(mine.noun, lexicon).keys()
        if mine.is_money:
            # Money is paid for anything: that somebody is named in both lines makes it no one matter.
            others = others - _named_in(ours, lexicon) - _named_in(theirs, lexicon)
        is_told = _both_tell(ours, theirs, mine, yours, lexicon) or _others_pay(ours, theirs, mine, yours, lexicon)
        if mine.unit not in agreed and others and not is_told:
            yield _discord(mine, yours)


def are_apart(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether neither of two values is a part of the other; *25 years* are *twenty-five years*."""
    ours, theirs = read_bag(one, lexicon).keys(), read_bag(other, lexicon).keys()
    return not (ours <= theirs or theirs <= ours)


def _join_numbers(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> Iterator[Token]:
    """The tokens of a line, with *twenty-five* as one, and *a hundred and fifty* too, as its digits."""
    joined = list(_join_tens(tokens, text, lexicon))
    place = 0
    while place < len(joined):
        length, value = _hundreds(joined, place, lexicon)
        yield Token(str(value), joined[place].span.hull(joined[place + length - 1].span)) if length else joined[place]
        place += length or 1


def _hundreds(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[int, int]:
    """How many tokens say a number of hundreds, and which; 0 where there is none."""
    words = [token.folded for token in tokens[place : place + 4]]
    if len(words) < _WITH_HUNDRED or words[1] != "hundred":
        return 0, 0
    many = 1 if words[0] == "a" else read_number(words[0], lexicon) or 0
    rest = read_number(words[3], lexicon) if words[2:3] == ["and"] and len(words) > _WITH_REST else None
    if not 0 < many < _TEN:
        return 0, 0
    return (4, many * 100 + rest) if rest and rest < _HUNDRED else (_WITH_HUNDRED, many * 100)


def _join_tens(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> Iterator[Token]:
    held: Token | None = None
    for token in tokens:
        whole = held.span.hull(token.span) if held and held.folded in lexicon.calendar.numbers else None
        if whole and read_number(word := fold(whole.of(text)), lexicon):
            yield Token(word, whole)
            held = None
            continue
        if held:
            yield held
        held = token
    if held:
        yield held


def _number(token: Token, text: str, lexicon: Lexicon) -> str | None:
    if ":" in token.folded:
        return None
    if token.folded[0].isdigit():
        is_type = token.span.start and text[token.span.start - 1] in "-‑"
        return None if is_type or _NO_NUMBER.match(token.folded) else token.folded
    found = read_number(token.folded, lexicon)
    return str(found) if found and found > 1 else None


def _quantity(tokens: tuple[Token, ...], place: int, number: str, amount: Amount | None, lexicon: Lexicon) -> Quantity:
    last = place + (amount.length if amount else 1)
    unit = tokens[last]
    value = amount.value if amount else plain_value(number)
    span = tokens[place].span.hull(unit.span)
    context, is_former = _context(tokens, last, lexicon), _is_former(tokens, place, lexicon)
    return Quantity(value, stem(unit.folded), unit.folded, context, span, is_former)


def _money(tokens: tuple[Token, ...], place: int, amount: Amount, lexicon: Lexicon) -> Quantity:
    context = _context(tokens, place + amount.length - 1, lexicon)
    unit, is_former = str(amount.currency), _is_former(tokens, place, lexicon)
    return Quantity(amount.value, unit, f"money ({unit})", context, amount.place, is_former, is_money=True)


def _context(tokens: tuple[Token, ...], place: int, lexicon: Lexicon) -> frozenset[str]:
    """The stems of the words that carry something behind a unit."""
    small = asking_words(lexicon).small
    after = [token for token in tokens[place + 1 : place + 1 + _REACH] if token.folded not in small]
    return frozenset(same_stem(stem(token.folded), lexicon) for token in after[: 1 + _CONTEXT])


def _is_former(tokens: tuple[Token, ...], place: int, lexicon: Lexicon) -> bool:
    near = [token.folded for token in tokens[max(0, place - _REACH) : place + _REACH]]
    return not lexicon.instruments.former.isdisjoint(near)


def _quantities_apart(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], likeness: float
) -> Iterator[tuple[Quantity, Quantity]]:
    for one in ours:
        same_unit = [other for other in theirs if other.unit == one.unit and _is_one_matter(one, other, likeness)]
        if any(other.number == one.number and other.is_former == one.is_former for other in same_unit):
            continue
        for other in same_unit[:1]:
            yield one, other


def _discord(one: Quantity, other: Quantity) -> Discord:
    return Discord(_OTHER_THINGS if one.number == other.number else one.noun, (one.place,), (other.place,))


def _both_tell(ours: Line, theirs: Line, one: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """Whether one of the lines has both numbers: it corrects one of them."""
    return one.number != other.number and (
        other.number in _numbers_told(ours, lexicon) or one.number in _numbers_told(theirs, lexicon)
    )


def _others_pay(ours: Line, theirs: Line, one: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """Whether two amounts of money are paid by two who are named."""
    if not (one.is_money and other.is_money):
        return False
    mine, yours = _payer(ours, one.place, lexicon), _payer(theirs, other.place, lexicon)
    return bool(mine and yours and mine != yours)


def _payer(line: Line, amount: Span, lexicon: Lexicon) -> str | None:
    """Who is named last before an amount, where the line is about paying."""
    if asking_words(lexicon).paying.isdisjoint(stems_at(*line)):
        return None
    before = Span(line.unit.start, amount.start)
    names = [(mention.end, name.full) for mention, name in mentions_in(line.article).within(before)]
    return max(names)[1] if names else None


@kept(2048)
def _named_in(line: Line, lexicon: Lexicon) -> frozenset[str]:
    """The words of the names in a line, as they are compared."""
    text = line.article.document.text
    named = (mention.of(text) for mention, _ in mentions_in(line.article).within(line.unit))
    return frozenset(word for words in named for word in read_bag(words, lexicon))


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
