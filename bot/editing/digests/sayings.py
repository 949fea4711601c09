"""What was said, by the words of it: which quotation holds another is found without looking through all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...domain.layers import quotes_in
from ...domain.readings import Article, Quote
from ...reading.text.words import find_words
from ..material.cast import Cast
from ..material.lines import Line
from ..quotes import quotes_of

_LEAST_PART = 3
"""So many words make a part of a quotation known again; fewer are anybody's."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A quotation with its words made comparable, and whose it is."""

    article: Article
    quote: Quote
    words: tuple[str, ...]
    speaker: str | None
    also: list[Said] = field(default_factory=list)

    def holds(self, other: Said) -> bool:
        """Whether it has all the words of another, and may be by the same speaker."""
        is_part = self.words == other.words or (
            _LEAST_PART <= len(other.words) < len(self.words) and other.joined in self.joined
        )
        return is_part and (self.speaker == other.speaker or None in {self.speaker, other.speaker})

    @property
    def joined(self) -> str:
        """Its words between blanks."""
        return f" {' '.join(self.words)} "

    @property
    def beginning(self) -> tuple[str, ...]:
        """As many of its first words as a part has at least; of fewer all."""
        return self.words[:_LEAST_PART]

    def runs(self) -> Iterable[tuple[str, ...]]:
        """Each run of so many words in it, once."""
        places = range(max(1, len(self.words) - _LEAST_PART + 1))
        return dict.fromkeys(self.words[place : place + _LEAST_PART] for place in places)


class Sayings:
    """Quotations in the order in which they were added."""

    def __init__(self, sayings: Iterable[Said] = ()) -> None:
        self._sayings: dict[int, Said] = {}
        self._last = 0
        self._having: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._beginning: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for said in sayings:
            self.add(said)

    def __iter__(self) -> Iterator[Said]:
        return iter(self._sayings.values())

    def add(self, said: Said) -> None:
        """Add a quotation."""
        self._last += 1
        self._sayings[self._last] = said
        self._beginning[said.beginning].append(self._last)
        for run in said.runs():
            self._having[run].append(self._last)

    def find_longer(self, said: Said) -> Said | None:
        """The first quotation that holds another one."""
        near = (self._sayings.get(number) for number in self._having.get(said.beginning, ()))
        return next((each for each in near if each and each.holds(said)), None)

    def take_shorter(self, said: Said) -> list[Said]:
        """The quotations that another one holds, which are here no more then."""
        near = sorted(number for run in said.runs() for number in self._beginning.get(run, ()))
        held = [number for number in near if number in self._sayings and said.holds(self._sayings[number])]
        return [self._sayings.pop(number) for number in held]


def said_by(articles: Iterable[Article], cast: Cast) -> Iterator[Said]:
    """The quotations of articles that are nested in no other."""
    for article, quote in quotes_of(tuple(articles)):
        if not quote.nested:
            yield _read(article, quote, cast)


def said_in(lines: Iterable[Line], cast: Cast) -> Iterator[Said]:
    """The quotations of lines, nested ones as well."""
    for article, unit in lines:
        for quote in quotes_in(article).within(unit):
            if len(quote.span):
                yield _read(article, quote, cast)


def _read(article: Article, quote: Quote, cast: Cast) -> Said:
    words = find_words(article.document.text, quote.span.start, quote.span.end)
    folded = tuple(word.folded for word in words if word.spoken)
    return Said(article, quote, folded, " and ".join(cast.speakers(quote)) or None)
