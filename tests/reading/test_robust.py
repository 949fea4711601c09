"""Any text can be read, and in time that grows with its length alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.reader import read_document

from .golden import open_lexicon
from .timing import processor_seconds

PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "\n",
        "\n\n",
        " said ",
        " that ",
        ", ",
        ". ",
        "\u2028",
        "\x00",
        "�",
        "US ",
        "’s ",
        "and ",
        "of ",
        "the ",
        "minister ",
        "He ",
        "according to ",
        "Mr. ",
        "van der ",
        "denied ",
        "told ",
        "Ana Cruz ",
        "İ",
    ]
)
SLOW = {
    "news": "Ana Cruz, the minister, told AFP on Monday that the pact was dead. “We will pay,” she said. ",
    "unclosed marks": "“Ana said ",
    "capitals": "Alpha ",
    "one word": "a",
    "claims in claims": "Putin said that ",
    "sources": "according to Putin, ",
    "bodies": "Ministry of Energy of ",
    "officials": "a senior official at the ministry in the ",
    "pronouns": "He said. ",
    "initials": "A. ",
    "ellipses": ". . . ",
    "days in figures": "word and 12-11-2025 ",
    "accusations": "Bank accused of fraud by Lark. ",
    "denials": "Bolt denied saying “I am rich”. ",
}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read_with_spans_inside_it(text):
    """No exception, and everything found lies in the text."""
    reading = read_document(text, open_lexicon(), None)
    for span in [
        *reading.units,
        *(claim.span for claim in reading.claims),
        *(quote.marks for quote in reading.quotes),
        *(place for name in reading.names for place in name.mentions),
    ]:
        assert 0 <= span.start <= span.end <= len(text)


def seconds(text: str) -> float:
    return processor_seconds(lambda: read_document(text, open_lexicon(), None))


@pytest.mark.long
@pytest.mark.parametrize("kind", SLOW)
def test_time_is_linear_in_the_length(kind):
    """Eight times the text takes about eight times as long; the square would take sixty-four."""
    short = SLOW[kind] * max(1, 4000 // len(SLOW[kind]))
    seconds(short)
    once = min(seconds(short) for _ in range(3))
    assert min(seconds(short * 8) for _ in range(2)) < 24 * once + 0.1
