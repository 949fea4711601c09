"""Of what somebody has an office: the governor of Utah is not the one of Ohio, nor Brelco’s head that of Apex."""

from __future__ import annotations

from collections.abc import Sequence, Set

from ..text.words import Word
from .phrase_reader import PhraseReader
from .phrases import Phrase, Shape


def realm_of(phrase: Phrase, reader: PhraseReader) -> frozenset[str]:
    """The folded words of the place, the body or the person whose an office is; none for a country."""
    words = _named(phrase, reader)
    return frozenset() if _country(words, reader) else frozenset(words)


def lands_of(phrase: Phrase, reader: PhraseReader) -> set[str]:
    """The countries that an office is of, mostly one: *the president of Chile*, *Chile’s president*."""
    within = (_capitals(at + 1, reader) for at in range(phrase.core, phrase.end) if reader.words[at].folded == "of")
    countries = (_country(words, reader) for words in (_named(phrase, reader), *within))
    return {country for country in countries if country}


def purview_of(phrase: Phrase, reader: PhraseReader) -> set[str]:
    """The noun that *of* ties to an office: the leader of the opposition is *the opposition leader* as well."""
    behind = [word.folded for word in reader.words[phrase.core : phrase.end]]
    return {behind[-1]} if behind[:1] == ["of"] else set()


def are_apart(one: Set[str], other: Set[str]) -> bool:
    """Whether two realms have nothing in common, and neither is the other’s letters (ECB)."""
    return bool(one and other) and not one & other and not _abbreviates(one, other) and not _abbreviates(other, one)


def _abbreviates(letters: Set[str], words: Set[str]) -> bool:
    initials = sorted(word[0] for word in words)
    return any(len(each) > 1 and sorted(each) == initials for each in letters)


def _named(phrase: Phrase, reader: PhraseReader) -> list[str]:
    if phrase.owner:
        name = phrase.owner.name
        return _spoken(reader.words[name[0] : name[1]], reader) if name else []
    return _behind_of(phrase, reader)


def _behind_of(phrase: Phrase, reader: PhraseReader) -> list[str]:
    """The capitals that *of* ties to an office or to the name of who has it: *Governor Ann Lee of Ohio*."""
    bare = phrase.shape is Shape.NAME and (phrase.name is None or phrase.name[0] == phrase.start)
    words, place = reader.words, phrase.core
    if bare or phrase.shape is Shape.PRONOUN or place >= len(words) or words[place].folded != "of":
        return []
    return _capitals(place + 1, reader)


def _capitals(place: int, reader: PhraseReader) -> list[str]:
    """The words of the name that begins at a place, or behind its article."""
    words = reader.words
    while place < len(words) and words[place].folded in reader.vocabulary.determiners:
        place += 1
    end = place
    while end < len(words) and _goes_on(end, reader):
        end += 1
    return _spoken(words[place:end], reader)


def _goes_on(place: int, reader: PhraseReader) -> bool:
    """Whether a capital stands at a place, or *of* between two: *the Bank of England*."""
    word = reader.words[place]
    if word.folded == "of" and place + 1 < len(reader.words) and reader.is_capital(place - 1):
        return reader.is_capital(place + 1)
    return word.spoken and word.kind != "clitic" and reader.is_capital(place)


def _spoken(words: Sequence[Word], reader: PhraseReader) -> list[str]:
    small = reader.vocabulary.small
    return [word.folded for word in words if word.spoken and (word.folded not in small or word.kind == "letters")]


def _country(words: list[str], reader: PhraseReader) -> str | None:
    return reader.vocabulary.countries.get(" ".join(words))
