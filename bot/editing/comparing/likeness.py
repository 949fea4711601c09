"""How much lines say the same: by the words that they share, the rare ones before the common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log, sqrt

from ...domain.readings import Article, NameKind
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import Word, find_words, stem, stems
from ..asking.wordlists import SAME, asking_words
from ..material.kept import ARTICLES, kept
from ..material.lines import Line

_PROMINENT = 1.5
"""What a name or a number weighs beside another word that is as rare."""
_TEN = 10
_ROUNDING = 1e-9
_Weighed = tuple[int, float]
"""A line by its place, and what a word weighs in it."""
_MOST_COMMON = 60
"""A word of more lines brings no two of them together."""
MOST_ACROSS = 1000
"""The same where what is new is set beside what is older."""


class Likeness:
    """Compares some lines with each other; places are those in the sequence that was given."""

    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self._weights: list[dict[str, float]] = []
        bags = [bag_of(line, lexicon) for line in lines]
        self._spread = Counter(chain.from_iterable(bags))
        rarity = {word: log(1 + len(lines) / count) for word, count in self._spread.items()}
        for bag in bags:
            self._weights.append({word: weight * rarity[word] for word, weight in bag.items()})
        self._lengths = [sqrt(sum(weight**2 for weight in bag.values())) for bag in self._weights]

    def of(self, one: int, other: int) -> float:
        """The cosine of two lines' weighed words: 1 for the same words, 0 for none in common."""
        ours, theirs = self._weights[one], self._weights[other]
        both = sum([weight * theirs[word] for word, weight in ours.items() if word in theirs])
        return both / ((self._lengths[one] * self._lengths[other]) or 1.0)

    def common(self, one: int, other: int) -> frozenset[str]:
        """The words that two lines have in common."""
        return frozenset(self._weights[one].keys() & self._weights[other].keys())

    def pairs(
        self, least: float, parties: Sequence[int | None] | None = None, most: int = _MOST_COMMON
    ) -> list[tuple[float, int, int]]:
        """The pairs of lines that are at least so much alike, the likest first; in each the earlier line comes first.

        With `parties`, a number a line, only lines of two parties are paired, and lines of none with nobody. A word of
        more than `most` lines brings no two of them together.
        """
        rated = ((self.of(one, other), one, other) for one, other in self._near(least, parties, most))
        return sorted((pair for pair in rated if pair[0] >= least), key=lambda pair: (-pair[0], pair[1:]))

    def weight_of(self, place: int, without: Collection[str] = ()) -> float:
        """How much a line says that is rare, but for some words."""
        return sum(weight for word, weight in self._weights[place].items() if word not in without)

    def words_of(self, place: int) -> frozenset[str]:
        """The words of a line as they are compared."""
        return frozenset(self._weights[place])

    def _near(self, least: float, parties: Sequence[int | None] | None, most: int) -> Iterator[tuple[int, int]]:
        """The pairs that may be so much alike. What words in common add is summed up, line by line from the last on.

        Of those of too many lines it is what they add in the best case (Cauchy-Schwarz), and so it is of a line's most
        common words, as many as do not make the half of what is wanted: most lines have them.
        """
        holders: dict[str, list[_Weighed]] = defaultdict(list)
        rest = [self._rest(place, most) for place in range(len(self._weights))]
        waiting: list[int] = []
        for one in reversed(range(len(self._weights))):
            party = parties[one] if parties else one
            if party is None:
                continue
            if waiting and (parties is None or parties[waiting[0]] != party):
                self._hold(waiting, holders, most)
                waiting = []
            words, left = self._telling(one, least / 2, rest[one], most)
            for other, both in self._sum_up(one, words, holders).items():
                bound = both + (left or rest[one] * rest[other]) + _ROUNDING
                if bound >= least and (parties is None or parties[other] != party):
                    yield one, other
            waiting.append(one)

    def _hold(self, places: Iterable[int], holders: dict[str, list[_Weighed]], most: int) -> None:
        """Note which words lines have that are not too common, and what each weighs of its line."""
        for place in places:
            length = self._lengths[place] or 1.0
            for word, weight in self._weights[place].items():
                if self._spread[word] <= most:
                    holders[word].append((place, weight / length))

    def _rest(self, place: int, most: int) -> float:
        """How long a line is in the words that are too common, of its whole length."""
        common = sum(weight**2 for word, weight in self._weights[place].items() if self._spread[word] > most)
        return sqrt(common) / (self._lengths[place] or 1.0)

    def _telling(self, place: int, most_left: float, rest: float, most: int) -> tuple[list[str], float]:
        """The words of a line without its most common ones, and how long it is in those, which is at most so long.

        Where those that are too common anyway are longer together, no others are left out, and that length is 0.
        """
        words = sorted((w for w in self._weights[place] if self._spread[w] <= most), key=self._spread.__getitem__)
        if rest > most_left:
            return words, 0.0
        length, left = self._lengths[place] or 1.0, rest**2
        while words and left + (self._weights[place][words[-1]] / length) ** 2 <= most_left**2:
            left += (self._weights[place][words.pop()] / length) ** 2
        return words, sqrt(left)

    def _sum_up(self, place: int, words: Iterable[str], holders: Mapping[str, list[_Weighed]]) -> dict[int, float]:
        """What some words of a line add to how much it is like each other line that has one of them."""
        length, sums = self._lengths[place] or 1.0, dict[int, float]()
        for word in words:
            ours = self._weights[place][word] / length
            for other, theirs in holders.get(word, ()):
                sums[other] = sums.get(other, 0.0) + ours * theirs
        return sums


