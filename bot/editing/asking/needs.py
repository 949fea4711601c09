"""Needs: what a line must have so that it can answer at all, whatever else it shares with the question.

Of which kind: of an age nothing tells but an age, and *which company* asks for the name of one. Of whom: the age must
be theirs, and *the mayor's husband* must be told of. Which act: what happened to a *previous* treaty did not happen to
the treaty, *critical areas* are no criticism, and who *welcomed a guest* has not praised the treaty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from ...domain.readings import NameKind
from ...reading.text.words import find_words, fold, stem, stems
from ..material.clippings import Clipping
from ..material.story import Story
from .kinds import rate_kind
from .questions import Question
from .relevance import is_relative
from .terms import Term
from .wordlists import AskingWords, Wanted

_ASKS_AGE = re.compile(r"\bhow old\b|\bwhat (?:is|was)\b.*\bage\b|\bwhat age\b", re.IGNORECASE)
_ASKS_BIRTH = re.compile(r"\bborn\b|\b(?:date|day|year) of birth\b", re.IGNORECASE)
_AGE = re.compile(
    r"""
    \b[\w-]+[-‑\ ]years?[-‑\ ](?:old|of[-\ ]age)\b | \bage[ds]?(?:\ of)?\ \d{1,3}\b | ,\ \d{1,3}(?=[,.;]) | \(\d{1,3}\)
  | \bturn(?:s|ed|ing)?\ \d{1,3}\b | \bin\ (?:his|her|their)\ (?:early\ |mid-?\ ?|late\ )?(?:\w+ties|teens|\d0s)\b
  | \b(?:is|was|be)\ (?:only\ |now\ )?\d{1,3}(?=[\s.,;]*(?:$|and\b|when\b)) | \bborn\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BIRTH = re.compile(r"\b(?:born|birth\w*|native)\b|\([^)]*\b1\d{3}\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:s?he|his|hers?|him)\b|\AThe \S+-year-old\b", re.IGNORECASE)
_ASKS_OWNED = re.compile(r"(?:who|what) (?:is|was|are|were)\b.*(?:['’]s|s['’]) (\w+)\W*\Z", re.IGNORECASE)
_EARLIER = frozenset({"previous", "preceding", "predecessor"})
_REACH, _AROUND = 3, 2


