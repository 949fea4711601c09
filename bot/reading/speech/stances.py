"""What the author of a claim does with it: assert, deny, accuse or predict."""

from __future__ import annotations

from ...domain.readings import Stance
from ..cast import Cast
from ..vocabulary import CueClass, Vocabulary
from .bounds import Clause
from .phrasings import Saying

# Behind these the clause is no longer the main one.
_RELATIVES = frozenset({"which", "who", "whose", "because", "although"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
# Before the end of so many words the verb of a clause has come.
_NEAR_DOER = 7
_THEMSELVES = frozenset({"he", "she", "it", "they"})


class Stances:
    """Tells the stance of a clause by the verb over it and the words in it."""

    def __init__(self, vocabulary: Vocabulary, cast: Cast) -> None:
        self._known, self._cast, self._words = vocabulary, cast, vocabulary.stances

    def of(self, clause: Clause, saying: Saying) -> Stance:
        """Tell the stance of a clause that a verb of saying reports."""
        base = self._known.cues[saying.cue.folded].base if saying.cue and saying.cue.folded in self._known.cues else ""
        if base in self._known.complaining:
            return Stance.ACCUSES
        if CueClass.PREDICT in saying.classes or (base in self._words.forward and self._is_future(clause)):
            return Stance.PREDICTS
        if self._blames(clause, saying):
            return Stance.ACCUSES
        return Stance.PREDICTS if self._expects(clause) or self._loses(clause) else Stance.ASSERTS

    def of_reported(self, clause: Clause) -> Stance:
        """Tell the stance of a clause that *according to* gives to somebody."""
        words = set(clause.words)
        forward = words & (self._words.future - {"will", "shall"}) or words & self._words.likely
        return Stance.PREDICTS if forward or self._expects(clause) else Stance.ASSERTS

    def _is_future(self, clause: Clause) -> bool:
        for place, word in enumerate(clause.words):
            if word in _RELATIVES:
                return False
            compared = {"as", "more", "less", "equally"} & set(clause.words[max(0, place - 1) : place])
            if word in self._words.future or (word in self._words.likely and not compared):
                return True
        return False

    def _expects(self, clause: Clause) -> bool:
        """Whether the clause itself says *likely* or *expected*."""
        words = clause.words
        for place, word in enumerate(words[:-1]):
            if place and word == "which":
                return False  # a day before a hearing at which they were expected to
            compared = {"more", "less", "as", "equally"} & set(words[max(0, place - 2) : place])
            if word in self._words.likely and not compared and words[place + 1] in {"to", "that"}:
                return True
            if word in {"expect", "expects", "expected"} and words[place + 1] == "to":
                return True
        return False

    def _loses(self, clause: Clause) -> bool:
        """Whether the clause foretells harm: jobs lost, prices up. Nobody plans that, so it predicts."""
        words = clause.words
        return any(
            word in {"would", "will"}
            and "not" not in words[place : place + 3]
            and self._harms(words[place + 1 : place + 3])
            for place, word in enumerate(words)
        )

    def _harms(self, words: tuple[str, ...]) -> bool:
        return bool(set(words) & self._known.harms)

    def _blames(self, clause: Clause, saying: Saying) -> bool:
        """Whether a verb of wrongdoing is in the clause, or a critic speaks of another."""
        if not set(clause.words) & self._words.future and self._does_wrong(clause.words):
            return True
        critical = any(self._is_critic(mention.full or "") for mention in saying.speakers)
        return critical and self._is_deed(clause, saying)

    def _is_deed(self, clause: Clause, saying: Saying) -> bool:
        """Whether the clause tells what another does or has done: *the government had sold the harbour*.

        What somebody or something is, will do, or needs, blames nobody: *the wall is too low*.
        """
        doer = self._cast.at(clause.span.start)
        if doer is None or set(clause.words) & self._words.future:
            return False
        speakers = {mention.full for mention in saying.speakers}
        if doer.full in speakers or (doer.full is None and clause.words[0] in _THEMSELVES):
            return False
        words = clause.words[:_NEAR_DOER]
        at = next((place for place, word in enumerate(words) if word in self._words.states), None)
        return at is None or any(word.endswith("ing") for word in words[at + 1 : at + 3])

    def _does_wrong(self, words: tuple[str, ...]) -> bool:
        """Whether a verb of wrongdoing is in the active voice: the passive names nobody."""
        return any(
            word in self._known.wrongs
            and not set(words[max(0, place - 2) : place]) & _BE
            and not set(words[max(0, place - 1) : place]) & self._known.determiners  # a threatened strike
            and not set(words[place + 1 : place + 2]) & {"nothing", "nobody", "no"}
            and not set(words[max(0, place - 3) : place]) & {"not", "never", "nobody"}
            for place, word in enumerate(words)
        )

    def _is_critic(self, full: str) -> bool:
        name = self._cast.name(full)
        described = " ".join([full, *(name.descriptions if name else ())])
        return bool(set(described.casefold().split()) & self._words.critics)
