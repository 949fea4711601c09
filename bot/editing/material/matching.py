"""Whether a stretch of text holds some words, whatever their endings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...domain.spans import Span
from ...reading.text.words import find_words, stems
from .lines import Line
from .wording import read_stems


def holds_all(text: str, wanted: Collection[str]) -> bool:
    """Whether a text holds every one of some stems."""
    return not wanted or set(wanted).issubset(read_stems(text))


def find_matches(line: Line, wanted: Collection[str]) -> tuple[Span, ...]:
    """Where a line has words of the wanted stems; of a hyphenated word one part is enough."""
    return tuple(_matches(line, frozenset(wanted)))


def _matches(line: Line, wanted: frozenset[str]) -> Iterator[Span]:
    text = line.article.document.text
    for word in find_words(text, line.unit.start, line.unit.end):
        if word.spoken and not wanted.isdisjoint(stems(text[word.start : word.end])):
            yield word.span
