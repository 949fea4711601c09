"""A few documents of a shelf, asked of as if there were no others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ..domain.errors import BadCommand
from ..domain.readings import Article, Found, Spread
from ..domain.spans import Span
from ..editing.material.wording import stems_at
from .ports import Shelf

# BM25 as SQLite's FTS5 has it, so that scores of these documents compare with those of the whole shelf.
_SATURATION, _LENGTH = 1.2, 0.75
_LEAST_WEIGHT = 1e-6

_NUMBERS = re.compile(r"[0-9]{1,9}(?:(?:\s*[,;&]\s*(?:and\s+)?|\s+(?:and\s+)?)[0-9]{1,9})*")
_MOST_NUMBERS = 20

_Unit = tuple[Article, Span, Counter[str]]


def read_documents(documents: str) -> tuple[int, ...]:
    """Documents' numbers, as they are typed: divided by commas."""
    return tuple(int(number) for number in documents.split(","))


def numbers_in(about: str) -> tuple[int, ...]:
    """The documents that words mean which are nothing but numbers (*1*, *1 2*, *1, 2 and 3*); none of other words.

    Raises BadCommand where they are too many.
    """
    if not _NUMBERS.fullmatch(about.strip()):
        return ()
    numbers = tuple(sorted(set(map(int, re.findall(r"[0-9]+", about)))))
    if len(numbers) > _MOST_NUMBERS:
        raise BadCommand(f"{len(numbers)} documents are too many at once: give at most {_MOST_NUMBERS}")
    return numbers


class Selection:
    """Some documents of a shelf: words that only the others have are in none of its lines, and count for nothing."""

    def __init__(self, articles: Sequence[Article], shelf: Shelf) -> None:
        self._articles, self._shelf = articles, shelf

    async def articles(self) -> Sequence[Article]:
        """The documents that were selected, by number."""
        return self._articles

    async def article(self, number: int) -> Article:
        """Any document of the shelf, as it is there. Raises NoSuchDocument."""
        return await self._shelf.article(number)

    async def find(self, stems: Sequence[str], limit: int) -> Sequence[Found]:
        """Units that hold any of these stems, nearest first."""
        units = list(self._units())
        wanted = {stem: _weigh(stem, units) for stem in dict.fromkeys(stems)}
        usual = sum(counts.total() for _, _, counts in units) / max(1, len(units))
        found = [
            Found(article.document.number, unit, score)
            for article, unit, counts in units
            if (score := _rate(counts, wanted, usual))
        ]
        return sorted(found, key=lambda each: (-each.score, each.document, each.unit))[:limit]

    async def spread(self, stems: Sequence[str]) -> Spread:
        """How many units there are, and how many of them hold each of these stems."""
        units = list(self._units())
        return Spread(len(units), {stem: _count(stem, units) for stem in dict.fromkeys(stems)})

    def _units(self) -> Iterator[_Unit]:
        for article in self._articles:
            for unit in article.reading.units:
                yield article, unit, Counter(stems_at(article, unit))


async def select(shelf: Shelf, documents: Collection[int]) -> Selection:
    """Some documents of a shelf. Raises BadCommand where one is not on it."""
    held = {article.document.number: article for article in await shelf.articles()}
    if missing := sorted(set(documents) - set(held)):
        named = ", ".join(map(str, missing))
        raise BadCommand(f"there is no document {named} on the shelf: !sources lists those that there are")
    return Selection([held[number] for number in sorted(documents)], shelf)


def _count(stem: str, units: Iterable[_Unit]) -> int:
    return sum(stem in counts for _, _, counts in units)


def _weigh(stem: str, units: Sequence[_Unit]) -> float:
    """How rare a stem is; one that most units hold weighs next to nothing."""
    holding = _count(stem, units)
    return max(_LEAST_WEIGHT, math.log((len(units) - holding + 0.5) / (holding + 0.5)))


def _rate(counts: Counter[str], wanted: dict[str, float], usual: float) -> float:
    """How near a unit is to the wanted stems; 0 where it holds none of them."""
    long = _SATURATION * (1 - _LENGTH + _LENGTH * counts.total() / (usual or 1))
    shares = (weight * counts[stem] * (_SATURATION + 1) / (counts[stem] + long) for stem, weight in wanted.items())
    return sum(shares)
