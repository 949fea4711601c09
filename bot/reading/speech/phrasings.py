"""Attributions by a phrase: *according to X*, *in X’s words*, *by X’s own account*, *praised by X as*."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.readings import NameKind
from ..cast import Cast, Mention, MentionForm
from ..vocabulary import Cue, CueClass, Vocabulary
from .cue_verbs import APOSTROPHES, CueVerbs
from .frames import Frame, Item, ItemKind
from .subjects import Subjects

_BRINGING = frozenset({"came", "comes", "was", "is", "went", "goes", "ran", "runs"})
# How many items a name and its office may be in *For X of the Institute of Y, the bill is*.
_LONGEST_EYES = 9
_TELLING = frozenset({"tell", "inform", "assure", "warn", "advise", "remind"})
_CHARGING = frozenset({"accuse", "blame"})
# How many items behind *accused* the one may stand who accuses.
_LONGEST_CHARGE = 16
_HAVING = frozenset({"has", "have", "had"})
_BEING = frozenset({"is", "was", "are", "were", "remains", "remained"})
_GENITIVES = APOSTROPHES | {"'", "’"}
_DASHES = frozenset({"—", "–", "-"})
_PHRASES = (("according", "to"), ("in", "the", "words", "of"), ("as", "per"))


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue in its place with those who speak. `borrowed` where the subject stands with an earlier verb."""

    place: int
    cue: Item | None
    classes: frozenset[CueClass]
    speakers: tuple[Mention, ...]
    borrowed: bool = False
    relay: Mention | None = None


