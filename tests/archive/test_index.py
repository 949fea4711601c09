"""The search index alone: what it holds after a fault."""

import pytest

from bot.archive.index import Index
from bot.domain.documents import Document
from bot.domain.readings import Article, Reading
from bot.domain.spans import Span


def article(number, *units):
    return Article(Document(number, f"{number}.txt", "nuclear energy", "0" * 64), Reading(units=units))


def test_a_fault_halfway_leaves_the_index_as_it_was():
    """The next time everything is held once, and what was held before has not gone."""
    index, whole = Index(), Span(0, 14)
    first = {1: article(1, whole)}
    index.hold(first)
    with pytest.raises(AttributeError):
        index.hold({2: article(2, whole), 3: article(3, None)})
    assert [found.document for found in index.find(["energi"], 9)] == [1]
    index.hold({**first, 2: article(2, whole)})
    assert [found.document for found in index.find(["energi"], 9)] == [1, 2]
    index.close()
