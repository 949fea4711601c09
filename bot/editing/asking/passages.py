"""Passages: a document, a paragraph, or what stands around a citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...domain.citations import Citation, Snippet, cite, unit_at
from ...domain.errors import BadCommand
from ...domain.passages import Passage, Surroundings
from ...domain.readings import Article, Sentence
from ..material.lines import units_within

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


def open_surroundings(articles: Mapping[int, Article], citations: Sequence[Citation]) -> Surroundings:
    """What stands around each of several citations, by documents; `articles` has theirs by number.

    Raises BadCommand where one leads nowhere.
    """
    asked: list[Snippet] = []
    passages: list[Passage] = []
    for number in sorted({citation.document for citation in citations}):
        article = articles[number]
        units = {unit_at(article.reading, _cited(article, c).span.start) for c in citations if c.document == number}
        asked += [cite(article, unit) for unit in sorted(units)]
        passages += _passages_around(article, [article.reading.units.index(unit) for unit in sorted(units)])
    return Surroundings(tuple(passages), tuple(asked))


def _passages_around(article: Article, places: Sequence[int]) -> Iterator[Passage]:
    """The lines around each place, those that touch in one passage."""
    units = article.reading.units
    for stretch in _join((max(0, place - AROUND), place + AROUND + 1) for place in places):
        lines = tuple(cite(article, unit) for unit in units[slice(*stretch)])
        yield Passage(article.document, lines, doubtful=_doubtful(article, lines))


def _join(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap or touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _cited(article: Article, citation: Citation) -> Sentence:
    for sentence in article.reading.sentences:
        if (sentence.paragraph, sentence.number) == (citation.paragraph, citation.sentence):
            return sentence
    raise BadCommand(f"{citation} leads nowhere: document {citation.document} has no such sentence")


def _doubtful(article: Article, lines: tuple[Snippet, ...]) -> tuple[int, ...]:
    shown = {line.citation.paragraph for line in lines}
    return tuple(number for number in article.reading.doubtful if number in shown)
