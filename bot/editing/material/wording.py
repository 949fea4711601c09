"""The stems of lines, read once for lines that are looked at again and again."""

from __future__ import annotations

from sys import intern

from ...domain.readings import Article
from ...domain.spans import Span
from ...reading.text.words import stems
from .kept import kept


@kept(16_384)
def read_stems(line: str) -> tuple[str, ...]:
    """The stems of a line's words in order; a stem is kept once however many lines have it."""
    return tuple(map(intern, stems(line)))


def stems_at(article: Article, unit: Span) -> tuple[str, ...]:
    """The stems of one unit."""
    return read_stems(unit.of(article.document.text))
