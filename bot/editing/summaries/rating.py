"""What speaks for a line in a summary: traits, each a plain count that can be told to whoever asks why.

Position and title go back to Edmundson (1969, "New methods in automatic extracting"), words that come up again to
Luhn (1958) and Nenkova and Vanderwende (2005, "The impact of frequency on summarization"), pairs of words that many
documents share to Gillick and Favre (2009, "A scalable global model for summarization").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise

from ...domain.readings import Article, Decided, NameKind
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words, stem
from ...reading.vocabulary import open_vocabulary
from ..material.kept import kept
from ..material.lines import Line, lines_of
from ..material.prose import is_statement
from ..material.wording import read_stems, stems_at

Concept = Hashable
"""A stem that says something, or two stems side by side."""

_OURS = frozenset({"we", "us"})
_DIGITS = re.compile(r"\d[\d.,:]*")
_SHORT, _LONG, _MUCH_LONGER = 12, 40, 20
_FULL_OF_NAMES, _FULL_OF_NUMBERS = 3, 2


class Trait(StrEnum):
    """What may speak for a line, or against it, in words for a reader."""

    LEDE = "opens its document"
    EARLY = "stands early"
    REPEATED = "says what comes up again"
    SHARED = "says what several documents say"
    TITLE = "takes up the title"
    NAMES = "names bodies and countries"
    PEOPLE = "names people"
    SPEAKER = "tells who says so"
    NUMBERS = "gives numbers or dates"
    QUOTED = "is mostly quotation"
    SHORT = "is short"
    LONG = "is very long"
    ADDRESS = "speaks to the reader"
    ANOTHER = "brings in another document"
    AGAIN = "says again what is chosen"


Traits = Mapping[Trait, float]


@dataclass(frozen=True, slots=True)
class Rated:
    """A line with its traits, each from 0 to 1, and the concepts that it speaks of.

    `numbers` are those of its words that begin with a digit, `length` is in words, `states` is whether it is a
    statement. What comes up again is not among the traits: that depends on what is chosen beside the line.
    """

    line: Line
    traits: Traits
    words: frozenset[Concept]
    concepts: frozenset[Concept]
    numbers: frozenset[Concept]
    length: int
    states: bool


def rate_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Rated]:
    """Rate lines, in their order."""
    return [_rate(line, lexicon) for line in lines]


@kept(8192)
def _rate(line: Line, lexicon: Lexicon) -> Rated:
    """What a line is by itself, whatever it is chosen for: found once."""
    return _page_of(line.article, lexicon).rate(line)


@kept(512)
def _page_of(article: Article, lexicon: Lexicon) -> _Page:
    return _Page(article, lexicon)


class _Page:
    """One article, whose lines are rated."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article, self._lexicon = article, lexicon
        self._small, self._speaking = _small_stems(lexicon), lexicon.function_words.speaking - _OURS
        self._alike = _countries_by_adjective(lexicon)
        self._bodies = _starts_of(article, {NameKind.ORGANISATION, NameKind.COUNTRY})
        self._people = _starts_of(article, {NameKind.PERSON})
        self._told = _starts_of_attributions(article)
        self._dates = sorted(date.span.start for date in article.reading.dates)
        self._quotations = sorted(quote.marks for quote in article.reading.quotes if not quote.nested)
        self._marks = [marks.start for marks in self._quotations]
        self._opening = self._find_opening()
        self._title = self._read_title()

    def _find_opening(self) -> int:
        """The place of the first line that states something: what stands above it is the title, or a date."""
        lines = lines_of([self._article])
        return next((place for place, line in enumerate(lines) if is_statement(line, self._lexicon)), 0)

    def _read_title(self) -> frozenset[str]:
        """What the title says, which may stand above the text."""
        above = (stems_at(self._article, unit) for unit in self._article.reading.units[: self._opening])
        return frozenset(chain(*above, read_stems(self._article.document.title or ""))) - self._small

    def _place_of(self, line: Line) -> int:
        units = self._article.reading.units
        return max(0, bisect_left(units, line.unit.start, key=lambda unit: unit.start) - self._opening)

    def rate(self, line: Line) -> Rated:
        """Rate a line by itself."""
        states, place = is_statement(line, self._lexicon), self._place_of(line)
        stems = [self._alike.get(each, each) for each in stems_at(*line)]
        words = frozenset(stems) - self._small
        pairs = frozenset(pair for pair in pairwise(stems) if not self._small.issuperset(pair))
        numbers = frozenset(word for word in words if word[0].isdigit())
        unit = line.unit
        traits = {
            Trait.LEDE: float(states and place == 0),
            Trait.EARLY: states / (1 + place),
            Trait.TITLE: len(words & self._title) / max(1, len(self._title)),
            Trait.NAMES: min(1.0, _count(self._bodies, unit) / _FULL_OF_NAMES),
            Trait.PEOPLE: float(_count(self._people, unit) > 0),
            Trait.SPEAKER: float(_count(self._told, unit) > 0),
            Trait.NUMBERS: min(1.0, self._count_numbers(line) / _FULL_OF_NUMBERS),
            Trait.QUOTED: self._share_quoted(unit),
            Trait.SHORT: float(len(stems) < _SHORT),
            Trait.LONG: min(1.0, max(0, len(stems) - _LONG) / _MUCH_LONGER),
            Trait.ADDRESS: float(self._addresses(line, stems)),
        }
        return Rated(
            line, {t: value for t, value in traits.items() if value}, words, words | pairs, numbers, len(stems), states
        )

    def _count_numbers(self, line: Line) -> int:
        return max(len(_DIGITS.findall(line.text)), _count(self._dates, line.unit))

    def _quoted_in(self, unit: Span) -> list[Span]:
        first = bisect_left(self._marks, unit.start)
        return self._quotations[first : bisect_left(self._marks, unit.end)]

    def _share_quoted(self, unit: Span) -> float:
        return min(1.0, sum(map(len, self._quoted_in(unit))) / len(unit))

    def _addresses(self, line: Line, stems: Collection[str]) -> bool:
        """Whether the reporter says *I* or *you*; with *we* a speaker may be quoted without marks."""
        if self._speaking.isdisjoint(stems):
            return False
        quoted = self._quoted_in(line.unit)
        return any(
            word.folded in self._speaking and not any(marks.contains(word.span) for marks in quoted)
            for word in find_words(self._article.document.text, line.unit.start, line.unit.end)
        )


