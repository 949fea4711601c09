"""Negations: words that are the same but for a *not* that is put in or left out (*I did lie*, *I did not lie*)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ...domain.spans import Span
from ...reading.text.words import stem
from ..material.kept import kept
from ..material.tokens import Stretch, find_runs, read_tokens

_ENDING = "n't"
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall", "cannot": "can"}
# *I lied* is denied by *I did not lie*, and *it is a plan* by *it is no plan*.
_DROPPED = frozenset({"do", "does", "did", "a", "an", "the"})
_LEAST_KEPT = 2
_BORDER = re.compile(r"[,;:.!?–—](?=\s|$)")
"""Where a clause ends."""


class _Kept(NamedTuple):
    """The stem of a word that denies nothing, and its place."""

    stem: str
    place: int


def find_denied(wanted: Sequence[str], among: Sequence[str], nots: Collection[str]) -> Iterator[Stretch]:
    """The stretches that are the wanted words but for their negations; words are folded.

    `nots` are the words that deny. Of a single word nothing is told: there is no saying what was denied of it.
    """
    denials = _count_denials(wanted, nots)
    if not denials and not _count_denials(among, nots):
        return
    ours = _keep_asked(tuple(wanted), frozenset(nots))
    if not _LEAST_KEPT <= len(ours) <= len(among):
        return
    theirs = list(_keep(among, nots))
    for run in find_runs([word.stem for word in ours], [word.stem for word in theirs]):
        start, end = theirs[run].place, theirs[run + len(ours) - 1].place + 1
        window = among[start:end]
        if _count_denials(window, nots) or denials:
            yield Stretch(start, end, Levenshtein.distance(wanted, window))


def drops_denial(text: str, cut: Span, nots: Collection[str]) -> bool:
    """Whether words cut out of a text begin within a clause and deny there: *will … fail* of *will not fail*."""
    if _BORDER.search(text, max(0, cut.start - 2), cut.start):
        return False
    clause = _BORDER.split(cut.of(text), maxsplit=1)[0]
    return _count_denials([token.folded for token in read_tokens(clause)], nots) > 0


@kept(64)
def _keep_asked(words: tuple[str, ...], nots: frozenset[str]) -> tuple[_Kept, ...]:
    """What is kept of words that are looked for in every quotation."""
    return tuple(_keep(words, nots))


def _keep(words: Sequence[str], nots: Collection[str]) -> Iterator[_Kept]:
    for place, word in enumerate(words):
        plain = word.removesuffix(_ENDING)
        plain = _SHORTENED.get(plain, plain)
        if plain not in _DROPPED and (plain not in nots or word == "cannot"):
            yield _Kept(stem(plain), place)


def _count_denials(words: Sequence[str], nots: Collection[str]) -> int:
    return sum(word in nots or word.endswith(_ENDING) for word in words)