class Phrasings:
    """Finds who is named beside words without a verb of saying of their own, in one frame."""

    def __init__(self, frame: Frame, text: str, cast: Cast, vocabulary: Vocabulary) -> None:
        self.items = frame.items
        self._text = text
        self._cast = cast
        self._known = vocabulary
        self._small = vocabulary.function_words
        self._verbs = CueVerbs(frame.items, vocabulary)
        self._subjects = Subjects(self._verbs, text, cast, vocabulary)

    def cue_at(self, place: int) -> Cue | None:
        """The verb of saying at a place, where the word is a verb there and in the active voice."""
        return self._verbs.cue_at(place)

    def _led(self, place: int, end: int) -> Saying | None:
        """*according to X*, *praised by X as*, *by X’s own account* before a quotation."""
        found = (
            self._phrase(place, end)
            or self._called_by(place, end)
            or self.told_by(place)
            or self._by_account(place, end)
            or (self.accused_by(place) if self.items[end - 1].folded in {"of", "for"} else None)
        )
        return found or self._by_first_words(place, end) or self._by_own_saying(place, end)

    def _phrase(self, place: int, end: int) -> Saying | None:
        """*according to X* and its like."""
        for words in _PHRASES:
            behind = place + len(words)
            if behind < end and tuple(item.folded for item in self.items[place:behind]) == words:
                mention = self._mention_from(behind)
                if mention is None and self._is_plain(behind) and behind + 1 < end:
                    mention = self._named_from(behind + 1)  # according to geneticist Amir Levi
                if mention:
                    cue = self.items[place]._replace(span=self.items[place].span.hull(self.items[behind - 1].span))
                    return Saying(place, cue, frozenset({CueClass.SAY}), (mention,))
        return None

    def _by_account(self, place: int, end: int) -> Saying | None:
        """*by the priest’s own account*."""
        if place + 3 >= end or self.items[place].folded != "by":
            return None
        owner = self.items[place + 1].mention
        behind = place + 2 + (self.items[place + 2].folded in APOSTROPHES) if owner else end
        behind += behind < end and self.items[behind].folded == "own"
        if owner is None or behind >= end or self.items[behind].folded not in self._known.reckonings:
            return None
        return Saying(place, None, frozenset({CueClass.SAY}), (owner,))

    def _by_first_words(self, place: int, end: int) -> Saying | None:
        """*Cruz’s first words to me were, “…”*: whose words they are."""
        if self.items[place].folded not in _BEING or place < end - 2:
            return None
        nouns = [at for at in range(max(1, place - 4), place) if self.items[at].folded in self._known.utterances]
        if not nouns or any(item.kind is ItemKind.QUOTE for item in self.items[nouns[-1] : place]):
            return None
        for at in range(nouns[-1] - 1, max(0, nouns[-1] - 4), -1):
            owner = self.items[at - 1].mention
            if self.items[at].folded in APOSTROPHES and owner:
                return Saying(place, None, frozenset({CueClass.SAY}), (owner,))
        return None

    def owner_beside(self, place: int) -> Mention | None:
        """Whose words stand between dashes: *said Reed’s words — “I will appeal” — were “absurd”*."""
        if place < 4 or place + 1 >= len(self.items):
            return None
        owner, mark, noun, dash = self.items[place - 4 : place]
        between = dash.folded in _DASHES and self.items[place + 1].folded in _DASHES
        words = {noun.folded, noun.folded.removesuffix("s")}
        told = mark.folded in _GENITIVES and bool(words & (self._known.utterances | self._known.cues.keys()))
        return owner.mention if between and told else None

    def _by_own_saying(self, place: int, end: int) -> Saying | None:
        """*Cruz had a saying, “…”*: whose it is."""
        if self.items[place].folded not in _HAVING or place == 0:
            return None
        said = [at for at in range(place + 1, min(place + 4, end)) if self.items[at].folded in self._known.sayings]
        if not said or any(item.kind is not ItemKind.SIGN for item in self.items[said[-1] + 1 : end]):
            return None
        owner = self._cast.before(self._text, self.items[place].span.start) or self.items[place - 1].mention
        return Saying(place, None, frozenset({CueClass.SAY}), (owner,)) if owner else None

    def _called_by(self, place: int, end: int) -> Saying | None:
        """*praised by critics as “…”*: who calls it so stands behind the passive."""
        cue = self._verbs.verb_at(place)
        if cue is None or CueClass.CALL not in cue.classes or place + 2 >= end or self.items[place + 1].folded != "by":
            return None
        mention = self._mention_from(place + 2)
        return Saying(place, self.items[place], cue.classes, (mention,)) if mention else None

    def told_by(self, place: int) -> Saying | None:
        """*was told by the museum that …*: who tells stands behind the passive."""
        cue = self._verbs.verb_at(place)
        if cue is None or cue.base not in _TELLING or not self._verbs.is_passive(place):
            return None
        if place + 2 >= len(self.items) or self.items[place + 1].folded != "by":
            return None
        mention = self._mention_from(place + 2)
        told = mention and (
            self._verbs.has({"that"}, place + 3, place + 14) or self._verbs.has({":", ","}, place + 3, place + 4)
        )
        return Saying(place, self.items[place], cue.classes, (mention,)) if mention and told else None

    def accused_by(self, place: int) -> Saying | None:
        """*was accused of theft by Reed*, *accused by Reed of theft*: who accuses stands behind *by*."""
        cue = self._verbs.verb_at(place)
        if cue is None or cue.base not in _CHARGING or not self._verbs.is_passive(place):
            return None
        for at in range(place + 1, min(place + _LONGEST_CHARGE, len(self.items) - 1)):
            if self.items[at].kind is ItemKind.SIGN:
                return None
            mention = self._mention_from(at + 1) if self.items[at].folded == "by" else None
            if mention and mention.kind not in {None, NameKind.DOCUMENT} and not self._does_other(at, place):
                return Saying(place, self.items[place], cue.classes, (mention,))
        return None

    def _does_other(self, by: int, charged: int) -> bool:
        """Whether *by* belongs to what is charged: *accused of being paid by X*, *of a plot by X to steal*."""
        before = self.items[by - 1].folded
        cue = self._known.cues.get(before)
        done = before.endswith("ed") or (before in self._known.verbs and not (cue and cue.base.split()[0] == before))
        return (by > charged + 1 and done) or self._verbs.has({"to"}, by + 2, by + 3)

    def _in_words_of(self, place: int, end: int) -> Saying | None:
        """*in X’s words*."""
        owner = self.items[place + 1].mention if place + 3 < end else None
        if owner is None or self.items[place].folded != "in" or self.items[place + 3].folded != "words":
            return None
        return Saying(place, self.items[place + 3], frozenset({CueClass.CALL}), (owner,))

    def _by_noun(self, place: int, end: int) -> Saying | None:
        """*came the reply from X*, *was the verdict of X*."""
        if self.items[place].folded not in _BRINGING:
            return None
        for at in range(place + 1, min(place + 6, end - 2)):
            if self.items[at].last in self._known.utterances and self.items[at + 1].folded in {"from", "of", "by"}:
                mention = self._mention_from(at + 2)
                return Saying(at, self.items[at], frozenset({CueClass.SAY}), (mention,)) if mention else None
        return None

    def _in_eyes_of(self, begin: int, end: int) -> Saying | None:
        """*For Cruz, the bill is “a charter for snoopers”*."""
        items = self.items[begin:end]
        comma = next((at for at, item in enumerate(items[:_LONGEST_EYES]) if item.folded == ","), 0)
        if comma < 2 or begin + comma + 1 >= end or items[0].folded not in {"for", "to"}:
            return None
        mention = items[1].mention
        if mention is None or not any(item.folded in _BEING for item in items[comma + 1 :]):
            return None
        if any(item.folded in self._known.verbs for item in items[2:comma]):
            return None
        if mention.form is MentionForm.DESCRIBED and mention.kind is not NameKind.DESCRIBED:
            return None
        return Saying(begin, None, frozenset({CueClass.CALL}), (mention,))

    def _is_plain(self, place: int) -> bool:
        """Whether an item is a word that may stand before a name as a title: *said finance minister X*."""
        item = self.items[place]
        return item.kind is ItemKind.WORD and item.folded.isalpha() and item.folded not in self._known.small

    def _named_from(self, place: int) -> Mention | None:
        mention = self.items[place].mention
        return mention if mention and mention.form is MentionForm.NAMED else None

    def _mention_from(self, place: int) -> Mention | None:
        """The mention that begins with an item, its descriptions before it included."""
        start = self.items[place].span.start
        return self._cast.after(self._text, start) or self.items[place].mention
