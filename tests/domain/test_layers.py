"""What was found in a text by where it stands, beside going through all of it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.layers import Layer
from bot.domain.spans import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(0, 12))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_a_layer_finds_what_lies_in_a_stretch_and_what_is_across_it_in_the_order_given(spans, stretch):
    placed = list(enumerate(spans))
    layer = Layer((span, (number, span)) for number, span in placed)
    assert layer.within(stretch) == [each for each in placed if stretch.contains(each[1])]
    assert layer.across(stretch) == [each for each in placed if stretch.overlaps(each[1])]


def test_a_long_thing_is_found_far_behind_its_beginning():
    layer = Layer([(Span(0, 100), "whole"), (Span(2, 4), "early"), (Span(50, 52), "late")])
    assert layer.across(Span(50, 60)) == ["whole", "late"]
    assert layer.within(Span(0, 60)) == ["early", "late"]
