"""Noun phrases that can name or point at somebody: names with their titles, descriptions, pronouns.

A phrase is read from left to right over the words of one sentence: determiner, modifiers, head noun, name, and what
*of*, *for* or *at* adds behind. Only phrases whose head is a word for people, bodies, media or documents, or that end
in capitals, are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..domain.readings import NameKind, Sentence
from ..domain.spans import Span
from .vocabulary import Vocabulary
from .words import Word

PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "ben",
        "la",
        "le",
        "y",
        "zu",
        "af",
        "av",
        "e",
        "op",
        "ould",
        "mac",
        "st",
    ]
)
_PREFIXED = re.compile(r"(?:al|el|as|ash|an|ad|ar|at|az|ul|ur|d|l|de|t)[-’'‑][A-ZÀ-Þ]")
_LINKS = frozenset({"of", "for", "on", "and", "the", "to", "in"})
_COMPLEMENTS = frozenset({"of", "for", "at", "in", "from", "on", "with", "close", "familiar", "to", "within", "near"})
_OF_DOCUMENTS = frozenset({"of", "on", "for", "between", "by"})
_LONGEST = 18
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


class PhraseReader:
    """Reads the phrases of one text over its words."""

    def __init__(self, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> None:
        self.text, self.words, self.vocabulary = text, words, vocabulary
        self._first = 0
        self._sentence = 0
        small = vocabulary.function_words
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
        phrase = self._read_noun_phrase(start, stop, None)
        while phrase and (place := self._behind_possessive(phrase, stop)):
            owned = self._read_noun_phrase(place, stop, phrase)
            if owned is None:
                break
            phrase = owned
        return phrase

    def _is_pronoun(self, place: int, stop: int) -> bool:
        folded, words = self.words[place].folded, self.vocabulary.function_words
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

    def _adjacent(self, left: int, right: int) -> bool:
        return self.words[left].end == self.words[right].start

    def is_capital(self, place: int) -> bool:
        """Whether a word is written as a name is; the first word of a sentence counts only if it is no small word."""
        word = self.words[place]
        if word.kind not in {"word", "letters"} or word.folded in self.vocabulary.calendar:
            return False
        surface = self.text[word.start : word.end]
        if not (surface[0].isupper() or _PREFIXED.match(surface)) or word.folded in {"i"}:
            return False
        if word.folded in self.vocabulary.small and not (surface.isupper() and len(surface) > 1):
            return False
        return not (place == self._opening(place) and self._is_common(word.folded))

    def _opening(self, place: int) -> int:
        """The first word of the sentence, or this one where it opens a quotation."""
        if place > self._first and self.text[self.words[place - 1].start] in '“"‘«(:' and place - 1 >= self._first:
            return place
        first = self._first
        while first < place and not self.words[first].spoken:
            first += 1
        return first

    def opens_sentence(self, place: int) -> bool:
        """Whether a word stands first in its sentence or behind a mark that opens."""
        if not place:
            return True
        between = self.text[self.words[place - 1].end : self.words[place].start]
        return self.words[place - 1].folded in {".", "!", "?", "“", '"', "‘", ":", "”"} or "\n" in between

    def _is_common(self, folded: str) -> bool:
        known = self.vocabulary
        if folded in known.starters or folded in known.adjectives or folded in known.groups:
            return True
        return folded in known.people and folded not in known.titles

    def _read_noun_phrase(self, start: int, stop: int, owner: Phrase | None) -> Phrase | None:
        place, determiner = self._skip_determiners(start, stop)
        core, head, name_start = self._read_core(place, stop, bound=bool(determiner or owner))
        if core is None:
            return None
        phrase = self._make(start, place, core, head, name_start, determiner, owner)
        if phrase is None:
            return None
        phrase.start = owner.start if owner else start
        phrase.end = self._complement_end(phrase, stop)
        return phrase

    def _skip_determiners(self, start: int, stop: int) -> tuple[int, str]:
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

    def _read_core(self, start: int, stop: int, *, bound: bool) -> tuple[int | None, int | None, int | None]:
        """Read modifiers, head noun and name.

        Gives the word behind the core, the place of the last head noun written small, and where capitals that follow
        it begin; None for each that is missing.
        """
        head = name_start = good = None
        loose = 0
        place = start
        while place < min(stop, start + _LONGEST):
            step = self._capital_step(place, stop)
            if step == 1 and self._is_adjectival(place, stop):
                loose, bound, place = loose + 1, True, place + 1
                continue
            if step:
                name_start = place if name_start is None else name_start
                place = good = place + step
                continue
            word = self.words[place]
            verb = self._is_verb(place) and not (bound and good is None and self._may_modify(place, stop))
            if not word.spoken or word.folded in self.vocabulary.small or verb:
                linked = self._link_step(start, place, stop) if name_start is not None and good == place else 0
                if not linked:
                    break
                place = good = place + linked
                continue
            kind = self.vocabulary.noun_kind(word.folded)
            if kind and self._continues(start, place, good, head, bound=bound):
                head, good, name_start = place, place + 1, None
            elif (good is not None and not self._modifies_next(place, stop, good)) or (
                good is None and not bound and word.folded not in self.vocabulary.adjectives
            ):
                break
            else:
                loose += 1
                if loose > 3:
                    break
            place += 1
        return good, head, name_start

    def _is_adjectival(self, place: int, stop: int) -> bool:
        """Whether a capital is a country's adjective before a word written small (the Kyrgyz energy minister)."""
        if self.words[place].folded not in self.vocabulary.adjectival or place + 1 >= stop:
            return False
        after = self.words[place + 1]
        if not after.spoken or after.folded in self.vocabulary.small:
            return False
        return self.text[after.start].islower()

    def _continues(self, start: int, place: int, good: int | None, head: int | None, *, bound: bool) -> bool:
        """Whether a noun written small can be the head here: it opens the phrase or stands next to what came before."""
        if good == place or bound:
            return head is None or good == place or head == place - 1
        noun = self.words[place].folded
        lead = all(self.words[i].folded in self.vocabulary.adjectives for i in range(start, place))
        return lead and good is None and (noun in self.vocabulary.groups or noun in self.vocabulary.people)

    def _modifies_next(self, place: int, stop: int, good: int) -> bool:
        """Whether an unknown small word after a capital belongs to a noun right behind it (Kremlin press officer)."""
        if place != good or place + 1 >= stop:
            return False
        known = self.vocabulary
        fits = self.words[place].folded in known.adjectives or self.words[place].folded in known.bodies
        return fits and known.noun_kind(self.words[place + 1].folded) is not None

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
        clause = after[0] == "that" or (after[0] == "," and after[-1] in self.vocabulary.function_words.adverbs)
        return clause and place > 0 and self.is_capital(place - 1)

    def _capital_step(self, place: int, stop: int) -> int:
        """How many words a capital takes with it: its full stop, or a particle and the capital behind; 0 for none."""
        word = self.words[place]
        if self.is_capital(place):
            if self._is_long_title(place, stop):
                return 3
            if place + 2 < stop and self._is_dotted(place) and self.is_capital(place + 2):
                return 2
            return 1
        if word.kind == "number" and place and self.words[place - 1].folded in self.vocabulary.documents:
            return 1 if self.is_capital(place - 1) else 0
        if word.folded in PARTICLES and place + 1 < stop and (place and self.is_capital(place - 1)):
            return 2 if self.is_capital(place + 1) else self._second_particle(place, stop)
        sign = self.text[word.start : word.end]
        if sign in {"–", "‑"} and place and not self._adjacent(place - 1, place):
            return 0
        if (
            sign in {"&", "–", "‑"}
            and place
            and self.is_capital(place - 1)
            and place + 1 < stop
            and self.is_capital(place + 1)
        ):
            return 2
        return 0

    def _is_long_title(self, place: int, stop: int) -> bool:
        """A title of three words: Secretary of State, Chief of Staff."""
        if place + 2 >= stop or self.words[place + 1].folded != "of":
            return False
        title = f"{self.words[place].folded} of {self.words[place + 2].folded}"
        return title in self.vocabulary.titles and self.text[self.words[place + 2].start].isupper()

    def _second_particle(self, place: int, stop: int) -> int:
        """Two particles in a row: van der Berg, de la Cruz."""
        if place + 2 < stop and self.words[place + 1].folded in PARTICLES | {"the"} and self.is_capital(place + 2):
            return 3
        return 0

    def _is_dotted(self, place: int) -> bool:
        """Whether a full stop stands right behind an initial or a title."""
        word, after = self.words[place], self.words[place + 1]
        if after.start != word.end or self.text[after.start] != ".":
            return False
        return word.end - word.start == 1 or word.folded in self.vocabulary.titles or word.end - word.start <= 4

    def _link_step(self, start: int, place: int, stop: int) -> int:
        """How many small words link the name of a body or a document to its next capital (Bank of England)."""
        known = self.vocabulary
        last = self.words[place - 1].folded
        lead = range(start, place)
        joined = any(self.words[i].folded in {"of", "for", "on"} for i in lead)
        link = self.words[place].folded
        if link not in _LINKS or (link == "and" and not joined):
            return 0
        if link in {"in", "to"} and not joined:
            return 0
        if link in {"in", "to"} and not any(self.words[i].folded in known.documents for i in lead):
            return 0
        if not joined and last not in known.bodies and last not in known.documents and last not in known.places:
            return 0
        for step in (1, 2, 3):
            if place + step >= stop:
                return 0
            if self.is_capital(place + step):
                return step + 1
            if self.words[place + step].folded not in {"the", "a", "new"}:
                return 0
        return 0

    def _make(
        self,
        start: int,
        lead: int,
        core: int,
        head: int | None,
        name_start: int | None,
        determiner: str,
        owner: Phrase | None,
    ) -> Phrase | None:
        """Tell name from description in the words ``[lead, core)``."""
        if head is not None and name_start is None:
            return self._describe(start, lead, head, core, determiner, owner)
        if head is None and name_start is not None:
            return self._make_titled(start, lead, core, determiner, owner)
        if head is None or name_start is None:
            return None
        described = self._describe(start, lead, head, core, determiner, owner)
        return described and replace(described, shape=Shape.NAME, name=self._after_title(name_start, core))

    def _describe(
        self, start: int, lead: int, head: int, core: int, determiner: str, owner: Phrase | None
    ) -> Phrase | None:
        noun = self.words[head].folded
        modifiers = tuple(word.folded for word in self.words[lead:head] if word.spoken)
        return Phrase(
            start,
            core,
            core,
            Shape.DESCRIPTION,
            self._sentence,
            determiner,
            noun,
            self.vocabulary.noun_kind(noun),
            modifiers,
            None,
            owner,
        )

    def _make_titled(self, start: int, lead: int, core: int, determiner: str, owner: Phrase | None) -> Phrase | None:
        """Capitals alone: a title and a name, a title or a body as a description, or a name."""
        if self._is_called_on(lead, core):
            lead += 1
        name = self._after_title(lead, core)
        last = core - 1
        noun = self.words[last].folded
        if name[0] > lead:
            titled = self._describe(start, lead, name[0] - 1 - self._dots(name[0] - 1), core, determiner, owner)
            return titled and replace(titled, shape=Shape.NAME, name=name)
        key = " ".join(word.folded for word in self.words[lead:core] if word.spoken)
        if not self.vocabulary.is_known_name(key) and self._is_office(lead, last, determiner, owner):
            return self._describe(start, lead, last, core, determiner, owner)
        plain = Phrase(start, core, core, Shape.NAME, self._sentence, determiner, name=(lead, core), owner=owner)
        return replace(plain, head=noun, noun_kind=self.vocabulary.noun_kind(noun))

    def _is_called_on(self, lead: int, core: int) -> bool:
        """Whether a sentence opens with a verb before a numbered provision: *Consider Article 5*."""
        if core - lead != 3 or not self.opens_sentence(lead) or self.words[core - 1].kind != "number":
            return False
        return self.words[core - 2].folded in self.vocabulary.documents

    def _dots(self, place: int) -> int:
        return 0 if self.words[place].spoken else 1

    def _is_office(self, lead: int, last: int, determiner: str, owner: Phrase | None) -> bool:
        """Whether capitals end in an office without its holder: the Prime Minister, Russian President."""
        noun = self.words[last].folded
        if noun not in self.vocabulary.people:
            return False
        if last == lead:
            return bool(determiner or owner)
        known = self.vocabulary
        before = [word.folded for word in self.words[lead:last] if word.spoken]
        return any(w in known.adjectival or w in known.titles or w in known.adjectives for w in before) or bool(
            determiner
        )

    def _after_title(self, lead: int, core: int) -> tuple[int, int]:
        """The name behind the last title in capitals, or all of them where none has a capital behind it."""
        begin = lead
        for place in range(lead, core - 1):
            if not self.words[place].spoken:
                continue
            if self._title_ends_at(lead, place) and self._may_title(lead, place):
                begin = place + 1
        while begin < core - 1 and not self.words[begin].spoken:
            begin += 1
        return begin, core

    def _may_title(self, lead: int, place: int) -> bool:
        """A title stands first, or after words that are no names of people."""
        known = self.vocabulary
        before = [word.folded for word in self.words[lead:place] if word.spoken]
        return (
            not before
            or self.words[place].folded in known.people
            or all(
                w in known.titles or w in known.adjectival or w in known.adjectives or known.noun_kind(w)
                for w in before
            )
            or self._title_ends_at(lead, place) > 1
        )

    def _title_ends_at(self, lead: int, place: int) -> int:
        """How many words the longest title has that ends with this word; 0 for none."""
        spoken = [i for i in range(lead, place + 1) if self.words[i].spoken]
        for size in range(min(len(spoken), self.vocabulary.longest_title), 0, -1):
            if " ".join(self.words[i].folded for i in spoken[-size:]) in self.vocabulary.titles:
                return size
        return 0

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
        while place < min(stop, lead + _LONGEST_COMPLEMENT):
            word = self.words[place]
            if word.kind == "clitic" and word.folded[1:] == "s" and place + 1 < stop:
                place += 1
                continue
            verb = self._is_verb(place) and not (place == lead or self._may_modify(place, stop))
            if not word.spoken or word.folded in self.vocabulary.small or verb:
                break
            place += 1
        return place if place > lead else start

    def span(self, start: int, stop: int) -> Span:
        """The stretch of text from one word up to another."""
        return Span(self.words[start].start, self.words[stop - 1].end)


def is_plural(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a description means several."""
    if phrase.determiner in {"a", "an", "one", "another", "each", "every", "this", "that"}:
        return False
    return phrase.head in vocabulary.groups and phrase.head not in vocabulary.people
