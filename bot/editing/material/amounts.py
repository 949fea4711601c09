"""Amounts: numbers with a scale (*1.2 billion*) and amounts of money, by the value that they come to."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ...domain.spans import Span
from ...reading.text.words import stem
from .tokens import Token

# Signs are the same in every newsroom that writes English; words for currencies and scales are in the lexicon.
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "₹": "rupee", "₩": "won", "₺": "lira"}
_WITH_SCALE = re.compile(r"([\d.,]+)([a-z]+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_JOINTS = " \t\r\n\u00a0\u202f-‑"


class MoneyWords(NamedTuple):
    """The words of the lexicon that make a number an amount."""

    currencies: frozenset[str]
    """The stems of words for currencies: *dollar*."""

    scales: Mapping[str, int]
    """What a word for a scale multiplies a number with: *billion*."""

    short: Mapping[str, int]
    """What letters right behind a number multiply it with: *2bn*."""


class Amount(NamedTuple):
    """A number with a scale or a currency."""

    value: str
    """The number in plain digits: 1200000000 for *1.2 billion*."""

    place: Span
    currency: str | None
    length: int
    """How many tokens it takes up."""


def read_amount(text: str, tokens: Sequence[Token], place: int, number: str, words: MoneyWords) -> Amount | None:
    """The amount that begins with a number; None where it has neither a scale nor a currency."""
    first, end = tokens[place], place + 1
    currency = _SIGNS.get(text[first.span.start - 1]) if first.span.start else None
    start = first.span.start - 1 if currency else first.span.start
    scale = 1
    short = _WITH_SCALE.fullmatch(number)
    if currency and short and short[2] in words.short:
        number, scale = short[1], words.short[short[2]]
    elif end < len(tokens) and tokens[end].folded in words.scales and _adjoins(text, tokens, end):
        scale, end = words.scales[tokens[end].folded], end + 1
    if not currency and (worded := _find_currency(text, tokens, end, words.currencies)):
        currency, end = worded
    if scale == 1 and not currency:
        return None
    return Amount(plain_value(number, scale), Span(start, tokens[end - 1].span.end), currency, end - place)


def plain_value(number: str, scale: int = 1) -> str:
    """A number without the commas of its thousands, times its scale; what is no number stays as it is."""
    digits = number.replace(",", "") if _THOUSANDS.fullmatch(number) else number
    try:
        return f"{round(float(digits) * scale, 6):.15g}"
    except ValueError:
        return number


def _find_currency(
    text: str, tokens: Sequence[Token], place: int, currencies: Collection[str]
) -> tuple[str, int] | None:
    """The word for a currency at a place, or behind one that says whose it is (*U.S. dollars*), and where it ends."""
    for at in (place, place + 1):
        if at >= len(tokens) or not _adjoins(text, tokens, at):
            return None
        if (word := stem(tokens[at].folded)) in currencies:
            return word, at + 1
        if not text[tokens[at].span.start].isupper():
            return None
    return None


def _adjoins(text: str, tokens: Sequence[Token], place: int) -> bool:
    between = text[tokens[place - 1].span.end : tokens[place].span.start]
    return not between.strip(_JOINTS + ".")
