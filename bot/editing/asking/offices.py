"""Offices: whom a question means by what they are (*the Iranian president*, *the deputy head of Rosatom*)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from ...domain.readings import Article, NameKind
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words, fold, stem, stems
from ...reading.vocabulary import Vocabulary, open_vocabulary
from ..material.cast import Cast, Figure
from ..material.kept import ARTICLES, kept
from ..material.lines import Line, line_at

_LONGEST = 5
_LONGEST_COMPLEMENT = 4
_MOST_HOLDERS = 3
_LEAST_WORTH = 0.75
# So many lines are looked at for what an office does not say, and so many of each figure at least: a question must not
# take longer on a larger shelf.
_MOST_LINES, _LEAST_LINES = 256, 8
_MOST_WORDS = 2
_JOINTS = frozenset({"of", "for", "at", "from"})

Others = Mapping[str, Mapping[str, float]]
"""By stem: the stems that may stand in its place, and what each is worth."""


@dataclass(frozen=True, slots=True, eq=False)
class Office:
    """What documents say that somebody is: the stems of the words, and the countries that they name.

    `is_whole` where they say of what (*head of the agency*), and no line about the figure can add to it.
    """

    figure: Figure
    words: frozenset[str]
    lands: frozenset[str]
    is_whole: bool


class Asked(NamedTuple):
    """An office as a question names it: its noun, the other words, the countries, and the stems that it takes up."""

    noun: str
    words: frozenset[str]
    lands: frozenset[str]
    taken: tuple[str, ...]


class Offices(NamedTuple):
    """By stem: whom a question means by an office, where they are few; and the words of one that nobody holds."""

    holders: dict[str, tuple[Figure, ...]]
    vacant: tuple[str, ...]


def find_offices(text: str, cast: Cast, others: Others, lexicon: Lexicon) -> Offices:
    """Whom a question means by an office; where none in it is anybody's, the stems of the last, if it is a certain one.

    *The president* is nobody's in particular, *the Chilean president* is or is not known.
    """
    found: dict[str, tuple[Figure, ...]] = {}
    vacant: tuple[str, ...] = ()
    for readings in _find_offices(text, lexicon):
        for asked in readings:
            holders = _holders(asked, cast, others, lexicon)
            if holders and len(holders) <= _MOST_HOLDERS:
                found |= dict.fromkeys(asked.taken, holders)
                break
        else:
            vacant = readings[-1].taken if _is_certain(readings[-1]) else ()
    return Offices(found, () if found else vacant)


def _is_certain(asked: Asked) -> bool:
    """Whether an office is somebody's in particular: of a country, or of what one or two words say."""
    return bool(asked.lands or asked.words) and len(asked.words) <= _MOST_WORDS


def _find_offices(text: str, lexicon: Lexicon) -> Iterator[list[Asked]]:
    """Each office in a question, as it may be read: with all words behind *of*, then with fewer."""
    known, small = open_vocabulary(lexicon), _bounds(lexicon)
    words = _spoken(text)
    folded = [fold(word) for word in words]
    for place, word in enumerate(folded):
        if word not in _nouns(lexicon) or (place + 1 < len(folded) and folded[place + 1] in _nouns(lexicon)):
            continue
        first = place
        while first > 0 and place - first < _LONGEST and not _is_small(words[first - 1], small):
            first -= 1
        ends = [place + 1]
        if place + 1 < len(folded) and folded[place + 1] in _JOINTS:
            start = place + 2 + (folded[place + 2 : place + 3] == ["the"])
            ends = _ends(folded, start, small) or ends
        yield [_asked(words[first:end], place - first, known, small) for end in ends]


def _ends(folded: Sequence[str], start: int, small: frozenset[str]) -> list[int]:
    """Where the words behind *of* may end, the longest reading first."""
    end = start
    while end < min(len(folded), start + _LONGEST_COMPLEMENT) and folded[end] not in small:
        end += 1
    return list(range(end, start, -1))


def _asked(words: Sequence[str], noun: int, known: Vocabulary, small: frozenset[str]) -> Asked:
    lands, rest = _part(words, known, small)
    taken = tuple(part for word in words if not _is_small(word, small) for part in stems(word))
    return Asked(stem(words[noun]), rest - {stem(words[noun])}, lands, taken)


