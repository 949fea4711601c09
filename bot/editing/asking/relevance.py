"""How much of a question a line speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import NamedTuple

from ...domain.readings import Spread
from ..material.cast import Cast
from ..material.clippings import ROOT, Clipping
from ..material.story import Story
from .questions import Question
from .terms import Term
from .wordlists import AskingWords

AS_NAMED = 0.9
"""What a line is worth for a name that it means in other words."""

AS_SAID = 0.8
"""What a line in which somebody speaks is worth for a verb of saying."""

RELATED = 0.6
"""What a word of the same root is worth."""

_FOCUS, _RARE = 1.6, 1.25
_LEANT_ON, _BEFORE, _AFTER, _LEDE = 0.8, 0.3, 0.15, 0.25
_LONGEST_ENDING = 4
_CLOSE, _LEAST_PAIR = 5, 2
_SOME = 2
"""So many words of a question besides names tell what it is about."""

_AROUND = (-2, -1, 1, 2)
_BESIDE = (1, 2)
"""Which of the lines around stand right before and right after."""

Worths = Sequence[float]
"""What something is worth for each of a question's terms, from 0 to 1."""


class Regard(NamedTuple):
    """What a line has to do with a question: the first of the `Signs` of an answer, which tell what each is."""

    covered: float
    told: float
    headed: float
    local: float
    unheard: float
    close: float
    idle: float
    untold: float
    bare: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of a question, and how much it says: the rarer it is on the shelf, the more."""

    term: Term
    weight: float


def weigh(question: Question, spread: Spread) -> tuple[Weighed, ...]:
    """Weigh a question's terms by how rare they are; what is counted (*how many boats*) says more."""
    return tuple(Weighed(term, _rarity(term, spread) * (_FOCUS if term.focus else 1.0)) for term in question.terms)


def _rarity(term: Term, spread: Spread) -> float:
    return float(log(1 + spread.units / (1 + spread.holding.get(term.stem, 0))) ** _RARE)


