"""Clippings: lines of articles, each with its stems and with what reading found in it, for answering questions.

They are made when they are asked for, and cached by the story that they are of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from ...domain.readings import Article, NameKind, Stance
from ...domain.spans import Span
from .cast import Cast
from .kept import kept
from .lines import Line
from .prose import ends_as_statement
from .wording import read_stems

# The caches are bounded: on a larger shelf what was asked about last stays.
_MOST_LINES, _MOST_ARTICLES = 16_384, 1024

ROOT = 5
"""Words that have so many first letters in common are taken to be of one root."""

T = TypeVar("T")


@dataclass(slots=True)
class Contents:
    """What reading found in a line: names, speakers (of quotations and of claims), stances of claims, and dates.

    Somebody goes by the name that the story has for them, whatever the line calls them.
    """

    named: dict[str, NameKind] = field(default_factory=dict)
    speakers: set[str] = field(default_factory=set)
    stances: set[Stance] = field(default_factory=set)
    dates: list[Span] = field(default_factory=list)


_EMPTY = Contents()


@dataclass(frozen=True, slots=True)
class Clipping:
    """A line with what is asked of it again and again."""

    line: Line
    address: tuple[int, int]
    """The number of its document, and its place among the units there."""

    stems: tuple[str, ...]
    """The stems of its words, in order."""

    holding: Contents
    asks: bool
    """Whether it is a question."""

    heading: bool
    """Whether it is no question and does not end like a sentence."""

    @property
    def place(self) -> int:
        """Its place among the units of its article."""
        return self.address[1]


@dataclass(frozen=True, slots=True)
class Masthead:
    """The stems of a whole article."""

    head: frozenset[str]
    """Those of its title and its first line."""

    vocabulary: frozenset[str]
    """All of them."""

    by_root: Mapping[str, Sequence[str]]
    """Those of ROOT letters or more, by their first ROOT letters."""


class Clippings:
    """The clippings of a story."""

    def __init__(self, articles: Iterable[Article], cast: Cast) -> None:
        self._articles = {article.document.number: article for article in articles}
        self._cast = cast
        self._clip = lru_cache(_MOST_LINES)(self._read_line)
        self._hold = lru_cache(_MOST_ARTICLES)(self._read_holdings)

    def line(self, number: int, unit: Span) -> Line | None:
        """The line at a unit of a document.

        None where the document is not in this story, or where its reading divides the text into other units by now.
        """
        article = self._articles.get(number)
        if article is None:
            return None
        units = article.reading.units
        place = bisect_left(units, unit)
        return Line(article, unit) if place < len(units) and units[place] == unit else None

    def of(self, line: Line) -> Clipping:
        """The clipping of a line."""
        units = line.article.reading.units
        return self._clip(line.article.document.number, bisect_left(units, line.unit.start, key=_start))

    def around(self, clipping: Clipping, distance: int) -> Clipping | None:
        """The clipping that is `distance` lines after another one (below 0: before it); None outside of the article."""
        article, place = clipping.line.article, clipping.place + distance
        if not 0 <= place < len(article.reading.units):
            return None
        return self._clip(article.document.number, place)

    def masthead(self, number: int) -> Masthead:
        """The stems of one of the articles, by its number."""
        return _read_masthead(self._articles[number])

    def _read_line(self, number: int, place: int) -> Clipping:
        article = self._articles[number]
        line = Line(article, article.reading.units[place])
        text, holding = line.text, self._hold(number).get(place, _EMPTY)
        asks = text.rstrip("”’\"'").endswith("?")
        is_heading = not asks and not ends_as_statement(text)
        return Clipping(line, (number, place), read_stems(text), holding, asks, is_heading)

    def _read_holdings(self, number: int) -> dict[int, Contents]:
        """What each line of an article holds, by the line's place; lines that hold nothing are left out."""
        article = self._articles[number]
        found: dict[int, Contents] = defaultdict(Contents)
        for place, name in _placed(article, ((name, name.mentions) for name in article.reading.names)):
            found[place].named[self._cast.name_of(name.full)] = name.kind
        for place, quote in _placed(article, ((quote, [quote.marks]) for quote in article.reading.quotes)):
            found[place].speakers.update(self._cast.speakers(quote))
        for place, claim in _placed(article, ((claim, [claim.span]) for claim in article.reading.claims)):
            found[place].speakers.add(self._cast.name_of(claim.author))
            found[place].stances.add(claim.stance)
        for place, date in _placed(article, ((date, [date.span]) for date in article.reading.dates)):
            found[place].dates.append(date.span)
        return dict(found)


@kept(_MOST_ARTICLES)
def _read_masthead(article: Article) -> Masthead:
    """The stems of an article, which are the same in every story that it belongs to."""
    lede = [Line(article, unit).text for unit in article.reading.units[:1]]
    head = frozenset(read_stems(" ".join([article.document.title or "", *lede])))
    vocabulary = head.union(*(read_stems(unit.of(article.document.text)) for unit in article.reading.units))
    by_root = defaultdict[str, list[str]](list)
    for word in vocabulary:
        if len(word) >= ROOT:
            by_root[word[:ROOT]].append(word)
    return Masthead(head, vocabulary, by_root)


def _start(unit: Span) -> int:
    return unit.start


def _placed(article: Article, found: Iterable[tuple[T, Iterable[Span]]]) -> Iterator[tuple[int, T]]:
    """What was found in an article, with the places of the units that hold it."""
    units = article.reading.units
    for each, spans in found:
        for span in spans:
            place = bisect_right(units, span.start, key=_start) - 1
            if place >= 0 and units[place].contains(span):
                yield place, each