def _part(words: Sequence[str], known: Vocabulary, small: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The countries among words, and the stems of the others, but for words of grammar."""
    lands = {word: None if _is_small(word, small) else _land(fold(word), known) for word in words}
    others = (word for word in words if not lands[word] and not _is_small(word, small))
    return frozenset(filter(None, lands.values())), frozenset(part for word in others for part in stems(word))


def _is_small(word: str, small: frozenset[str]) -> bool:
    """Whether a word is one of grammar; *US* is not *us*."""
    return fold(word) in small and not (len(word) > 1 and word.isupper())


def _land(word: str, known: Vocabulary) -> str | None:
    """The country that a word means, by its name, its adjective or its capital."""
    return known.countries.get(word) or known.adjectival.get(word) or known.capitals.get(word)


def _holders(asked: Asked, cast: Cast, others: Others, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Who is said to hold an office; else who holds one of that name, and is spoken of with what it is of."""
    known = _offices_of(cast, lexicon)
    own = _of_rank(asked, known.get(asked.noun, ()), lexicon)
    if not (asked.lands or asked.words):
        return _only(_once(own))
    same = (word for word, worth in others.get(asked.noun, {}).items() if worth >= _LEAST_WORTH)
    like = (office for word in same for office in _of_rank(asked, known.get(word, ()), lexicon))
    for offices in (own, like):
        if sure := [each for each in offices if asked.lands <= each.lands and _has(asked.words, each.words, others)]:
            return _once(sure)
    open_ones = _nearest(asked, [office for office in own if not office.is_whole and office.lands <= asked.lands])
    told = _once(office for office in open_ones if _is_told(asked, office, len(open_ones), others, lexicon))
    return told or _only(_once(each for each in open_ones if _is_at_home(asked, each, others, lexicon)))


def _of_rank(asked: Asked, offices: Iterable[Office], lexicon: Lexicon) -> list[Office]:
    """Those of some offices that are of the rank asked for: no deputy's where none is."""
    ranks = _ranks(lexicon)
    return [office for office in offices if office.words & ranks <= asked.words]


def _nearest(asked: Asked, offices: Iterable[Office]) -> list[Office]:
    """The offices that have most of what is asked for, no more than there are lines to look at for."""

    def in_common(office: Office) -> int:
        return len(office.lands & asked.lands) + len(office.words & asked.words)

    return sorted(offices, key=in_common, reverse=True)[: _MOST_LINES // _LEAST_LINES]


def _only(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return figures if len(figures) == 1 else ()


def _once(offices: Iterable[Office]) -> tuple[Figure, ...]:
    return tuple({id(office.figure): office.figure for office in offices}.values())


def _has(wanted: frozenset[str], words: frozenset[str], others: Others) -> bool:
    """Whether each of some words stands among others, or one that means the same."""
    return all(word in words or _means_one(word, words, others) for word in wanted)


def _means_one(word: str, words: frozenset[str], others: Others) -> bool:
    return any(worth >= _LEAST_WORTH and other in words for other, worth in others.get(word, {}).items())


def _is_told(asked: Asked, office: Office, many: int, others: Others, lexicon: Lexicon) -> bool:
    """Whether the lines that name a figure have what its office does not say; it has its share of those looked at."""
    figure = office.figure
    places = ((article, mention.start) for article, name in figure.appearances for mention in name.mentions)
    for article, place in islice(places, max(_LEAST_LINES, _MOST_LINES // many)):
        lands, words = _told_at(article, place, lexicon)
        if asked.lands <= lands | office.lands and _has(asked.words, words | office.words, others):
            return True
    return False


@kept(8192)
def _told_at(article: Article, place: int, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The countries and the stems of the other words of the line that holds a place, found once."""
    return _told_in(line_at(article, Span(place, place)), lexicon)


@kept(4096)
def _told_in(line: Line, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The same of a line."""
    return _part(_spoken(line.text), open_vocabulary(lexicon), _bounds(lexicon))


def _is_at_home(asked: Asked, office: Office, others: Others, lexicon: Lexicon) -> bool:
    """Whether a figure has an office by its very words, and its articles name the countries that are asked for."""
    if not _has(asked.words, office.words, others):
        return False
    articles = (article for article, _ in office.figure.appearances)
    told = chain.from_iterable(_lands_in(article, lexicon) for article in islice(articles, _MOST_LINES))
    return asked.lands <= set(told)


@kept(ARTICLES)
def _lands_in(article: Article, lexicon: Lexicon) -> frozenset[str]:
    """The countries that an article names."""
    known = open_vocabulary(lexicon)
    return frozenset(filter(None, (_land(fold(name.full), known) for name in article.reading.names)))


@kept(8)
def _offices_of(cast: Cast, lexicon: Lexicon) -> Mapping[str, Sequence[Office]]:
    """By stem: the offices that the figures of a cast hold, read once."""
    found: dict[str, list[Office]] = {}
    for figure in cast.figures:
        if figure.kind is NameKind.PERSON and not figure.is_bare:
            for told in {words for _, name in figure.appearances for words in name.descriptions}:
                office = Office(figure, *_read_office(told, lexicon))
                for word in office.words:
                    found.setdefault(word, []).append(office)
    return found


@kept(8192)
def _read_office(told: str, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], bool]:
    """The stems and the countries in what documents say that somebody is, and whether they say of what."""
    words = _spoken(told)
    lands, rest = _part(words, open_vocabulary(lexicon), _bounds(lexicon))
    closing = _JOINTS | lexicon.function_words.possessives
    return rest, lands, not closing.isdisjoint(map(fold, words))


def _spoken(text: str) -> list[str]:
    return [text[word.start : word.end] for word in find_words(text) if word.spoken]


@lru_cache(maxsize=4)
def _ranks(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(stem, lexicon.questions.ranks))


@lru_cache(maxsize=4)
def _nouns(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(fold, open_vocabulary(lexicon).people))


@lru_cache(maxsize=4)
def _bounds(lexicon: Lexicon) -> frozenset[str]:
    """Words at which the name of an office ends."""
    return open_vocabulary(lexicon).small | frozenset(map(fold, lexicon.questions.small))
