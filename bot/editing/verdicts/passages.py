"""Passages of documents in which words are looked for: what each speaker says there, on end, and the lines of prose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...domain.citations import sentence_at
from ...domain.layers import quotes_in
from ...domain.readings import Article, Quote
from ..material.kept import kept
from ..material.lines import Line
from ..material.tokens import Token, read_tokens

_AROUND = 2


class Word(NamedTuple):
    """A word of a document, and the innermost and the outermost quotation in which it stands."""

    token: Token
    quote: Quote | None
    outer: Quote | None

    @property
    def folded(self) -> str:
        """The word, made comparable."""
        return self.token.folded


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring lines of an article: their words, line by line."""

    article: Article
    lines: tuple[tuple[Word, ...], ...]

    @property
    def words(self) -> list[Word]:
        """All words in order."""
        return [word for line in self.lines for word in line]

    def speeches(self) -> list[list[Word]]:
        """The words of each quotation, as one where its speaker's name breaks it.

        A quotation goes on in its own paragraph, or in the next where its marks were left open; what somebody says
        elsewhere is another.
        """
        speeches: list[list[Word]] = []
        for word in self.words:
            for quote in [word.quote] if word.quote is word.outer else [word.quote, word.outer]:
                own = (speech for speech in reversed(speeches) if self._goes_on(speech[-1].quote, quote))
                if quote and (speech := next(own, None)) is not None:
                    speech.append(word._replace(quote=quote))
                elif quote:
                    speeches.append([word._replace(quote=quote)])
        return speeches

    def _goes_on(self, before: Quote | None, after: Quote | None) -> bool:
        if before is None or after is None or before is after:
            return before is after
        if before.attribution.speaker != after.attribution.speaker or before.nested != after.nested:
            return False
        return self._paragraph(before) == self._paragraph(after) or (
            before.marks.end == before.span.end and self._paragraph(after) == self._paragraph(before) + 1
        )

    def _paragraph(self, quote: Quote) -> int:
        return sentence_at(self.article.reading, quote.span.start).paragraph

    def stretches(self, length: int) -> Iterator[list[Word]]:
        """The words of each line, with those of the lines behind it where it has fewer than are looked for."""
        for place in range(len(self.lines)):
            stretch: list[Word] = []
            for line in self.lines[place:]:
                stretch += line
                if len(stretch) >= length:
                    break
            if stretch:
                yield stretch


def find_passages(candidates: Sequence[Line]) -> Iterator[Passage]:
    """The lines with those around them, each line once."""
    places: dict[int, set[int]] = {}
    articles = {line.article.document.number: line.article for line in candidates}
    for article, unit in candidates:
        place = bisect_left(article.reading.units, unit)
        near = range(max(0, place - _AROUND), min(len(article.reading.units), place + _AROUND + 1))
        places.setdefault(article.document.number, set()).update(near)
    for number, wanted in places.items():
        article = articles[number]
        for run in _runs(sorted(wanted)):
            yield Passage(article, tuple(_words_of(Line(article, unit)) for unit in article.reading.units[run]))


def _runs(places: list[int]) -> Iterator[slice]:
    """Neighbouring numbers together."""
    start = places[0]
    for before, place in zip(places, [*places[1:], -1], strict=True):
        if place != before + 1:
            yield slice(start, before + 1)
            start = place


@kept(8192)
def _words_of(line: Line) -> tuple[Word, ...]:
    """The words of a line, found once."""
    article, unit = line
    near = [quote for quote in quotes_in(article).across(unit) if len(quote.span)]
    return tuple(_place(token, near) for token in read_tokens(article.document.text, unit))


def _place(token: Token, near: Sequence[Quote]) -> Word:
    holding = sorted((quote for quote in near if quote.span.contains(token.span)), key=lambda quote: len(quote.span))
    return Word(token, holding[0], holding[-1]) if holding else Word(token, None, None)
