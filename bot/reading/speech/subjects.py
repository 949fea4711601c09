"""Whose verb it is: the subject of a verb of saying among the mentions of its frame."""

from __future__ import annotations

import re
from itertools import pairwise

from ...domain.readings import NameKind
from ..cast import Cast, Mention
from ..vocabulary import Vocabulary
from .cue_verbs import APOSTROPHES, COORDINATORS, RELATIVES, CueVerbs
from .frames import ItemKind

# Words that are prepositions elsewhere, and may stand before a subject.
_JOINING = frozenset({"as", "than", "while", "after", "before", "since", "like"})
# How many items a verb may stand from its subject: sentences are shorter, lists without an end are not.
_REACH = 150
_LONGEST_RELATIVE = 25
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
# What a description of somebody behind a comma begins with.
_DESCRIBING = frozenset({"a", "an", "the", "one", "now", "once", "who", "whose", "then"})


class Subjects:
    """Finds the subjects of the verbs of one frame."""

    def __init__(self, verbs: CueVerbs, text: str, cast: Cast, vocabulary: Vocabulary) -> None:
        self.items = verbs.items
        self._verbs = verbs
        self._text = text
        self._cast = cast
        self._known = vocabulary
        self._small = vocabulary.function_words

    def of_verb(self, place: int, begin: int) -> tuple[tuple[Mention, ...], bool]:
        """Those who do what the verb at a place says, and whether they are borrowed from an earlier verb."""
        at = place - 1
        while at >= begin and (
            self._verbs.is_auxiliary(at) or self._verbs.is_adverb(at) or self.items[at].folded == "to"
        ):
            at -= 1
        if at < begin:
            return (), False
        start = self.items[at + 1].span.start
        beside = self._cast.before(self._text, start) or self.items[at].mention
        beside = (self._described_owner(beside, at, begin) if beside else None) or beside
        if beside and (within := self._speaks_within(beside, at)):
            return (within,), False
        free = beside and (self._stands_free(beside, at) or self._acts_along(beside, at, place))
        if beside and beside.span.start >= self.items[begin].span.start and free:
            beside = self._relative_owner(beside, at, begin) or self._bracketed(beside, at) or beside
            trails = self.items[place].folded.endswith("ing") and self.items[at].folded == ","
            return (*self._joined_before(beside, at), beside), trails
        if self.items[at].folded in RELATIVES and (owner := self._antecedent(at, begin)):
            return (owner,), False
        around = self._cast_around(place)
        if around:
            return (around,), False
        finite = not self.items[place].folded.endswith("ing") and self.items[place - 1].folded != "to"
        own = finite and self.items[at].folded not in COORDINATORS
        found = self._borrow(at, self._clause_begin(at, begin) if own else begin)
        return ((*self._joined_before(found, place), found), not own) if found else ((), False)

    def _antecedent(self, relative: int, begin: int) -> Mention | None:
        """Whom *who* or *which* refers to: the mention right before it, or before its comma."""
        beside = self._cast.before(self._text, self.items[relative].span.start)
        if beside:
            return beside
        at = relative - 2 if self.items[relative - 1].folded == "," else relative - 1
        return self.items[at].mention if at >= begin else None

    def _relative_owner(self, inner: Mention, at: int, begin: int) -> Mention | None:
        """Whose relative clause holds the mention before a verb.

        *X, who spoke through his aide, Y, said*; *X, whose son left, said*.
        """
        for place in range(at, max(begin, at - _LONGEST_RELATIVE), -1):
            relative = self.items[place].folded in {"who", "whose"} and self.items[place - 1].folded == ","
            if relative and place - 2 >= begin:
                owners = (self.items[before].mention for before in range(place - 2, begin - 1, -1))
                closing = (one for one in owners if one and one.extent.end == inner.extent.end)
                return next((one for one in closing if one.span.end < inner.span.start), None)
        return None

    def _speaks_within(self, owner: Mention, at: int) -> Mention | None:
        """Who is named in a relative clause whose only verb this is: *X, whose lawyer, Y, said “no”, left*."""
        nearest = max(0, at - _LONGEST_RELATIVE)
        opened = next((place for place in range(at, nearest, -1) if self.items[place].folded == "whose"), None)
        if opened is None or self.items[opened - 1].folded != "," or owner.span.end > self.items[opened].span.start:
            return None
        inside = self.items[opened + 1 : at + 1]
        behind = [item for comma, item in pairwise(inside) if comma.folded == ","]
        if not behind or inside[0].folded != "," or self.items[opened].mention is None:
            return None
        named = behind[0].mention
        described = all(item.folded in _DESCRIBING or item.folded.isdigit() for item in behind[1:])
        return named if named and named.kind is NameKind.PERSON and described else None

    def _acts_along(self, mention: Mention, at: int, verb: int) -> bool:
        """Whether somebody acts beside the sentence as a participle says: *with the state accusing it of*."""
        while at > 0 and self.items[at].span.start > mention.extent.start:
            at -= 1
        return at > 0 and self.items[at - 1].folded == "with" and self.items[verb].folded.endswith("ing")

    def _bracketed(self, rank: Mention, at: int) -> Mention | None:
        """The name behind a rank whose branch stands in brackets: *SP (Rural) Ramesh Gowda, who led them, said*."""
        while at > 0 and self.items[at].span.start > rank.span.start:
            at -= 1
        signs = [item.folded for item in self.items[at + 1 : at + 4]]
        named = self.items[at + 4].mention if len(signs) == 3 and at + 4 < len(self.items) else None
        return named if signs[:1] == ["("] and signs[-1:] == [")"] else None

    def _described_owner(self, inner: Mention, at: int, begin: int) -> Mention | None:
        """In whose description the mention before a verb stands: *X, an officer in his third Test, said*.

        Of *X, of Howth, Co Dublin, denies* it is X as well: a place says nothing.
        """
        for place in range(at - 1, max(begin, at - _LONGEST_RELATIVE) - 1, -1):
            owner = self.items[place].mention
            if owner is None or owner.kind is not NameKind.PERSON or owner.extent.end != inner.extent.end:
                continue
            if owner.span.end > inner.span.start or not self._stands_free(owner, place):
                return None
            between = [item.folded for item in self.items[place + 1 : at + 1] if item.span.start < inner.span.start]
            described = between[:1] == [","] and between.count(",") == 1 and between[1:2] and between[1] in _DESCRIBING
            placed = inner.kind in {None, NameKind.COUNTRY} and {"of", "from", "in"} & set(between)
            return owner if described or placed else None
        return None

    def _cast_around(self, place: int) -> Mention | None:
        """The mention in whose description a verb stands: *X, who told AFP “…”, left*."""
        start = self.items[place].span.start
        for at in range(place - 1, max(0, place - _REACH) - 1, -1):
            mention = self.items[at].mention
            if mention:
                relative = self._verbs.has({"who", "which"}, at, place)
                return mention if relative and mention.extent.end > start else None
        return None

    def _stands_free(self, mention: Mention, at: int) -> bool:
        """Whether a mention right before a verb can be its subject: no preposition stands before it."""
        while at > 0 and self.items[at].span.start > mention.extent.start:
            at -= 1
        if at > 1 and _YEAR.fullmatch(self.items[at - 1].folded) and self.items[at - 2].folded in {"in", "since", "by"}:
            return True  # In 1992 researchers reported
        while at > 1 and self.items[at - 1].folded[:1].isdigit():
            at -= 1  # upstream of 14,000 people
        before = self.items[at - 1] if at else None
        if before is None or before.kind is not ItemKind.WORD:
            return True
        return before.folded not in self._small.prepositions or before.folded in _JOINING

    def _joined_before(self, mention: Mention, at: int) -> tuple[Mention, ...]:
        """The first of two speakers before a verb: *A and B said*."""
        while at > 0 and self.items[at].span.start > mention.span.start:
            at -= 1
        if at < 2 or self.items[at - 1].folded != "and":
            return ()
        first = self.items[at - 2].mention
        return (first,) if first and self.may_be(at - 2) else ()

    def _borrow(self, at: int, begin: int) -> Mention | None:
        """The nearest mention before that can be a subject, past remarks between commas (*, she recalled,*)."""
        nearest = max(begin, at - _REACH)
        while at >= nearest:
            if self.items[at].folded == "," and (opened := self._remark(at, begin)) is not None:
                at = opened
            mention = self.items[at].mention
            if mention and self.may_be(at) and not self._owns(at):
                return mention
            at -= 1
        return None

    def _clause_begin(self, at: int, begin: int) -> int:
        """Where the clause that *that* opens behind a verb of saying begins: *said that a dam posed “no danger”*."""
        for place in range(at, max(begin, at - _REACH), -1):
            if self.items[place].folded == ",":
                return begin
            if self.items[place].folded == "that" and self.items[place].kind is ItemKind.WORD:
                cues = (self._known.cues.get(item.folded) for item in self.items[max(begin, place - 3) : place])
                return place if any(cues) else begin
        return begin

    def _remark(self, at: int, begin: int) -> int | None:
        """The comma that opens a short remark with a verb of saying, which the comma at a place closes."""
        for opened in range(at - 1, max(begin, at - 6) - 1, -1):
            if self.items[opened].folded == ",":
                inside = self.items[opened + 1 : at]
                says = any(self._known.cues.get(i.folded) for i in inside if i.kind is ItemKind.WORD)
                return opened if says and inside and inside[0].mention else None
        return None

    def _owns(self, at: int) -> bool:
        """Whether a mention only owns what follows: *Cruz’s campaign said*."""
        return at + 1 < len(self.items) and self.items[at + 1].folded in APOSTROPHES

    def may_be(self, at: int) -> bool:
        """Whether a mention stands where a subject stands: first, behind a mark, or where a clause begins."""
        before = self.items[at - 1] if at else None
        if before is None or before.kind in {ItemKind.SIGN, ItemKind.QUOTE}:
            return True
        if at == 1 and before.folded[:1].isdigit():
            return True  # 08:15 Ana Cruz has sent us this message
        if before.kind is ItemKind.MENTION:
            return at == 2 and self.items[0].folded in self._small.prepositions  # In it Mr Slater can be heard
        word = before.folded
        return word in self._small.conjunctions | self._small.adverbs | {"as"} and word != "than"
