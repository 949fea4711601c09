"""Claims, as a table that a journalist can read."""

import pytest

from bot.reading.reader import read_document

from .golden import open_lexicon, read_table


def told(text: str) -> tuple[str, ...]:
    claims = read_document(text, open_lexicon(), None).claims
    return tuple(f"{claim.stance.value}, {claim.author}: {claim.span.of(text)}" for claim in claims)


@pytest.mark.parametrize("row", read_table("claims.md"), ids=lambda row: row.text[:60])
def test_each_row_has_its_claims_and_no_others(row):
    assert sorted(row.expected) == sorted(told(row.text))


def test_via_is_the_outlet_that_was_told() -> None:
    """Who passed a statement on is kept beside its author."""
    (claim,) = read_document("Ana Cruz told Reuters the pact was dead.", open_lexicon(), None).claims
    assert (claim.author, claim.via) == ("Ana Cruz", "Reuters")
