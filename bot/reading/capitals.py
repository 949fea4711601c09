"""Words written as names are, and how far a name in capitals goes: particles, initials, links, titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..domain.spans import Span
from .vocabulary import Vocabulary
from .words import Word

PARTICLES = frozenset(
    {"de", "da", "do", "dos", "das", "del", "della", "di", "du", "van", "von", "der", "den", "ter", "ten", "bin", "ibn"}
    | {"bint", "al", "el", "ben", "la", "le", "y", "zu", "af", "av", "e", "op", "ould", "mac", "st"}
)
_PREFIXED = re.compile(r"(?:al|el|as|ash|an|ad|ar|at|az|ul|ur|d|l|de|t)[-’'‑][A-ZÀ-Þ]")
_LINKS = frozenset({"of", "for", "on", "and", "the", "to", "in"})
_BEFORE_MONTHS = frozenset({"last", "this", "next", "early", "late", "mid", "every", "each"})


class Capitals:
    """Looks at the words of one text as names; `_first` is the first word of the sentence that is read."""

    def __init__(self, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> None:
        self.text, self.words, self.vocabulary = text, words, vocabulary
        self._first = 0

    def _adjacent(self, left: int, right: int) -> bool:
        return self.words[left].end == self.words[right].start

    def is_capital(self, place: int) -> bool:
        """Whether a word is written as a name is; the first word of a sentence counts only if it is no small word."""
        word = self.words[place]
        surface = self.text[word.start : word.end]
        if surface.islower() or word.kind not in {"word", "letters"}:
            return False
        if word.folded in self.vocabulary.calendar and not self._is_given_name(place):
            return False
        if surface in self.vocabulary.zones and place and self.words[place - 1].kind == "number":
            return False
        if not (surface[0].isupper() or _PREFIXED.match(surface)) or word.folded == "i":
            return False
        if word.folded in self.vocabulary.small and not (surface.isupper() and len(surface) > 1):
            return False
        return not (place == self._opening(place) and (self._is_common(word.folded) or self._says_first(place)))

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

    def _says_first(self, place: int) -> bool:
        """Whether a sentence opens with its verb: *Said Ms Cruz:*, *Added the minister:*; Said is a name as well."""
        folded, known = self.words[place].folded, self.vocabulary
        cue = known.cues.get(folded)
        if cue is None or folded == cue.base or folded.endswith("ing") or place + 1 >= len(self.words):
            return False
        after = self.words[place + 1].folded
        return known.gender(folded) is None or after in known.determiners or after in known.titles

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
            if self._is_long_title(place, stop):
                return 3
            return 2 if place + 2 < stop and self._is_dotted(place) and self.is_capital(place + 2) else 1
        if not place or not self.is_capital(place - 1):
            return 0
        if word.kind == "number":
            return int(self.words[place - 1].folded in self.vocabulary.documents)
        if place + 1 < stop and self._joins_capitals(place):
            return 2 if self.is_capital(place + 1) else self._second_particle(place, stop)
        return 0

    def _joins_capitals(self, place: int) -> bool:
        """Whether a particle, an ampersand or a dash without blanks stands between the parts of a name."""
        word = self.words[place]
        sign = self.text[word.start : word.end]
        return word.folded in PARTICLES or sign == "&" or (sign in {"–", "‑"} and self._adjacent(place - 1, place))

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
        if not self._may_link(range(start, place), self.words[place].folded):
            return 0
        for step in range(1, min(4, stop - place)):
            if self.is_capital(place + step):
                return step + 1
            if self.words[place + step].folded not in {"the", "a", "new"}:
                return 0
        return 0

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
        if noun not in self.vocabulary.people:
            return False
        if last == lead:
            return bound
        known = self.vocabulary
        before = [word.folded for word in self.words[lead:last] if word.spoken]
        described = any(w in known.adjectival or w in known.titles or w in known.adjectives for w in before)
        return described or bound or all(letters[:-1])

    def _after_title(self, lead: int, core: int) -> tuple[int, int]:
        """The name behind the last title in capitals, or all of them where none has a capital behind it."""
        begin = lead
        for place in range(lead, core - 1):
            if not self.words[place].spoken:
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
        spoken = [i for i in range(lead, place + 1) if self.words[i].spoken]
        for size in range(min(len(spoken), self.vocabulary.longest_title), 0, -1):
            if " ".join(self.words[i].folded for i in spoken[-size:]) in self.vocabulary.titles:
                return size
        return 0

    def span(self, start: int, stop: int) -> Span:
        """The stretch of text from one word up to another."""
        return Span(self.words[start].start, self.words[stop - 1].end)
