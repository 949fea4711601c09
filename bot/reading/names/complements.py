"""How far a noun phrase goes: what *of*, *for* or *at* adds behind it, up to a verb or a mark."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.words import Word
from ..vocabulary import Vocabulary
from .capitals import Capitals

COMPLEMENTS = frozenset({"of", "for", "at", "in", "from", "on", "with", "close", "familiar", "to", "within", "near"})
_COUNTED = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})  # mother of two
CLOSING = frozenset({"”", '"', "’", "'", "''"})
_LONGEST_COMPLEMENT = 8
_MOST_COMPLEMENTS = 3


class Complements(Capitals):
    """Tells verbs from nouns beside a phrase, and how far what *of*, *for* or *at* adds to it goes."""

    def __init__(self, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> None:
        super().__init__(text, words, vocabulary)
        small = vocabulary.function_words
        self._subjects = small.male | small.female | small.plural | small.neuter | small.speaking

    def _acts(self, place: int, stop: int) -> bool:
        """Whether a word looks like a verb in the past with its object: *a judge in Texas blocked the order*."""
        if not self.words[place].folded.endswith("ed") or place + 1 >= stop:
            return False
        after = self.words[place + 1].folded
        behind_name = self.is_capital(place - 1) and self.text[self.words[place].start].islower()
        return behind_name or after in self.vocabulary.determiners or after in self._subjects or after == "to"

    def _may_modify(self, place: int, stop: int) -> bool:
        """Whether a verb's base form is a noun before a noun here: the state secretary, a charge sheet."""
        folded = self.words[place].folded
        cue = self.vocabulary.cues.get(folded)
        if cue is None or cue.base != folded or place + 1 >= stop:
            return False
        return self.vocabulary.noun_kind(self.words[place + 1].folded) is not None

    def _is_verb(self, place: int) -> bool:
        folded = self.words[place].folded
        if self.text[self.words[place].start].isupper() and not self.opens_sentence(place):
            return False
        if self.vocabulary.noun_kind(folded):
            return self._reports_that(place) or self._heads_something(place)
        return folded in self.vocabulary.verbs and folded not in self.vocabulary.adjectives

    def _reports_that(self, place: int) -> bool:
        """Whether a word that may be a noun is the verb: *Anadolu reports that*."""
        if place + 1 >= len(self.words) or self.words[place].folded not in self.vocabulary.cues:
            return False
        if place and self.words[place - 1].folded in self._subjects:
            return True
        if self._closes_remark(place):
            return True
        after = [word.folded for word in self.words[place + 1 : place + 3]]
        clause = after[0] in {"that", ":"} or (after[0] == "," and after[-1] in self.vocabulary.function_words.adverbs)
        return clause and place > 0 and (self.is_capital(place - 1) or self.words[place - 1].kind == "number")

    def _closes_remark(self, place: int) -> bool:
        """Whether a paper and its verb end a sentence behind a comma: *…, the paper reports.*."""
        before = [word.folded for word in self.words[max(0, place - 3) : place]]
        ends = self.words[place + 1].folded in {".", ",", ";"}
        return (
            ends
            and len(before) == 3
            and before[0] in {",", *CLOSING}
            and before[1] in self.vocabulary.function_words.articles
        )

    def _heads_something(self, place: int) -> bool:
        """Whether a plural behind a name is the verb: *Joseph Reed heads the union*, *Ana Cruz guards its gate*."""
        if not place or place + 1 >= len(self.words) or not self.words[place].folded.endswith("s"):
            return False
        return self.is_capital(place - 1) and self.words[place + 1].folded in self.vocabulary.determiners

    def complement_end(self, place: int, stop: int, joins: frozenset[str] = COMPLEMENTS) -> int:
        """Where the complements end that begin at a word, each with one of the prepositions that join them."""
        for _ in range(_MOST_COMPLEMENTS):
            if place + 1 >= stop or self.words[place].folded not in joins:
                break
            end = self._complement_step(place + 1, stop)
            if end == place + 1:
                break
            place = end
        return place

    def _complement_step(self, start: int, stop: int) -> int:
        """Read one complement: small words at its start, then modifiers and nouns up to a verb or a mark."""
        place = start
        if self.words[start].kind == "number" and self.words[start - 1].folded in {"in", "on", "at"}:
            return start
        while place < stop and self.words[place].folded in (self.vocabulary.determiners | {"to", "with", "the"}):
            place += 1
        lead = place
        if lead == start and self.words[start - 1].folded == "to" and not self.is_capital(lead):
            return start
        first = self.words[min(lead, stop - 1)].folded
        if first.endswith("ing") or first in self.vocabulary.calendar:
            return start
        counts = lead > start and self.words[lead - 1].folded in _COUNTED and self.words[start - 1].folded == "of"
        while place < min(stop, lead + _LONGEST_COMPLEMENT):
            word = self.words[place]
            if self._is_genitive(place) and place + 1 < stop and self.words[place + 1].spoken:
                owned = place == lead or self.words[place + 1].folded not in self.vocabulary.small
                place += 1 + owned
                continue
            verb = self._is_verb(place) and (counts or not (place == lead or self._is_noun_here(place, lead, stop)))
            verb = verb or (place > lead and self._acts(place, stop))
            if not word.spoken or (word.folded in self.vocabulary.small and not self._joins_duties(place)) or verb:
                break
            place += 1
        return place if place > lead or counts else start

    def _is_noun_here(self, place: int, lead: int, stop: int) -> bool:
        """Whether a verb's base form is a noun here: before a noun, or behind *a*, as in *a video message*."""
        cue = self.vocabulary.cues.get(self.words[place].folded)
        one = self.words[lead - 1].folded in {"a", "an"}
        return self._may_modify(place, stop) or (one and cue is not None and cue.base == self.words[place].folded)

    def _is_genitive(self, place: int) -> bool:
        """Whether ’s, or the mark of a plural, stands here with what is owned behind it: *26 years’ service*."""
        word = self.words[place]
        if word.kind == "clitic":
            return word.folded[1:] == "s"
        plural = self.text[word.start : word.end] in {"’", "'"} and self.words[place - 1].folded.endswith("s")
        return plural and self.words[place - 1].end == word.start

    def _joins_duties(self, place: int) -> bool:
        """Whether *and* joins what one office is for: *the minister for energy and mines*."""
        around = (self.words[place - 1], *self.words[place + 1 : place + 2])
        return self.words[place].folded == "and" and all(w.folded in self.vocabulary.departments for w in around)
