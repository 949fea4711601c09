"""Which words of a frame are verbs of saying: forms that may be nouns are told by the word before them."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ..cast import MentionForm
from ..vocabulary import Cue, CueClass, Vocabulary
from .frames import Item, ItemKind

_IS = frozenset({"’s", "'s"})
APOSTROPHES = _IS | {"’", "'"}
COORDINATORS = frozenset({"and", "but", "then", "or", "yet"})
RELATIVES = frozenset({"who", "which", "that"})


class CueVerbs:
    """Tells the verbs of saying among the items of one frame."""

    def __init__(self, items: Sequence[Item], vocabulary: Vocabulary) -> None:
        self.items = items
        self._known = vocabulary
        self._small = vocabulary.function_words

    def cue_at(self, place: int) -> Cue | None:
        """The verb of saying at a place, where the word is a verb there and in the active voice."""
        cue = self.verb_at(place)
        if cue is None or self.is_passive(place):
            return None
        return cue

    def verb_at(self, place: int) -> Cue | None:
        """The verb of saying at a place, active or passive."""
        item = self.items[place]
        cue = self._known.cues.get(item.folded)
        if cue is None or (item.kind is not ItemKind.WORD and not self._is_verb_like_noun(place)):
            return None
        if not self._is_verb(place, item.folded, cue):
            return None
        if cue.particles and not self.has(cue.particles, place + 1, place + 4):
            if cue.plain is None:
                return None
            cue = cue.plain
        if cue.classes == {CueClass.PREDICT} and self.has({"to"}, place + 1, place + 2):
            return None  # what somebody expects to do is no forecast
        return cue

    def _is_verb_like_noun(self, place: int) -> bool:
        """A single word taken for a description though it follows a subject: *it states*, *he reports*."""
        item = self.items[place]
        if item.mention is None or item.folded != item.last or item.mention.form is not MentionForm.DESCRIBED:
            return False
        return place > 0 and self.items[place - 1].mention is not None

    def _is_verb(self, place: int, form: str, cue: Cue) -> bool:
        """Whether a form that may be a noun too is the verb: a subject, an auxiliary or *to* stands before it."""
        before = place - 1
        while before >= 0 and self.is_adverb(before):
            before -= 1
        if before < 0 or self.items[before].kind in {ItemKind.QUOTE, ItemKind.MENTION}:
            return form not in self._known.adjectives
        word = self.items[before].folded
        if word in self._small.articles or word in self._small.possessives or word in APOSTROPHES:
            return False
        if form == cue.base and form in self._known.adjectives:
            return word in self._small.auxiliaries | {"to"}  # state media, but: they will state
        plain = form in {cue.base.split()[0], cue.base.split()[0] + "s"} and form not in {"says", "tells", "adds"}
        if not plain:
            return word not in self._small.prepositions or form.endswith("ing")
        return word in self._small.auxiliaries | RELATIVES | COORDINATORS | {"to", ",", ";", ":", "—", "–", ")"}

    def is_passive(self, place: int) -> bool:
        """Whether a form of *be* stands before the verb, or *by* behind it."""
        if self.items[place].folded.endswith("ing"):
            return False
        if self.has({"by"}, place + 1, place + 2) and self.items[place].folded.endswith("ed"):
            return not self.has(self._known.exchange.means, place + 2, place + 3)
        if self.items[place].folded in {"accused", "suspected", "blamed"} and self.has(
            {"of", "for"}, place + 1, place + 2
        ):
            return True  # a banker accused of theft
        before = place - 1
        while before >= 0 and self.is_adverb(before):
            before -= 1
        if before < 0 or self.items[before].kind is not ItemKind.WORD:
            return False
        return self.items[before].folded in self._small.being or self.items[before].folded in _IS

    def is_adverb(self, place: int) -> bool:
        """Whether a word may stand between a subject and its verb."""
        item = self.items[place]
        if item.kind is not ItemKind.WORD:
            return False
        return item.folded in self._small.adverbs or (
            item.folded.endswith("ly") and item.folded not in self._known.people
        )

    def is_auxiliary(self, place: int) -> bool:
        """Whether a word is a form of *be* or *have*, or a modal."""
        return self.items[place].kind is ItemKind.WORD and self.items[place].folded in self._small.auxiliaries

    def has(self, words: Container[str], begin: int, end: int) -> bool:
        """Whether one of some words stands in a stretch of the frame."""
        return any(item.folded in words for item in self.items[begin:end])

    def cue_item(self, place: int, cue: Cue) -> Item:
        """The verb, with its particle where that stands right behind: *summed up*."""
        item = self.items[place]
        if self.has(cue.particles, place + 1, place + 2):
            return item._replace(span=item.span.hull(self.items[place + 1].span))
        return item