class Relevance:
    """Tells how much of one question clippings speak of. What it finds out of a word, a line or an article it keeps."""

    def __init__(self, question: Question, spread: Spread, story: Story, asking: AskingWords) -> None:
        self._terms = weigh(question, spread)
        self._total = sum(each.weight for each in self._terms) or 1.0
        self._subject = [(at, each) for at, each in enumerate(self._terms) if each.term.subject]
        self._subject_total = sum(each.weight for _, each in self._subject) or 1.0
        acts = (at for at, term in enumerate(question.terms) if term is question.act)
        self._act = next(acts, None)
        self._vacant = tuple(at for at, term in enumerate(question.terms) if term.stem in question.vacant)
        self._plain = [at for at, term in enumerate(question.terms) if not term.is_proper and not term.saying]
        self._weights = tuple(each.weight / self._total for each in self._terms)
        self._none = (0.0,) * len(self._terms)
        self._asking = asking
        self._story = story
        self._speech = question.speech
        self._can_be_meant = any(term.figures or term.saying for term in question.terms)
        self._roots = tuple(term.stem[:ROOT] for term in question.terms if len(term.stem) >= ROOT)
        self._by_word = _worths_by_word(question.terms)
        self._by_line: dict[tuple[int, int], Worths] = {}
        self._heads: dict[int, Worths] = {}
        self._articles: dict[int, tuple[float, float, float]] = {}
        self._telling: dict[int, frozenset[str]] = {}

    @property
    def cast(self) -> Cast:
        """Who appears in the story."""
        return self._story.cast

    def of(self, clipping: Clipping) -> Regard:
        """What a line has to do with the question."""
        around = [self._story.clippings.around(clipping, distance) for distance in _AROUND]
        worths = [self._words_of(near) if near else self._none for near in around]
        covered = self._with(self._surroundings(clipping, around, worths), self._here(clipping))
        told, headed, unheard = self._of_article(clipping.address[0])
        best, close = self._best(clipping, worths), self._closeness(clipping)
        idle = float(self._act is not None and not best[self._act])
        untold = idle and float(not self._known_in(clipping.address[0])[self._act or 0])
        return Regard(
            self._share(covered), told, headed, self._share(best), unheard, close, idle, untold, self._bare(best)
        )

    def astray(self, clipping: Clipping) -> float:
        """How much of what somebody is asked to have spoken about is in none of the lines around."""
        if not self._subject:
            return 0.0
        around = (self._story.clippings.around(clipping, distance) for distance in _AROUND)
        best = self._best(clipping, [self._words_of(near) for near in around if near])
        return sum(each.weight for at, each in self._subject if not best[at]) / self._subject_total

    def vacant(self, clipping: Clipping) -> float:
        """Whether the article lacks a word of an office that nobody is known to hold."""
        if not self._vacant:
            return 0.0
        known = self._known_in(clipping.address[0])
        return float(not all(known[at] for at in self._vacant))

    def _bare(self, best: Worths) -> float:
        """Whether lines hold but names, of a question that has more: who it is about, and nothing of what."""
        held = any(best[at] for at, each in enumerate(self._terms) if each.term.is_proper)
        return float(held and len(self._plain) >= _SOME and not any(best[at] for at in self._plain))

    def _known_in(self, number: int) -> Worths:
        """What the words of an article are worth."""
        words = self._telling_in(number)
        return self._of_words(words, words)

    def _unnamed(self, worths: Worths) -> float:
        """The share of the question's names for which there is nothing."""
        return self._share(float(each.term.name and not worth) for each, worth in zip(self._terms, worths, strict=True))

    def _best(self, clipping: Clipping, around: Iterable[Worths]) -> Worths:
        """What the lines around are worth, together with the line."""
        best = self._words_of(clipping)
        for worths in around:
            if worths is not self._none:
                best = tuple(map(max, best, worths))
        return best

    def _of_article(self, number: int) -> tuple[float, float, float]:
        """What is told, headed and unheard in an article."""
        if number not in self._articles:
            words = self._telling_in(number)
            self._articles[number] = (
                self._share(float(each.term.stem in words) for each in self._terms),
                self._share(self._head(number)),
                self._unnamed(self._known_in(number)),
            )
        return self._articles[number]

    def _share(self, worths: Iterable[float]) -> float:
        """The share of the question's weight that these are of, one worth a term."""
        return sum([weight * worth for weight, worth in zip(self._weights, worths, strict=True)])

    def _closeness(self, clipping: Clipping) -> float:
        if sum(map(bool, self._words_of(clipping))) < _LEAST_PAIR:
            return 0.0
        places: list[list[int]] = [[] for _ in self._terms]
        telling = self._telling_in(clipping.address[0])
        for place, word in enumerate(clipping.stems):
            if word in telling:
                for at, _ in self._by_word[word]:
                    places[at].append(place)
        pairs = list(pairwise(places))
        near = sum(any(abs(a - b) <= _CLOSE for a in one for b in other) for one, other in pairs)
        return near / len(pairs) if pairs else 0.0

    def _here(self, clipping: Clipping) -> Worths:
        """What a line itself is worth for each term, by its words or by what it means in others."""
        if not self._can_be_meant:
            return self._words_of(clipping)
        holding = clipping.holding
        names = holding.speakers.union(holding.named)
        return tuple(
            max(worth, self._as_meant(each.term, clipping, names))
            for each, worth in zip(self._terms, self._words_of(clipping), strict=True)
        )

    def _as_meant(self, term: Term, clipping: Clipping, names: set[str]) -> float:
        """What a line is worth for a term that it means in other words: a name, or that somebody speaks."""
        if any(figure.full in names for figure in term.figures):
            return AS_NAMED
        return AS_SAID if term.saying and self._speech and clipping.holding.speakers else 0.0

    def _words_of(self, clipping: Clipping) -> Worths:
        """What the words of a line are worth."""
        address = clipping.address
        if address not in self._by_line:
            self._by_line[address] = self._of_words(clipping.stems, self._telling_in(address[0]))
        return self._by_line[address]

    def _head(self, number: int) -> Worths:
        """What the head of an article is worth."""
        if number not in self._heads:
            head = self._story.clippings.masthead(number).head
            self._heads[number] = self._of_words(head, self._telling_in(number))
        return self._heads[number]

    def _of_words(self, words: Iterable[str], telling: frozenset[str]) -> Worths:
        """What the best of some words is worth for each term."""
        found = telling.intersection(words)
        if not found:
            return self._none
        best = list(self._none)
        for word in found:
            for at, worth in self._by_word[word]:
                best[at] = max(best[at], worth)
        return tuple(best)

    def _telling_in(self, number: int) -> frozenset[str]:
        """The words of an article that are worth something for a term."""
        telling = self._telling.get(number)
        if telling is None:
            masthead = self._story.clippings.masthead(number)
            fitting = masthead.vocabulary.intersection(self._by_word)
            kin = [word for root in self._roots for word in masthead.by_root.get(root, ()) if self._is_kin(word)]
            telling = self._telling[number] = fitting.union(kin)
        return telling

    def _is_kin(self, word: str) -> bool:
        """Whether a word is related to a term; what it is worth is kept."""
        if word not in self._by_word:
            related = [(at, RELATED) for at, each in enumerate(self._terms) if is_relative(each.term.stem, word)]
            if not related:
                return False
            self._by_word[word] = related
        return True

    def _with(self, near: Iterable[tuple[float, Worths]], own: Worths) -> Worths:
        """What a line is worth with what stands around it, where its own words are not worth enough."""
        best = list(own)
        for share, worths in near:
            if worths is self._none:
                continue
            best = [
                max(here, share * worth if mine < RELATED else 0.0)
                for here, worth, mine in zip(best, worths, own, strict=True)
            ]
        return best

    def _surroundings(
        self, clipping: Clipping, around: Sequence[Clipping | None], worths: Sequence[Worths]
    ) -> Iterator[tuple[float, Worths]]:
        """What the lines before and after and the article's head are worth, and how much of it counts."""
        before = around[_BESIDE[0]]
        if before and worths[_BESIDE[0]] is not self._none:
            yield (_LEANT_ON if self._leans(clipping, before) else _BEFORE), worths[_BESIDE[0]]
        yield _AFTER, worths[_BESIDE[1]]
        yield _LEDE, self._head(clipping.address[0])

    def _leans(self, clipping: Clipping, before: Clipping) -> bool:
        """Whether a line cannot stand alone.

        It begins with a quotation or a word that points back, or follows a question or a colon.
        """
        text, words = clipping.line.text, clipping.stems
        if before.line.text.rstrip("”’\"'").endswith(("?", ":")):
            return True
        return not text[0].isalnum() or (bool(words) and words[0] in self._asking.pointing)


def _worths_by_word(terms: Sequence[Term]) -> dict[str, Sequence[tuple[int, float]]]:
    """By word: the places of the terms that it fits, and what it is worth for them."""
    found: dict[str, dict[int, float]] = {}
    for at, term in enumerate(terms):
        for word in term.stems:
            worth = 1.0 if word == term.stem else term.others[word]
            related = {
                place: RELATED
                for place, other in enumerate(terms)
                if other is not term and is_relative(other.stem, word)
            }
            worths = found.setdefault(word, related)
            worths[at] = max(worth, worths.get(at, 0.0))
    return {word: tuple(worths.items()) for word, worths in found.items()}


def is_relative(one: str, other: str) -> bool:
    """Whether two stems are built on one root (*negoti*, *negotiat*): one begins the other, little is left."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= ROOT and len(long) - len(short) <= _LONGEST_ENDING and long.startswith(short)
