"""Hits: lines that hold the words looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...domain.passages import Hit, Hits
from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words, fold, stems
from ..material.lines import Line
from ..material.matching import find_matches
from .wordlists import asking_words

_FEW = 5
"""Who looks for more words than these has copied sentences, and does not mean every line that has one of them."""


def read_sought(words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The stems to look for: of the words that carry meaning, and of all where none does."""
    carrying = (stem for word in _carrying(words, lexicon) for stem in stems(word))
    return tuple(dict.fromkeys(carrying)) or tuple(dict.fromkeys(stems(words)))


def list_hits(words: str, sought: Sequence[str], found: Sequence[Line], limit: int) -> Hits | None:
    """Lines that hold the words by what is `sought` of them, those with most first, otherwise as they were found.

    Of many words a line has to hold half as many as the best one does. None where no line holds any.
    """
    wanted = frozenset(sought)
    counted = [(len(wanted.intersection(stems(line.text))), line) for line in found]
    ranked = sorted(counted, key=lambda each: -each[0])
    least = ranked[0][0] / 2 if ranked and len(wanted) > _FEW else 0
    hits = tuple(Hit(line.cite(), find_matches(line, wanted)) for number, line in ranked[:limit] if number >= least)
    hits = tuple(hit for hit in hits if hit.matches)
    return Hits(words, hits) if hits else None


def _carrying(words: str, lexicon: Lexicon) -> Iterator[str]:
    """The words that are none of grammar; *US* and *May* are not *us* and *may*."""
    small = asking_words(lexicon).small
    months = frozenset(fold(name) for names in lexicon.calendar.months for name in names)
    shouted = words.isupper()
    for word in find_words(words):
        written = words[word.start : word.end]
        is_name = not shouted and ((len(written) > 1 and written.isupper()) or _is_month(written, months))
        if word.spoken and (is_name or word.folded not in small):
            yield written


def _is_month(written: str, months: frozenset[str]) -> bool:
    return written[0].isupper() and fold(written) in months
