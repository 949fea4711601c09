"""Whether a quotation is real: each finding, on articles of one's own and on the seeds."""

import pytest

from bot.domain.replies import Finding, Nothing, Refusal
from tests.desk.story_desk import seed_drafts
from tests.editing.desks import ask, shown

ARTICLE = (
    "Talks on the harbour ended on Monday.\n\n"
    "“We will not sell the harbour,” Mayor Ana Reis told reporters, “and the quays will stay open to every fisher.”\n\n"
    "The mayor said that the old lighthouse would be repaired before the winter storms.\n\n"
    "“The harbour has lost money for nine years,” said Tomas Lindqvist, who leads the port authority."
)
ROWS = [
    ("we will not sell the harbour", "", Finding.EXACT),
    ('"WE WILL NOT SELL\u00a0THE HARBOUR"', "", Finding.EXACT),
    ("“We will not sell the harbour, and the quays will stay open”", "Reis", Finding.EXACT),
    ("“We will not sell the harbour,” Mayor Ana Reis told reporters", "", Finding.EXACT),
    ("“We will sell the harbour, and the quays will stay open to every fisher”", "", Finding.ALTERED),
    ("The harbour has lost a lot of money for nine years", "", Finding.ALTERED),
    ("the quays will stay shut to every fisher", "Reis", Finding.ALTERED),
    ("the quays will stay shut to every fisher", "Lindqvist", Finding.ANOTHERS),
    ("we will not sell the harbour", "Lindqvist", Finding.ANOTHERS),
    ("the old lighthouse would be repaired", "", Finding.REPORTED),
    ("the old lighthouse would be mended before the winter storms", "", Finding.REPORTED),
    ("sell the quays", "", Finding.ABSENT),
    ("our bakery makes the best bread in all of the country", "", Finding.ABSENT),
]


@pytest.mark.parametrize(("words", "by", "finding"), ROWS)
async def test_each_finding(words, by, finding):
    """What is said of words as they were typed."""
    reply = await ask(f"!verify {words}" + (f" by:{by}" if by else ""), ARTICLE)
    assert reply.finding is finding
    assert bool(reply.sightings) is (finding is not Finding.ABSENT)


async def test_the_words_that_differ_are_told_on_both_sides():
    """Of an altered quotation both versions are shown, the document's as it stands there."""
    reply = await ask("!verify The harbour has lost huge money for ten years", ARTICLE)
    (sighting,) = reply.sightings
    here = [change.span.of(ARTICLE) if change.span else "" for change in sighting.changes]
    assert list(zip([change.asked for change in sighting.changes], here, strict=True)) == [
        ("huge", ""),
        ("ten", "nine"),
    ]
    assert "not in the document: “huge”; asked “ten”, here “nine”" in shown(reply)


async def test_a_quotation_that_the_speakers_name_breaks_is_shown_in_its_parts():
    """Both parts, each whole."""
    reply = await ask("!verify we will not sell the harbour and the quays will stay open", ARTICLE)
    assert [sighting.snippet.text for sighting in reply.sightings] == [
        "We will not sell the harbour,",
        "and the quays will stay open to every fisher.",
    ]


async def test_a_short_fragment_is_an_alteration_of_nothing():
    """Two words like two others prove nothing."""
    assert (await ask("!verify stay shut", ARTICLE)).finding is Finding.ABSENT


async def test_a_name_spelled_wrong_is_asked_back_and_a_stranger_is_told_whose_words_they_are():
    """A slip is no accusation."""
    assert isinstance(await ask("!verify we will not sell the harbour by:Lindqist", ARTICLE), Nothing)
    reply = await ask("!verify we will not sell the harbour by:Macron", ARTICLE)
    assert "Not Macron: the documents give them to Ana Reis." in shown(reply)


async def test_marks_without_a_word_are_refused():
    """One line says what to do."""
    assert isinstance(await ask("!verify “…”", ARTICLE), Refusal)


async def test_what_is_nowhere_is_said_of_so_many_documents():
    """The seeds: two of them."""
    reply = await ask("!verify the moon is made of green cheese and honey", *seed_drafts())
    assert "Not in these 2 documents" in shown(reply)
