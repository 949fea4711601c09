"""Lines: the units of articles, which are the smallest stretches that may be shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...domain.citations import Snippet, cite, unit_at
from ...domain.readings import Article, Reading, Stance
from ...domain.spans import Span
from .layers import claims_in


class Line(NamedTuple):
    """A unit of an article."""

    article: Article
    unit: Span

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.unit.of(self.article.document.text)

    def cite(self) -> Snippet:
        """The line as a snippet."""
        return cite(self.article, self.unit)


def lines_of(articles: Iterable[Article]) -> Iterator[Line]:
    """Every line of the articles, in their order."""
    return (Line(article, unit) for article in articles for unit in article.reading.units)


def latest(articles: Sequence[Article], lines: int, documents: int) -> list[Article]:
    """The last articles, in their order, that have at most `lines` lines together, and are at most `documents`.

    The last two are taken however long they are.
    """
    chosen: list[Article] = []
    for article in reversed(articles):
        lines -= len(article.reading.units)
        if (lines < 0 and len(chosen) > 1) or len(chosen) == documents:
            break
        chosen.append(article)
    return chosen[::-1]


def line_at(article: Article, span: Span) -> Line:
    """The line that holds a span; where the span runs over several units, all of them together."""
    last = unit_at(article.reading, max(span.start, span.end - 1))
    return Line(article, unit_at(article.reading, span.start).hull(last))


def line_before(line: Line) -> Line | None:
    """The line before a line in its document, if there is one."""
    units = line.article.reading.units
    place = bisect_left(units, line.unit.start, key=lambda unit: unit.start)
    return Line(line.article, units[place - 1]) if place else None


def cite_lines(article: Article, spans: Iterable[Span]) -> tuple[Snippet, ...]:
    """The lines that hold these spans as snippets, each once, in the order of the text."""
    units = {line_at(article, span).unit for span in spans}
    return tuple(cite(article, unit) for unit in sorted(units))


def units_within(reading: Reading, span: Span) -> Sequence[Span]:
    """The units that overlap a span."""
    first = bisect_right(reading.units, span.start, key=lambda unit: unit.end)
    return reading.units[first : bisect_left(reading.units, span.end, key=lambda unit: unit.start)]


def denies(line: Line) -> bool:
    """Whether somebody denies something in a line."""
    return any(claim.stance is Stance.DENIES for claim in claims_in(line.article).across(line.unit))
