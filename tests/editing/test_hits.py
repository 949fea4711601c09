"""Hits: the lines that a search is about, and not those that share small words with it."""

import pytest

from tests.editing.desks import ask

ARTICLES = (
    "Ana Cruz signed the cod pact in Lima on Friday. She said that this was a good day.\n",
    "He and this minister had a lunch. The cod pact was signed in May by Cruz. It may rain.\n",
)


def bold(reply):
    """The words of each line that are shown as found."""
    return [{hit.snippet.document.text[m.start : m.end] for m in hit.matches} for hit in reply.hits]


async def test_sentences_are_looked_for_by_the_words_that_carry_them():
    reply = await ask(
        "!search He signed it and this was a pact. Did Cruz like a cod of Lima on this Friday?", *ARTICLES
    )
    assert bold(reply) == [{"Cruz", "signed", "cod", "pact", "Lima", "Friday"}, {"cod", "pact", "signed", "Cruz"}]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the cod", [{"cod"}, {"cod"}]),
        ("this", [{"this"}, {"this"}]),
        ("a rain", [{"rain"}]),
        ("in May", [{"May"}, {"may"}]),
        ("may", [{"May"}, {"may"}]),
        ("lunch rain", [{"lunch"}, {"rain"}]),
    ],
)
async def test_a_few_words_are_each_found_and_small_ones_where_there_are_no_others(words, found):
    assert sorted(map(sorted, bold(await ask(f"!search {words}", *ARTICLES)))) == sorted(map(sorted, found))
