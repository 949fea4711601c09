"""Needs: what a line must have so that it can answer at all, whatever else it shares with the question.

Of somebody's age nothing tells but an age, and of a birth but a birth. What happened to a *previous* treaty did not
happen to the treaty, and *critical areas* are no criticism.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...domain.readings import NameKind
from ...reading.text.words import find_words, fold, stem
from ..material.cast import Cast
from ..material.clippings import Clipping
from .questions import Question
from .relevance import is_relative
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
_EARLIER = frozenset({"previous", "preceding", "predecessor"})
_REACH, _AROUND = 3, 2
_MADE_VERB = re.compile(r"i[sz](?:e[sd]?|ing)\Z")


class Needs:
    """Tells of one question which lines can answer it."""

    def __init__(self, question: Question, cast: Cast, asking: AskingWords) -> None:
        self._question, self._cast = question, cast
        words = [word.folded for word in find_words(question.text) if word.spoken]
        self._persons = {figure.full for figure in question.figures if figure.kind is NameKind.PERSON}
        asked = ((_ASKS_AGE, _AGE),) if Wanted.TIME not in question.wanted else ((_ASKS_BIRTH, _BIRTH),)
        self._telling = tuple(telling for asking_it, telling in asked if asking_it.search(question.text))
        self._act = question.act
        self._of_this = self._act is not None and _EARLIER.isdisjoint(words)
        act = self._act.stem if self._act else None
        self._acts: dict[str, bool] = {}
        self._adjectives = any(stem(word) == act for word in words if _MADE_VERB.search(word))
        self._articles = asking.grammar.articles

    def sift(self, clippings: Iterable[Clipping]) -> set[tuple[int, int]]:
        """The addresses of the lines that may answer.

        Where one tells of the question's verb, but of another thing, those around it do not answer in its place.
        """
        fitting = [clipping for clipping in clippings if self._tells_of_person(clipping)]
        if not self._of_this:
            return {clipping.address for clipping in fitting}
        astray = {clipping.address for clipping in fitting if self._is_of_another(clipping)}
        return {
            clipping.address
            for clipping in fitting
            if clipping.address not in astray
            and (self._has_act(clipping.stems) or not any(_are_near(clipping.address, other) for other in astray))
        }

    def _tells_of_person(self, clipping: Clipping) -> bool:
        """Whether a line has what the question wants to know of somebody, and has it of them."""
        return not self._persons or all(self._is_theirs(clipping, pattern) for pattern in self._telling)

    def _is_theirs(self, clipping: Clipping, pattern: re.Pattern[str]) -> bool:
        """Whether the person who is named nearest to it is meant, or nobody is named, and a pronoun stands there."""
        article, unit = clipping.line
        places = [unit.start + found.start() for found in pattern.finditer(clipping.line.text)]
        named = [
            (mention, self._cast.name_of(name.full))
            for name in article.reading.names
            if name.kind is NameKind.PERSON
            for mention in name.mentions
            if unit.contains(mention)
        ]
        if not places or not named:
            return bool(places and _POINTS.search(clipping.line.text))
        nearest = (min(named, key=lambda each: max(each[0].start - at, at - each[0].end)) for at in places)
        return any(full in self._persons for _, full in nearest)

    def _is_of_another(self, clipping: Clipping) -> bool:
        """Whether the question's verb stands in a line, but always of an earlier thing, or as an adjective."""
        if not self._has_act(clipping.stems):
            return False
        text = clipping.line.text
        words = [fold(text[word.start : word.end]) for word in find_words(text) if word.spoken]
        acts = [place for place, word in enumerate(words) if self._has_act([stem(word)])]
        return bool(acts) and all(self._is_told_of_earlier(words, at) or self._is_adjective(words, at) for at in acts)

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
        behind = [word for word in words[act + 1 : act + 1 + _REACH] if word not in self._articles]
        before = words[max(0, act - _REACH) : act]
        return (behind[:1] == ["of"] and not _EARLIER.isdisjoint(behind[1:2])) or not _EARLIER.isdisjoint(before)

    def _is_adjective(self, words: Sequence[str], act: int) -> bool:
        """Whether a verb in *-ise* is but the adjective it is made of: *critical*, and not *critical of*."""
        return self._adjectives and words[act].endswith("al") and words[act + 1 : act + 2] != ["of"]


def _are_near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a line leans on another: of the same document, and near it."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= _AROUND
