"""How much of a question a line speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from ..domain.citations import unit_at
from ..domain.readings import Article, Spread
from ..domain.spans import Span
from .cast import Figure
from .kinds import speakers_in
from .lines import Line
from .questions import AskingWords, Question, Term
from .story import Story
from .wording import read_stems, read_vocabulary, stems_at

AS_NAMED = 0.9
"""What a line is worth for a name that it means in other words."""

AS_SAID = 0.8
"""What a line in which somebody speaks is worth for a verb of saying."""

RELATED = 0.6
"""What a word of the same root is worth."""

_FOCUS = 1.6
_LEANT_ON, _BEFORE, _AFTER, _LEDE = 0.8, 0.45, 0.3, 0.25
_LEAST_ROOT = 5
_LONGEST_ENDING = 4
_CLOSE = 3


@dataclass(frozen=True, slots=True)
class Regard:
    """What a line has to do with a question.

    All but the closeness are shares of the question's weight: `covered` is what the line holds in its own words or in
    those around it, `own` in its own, `told` what its article has in the very words, `headed` what the article's head
    (title and first line) speaks of, `unheard` the names of which the article knows nothing. `closeness` is the share
    of the question's neighbouring terms that are neighbours in the line.
    """

    covered: float
    own: float
    told: float
    headed: float
    unheard: float
    closeness: float


Surroundings = Sequence[tuple[float, frozenset[str]]]
"""Words around a line, with what a term is worth that stands among them."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of a question, and how much it says: the rarer it is on the shelf, the more."""

    term: Term
    weight: float


def weigh(question: Question, spread: Spread) -> tuple[Weighed, ...]:
    """Weigh a question's terms by how rare they are; what is counted (*how many boats*) says more."""
    return tuple(Weighed(term, _rarity(term, spread) * (_FOCUS if term.focus else 1.0)) for term in question.terms)


def _rarity(term: Term, spread: Spread) -> float:
    return log(1 + spread.units / (1 + spread.holding.get(term.stem, 0)))


class Relevance:
    """Tells how much of one question lines speak of."""

    def __init__(self, question: Question, spread: Spread, story: Story, asking: AskingWords) -> None:
        self._terms = weigh(question, spread)
        self._total = sum(each.weight for each in self._terms) or 1.0
        self._asking = asking
        self._story = story
        self._speech = question.speech
        self._articles: dict[int, tuple[float, float, float]] = {}
        self._naming = {figure.full: _lines_of(figure, story) for figure in question.figures}

    def of(self, line: Line) -> Regard:
        """What a line has to do with the question."""
        words = stems_at(*line)
        near = self._surroundings(line)
        own = [self._here(each.term, line, frozenset(words)) for each in self._terms]
        covered = [_with(near, each.term, worth) for each, worth in zip(self._terms, own, strict=True)]
        return Regard(
            self._share(covered),
            self._share(own),
            *self._of_article(line.article),
            self._closeness(words),
        )

    def _of_article(self, article: Article) -> tuple[float, float, float]:
        """What is told, headed and unheard in an article, told once for all its lines."""
        number = article.document.number
        if number not in self._articles:
            head = self._head(article)
            words = read_vocabulary(article.document.text) | head
            self._articles[number] = (
                self._share(float(each.term.stem in words) for each in self._terms),
                self._share(_worth(each.term, head) for each in self._terms),
                self._share(float(each.term.name and not _worth(each.term, words)) for each in self._terms),
            )
        return self._articles[number]

    def _share(self, worths: Iterable[float]) -> float:
        """The share of the question's weight that these are of, one worth a term."""
        return sum(each.weight * worth for each, worth in zip(self._terms, worths, strict=True)) / self._total

    def _closeness(self, words: Sequence[str]) -> float:
        places = [[at for at, word in enumerate(words) if each.term.fits(word)] for each in self._terms]
        pairs = list(pairwise(places))
        near = sum(any(abs(a - b) <= _CLOSE for a in one for b in other) for one, other in pairs)
        return near / len(pairs) if pairs else 0.0

    def _here(self, term: Term, line: Line, own: Collection[str]) -> float:
        """What a line itself is worth for a term."""
        return max(_worth(term, own), self._as_meant(term, line))

    def _head(self, article: Article) -> frozenset[str]:
        """What tells what an article is about: the words of its title and its first line."""
        return frozenset(read_stems(article.document.title or "")) | _words_of(article, article.reading.units[:1])

    def _as_meant(self, term: Term, line: Line) -> float:
        """What a line is worth for a term that it means in other words: a name, or that somebody speaks."""
        if any((line.article.document.number, line.unit.start) in self._naming[f.full] for f in term.figures):
            return AS_NAMED
        return AS_SAID if term.saying and self._speech and speakers_in(line, self._story) else 0.0

    def _surroundings(self, line: Line) -> Surroundings:
        """The lines before and after, and the article's head."""
        article, unit = line
        units = article.reading.units
        place = bisect_left(units, unit.start, key=lambda other: other.start)
        before = units[max(0, place - 1) : place]
        leans = any(self._leans(line, other) for other in before)
        return (
            (_LEANT_ON if leans else _BEFORE, _words_of(article, before)),
            (_AFTER, _words_of(article, units[place + 1 : place + 2])),
            (_LEDE, self._head(article)),
        )

    def _leans(self, line: Line, before: Span) -> bool:
        """Whether a line cannot stand alone.

        It begins with a quotation or a word that points back, or follows a question or a colon.
        """
        text = line.text
        words = read_stems(text)
        if before.of(line.article.document.text).rstrip("”’\"'").endswith(("?", ":")):
            return True
        return not text[0].isalnum() or (bool(words) and words[0] in self._asking.pointing)


def _lines_of(figure: Figure, story: Story) -> frozenset[tuple[int, int]]:
    """The documents and starts of the lines that mention a figure or in which they speak."""
    named = ((article, span.start) for article, name in figure.appearances for span in name.mentions)
    quoted = (
        (article, quote.marks.start)
        for article, _ in figure.appearances
        for quote in article.reading.quotes
        if figure.full in story.cast.speakers(quote)
    )
    claimed = (
        (article, claim.span.start)
        for article, _ in figure.appearances
        for claim in article.reading.claims
        if story.cast.name_of(claim.author) == figure.full
    )
    places = (*named, *quoted, *claimed)
    return frozenset((article.document.number, unit_at(article.reading, start).start) for article, start in places)


def _with(near: Surroundings, term: Term, here: float) -> float:
    """What a line is worth for a term with the words around it, where its own are not worth enough."""
    if here >= RELATED:
        return here
    return max(here, max((share * _worth(term, words) for share, words in near), default=0.0))


def _worth(term: Term, words: Collection[str]) -> float:
    """What the best of some words is worth for a term."""
    if term.stem in words:
        return 1.0
    best = max((worth for other, worth in term.others.items() if other in words), default=0.0)
    return RELATED if best < RELATED and _has_relative(term.stem, words) else best


def _has_relative(stem: str, words: Collection[str]) -> bool:
    """Whether a word is built on the root of a stem (*negoti*, *negotiat*): one begins the other, little is left."""
    root = stem[:_LEAST_ROOT]
    if len(root) < _LEAST_ROOT:
        return False
    near = (word for word in words if word[:_LEAST_ROOT] == root and abs(len(word) - len(stem)) <= _LONGEST_ENDING)
    return any(word.startswith(stem) or stem.startswith(word) for word in near)


def _words_of(article: Article, units: Iterable[Span]) -> frozenset[str]:
    return frozenset(word for unit in units for word in stems_at(article, unit))
