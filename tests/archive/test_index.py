"""The search index alone: what it holds after a fault."""

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive.index import Index
from bot.archive.ranking import find_together, spread_together
from bot.domain.documents import Document
from bot.domain.readings import Article, Reading
from bot.domain.spans import Span
from bot.reading.text.words import stems

WORDS = ["energy", "energies", "S-300", "U.S.", "café", "CAFE", "it's", "İstanbul", "naïve", "2001", "the", "—", "x_y"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=9)


def article(number, *units):
    return Article(Document(number, f"{number}.txt", "nuclear energy", "0" * 64), Reading(units=units))


def test_a_fault_halfway_leaves_the_index_as_it_was():
    """The next time everything is held once, and what was held before has not gone."""
    index, whole = Index(), Span(0, 14)
    first = {1: article(1, whole)}
    index.hold(first)
    with pytest.raises(AttributeError):
        index.hold({2: article(2, whole), 3: article(3, None)})
    assert [posted.found.document for posted in index.find(["energi"], 9)] == [1]
    index.hold({**first, 2: article(2, whole)})
    assert [posted.found.document for posted in index.find(["energi"], 9)] == [1, 2]
    index.close()


@settings(max_examples=60, deadline=None)
@given(texts=TEXTS, owners=st.lists(st.integers(0, 2), min_size=9, max_size=9), asked=st.lists(st.sampled_from(WORDS)))
def test_however_units_are_divided_among_indexes_they_are_ranked_as_in_one(texts, owners, asked):
    """By the formula of FTS5, with its division into words: with the same scores."""
    articles = [
        Article(Document(number, f"{number}.txt", text, "0" * 64), Reading(units=(Span(0, len(text)),)))
        for number, text in enumerate(texts, start=1)
    ]
    with closing(Index()) as whole, closing(Index()) as first, closing(Index()) as second, closing(Index()) as third:
        parts = (first, second, third)
        whole.hold({each.document.number: each for each in articles})
        for place, part in enumerate(parts):
            part.hold({a.document.number: a for a, owner in zip(articles, owners, strict=False) if owner == place})
        wanted = [stem for word in asked for stem in stems(word)]
        assert spread_together(parts, wanted) == spread_together([whole], wanted)
        expected = {one.document: one.score for one in find_together([whole], wanted, 99)}
        found = find_together(parts, wanted, 99)
        assert {one.document: one.score for one in found} == pytest.approx(expected, rel=1e-6)
        scores = [expected[one.document] for one in found]
        assert scores == pytest.approx(sorted(scores, reverse=True), rel=1e-6)


def test_what_is_taken_out_counts_no_more():
    """Rows, stems and their number: as if it had never been there."""
    with closing(Index()) as index, closing(Index()) as fresh:
        kept = article(1, Span(0, 14))
        index.hold({1: kept, 2: article(2, Span(0, 7), Span(8, 14))})
        assert (index.units, index.length) == (3, 4)
        index.hold({1: kept})
        fresh.hold({1: kept})
        assert (index.units, index.length) == (fresh.units, fresh.length) == (1, 2)
        assert index.spread(["energi"]) == fresh.spread(["energi"])


def test_of_equal_units_the_first_in_the_documents_are_found():
    """Whichever of them was put in last."""
    with closing(Index()) as index:
        second = article(2, Span(0, 14), Span(0, 7), Span(8, 14))
        index.hold({2: second, 3: article(3, Span(8, 14))})
        index.hold({1: article(1, Span(8, 14)), 2: second, 3: article(3, Span(8, 14))})
        found = [(posted.found.document, posted.found.unit.start) for posted in index.find(["energi"], 3)]
        assert found == [(1, 8), (2, 8), (3, 8)]
