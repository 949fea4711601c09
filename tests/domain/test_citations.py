"""The only door through which a document's words leave."""

import pytest

from bot.domain.citations import Citation, cite, sentence_at, unit_at
from bot.domain.documents import Document, Draft
from bot.domain.errors import BadCommand, CutQuotation
from bot.domain.readings import Article, Attribution, Decided, Quote, QuoteKind, Reading, Sentence
from bot.domain.spans import Span

TEXT = "He said: “We agreed. ‘Never again,’ they told me.” Then he left."
OUTER, INNER = Span(9, 50), Span(21, 35)


def quote(marks: Span, *, nested: bool = False) -> Quote:
    return Quote(
        Span(marks.start + 1, marks.end - 1),
        marks,
        Attribution(Decided.UNATTRIBUTED),
        QuoteKind.DIRECT,
        nested,
    )


def article() -> Article:
    sentences = (
        Sentence(Span(0, 20), 1, 1),
        Sentence(Span(21, 50), 1, 2),
        Sentence(Span(51, len(TEXT)), 1, 3),
    )
    reading = Reading(
        paragraphs=(Span(0, len(TEXT)),),
        sentences=sentences,
        units=(Span(0, 50), Span(51, len(TEXT))),
        quotes=(quote(OUTER), quote(INNER, nested=True)),
    )
    return Article(Document(3, "a.txt", TEXT, Draft("a.txt", TEXT).sha256), reading)


def test_the_marks_stand_where_the_test_says():
    assert OUTER.of(TEXT) == "“We agreed. ‘Never again,’ they told me.”"
    assert INNER.of(TEXT) == "‘Never again,’"


def test_a_snippet_is_the_document_s_own_words_under_its_first_sentence():
    snippet = cite(article(), Span(51, len(TEXT)))
    assert snippet.text == "Then he left."
    assert str(snippet.citation) == "[3.1.3]"


@pytest.mark.parametrize("span", [OUTER, Span(10, 49), INNER, Span(22, 34), Span(0, 50), Span(0, len(TEXT))])
def test_a_whole_quotation_may_be_cited_with_or_without_its_marks(span):
    assert cite(article(), span).text == span.of(TEXT)


@pytest.mark.parametrize("span", [Span(0, 20), Span(21, 50), Span(12, 18), Span(10, 45), Span(40, 60)])
def test_a_span_that_cuts_a_quotation_is_refused(span):
    with pytest.raises(CutQuotation, match="document 3"):
        cite(article(), span)


@pytest.mark.parametrize("span", [Span(5, 5), Span(60, len(TEXT) + 1)])
def test_nothing_and_what_is_outside_the_text_cannot_be_cited(span):
    with pytest.raises(ValueError, match="nothing to cite"):
        cite(article(), span)


@pytest.mark.parametrize("words", ["[1.5.2]", "1.5.2", " 1.5.2 "])
def test_a_citation_is_read_as_it_is_written(words):
    assert Citation.parse(words) == Citation(1, 5, 2)


@pytest.mark.parametrize("words", ["", "1.5", "1.5.2.3", "a.b.c", "٣.١.٢", "1.5.2]x"])
def test_what_is_no_citation_is_told_how_to_write_one(words):
    with pytest.raises(BadCommand, match=r"write it as 1\.5\.2"):
        Citation.parse(words)


def test_units_and_sentences_are_found_by_any_offset_within_them():
    reading = article().reading
    assert unit_at(reading, 30) == Span(0, 50)
    assert sentence_at(reading, 30).number == 2
    assert unit_at(reading, 50) == Span(0, 50)


def test_a_text_without_a_word_has_nothing_to_find():
    with pytest.raises(ValueError, match="no units"):
        unit_at(Reading(), 0)
    with pytest.raises(ValueError, match="no sentences"):
        sentence_at(Reading(), 0)
