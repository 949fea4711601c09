"""The content of a verb of saying: the clause behind it, around it or before it, without its attribution."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.readings import NameKind
from .bounds import ASIDE, JOINS, Clause, ClauseBounds
from .frames import ItemKind
from .sayings import Saying
from .vocabulary import CueClass

_CONTENT = frozenset({CueClass.SAY, CueClass.WRITE, CueClass.PREDICT, CueClass.MANNER})
_BREAKS = frozenset({",", ";", "—", "–", "("})
_LONGEST_ASIDE = 14


class Clauses(ClauseBounds):
    """Finds the clauses that the sayings of one frame report."""

    def contents(self, saying: Saying) -> Iterator[Clause]:
        """The clauses that a verb of saying reports: behind it, around it (*X, he said, had*) or before it."""
        if not saying.classes & (_CONTENT | {CueClass.STRESS}):
            return
        begin = self._content_start(saying)
        if self._is_whole(saying, begin):
            yield self._from_subject(saying)
        elif begin is not None:
            yield from self._split(begin, self._content_end(begin))
        elif (clause := self._around(saying)) or (clause := self._whole_statement(saying)):
            yield clause

    def _content_start(self, saying: Saying) -> int | None:
        """Where the clause behind the verb begins; None where none does."""
        base = self._base(saying)
        place = saying.place + 1
        cue = self._known.cues.get(self.items[saying.place].folded)
        if cue and cue.particle and place < len(self.items) and self.items[place].folded == cue.particle:
            place += 1
        if self._is_inverted(saying) or place >= len(self.items):
            return None
        hears = base in self._known.hearing
        at = self._skip_aside(self._behind_hearer(place) if hears and self._is_hearer(place) else place)
        if at < len(self.items) and self._is_that(at):
            return self._behind_that(at)
        if (opinion := self._behind_opinion(place)) is not None:
            return opinion
        bare = base in self._known.bare or (hears and at > place)
        return at if bare and at < len(self.items) and self._begins_clause(at) else None

    def _is_whole(self, saying: Saying, begin: int | None) -> bool:
        """Whether verb and content are one: *doubted that*, *expect Beijing to retaliate*, *that they might*."""
        if begin is not None:
            stretch = self.items[begin : self._content_end(begin)]
            return self._base(saying) == "doubt" or sum(item.kind is not ItemKind.SIGN for item in stretch) <= 2
        if CueClass.PREDICT not in saying.classes or self._is_inverted(saying):
            return False
        behind = [item.folded for item in self.items[saying.place + 1 : saying.place + 7]]
        return "to" in behind and not {",", ".", ";"} & set(behind[: behind.index("to")])

    def _is_hearer(self, place: int) -> bool:
        """Whether somebody is told: a mention, or a phrase such as *a briefing* before *that*."""
        return self._is_mention(place) and not self._holds_own_verb(place + 1)

    def _behind_hearer(self, place: int) -> int:
        """Behind whom it is told; a number may belong to the name (*BBC Radio 4*)."""
        numbered = place + 1 < len(self.items) and self.items[place + 1].folded.isdigit()
        return place + 1 + numbered

    def _holds_own_verb(self, at: int) -> bool:
        """Whether a finite verb right behind a mention makes it a subject."""
        return at < len(self.items) and self.items[at].kind is ItemKind.WORD and self._is_finite(at)

    def _behind_that(self, at: int) -> int | None:
        after = at + 1
        while after < len(self.items) and self.items[after].folded == ",":
            after += 1
        if after >= len(self.items) or self.items[after].kind is ItemKind.QUOTE:
            return None
        return after

    def _behind_opinion(self, place: int) -> int | None:
        """The clause of a noun: *expressed his belief that …*, *issued a warning that …*."""
        for at in range(place, min(len(self.items) - 1, place + _LONGEST_ASIDE)):
            if self.items[at].kind is ItemKind.QUOTE or self.items[at].folded in {";", ":"}:
                return None
            if self._is_that(at):
                noun = self._last_word(self.items[at - 1])
                return self._behind_that(at) if noun in self._known.opinions | self._known.claim_nouns else None
        return None

    def _skip_aside(self, at: int) -> int:
        """Leave out *in a statement*, *on Friday*, *later* before a clause."""
        while at < len(self.items):
            item = self.items[at]
            if item.kind is ItemKind.WORD and item.folded in ASIDE:
                end = self._aside_end(at + 1)
                if end is None:
                    return at
                at = end
            elif item.kind is ItemKind.WORD and self._is_aside_word(item.folded):
                at += 1
            elif item.folded == "," and self._is_remark_word(at + 1):
                at += 3
            else:
                return at
        return at

    def _is_aside_word(self, folded: str) -> bool:
        return (folded in self._small.adverbs and folded != "there") or folded in self._known.calendar

    def _is_remark_word(self, at: int) -> bool:
        """Whether one adverb stands between commas: *She forecast, however, that*."""
        behind = self.items[at : at + 2]
        return len(behind) == 2 and behind[0].folded in self._small.adverbs and behind[1].folded == ","

    def _aside_end(self, at: int) -> int | None:
        """Behind *in a statement* or *on Friday*: where a clause may begin."""
        for place in range(at, min(at + 6, len(self.items))):
            if place > at and self._begins_clause(place):
                return place
            if self.items[place].kind is ItemKind.QUOTE or self.items[place].folded in _BREAKS:
                return None
        return None

    def _split(self, begin: int, end: int) -> Iterator[Clause]:
        """Give the clause, or two where *and that* or *but that* joins them."""
        for at in range(begin + 2, end - 2):
            if self.items[at].folded in {"and", "but"} and self._is_that(at + 1):
                yield self._clause(begin, at - 1 if self.items[at - 1].folded == "," else at)
                yield from self._split(at + 2, end)
                return
        if end > begin:
            yield self._clause(begin, end)

    def _around(self, saying: Saying) -> Clause | None:
        """*The road, he said, had closed* and *The road had closed, he said*: the clause goes around its verb."""
        first = self._subject_place(saying)
        if first is None or first < 2 or self._relays(saying):
            return None
        if self.items[first - 1].kind is ItemKind.QUOTE:
            return self._with_partial(first)
        if self.items[first - 1].folded != "," or self._is_spoken(first):
            return None
        start = self._clause_start(first - 2)
        if self._resumes(saying):
            return self._clause(start, self._content_end(self._behind(saying)))
        if not self._closes(saying) or not self._holds_verb(start, first - 1):
            return None
        return self._clause(start, first - 1)

    def _relays(self, saying: Saying) -> bool:
        """Whether an outlet behind a comma only passes on what somebody says before: *…, TASS reported*."""
        if any(mention.kind is not NameKind.OUTLET for mention in saying.speakers):
            return False
        return any(self._sayings.cue_at(at) is not None for at in range(saying.place))

    def _is_spoken(self, first: int) -> bool:
        """Whether direct speech stands in the frame: a quotation behind a comma or colon, or before this one."""
        for at, item in enumerate(self.items):
            if item.kind is ItemKind.QUOTE and (at == 0 or at < first or self.items[at - 1].folded in {",", ":"}):
                return True
        return False

    def _with_partial(self, first: int) -> Clause | None:
        """*The pact “pours fuel on the sea,” X said*: a subject and a quotation that goes on from it."""
        if self.items[first - 2].kind is ItemKind.MENTION and first - 2 == self._clause_start(first - 2):
            return self._clause(first - 2, first)
        return None

    def _resumes(self, saying: Saying) -> bool:
        """Whether the clause goes on behind *, he said,*."""
        after = self._behind(saying)
        if after + 1 >= len(self.items) or self.items[after].folded != ",":
            return False
        following = self.items[after + 1]
        return (
            following.kind is not ItemKind.QUOTE
            and following.folded not in JOINS
            and not self._remark_follows(after + 1)
        )

    def _whole_statement(self, saying: Saying) -> Clause | None:
        """A verb that brings out a matter (*highlighted the cooperation*), or puts a number: subject, verb and all."""
        if saying.borrowed or any(item.kind is ItemKind.QUOTE for item in self.items[saying.place :]):
            return None
        if CueClass.STRESS in saying.classes and self._is_weighty(saying):
            return self._from_subject(saying)
        return self._from_subject(saying) if self._counts(saying) else None

    def _is_weighty(self, saying: Saying) -> bool:
        base = self._known.cues[self.items[saying.place].folded].base
        if self._is_inverted(saying):
            return False
        if base in {"express", "voice"}:
            return any(item.folded in self._known.opinions for item in self.items[saying.place + 1 : saying.place + 5])
        speaking = {NameKind.PERSON, NameKind.ORGANISATION, NameKind.DESCRIBED}
        return bool(saying.speakers) and all(mention.kind in speaking for mention in saying.speakers)

    def _counts(self, saying: Saying) -> bool:
        """*put the bill at $9.7 billion*, *estimated the cost at 3 million*."""
        base = self._known.cues[self.items[saying.place].folded].base
        words = [item.folded for item in self.items[saying.place + 1 : saying.place + 8]]
        if base == "count":
            return bool(words) and words[0][:1].isdigit()
        if base not in {"put", "estimate", "calculate"} or "at" not in words:
            return False
        behind = words[words.index("at") + 1 :]
        return bool(behind) and any(word[:1].isdigit() or word in {"$", "€", "£"} for word in behind[:2])
