"""Quotation marks: what pairs, what does not, and that no text is too wild or too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text.paragraphs import find_paragraphs
from bot.reading.text.quotations import find_quotations

from .golden import open_lexicon, read_table
from .timing import processor_seconds

WILD = st.text(st.sampled_from("“”‘’\"'„«»`aZs. ,\n5–") | st.characters(), max_size=200)


def quotations_of(text):
    return find_quotations(text, find_paragraphs(text), open_lexicon())


@pytest.mark.parametrize("row", read_table("quotes-marks.md"), ids=lambda row: row.comment)
def test_marks_pair_as_an_editor_pairs_them(row):
    quotations, doubtful = quotations_of(row.text)
    found = " · ".join(q.span.of(row.text) for q in quotations) or "—"
    expected = " · ".join(row.expected) or "—"
    assert expected.removesuffix(" [doubtful]") == found
    assert expected.endswith("[doubtful]") == bool(doubtful)


@given(WILD)
def test_any_text_gives_whole_quotations_inside_their_paragraphs(text):
    paragraphs = find_paragraphs(text)
    quotations, doubtful = quotations_of(text)
    assert list(quotations) == sorted(quotations, key=lambda q: (q.marks.start, -q.marks.end))
    assert all(1 <= number <= len(paragraphs) for number in doubtful)
    for quotation in quotations:
        assert paragraphs[quotation.paragraph - 1].contains(quotation.marks)
        assert quotation.marks.contains(quotation.span)
        assert quotation.span.of(text).strip() == quotation.span.of(text) != ""


@given(WILD)
def test_quotations_nest_or_stand_apart(text):
    """No two cross: units could not be cut without cutting one of them."""
    quotations, _ = quotations_of(text)
    open_ends = []
    for quotation in quotations:
        while open_ends and open_ends[-1] <= quotation.marks.start:
            open_ends.pop()
        assert not open_ends or quotation.marks.end <= open_ends[-1]
        open_ends.append(quotation.marks.end)


@pytest.mark.long
@pytest.mark.parametrize("piece", ["“", '"', "'a ", "a' ", '"a ', "‘a’ “ ", '5" ', "”", "s’ ‘"])
def test_time_grows_with_the_length_alone(piece):
    """Eight times the text takes about eight times as long, whatever it is made of."""

    def seconds(count):
        return processor_seconds(lambda: quotations_of(piece * count))

    small = min(seconds(4_000) for _ in range(3))
    assert seconds(32_000) < 8 * 4 * max(small, 0.002)
