"""A few documents asked of as if there were no others; and what stands around several lines."""

import pytest

from bot.domain.citations import Citation
from bot.domain.errors import BadCommand
from bot.domain.notices import Nothing
from bot.domain.passages import Answer, Hits, Passage, Shelf, Surroundings
from bot.reading.text.words import stems
from tests.desk.story_desk import desk_on, drafts

TREATY = "Russia and Iran signed the treaty in Moscow on Friday. It covers energy. Nobody spoke of drones."
TALKS = "Envoys met in Vienna. They spoke of energy and of drones. The talks go on."
TRADE = "Trade between the two grew. Energy made up half of it. Ministers met in Baku."


async def test_only_the_documents_that_are_named_answer():
    async with desk_on(drafts(TREATY, TALKS, TRADE)) as desk:
        everywhere = await desk.search("energy")
        among = await desk.search("energy", "2,3")
        answered = await desk.ask("Where did envoys meet?", "2")
        silent = await desk.ask("Who signed the treaty in Moscow?", "3")
    assert isinstance(everywhere, Hits)
    assert {hit.snippet.document.number for hit in everywhere.hits} == {1, 2, 3}
    assert isinstance(among, Hits)
    assert {hit.snippet.document.number for hit in among.hits} == {2, 3}
    assert isinstance(answered, Answer)
    assert {line.snippet.document.number for line in answered.lines} == {2}
    assert isinstance(silent, Nothing)
    assert silent.documents == 1
    assert "Moscow" not in silent.nearest, "another document's name is told"


async def test_a_selection_finds_and_counts_as_a_shelf_of_these_documents_alone():
    """The index of a shelf with nothing else on it: the same lines in the same order, with the same scores."""
    wanted = [*stems("energy drones talks met treaty of"), "nowhere"]
    async with desk_on(drafts(TREATY, TALKS, TRADE)) as three, desk_on(drafts(TREATY, TALKS)) as two:
        selection = (await three.only("1,2"))._shelf
        shelf = two._shelf
        assert await selection.spread(wanted) == await shelf.spread(wanted)
        found, expected = await selection.find(wanted, 9), await shelf.find(wanted, 9)
    assert [(each.document, each.unit) for each in found] == [(each.document, each.unit) for each in expected]
    assert [each.score for each in found] == pytest.approx([each.score for each in expected])
    assert len(found) > 3


async def test_a_document_that_is_not_on_the_shelf_is_named():
    async with desk_on(drafts(TREATY)) as desk:
        with pytest.raises(BadCommand, match="no document 2, 7 on the shelf"):
            await desk.ask("Who signed?", "7,1,2")


async def test_documents_are_listed_by_their_numbers():
    async with desk_on(drafts(TREATY, TALKS, TRADE)) as desk:
        shelf = await desk.sources("3,1")
    assert isinstance(shelf, Shelf)
    assert [holding.document.number for holding in shelf.holdings] == [3, 1]


async def test_around_several_lines_passages_that_touch_are_one():
    """Each line is shown once; those that were asked about are told."""
    text = " ".join(f"Line {number} stands here." for number in range(1, 13))
    async with desk_on(drafts(text, TALKS)) as desk:
        around = await desk.context("1.1.2 1.1.4 1.1.9 2.1.1")
        alone = await desk.context("1.1.2")
        with pytest.raises(BadCommand, match=r"\[1.1.40\] leads nowhere"):
            await desk.context("1.1.2 1.1.40")
    assert isinstance(around, Surroundings)
    shown = [[line.citation.sentence for line in passage.lines] for passage in around.passages]
    assert shown == [[1, 2, 3, 4, 5], [8, 9, 10], [1, 2]]
    assert [line.citation for line in around.asked] == [
        Citation(*at) for at in [(1, 1, 2), (1, 1, 4), (1, 1, 9), (2, 1, 1)]
    ]
    assert isinstance(alone, Passage)


async def test_what_a_shelf_has_is_suggested():
    async with desk_on(drafts(TREATY, TALKS)) as desk:
        assert [offer.value for offer in await desk.suggest("names", "vien")] == ["Vienna"]
        assert [offer.value for offer in await (await desk.only("1")).suggest("names", "vien")] == []
        assert [offer.value for offer in await desk.suggest("documents", "2")] == ["2"]
