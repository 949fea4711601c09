"""Passages: a document, a paragraph, or what stands around a citation."""

from __future__ import annotations

from ..domain.citations import Citation, Snippet, cite, unit_at
from ..domain.errors import BadCommand
from ..domain.readings import Article, Sentence
from ..domain.replies import Passage
from .lines import units_within

AROUND = 1
"""Lines shown before and after the one that was asked about."""


def open_passage(article: Article, paragraph: int | None = None) -> Passage:
    """A document line by line, or one paragraph of it. Raises BadCommand where it has no such paragraph."""
    reading, document = article.reading, article.document
    if paragraph is None:
        return Passage(document, tuple(cite(article, unit) for unit in reading.units), doubtful=reading.doubtful)
    if not 1 <= paragraph <= len(reading.paragraphs):
        raise BadCommand(f"document {document.number} has no paragraph {paragraph}: it has {len(reading.paragraphs)}")
    units = units_within(reading, reading.paragraphs[paragraph - 1])
    doubtful = (paragraph,) if paragraph in reading.doubtful else ()
    return Passage(document, tuple(cite(article, unit) for unit in units), doubtful=doubtful)


def open_context(article: Article, citation: Citation) -> Passage:
    """The line of a citation with those before and after it. Raises BadCommand where it leads nowhere."""
    units = article.reading.units
    asked = unit_at(article.reading, _cited(article, citation).span.start)
    place = units.index(asked)
    lines = tuple(cite(article, unit) for unit in units[max(0, place - AROUND) : place + AROUND + 1])
    return Passage(article.document, lines, cite(article, asked), _doubtful(article, lines))


def _cited(article: Article, citation: Citation) -> Sentence:
    for sentence in article.reading.sentences:
        if (sentence.paragraph, sentence.number) == (citation.paragraph, citation.sentence):
            return sentence
    raise BadCommand(f"{citation} leads nowhere: document {citation.document} has no such sentence")


def _doubtful(article: Article, lines: tuple[Snippet, ...]) -> tuple[int, ...]:
    shown = {line.citation.paragraph for line in lines}
    return tuple(number for number in article.reading.doubtful if number in shown)
