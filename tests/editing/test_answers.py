"""Answers: which line comes first, and when nothing is said."""

from bot.domain.replies import Answer, Nothing
from tests.editing.desks import ask

FERRIES = (
    "Malta and Tunisia signed a ferry pact in Valletta on Monday. The pact covers harbours, fuel and pilots. "
    "The operator, Calypso Lines, has 14 ferries. A crossing takes nine hours, its director said."
)
DAMS = (
    "Peru and Bolivia signed a dam treaty in La Paz on Tuesday. The treaty covers turbines, fishing and roads. "
    "The dam is to cost $90 million. It will have six gates, engineers said."
)


async def first(question: str) -> str:
    reply = await ask(f"ask {question}", FERRIES, DAMS)
    assert isinstance(reply, Answer)
    return reply.lines[0].snippet.text


async def test_of_lines_that_answer_alike_the_article_with_the_very_word_comes_first() -> None:
    assert await first("What does the pact cover?") == "The pact covers harbours, fuel and pilots."
    assert await first("What does the treaty cover?") == "The treaty covers turbines, fishing and roads."


async def test_the_number_of_what_is_counted_answers() -> None:
    assert await first("How many ferries does Calypso Lines have?") == "The operator, Calypso Lines, has 14 ferries."


async def test_a_price_has_a_currency() -> None:
    assert await first("How much will the dam cost?") == "The dam is to cost $90 million."


async def test_nothing_answers_for_a_number_that_is_not_given() -> None:
    assert isinstance(await ask("ask How many passengers signed the pact?", FERRIES, DAMS), Nothing)


async def test_nothing_answers_for_a_name_that_no_article_knows() -> None:
    assert isinstance(await ask("ask When did Norway join the pact?", FERRIES, DAMS), Nothing)
