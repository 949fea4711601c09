"""Our own choice of lines: the best one first, then what adds most to those chosen.

What a line adds counts for less what is chosen already says, as in maximal marginal relevance (Carbonell and
Goldstein 1998, "The use of MMR"). A line that leans on the one before it comes together with that one, or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...reading.lexicon import Lexicon
from ..comparing.origins import group_by_origin, number_origins
from ..material.kept import kept
from ..material.lines import Line, line_before
from ..material.wording import stems_at
from .concepts import Concepts
from .leaning import find_leaning
from .rating import Trait, rate_lines

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
LONGEST_CHAIN = 3
"""A line that needs more lines than these, itself included, is not chosen."""


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
    return list(_Chooser(_lay_out(tuple(lines), lexicon)).choose(wanted, count))


class _Layout:
    """Lines beside each other, before any is chosen: what it takes time to find, and no choice changes."""

    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self.rated = rate_lines(lines, lexicon)
        articles = list(dict.fromkeys(line.article for line in lines))
        numbers = number_origins(group_by_origin(articles, lexicon))
        self.origins = [numbers[line.article.document.number] for line in lines]
        self.concepts = Concepts(self.rated, self.origins)
        self.worth = [sum(WEIGHTS[trait] * value for trait, value in each.traits.items()) for each in self.rated]
        self.chains = _chains(lines, find_leaning(lines, lexicon))
        self.wordings = [stems_at(*line) for line in lines]
        self.same: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, wording in enumerate(self.wordings):
            self.same[wording].append(place)


@kept(8)
def _lay_out(lines: tuple[Line, ...], lexicon: Lexicon) -> _Layout:
    """The layout of some lines; that of the whole shelf serves every summary until the shelf changes."""
    return _Layout(lines, lexicon)


class _Chooser:
    def __init__(self, layout: _Layout) -> None:
        self._rated, self._worth, self._chains = layout.rated, layout.worth, layout.chains
        self._wordings, self._same, self._origins = layout.wordings, layout.same, layout.origins
        self._concepts = layout.concepts.afresh()
        self._chosen: set[int] = set()
        self._barred: set[int] = set()
        self._heard: set[int] = set()

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
        repeats = not self._barred.isdisjoint(missing) or (
            len(missing) > 1 and len({self._wordings[each] for each in missing}) < len(missing)
        )
        return () if repeats else missing

    def _rate(self, places: Sequence[int]) -> float:
        """What lines that come together are worth: their mean, so that one that needs others must be worth it."""
        return sum(map(self._rate_one, places)) / len(places)

    def _rate_one(self, place: int) -> float:
        """What a line is worth by itself and beside the others: the sum of the parts that its choice tells."""
        return (
            self._worth[place]
            + WEIGHTS[Trait.REPEATED] * self._concepts.repetition(place)
            + WEIGHTS[Trait.SHARED] * self._concepts.sharing(place)
            + WEIGHTS[Trait.AGAIN] * self._concepts.said(place)
            + (WEIGHTS[Trait.ANOTHER] if self._is_another(place) else 0.0)
        )

    def _relation(self, place: int) -> Mapping[Trait, float]:
        """What a line is worth beside the others, chosen or not."""
        concepts = self._concepts
        return {
            Trait.REPEATED: WEIGHTS[Trait.REPEATED] * concepts.repetition(place),
            Trait.SHARED: WEIGHTS[Trait.SHARED] * concepts.sharing(place),
            Trait.ANOTHER: WEIGHTS[Trait.ANOTHER] * self._is_another(place),
            Trait.AGAIN: WEIGHTS[Trait.AGAIN] * concepts.said(place),
        }

    def _is_another(self, place: int) -> bool:
        return bool(self._heard) and self._origins[place] not in self._heard

    def _take(self, place: int, *, needed: bool) -> Choice:
        own = {trait: WEIGHTS[trait] * value for trait, value in self._rated[place].traits.items()}
        choice = Choice(place, needed, {**own, **self._relation(place)})
        self._chosen.add(place)
        self._heard.add(self._origins[place])
        self._barred.update(self._concepts.lines_like(place, _SAME, _LEAST_SAME), self._same[self._wordings[place]])
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
        chains.append((*before, place) if len(before) < LONGEST_CHAIN and (before or not leans) else ())
    return chains
