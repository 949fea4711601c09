"""The stems of lines, read once for lines that are looked at again and again."""

from __future__ import annotations

from functools import lru_cache

from ..domain.readings import Article
from ..domain.spans import Span
from ..reading.words import stems


@lru_cache(maxsize=4096)
def read_stems(line: str) -> tuple[str, ...]:
    """The stems of a line's words in order."""
    return tuple(stems(line))


@lru_cache(maxsize=1024)
def read_vocabulary(text: str) -> frozenset[str]:
    """The stems that a whole text has."""
    return frozenset(stems(text))


def stems_at(article: Article, unit: Span) -> tuple[str, ...]:
    """The stems of one unit."""
    return read_stems(unit.of(article.document.text))
