"""Descriptions set off by commas, and the names beside them: *Amos Kabwendere, Uganda’s minister of works,*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...domain.readings import NameKind
from ..vocabulary import Vocabulary
from .phrase_reader import PhraseReader
from .phrases import Phrase, Shape, is_plural

# *The bishop himself, Adrian Mott,*.
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


@dataclass(frozen=True, slots=True)
class Appositions:
    """By places in the sequence of phrases: `beside` maps a description to its name, `shared` a name to the plural.

    *The two foreign ministers, Eleni A and Mert B* share one description.
    """

    beside: dict[int, int] = field(default_factory=dict)
    shared: dict[int, int] = field(default_factory=dict)


def find_appositions(phrases: Sequence[Phrase], reader: PhraseReader) -> Appositions:
    """Find which descriptions stand beside which names."""
    found = Appositions()
    outer = [place for place, phrase in enumerate(phrases) if not phrase.inner and not _stresses(phrases, place)]
    for before, (left, right) in zip([*outer[:1], *outer], pairwise(outer), strict=False):
        one, other = phrases[left], phrases[right]
        if one.sentence != other.sentence:
            continue
        if left in found.shared and _joined(one, other, reader) and other.shape is Shape.NAME:
            found.shared[right] = found.shared[left]
        if left in found.beside and other.shape is Shape.DESCRIPTION and _goes_on(one, other, reader):
            found.beside[right] = found.beside[left]
        if _are_two_offices(one, other, reader):
            found.beside[left] = right
        if _set_off(one, other, reader) and not _leads_in(one, other, reader):
            whose = _behind_of(phrases, before, left, reader) if other.noun_kind is NameKind.DESCRIBED else left
            _pair(found, phrases, whose, right, reader)
    return found


def _stresses(phrases: Sequence[Phrase], place: int) -> bool:
    """Whether *himself* stands right behind the description that it stresses."""
    before, phrase = phrases[place - 1] if place else None, phrases[place]
    stressed = before is not None and before.shape is Shape.DESCRIPTION and before.end == phrase.start
    return stressed and phrase.head in _REFLEXIVE


def _behind_of(phrases: Sequence[Phrase], before: int, place: int, reader: PhraseReader) -> int:
    """The place of the name that *of* or *from* ties another to: *Ana Cruz of the Institute, a co-author*."""
    one, other = phrases[before], phrases[place]
    between = [word.folded for word in reader.words[one.end : min(other.start, one.end + 2)]]
    tied = one.shape is other.shape is Shape.NAME and between in (["of"], ["from"], ["at"])
    return before if tied else place


def _pair(found: Appositions, phrases: Sequence[Phrase], left: int, right: int, reader: PhraseReader) -> None:
    one, other, vocabulary = phrases[left], phrases[right], reader.vocabulary
    if _takes(one, other, vocabulary):
        found.beside[right] = left
    elif _takes(other, one, vocabulary) and _free(found, phrases, left, vocabulary):
        first = _second_office_of(phrases, left, reader)
        if _is_bound(one, reader) or first is not None:
            found.beside.update(dict.fromkeys((left,) if first is None else (first, left), right))
    elif one.shape is Shape.DESCRIPTION and is_plural(one, vocabulary) and other.shape is Shape.NAME:
        found.shared[right] = left
    elif one.shape is other.shape is Shape.DESCRIPTION and left in found.beside and other.noun_kind:
        found.beside[right] = found.beside[left]


def _second_office_of(phrases: Sequence[Phrase], place: int, reader: PhraseReader) -> int | None:
    """The place of the office that another goes on from: *its founder and largest shareholder*; None where none is."""
    one, other = phrases[place - 1] if place else phrases[place], phrases[place]
    if one.shape is not Shape.DESCRIPTION or one.sentence != other.sentence or other.determiner or other.owner:
        return None
    between = [word.folded for word in reader.words[one.end : other.start]]
    joined = between[:1] == ["and"] and all(word.isalpha() for word in between)
    return place - 1 if joined and _is_bound(one, reader) and not is_plural(one, reader.vocabulary) else None


def _are_two_offices(one: Phrase, other: Phrase, reader: PhraseReader) -> bool:
    """Whether two offices without articles are one person's: *former MI5 officer and author Annie Lewis*."""
    if one.shape is not Shape.DESCRIPTION or other.shape is not Shape.NAME or other.name is None:
        return False
    bare = not (one.determiner or one.owner or other.determiner or other.owner) and other.name[0] > other.start
    written_small = reader.text[reader.words[other.start].start].islower()
    joined = [word.folded for word in reader.words[one.end : other.start]] == ["and"]
    return bare and written_small and joined and not is_plural(one, reader.vocabulary) and bool(one.noun_kind)


def _is_bound(description: Phrase, reader: PhraseReader) -> bool:
    """Whether a description has a determiner or an owner, or is an office in capitals: *Minister for Trade, X*."""
    if description.determiner or description.owner:
        return True
    return reader.text[reader.words[description.start].start].isupper() and description.head in reader.vocabulary.titles


def _set_off(one: Phrase, other: Phrase, reader: PhraseReader) -> bool:
    """Whether only a comma (and an age) stands between two phrases."""
    between = [word.folded for word in reader.words[one.end : other.start]]
    if len(between) == 3 and between[1].isdigit() and len(between[1]) < 3:
        between = [between[0], between[2]]
        return between == [",", ","]
    return between == [","] or (len(between) == 2 and between[0] in _REFLEXIVE and between[1] == ",")


def _leads_in(one: Phrase, other: Phrase, reader: PhraseReader) -> bool:
    """Whether the first only leads up to the second: *Through lawyer Ana Cruz, the governor told*."""
    words, small = reader.words, reader.vocabulary.function_words
    first = one.start
    while first and not reader.opens_sentence(first) and words[first - 1].spoken and one.start - first < 4:
        first -= 1
    if one.shape is not Shape.NAME or not reader.opens_sentence(first) or words[first].folded not in small.prepositions:
        return False
    return other.end < len(words) and words[other.end].folded in reader.vocabulary.cues


def _goes_on(one: Phrase, other: Phrase, reader: PhraseReader) -> bool:
    """Whether a second office follows: *its founder and chief executive*, *the member for Lima and a former nurse,*."""
    between = [word.folded for word in reader.words[one.end : other.start]]
    closed = other.determiner in {"a", "an"} and [w.folded for w in reader.words[other.end : other.end + 1]] == [","]
    return between == ["and"] and (closed or not other.determiner) and not is_plural(other, reader.vocabulary)


def _free(found: Appositions, phrases: Sequence[Phrase], left: int, vocabulary: Vocabulary) -> bool:
    """Whether a description has no name before it, or only a place (*From Nicosia, the Cypriot minister, Ana Cruz*)."""
    return left not in found.beside or vocabulary.is_known_name(phrases[found.beside[left]].head)


def _takes(name: Phrase, description: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a name can have a description beside it."""
    if name.shape is not Shape.NAME or description.shape is not Shape.DESCRIPTION:
        return False
    if description.noun_kind is None or is_plural(description, vocabulary):
        return False
    return description.determiner not in {"whose", "no", "each", "every", "both"}


def _joined(one: Phrase, other: Phrase, reader: PhraseReader) -> bool:
    """Whether two phrases are members of one list."""
    between = [word.folded for word in reader.words[one.end : other.start]]
    return between in ([","], ["and"], [",", "and"])
