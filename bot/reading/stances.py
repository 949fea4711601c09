"""What the author of a claim does with it: assert, deny, accuse or predict."""

from __future__ import annotations

from ..domain.readings import Stance
from .bounds import Clause
from .cast import Cast
from .sayings import Saying
from .vocabulary import CueClass, Vocabulary

_FUTURE = frozenset({"will", "would", "could", "might", "may", "’ll", "'ll", "won't", "won’t", "wouldn't", "shall"})
_LIKELY = frozenset({"likely", "unlikely", "bound", "poised"})
# Verbs of thinking and warning: with a future in their clause they predict.
_FORWARD = frozenset(
    {"warn", "caution", "believe", "think", "suggest", "estimate", "speculate", "doubt", "reckon", "imply", "calculate"}
)
# Behind these the clause is no longer the main one.
_RELATIVES = frozenset({"which", "who", "whose", "because", "although"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_CRITICS = frozenset({"critic", "critics", "opposition", "opponent", "opponents", "rival", "rivals", "dissident"})


class Stances:
    """Tells the stance of a clause by the verb over it and the words in it."""

    def __init__(self, vocabulary: Vocabulary, cast: Cast) -> None:
        self._known, self._cast = vocabulary, cast

    def of(self, clause: Clause, saying: Saying) -> Stance:
        """Tell the stance of a clause that a verb of saying reports."""
        base = self._known.cues[saying.cue.folded].base if saying.cue and saying.cue.folded in self._known.cues else ""
        if base in self._known.complaining or self._blames(clause, saying):
            return Stance.ACCUSES
        if CueClass.PREDICT in saying.classes or (base in _FORWARD and self._is_future(clause)):
            return Stance.PREDICTS
        return Stance.PREDICTS if self._expects(clause) or self._loses(clause) else Stance.ASSERTS

    def of_reported(self, clause: Clause) -> Stance:
        """Tell the stance of a clause that *according to* gives to somebody."""
        words = set(clause.words)
        forward = words & (_FUTURE - {"will", "shall"}) or words & _LIKELY
        return Stance.PREDICTS if forward or self._expects(clause) else Stance.ASSERTS

    def _is_future(self, clause: Clause) -> bool:
        for word in clause.words:
            if word in _RELATIVES:
                return False
            if word in _FUTURE or word in _LIKELY:
                return True
        return False

    def _expects(self, clause: Clause) -> bool:
        """Whether the clause itself says *likely* or *expected*."""
        words = clause.words
        for place, word in enumerate(words[:-1]):
            if word in _LIKELY and words[place + 1] in {"to", "that"}:
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
        if not set(clause.words) & _FUTURE and self._does_wrong(clause.words):
            return True
        return any(self._is_critic(mention.full or "") for mention in saying.speakers)

    def _does_wrong(self, words: tuple[str, ...]) -> bool:
        """Whether a verb of wrongdoing is in the active voice: the passive names nobody."""
        return any(
            word in self._known.wrongs and not set(words[max(0, place - 2) : place]) & _BE
            for place, word in enumerate(words)
        )

    def _is_critic(self, full: str) -> bool:
        name = self._cast.name(full)
        described = " ".join([full, *(name.descriptions if name else ())])
        return bool(set(described.casefold().split()) & _CRITICS)
