"""What lines speak of: how often it comes up, in how many documents, and what of it is said already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log, log1p

from .summaries_rating import Concept, Rated

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

    def __init__(self, rated: Sequence[Rated]) -> None:
        self._rated = rated
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

    def repetition(self, place: int) -> float:
        """What a line says of what comes up again, the words that are new with it foremost."""
        return self._repetition[place] / self._size(place)

    def sharing(self, place: int) -> float:
        """The same of what several documents say; 0 where there is one."""
        return self._sharing[place] / float(max(_LEAST_LENGTH, self._rated[place].length) ** _DENSITY_COUNTS)

    def said(self, place: int) -> float:
        """The share of a line's words that chosen lines have."""
        return self._said[place] / max(1, len(self._rated[place].words))

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

    def _size(self, place: int) -> float:
        return float(max(_LEAST_LENGTH, self._rated[place].length) ** _LENGTH_COUNTS)

    def _weigh_repetition(self) -> Mapping[Concept, float]:
        """From 0 to 1, by the logarithm of how many lines hold a concept; a pair that comes once is worth nothing."""
        words = max((len(lines) for concept, lines in self.lines_with.items() if isinstance(concept, str)), default=1)
        pairs = max((len(lines) for concept, lines in self.lines_with.items() if isinstance(concept, tuple)), default=1)
        return {
            concept: log1p(len(lines)) / log1p(words)
            if isinstance(concept, str)
            else _PAIRS_COUNT * log(len(lines)) / log(max(2, pairs))
            for concept, lines in self.lines_with.items()
        }

    def _weigh_sharing(self) -> Mapping[Concept, float]:
        """The share of the other documents that hold a concept as well."""
        documents = [each.line.article.document.number for each in self._rated]
        others = max(1, len(set(documents)) - 1)
        shares = {
            concept: (len({documents[place] for place in lines}) - 1) / others
            for concept, lines in self.lines_with.items()
        }
        return {
            concept: share if isinstance(concept, str) else _PAIRS_COUNT * share for concept, share in shares.items()
        }
