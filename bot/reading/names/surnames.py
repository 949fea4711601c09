"""Surnames that stand once for two people: *Sheila and Bernard Throssell*."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .phrase_reader import PhraseReader
from .phrases import Phrase, Shape


def find_shared_surnames(phrases: Sequence[Phrase], reader: PhraseReader) -> dict[int, tuple[int, int]]:
    """By where it starts, the words of the surname that a given name shares: *Sheila and Bernard Throssell*."""
    found: dict[int, tuple[int, int]] = {}
    others = _bearers(phrases, reader)
    for one, other in pairwise(phrase for phrase in phrases if not phrase.inner):
        joined = [word.folded for word in reader.words[one.end : other.start]] == ["and"]
        name = reader.words[one.start].folded
        shared = joined and _is_given_name(one, reader) and _has_given_name(other, reader) and name not in others
        if shared and other.name:
            found[one.start] = (_behind_given_names(other.name, reader), other.name[1])
    return found


def _bearers(phrases: Sequence[Phrase], reader: PhraseReader) -> set[str]:
    """The given names that stand before another surname or behind a title: *Charles and Ana Cruz* with King Charles."""
    longer = (phrase for phrase in phrases if phrase.end - phrase.start > 1)
    return {reader.words[phrase.name[0]].folded for phrase in longer if phrase.name}


def _behind_given_names(name: tuple[int, int], reader: PhraseReader) -> int:
    """Where the surname begins: of *Mary Ellen Reed* behind both given names."""
    given = range(name[0] + 1, name[1] - 1)
    return next((at for at in given if reader.vocabulary.gender(reader.words[at].folded) is None), name[1] - 1)


def _is_given_name(phrase: Phrase, reader: PhraseReader) -> bool:
    """Whether a phrase is one given name and nothing else, and no place that is called so."""
    alone = phrase.shape is Shape.NAME and phrase.end - phrase.start == 1
    name, known = reader.words[phrase.start].folded, reader.vocabulary
    return alone and known.gender(name) is not None and not known.is_known_name(name)


def _has_given_name(phrase: Phrase, reader: PhraseReader) -> bool:
    """Whether a phrase is a given name and a surname, without a title."""
    bare = phrase.name is not None and phrase.name[0] == phrase.start and phrase.name[1] - phrase.name[0] > 1
    return bare and reader.vocabulary.gender(reader.words[phrase.start].folded) is not None