class Needs:
    """Tells of one question which lines can answer it."""

    def __init__(self, question: Question, story: Story, asking: AskingWords) -> None:
        self._question, self._story, self._asking = question, story, asking
        words = [word.folded for word in find_words(question.text) if word.spoken]
        self._persons = {figure.full for figure in question.figures if figure.kind is NameKind.PERSON}
        asked = ((_ASKS_AGE, _AGE),) if Wanted.TIME not in question.wanted else ((_ASKS_BIRTH, _BIRTH),)
        self._telling = tuple(telling for asking_it, telling in asked if asking_it.search(question.text))
        self._act = question.act
        self._acts: dict[str, bool] = {}
        self._of_this = _EARLIER.isdisjoint(words)
        self._owned = _owned(question)
        self._objects = _objects(question) if words[:1] == ["who"] else ()

    def sift(self, clippings: Iterable[Clipping]) -> set[tuple[int, int]]:
        """The addresses of the lines that may answer.

        Where one tells of the question's verb, but of another thing, those around it do not answer in its place.
        """
        fitting = [each for each in clippings if all(need(each) for need in self._needs)]
        astray = {
            clipping.address for clipping in fitting if self._has_act(clipping.stems) and self._is_astray(clipping)
        }
        return {
            clipping.address
            for clipping in fitting
            if clipping.address not in astray
            and (self._has_act(clipping.stems) or not any(_are_near(clipping.address, other) for other in astray))
        }

    @property
    def _needs(self) -> tuple[Callable[[Clipping], bool], ...]:
        return self._names_body, self._tells_how_long, self._tells_of_person, self._tells_of_owned

    def _tells_of_owned(self, clipping: Clipping) -> bool:
        """Whether whom the question calls somebody's (*the mayor's husband*) is told of around."""
        return self._owned is None or any(
            self._owned.fits(word) or is_relative(self._owned.stem, word)
            for line in self._around(clipping)
            for word in line.stems
        )

    def _around(self, clipping: Clipping) -> list[Clipping]:
        around = (self._story.clippings.around(clipping, distance) for distance in range(-_AROUND, _AROUND + 1))
        return [line for line in around if line]

    def _names_body(self, clipping: Clipping) -> bool:
        """Whether a line names a body where the question asks which."""
        return Wanted.BODY not in self._question.wanted or bool(rate_kind(clipping, self._question, self._asking))

    def _tells_how_long(self, clipping: Clipping) -> bool:
        """Whether a line has figures, or a unit of time or length, where the question asks how long."""
        return Wanted.DURATION not in self._question.wanted or any(
            word[0].isdigit() or word in self._asking.spans for word in clipping.stems
        )

    def _tells_of_person(self, clipping: Clipping) -> bool:
        """Whether a line has what the question wants to know of somebody, and has it of them."""
        return not self._persons or all(self._is_theirs(clipping, pattern) for pattern in self._telling)

    def _is_theirs(self, clipping: Clipping, pattern: re.Pattern[str]) -> bool:
        """Whether the person who is named nearest to it is meant, or nobody is named, and a pronoun stands there."""
        article, unit = clipping.line
        places = [unit.start + found.start() for found in pattern.finditer(clipping.line.text)]
        named = [
            (mention, self._story.cast.name_of(name.full))
            for name in article.reading.names
            if name.kind is NameKind.PERSON
            for mention in name.mentions
            if unit.contains(mention)
        ]
        if not places or not named:
            return bool(places and _POINTS.search(clipping.line.text))
        nearest = (min(named, key=lambda each: max(each[0].start - at, at - each[0].end)) for at in places)
        return any(full in self._persons for _, full in nearest)

    def _is_astray(self, clipping: Clipping) -> bool:
        """Whether a line has the question's verb, but always of another thing, or as an adjective."""
        return self._is_of_another(clipping) or self._is_apart(clipping)

    def _is_of_another(self, clipping: Clipping) -> bool:
        text = clipping.line.text
        words = [fold(text[word.start : word.end]) for word in find_words(text) if word.spoken]
        acts = [place for place, word in enumerate(words) if self._has_act([stem(word)])]
        return bool(acts) and all(
            (self._of_this and self._is_told_of_earlier(words, at)) or _is_adjective(words, at) for at in acts
        )

    def _meets_another(self, clipping: Clipping) -> bool:
        """Whether a name that the question does not have stands right behind the verb: *welcomed Ortega*."""
        text = clipping.line.text
        words = [text[word.start : word.end] for word in find_words(text) if word.spoken]
        pairs = ((verb, name) for verb, name in pairwise(words) if self._has_act(stems(verb)) and name[:1].isupper())
        return any(not any(self._fits_object(part) for part in stems(name)) for _, name in pairs)

    def _fits_object(self, word: str) -> bool:
        return any(term.fits(word) or is_relative(term.stem, word) for term in self._objects)

    def _is_apart(self, clipping: Clipping) -> bool:
        """Whether nothing is told of what it was done to: around the verb itself, or in the line of another for it."""
        if self._act is None or not self._objects:
            return False
        lines = [clipping]
        if not self._meets_another(clipping) and any(
            word == self._act.stem or is_relative(self._act.stem, word) for word in clipping.stems
        ):
            lines = self._around(clipping)
        return not any(self._fits_object(word) for line in lines for word in line.stems)

    def _has_act(self, found: Iterable[str]) -> bool:
        """Whether one of some stems is the verb's, or one of another word for it or of the same root."""
        return any(map(self._is_act, found))

    def _is_act(self, word: str) -> bool:
        """The same of one stem; it is told once, since lines have most of their words in common."""
        known = self._acts.get(word)
        if known is None:
            act = self._act
            known = self._acts[word] = act is not None and (act.fits(word) or is_relative(act.stem, word))
        return known

    def _is_told_of_earlier(self, words: Sequence[str], act: int) -> bool:
        """*The expiration of a previous deal*, *the previous deal expired*."""
        articles = self._asking.grammar.articles
        behind = [word for word in words[act + 1 : act + 1 + _REACH] if word not in articles]
        before = words[max(0, act - _REACH) : act]
        return (behind[:1] == ["of"] and not _EARLIER.isdisjoint(behind[1:2])) or not _EARLIER.isdisjoint(before)


def _objects(question: Question) -> tuple[Term, ...]:
    """What a question who did it has for its object; none where that is somebody, whom a pronoun may stand for."""
    others = tuple(term for term in question.terms if term is not question.act)
    is_person = any(figure.kind is NameKind.PERSON for term in others for figure in term.figures)
    return () if is_person else others


def _owned(question: Question) -> Term | None:
    """What a question who or what somebody's is ends with, where that is no office which somebody is known to hold."""
    found = None if question.holders else _ASKS_OWNED.match(question.text)
    return next((term for term in question.terms if term.stem in stems(found[1])), None) if found else None


def _is_adjective(words: Sequence[str], act: int) -> bool:
    """Whether a word is but an adjective of the verb's root: *critical*, and not *critical of*."""
    return words[act].endswith("ical") and words[act + 1 : act + 2] != ["of"]


def _are_near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a line leans on another: of the same document, and near it."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= _AROUND
