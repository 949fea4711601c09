"""Novelty: which lines of new documents tell something that older lines do not, and which of them say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ...domain.readings import Article
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ..comparing.agreement import differ, say_the_same, speaks
from ..comparing.likeness import MOST_ACROSS, Likeness
from ..material.lines import Line, denies, lines_of
from ..material.wording import stems_at
from ..timelines import dated_lines

_NEAR, _TOUCHING = 0.3, 0.1
"""Lines that are less alike do not say the same; those that are still less have nothing to do with each other."""
_TOLD = 0.8
"""A line is told already where an older one has so much of what it says, weighed by how rare its words are."""
_LEAST_WORDS = 3
"""A line with fewer words that carry it is told already only by the very same words."""
_ONE_LINE, _EACH_OTHER = 0.45, 0.6
"""New lines stand for each other from this likeness on, where each has so much of what the other says."""

Place = tuple[int, Span]
"""Where a line stands: its document's number, and its unit."""


class Novelty:
    """Sets the lines of new articles beside older lines, and beside each other."""

    def __init__(self, new: Sequence[Article], older: Sequence[Line], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.lines = list(lines_of(new))
        self._all = [*self.lines, *older]
        self._likeness = Likeness(self._all, lexicon)
        found = self._likeness.pairs(_TOUCHING, [0] * len(self.lines) + [1] * len(older), MOST_ACROSS)
        self._pairs = [pair for pair in found if pair[0] >= _NEAR]
        self._touched = {other for _, _, other in found}
        self._told = self._find_told(older)
        self._dates = self._find_dates()
        self._groups = self._find_groups()

    @property
    def untold(self) -> list[Line]:
        """The new lines that tell something new, in the order of the documents."""
        return [line for place, line in enumerate(self.lines) if place not in self._told]

    @property
    def touched(self) -> list[Line]:
        """The older lines that may be about the same as a new one, in their order."""
        return [self._all[place] for place in sorted(self._touched)]

    def is_told(self, line: Line) -> bool:
        """Whether older lines say already what a new one says."""
        return place_of(line) in self._told_places

    def is_dated(self, line: Line, value: str) -> bool:
        """Whether an older line that is like a new one gives this date."""
        return (place_of(line), value) in self._dates

    def others(self, line: Line) -> tuple[Line, ...]:
        """The lines of other new documents that say what a new line says, in the order of the documents."""
        return tuple(other for other in self._groups.get(place_of(line), ()) if other != line)

    def leads(self, line: Line) -> bool:
        """Whether a new line is the first of those that say the same."""
        return self._groups.get(place_of(line), [line])[0] == line

    def _find_told(self, older: Sequence[Line]) -> set[int]:
        wordings = {stems_at(*line) for line in older}
        told = {place for place, line in enumerate(self.lines) if stems_at(*line) in wordings}
        told.update(one for likeness, one, other in self._pairs if self._covers(likeness, one, other))
        self._told_places = {place_of(self.lines[place]) for place in told}
        return told

    def _covers(self, likeness: float, new: int, old: int) -> bool:
        """Whether an older line has nearly all that a new one says, and nothing in another way."""
        ours, theirs = self._all[new], self._all[old]
        if (
            len(self._likeness.words_of(new)) < _LEAST_WORDS
            or denies(ours) != denies(theirs)
            or speaks(ours) != speaks(theirs)
        ):
            return False
        return self._share(new, old) >= _TOLD and not differ(ours, theirs, likeness, self._lexicon)

    def _share(self, one: int, other: int) -> float:
        """How much of what a line says another has, rare words before common ones."""
        left = self._likeness.weight_of(one, self._likeness.words_of(other))
        return 1 - left / (self._likeness.weight_of(one) or 1.0)

    def _find_dates(self) -> set[tuple[Place, str]]:
        """The dates of new lines that older lines give which are like them."""
        values: dict[Place, set[str]] = defaultdict(set)
        for line, mention in dated_lines(list(dict.fromkeys(line.article for line in self._all))):
            values[place_of(line)].add(mention.value or "")
        found: set[tuple[Place, str]] = set()
        for _, one, other in self._pairs:
            ours, theirs = place_of(self._all[one]), place_of(self._all[other])
            if denies(self._all[one]) == denies(self._all[other]):
                found.update((ours, value) for value in values[ours] & values[theirs])
        return found

    def _find_groups(self) -> dict[Place, list[Line]]:
        """New lines that say the same, one a document, in the order of the documents; each with its whole group."""
        groups: dict[int, list[int]] = {}
        for one, other in chain(self._same_wordings(), self._agreeing(groups)):
            if self._may_join(groups, one, other):
                joined = sorted([*groups.get(one, [one]), *groups.get(other, [other])])
                groups |= dict.fromkeys(joined, joined)
        return {place_of(self.lines[place]): [self.lines[each] for each in group] for place, group in groups.items()}

    def _same_wordings(self) -> Iterator[tuple[int, int]]:
        first: dict[tuple[str, ...], int] = {}
        for place, line in enumerate(self.lines):
            if (wording := stems_at(*line)) and first.setdefault(wording, place) != place:
                yield first[wording], place

    def _may_join(self, groups: Mapping[int, list[int]], one: int, other: int) -> bool:
        """Whether no document has a line in the groups of both."""
        ours, theirs = groups.get(one, [one]), groups.get(other, [other])
        return ours is not theirs and self._numbers(ours).isdisjoint(self._numbers(theirs))

    def _agreeing(self, groups: Mapping[int, list[int]]) -> Iterator[tuple[int, int]]:
        """Lines of two documents that say the same, without those whose groups cannot be joined any more."""
        documents = [line.article.document.number for line in self.lines] + [None] * (len(self._all) - len(self.lines))
        for likeness, one, other in self._likeness.pairs(_ONE_LINE, documents, MOST_ACROSS):
            if (
                self._may_join(groups, one, other)
                and min(self._share(one, other), self._share(other, one)) >= _EACH_OTHER
            ):
                common = len(self._likeness.common(one, other))
                if say_the_same(self.lines[one], self.lines[other], likeness, common, self._lexicon):
                    yield one, other

    def _numbers(self, places: Sequence[int]) -> set[int]:
        return {self.lines[place].article.document.number for place in places}


def place_of(line: Line) -> Place:
    """Where a line stands."""
    return line.article.document.number, line.unit
