"""Whether a verb of saying tells that its words were not said: denied, withheld, only supposed, or forged.

*She did not say “…”*, *denied having said “…”*, *should say “…”*, *if she says “…”*, *was wrongly quoted as saying
“…”*, *a fake video shows her saying “…”*: such words are in quotation marks, and nobody's.
"""

from __future__ import annotations

from itertools import takewhile

from ..speech_lists import UnsaidWords
from ..vocabulary import CueClass, Vocabulary
from .cue_verbs import CueVerbs
from .frames import Frame, ItemKind
from .phrasings import Saying

# How many items before a verb of saying a denial of it, or a forgery with it, may stand.
_REACH = 12
_LONGEST_NOUN = 6
_ONLY_OF_SAY = frozenset({"would"})
_HEARD = frozenset({"be", "been", "being"})
_LINKING = frozenset({"to", "having", "ever", "of"})
_OPENING = frozenset({"did", "had", "should", "has", "does", "do", "have", "would", "were"})


class Unsaid:
    """Tells of the sayings of one frame which are none."""

    def __init__(self, frame: Frame, vocabulary: Vocabulary, words: UnsaidWords, before: Frame | None = None) -> None:
        """`before` is the frame before, which may tell of a habit."""
        self._items = frame.items
        self._before = before.items if before else ()
        self._known = vocabulary
        self._words = words
        self._verbs = CueVerbs(frame.items, vocabulary)

    def denies(self, saying: Saying, quoted: int | None = None) -> bool:
        """Whether a saying tells that its words, the quotation at a place, were not said by its subject."""
        cue = self._known.cues.get(self._items[saying.place].folded) if saying.cue else None
        if cue is None or saying.cue is None or saying.cue.span.start != self._items[saying.place].span.start:
            return False
        base = cue.base.split()[0]
        if base not in self._words.uttering:
            return False
        group = self._verb_group(saying.place)
        if self._is_limited(group, saying.place, quoted):
            return False
        return (
            self._is_taken_away(saying, group)
            or self._is_modal(saying.place, group, base, quoted)
            or self._is_withheld(group)
            or self._is_supposed(saying, group)
            or self._is_denied(saying, group)
            or self._is_forged(saying, group)
        )

    def is_idle(self, saying: Saying) -> bool:
        """Whether nobody says so, or somebody only would have: *Nobody said*, *he would have said*."""
        group = self._verb_group(saying.place)
        words = [item.folded for item in self._items[group : saying.place]]
        return self._is_by_nobody(saying, group) or ("would" in words and "have" in words)

    def supposes(self, saying: Saying, quoted: int) -> bool:
        """Whether a saying stands in a condition before a quotation that a comma closes: *If they agree, “…”*."""
        closed = 0 < saying.place < quoted and self._items[quoted - 1].folded == ","
        begin = self._subject_begin(saying, self._verb_group(saying.place))
        return closed and begin > 0 and self._items[begin - 1].folded in self._words.supposing

    def _verb_group(self, place: int) -> int:
        """Where the auxiliaries, adverbs and links before a verb begin: *had never*, *having*, *to*."""
        at = place
        while at and (
            self._verbs.is_auxiliary(at - 1)
            or self._verbs.is_adverb(at - 1)
            or (
                self._items[at - 1].kind is ItemKind.WORD
                and self._items[at - 1].folded in self._words.nots | {"to", "of"}
            )
        ):
            at -= 1
        return at

    def _is_limited(self, group: int, place: int, quoted: int | None) -> bool:
        """*would say only*, *did not just say*, *would later say*, *did not say more than “…”*."""
        if self._has(self._words.limits, group, place):
            return True
        return quoted is not None and quoted > place and self._has(self._words.limits, place + 1, quoted)

    def _is_taken_away(self, saying: Saying, group: int) -> bool:
        """*did not say*, *has never said*; *neither X nor Y said*, *nor did X say*."""
        begin = self._subject_begin(saying, group)
        if self._has(self._words.nots, group, saying.place) or self._is_by_nobody(saying, group):
            return True
        before = self._items[max(0, begin - 1) : begin]
        if before and before[0].folded == "nor":
            return True
        turned = len(before) > 0 and before[0].folded in _OPENING
        return turned and self._has({"nor", "never", "no"}, begin - 3, begin - 1)

    def _is_by_nobody(self, saying: Saying, group: int) -> bool:
        """*Nobody in the room said*, *no one said*: the subject of the verb is none."""
        first = [item.folded for item in self._items[:2]]
        none = first[:1] == ["nobody"] or first == ["no", "one"] or first[:1] == ["none"]
        return (
            none and not any(item.folded in {",", ";", "but"} for item in self._items[:group]) and not saying.speakers
        )

    def _is_modal(self, place: int, group: int, base: str, quoted: int | None) -> bool:
        """*should say*, *would have called*; *would say “…”*, but neither *“…,” she would say* nor what is a habit."""
        if (quoted is not None and quoted < place) or self._is_habit(place):
            return False
        words = [item.folded for item in self._items[group:place]]
        if _HEARD & set(words):
            return False
        plain = self._items[place].folded == base or "have" in words
        modals = self._words.modals & set(words)
        unreal = base == "say" or "have" in words
        return plain and bool(modals) and (unreal or not modals <= _ONLY_OF_SAY)

    def _is_habit(self, place: int) -> bool:
        """*Every evening she argued with him. He would say: “…”*: somebody says so again and again, if nothing else."""
        told = [item.folded for item in (*self._before, *self._items[:place])]
        would = "would" in told[-3:] or "’d" in told[-3:]
        clause = takewhile(lambda item: item.kind is not ItemKind.SIGN, reversed(self._items[:place]))
        would = would and self._words.wondering.isdisjoint(item.folded for item in clause)
        return would and bool(self._words.habits & set(told)) and not self._words.supposing & set(told)

    def _is_withheld(self, group: int) -> bool:
        """*refused to say*, *stopped short of saying*, *denied having said*, *as if to say*."""
        over = self._items[group - 1] if group else None
        if over is None or over.kind is not ItemKind.WORD:
            return False
        pair = f"{self._items[group - 2].folded} {over.folded}" if group > 1 else ""
        if over.folded not in self._words.withholding and not self._is_denial(group - 1):
            return pair in {"as if", "as though", "rather than"}
        if self._is_undone(group - 1):
            return False
        linked = self._items[group].folded
        return linked in _LINKING or linked.endswith("ing")

    def _is_supposed(self, saying: Saying, group: int) -> bool:
        """*if X says*, *whether X said*; *had X said*, *did X say “…”?*."""
        begin = self._subject_begin(saying, group)
        if not begin or begin == group:
            return False
        before = self._items[begin - 1].folded
        if before in self._words.supposing:
            return True
        asks = self._items[-1].folded == "?" or before in {"had", "should", "were"}
        return begin == 1 and before in _OPENING and asks

    def _is_denied(self, saying: Saying, group: int) -> bool:
        """*denied that she had said*, *rejected reports that X said*, *no evidence that X said*."""
        at = self._subject_begin(saying, group) - 1
        if at < 0 or at == group - 1:
            return False
        if self._is_denial(at):
            return not self._is_undone(at)
        return self._items[at].folded in {"that", "of"} and self._denies_noun(at)

    def _denies_noun(self, joint: int) -> bool:
        """Whether what a clause or *of* hangs on is denied, missing or false: *rejected claims that*."""
        for place in range(joint - 1, max(-1, joint - 1 - _LONGEST_NOUN), -1):
            item = self._items[place]
            if item.kind in {ItemKind.SIGN, ItemKind.QUOTE}:
                return False
            if self._is_denial(place) or item.folded in self._words.forged | self._words.wrongly:
                return not self._is_undone(place)
            missing = item.last in self._words.proofs and self._has({"no", "not"}, place - 4, place)
            if missing or (item.folded == "true" and self._is_undone(place)):
                return True
        return False

    def _is_forged(self, saying: Saying, group: int) -> bool:
        """*was wrongly quoted as saying*, *a fake video shows X saying*."""
        verb = self._items[saying.place].folded
        begin = max(0, group - _REACH)
        if self._items[group - 1].folded == "as" and verb.endswith("ing"):
            return self._has(self._words.wrongly | self._words.nots, begin, group)
        subject = self._subject_begin(saying, group)
        if subject == group and not saying.speakers:
            return False
        for place in range(subject - 1, max(-1, subject - 1 - _REACH), -1):
            item = self._items[place]
            if item.kind in {ItemKind.SIGN, ItemKind.QUOTE}:
                return False
            if item.last in self._words.media and self._is_fake(place):
                return verb.endswith("ing") or self._has({"which", "where"}, place, subject)
        return False

    def _is_fake(self, place: int) -> bool:
        words = {word for item in self._items[max(0, place - 3) : place + 1] for word in (item.folded, item.last)}
        return bool(words & self._words.forged)

    def _is_denial(self, place: int) -> bool:
        """Whether a verb of denying stands at a place."""
        item = self._items[place]
        cue = self._known.cues.get(item.folded) if item.kind is ItemKind.WORD else None
        return cue is not None and CueClass.DENY in cue.classes

    def _is_undone(self, place: int) -> bool:
        """*did not deny*: what takes a denial away."""
        return self._has(self._words.nots, self._verb_group(place), place)

    def _subject_begin(self, saying: Saying, group: int) -> int:
        """The place where the subject right before the verb begins; the group itself where there is none."""
        if not saying.speakers or saying.borrowed or not group:
            return group
        start = min(mention.extent.start for mention in saying.speakers)
        if start > self._items[group - 1].span.start or start > self._items[saying.place].span.start:
            return group
        at = group
        while at and self._items[at - 1].span.start >= start:
            at -= 1
        return at

    def _has(self, words: frozenset[str] | set[str], begin: int, end: int) -> bool:
        return self._verbs.has(words, max(0, begin), end)
