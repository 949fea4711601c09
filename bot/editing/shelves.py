"""The shelf: what answers come from."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.passages import Holding, Shelf
from ..domain.readings import Article


def list_shelf(articles: Sequence[Article]) -> Shelf:
    """The documents by number, with what reading made of each."""
    return Shelf(tuple(_holding(article) for article in articles))


def _holding(article: Article) -> Holding:
    reading = article.reading
    return Holding(article.document, len(reading.sentences), len(reading.quotes), reading.doubtful)
