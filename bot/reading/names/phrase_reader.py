"""Reads noun phrases: names with their titles, descriptions, pronouns.

A phrase is read from left to right over the words of one sentence: determiner, modifiers, head noun, name, and what
*of*, *for* or *at* adds behind. Only phrases whose head is a word for people, bodies, media or documents, or that end
in capitals, are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...domain.readings import NameKind, Sentence
from ..text.words import Word
from ..vocabulary import Vocabulary
from .complements import COMPLEMENTS
from .cores import RELEASE, Core, CoreReader
from .phrases import Phrase, Shape

_OF_PLACES = frozenset({"in", "at", "on", "inside", "outside", "near", "behind", "across", "from"})
_OF_DOCUMENTS = frozenset({"of", "on", "for", "between", "by"})
# Of several that were named: one of them.
_COUNTED_OUT = frozenset({"one", "another", "two", "some", "many"})
# *Two of the five judges*, *one in five economists*.
_COUNTING_OUT = frozenset({"of", "in"})
_MOST_DETERMINERS = 5
_ALONE = frozenset({"one", "another", "others"})


@dataclass(frozen=True, slots=True)
class _Lead:
    """How a phrase begins: its first word, the first behind determiners, and whose it is."""

    start: int
    place: int
    determiner: str
    owner: Phrase | None


class PhraseReader(CoreReader):
    """Reads the phrases of one text over its words."""

    def __init__(self, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> None:
        super().__init__(text, words, vocabulary)
        self._sentence = 0
        # Written small, these begin no phrase and are none.
        self._idle = vocabulary.small - vocabulary.determiners - vocabulary.particles

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

    def names_whom(self, place: int) -> str:
        """Whose name stands at a place, where *her name is* leads to it: *her*; nothing elsewhere."""
        before = [word.folded for word in self.words[max(0, place - 3) : place]]
        return before[0] if before[1:] in (["name", "is"], ["name", "was"]) else ""

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
        if word.folded in _COUNTED_OUT and self._counts_out(start, stop):
            end, kind = start + 3, NameKind.DESCRIBED
            return Phrase(start, end, end, Shape.DESCRIPTION, self._sentence, head="one", noun_kind=kind)
        phrase = self._read_noun_phrase(start, stop, None)
        while phrase and (place := self._behind_possessive(phrase, stop)):
            owned = self._read_noun_phrase(place, stop, phrase)
            if owned is None:
                break
            phrase = self._join_body(phrase, owned)
        return phrase

    def _join_body(self, members: Phrase, owned: Phrase) -> Phrase:
        """Make one name of a body and those whose it is: *the Lakeside Farmers’ Union*, *the Women’s Institute*."""
        last = members.core - 1
        whose = self._are_members(members) and self.text[self.words[last].start].isupper()
        if not whose or members.core != members.end or owned.core != owned.end:
            return owned
        place = members.core + 1
        body = any(word.folded in self.vocabulary.bodies for word in self.words[place : owned.core])
        small = (w for w in self.words[place : owned.core] if w.folded not in self.vocabulary.small)
        if any(self.text[word.start].islower() for word in small):
            return owned  # Taxpayers’ Alliance campaigner Elliot Jones
        if not body or not self.is_capital(place):
            return owned
        first = members.name[0] if members.name else last
        named = replace(owned, shape=Shape.NAME, modifiers=(), name=(first, owned.core), owner=None)
        return replace(named, determiner=members.determiner)

    def _are_members(self, members: Phrase) -> bool:
        """Whether a capital is a plural of those who make a body: *Farmers*, *Planters*, no country's and no one's."""
        word = self.words[members.core - 1]
        sign = self.words[members.core]
        plural = self.text[sign.start : sign.end] in {"’", "'"} and members.determiner == "the"
        alone = members.name is not None and members.name == (members.core - 1, members.core)
        unknown = plural and alone and not self.vocabulary.is_known_name(word.folded)
        return word.folded in self.vocabulary.groups or unknown

    def _speaks_alone(self, place: int) -> bool:
        """Whether *another* or *one* has no noun and speaks: *another said*, *said one*."""
        after = self.words[place + 1] if place + 1 < len(self.words) else None
        if after is not None and after.folded in self.vocabulary.exchange.speaking:
            return True
        ends = after is None or not after.spoken
        return ends and place > 1 and self.follows_quotation(place - 1)

    def _counts_out(self, place: int, stop: int) -> bool:
        """Whether *one of them* speaks: a comma may lead to a clause (*, who knew,*), or to a name that says more."""
        if place + 3 >= stop or [word.folded for word in self.words[place + 1 : place + 3]] != ["of", "them"]:
            return False
        after = [word.folded for word in self.words[place + 3 : place + 5]]
        return after[0] in self.vocabulary.cues or "who" in after

    def _is_pronoun(self, place: int, stop: int) -> bool:
        folded, words = self.words[place].folded, self.vocabulary.function_words
        if self.is_small_name(place):
            return False
        if folded == "both" and place + 1 < stop and self.words[place + 1].folded in self.vocabulary.cues:
            return True  # both deny it
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
        if not determiner and owner is None and self._is_owned(start):
            determiner = "the"  # the county’s governor, of a county that says nothing
        core = self.read_core(place, stop, bound=bool(determiner or owner))
        phrase = self._make(_Lead(start, place, determiner, owner), core) if core else None
        if phrase is None:
            return None
        phrase.start = owner.start if owner else start
        if phrase.shape is Shape.DESCRIPTION and (office := self.office_length(phrase.core - 1, stop)):
            return self._name_holder(phrase, phrase.core - 1 + office, stop)
        phrase.end = self._complement_end(phrase, stop)
        return phrase

    def _is_owned(self, start: int) -> bool:
        """Whether the genitive of a word stands right before: what follows is somebody in particular."""
        mark = self.words[start - 1] if start else None
        small = self.text[self.words[start].start].islower()
        return mark is not None and small and mark.kind == "clitic" and mark.folded[1:] == "s"

    def _name_holder(self, office: Phrase, begin: int, stop: int) -> Phrase:
        """Make a name of an office, what it is for, and who holds it: *leader of the opposition Tom Hall*."""
        end = begin
        while end < stop and (step := self._capital_step(end, stop)):
            end += step
        name = self._after_title(begin, end)
        modifiers = (*self.duties(office.core, begin), *office.modifiers)
        return replace(office, shape=Shape.NAME, core=end, end=end, name=name, modifiers=modifiers)

    def skip_determiners(self, start: int, stop: int) -> tuple[int, str]:
        """The place behind the determiners at the start, a few at most, and the first of them."""
        place, determiner = start, ""
        while place < stop and place - start < _MOST_DETERMINERS and self._determines(place, stop, determiner):
            if self.text[self.words[place].start : self.words[place].end] == "US":
                break
            if self.words[place].folded in {"that", "this"} and self._opens_clause(place, stop):
                return start, ""
            determiner = determiner or self.words[place].folded
            place += 1
            if place + 1 < stop and self.words[place].folded in _COUNTING_OUT:
                if not self._determines(place + 1, stop, determiner):
                    return place, determiner
                place += 1
        return place, determiner

    def _determines(self, place: int, stop: int, determiner: str) -> bool:
        """Whether a word is a determiner, or a number of those counted out: *ten of 12 economists*, *one in 10*."""
        if self.words[place].folded in self.vocabulary.determiners:
            out_of = determiner and self.words[place - 1].folded == "in"
            return not out_of or self.words[place].folded in self.vocabulary.function_words.quantities
        counts = place + 2 < stop and self.words[place + 1].folded in _COUNTING_OUT
        counted = self.words[place - 1].folded in _COUNTING_OUT if determiner else counts
        return self.words[place].kind == "number" and counted

    def _opens_clause(self, place: int, stop: int) -> bool:
        """Whether *that* joins clauses and does not point at the noun behind it."""
        if place + 1 >= stop:
            return True
        after = self.words[place + 1].folded
        if after in self.vocabulary.groups and after not in self.vocabulary.people:
            return True
        return not (self.vocabulary.noun_kind(after) or after in self.vocabulary.adjectives)

    def _make(self, lead: _Lead, core: Core) -> Phrase | None:
        """Tell name from description in the words of a core."""
        if core.head is None:
            if core.name_start is None or self._is_place_before(lead, core.name_start):
                return None
            return self._make_titled(lead, core.name_start, core.end)
        described = self._describe(lead, core.head, core.end)
        if core.name_start is None:
            paper = described.head in self.vocabulary.signs or described.head == RELEASE
            unknown = NameKind.DOCUMENT if paper else NameKind.DESCRIBED
            return replace(described, noun_kind=described.noun_kind or unknown)
        name = self._after_title(core.name_start, core.end)
        if name[0] > core.name_start and self.words[core.head].folded in self.vocabulary.roles.ranks:
            described = self._describe(lead, name[0] - 1 - self._dots(name[0] - 1), core.end)  # Deputy Mayor Tom Reed
        return replace(described, shape=Shape.NAME, name=name)

    def _is_place_before(self, lead: _Lead, name_start: int) -> bool:
        """Whether a preposition leads to a thing, and the name begins anew: *In the dressing room Ana Cruz*."""
        first = lead.owner.start if lead.owner else lead.start
        before = self.words[first - 1] if first else None
        led = before is not None and before.folded in _OF_PLACES
        words = [word.folded for word in self.words[lead.place : name_start] if word.spoken]
        things = [word for word in words if word not in self.vocabulary.adjectives]
        opens = led and self.opens_sentence(first - 1)
        return opens and bool(things) and not things[-1].endswith(self.vocabulary.linked)

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

    def _make_titled(self, lead: _Lead, begin: int, end: int) -> Phrase:
        """Capitals alone: a title and a name, a title or a body as a description, or a name."""
        first = lead.place + self._is_called_on(lead.place, end)
        name = self._after_title(first, end)
        if name[0] > first:
            title = name[0] - 1 - self._dots(name[0] - 1)
            offices = (at for at in range(first, title) if at + self.office_length(at, end) == name[0])
            head = next(offices, title)
            titled = self._describe(lead, head, end)
            modifiers = (*self.duties(head + 1, name[0]), *titled.modifiers)
            return replace(titled, shape=Shape.NAME, name=name, modifiers=modifiers)
        key = " ".join(word.folded for word in self.words[first:end] if word.spoken)
        bound = bool(lead.determiner or lead.owner)
        described = self._describe(lead, end - 1, end)
        if not self.vocabulary.is_known_name(key) and self._is_office(first, end - 1, bound=bound):
            return replace(described, noun_kind=described.noun_kind or NameKind.DESCRIBED)
        while first < begin and not self._heads_name(first):
            first += 1
        return replace(described, shape=Shape.NAME, modifiers=(), name=(first, end))

    def _heads_name(self, place: int) -> bool:
        """Whether a word before a name is a part of it: a capital, but for *London-based*."""
        word = self.words[place]
        return self.text[word.start].isupper() and not word.folded.endswith(self.vocabulary.linked)

    def _complement_end(self, phrase: Phrase, stop: int) -> int:
        """Where *of*, *for*, *at* and their nouns end behind a description or a body's name."""
        place = phrase.core
        if phrase.shape is Shape.NAME:
            return place
        joins = _OF_DOCUMENTS if phrase.noun_kind is NameKind.DOCUMENT else COMPLEMENTS
        return self.complement_end(place, stop, joins)
