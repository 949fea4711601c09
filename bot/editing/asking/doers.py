"""Doers: who did what a question has somebody do (*Did Putin visit …*), as a line tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from ...domain.readings import Name, NameKind
from ...domain.spans import Span
from ...reading.text.words import find_words, stems
from ..material.cast import Cast
from ..material.clippings import Clipping
from ..material.kept import kept
from ..material.lines import Line
from .forms import Grammar

_REACH_OF_BY = 5
_LONGEST_TITLE = 4
_RELATIVE = re.compile(r"\W*(?:who|which|that|[’']s)\b|\W*[’'](?=\s)", re.IGNORECASE)
_JOINED = re.compile(r"\A\W*(?:[\w’'-]+\W+){0,2}and\b|\A,\s*\Z")


class Role(IntEnum):
    """What a line tells of whom a question has for the doer."""

    ANOTHER = -1
    UNTOLD = 0
    DOER = 1


@dataclass(frozen=True, slots=True)
class Deed:
    """A doer with a name, and what it did, each as the stems that a line may have for it.

    `names` are those that the story has for the doer; `is_land` where it is a country, for which its people may
    act, and `is_open` where the question asks whether it was so.
    """

    names: frozenset[str]
    doer: frozenset[str]
    verb: frozenset[str]
    is_land: bool
    is_open: bool


def tell_role(clipping: Clipping, deed: Deed, cast: Cast, grammar: Grammar) -> Role | None:
    """Who did it in a line, as far as its words tell; None where it tells of no such deed."""
    if deed.verb.isdisjoint(clipping.stems):
        return None
    words = _words_of(clipping.line)
    own = [word.span for word in words if not word.stems.isdisjoint(deed.doer)]
    others = []
    for name, mention in _mentions_in(clipping.line):
        if cast.name_of(name.full) in deed.names:
            own.append(mention)
        elif (name.kind is NameKind.COUNTRY or not deed.is_land) and not any(map(mention.overlaps, own)):
            others.append(mention)
    known = {mention.start for mention in (*own, *others)}
    unknown = [word.span.start for word in words if word.folded in grammar.pronouns and word.span.start not in known]
    telling = _Telling(clipping.line.article.document.text, words, own, others, unknown, grammar)
    verbs = [place for place, word in enumerate(words) if _is_verb(words, place, deed, grammar)]
    return max(map(telling.role, verbs), default=None)


class _Heard(NamedTuple):
    """A word of a line: folded, its place, and its stems."""

    folded: str
    span: Span
    stems: frozenset[str]


@kept(4096)
def _words_of(line: Line) -> tuple[_Heard, ...]:
    """The words of a line, found once."""
    text = line.article.document.text
    words = (word for word in find_words(text, line.unit.start, line.unit.end) if word.spoken)
    return tuple(_Heard(word.folded, word.span, frozenset(stems(text[word.start : word.end]))) for word in words)


@kept(4096)
def _mentions_in(line: Line) -> tuple[tuple[Name, Span], ...]:
    """Whom a line names, and where."""
    names = line.article.reading.names
    return tuple((name, mention) for name in names for mention in name.mentions if line.unit.contains(mention))


def _is_verb(words: Sequence[_Heard], place: int, deed: Deed, grammar: Grammar) -> bool:
    """Whether a word may be the verb: none of the doer's name, and no noun behind an article (*the visit*)."""
    stems_here = words[place].stems
    if stems_here.isdisjoint(deed.verb) or not stems_here.isdisjoint(deed.doer):
        return False
    return not place or words[place - 1].folded not in grammar.articles


@dataclass(frozen=True, slots=True)
class _Telling:
    """The words of a line; where it names the doer and anybody else, and where pronouns stand for nobody knows whom."""

    text: str
    words: Sequence[_Heard]
    own: Sequence[Span]
    others: Sequence[Span]
    unknown: Sequence[int]
    grammar: Grammar

    def role(self, verb: int) -> Role:
        """Who does what a verb says: the last name before it, or of a passive the one behind *by*."""
        if (passive := self._role_of_passive(verb)) is not None:
            return passive
        place = self.words[verb].span.start
        mine, theirs = (self._last_before(place, names) for names in (self.own, self.others))
        if mine and (not theirs or mine.end > theirs.end):
            return Role.DOER
        if not theirs or any(theirs.end <= start < place for start in self.unknown):
            return Role.UNTOLD
        if not mine or _RELATIVE.match(self.text, theirs.end):
            return Role.ANOTHER
        return Role.DOER if _JOINED.search(self.text[mine.end : theirs.start]) else Role.UNTOLD

    def _role_of_passive(self, verb: int) -> Role | None:
        """Who did it by a name right behind *by*; None where it is no passive.

        That has a form of *be* before the verb (*was signed on Friday by Reis*), or its *by* right behind it (*the
        pact signed by Reis*). *By noon* and *by ferry* name nobody.
        """
        behind = [word.folded for word in self.words[verb + 1 : verb + 1 + _REACH_OF_BY]]
        if "by" not in behind:
            return None
        by, is_told = verb + 1 + behind.index("by"), self._is_told_with_be(verb)
        named = self._named_behind(by) if is_told or behind[0] == "by" else None
        return Role.UNTOLD if named is None and is_told else named

    def _is_told_with_be(self, verb: int) -> bool:
        before = next((w.folded for w in reversed(self.words[:verb]) if w.folded not in self.grammar.adverbs), "")
        return before in self.grammar.being and not self.words[verb].folded.endswith("ing")

    def _named_behind(self, by: int) -> Role | None:
        """Whose name stands behind *by*, with nothing but a title between."""
        stops = self.grammar.prepositions - {"of"}
        for word in self.words[by + 1 : by + 2 + _LONGEST_TITLE]:
            if word.folded in stops:
                return None
            for names, role in ((self.own, Role.DOER), (self.others, Role.ANOTHER)):
                if any(name.contains(word.span) for name in names):
                    return role
        return None

    def _last_before(self, place: int, names: Sequence[Span]) -> Span | None:
        """The last name before a place that stands behind no preposition, as in *the minister of Malta*."""
        free = (name for name in names if name.end <= place and not self._is_bound(name))
        return max(free, key=lambda name: name.end, default=None)

    def _is_bound(self, name: Span) -> bool:
        before = [word.folded for word in self.words if word.span.end <= name.start and word.folded != "the"]
        return bool(before) and before[-1] in self.grammar.prepositions
