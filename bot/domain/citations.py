"""Citations, and the only door through which a document's words leave: `cite`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .documents import Document
from .errors import BadCommand, CutQuotation
from .layers import quotes_in
from .readings import Article, Quote, Reading, Sentence
from .spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """An address, written ``[1.5.2]``: document 1, its fifth paragraph, the second sentence of that."""

    document: int
    paragraph: int
    sentence: int

    def __str__(self) -> str:
        return f"[{self.document}.{self.paragraph}.{self.sentence}]"

    @classmethod
    def parse(cls, words: str) -> Citation:
        """Read a citation, with or without its brackets. Raises BadCommand where it is none."""
        found = re.fullmatch(r"\[?(\d{1,9})\.(\d{1,9})\.(\d{1,9})\]?", words.strip(), re.ASCII)
        if not found:
            raise BadCommand(f"“{words.strip()}” is no citation: write it as 1.5.2 (document, paragraph, sentence)")
        return cls(*(int(part) for part in found.groups()))


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a document with their address; made by `cite` alone."""

    document: Document
    span: Span
    citation: Citation

    @property
    def text(self) -> str:
        """The document's own words."""
        return self.span.of(self.document.text)


def cite(article: Article, span: Span) -> Snippet:
    """The words of a span with the citation of the sentence in which it starts.

    Raises ValueError for a span that is empty or outside the text, CutQuotation for one that starts or ends
    inside a quotation. A quotation by itself, with or without its marks, is whole.
    """
    if not len(span) or span.end > len(article.document.text):
        raise ValueError(f"nothing to cite at {span.start}:{span.end} of document {article.document.number}")
    if cut := _cut_quotation(article, span):
        raise CutQuotation(
            f"document {article.document.number}, {span.start}:{span.end} cuts the quotation at {cut.start}:{cut.end}"
        )
    sentence = sentence_at(article.reading, span.start)
    return Snippet(article.document, span, Citation(article.document.number, sentence.paragraph, sentence.number))


def unit_at(reading: Reading, offset: int) -> Span:
    """The unit in which an offset lies, or the last one before it. Raises ValueError where there is no text."""
    place = bisect_right(reading.units, offset, key=lambda unit: unit.start)
    if not reading.units:
        raise ValueError("a text without a word has no units")
    return reading.units[max(0, place - 1)]


def sentence_at(reading: Reading, offset: int) -> Sentence:
    """The sentence in which an offset lies, or the last one before it. Raises ValueError where there is no text."""
    place = bisect_right(reading.sentences, offset, key=lambda sentence: sentence.span.start)
    if not reading.sentences:
        raise ValueError("a text without a word has no sentences")
    return reading.sentences[max(0, place - 1)]


def _cut_quotation(article: Article, span: Span) -> Span | None:
    """A quotation that the span cuts, if there is one."""
    near = quotes_in(article).across(span)
    for quote in near:
        whole = span.contains(quote.marks) or (quote.marks.contains(span) and _is_whole(near, span, quote.span))
        if not whole:
            return quote.marks
    return None


def _is_whole(near: Sequence[Quote], span: Span, content: Span) -> bool:
    """Whether a span inside a quotation is that quotation itself, or one nested in it."""
    if span.contains(content):
        return True
    return any(quote.marks.contains(span) and span.contains(quote.span) for quote in near if quote.nested)
