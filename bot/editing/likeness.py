"""How much lines say the same: by the words that they share, the rare ones before the common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log, sqrt

from ..domain.readings import Article, NameKind
from ..reading.lexicon import Lexicon
from ..reading.words import Word, find_words, stems
from .lines import Line
from .questions import SAME, asking_words

_PROMINENT = 1.5
"""What a name or a number weighs beside another word that is as rare."""
_MOST_COMMON = 60
"""A word of more lines brings no two of them together."""


class Likeness:
    """Compares some lines with each other; places are those in the sequence that was given."""

    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self._weights: list[dict[str, float]] = []
        people = {id(line.article): _given_names(line.article) for line in lines}
        bags = [_read_line(line, people[id(line.article)], lexicon) for line in lines]
        self._spread = Counter(word for bag in bags for word in bag)
        for bag in bags:
            self._weights.append({word: weight * self._rarity(word, len(lines)) for word, weight in bag.items()})
        self._lengths = [sqrt(sum(weight**2 for weight in bag.values())) for bag in self._weights]

    def of(self, one: int, other: int) -> float:
        """The cosine of two lines' weighed words: 1 for the same words, 0 for none in common."""
        ours, theirs = self._weights[one], self._weights[other]
        both = sum(ours[word] * theirs[word] for word in ours.keys() & theirs.keys())
        return both / ((self._lengths[one] * self._lengths[other]) or 1.0)

    def pairs(self, least: float) -> list[tuple[float, int, int]]:
        """The pairs of lines that are at least so much alike, the likest first."""
        rated = ((self.of(one, other), one, other) for one, other in self._sharing())
        return sorted((pair for pair in rated if pair[0] >= least), key=lambda pair: (-pair[0], pair[1:]))

    def weight_of(self, place: int, without: Collection[str] = ()) -> float:
        """How much a line says that is rare, but for some words."""
        return sum(weight for word, weight in self._weights[place].items() if word not in without)

    def words_of(self, place: int) -> frozenset[str]:
        """The words of a line as they are compared."""
        return frozenset(self._weights[place])

    def _rarity(self, word: str, lines: int) -> float:
        return log(1 + lines / self._spread[word])

    def _sharing(self) -> Iterator[tuple[int, int]]:
        """Each pair of lines with a word in common that is not in most of them."""
        holders: dict[str, list[int]] = defaultdict(list)
        for place, bag in enumerate(self._weights):
            for word in bag:
                holders[word].append(place)
        seen: set[tuple[int, int]] = set()
        for places in holders.values():
            if len(places) <= _MOST_COMMON:
                seen.update((one, other) for at, one in enumerate(places) for other in places[at + 1 :])
        return iter(sorted(seen))


def _given_names(article: Article) -> frozenset[int]:
    """Where the words of people's names begin, but for surnames: a person counts once, however fully named."""
    people = (name for name in article.reading.names if name.kind is NameKind.PERSON)
    mentions = (mention for name in people for mention in name.mentions)
    words = (find_words(article.document.text, mention.start, mention.end) for mention in mentions)
    return frozenset(word.start for found in words for word in [w for w in found if w.spoken][:-1])


def _read_line(line: Line, unheard: Collection[int], lexicon: Lexicon) -> dict[str, float]:
    text = line.article.document.text
    words = (word for word in find_words(text, line.unit.start, line.unit.end) if word.start not in unheard)
    return _bag(text, words, lexicon)


def read_bag(text: str, lexicon: Lexicon) -> dict[str, float]:
    """The words of a text that carry it, each as one of those that mean the same, and what it weighs."""
    return _bag(text, find_words(text), lexicon)


def _bag(text: str, words: Iterable[Word], lexicon: Lexicon) -> dict[str, float]:
    small = asking_words(lexicon).small
    bag: dict[str, float] = {}
    for place, word in enumerate(word for word in words if word.spoken):
        shown = text[word.start : word.end]
        if word.folded in small:
            continue
        is_prominent = any(sign.isdigit() for sign in shown) or (place > 0 and shown[0].isupper())
        for part in stems(shown):
            same = same_stem(part, lexicon)
            bag[same] = max(bag.get(same, 0.0), _PROMINENT if is_prominent else 1.0)
    return bag


@lru_cache(maxsize=65536)
def same_stem(part: str, lexicon: Lexicon) -> str:
    """One stem for all that mean the same; a number for its name."""
    numbers = lexicon.calendar.numbers
    if part in numbers and part not in {"a", "an"}:
        return str(numbers[part])
    others = asking_words(lexicon).others.get(part, {})
    return min([part, *(other for other, worth in others.items() if worth >= SAME)])
