"""Answers: the lines that answer a question, or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from ..domain.citations import unit_at
from ..domain.readings import Article, NameKind, Spread
from ..domain.replies import Answer, ScoredLine
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from .cast import Cast, Figure
from .lines import Line
from .questions import AskingWords, Question, Term, Wanted, asking_words
from .wording import read_stems, stems_at

FLOOR = 0.45
"""Below this score nothing is said to answer."""

_MOST_LINES = 5
_AS_NAMED = 0.9
_RELATED = 0.6
_NEXT_LINE, _PARAGRAPH, _LEDE = 0.45, 0.3, 0.2
_KIND_BONUS, _KIND_MALUS, _SPEECH_BONUS, _CLOSE_BONUS = 0.12, 0.08, 0.3, 0.1
_LENGTH = 25
_LEAST_PREFIX = 5
_CLOSE = 3


Surroundings = Sequence[tuple[float, frozenset[str]]]
"""Words around a line, with what a term is worth that stands among them."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A term of the question and how much it says: the rarer it is on the shelf, the more."""

    term: Term
    weight: float


def choose_answer(
    question: Question, spread: Spread, candidates: Sequence[Line], cast: Cast, lexicon: Lexicon
) -> Answer | None:
    """The lines that answer a question, best first; None where no line says enough of what it asks.

    `spread` tells how common the stems of the question's terms are.
    """
    rater = _Rater(question, _weigh(question, spread), cast, asking_words(lexicon))
    rated = sorted(((rater.rate(line), place) for place, line in enumerate(candidates)), key=lambda r: (-r[0], r[1]))
    lines = tuple(
        ScoredLine(candidates[place].cite(), round(score, 4)) for score, place in rated[:_MOST_LINES] if score >= FLOOR
    )
    return Answer(question.text, lines) if lines else None


def _weigh(question: Question, spread: Spread) -> tuple[_Weighed, ...]:
    return tuple(
        _Weighed(term, log(1 + spread.units / (1 + spread.holding.get(term.stem, 0)))) for term in question.terms
    )


