"""Dates, as tables that a journalist can read."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reading.dates.dates import find_dates
from bot.reading.text.sentences import find_sentences

from .golden import open_lexicon, read_table

PUBLISHED = date(2025, 3, 12)
TABLES = ("dates-absolute.md", "dates-relative.md", "dates-none.md")


def told(text: str, published: date | None) -> list[tuple[str, str | None, bool]]:
    _, sentences = find_sentences(text, open_lexicon())
    found = find_dates(text, sentences, open_lexicon(), published)
    return [(mention.span.of(text), mention.value, mention.inferred) for mention in found]


@pytest.mark.parametrize("row", [row for table in TABLES for row in read_table(table)], ids=lambda row: row.text[:60])
def test_each_row_has_its_dates_and_no_others(row):
    shown = tuple(f"{words} → {value}{'*' if inferred else ''}" for words, value, inferred in told(row.text, PUBLISHED))
    assert row.expected == shown


def test_without_a_day_of_publication_relative_dates_have_no_value() -> None:
    """What rests on the day of publication stays as words; what is told in full keeps its value."""
    text = "Ministers met on Friday, a year after the deal of 17 January 2024, and will meet in June."
    assert told(text, None) == [("Friday", None, True), ("17 January 2024", "2024-01-17", False), ("June", None, True)]


def test_no_date_crosses_a_line() -> None:
    """A month at the end of a line and a year on the next are two."""
    assert [words for words, _, _ in told("It fell in May\n2024 was better.", PUBLISHED)] == ["May", "2024"]
