"""Statements that a phrase gives to somebody: *according to X*, *by her estimate*, *a claim that Tehran denies*."""

from __future__ import annotations

from ..cast import Mention
from ..vocabulary import CueClass
from .bounds import Clause, ClauseBounds
from .frames import ItemKind


class Hearsay(ClauseBounds):
    """Finds what phrases and nouns of one frame give to somebody."""

    def attributed(self, place: int) -> tuple[Clause, str] | None:
        """The clause that *according to X* or *as reported by X* gives to X, where nobody else says it."""
        behind = self._phrase_end(place)
        if behind is None or not self._is_mention(behind):
            return None
        mention = self._cast.after(self._text, self.items[behind].span.start) or self.items[behind].mention
        if mention is None or mention.full is None or self._is_said_by_other(place):
            return None
        if place == 0 or self.items[place - 1].folded in {"and", "but"}:
            begin = self._behind_mention(behind)
            return self._if_clause(begin, self._content_end(begin) if begin < len(self.items) else begin, mention)
        end = place - 1 if self.items[place - 1].folded == "," else place
        return self._if_clause(self._clause_start(end - 1), end, mention)

    def _if_clause(self, begin: int, end: int, mention: Mention) -> tuple[Clause, str] | None:
        if end - begin < 3 or not mention.full or self.items[begin].kind is ItemKind.QUOTE:
            return None
        return self._clause(begin, end), mention.full

    def _phrase_end(self, place: int) -> int | None:
        if self.items[place].folded not in {"according", "as"}:
            return None
        words = [item.folded for item in self.items[place : place + 3]]
        if words[:2] == ["according", "to"]:
            return place + 2
        if words[:1] == ["as"] and words[1:3] and words[1] in self._known.cues and words[2:] == ["by"]:
            return place + 3
        return None

    def reckoned(self, place: int) -> tuple[Clause, str] | None:
        """The clause behind *by her estimate,* and whose estimate it is."""
        if self.items[place].folded != "by" or not self._is_mention(place + 1):
            return None
        mention = self.items[place + 1].mention
        whose, mark, noun = (mention.full or "").rpartition("’s ") if mention else ("", "", "")
        if not mark or noun not in self._known.reckonings or place + 3 >= len(self.items):
            return None
        if place == 0:
            begin = place + (3 if self.items[place + 2].folded == "," else 2)
            return self._clause(begin, self._content_end(begin)), whose
        return self._clause(self._clause_start(place - 1), place), whose

    def _behind_mention(self, behind: int) -> int:
        mention = self._cast.after(self._text, self.items[behind].span.start) or self.items[behind].mention
        at = behind
        while at < len(self.items) and mention and self.items[at].span.end <= mention.extent.end:
            at += 1
        while at < len(self.items) and self.items[at].folded != ",":
            at += 1
        return at + 1

    def _is_said_by_other(self, place: int) -> bool:
        """Whether the frame has a verb of saying or a quotation of its own before the phrase, or behind it."""
        for at, item in enumerate(self.items):
            if item.kind is ItemKind.QUOTE:
                return True
            tells_of_it = at > place and self.items[at - 1].folded == "," and item.folded.endswith("ed")
            if at in range(place, place + 3) or tells_of_it or self._refutes(at):
                continue  # according to a study, published in May
            if self._sayings.cue_at(at):
                saying = self._sayings.saying_at(at)
                if (
                    saying
                    and saying.speakers
                    and saying.classes & {CueClass.SAY, CueClass.WRITE, CueClass.DENY, CueClass.ACCUSE}
                ):
                    return True
        return False

    def _refutes(self, at: int) -> bool:
        """Whether a verb only tells who denies what was said: *, a claim Tehran rejects*, *, which Tehran denies*."""
        begins = (place for place in range(max(0, at - 5), at) if self.items[place - 1].folded == ",")
        return any(self._is_judged(place) for place in begins)

    def refuted_noun(self, place: int) -> tuple[Clause, str] | None:
        """*a claim that Tehran has refuted*: who refutes, and the whole of it."""
        item = self.items[place]
        if item.last not in self._known.claim_nouns:
            return None
        if self._is_mention(place + 1) and place + 2 < len(self.items):
            return self._refuted_by_next(place)
        if not self._is_mention(place + 2):
            return self._rejected_by(place)
        if self.items[place + 1].folded not in {"that", "which"}:
            return None
        for at in range(place + 3, min(place + 7, len(self.items))):
            cue = self._known.cues.get(self.items[at].folded)
            if cue and CueClass.DENY in cue.classes:
                mention = self.items[place + 2].mention
                begin = place - 1 if place and self.items[place - 1].folded in {"a", "an", "the"} else place
                return (self._clause(begin, at + 1), mention.full) if mention and mention.full else None
        return None

    def _refuted_by_next(self, place: int) -> tuple[Clause, str] | None:
        """*a claim Tehran rejects*."""
        cue = self._known.cues.get(self.items[place + 2].folded)
        mention = self.items[place + 1].mention
        article = self.items[place].folded in {"a", "an"} or self.items[place - 1].folded in {"a", "an"}
        if not article or not cue or CueClass.DENY not in cue.classes or mention is None or not mention.full:
            return None
        begin = place if self.items[place].folded in {"a", "an"} else place - 1
        return self._clause(begin, place + 3), mention.full

    def _rejected_by(self, place: int) -> tuple[Clause, str] | None:
        """*a claim rejected by Manila*."""
        if place + 3 >= len(self.items) or self.items[place + 2].folded != "by":
            return None
        cue = self._known.cues.get(self.items[place + 1].folded)
        mention = self.items[place + 3].mention
        if not cue or CueClass.DENY not in cue.classes or mention is None or not mention.full:
            return None
        begin = place - 1 if place and self.items[place - 1].folded in {"a", "an", "the"} else place
        return self._clause(begin, place + 4), mention.full
