"""Words written as names are, and how far a name in capitals goes: particles, initials, links, titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...domain.spans import Span
from ..text.words import Word
from ..vocabulary import Vocabulary

# Calendar words so short that they are names elsewhere: *Le Thi Thu Hang*, *Kim Sun Hee*.
_SHORT_FORM = 3
_LONGEST_JOINED = 5
_LONGEST_NICKNAME = 4
_NICKNAMING = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_PREFIXED = re.compile(r"(?:al|el|as|ash|an|ad|ar|at|az|ul|ur|d|l|de|t)[-’'‑][A-ZÀ-Þ]")
_LINKS = frozenset({"of", "for", "on", "and", "the", "to", "in"})
_BEFORE_MONTHS = frozenset({"last", "this", "next", "early", "late", "mid", "every", "each"})


class Capitals:
    """Looks at the words of one text as names; `_first` is the first word of the sentence that is read."""

    def __init__(self, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> None:
        self.text, self.words, self.vocabulary = text, words, vocabulary
        self._first = 0
        self._small_names = self._find_small_names()

    def _find_small_names(self) -> frozenset[tuple[str, str]]:
        """Small words that are names here, each with the name behind: *Premier He Lifeng*, *and To Lam*.

        Behind a title or a word written small such a capital is none of the grammar.
        """
        found = set()
        for place in range(1, len(self.words) - 1):
            before, word, after = self.words[place - 1 : place + 2]
            if word.folded not in self.vocabulary.small or not self._is_written_as_name(word):
                continue
            led = before.folded in self.vocabulary.titles or self.text[before.start].islower()
            beside = self.text[before.end : word.start] == self.text[word.end : after.start] == " "
            named = self._is_written_as_name(after) and after.folded not in self.vocabulary.small
            if led and beside and named and self._ends_name(after):
                found.add((word.folded, after.folded))
        return frozenset(found)

    def _is_written_as_name(self, word: Word) -> bool:
        surface = self.text[word.start : word.end]
        return word.kind == "word" and len(surface) > 1 and surface[0].isupper() and surface[1:].islower()

    def _ends_name(self, word: Word) -> bool:
        """Whether a mark or a word written small follows, not another capital as in a headline."""
        behind = self.text[word.end : word.end + 2]
        return behind[:1] in {".", ",", ";", "’", "'"} or behind[1:].islower()

    def is_small_name(self, place: int) -> bool:
        """Whether a small word in capitals is a name here: *He Lifeng*."""
        if not self._small_names or place + 1 >= len(self.words):
            return False
        return (self.words[place].folded, self.words[place + 1].folded) in self._small_names

    def _adjacent(self, left: int, right: int) -> bool:
        return self.words[left].end == self.words[right].start

    def is_capital(self, place: int) -> bool:
        """Whether a word is written as a name is; the first word of a sentence counts only if it is no small word."""
        word = self.words[place]
        surface = self.text[word.start : word.end]
        if surface.islower() or word.kind not in {"word", "letters"}:
            return False
        if word.folded in self.vocabulary.calendar and not (self._is_given_name(place) or self._is_syllable(place)):
            return False
        timed = surface in self.vocabulary.zones and place and self.words[place - 1].kind == "number"
        if timed or not (surface[0].isupper() or _PREFIXED.match(surface)) or word.folded == "i":
            return False
        if self.is_small_name(place):
            return True
        if word.folded in self.vocabulary.small and not (surface.isupper() and len(surface) > 1):
            return False
        opens = place == self._opening(place)
        common = opens and (self._is_common(word.folded) or self._says_first(place) or self._leads_up(place))
        return not (common or self._is_elided(place) or self._is_rubric(place))

    def _is_elided(self, place: int) -> bool:
        """Whether an apostrophe stands for what a small word has lost: *’Tis*."""
        elided = place > 0 and self.words[place].folded in self.vocabulary.elisions
        return elided and self._adjacent(place - 1, place) and self.words[place - 1].folded in {"'", "’", "‘"}

    def _is_rubric(self, place: int) -> bool:
        """Whether a word is what a newsroom writes before a colon or a date: *Interview:*, *Correction, 5 June:*."""
        known, end = self.vocabulary.rubrics, place
        if self.words[place].folded not in known:
            return False
        while end + 1 < len(self.words) and self.words[end + 1].folded in known:
            end += 1
        first = place
        while first > self._first and self.words[first - 1].folded in known:
            first -= 1
        after = self.words[end + 1 : end + 3]
        dated = len(after) == 2 and after[0].folded == "," and self._is_date(after[1])
        return first == self._opening(first) and bool(after) and (after[0].folded in {":", "|"} or dated)

    def _is_date(self, word: Word) -> bool:
        return word.kind == "number" or word.folded in self.vocabulary.calendar

    def _is_given_name(self, place: int) -> bool:
        """Whether a month is somebody's first name: *Jan Kowal*, but *in June Ana Cruz*; *Senator Sunday Karami*."""
        word = self.words[place]
        if place + 1 >= len(self.words):
            return False
        after, before = self.words[place + 1], self.words[place - 1] if place else None
        if after.folded in self.vocabulary.calendar or not self.text[after.start].isupper():
            return False
        if word.folded not in self.vocabulary.given_months:
            return before is not None and before.folded in self.vocabulary.titles
        dates = self.vocabulary.function_words.prepositions | _BEFORE_MONTHS
        return before is None or not (before.kind == "number" or before.folded in dates)

    def _is_syllable(self, place: int) -> bool:
        """Whether a short day or month is the middle of a name: *Le Thi Thu Hang*."""
        word = self.words[place]
        if word.end - word.start != _SHORT_FORM or not 0 < place < len(self.words) - 1 or word.folded == "may":
            return False
        around = (self.words[place - 1], self.words[place + 1])
        beside = self.text[around[0].end : word.start] == self.text[word.end : around[1].start] == " "
        return beside and all(
            self.text[other.start].isupper() and other.folded not in self.vocabulary.calendar for other in around
        )

    def _says_first(self, place: int) -> bool:
        """Whether a sentence opens with its verb: *Said Ms Cruz:*, *Added the minister:*; Said is a name as well."""
        folded, known = self.words[place].folded, self.vocabulary
        cue = known.cues.get(folded)
        if cue is None or folded == cue.base or folded.endswith("ing") or place + 1 >= len(self.words):
            return False
        after = self.words[place + 1].folded
        return known.gender(folded) is None or after in known.determiners or after in known.titles

    def _leads_up(self, place: int) -> bool:
        """Whether a participle opens a sentence: *Reacting, the minister said*, *Sent by the minister, it said*."""
        folded, after = self.words[place].folded, self.words[place + 1 : place + 2]
        if not after or self.vocabulary.is_known_name(folded):
            return False
        written = folded in self.vocabulary.writing and after[0].folded in self.vocabulary.function_words.prepositions
        return written or (after[0].folded == "," and folded.endswith("ing"))

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

    def _capital_step(self, place: int, stop: int) -> int:
        """How many words a capital takes with it: its full stop, or a particle and the capital behind; 0 for none."""
        word = self.words[place]
        if self.is_capital(place):
            if office := 3 if self._is_long_title(place, stop) else self.office_length(place, stop):
                return office
            return 2 if place + 2 < stop and self._is_dotted(place) and self.is_capital(place + 2) else 1
        if not place or not self.is_capital(place - 1):
            return self._particle_step(place, stop)
        if word.kind == "number":
            return int(self.words[place - 1].folded in self.vocabulary.documents | self.vocabulary.numbered)
        if place + 1 < stop and self._joins_capitals(place):
            return 2 if self.is_capital(place + 1) else self._second_particle(place, stop)
        return self._nickname_step(place, stop)

    def _nickname_step(self, place: int, stop: int) -> int:
        """How many words a nickname in marks has, with the capital behind it: *Juan “Kid” Cruz*; 0 for none."""
        closing = _NICKNAMING.get(self.text[self.words[place].start : self.words[place].end])
        first = place + 1
        first += first < stop and self.words[first].folded in self.vocabulary.function_words.articles
        end = first
        while end < min(stop, place + _LONGEST_NICKNAME) and self.is_capital(end):
            end += 1
        closes = end + 1 < stop and self.text[self.words[end].start : self.words[end].end] == closing
        return end + 2 - place if closing and closes and end > first and self.is_capital(end + 1) else 0

    def split_nickname(self, start: int, stop: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The words of a name without a nickname in marks, and those of the nickname: *Juan Cruz* and *Kid*."""
        words = self.words[start:stop]
        surfaces = [self.text[word.start : word.end] for word in words]
        first = next((at for at, surface in enumerate(surfaces) if at and surface in _NICKNAMING), 0)
        closing = _NICKNAMING.get(surfaces[first]) if first else None
        if closing not in surfaces[first + 1 :]:
            return tuple(words), ()
        last = surfaces.index(closing, first + 1)
        articles = self.vocabulary.function_words.articles
        inside = tuple(word for word in words[first + 1 : last] if word.folded not in articles)
        return (*words[:first], *words[last + 1 :]), inside

    def _particle_step(self, place: int, stop: int) -> int:
        """A surname that begins with its particle, written small: *said de Wit*, *said van der Berg*."""
        word = self.words[place]
        if (
            word.folded not in self.vocabulary.leading_particles
            or place + 1 >= stop
            or not self.text[word.start].islower()
        ):
            return 0
        return 2 if self.is_capital(place + 1) else self._second_particle(place, stop)

    def _joins_capitals(self, place: int) -> bool:
        """Whether a particle, an ampersand or a dash without blanks stands between the parts of a name."""
        word = self.words[place]
        sign = self.text[word.start : word.end]
        return (
            word.folded in self.vocabulary.particles
            or sign == "&"
            or (sign in {"–", "‑"} and self._adjacent(place - 1, place))
        )

    def _is_long_title(self, place: int, stop: int) -> bool:
        """A title of three words: Secretary of State, Chief of Staff."""
        if place + 2 >= stop or self.words[place + 1].folded != "of":
            return False
        title = f"{self.words[place].folded} of {self.words[place + 2].folded}"
        return title in self.vocabulary.titles and self.text[self.words[place + 2].start].isupper()

    def office_length(self, place: int, stop: int) -> int:
        """How many words an office and what it is for have before a name; 0 for none.

        *Minister of Foreign Affairs Ana Cruz*, *leader of the opposition Tom Hall*.
        """
        known = self.vocabulary
        if self.words[place].folded not in known.people or place + 3 >= stop:
            return 0
        end = place + 1
        if self.words[end].folded not in {"of", "for"}:
            return 0
        while end + 1 < stop and self._is_duty(end + 1):
            end += 1
        if self.words[end].folded not in known.departments or end + 1 >= stop or not self.is_capital(end + 1):
            return 0
        last = end + 1
        while last + 1 < stop and self.is_capital(last + 1):
            last += 1
        return 0 if known.noun_kind(self.words[last].folded) else end + 1 - place

    def _is_duty(self, place: int) -> bool:
        """Whether a word belongs to what an office is for: *the UN mission*, *energy and mines*."""
        word = self.words[place]
        letters = self.text[word.start : word.end].isupper() and word.end - word.start > 1
        return letters or word.folded in self.vocabulary.departments | {"the", "and", ",", "&"}

    def duties(self, start: int, stop: int) -> tuple[str, ...]:
        """The words for what an office is for in a stretch, folded."""
        return tuple(w.folded for w in self.words[start:stop] if w.folded in self.vocabulary.departments)

    def _second_particle(self, place: int, stop: int) -> int:
        """Two particles in a row: van der Berg, de la Cruz."""
        if (
            place + 2 < stop
            and self.words[place + 1].folded in self.vocabulary.particles | {"the"}
            and self.is_capital(place + 2)
        ):
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
        if self.words[place].folded == "and" and (joined := self._body_step(start, place, stop)):
            return joined
        if not self._may_link(range(start, place), self.words[place].folded):
            return 0
        for step in range(1, min(4, stop - place)):
            if self.is_capital(place + step):
                return step + 1
            if self.words[place + step].folded not in {"the", "a", "new"}:
                return 0
        return 0

    def _body_step(self, start: int, place: int, stop: int) -> int:
        """How many words *and* links to a body's name: *the International Longshore and Warehouse Union*."""
        known = self.vocabulary
        left, end = [word.folded for word in self.words[start:place]], place + 1
        while end < stop and self.is_capital(end):
            end += 1
        if not start or self.words[start - 1].folded != "the" or not 1 < end - place < _LONGEST_JOINED:
            return 0
        alone = known.is_known_name(" ".join(left)) or known.noun_kind(left[-1]) or left[-1] in known.groups
        named = alone or known.gender(left[0]) or left[0] in known.titles
        return 0 if named or self.words[end - 1].folded not in known.bodies else end - place

    def _may_link(self, lead: range, link: str) -> bool:
        """Whether a small word may go on with the name in the words before it."""
        known = self.vocabulary
        joined = any(self.words[i].folded in {"of", "for", "on"} for i in lead)
        if link not in _LINKS or (link == "and" and not joined):
            return False
        if link in {"in", "to"}:
            return joined and any(self.words[i].folded in known.documents for i in lead)
        last = self.words[lead[-1]].folded
        return joined or any(last in words for words in (known.bodies, known.documents, known.places, known.groups))

    def _is_called_on(self, lead: int, core: int) -> bool:
        """Whether a sentence opens with a verb before a numbered provision: *Consider Article 5*."""
        if core - lead != 3 or not self.opens_sentence(lead) or self.words[core - 1].kind != "number":
            return False
        return self.words[core - 2].folded in self.vocabulary.documents

    def _dots(self, place: int) -> int:
        return 0 if self.words[place].spoken else 1

    def _is_office(self, lead: int, last: int, *, bound: bool) -> bool:
        """Whether capitals end in an office without its holder: the Prime Minister, Russian President."""
        noun = self.words[last].folded
        letters = [self.text[word.start : word.end].isupper() for word in self.words[lead : last + 1] if word.spoken]
        if bound and letters == [True] and noun in self.vocabulary.titles:
            return True  # the DGP
        alone = last == lead and self.words[last - 1].folded == "the" and noun in self.vocabulary.titles
        if noun not in self.vocabulary.people:
            return alone and self.vocabulary.gender(noun) is None  # the Archdeacon
        if last == lead:
            return bound
        known = self.vocabulary
        before = [word.folded for word in self.words[lead:last] if word.spoken]
        described = any(w in known.adjectival or w in known.titles or w in known.adjectives for w in before)
        return described or bound or all(letters[:-1])

    def _after_title(self, lead: int, core: int) -> tuple[int, int]:
        """The name behind the last title in capitals, or all of them where none has a capital behind it."""
        begin = lead
        if self._title_ends_at(lead, core - 1) > 1:
            return lead, core  # the Attorney General
        for place in range(lead, core - 1):
            if place < begin or not self.words[place].spoken:
                continue
            if office := self.office_length(place, core):
                begin = place + office
                continue
            behind = begin > lead and place == begin  # MP Dame Caroline Fox
            if self._title_ends_at(lead, place) and (behind or self._may_title(lead, place)):
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
            or self._is_post(place)
            or all(
                w in known.titles or w in known.adjectival or w in known.adjectives or known.noun_kind(w)
                for w in before
            )
            or self._title_ends_at(lead, place) > 1
        )

    def _is_post(self, place: int) -> bool:
        """A title that is no name elsewhere: Secretary-General, CEO. Its body may stand before it (*UN*, *Tesla*)."""
        word = self.words[place]
        surface = self.text[word.start : word.end]
        dotted = place + 2 < len(self.words) and self._is_dotted(place)
        return "-" in surface or (surface.isupper() and len(surface) > 1) or dotted

    def _title_ends_at(self, lead: int, place: int) -> int:
        """How many words the longest title has that ends with this word; 0 for none."""
        while place >= lead and not self.words[place].spoken:
            place -= 1
        longest = self.vocabulary.title_lengths.get(self.words[place].folded, 0)
        spoken = [i for i in range(lead, place + 1) if self.words[i].spoken] if longest else []
        for size in range(min(len(spoken), longest), 0, -1):
            if " ".join(self.words[i].folded for i in spoken[-size:]) in self.vocabulary.titles:
                return size
        return 0

    def span(self, start: int, stop: int) -> Span:
        """The stretch of text from one word up to another."""
        return Span(self.words[start].start, self.words[stop - 1].end)