@lru_cache(maxsize=4)
def _small_stems(lexicon: Lexicon) -> frozenset[str]:
    """The stems of words that say nothing by themselves."""
    return frozenset(map(stem, open_vocabulary(lexicon).small))


@lru_cache(maxsize=4)
def _countries_by_adjective(lexicon: Lexicon) -> Mapping[str, str]:
    """The stems of *Iranian* and its like, and of the country: two lines that say the same may differ in that."""
    adjectives = open_vocabulary(lexicon).adjectival
    return {
        stem(adjective): stem(country) for adjective, country in adjectives.items() if " " not in adjective + country
    }


def _starts_of(article: Article, kinds: Collection[NameKind]) -> list[int]:
    """Where names of some kinds are mentioned."""
    return sorted(span.start for name in article.reading.names if name.kind in kinds for span in name.mentions)


def _starts_of_attributions(article: Article) -> list[int]:
    """Where somebody who is named says something, quoted or reported."""
    quoted = (q.attribution.mention for q in article.reading.quotes if q.attribution.decided is Decided.NAMED)
    return sorted([*(span.start for span in quoted if span), *(claim.span.start for claim in article.reading.claims)])


def _count(starts: Sequence[int], unit: Span) -> int:
    """How many of some places lie in a unit."""
    return bisect_left(starts, unit.end) - bisect_left(starts, unit.start)
