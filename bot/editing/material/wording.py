"""The stems of lines, read once for lines that are looked at again and again."""

from __future__ import annotations

from ...domain.readings import Article
from ...domain.spans import Span
from ...reading.text.words import stems
from .kept import kept


@kept(8192)
def read_stems(line: str) -> tuple[str, ...]:
    """The stems of a line's words in order."""
    return tuple(stems(line))


def stems_at(article: Article, unit: Span) -> tuple[str, ...]:
    """The stems of one unit."""
    return read_stems(unit.of(article.document.text))
