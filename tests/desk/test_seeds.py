"""What the seeds must give, as the golden tables have it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.desk.desk import Desk
from bot.domain.boards import FactCard, SectorBoard, Timeline
from bot.domain.notices import Nothing
from bot.domain.passages import Answer, Backgrounder
from bot.domain.speech import QuoteSheet
from tests.desk.golden import read_rows
from tests.desk.story_desk import desk_on, seed_drafts


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk() -> AsyncIterator[Desk]:
    async with desk_on(seed_drafts()) as opened:
        yield opened


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_quotation_has_its_speaker(desk: Desk) -> None:
    """Ten quotations, in the order of the documents, each with whose it is and how that was decided."""
    sheet = await desk.quotes()
    assert isinstance(sheet, QuoteSheet)
    expected = [row for row in read_rows("seeds-quotes.md") if len(row) == 5]
    found = [
        (
            str(q.snippet.citation),
            q.quote.attribution.speaker,
            q.quote.attribution.decided.value,
            q.quote.attribution.via or "—",
        )
        for q in sheet.quotes
    ]
    assert [row[:4] for row in expected] == found
    assert all(q.snippet.text.startswith(row[4]) for row, q in zip(expected, sheet.quotes, strict=True))


@pytest.mark.parametrize(("typed", "found"), [row for row in read_rows("seeds-quotes.md") if len(row) == 2])
async def test_a_speaker_is_found_by_what_people_type(desk: Desk, typed: str, found: str) -> None:
    sheet = await desk.quotes(speaker=typed)
    assert isinstance(sheet, QuoteSheet)
    assert found == f"{sheet.speaker}, {len(sheet.quotes)}"


@pytest.mark.parametrize("row", read_rows("seeds-sectors.md"))
async def test_a_sector_stands_under_what_is_said_of_it(desk: Desk, row: tuple[str, ...]) -> None:
    board = await desk.sectors()
    assert isinstance(board, SectorBoard)
    status, name, authority, citation = row
    lines = [
        str(line.citation)
        for found in board.rows
        if (found.status.value, found.name) == (status, name) and authority in {"—", found.authority}
        for line in found.lines
    ]
    assert citation in lines


async def test_nothing_else_is_said_to_be_covered(desk: Desk) -> None:
    """What the treaty covers is what the golden table lists, and no more."""
    board = await desk.sectors()
    assert isinstance(board, SectorBoard)
    expected = {row[1] for row in read_rows("seeds-sectors.md") if row[0] == "covered"}
    assert expected == {row.name for row in board.rows if row.status.value == "covered"}


@pytest.mark.parametrize(("document", "field", "value", "citation"), read_rows("seeds-facts.md"))
async def test_the_fact_card_states_what_the_document_states(
    desk: Desk, document: str, field: str, value: str, citation: str
) -> None:
    card = await desk.facts(document=int(document))
    assert isinstance(card, FactCard)
    (cell,) = (cell for cell in card.cells if cell.field.value == field)
    if value == "not stated":
        assert cell.values == ()
        return
    stated = [(v.value + (" (inferred)" if v.inferred else ""), str(v.snippet.citation)) for v in cell.values]
    assert any(value in told and citation == at for told, at in stated), stated


async def test_the_card_of_all_documents_shows_each_side_by_side(desk: Desk) -> None:
    """The term stands on the second document's word alone; the date on both."""
    card = await desk.facts()
    assert isinstance(card, FactCard)
    documents = {cell.field.value: [v.snippet.document.number for v in cell.values] for cell in card.cells}
    assert documents["term"] == [2]
    assert documents["date"] == [1, 2]


async def test_the_timeline_is_in_order_and_marks_what_is_inferred(desk: Desk) -> None:
    timeline = await desk.timeline()
    assert isinstance(timeline, Timeline)
    found = [
        (
            e.mention.value,
            e.words,
            "inferred" if e.mention.inferred else "stated",
            " ".join(str(line.citation) for line in (e.snippet, *e.also)),
        )
        for e in timeline.events
    ]
    assert read_rows("seeds-timeline.md") == found


@pytest.mark.parametrize(("citation", "what"), read_rows("seeds-background.md"))
async def test_the_background_tells_what_went_before(desk: Desk, citation: str, what: str) -> None:
    background = await desk.background()
    assert isinstance(background, Backgrounder)
    assert citation in [str(line.citation) for line in background.lines], what


@pytest.mark.parametrize(("question", "citation"), read_rows("seeds-answers.md"))
async def test_a_question_gets_the_line_that_answers_or_nothing(desk: Desk, question: str, citation: str) -> None:
    answer = await desk.ask(question)
    if citation == "—":
        assert isinstance(answer, Nothing)
        assert answer.documents == 2
        assert answer.nearest
        return
    assert isinstance(answer, Answer)
    assert citation == str(answer.lines[0].snippet.citation)
