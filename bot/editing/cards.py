"""Fact cards: what the documents state of the instrument, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..domain.readings import Article, Fact, FactField
from ..domain.replies import Cell, CellValue, FactCard
from ..reading.words import fold
from .lines import line_at


def fill_card(articles: Sequence[Article]) -> FactCard:
    """The card of one document, or of all together; a field that no document states stays empty.

    A value is shown once a document, with the first line that states it, so that documents which differ stand
    side by side.
    """
    cells = tuple(Cell(field, tuple(_values(articles, field))) for field in FactField)
    return FactCard(cells, articles[0].document if len(articles) == 1 else None)


def _values(articles: Sequence[Article], field: FactField) -> Iterator[CellValue]:
    for article in articles:
        stated: dict[str, Fact] = {}
        for fact in article.reading.facts:
            if fact.field is field:
                stated.setdefault(fold(fact.value), fact)
        for fact in stated.values():
            yield CellValue(fact.value, line_at(article, fact.span).cite(), fact.inferred)
