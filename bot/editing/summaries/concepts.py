"""What lines speak of: how often it comes up, in how many documents, and what of it is said already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import chain
from math import log, log1p

from ..material.wording import stems_at
from .rating import Concept, Rated

_KNOWN = 0.25
"""What a concept is still worth to a line when a chosen one speaks of it."""
_LENGTH_COUNTS, _DENSITY_COUNTS = 0.4, 0.8
"""Between 0, where long lines win by all that they hold, and 1, where only the density of a line counts: for what comes
up again, and for what several documents say."""
_LEAST_LENGTH = 8
_PAIRS_COUNT = 0.5


class Concepts:
    """Keeps for each line what its concepts are worth at this moment.

    `lines_with` has the places of the lines that hold a concept.
    """

    def __init__(self, rated: Sequence[Rated], origins: Sequence[int]) -> None:
        """`origins` has a number a line: documents of one hand, copies of one text for instance, have one in common."""
        self._rated, self._origins = rated, origins
        self.lines_with: dict[Concept, list[int]] = defaultdict(list)
        for place, each in enumerate(rated):
            for concept in each.concepts:
                self.lines_with[concept].append(place)
        self._repeated = self._weigh_repetition()
        self._shared = self._weigh_sharing()
        self._known: set[Concept] = set()
        self._repetition = [sum(self._repeated[concept] for concept in each.concepts) for each in rated]
        self._sharing = [sum(self._shared[concept] for concept in each.concepts) for each in rated]
        self._said = [0] * len(rated)
        lengths = [float(max(_LEAST_LENGTH, each.length)) for each in rated]
        self._sizes: list[float] = [length**_LENGTH_COUNTS for length in lengths]
        self._densities: list[float] = [length**_DENSITY_COUNTS for length in lengths]

    def afresh(self) -> Concepts:
        """A copy, made while no line is taken, in which lines may be."""
        other = copy(self)
        other._known = set()
        other._repetition, other._sharing = list(self._repetition), list(self._sharing)
        other._said = [0] * len(self._rated)
        return other

    def repetition(self, place: int) -> float:
        """What a line says of what comes up again, the words that are new with it foremost."""
        return self._repetition[place] / self._sizes[place]

    def sharing(self, place: int) -> float:
        """The same of what several documents say; 0 where there is one."""
        return self._sharing[place] / self._densities[place]

    def said(self, place: int) -> float:
        """The share of a line's words that chosen lines have."""
        return self._said[place] / (len(self._rated[place].words) or 1)

    def take(self, place: int) -> None:
        """Note that a line is chosen: what it speaks of is worth less to all others."""
        chosen = self._rated[place]
        for concept in chosen.concepts - self._known:
            repeated, shared = self._repeated[concept], self._shared[concept]
            for other in self.lines_with[concept]:
                self._repetition[other] -= (1 - _KNOWN) * repeated
                self._sharing[other] -= (1 - _KNOWN) * shared
                self._said[other] += concept in chosen.words
        self._known |= chosen.concepts

    def lines_like(self, place: int, share: float, least: int) -> list[int]:
        """The lines that have a share of their words with this one, or this one with them; `least` words or more.

        Two lines that each give a number which the other does not give are not alike.
        """
        common = Counter(other for word in self._rated[place].words for other in self.lines_with[word])
        return [
            other
            for other, count in common.items()
            if count >= max(least, share * min(len(self._rated[place].words), len(self._rated[other].words)))
            and not self._differ_in_numbers(place, other)
        ]

    def _differ_in_numbers(self, one: int, other: int) -> bool:
        first, second = self._rated[one].numbers, self._rated[other].numbers
        return bool(first - second) and bool(second - first)

    def _weigh_repetition(self) -> Mapping[Concept, float]:
        """From 0 to 1, by the logarithm of how many lines hold a concept; a pair that comes once is worth nothing.

        A line that stands word for word in documents of one hand is one line: that it was copied makes it no weightier.
        """
        counts = Counter(chain.from_iterable(each.concepts for each in self._without_copies()))
        words = max((count for concept, count in counts.items() if isinstance(concept, str)), default=1)
        pairs = max((count for concept, count in counts.items() if isinstance(concept, tuple)), default=1)
        return {
            concept: log1p(count) / log1p(words)
            if isinstance(concept, str)
            else _PAIRS_COUNT * log(count) / log(max(2, pairs))
            for concept, count in counts.items()
        }

    def _without_copies(self) -> Iterator[Rated]:
        """The lines but for those that another document of the same hand has before."""
        first: dict[tuple[int, tuple[str, ...]], int] = {}
        for origin, each in zip(self._origins, self._rated, strict=True):
            number = each.line.article.document.number
            if first.setdefault((origin, stems_at(*each.line)), number) == number:
                yield each

    def _weigh_sharing(self) -> Mapping[Concept, float]:
        """The share of the other origins that hold a concept as well."""
        origins = self._origins
        others = max(1, len(set(origins)) - 1)
        shares = {
            concept: (len({origins[place] for place in lines}) - 1) / others
            for concept, lines in self.lines_with.items()
        }
        return {
            concept: share if isinstance(concept, str) else _PAIRS_COUNT * share for concept, share in shares.items()
        }
