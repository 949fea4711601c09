"""Descriptions: whether *the Kenyan trade minister* can be somebody who is known, and what it is in full."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.readings import NameKind
from .figures import Figure, head_noun
from .phrase_reader import PhraseReader
from .phrases import Phrase, is_plural
from .realms import are_apart, lands_of, realm_of

_PREDICATING = frozenset(
    {"as", "is", "was", "were", "are", "am", "be", "been", "being", "become", "became", "remains", "remained"}
)
# What is done with one's own head, and where things are that are on it.
_MOVING = frozenset(
    {"shook", "shakes", "shaking", "shake", "bowed", "nodded", "lowered", "raised", "tilted", "scratched"}
)
_MOVING |= {
    "scratching",
    "hung",
    "turned",
    "held",
    "buried",
    "lifted",
    "covered",
    "shaved",
    "over",
    "above",
    "behind",
    "on",
    "lost",
}


class Descriptions:
    """Holds what a phrase describes against what is known of figures, without regard to where they were mentioned."""

    def __init__(self, reader: PhraseReader) -> None:
        self.reader, self.vocabulary = reader, reader.vocabulary

    def agrees(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a description says what a figure of this kind can be."""
        if figure.is_person:
            return phrase.noun_kind is NameKind.DESCRIBED or phrase.head in self.vocabulary.firms
        if figure.kind is NameKind.DOCUMENT:
            return phrase.noun_kind is NameKind.DOCUMENT
        return phrase.noun_kind in {NameKind.ORGANISATION, NameKind.OUTLET}

    def may_be_titled(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a title before a surname is one for a man or a woman like the only bearer: no Mrs for Tom Baker."""
        titled = phrase.name is not None and phrase.name[0] > phrase.start
        gender = self.vocabulary.gender_of_office(phrase.head) if titled else None
        return gender is None or figure.gender in {None, gender}

    def fits_title(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a title before a surname can belong to the figure: its gender, and its office where it has one."""
        if not phrase.name or phrase.name[0] == phrase.start or not phrase.head:
            return True
        gender = self.vocabulary.gender_of_office(phrase.head)
        if gender and figure.gender and gender is not figure.gender:
            return False
        head = head_noun([*phrase.modifiers, phrase.head])
        if phrase.head not in self.vocabulary.people:
            return not figure.heads & self.vocabulary.people or gender is not None
        return head in figure.heads

    def is_nobody(self, phrase: Phrase) -> bool:
        """Whether a description only tells what somebody is, or is a part of their body."""
        return self.is_predicate(phrase) or self.is_body_part(phrase)

    def is_predicate(self, phrase: Phrase) -> bool:
        """Whether a description only tells what somebody is: *As a student she*, *was a minister*."""
        before = self.reader.words[phrase.start - 1].folded if phrase.start else ""
        bare = not phrase.determiner and not phrase.owner and before != "as"  # we are partners
        return (phrase.determiner in {"a", "an"} or bare) and before in _PREDICATING

    def is_body_part(self, phrase: Phrase) -> bool:
        """Whether *head* is what somebody shakes: it has an owner, no office and a verb before it."""
        bare = phrase.head == "head" and not phrase.modifiers and phrase.end == phrase.core
        before = self.reader.words[phrase.start - 1].folded if phrase.start else ""
        return bare and phrase.determiner in {"his", "her", "their", "my", "its"} and before in _MOVING

    def is_definite(self, phrase: Phrase) -> bool:
        """Whether it means somebody in particular: *the*, *that*, *her* or *Peru’s minister*."""
        words = self.vocabulary.function_words
        if phrase.owner or phrase.determiner == "the" or phrase.determiner in words.possessives:
            return True
        return phrase.determiner in words.demonstratives

    def fits(self, figure: Figure, phrase: Phrase, owner: Figure | None) -> bool:
        """Whether a figure has the office of a description, and no other land or topic; `owner` is whose it is."""
        known = self.vocabulary
        if figure.plural != is_plural(phrase, known):
            return False
        named = figure.kind is not NameKind.PERSON and figure.kind is not NameKind.DESCRIBED
        if not (self._holds_office(figure, phrase) or (named and phrase.head in figure.key)):
            return False
        if named and any(word.isdigit() and word not in figure.key for word in phrase.modifiers):
            return False  # the 1995 agreement is another than the one of now
        if named and owner and owner.is_person and phrase.owner and phrase.head in self.vocabulary.personal:
            return False  # the minister’s office is not the Weather Office
        if self._is_elsewhere(figure, phrase, owner):
            return False
        duties = self.reader.duties(phrase.core, phrase.end) if phrase.noun_kind is NameKind.DESCRIBED else ()
        topics = self._topics([*duties, *phrase.modifiers, *([phrase.owner.head] if phrase.owner else [])])
        topics -= {"prime", "vice", *owner.key} if owner else {"prime", "vice"}
        own = self._topics(figure.marks) | (set(figure.key) if named else set())
        return not topics or not own or bool(topics & own)

    def _is_elsewhere(self, figure: Figure, phrase: Phrase, owner: Figure | None) -> bool:
        """Whether an office is of another land, place or body than the figure’s: the governor of Utah, not Ohio’s."""
        lands = self.lands(phrase, owner)
        if lands and figure.lands and not lands & figure.lands:
            return True
        return are_apart(realm_of(phrase, self.reader), figure.realms.get(phrase.head, set()))

    def _holds_office(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether the figure has the office: the deputy mayor is not the mayor, nor is the mayor the deputy mayor."""
        head, lesser = head_noun([*phrase.modifiers, phrase.head]), self.vocabulary.roles.lesser & set(phrase.modifiers)
        return head in figure.heads and not lesser - figure.marks and (bool(lesser) or head not in figure.lesser)

    def common(self, figure: Figure, phrase: Phrase) -> int:
        """How many of the words of a description belong to the figure, less what sets it apart: *shadow*, *deputy*."""
        told = {*phrase.modifiers, *realm_of(phrase, self.reader)}
        own = figure.marks | set(figure.key) | figure.realms.get(phrase.head, set()) | figure.purviews
        common = len(told & own)
        ranks = self.vocabulary.roles.ranks
        set_apart = ranks & set(phrase.modifiers) != ranks & figure.marks
        return common - set_apart - ("counterpart" in figure.heads and not phrase.owner)

    def lands(self, phrase: Phrase, owner: Figure | None) -> set[str]:
        """The countries that a description names, or is of."""
        lands = self.vocabulary.lands(phrase.modifiers) | lands_of(phrase, self.reader)
        if owner and owner.kind is NameKind.COUNTRY:
            lands.add(owner.full)
        return lands

    def _topics(self, words: Iterable[str]) -> set[str]:
        known = self.vocabulary
        return {w for w in words if w not in known.adjectival and w not in known.adjectives and w not in known.titles}

    def full(self, phrase: Phrase, owner: Figure | None) -> str:
        """The words of a description without its article; whose it is in full."""
        reader, words = self.reader, self.vocabulary.function_words
        told = phrase.owner is not None and (owner is not None or phrase.owner.name is None)
        start = phrase.owner.core + 1 if phrase.owner and told else phrase.start
        dropped = words.articles | words.demonstratives | (words.possessives if owner else set())
        if reader.words[start].folded == "all" and reader.words[start + 1].folded in dropped:
            start += 1
        while start < phrase.core - 1 and reader.words[start].folded in dropped:
            start += 1
        surface = " ".join(reader.span(start, phrase.end).of(reader.text).split())
        if owner:
            adjective = self.vocabulary.adjective_of.get(owner.full) if owner.kind is NameKind.COUNTRY else None
            whose = adjective or owner.full + ("’" if owner.full.endswith("s") and owner.plural else "’s")
            return f"{whose} {surface}"
        named = phrase.owner is not None and phrase.owner.name is not None
        if start == phrase.start and reader.opens_sentence(start) and not named and not self._is_proper(start):
            return surface[:1].lower() + surface[1:]
        return surface

    def _is_proper(self, place: int) -> bool:
        word = self.reader.words[place]
        known = self.vocabulary
        if word.kind == "letters" or not self.reader.text[word.start + 1 : word.end].islower():  # MPs
            return True
        if word.folded in known.adjectival or word.folded in known.countries:
            return True
        after = self.reader.words[place + 1 : place + 2]
        return bool(after) and f"{word.folded} {after[0].folded}" in known.adjectival
