"""Our own choice of lines: the best one first, then what adds most to those chosen.

What a line adds counts for less what is chosen already says, as in maximal marginal relevance (Carbonell and
Goldstein 1998, "The use of MMR"). A line that leans on the one before it comes together with that one, or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..reading.lexicon import Lexicon
from .lines import Line, line_before
from .summaries_concepts import Concepts
from .summaries_leaning import find_leaning
from .summaries_rating import Trait, rate_lines
from .wording import stems_at

WEIGHTS: Mapping[Trait, float] = {
    Trait.LEDE: 0.5,
    Trait.EARLY: 0.5,
    Trait.REPEATED: 0.35,
    Trait.SHARED: 1.2,
    Trait.TITLE: 0.15,
    Trait.NAMES: 0.3,
    Trait.PEOPLE: 0.1,
    Trait.SPEAKER: 0.1,
    Trait.NUMBERS: 0.1,
    Trait.QUOTED: -0.3,
    Trait.SHORT: -0.1,
    Trait.LONG: -0.5,
    Trait.ADDRESS: -0.2,
    Trait.ANOTHER: 0.1,
    Trait.AGAIN: -0.3,
}
"""What a trait is worth. Set on half of the articles and topics of two public sets and checked on the other half (see
benchmarks/RESULTS.md)."""

_SAME, _LEAST_SAME = 0.65, 4
"""Two lines say the same where the shorter one has that share of its words in the other, and that many."""
_LONGEST_CHAIN = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen line by its place, and what each of its traits was worth when it was chosen.

    `needed` is whether it came for the sake of a line that leans on it.
    """

    place: int
    needed: bool
    parts: Mapping[Trait, float]


def choose_lines(lines: Sequence[Line], wanted: Collection[int], count: int, lexicon: Lexicon) -> list[Choice]:
    """At most `count` of the lines, in the order of their choice.

    `lines` come document after document; `wanted` are the places of those that may be chosen, of which only statements
    are where there are any. Others come only where a chosen one leans on them.
    """
    return list(_Chooser(lines, lexicon).choose(wanted, count))


class _Chooser:
    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self._rated = rate_lines(lines, lexicon)
        self._concepts = Concepts(self._rated)
        self._worth = [sum(WEIGHTS[trait] * value for trait, value in each.traits.items()) for each in self._rated]
        self._chains = _chains(lines, find_leaning(lines, lexicon))
        self._chosen: set[int] = set()
        self._barred: set[int] = set()
        self._heard: set[int] = set()
        self._same: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in range(len(lines)):
            self._same[self._wording(place)].append(place)

    def choose(self, wanted: Collection[int], count: int) -> Iterator[Choice]:
        """Choose until there are enough, or none is left that fits."""
        wanted = [place for place in wanted if self._rated[place].states] or wanted
        while room := count - len(self._chosen):
            fitting = (missing for place in wanted if 0 < len(missing := self._missing(place)) <= room)
            best = max(fitting, key=self._rate, default=())
            if not best:
                return
            yield from (self._take(place, needed=place != best[-1]) for place in best)

    def _missing(self, place: int) -> tuple[int, ...]:
        """The line with those before it that it needs and that are not chosen yet.

        None where it is chosen itself, where it needs too many, or where one of them says what is said already.
        """
        if place in self._chosen:
            return ()
        missing = tuple(each for each in self._chains[place] if each not in self._chosen)
        repeats = not self._barred.isdisjoint(missing) or len({self._wording(each) for each in missing}) < len(missing)
        return () if repeats else missing

    def _wording(self, place: int) -> tuple[str, ...]:
        return stems_at(*self._rated[place].line)

    def _rate(self, places: Sequence[int]) -> float:
        """What lines that come together are worth: their mean, so that one that needs others must be worth it."""
        return sum(self._worth[place] + sum(self._relation(place).values()) for place in places) / len(places)

    def _relation(self, place: int) -> Mapping[Trait, float]:
        """What a line is worth beside the others, chosen or not."""
        concepts = self._concepts
        return {
            Trait.REPEATED: WEIGHTS[Trait.REPEATED] * concepts.repetition(place),
            Trait.SHARED: WEIGHTS[Trait.SHARED] * concepts.sharing(place),
            Trait.ANOTHER: WEIGHTS[Trait.ANOTHER] * self._is_another(self._number(place)),
            Trait.AGAIN: WEIGHTS[Trait.AGAIN] * concepts.said(place),
        }

    def _is_another(self, number: int) -> bool:
        return bool(self._heard) and number not in self._heard

    def _number(self, place: int) -> int:
        return self._rated[place].line.article.document.number

    def _take(self, place: int, *, needed: bool) -> Choice:
        own = {trait: WEIGHTS[trait] * value for trait, value in self._rated[place].traits.items()}
        choice = Choice(place, needed, {**own, **self._relation(place)})
        self._chosen.add(place)
        self._heard.add(self._number(place))
        self._barred.update(self._concepts.lines_like(place, _SAME, _LEAST_SAME), self._same[self._wording(place)])
        self._concepts.take(place)
        return choice


def _chains(lines: Sequence[Line], leaning: Sequence[bool]) -> list[tuple[int, ...]]:
    """For each line the places of the lines that it cannot do without, itself last.

    None where they are too many, or are not among the lines.
    """
    chains: list[tuple[int, ...]] = []
    for place, leans in enumerate(leaning):
        follows = leans and place > 0 and lines[place - 1] == line_before(lines[place])
        before = chains[place - 1] if follows else ()
        chains.append((*before, place) if len(before) < _LONGEST_CHAIN and (before or not leans) else ())
    return chains
