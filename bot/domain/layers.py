"""Layers: what was found in a text, sorted by position, so that a stretch is looked up and not searched for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from .readings import Article, Quote
from .spans import Span

T = TypeVar("T")


class Layer(Generic[T]):
    """Things of one kind, each with its span; a look-up gives them in the order in which they were put in."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._placed = sorted(
            ((span, place, thing) for place, (span, thing) in enumerate(placed)), key=lambda each: each[0].start
        )
        self._starts = [span.start for span, _, _ in self._placed]
        self._reach = list(accumulate((span.end for span, _, _ in self._placed), max))

    def within(self, stretch: Span) -> list[T]:
        """The things that lie in a stretch, ends included."""
        first, last = bisect_left(self._starts, stretch.start), bisect_right(self._starts, stretch.end)
        return _in_order(each for each in self._placed[first:last] if each[0].end <= stretch.end)

    def across(self, stretch: Span) -> list[T]:
        """The things that share a character with a stretch."""
        last = first = bisect_left(self._starts, stretch.end)
        while first and self._reach[first - 1] > stretch.start:
            first -= 1
        return _in_order(each for each in self._placed[first:last] if each[0].overlaps(stretch))


def _in_order(found: Iterable[tuple[Span, int, T]]) -> list[T]:
    return [thing for _, _, thing in sorted(found, key=_place_of)]


def _place_of(each: tuple[Span, int, T]) -> int:
    return each[1]


_MOST_ARTICLES = 4096
_QUOTES: WeakKeyDictionary[Article, Layer[Quote]] = WeakKeyDictionary()


def quotes_in(article: Article) -> Layer[Quote]:
    """The quotations of an article by their marks, found once while the article is there and not too many others."""
    layer = _QUOTES.get(article)
    if layer is None:
        if len(_QUOTES) >= _MOST_ARTICLES:
            _QUOTES.clear()
        layer = _QUOTES[article] = Layer((quote.marks, quote) for quote in article.reading.quotes)
    return layer
