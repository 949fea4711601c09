"""Sentences, paragraphs and units."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text.paragraphs import trim
from bot.reading.text.sentences import find_sentences
from bot.reading.text.units import join_units

from .golden import open_lexicon, read_table

WRAPPED = (
    "Ministers from three countries met in the old harbour of the town\n"
    "on Thursday and signed a pact that had been in the making for more\n"
    "than ten years.\n\n"
    "The pact covers fish, ships and the weather. It enters into force in\n"
    "the spring, when the last parliament has voted, and runs for twelve\n"
    "years unless one side leaves.\n"
)
PIECES = st.sampled_from(
    [
        "Mr. ",
        "U.S. ",
        "“",
        "”",
        "said. ",
        "No. 3 ",
        "\n",
        "\n\n",
        "...",
        "? ",
        "a.m. ",
        "1. ",
        "The ",
        "é",
        "。",
        "\x00",
    ]
)


def sentences_of(text: str) -> tuple[str, ...]:
    return tuple(sentence.span.of(text) for sentence in find_sentences(text, open_lexicon())[1])


@pytest.mark.parametrize("row", read_table("sentences.md"), ids=lambda row: row.text[:60])
def test_each_row_is_split_as_told(row):
    assert row.expected == sentences_of(row.text.replace("⏎", "\n"))


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines filled up to one column were wrapped there: the paragraphs are what blank lines divide."""
    paragraphs, sentences = find_sentences(WRAPPED, open_lexicon())
    assert [len(p.of(WRAPPED).split("\n")) for p in paragraphs] == [3, 3]
    assert [(s.paragraph, s.number) for s in sentences] == [(1, 1), (2, 1), (2, 2)]


def test_lines_of_their_own_length_are_paragraphs() -> None:
    """Without wrapping each line is a paragraph, blank lines between them or not."""
    text = "Ministers met in Oslo on Thursday and signed a pact on fish, ships and the weather.\nThey left.\nIt rained."
    assert len(find_sentences(text, open_lexicon())[0]) == 3


def test_an_item_of_a_list_ends_the_wrapped_line_before_it() -> None:
    """A dash or a heading begins a paragraph in wrapped text too."""
    text = (
        WRAPPED
        + "\n- The first point of the list is written out in full and goes on to\n  a second line.\n- The second.\n"
    )
    assert [p.of(text)[:7] for p in find_sentences(text, open_lexicon())[0]][2:] == ["- The f", "- The s"]


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_sentences_cover_the_text(text):
    """Every character that is not blank lies in exactly one sentence, and sentences count from 1 in their paragraph."""
    paragraphs, sentences = find_sentences(text, open_lexicon())
    covered = [offset for sentence in sentences for offset in range(sentence.span.start, sentence.span.end)]
    assert len(covered) == len(set(covered))
    assert all(char.isspace() or offset in set(covered) for offset, char in enumerate(text))
    assert all(paragraphs[s.paragraph - 1].contains(s.span) for s in sentences)
    assert all(
        b.number == 1 if a.paragraph != b.paragraph else b.number == a.number + 1 for a, b in pairwise(sentences)
    )


@given(st.lists(PIECES, max_size=40).map("".join), st.data())
def test_units_cut_no_quotation(text, data):
    """A unit is a run of whole sentences, and no quotation of its paragraph reaches over its border."""
    paragraphs, sentences = find_sentences(text, open_lexicon())
    marked = []
    for paragraph in paragraphs:
        start = data.draw(st.integers(paragraph.start, paragraph.end - 1))
        marked.append(trim(text, start, data.draw(st.integers(start + 1, paragraph.end))) or paragraph)
    units = join_units(sentences, marked)
    for unit in units:
        assert all(unit.contains(m) or not unit.overlaps(m) for m in marked)
    assert all(sum(unit.contains(s.span) for unit in units) == 1 for s in sentences)
