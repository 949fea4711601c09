"""Articles for the tests of this room: any text at all, read by its lines, so that rendering is tested by itself."""

import re
from dataclasses import replace
from datetime import date

from bot.domain.citations import Snippet, cite
from bot.domain.documents import Document, Draft
from bot.domain.readings import Article, Reading, Sentence
from bot.domain.spans import Span


def read_lines(text: str, number: int = 1, **known: object) -> Article:
    """A document of which each line with a word in it is a paragraph of one sentence."""
    spans = [Span(found.start(), found.end()) for found in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    sentences = tuple(Sentence(span, place, 1) for place, span in enumerate(spans, start=1))
    draft = Draft("article.txt", text)
    document = replace(Document(number, draft.file, text, draft.sha256), **known)
    return Article(document, Reading(tuple(spans), sentences, tuple(spans)))


def cite_all(article: Article) -> tuple[Snippet, ...]:
    """Every line of a document."""
    return tuple(cite(article, unit) for unit in article.reading.units)


def cite_words(article: Article, words: str) -> Snippet:
    """The first place of some words."""
    start = article.document.text.index(words)
    return cite(article, Span(start, start + len(words)))


KNOWN = {
    "title": "A treaty [is] signed",
    "outlet": "The Daily Example",
    "published": date(2025, 1, 17),
    "url": "https://example.org/a_(b)?x=1",
}