@kept(8192)
def bag_of(line: Line, lexicon: Lexicon) -> Mapping[str, float]:
    """The words of a line that carry it, as `read_bag` has them, but for some of its names; found once a line."""
    text, unheard = line.article.document.text, _unheard(line.article)
    words = (word for word in find_words(text, line.unit.start, line.unit.end) if word.start not in unheard)
    return _bag(text, words, lexicon)


@kept(ARTICLES)
def _unheard(article: Article) -> frozenset[int]:
    """Where words begin that tell two lines neither alike nor apart.

    A person counts once, however fully named, so given names are not heard; nor is which paper somebody told.
    """
    people = (name for name in article.reading.names if name.kind is NameKind.PERSON)
    outlets = (name for name in article.reading.names if name.kind is NameKind.OUTLET)
    given = (_words_of(article, mention)[:-1] for name in people for mention in name.mentions)
    papers = (_words_of(article, mention) for name in outlets for mention in name.mentions)
    return frozenset(word.start for words in (*given, *papers) for word in words)


def _words_of(article: Article, span: Span) -> list[Word]:
    return [word for word in find_words(article.document.text, span.start, span.end) if word.spoken]


@kept(8192)
def read_bag(text: str, lexicon: Lexicon) -> Mapping[str, float]:
    """The words of a text that carry it, each as one of those that mean the same, and what it weighs; found once."""
    return _bag(text, find_words(text), lexicon)


def _bag(text: str, words: Iterable[Word], lexicon: Lexicon) -> dict[str, float]:
    small, saying = asking_words(lexicon).small, _verbs_of_saying(lexicon)
    bag: dict[str, float] = {}
    for place, word in enumerate(word for word in words if word.spoken):
        shown = text[word.start : word.end]
        if word.folded in small:
            continue
        is_prominent = any(sign.isdigit() for sign in shown) or (place > 0 and shown[0].isupper())
        number = read_number(word.folded, lexicon)
        for part in [str(number)] if number else stems(shown):
            if part not in saying:
                same = same_stem(part, lexicon)
                bag[same] = max(bag.get(same, 0.0), _PROMINENT if is_prominent else 1.0)
    return bag


@lru_cache(maxsize=4)
def _verbs_of_saying(lexicon: Lexicon) -> frozenset[str]:
    """The stems of *said*, *denied* and their like, which two lines of news have in common by nature."""
    return asking_words(lexicon).speech | frozenset(map(stem, lexicon.cues.deny | lexicon.cues.accuse))


def read_number(word: str, lexicon: Lexicon) -> int | None:
    """The number that a folded word spells out, *twelve* or *twenty-five*; none for *a* and *an*."""
    numbers = lexicon.calendar.numbers
    tens, _, ones = word.partition("-")
    if not ones:
        return numbers.get(word) if word not in {"a", "an"} else None
    first, second = numbers.get(tens, 0), numbers.get(ones, 0)
    return first + second if first in range(20, 100, 10) and 0 < second < _TEN else None


@kept(65536)
def same_stem(part: str, lexicon: Lexicon) -> str:
    """One stem for all that mean the same; a number for its name."""
    if number := read_number(part, lexicon):
        return str(number)
    others = asking_words(lexicon).others.get(part, {})
    return min([part, *(other for other, worth in others.items() if worth >= SAME)])
