"""The core of a noun phrase: modifiers, head noun and name, read from left to right."""

from __future__ import annotations

from dataclasses import dataclass

from ..vocabulary import SPOKEN
from .complements import CLOSING, Complements

RELEASE = "release"
_RANKS = frozenset({"chief", "deputy"})
_LONGEST = 18
_MOST_MODIFIERS = 3


@dataclass(slots=True)
class Core:
    """Modifiers, head and name while they are read: the word behind the last that belongs, 0 for none yet.

    `head` is the last noun written small, `name_start` where capitals behind it begin, `loose` counts modifiers;
    `bound` where a determiner or a country's adjective makes sure that a noun follows.
    """

    bound: bool
    end: int = 0
    head: int | None = None
    name_start: int | None = None
    loose: int = 0


class CoreReader(Complements):
    """Reads the core of a phrase: modifiers, head noun and name, word by word."""

    def read_core(self, start: int, stop: int, *, bound: bool) -> Core | None:
        """Read modifiers, head noun and name; None where the words hold neither noun nor name."""
        core = Core(bound=bound)
        place = start
        while place < min(stop, start + _LONGEST):
            step = self._core_step(core, start, place, stop)
            if not step:
                break
            place += step
        return core if core.end else None

    def _core_step(self, core: Core, start: int, place: int, stop: int) -> int:
        """Take one word, or a few of a name, into a core; 0 where it ends."""
        step = self._capital_step(place, stop)
        if step == 1 and self._is_adjectival(place, stop):
            core.loose, core.bound = core.loose + 1, True
            return 1
        if not step and self._bounds(core, place, stop):
            step = self._link_step(start, place, stop) if core.name_start is not None and core.end == place else 0
            core.end = place + step if step else core.end
            return step
        if step:
            core.name_start = place if core.name_start is None else core.name_start
            core.end = place + step
            return step
        return self._noun_step(core, start, place, stop)

    def _bounds(self, core: Core, place: int, stop: int) -> bool:
        """Whether a mark, a small word or a verb ends the core here."""
        word = self.words[place]
        if not word.spoken or word.folded in self.vocabulary.small or self._is_rubric(place):
            return True
        if self._is_accused(core, place):
            return False
        return self._is_verb(place) and not (core.bound and not core.end and self._may_modify(place, stop))

    def _noun_step(self, core: Core, start: int, place: int, stop: int) -> int:
        """Take a word written small: a head noun, or a modifier of one."""
        folded = self.words[place].folded
        somebody = (
            self.vocabulary.noun_kind(folded) or self._speaks(core, start, place) or self._is_accused(core, place)
        )
        somebody = somebody or self._is_who(core, place) or self._is_issued(place)
        if somebody and self._continues(core, start, place):
            core.head, core.end, core.name_start = place, place + 1, None
            return 1
        if core.end:
            fits = self._modifies_next(place, stop, core.end)
        else:
            fits = core.bound or folded in self.vocabulary.adjectives
        core.loose += 1
        return int(fits and core.loose <= _MOST_MODIFIERS)

    def _speaks(self, core: Core, start: int, place: int) -> bool:
        """Whether an unknown noun speaks: *a punter told*, *one boffin said*, *said the punter*."""
        known = self.vocabulary
        if not core.bound or core.end or place + 1 >= len(self.words) or self.words[place].folded in known.adjectives:
            return False
        if not self.text[self.words[place].start].islower():
            return False
        if self.words[place + 1].folded in self.vocabulary.exchange.speaking:
            behind = self.words[place + 2].folded if place + 2 < len(self.words) else ""
            return behind not in {"to", "by"}
        return start > 1 and self.follows_quotation(start - 2) and not self.words[place + 1].spoken

    def _is_issued(self, place: int) -> bool:
        """Whether a release is a paper, and nobody's freedom: *a press release*."""
        return self.words[place].folded == RELEASE and self.words[place - 1].folded in {"press", "news", "media"}

    def _is_accused(self, core: Core, place: int) -> bool:
        """Whether *the accused* is somebody here, and no participle (*the accused of the year*, *the accused man*)."""
        if self.words[place].folded != "accused" or not core.bound or core.end or place + 1 >= len(self.words):
            return False
        after = self.words[place + 1]
        verb = after.folded in self.vocabulary.verbs or after.folded in self.vocabulary.function_words.auxiliaries
        verb = verb or after.folded.endswith("ed")
        return self.words[place - 1].folded == "the" and (verb or not after.spoken)

    def _is_who(self, core: Core, place: int) -> bool:
        """Whether *who* tells of an unknown noun that it is somebody: *a porter who saw it*."""
        if (
            not core.bound
            or core.end
            or place + 1 >= len(self.words)
            or not self.text[self.words[place].start].islower()
        ):
            return False
        after = [word.folded for word in self.words[place + 1 : place + 3]]
        return after[:1] == ["who"] or after == [",", "who"]

    def follows_quotation(self, place: int) -> bool:
        """Whether a verb of saying stands right behind a quotation: *“…,” shouted*."""
        return self.words[place].folded in self.vocabulary.cues and self.is_behind_quotation(place)

    def is_behind_quotation(self, place: int) -> bool:
        """Whether the mark right before a word closes a quotation."""
        return place > 0 and self.words[place - 1].folded in CLOSING

    def _is_adjectival(self, place: int, stop: int) -> bool:
        """Whether a capital is a country's adjective before a word written small (the Kyrgyz energy minister)."""
        if place + 1 >= stop:
            return False
        if self.words[place].folded.endswith(self.vocabulary.linked):
            return True
        if self.words[place].folded not in self.vocabulary.adjectival:
            return False
        after = self.words[place + 1]
        if not after.spoken or after.folded in self.vocabulary.small or self._is_past_of_saying(after.folded):
            return False
        return self.text[after.start].islower()

    def _is_past_of_saying(self, folded: str) -> bool:
        """Whether a word is the past of a verb of saying, before which a nationality is somebody: *the Czech said*."""
        cue = self.vocabulary.cues.get(folded)
        return bool(cue and cue.classes & SPOKEN and folded != cue.base and not folded.endswith(("s", "ing")))

    def _continues(self, core: Core, start: int, place: int) -> bool:
        """Whether a noun written small can be the head here: it opens the phrase or stands next to what came before."""
        if core.head is not None and core.end == place - 1 == core.head + 1 and self.words[core.head].folded in _RANKS:
            return True  # chief operating officer, deputy prime minister
        if (
            core.head is not None
            and core.head == place - 2
            and self.words[core.head].folded in self.vocabulary.adjectives
        ):
            return core.end == place - 1  # the veteran trade unionist
        if core.end == place or core.bound:
            return core.head is None or core.end == place or core.head == place - 1
        noun = self.words[place].folded
        lead = all(self.words[i].folded in self.vocabulary.adjectives for i in range(start, place))
        known = self.vocabulary.groups | self.vocabulary.people
        fits = noun in known or noun.endswith("-year-old") or self._is_paper_that_speaks(place)
        return lead and not core.end and fits

    def _is_paper_that_speaks(self, place: int) -> bool:
        """Whether papers without an article speak: *final results showed*, *documents seen by AFP suggest*."""
        noun, after = self.words[place].folded, self.words[place + 1 : place + 2]
        if noun not in self.vocabulary.documents or not noun.endswith(("s", "a")) or not after:
            return False
        return (
            after[0].folded in self.vocabulary.cues
            or after[0].folded in self.vocabulary.passed_on | self.vocabulary.released
        )

    def _modifies_next(self, place: int, stop: int, good: int) -> bool:
        """Whether an unknown small word after a capital belongs to a noun right behind it (Kremlin press officer)."""
        if place != good or place + 1 >= stop:
            return False
        known = self.vocabulary
        fits = self.words[place].folded in known.adjectives or self.words[place].folded in known.bodies
        fits = fits or self.words[good - 1].folded in known.adjectives  # the veteran trade unionist
        fits = fits or self.words[good - 1].folded == "chief" or self.words[place].folded == "prime"
        in_house = self.words[place + 1].folded in known.bodies  # the Commons education committee
        fits = fits or (in_house and self.words[place].folded in known.departments)
        return fits and known.noun_kind(self.words[place + 1].folded) is not None
