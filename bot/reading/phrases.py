"""Noun phrases that can name or point at somebody: names with their titles, descriptions, pronouns.

A phrase is read from left to right over the words of one sentence: determiner, modifiers, head noun, name, and what
*of*, *for* or *at* adds behind. Only phrases whose head is a word for people, bodies, media or documents, or that end
in capitals, are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..domain.readings import NameKind, Sentence
from .capitals import PARTICLES, Capitals
from .vocabulary import Vocabulary
from .words import Word

_COMPLEMENTS = frozenset({"of", "for", "at", "in", "from", "on", "with", "close", "familiar", "to", "within", "near"})
_OF_DOCUMENTS = frozenset({"of", "on", "for", "between", "by"})
_COUNTED = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})  # mother of two
# Verbs that people have for their subject.
_SPEAKING = frozenset(
    {"said", "says", "told", "tells", "added", "adds", "asked", "recalled", "recalls", "insisted", "joked"}
)
_CLOSING = frozenset({"”", '"', "’", "'", "''"})
_ALONE = frozenset({"one", "another", "others"})
_RANKS = frozenset({"chief", "deputy"})
_LONGEST = 18
_MOST_MODIFIERS = 3
_LONGEST_COMPLEMENT = 8
_MOST_COMPLEMENTS = 3


class Shape(StrEnum):
    """What a phrase is made of."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase over the words ``[start, end)`` of the text; ``core`` is where its head noun or name ends.

    `name` is the range of the name alone. `head` is the folded head noun of the description (*spokesman* in *a
    spokesman for Rosatom*), `modifiers` the folded words before it. `owner` is the phrase before a possessive mark.
    """

    start: int
    core: int
    end: int
    shape: Shape
    sentence: int
    determiner: str = ""
    head: str = ""
    noun_kind: NameKind | None = None
    modifiers: tuple[str, ...] = ()
    name: tuple[int, int] | None = None
    owner: Phrase | None = None
    inner: bool = False


@dataclass(frozen=True, slots=True)
class _Lead:
    """How a phrase begins: its first word, the first behind determiners, and whose it is."""

    start: int
    place: int
    determiner: str
    owner: Phrase | None


@dataclass(slots=True)
class _Core:
    """Modifiers, head and name while they are read: the word behind the last that belongs, 0 for none yet.

    `head` is the last noun written small, `name_start` where capitals behind it begin, `loose` counts modifiers;
    `bound` where a determiner or a country's adjective makes sure that a noun follows.
    """

    bound: bool
    end: int = 0
    head: int | None = None
    name_start: int | None = None
    loose: int = 0


class PhraseReader(Capitals):
    """Reads the phrases of one text over its words."""

    def __init__(self, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> None:
        super().__init__(text, words, vocabulary)
        self._sentence = 0
        small = vocabulary.function_words
        # Written small, these begin no phrase and are none.
        self._idle = vocabulary.small - vocabulary.determiners - PARTICLES
        self._subjects = small.male | small.female | small.plural | small.neuter | small.speaking

    def read(self, sentences: Sequence[Sentence]) -> Iterator[Phrase]:
        """Read every phrase in order; an inner one follows the phrase that holds it."""
        place = 0
        for number, sentence in enumerate(sentences):
            while place < len(self.words) and self.words[place].start < sentence.span.start:
                place += 1
            stop = place
            while stop < len(self.words) and self.words[stop].start < sentence.span.end:
                stop += 1
            self._first, self._sentence = place, number
            yield from self._read_sentence(place, stop)
            place = stop

    def _read_sentence(self, start: int, stop: int) -> Iterator[Phrase]:
        place = start
        outer_end = start
        while place < stop:
            phrase = self._read_phrase(place, stop)
            if phrase is None:
                place += 1
                continue
            if phrase.owner:
                phrase.owner.inner = True
                yield phrase.owner
            phrase.inner = phrase.start < outer_end
            yield phrase
            outer_end = max(outer_end, phrase.end)
            place = max(phrase.core, place + 1)

    def _read_phrase(self, start: int, stop: int) -> Phrase | None:
        word = self.words[start]
        if not word.spoken or word.kind == "link":
            return None
        if self._is_pronoun(start, stop):
            return Phrase(start, start + 1, start + 1, Shape.PRONOUN, self._sentence, head=word.folded)
        if word.folded in self._idle and self.text[word.start].islower():
            return None
        if word.folded in _ALONE and self._speaks_alone(start):
            kind = NameKind.DESCRIBED
            end = start + 1
            return Phrase(start, end, end, Shape.DESCRIPTION, self._sentence, head=word.folded, noun_kind=kind)
        phrase = self._read_noun_phrase(start, stop, None)
        while phrase and (place := self._behind_possessive(phrase, stop)):
            owned = self._read_noun_phrase(place, stop, phrase)
            if owned is None:
                break
            phrase = owned
        return phrase

    def _speaks_alone(self, place: int) -> bool:
        """Whether *another* or *one* has no noun and speaks: *another said*, *said one*."""
        after = self.words[place + 1] if place + 1 < len(self.words) else None
        if after is not None and after.folded in _SPEAKING:
            return True
        ends = after is None or not after.spoken
        return ends and place > 1 and self._follows_quotation(place - 1)

    def _follows_quotation(self, place: int) -> bool:
        """Whether a verb of saying stands right behind a quotation: *“…,” shouted*."""
        return self.words[place].folded in self.vocabulary.cues and self.words[place - 1].folded in _CLOSING

    def _is_pronoun(self, place: int, stop: int) -> bool:
        folded, words = self.words[place].folded, self.vocabulary.function_words
        if folded == "her":  # according to her, ...
            after = self.words[place + 1] if place + 1 < len(self.words) else None
            return after is None or not after.spoken or after.folded in words.prepositions | words.conjunctions
        if folded in words.male or folded in words.female or folded in words.plural or folded in words.neuter:
            return True
        return folded in words.speaking and self.text[self.words[place].start : self.words[place].end] != "US"

    def _behind_possessive(self, phrase: Phrase, stop: int) -> int:
        """Where the words after ’s (or after the mark of a plural) begin; 0 where there is none."""
        place = phrase.core
        if place + 1 >= stop or not self._adjacent(place - 1, place):
            return 0
        mark = self.words[place]
        sign = self.text[mark.start : mark.end]
        plural = sign in {"’", "'"} and self.words[place - 1].folded.endswith("s")
        return place + 1 if plural or (mark.kind == "clitic" and mark.folded[1:] == "s") else 0

    def _read_noun_phrase(self, start: int, stop: int, owner: Phrase | None) -> Phrase | None:
        place, determiner = self.skip_determiners(start, stop)
        core = self._read_core(place, stop, bound=bool(determiner or owner))
        phrase = self._make(_Lead(start, place, determiner, owner), core) if core else None
        if phrase is None:
            return None
        phrase.start = owner.start if owner else start
        phrase.end = self._complement_end(phrase, stop)
        return phrase

    def skip_determiners(self, start: int, stop: int) -> tuple[int, str]:
        """The place behind the determiners at the start, three at most, and the first of them."""
        place, determiner = start, ""
        while place < stop and place - start < 3 and self.words[place].folded in self.vocabulary.determiners:
            if self.text[self.words[place].start : self.words[place].end] == "US":
                break
            if self.words[place].folded in {"that", "this"} and self._opens_clause(place, stop):
                return start, ""
            determiner = determiner or self.words[place].folded
            place += 1
            if place < stop and self.words[place].folded == "of" and place + 1 < stop:
                if self.words[place + 1].folded not in self.vocabulary.determiners:
                    return place, determiner
                place += 1
        return place, determiner

    def _opens_clause(self, place: int, stop: int) -> bool:
        """Whether *that* joins clauses and does not point at the noun behind it."""
        if place + 1 >= stop:
            return True
        after = self.words[place + 1].folded
        if after in self.vocabulary.groups and after not in self.vocabulary.people:
            return True
        return not (self.vocabulary.noun_kind(after) or after in self.vocabulary.adjectives)

    def _read_core(self, start: int, stop: int, *, bound: bool) -> _Core | None:
        """Read modifiers, head noun and name; None where the words hold neither noun nor name."""
        core = _Core(bound=bound)
        place = start
        while place < min(stop, start + _LONGEST):
            step = self._core_step(core, start, place, stop)
            if not step:
                break
            place += step
        return core if core.end else None

    def _core_step(self, core: _Core, start: int, place: int, stop: int) -> int:
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

    def _bounds(self, core: _Core, place: int, stop: int) -> bool:
        """Whether a mark, a small word or a verb ends the core here."""
        word = self.words[place]
        if not word.spoken or word.folded in self.vocabulary.small:
            return True
        return self._is_verb(place) and not (core.bound and not core.end and self._may_modify(place, stop))

    def _noun_step(self, core: _Core, start: int, place: int, stop: int) -> int:
        """Take a word written small: a head noun, or a modifier of one."""
        folded = self.words[place].folded
        if (self.vocabulary.noun_kind(folded) or self._speaks(core, start, place)) and self._continues(
            core, start, place
        ):
            core.head, core.end, core.name_start = place, place + 1, None
            return 1
        if core.end:
            fits = self._modifies_next(place, stop, core.end)
        else:
            fits = core.bound or folded in self.vocabulary.adjectives
        core.loose += 1
        return int(fits and core.loose <= _MOST_MODIFIERS)

    def _speaks(self, core: _Core, start: int, place: int) -> bool:
        """Whether an unknown noun speaks: *a punter told*, *one boffin said*, *said the punter*."""
        known = self.vocabulary
        if not core.bound or core.end or place + 1 >= len(self.words) or self.words[place].folded in known.adjectives:
            return False
        if not self.text[self.words[place].start].islower():
            return False
        if self.words[place + 1].folded in _SPEAKING:
            behind = self.words[place + 2].folded if place + 2 < len(self.words) else ""
            return behind not in {"to", "by"}
        return start > 1 and self._follows_quotation(start - 2) and not self.words[place + 1].spoken

    def _is_adjectival(self, place: int, stop: int) -> bool:
        """Whether a capital is a country's adjective before a word written small (the Kyrgyz energy minister)."""
        if self.words[place].folded not in self.vocabulary.adjectival or place + 1 >= stop:
            return False
        after = self.words[place + 1]
        if not after.spoken or after.folded in self.vocabulary.small:
            return False
        return self.text[after.start].islower()

    def _continues(self, core: _Core, start: int, place: int) -> bool:
        """Whether a noun written small can be the head here: it opens the phrase or stands next to what came before."""
        if core.head is not None and core.end == place - 1 == core.head + 1 and self.words[core.head].folded in _RANKS:
            return True  # chief operating officer, deputy prime minister
        if core.end == place or core.bound:
            return core.head is None or core.end == place or core.head == place - 1
        noun = self.words[place].folded
        lead = all(self.words[i].folded in self.vocabulary.adjectives for i in range(start, place))
        return lead and not core.end and (noun in self.vocabulary.groups or noun in self.vocabulary.people)

    def _modifies_next(self, place: int, stop: int, good: int) -> bool:
        """Whether an unknown small word after a capital belongs to a noun right behind it (Kremlin press officer)."""
        if place != good or place + 1 >= stop:
            return False
        known = self.vocabulary
        fits = self.words[place].folded in known.adjectives or self.words[place].folded in known.bodies
        fits = fits or self.words[good - 1].folded == "chief" or self.words[place].folded == "prime"
        return fits and known.noun_kind(self.words[place + 1].folded) is not None

    def _acts(self, place: int, stop: int) -> bool:
        """Whether a word looks like a verb in the past with its object: *a judge in Texas blocked the order*."""
        if not self.words[place].folded.endswith("ed") or place + 1 >= stop:
            return False
        after = self.words[place + 1].folded
        return after in self.vocabulary.determiners or after in self._subjects

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
            return self._reports_that(place)
        return folded in self.vocabulary.verbs and folded not in self.vocabulary.adjectives

    def _reports_that(self, place: int) -> bool:
        """Whether a word that may be a noun is the verb: *Anadolu reports that*."""
        if place + 1 >= len(self.words) or self.words[place].folded not in self.vocabulary.cues:
            return False
        if place and self.words[place - 1].folded in self._subjects:
            return True
        after = [word.folded for word in self.words[place + 1 : place + 3]]
        clause = after[0] in {"that", ":"} or (after[0] == "," and after[-1] in self.vocabulary.function_words.adverbs)
        return clause and place > 0 and (self.is_capital(place - 1) or self.words[place - 1].kind == "number")

    def _make(self, lead: _Lead, core: _Core) -> Phrase | None:
        """Tell name from description in the words of a core."""
        if core.head is None:
            return None if core.name_start is None else self._make_titled(lead, core.end)
        described = self._describe(lead, core.head, core.end)
        if core.name_start is None:
            return replace(described, noun_kind=described.noun_kind or NameKind.DESCRIBED)
        return replace(described, shape=Shape.NAME, name=self._after_title(core.name_start, core.end))

    def _describe(self, lead: _Lead, head: int, end: int) -> Phrase:
        noun = self.words[head].folded
        return Phrase(
            lead.start,
            end,
            end,
            Shape.DESCRIPTION,
            self._sentence,
            determiner=lead.determiner,
            head=noun,
            noun_kind=self.vocabulary.noun_kind(noun),
            modifiers=tuple(word.folded for word in self.words[lead.place : head] if word.spoken),
            owner=lead.owner,
        )

    def _make_titled(self, lead: _Lead, end: int) -> Phrase:
        """Capitals alone: a title and a name, a title or a body as a description, or a name."""
        first = lead.place + self._is_called_on(lead.place, end)
        name = self._after_title(first, end)
        if name[0] > first:
            titled = self._describe(lead, name[0] - 1 - self._dots(name[0] - 1), end)
            return replace(titled, shape=Shape.NAME, name=name)
        key = " ".join(word.folded for word in self.words[first:end] if word.spoken)
        bound = bool(lead.determiner or lead.owner)
        described = self._describe(lead, end - 1, end)
        if not self.vocabulary.is_known_name(key) and self._is_office(first, end - 1, bound=bound):
            return replace(described, noun_kind=described.noun_kind or NameKind.DESCRIBED)
        return replace(described, shape=Shape.NAME, modifiers=(), name=(first, end))

    def _complement_end(self, phrase: Phrase, stop: int) -> int:
        """Where *of*, *for*, *at* and their nouns end behind a description or a body's name."""
        place = phrase.core
        if phrase.shape is Shape.NAME:
            return place
        joins = _OF_DOCUMENTS if phrase.noun_kind is NameKind.DOCUMENT else _COMPLEMENTS
        return self.complement_end(place, stop, joins)

    def complement_end(self, place: int, stop: int, joins: frozenset[str] = _COMPLEMENTS) -> int:
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
        if self.words[min(lead, stop - 1)].folded.endswith("ing"):
            return start
        counts = lead > start and self.words[lead - 1].folded in _COUNTED and self.words[start - 1].folded == "of"
        while place < min(stop, lead + _LONGEST_COMPLEMENT):
            word = self.words[place]
            if word.kind == "clitic" and word.folded[1:] == "s" and place + 1 < stop:
                place += 1
                continue
            verb = self._is_verb(place) and (counts or not (place == lead or self._may_modify(place, stop)))
            verb = verb or (place > lead and self._acts(place, stop))
            if not word.spoken or word.folded in self.vocabulary.small or verb:
                break
            place += 1
        return place if place > lead or counts else start


def is_plural(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a description means several."""
    if phrase.determiner in {"a", "an", "one", "another", "each", "every", "this", "that"}:
        return False
    return phrase.head in vocabulary.groups and phrase.head not in vocabulary.people
