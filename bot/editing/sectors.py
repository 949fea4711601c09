"""The sector board: sectors by what the documents say of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..domain.boards import SectorBoard, SectorRow
from ..domain.citations import Snippet
from ..domain.readings import Article, SectorMention, SectorStatus
from ..reading.text.words import stems
from .material.lines import cite_lines
from .material.matching import holds_all
from .material.story import Story

_ORDER = {status: place for place, status in enumerate(SectorStatus)}
_RowKey = tuple[SectorStatus, str, str | None]


def set_board(story: Story, sector: str | None = None) -> SectorBoard | None:
    """The sectors under each status, on whose word, with the lines that name them; or one sector alone.

    A sector is asked for by its name or by a word that a document has for it. None where there is none.
    """
    wanted = stems(sector or "")
    rows: dict[_RowKey, list[Snippet]] = {}
    for article in story.articles:
        for mention in article.reading.sectors:
            if mention.spans and _is_wanted(article, mention, wanted):
                authority = story.cast.name_of(mention.authority) if mention.authority else None
                lines = rows.setdefault((mention.status, mention.name, authority), [])
                lines.extend(cite_lines(article, mention.spans))
    ordered = sorted(rows.items(), key=lambda row: _ORDER[row[0][0]])
    board = tuple(SectorRow(name, status, by, tuple(lines)) for (status, name, by), lines in ordered)
    return SectorBoard(board, sector) if board else None


def sector_names(articles: Iterable[Article]) -> tuple[str, ...]:
    """The sectors that the documents name, in their order, each once."""
    return tuple(dict.fromkeys(mention.name for article in articles for mention in article.reading.sectors))


def _is_wanted(article: Article, mention: SectorMention, wanted: Collection[str]) -> bool:
    if not wanted or holds_all(mention.name, wanted):
        return True
    return any(holds_all(span.of(article.document.text), wanted) for span in mention.spans)
