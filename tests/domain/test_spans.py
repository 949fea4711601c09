"""Spans are half-open, ordered and never crossed."""

import pytest

from bot.domain.spans import Span


def test_a_span_gives_the_words_of_its_text():
    assert Span(4, 10).of("The treaty covers") == "treaty"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_crossed_or_negative_span_is_refused(start, end):
    with pytest.raises(ValueError, match=f"{start}:{end}"):
        Span(start, end)


def test_touching_spans_do_not_overlap():
    assert not Span(0, 4).overlaps(Span(4, 8))
    assert Span(0, 5).overlaps(Span(4, 8))


def test_a_span_contains_itself_and_what_lies_within():
    assert Span(2, 6).contains(Span(2, 6))
    assert Span(2, 6).contains(Span(3, 3))
    assert not Span(2, 6).contains(Span(1, 3))


def test_the_hull_of_two_spans_holds_both():
    assert Span(5, 9).hull(Span(1, 2)) == Span(1, 9)


def test_an_empty_span_is_still_a_span():
    assert Span(3, 3)
    assert len(Span(3, 3)) == 0
