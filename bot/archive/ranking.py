"""One ranking of what several indexes found: by BM25 over all of them together, as if they were one."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..domain.readings import Found, Spread
from .index import Index, Posting

_SATURATION, _LENGTH_SHARE = 1.2, 0.75
"""The two constants of BM25 that FTS5 has."""

_LEAST_WEIGHT = 1e-6
"""What FTS5 gives a stem that more than half of the units hold."""

_TOKEN = re.compile(r"[^\W_]+")


def find_together(indexes: Sequence[Index], words: Sequence[str], limit: int) -> list[Found]:
    """The units with any of these stems, nearest first; how common a stem is counts in these indexes alone.

    Each index gives its own nearest, and those are weighed anew.
    """
    postings = [each for index in indexes for each in index.find(words, limit)]
    if len(indexes) == 1:
        return [each.found for each in postings]
    spread = spread_together(indexes, words)
    weights = {word: _weight(count, spread.units) for word, count in spread.holding.items()}
    mean = _mean_length(indexes)
    found = [Found(each.found.document, each.found.unit, _score(each, weights, mean)) for each in postings]
    return sorted(found, key=lambda one: (-one.score, one.document, one.unit.start))[:limit]


def spread_together(indexes: Sequence[Index], words: Iterable[str]) -> Spread:
    """How many units there are, and how many of them hold each of these stems."""
    spreads = [index.spread(words) for index in indexes]
    holding = {word: sum(spread.holding[word] for spread in spreads) for word in dict.fromkeys(words)}
    return Spread(sum(spread.units for spread in spreads), holding)


def _mean_length(indexes: Sequence[Index]) -> float:
    units = sum(index.units for index in indexes)
    return sum(index.length for index in indexes) / units if units else 1.0


def _weight(holding: int, units: int) -> float:
    return max(math.log((units - holding + 0.5) / (holding + 0.5)), _LEAST_WEIGHT)


def _score(posting: Posting, weights: Mapping[str, float], mean: float) -> float:
    tokens = list(_tokens(posting.stems))
    norm = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * len(tokens) / mean)
    score = 0.0
    for word, weight in weights.items():
        count = _count(list(_tokens(word)), tokens)
        score += weight * count * (_SATURATION + 1) / (count + norm)
    return score


def _tokens(words: str) -> Iterator[str]:
    """Words as FTS5 divides them: letters and figures, without marks above them."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", words.lower()) if not unicodedata.combining(sign))
    return (found[0] for found in _TOKEN.finditer(plain))


def _count(phrase: list[str], tokens: list[str]) -> int:
    """How often tokens come one after the other; as FTS5 has it, a phrase without a token comes nowhere."""
    if not phrase:
        return 0
    size = len(phrase)
    return sum(tokens[at : at + size] == phrase for at in range(len(tokens) - size + 1))
