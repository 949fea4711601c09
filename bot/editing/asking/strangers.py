"""Strangers: full names in a question that nobody bears in the documents, though somebody there has the surname."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from ...domain.readings import NameKind
from ...reading.lexicon import Lexicon
from ...reading.text.words import Word, find_words, fold
from ...reading.vocabulary import open_vocabulary
from ..material.cast import Cast, Figure, key_of, resolve
from ..material.titles import ends_of_titles


def find_strangers(text: str, cast: Cast, small: Collection[str], lexicon: Lexicon) -> Iterator[str]:
    """The names of strangers, made comparable: *Igor Putin*, where the documents have no Putin but Vladimir.

    `small` are words of grammar.
    """
    words = [word for word in find_words(text) if word.kind != "mark"]
    written = [text[word.start : word.end] for word in words]
    # Where words of grammar have capitals, so have all others, and a capital makes no name.
    titled = any(word[0].isupper() and fold(word) in small for word in written[1:])
    given = [
        word.spoken
        and (_is_known(word, lexicon) or (place > 0 and written[place][0].isupper() and not titled))
        and not _is_other(word, key_of(written[place]), cast, small, lexicon)
        for place, word in enumerate(words)
    ]
    for place, word in enumerate(words):
        bearers = cast.by_form.get(key_of(written[place]), ())
        first = place
        while first and given[first - 1] and _adjoin(text, words, first):
            first -= 1
        name = text[words[first].start : word.end]
        if first < place and _are_persons(bearers) and not resolve(bearers, name).figures:
            yield key_of(name)


def _is_known(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is a frequent given name, even without its capital."""
    return word.folded in _frequent_names(lexicon)


@lru_cache(maxsize=4)
def _frequent_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(fold, lexicon.given_names.women | lexicon.given_names.men))


def _is_other(word: Word, key: str, cast: Cast, small: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a word before a surname is no given name: of grammar, a title, a country, a day, a name of its own."""
    known = open_vocabulary(lexicon)
    if word.folded in small or key in cast.by_form or word.folded in ends_of_titles(lexicon):
        return True
    is_day = word.folded in known.calendar - known.given_months
    return is_day or known.is_known_name(word.folded) or bool(known.lands([word.folded]))


def _adjoin(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether nothing but blanks divides a word from the one before it."""
    return text[words[place - 1].end : words[place].start].isspace()


def _are_persons(bearers: Sequence[Figure]) -> bool:
    return bool(bearers) and all(bearer.kind is NameKind.PERSON for bearer in bearers)
