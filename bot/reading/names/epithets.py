"""Whom *the striker*, *the New Zealander* or *the lawmaker* means: news calls who was just named by what else they are.

A figure is meant where nobody was called so before: an office that there is one of (*the judge*, *the king*) is none
of these words.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.readings import NameKind
from .figures import Figure
from .phrases import Phrase, is_plural
from .pronouns import TOPIC, Pronouns
from .scene import best

# Sentences within which somebody without a name may be called by what else they are.
_JUST = 3
# Offices that tell nothing of somebody's trade: who leads a body may be a diplomat.
_AT_THE_HEAD = frozenset({"leader", "head", "chief", "boss", "member", "veteran", "resident"})


class Epithets(Pronouns):
    """Finds whom a description means that tells something new of a figure."""

    def _find_by_epithet(self, phrase: Phrase) -> Figure | None:
        """Whom a definite description means that nobody had before; None where it can be anybody."""
        if phrase.determiner != "the" or phrase.owner or is_plural(phrase, self.vocabulary):
            return None
        return self._find_by_trait(phrase) or self._find_by_broader(phrase)

    def _find_by_trait(self, phrase: Phrase) -> Figure | None:
        """Whom *the mother of two* or *the striker* means: the one spoken of, whatever office they have."""
        if phrase.head not in self.vocabulary.traits and not phrase.head.endswith("-year-old"):
            return None
        known = [(one, weight + (TOPIC if self._is_main(one) else 0.0)) for one, weight in self._who_may_be(phrase)]
        return best([*known, *self._who_spoke_unnamed()])

    def _who_spoke_unnamed(self) -> Iterator[tuple[Figure, float]]:
        """Somebody without a name who has just been told of: *the student* may be *one of the children*."""
        now = self._scene.now
        for figure, weight in self._scene.present():
            here = figure.kind is NameKind.DESCRIBED and not figure.plural and now - self._scene.seen[figure] < _JUST
            if here and self._told.get(figure, -_JUST) > now - _JUST:
                yield figure, weight

    def _find_by_broader(self, phrase: Phrase) -> Figure | None:
        """Whom *the lawmaker* means: a senator who is spoken of, or who speaks and has no office so far."""
        narrower = self.roles.broader.get(phrase.head, ())
        if not narrower:
            return None
        known = [(figure, weight) for figure, weight in self._who_may_be(phrase) if figure.heads & set(narrower)]
        if known or phrase.head in self.vocabulary.titles:
            return best(known)  # there may be another judge
        last = best(self._who_may_be(phrase)) if self._beside_cue(phrase) or self._behind_cue(phrase) else None
        return last if last and not (last.heads & self.vocabulary.people) - _AT_THE_HEAD else None

    def _find_national(self, phrase: Phrase) -> Figure | None:
        """Whom *the New Zealander* or *the Brazilian* means: the one spoken of."""
        if not self.figures.is_nationality(phrase):
            return None
        land = self.vocabulary.adjectival.get(" ".join(self.figures.key(phrase)))
        speaks = self._beside_cue(phrase) or self._behind_cue(phrase)
        return best((f, w) for f, w in self._who_may_be(phrase) if not (land and f.lands - {land})) if speaks else None

    def _behind_cue(self, phrase: Phrase) -> bool:
        """Whether a verb of saying stands right before a phrase: *“…,” said the Dane*."""
        return phrase.start > 0 and self.reader.words[phrase.start - 1].folded in self.vocabulary.cues

    def _who_may_be(self, phrase: Phrase) -> Iterator[tuple[Figure, float]]:
        """The people who are spoken of, but for those of the other sex, and for who asked where another answers."""
        gender = self.vocabulary.gender_of_office(phrase.head)
        after = self.reader.words[phrase.end].folded if phrase.end < len(self.reader.words) else ""
        asker = self._asker if after in self.exchange.answering else None
        for figure, weight in self._scene.present():
            person = figure.kind is NameKind.PERSON and figure is not asker
            if person and (gender is None or figure.gender in {None, gender}):
                yield figure, weight
