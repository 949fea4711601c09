"""The content of a verb of saying: the clause behind it, around it or before it, without its attribution."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.readings import NameKind
from ..vocabulary import CueClass
from .bounds import ASIDE, JOINS, Clause, ClauseBounds
from .frames import ItemKind
from .phrasings import Saying

_CONTENT = frozenset({CueClass.SAY, CueClass.WRITE, CueClass.PREDICT, CueClass.MANNER})
_FORETELLING = frozenset({"forecast", "predict", "expect", "project"})
_COUNTING = frozenset({"a", "an", "another", "one", "two", "three", "more", "few", "further", "only", "at", "no"})
# Nouns of change, of which there are forecasts.
_TURNS = frozenset(
    {"cut", "cuts", "rise", "rises", "hike", "hikes", "growth", "decline", "increase", "increases", "drop"}
)
_TURNS |= {
    "recession",
    "recovery",
    "shortage",
    "shortages",
    "rebound",
    "slowdown",
    "fall",
    "surplus",
    "deficit",
    "losses",
}
_BREAKS = frozenset({",", ";", "—", "–", "("})
_LONGEST_ASIDE = 14
# How many words may stand before the name of somebody that speaks: *chief financial officer X*.
_LONGEST_OFFICE = 3
# And how many an audience takes: *the opening hearing in Lima*.
_LONGEST_AUDIENCE = 8
# How many items may link a sentence to the one before: *First,*, *In short,*.
_LONGEST_LINK = 4


class Clauses(ClauseBounds):
    """Finds the clauses that the sayings of one frame report."""

    def contents(self, saying: Saying) -> Iterator[Clause]:
        """The clauses that a verb of saying reports: behind it, around it (*X, he said, had*) or before it."""
        if not saying.classes & (_CONTENT | {CueClass.STRESS}):
            return
        if (leading := self._leading_as(saying)) is not None:
            yield from self._as_told(saying, leading)
            return
        begin = self._content_start(saying)
        if self._is_whole(saying, begin):
            yield self._from_subject(saying)
        elif begin is not None:
            yield from self._split(begin, self._content_end(begin))
        elif (clause := self._around(saying)) or (clause := self._whole_statement(saying)):
            yield clause

    def _leading_as(self, saying: Saying) -> int | None:
        """The place of *as* in *As X pointed out, …* and *…, as X said*."""
        first = self._subject_place(saying)
        if first is None or not first or self.items[first - 1].folded != "as":
            return None
        return first - 1 if first == 1 or self.items[first - 2].folded == "," else None

    def _opens_with(self, leading: int) -> bool:
        """Whether only a word or two stand before *as X said*: *First, as X said, …*."""
        return not leading or (leading <= _LONGEST_LINK and not self._holds_verb(0, leading))

    def _as_told(self, saying: Saying, leading: int) -> Iterator[Clause]:
        """The clause beside *as X said*: behind it where that opens the sentence, otherwise before it."""
        after = self._behind(saying)
        after += after < len(self.items) and self.items[after].folded in {"out", "to", "it"}
        if after >= len(self.items) or self.items[after].folded not in {",", "."}:
            return
        opens = self._opens_with(leading)
        begin, end = (after + 1, len(self.items)) if opens else (self._clause_start(leading - 2), leading - 1)
        cues = (self._known.cues.get(item.folded) for item in self.items[begin:end])
        if not opens and any(cue and CueClass.DENY in cue.classes for cue in cues):
            return  # X denies that it was so, as Athens claims
        if end - begin > 2 and self._holds_verb(begin, end) and self.items[begin].kind is not ItemKind.QUOTE:
            yield self._clause(begin, self._content_end(begin) if opens else end)

    def _content_start(self, saying: Saying) -> int | None:
        """Where the clause behind the verb begins; None where none does."""
        base = self._base(saying)
        place = saying.place + 1
        cue = self._known.cues.get(self.items[saying.place].folded)
        if cue and place < len(self.items) and self.items[place].folded in cue.particles:
            place += 1
        if self._is_inverted(saying) or place >= len(self.items):
            return None
        if base == "tell" and (told := self._behind_unknown(place)) is not None:
            return told
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
            short = sum(item.kind is not ItemKind.SIGN for item in stretch) <= 2
            quoted = any(item.kind is ItemKind.QUOTE for item in stretch)
            return self._base(saying) == "doubt" or (short and not quoted)
        if CueClass.PREDICT not in saying.classes or self._is_inverted(saying):
            return False
        behind = [item.folded for item in self.items[saying.place + 1 : saying.place + 7]]
        if self._foretells_thing(saying):
            return True
        return "to" in behind and not {",", ".", ";"} & set(behind[: behind.index("to")])

    def _foretells_thing(self, saying: Saying) -> bool:
        """Whether a thing is foretold: *forecast growth of 3%*, *expects only one more cut*."""
        base, after = self._base(saying), saying.place + 1
        told = all(mention.kind is not NameKind.DOCUMENT and mention.full for mention in saying.speakers)
        if base not in _FORETELLING or not told or saying.borrowed or after >= len(self.items):
            return False
        behind = self.items[after]
        held = behind.kind is ItemKind.WORD and (behind.folded not in self._known.small or behind.folded in _COUNTING)
        if not held or behind.folded in self._known.calendar:
            return False
        end = self._content_end(saying.place)
        return any(item.folded[:1].isdigit() or item.folded in _TURNS for item in self.items[after:end])

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
            if self._counts_about(at):
                return at
            if item.folded == "to" and not self._is_receiver(at + 1):
                return at
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

    def _is_receiver(self, at: int) -> bool:
        """Whether *to* leads to whom it is told, and not to what somebody is to do: *promised to pay it*."""
        return self._is_mention(at) or (at < len(self.items) and self.items[at].folded in self._known.determiners)

    def _is_aside_word(self, folded: str) -> bool:
        return (folded in self._small.adverbs and folded != "there") or folded in self._known.calendar

    def _is_remark_word(self, at: int) -> bool:
        """Whether one adverb stands between commas: *She forecast, however, that*."""
        behind = self.items[at : at + 2]
        return len(behind) == 2 and behind[0].folded in self._small.adverbs and behind[1].folded == ","

    def _aside_end(self, at: int) -> int | None:
        """Behind *in a statement* or *on Friday*: where a clause may begin."""
        for place in range(at, min(at + 6, len(self.items))):
            begins = self._begins_clause(place) and not self._is_that(place)
            begins = begins and self.items[place - 1].folded not in self._known.determiners  # in a video posted on X
            if place > at and (begins or self._joins_clause(place)):
                return place
            if self.items[place].kind is ItemKind.QUOTE or self.items[place].folded in _BREAKS:
                return None
        return None

    def _joins_clause(self, place: int) -> bool:
        """Whether *that* opens what is told and no relative clause (*in a deal that values it at $7bn*)."""
        if not self._is_that(place) or place + 1 >= len(self.items):
            return False
        behind = self.items[place + 1]
        if behind.kind is not ItemKind.WORD:
            return True
        third = behind.folded.endswith("s") and behind.folded not in self._known.small and self._holds_object(place + 2)
        return not (self._is_finite(place + 1) or third)

    def _holds_object(self, at: int) -> bool:
        """Whether what may be an object stands here: *that values it*, but *that members had*."""
        return self._is_mention(at) or (at < len(self.items) and self.items[at].folded in self._known.determiners)

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
        first = self._behind_comma(first)
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

    def _behind_unknown(self, place: int) -> int | None:
        """Where the clause begins behind an unknown hearer: *told gardaí he*, *told the hearing in Lima that*."""
        if place + 1 >= len(self.items) or self._is_mention(place):
            return None
        if self._is_plain(place) and self._is_he(place + 1) and self._begins_clause(place + 1):
            return place + 1
        told = self._behind_audience(place)
        return None if told is None else self._behind_that(told)

    def _behind_audience(self, place: int) -> int | None:
        """The place of *that* behind whom it is told, a few words without a verb: *told the hearing in Lima that*."""
        for at in range(place, min(place + _LONGEST_AUDIENCE, len(self.items))):
            if at > place and self._is_that(at):
                return at
            item = self.items[at]
            if item.kind in {ItemKind.QUOTE, ItemKind.SIGN} or (at > place and self._is_finite(at)):
                return None
        return None

    def _is_he(self, at: int) -> bool:
        """Whether *he* or *its* begins a clause behind whoever is told: *told gardaí he*, *told parliament its*."""
        folded = self.items[at].folded
        return folded in {"he", "she", "they", "it"} or (folded in self._known.determiners and folded != "that")

    def _behind_comma(self, first: int) -> int:
        """Where a subject begins with the words before its name: *…, operator Brelco said*."""
        at = first
        while at > first - _LONGEST_OFFICE and at > 1 and self._is_plain(at - 1):
            at -= 1
        return at if self.items[at - 1].folded == "," else first

    def _is_plain(self, at: int) -> bool:
        """Whether an item is a word of no grammar and no verb, as stands before a name."""
        item = self.items[at]
        known = item.folded in self._known.small or item.folded in self._known.verbs
        return item.kind is ItemKind.WORD and item.folded.isalpha() and not known

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
        if self._is_inverted(saying) and following.folded in {"who", "whose", "which", "a", "an", "the"}:
            return False  # …, says X, who studies it
        return (
            following.kind is not ItemKind.QUOTE
            and following.folded not in JOINS
            and not self._remark_follows(after + 1)
        )

    def _whole_statement(self, saying: Saying) -> Clause | None:
        """A verb that brings out a matter (*highlighted the cooperation*), or puts a number: subject, verb and all."""
        if saying.borrowed or any(item.kind is ItemKind.QUOTE for item in self.items[saying.place :]):
            return None
        told = any(item.kind is not ItemKind.SIGN for item in self.items[saying.place + 1 :])
        if CueClass.STRESS in saying.classes and told and self._is_weighty(saying):
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
