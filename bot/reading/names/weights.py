"""How much the words around a name speak for a person who bears it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from ..vocabulary import SPOKEN, CueClass
from .phrase_reader import PhraseReader
from .phrases import Phrase

Key = tuple[str, ...]
# Names of that weight are people's.
SURE = 2
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "off", "across", "into", "through", "around", "outside", "via"})
_OF_SEVERAL = frozenset({"have", "are", "were"})
_LONGEST_OF_A_PERSON = 4


class Weights:
    """Weighs the names of one text; `key` folds the words of a phrase's name.

    `own` is what each name weighs without the names that are parts of it.
    """

    def __init__(self, reader: PhraseReader, key: Callable[[Phrase], Key]) -> None:
        self.reader, self.vocabulary, self.key = reader, reader.vocabulary, key
        self.own: dict[Key, int] = {}

    def weigh(self, named: Sequence[Phrase]) -> dict[Key, int]:
        """Weigh for each name how much the words around it speak for a person."""
        weights: dict[Key, int] = defaultdict(int)
        for phrase in named:
            weights[self.key(phrase)] += self._weight(phrase)
        self.own = dict(weights)
        alone = {self.key(phrase) for phrase in named if self._speaks_first(phrase)}
        for key in [k for k in weights if len(k) > 1]:
            weights[key] += 3 if self.vocabulary.gender(key[0]) or len(key[0]) == 1 else 0  # S. Thangavel
            weights[key] += max(0, weights.get(key[-1:], 0))
            weights[key] += 3 if len(key) <= _LONGEST_OF_A_PERSON and {key[:1], key[-1:]} & alone else 0
        return weights

    def _speaks_first(self, phrase: Phrase) -> bool:
        """Whether one word that opens a sentence speaks: it is part of somebody's name where a longer one has it."""
        word = phrase.end - phrase.start == 1 and self.reader.opens_sentence(phrase.start)
        after = self._after_auxiliaries(phrase.core) if word else ""
        return word and (self._speaks(after) or self._feels(after))

    def _after_auxiliaries(self, place: int) -> str:
        """The first word from a place on that is no auxiliary and no adverb: *has complained*, *later told*."""
        words, small = self.reader.words, self.vocabulary.function_words
        passed = (small.auxiliaries | small.adverbs) - small.being
        while place < len(words) and words[place].folded in passed:
            place += 1
        return words[place].folded if place < len(words) else ""

    def weigh_pairs(self, phrases: Sequence[Phrase], weights: dict[Key, int]) -> None:
        """Let a name beside a person's be a person's: *Emeka Obi and Joana Vilhenas*."""
        for one, other in pairwise(phrase for phrase in phrases if not phrase.inner):
            if not one.name or not other.name or one.end + 1 != other.start:
                continue
            left, right = self.key(one), self.key(other)
            if self.reader.words[one.end].folded == "and" and len(left) > 1 and len(right) > 1:
                sure = max(weights[left], weights[right]) >= SURE
                weights[left], weights[right] = weights[left] + 3 * sure, weights[right] + 3 * sure

    def _weight(self, phrase: Phrase) -> int:
        words = self.reader.words
        before = words[phrase.start - 1].folded if phrase.start else ""
        after = [word.folded for word in words[phrase.core : phrase.core + 3]]
        if phrase.head in self.vocabulary.titles and phrase.name and phrase.name[0] > phrase.start:
            return 6
        weight = -3 if before in _PLACE_PREPOSITIONS else 0
        bare = phrase.name is not None and phrase.name[0] == phrase.start + 1
        weight -= 4 if bare and phrase.determiner in self.vocabulary.function_words.articles else 0
        bare_name = phrase.end - phrase.start == 1 and self.reader.names_whom(phrase.start) in {"his", "her"}
        weight += 3 if bare_name else 0  # Her name is Eka
        weight += 3 if before in {"named", "called"} and len(self.key(phrase)) <= 3 else 0
        if len(self.key(phrase)) > 1 or not self.reader.opens_sentence(phrase.start):
            speaks = self._speaks(before) or self._speaks(self._after_auxiliaries(phrase.core))
            weight += 3 if speaks or (len(self.key(phrase)) > 1 and after and self._feels(after[0])) else 0
        several = words[phrase.core + 2 : phrase.core + 3]  # Bayern, who have won
        who = after[:1] == ["who"] or (after[:2] == [",", "who"] and not {w.folded for w in several} & _OF_SEVERAL)
        behind_name = before in {"of", "at"} and phrase.start > 1 and self.reader.is_capital(phrase.start - 2)
        who = who and not behind_name  # Ana Cruz of Brelco Bain, who
        weight += 4 if who or after[:2] == [",", "from"] else 0
        weight += 4 if self._is_somebody(after) else 0
        aged = after[:1] in ([","], ["("]) and after[1:2] and after[1].isdigit() and len(after[1]) == 2
        weight += 4 if aged else 0
        return weight + self._weight_of_description(phrase)

    def _weight_of_description(self, phrase: Phrase) -> int:
        """Weigh a description behind a comma: Amos Kabwendere, Uganda’s minister of works."""
        words, known = self.reader.words, self.vocabulary
        if phrase.core >= len(words) or words[phrase.core].folded != ",":
            return 0
        for word in words[phrase.core + 1 : phrase.core + 8]:
            if word.folded in known.people:
                return 4
            if word.folded in known.verbs and not known.noun_kind(word.folded) and word.folded not in known.adjectives:
                return 0  # in Lima, Ana Cruz shook her head
            if (not word.spoken and word.kind != "clitic") or word.folded in known.function_words.prepositions:
                return 0
        return 0

    def _is_somebody(self, after: Sequence[str]) -> bool:
        """Whether *is a driver* stands behind a name."""
        return (
            len(after) == 3
            and after[0] in {"is", "was"}
            and after[1] in {"a", "an"}
            and after[2] in self.vocabulary.people
        )

    def _feels(self, folded: str) -> bool:
        """Whether a verb of voice and gesture in the past follows, as people have: *wept*, *smiled*."""
        cue = self.vocabulary.cues.get(folded)
        return bool(cue and CueClass.MANNER in cue.classes and folded != cue.base and not folded.endswith("s"))

    def _speaks(self, folded: str) -> bool:
        cue = self.vocabulary.cues.get(folded)
        return bool(cue and cue.classes & SPOKEN)
