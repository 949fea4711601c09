"""Titles before a typed name: *Mr Putin*, *the Russian president Vladimir Putin*."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...reading.lexicon import Lexicon
from ...reading.text.words import fold
from ...reading.vocabulary import open_vocabulary
from .cast import Figure, resolve


def take_off_title(typed: str, figures: Sequence[Figure], lexicon: Lexicon) -> str:
    """A typed name from behind its title on, where somebody bears that and nobody the whole.

    *Igor Putin* stays as it is: *Igor* is no title, and nothing of Vladimir Putin's may be shown for him.
    """
    if resolve(figures, typed).figures:
        return typed
    words, titles = typed.split(), ends_of_titles(lexicon)
    ends = (" ".join(words[place:]) for place in range(1, len(words)) if _plain(words[place - 1]) in titles)
    return next((end for end in ends if resolve(figures, end).figures), typed)


def _plain(word: str) -> str:
    return fold(word).rstrip(".,")


@lru_cache(maxsize=4)
def ends_of_titles(lexicon: Lexicon) -> frozenset[str]:
    """What stands right before a name when it has a title: the last words of titles, and what people are called."""
    known = open_vocabulary(lexicon)
    return frozenset(_plain(title.split()[-1]) for title in known.titles) | known.people
