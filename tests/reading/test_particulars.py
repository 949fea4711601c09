"""Sectors, background and facts: golden tables; and that no text is too wild or too long for them, or for dates."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.reader import read_document

from .golden import open_lexicon, read_table
from .timing import processor_seconds

PUBLISHED = date(2025, 3, 12)
PIECES = [
    "The treaty covers energy",
    "“Treaty on ",
    "signed in 1998",
    "31 February 2025",
    "9999 decades later",
    "the same month a year ago",
    "Ramadan 1001",
    "last Christmas",
    "in May",
    "\n",
    "¶",
    "Q4 1000",
    "by Friday",
    "’",
    "Peru and Chile",
    "\x00",
    "\ud800",
    "half a century ago",
    "The Parties shall cooperate in water",
    "for ten years",
    "not expected to contain a clause",
    "٣",
    "İstanbul Pact",
    "JOINT COMMUNIQUE\n",
]
WILD = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map(" ".join)
SLOW = [
    "treaty ",
    "Treaty of the ",
    "the end of the ",
    "2020 ",
    "Monday ",
    "“a ",
    "signed by Treaty, ",
    "covers energy, ",
    "A",
    "1 2 3 ",
    "x\n",
]


def read(text):
    return read_document(text, open_lexicon(), PUBLISHED)


@pytest.mark.parametrize("row", read_table("sectors.md"), ids=lambda row: row.comment)
def test_sectors_have_the_status_that_grammar_gives_them(row):
    assert row.expected == tuple(f"{sector.name} {sector.status.value[0]}" for sector in read(row.text).sectors)


@pytest.mark.parametrize("row", read_table("background.md"), ids=lambda row: row.comment)
def test_background_is_history_in_the_reporters_prose(row):
    found = [span.of(row.text) for span in read(row.text).background]
    assert len(found) == len(row.expected)
    assert all(words.startswith(start) for words, start in zip(found, row.expected, strict=True))


@pytest.mark.parametrize("row", read_table("facts.md"), ids=lambda row: row.comment)
def test_facts_are_those_that_the_text_states(row):
    assert row.expected == tuple(f"{fact.field.value} {fact.value}" for fact in read(row.text).facts)


@settings(deadline=None)
@given(WILD, st.none() | st.dates())
def test_any_text_on_any_day_is_read_inside_itself(text, published):
    reading = read_document(text, open_lexicon(), published)
    spans = (
        [mention.span for mention in reading.dates] + list(reading.background) + [fact.span for fact in reading.facts]
    )
    spans += [span for sector in reading.sectors for span in sector.spans]
    assert all(span.start < span.end <= len(text) for span in spans)


@pytest.mark.long
@pytest.mark.parametrize("piece", SLOW)
def test_time_is_linear_in_the_length(piece):
    """Eight times the text takes eight times as long, with a generous margin for a busy machine."""
    short, long = (piece * (repeat // len(piece)) for repeat in (4_000, 32_000))
    read(short)
    assert _seconds(long) < 8 * 4 * _seconds(short) + 0.2


def _seconds(text):
    return processor_seconds(lambda: read(text))