class _Rater:
    """Rates lines for one question."""

    def __init__(self, question: Question, terms: Sequence[_Weighed], cast: Cast, asking: AskingWords) -> None:
        self._question = question
        self._terms = terms
        self._total = sum(each.weight for each in terms) or 1.0
        self._cast = cast
        self._asking = asking
        self._naming = {id(figure): _units_naming(figure) for figure in question.figures}

    def rate(self, line: Line) -> float:
        """How well a line answers: what it says of the question's terms, and signs of the kind of answer wanted."""
        own, near = stems_at(*line), self._surroundings(line)
        said = sum(each.weight * self._credit(each.term, line, own, near) for each in self._terms) / self._total
        score = said + self._kind_bonus(line, own) + _CLOSE_BONUS * self._closeness(own)
        if self._question.speech and self._speaks(line):
            score += _SPEECH_BONUS
        return score - 0.03 * max(0.0, log(max(1, len(own)) / _LENGTH))

    def _credit(self, term: Term, line: Line, own: tuple[str, ...], near: Surroundings) -> float:
        here = max(_worth(term, own), self._named_worth(term, line))
        if here >= _RELATED:
            return here
        return max(here, max((share * _worth(term, words) for share, words in near), default=0.0))

    def _named_worth(self, term: Term, line: Line) -> float:
        key = (line.article.document.number, line.unit.start)
        return _AS_NAMED if any(key in self._naming[id(figure)] for figure in term.figures) else 0.0

    def _surroundings(self, line: Line) -> Surroundings:
        """The words around a line, each with what a term is worth there."""
        article, unit = line
        reading = article.reading
        place = bisect_left(reading.units, unit.start, key=lambda other: other.start)
        before = reading.units[place - 1 : place] if place else ()
        after = reading.units[place + 1 : place + 2]
        lede = reading.units[:1]
        return (
            (_NEXT_LINE, _words_of(article, before)),
            (_PARAGRAPH, _words_of(article, after)),
            (_LEDE, _words_of(article, lede) | frozenset(read_stems(article.document.title or ""))),
        )

    def _kind_bonus(self, line: Line, own: tuple[str, ...]) -> float:
        wanted = self._question.wanted
        if not wanted:
            return 0.0
        has = any(self._holds(kind, line, own) for kind in wanted)
        return _KIND_BONUS if has else -_KIND_MALUS

    def _holds(self, kind: Wanted, line: Line, own: tuple[str, ...]) -> bool:
        article, unit = line
        match kind:
            case Wanted.PERSON:
                return self._names_somebody_else(line)
            case Wanted.TIME:
                return any(unit.contains(date.span) for date in article.reading.dates)
            case Wanted.PLACE:
                return self._names_a_place(line)
            case Wanted.QUANTITY:
                return _has_number(own, self._asking.numbers)
            case Wanted.DURATION:
                return _has_number(own, self._asking.numbers) and not self._asking.spans.isdisjoint(own)
            case Wanted.REASON:
                return not self._asking.reasons.isdisjoint(own)

    def _names_somebody_else(self, line: Line) -> bool:
        asked = {id(figure) for figure in self._question.figures}
        return any(
            id(self._cast.bearer(name.full)) not in asked
            for name in line.article.reading.names
            if name.kind is not NameKind.DOCUMENT and any(line.unit.contains(span) for span in name.mentions)
        )

    def _names_a_place(self, line: Line) -> bool:
        found = re.finditer(r"\b(\w+) (?:the )?(?=[A-Z])", line.text)
        return any(match[1].lower() in self._asking.places for match in found)

    def _speaks(self, line: Line) -> bool:
        """Whether somebody whom the question names speaks in the line."""
        asked = {figure.full for figure in self._question.figures}
        article, unit = line
        speakers = (
            name
            for quote in article.reading.quotes
            if unit.contains(quote.marks)
            for name in self._cast.speakers(quote)
        )
        authors = (self._cast.name_of(claim.author) for claim in article.reading.claims if unit.contains(claim.span))
        return not asked.isdisjoint(speakers) or not asked.isdisjoint(authors)

    def _closeness(self, own: tuple[str, ...]) -> float:
        """Of the pairs of terms that stand together in the question, the share that stand together in the line."""
        pairs = list(zip(self._terms, self._terms[1:], strict=False))
        places = {each.term.stem: _places(each.term, own) for each in self._terms}
        near = sum(
            any(abs(a - b) <= _CLOSE for a in places[one.term.stem] for b in places[other.term.stem])
            for one, other in pairs
        )
        return near / len(pairs) if pairs else 0.0


def _units_naming(figure: Figure) -> frozenset[tuple[int, int]]:
    """The documents and starts of the units that mention a figure."""
    return frozenset(
        (article.document.number, unit_at(article.reading, span.start).start)
        for article, name in figure.appearances
        for span in name.mentions
    )


def _worth(term: Term, words: Iterable[str]) -> float:
    """What the best of some words is worth for a term."""
    held = frozenset(words)
    if term.stem in held:
        return 1.0
    best = max((worth for other, worth in term.others.items() if other in held), default=0.0)
    if best < _RELATED and any(_is_related(term.stem, word) for word in held):
        return _RELATED
    return best


def _is_related(one: str, other: str) -> bool:
    """Whether two stems are built on one root (*negoti*, *negotiat*): a long common beginning, a short rest."""
    if len(one) < _LEAST_PREFIX or len(other) < _LEAST_PREFIX or one[:_LEAST_PREFIX] != other[:_LEAST_PREFIX]:
        return False
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and len(longer) - len(shorter) <= 4


def _places(term: Term, words: Sequence[str]) -> list[int]:
    return [place for place, word in enumerate(words) if word == term.stem or word in term.others]


def _has_number(words: Iterable[str], numbers: frozenset[str]) -> bool:
    return any(word[0].isdigit() or word in numbers for word in words)


def _words_of(article: Article, units: Sequence[Span]) -> frozenset[str]:
    return frozenset(word for unit in units for word in stems_at(article, unit))
