"""Surnames that stand once for two people: *Sheila and Bernard Throssell*."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .phrase_reader import PhraseReader
from .phrases import Phrase, Shape


def find_shared_surnames(phrases: Sequence[Phrase], reader: PhraseReader) -> dict[int, tuple[int, int]]:
    """By where it starts, the words of the surname that a given name shares: *Sheila and Bernard Throssell*."""
    found: dict[int, tuple[int, int]] = {}
    for one, other in pairwise(phrase for phrase in phrases if not phrase.inner):
        joined = [word.folded for word in reader.words[one.end : other.start]] == ["and"]
        if joined and _is_given_name(one, reader) and _has_given_name(other, reader) and other.name:
            found[one.start] = (other.name[0] + 1, other.name[1])
    return found


def _is_given_name(phrase: Phrase, reader: PhraseReader) -> bool:
    """Whether a phrase is one given name and nothing else."""
    alone = phrase.shape is Shape.NAME and phrase.end - phrase.start == 1
    return alone and reader.vocabulary.gender(reader.words[phrase.start].folded) is not None


def _has_given_name(phrase: Phrase, reader: PhraseReader) -> bool:
    """Whether a phrase is a given name and a surname, without a title."""
    bare = phrase.name is not None and phrase.name[0] == phrase.start and phrase.name[1] - phrase.name[0] > 1
    return bare and reader.vocabulary.gender(reader.words[phrase.start].folded) is not None
