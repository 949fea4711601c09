"""Fact cards: what the documents state of the instrument, field by field, as the template has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from ..domain.boards import CardPart, Cell, CellValue, FactCard
from ..domain.readings import Article, Fact, FactField, SectorStatus
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from ..reading.text.words import fold, stem
from .card_template import CardField, CardTemplate
from .comparing.origins import find_copies, group_copies, number_origins
from .comparing.particulars import are_apart, quantities_of
from .material.kept import ARTICLES, kept
from .material.lines import Line, line_at

_ONE_VALUE = frozenset({FactField.INSTRUMENT, FactField.DATE, FactField.PLACE, FactField.TERM})
"""Fields of which an agreement has one: two documents with two values differ."""
_TOLD = (SectorStatus.COVERED, SectorStatus.DISCUSSED, SectorStatus.PREDICTED)
_MOST_FIGURES = 8
_FEW = 2
_MOST_CUED = 4


def fill_card(articles: Sequence[Article], template: CardTemplate, lexicon: Lexicon) -> FactCard:
    """The card of one document, or of all together; a field that no document states stays empty.

    A value is shown once a document, with the first line that states it, so that documents which differ stand side by
    side; copies of one text do not confirm each other, and state it once.
    """
    groups = group_copies(articles)
    origins = number_origins(groups)
    cells = (cell for field in template.fields for cell in _cells(articles, field, lexicon))
    kept = tuple(replace(cell, values=tuple(_told_once(cell.values, origins))) for cell in cells)
    return FactCard(kept, articles[0].document if len(articles) == 1 else None, find_copies(groups))


def _told_once(values: Sequence[CellValue], origins: Mapping[int, int]) -> Iterator[CellValue]:
    """The values without those that a document has from another of its origin."""
    told: dict[tuple[int, str], int] = {}
    for value in values:
        number = value.snippet.document.number
        if told.setdefault((origins[number], fold(value.value)), number) == number:
            yield value


def _cells(articles: Sequence[Article], field: CardField, lexicon: Lexicon) -> Iterator[Cell]:
    """The cells of a field: one, but sectors have one a status."""
    if isinstance(field.kind, FactField):
        values = tuple(_values(articles, field.kind))
        yield Cell(field.kind, values, field.label, field.several, differs=_differ(field.kind, values, lexicon))
    elif field.kind is CardPart.SECTORS:
        found = [_sectors(articles, field, status) for status in _TOLD]
        yield from [cell for cell in found if cell.values] or [Cell(field.kind, (), field.label, field.several)]
    else:
        find = _figures if field.kind is CardPart.FIGURES else _cued
        yield Cell(field.kind, tuple(v for a in articles for v in find(a, field, lexicon)), field.label, field.several)


def _values(articles: Sequence[Article], field: FactField) -> Iterator[CellValue]:
    for article in articles:
        stated: dict[str, Fact] = {}
        for fact in article.reading.facts:
            if fact.field is field:
                stated.setdefault(fold(fact.value), fact)
        for fact in stated.values():
            yield CellValue(fact.value, line_at(article, fact.span).cite(), fact.inferred)


def _differ(field: FactField, values: Sequence[CellValue], lexicon: Lexicon) -> bool:
    """Whether two documents state two values, and neither is a part of the other."""
    firsts: dict[int, str] = {}
    for value in values:
        firsts.setdefault(value.snippet.document.number, value.value)
    pairs = combinations(dict.fromkeys(firsts.values()), 2)
    return field in _ONE_VALUE and any(are_apart(one, other, lexicon) for one, other in pairs)


def _sectors(articles: Sequence[Article], field: CardField, status: SectorStatus) -> Cell:
    values = (
        CellValue(mention.name, line_at(article, mention.spans[0]).cite())
        for article in articles
        for mention in article.reading.sectors
        if mention.status is status and mention.spans
    )
    label = f"{field.label or 'Sectors'}, {status.value}"
    return Cell(CardPart.SECTORS, tuple(dict.fromkeys(values)), label, label)


def _figures(article: Article, _: CardField, lexicon: Lexicon) -> Iterator[CellValue]:
    return iter(_figures_of(article, lexicon))


@kept(ARTICLES)
def _figures_of(article: Article, lexicon: Lexicon) -> tuple[CellValue, ...]:
    """Numbers with what they count, each once; that there are *two nations* is no figure."""
    figures: dict[str, CellValue] = {}
    for line in (Line(article, unit) for unit in article.reading.units):
        for quantity in quantities_of(line, lexicon):
            words = quantity.place.of(article.document.text)
            if not words[0].isalpha() or float(quantity.number) > _FEW:
                figures.setdefault(fold(words), CellValue(words, line.cite()))
        if len(figures) >= _MOST_FIGURES:
            break
    return tuple(figures.values())


def _cued(article: Article, field: CardField, _: Lexicon) -> Iterator[CellValue]:
    return iter(_cued_in(article, field))


@kept(ARTICLES)
def _cued_in(article: Article, field: CardField) -> tuple[CellValue, ...]:
    """The lines that hold one of the field's cues, each once, with the words that are the cue there."""
    lines: dict[Span, CellValue] = {}
    for found in _cue_pattern(field.cues).finditer(article.document.text):
        line = line_at(article, Span(*found.span()))
        lines.setdefault(line.unit, CellValue(found.group(), line.cite()))
    return tuple(lines.values())[:_MOST_CUED]


@lru_cache(maxsize=64)
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the cues, their words with any ending."""
    phrases = (r"\W+".join(rf"{re.escape(_root(word))}\w{{0,5}}" for word in cue.split()) for cue in cues)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


def _root(word: str) -> str:
    """The beginning that a word's forms have in common."""
    folded = fold(word)
    roots = (root for root in (stem(word), stem(word)[:-1]) if root and folded.startswith(root))
    return next(roots, folded)
