"""Answers: which line comes first, and when nothing is said."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from bot.archive.archive import Archive
from bot.desk.desk import Desk, HouseStyle
from bot.desk.ports import Shelf
from bot.domain.notices import Nothing
from bot.domain.passages import Answer
from bot.domain.readings import Spread
from bot.domain.spans import Span
from bot.editing.material.lines import lines_of
from tests.desk.story_desk import archive_of, drafts
from tests.editing.desks import ask, shown
from tests.reading.golden import open_lexicon

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


async def test_a_line_that_shares_no_word_answers_beside_one_that_does() -> None:
    text = "The harbour master of Sliema, Anton Vella, needed few words.\n“About time, if it is true.”\nShips wait."
    reply = await ask("ask What did the harbour master of Sliema say?", text, DAMS)
    assert isinstance(reply, Answer)
    assert "“About time, if it is true.”" in [line.snippet.text for line in reply.lines[: reply.shown]]


async def test_a_person_is_not_shown_what_is_far_from_the_question() -> None:
    reply = await ask("ask How many ferries does Calypso Lines have?", FERRIES, DAMS)
    assert isinstance(reply, Answer)
    assert reply.shown == 1
    assert len(reply.lines) > 1


async def test_the_topics_of_a_silence_are_near_the_question() -> None:
    """Not those that the documents name most."""
    about_ferries = await ask("ask How many passengers sailed from Valletta?", FERRIES, DAMS)
    about_dams = await ask("ask How many turbines broke in La Paz?", FERRIES, DAMS)
    assert isinstance(about_ferries, Nothing)
    assert isinstance(about_dams, Nothing)
    assert {"Malta", "Tunisia"} & set(about_ferries.nearest[:2])
    assert {"Peru", "Bolivia"} & set(about_dams.nearest[:2])


class ChangingShelf:
    """A real shelf whose last document is read again, otherwise divided, in the middle of a question."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._shelf = archive, archive.shelf()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shelf, name)

    async def spread(self, stems: Sequence[str]) -> Spread:
        """How common stems are, just before the change."""
        found = await self._shelf.spread(stems)
        *_, article = await self._shelf.articles()
        whole = Span(article.reading.units[0].start, article.reading.units[-1].end)
        await self._archive.renew(article.document.number, replace(article.reading, units=(whole,)))
        return found


async def test_the_question_itself_is_no_answer_to_it() -> None:
    """Though an interview has it word for word."""
    interview = "The dam was built in 1962.\n\nQ: Who pays for the dam?\n\nA: The state pays for the dam, Cruz said."
    reply = await ask("!ask Who pays for the dam?", interview)
    assert isinstance(reply, Answer)
    assert [line.snippet.text[:2] for line in reply.lines][:1] == ["A:"]
    assert not any("Who pays" in line.snippet.text for line in reply.lines)


@pytest.mark.parametrize(
    ("command", "kind"), [("quotes", "quotations"), ("speakers", "quotations"), ("disputes", "disputes")]
)
async def test_where_there_is_nothing_of_a_kind_it_is_said_so(command: str, kind: str) -> None:
    reply = await ask(f"!{command}", "Rain fell on Lima on Monday.")
    assert f"The document has no {kind}." in shown(reply)
    assert "does not say it: “hail”" in shown(await ask("!quotes about:hail", "Rain fell on Lima on Monday."))


async def test_one_question_is_answered_from_one_state_of_the_shelf() -> None:
    """What the index divides otherwise by then is no line of the documents as they were when it was asked."""
    async with archive_of(drafts(FERRIES, DAMS)) as archive:
        units = {line.text for line in lines_of(await archive.shelf().articles())}
        changing = Desk(cast("Shelf", ChangingShelf(archive)), HouseStyle(open_lexicon()))
        reply = await changing.ask("What does the treaty or the pact cover?")
    assert isinstance(reply, Answer)
    assert {line.snippet.text for line in reply.lines} <= units


async def test_how_long_is_asked_of_ways_as_well_as_of_times() -> None:
    walls = "Thirty workers built the flood wall.\nThe flood wall of Sliema is 4.5 kilometres long, the town said."
    reply = await ask("ask How long is the flood wall?", walls, FERRIES, DAMS)
    assert isinstance(reply, Answer)
    assert reply.lines[0].snippet.text == "The flood wall of Sliema is 4.5 kilometres long, the town said."


MAYORS = (
    "Mayor Ana Ruiz opened the clinic in Solano on Friday. “It took nine years,” Ruiz said.\n\n"
    "Finance Minister Bo Lindqvist was in Santa Ruiz, a village. The cargo was on its way."
)
NOBODYS = ["What did Igor Ruiz say?", "what did pedro ruiz say about the clinic?", "Who is Quirina Ruiz?"]
SOMEBODYS = [
    "What did Ruiz say?",
    "What did Mayor Ruiz say?",
    "What did Solano Mayor Ana Ruiz say?",
    "On Friday Ruiz said what about the clinic?",
    "What Did Mayor Ruiz Say About The Clinic?",
]


@pytest.mark.parametrize("question", NOBODYS)
async def test_nobody_answers_for_somebody_else_of_the_same_surname(question: str) -> None:
    assert isinstance(await ask(f"ask {question}", MAYORS, DAMS), Nothing)


@pytest.mark.parametrize("question", [*SOMEBODYS, "Who was in Santa Ruiz on Friday?"])
async def test_a_title_another_name_or_a_day_before_a_surname_makes_no_stranger(question: str) -> None:
    """And what the documents have word for word is none of a stranger's, whatever it is the name of."""
    assert isinstance(await ask(f"ask {question}", MAYORS, DAMS), Answer)


@pytest.mark.parametrize("question", ["Who paid?", "Who paid for it?", "What did it contain?", "Who bargained?"])
async def test_a_question_of_one_word_has_that_word_in_its_answer(question: str) -> None:
    assert isinstance(await ask(f"ask {question}", MAYORS, "The talks on finance were long, Lima said."), Nothing)


VISITS = (
    "President Ana Reis of Lomania visited Port Ellis on Friday. She was welcomed by Tomas Lindqvist, the mayor. "
    "Energy Minister Ida Moreau of Lomania said the grid was safe.\n\n"
    "“Nobody will freeze,” Moreau said. Deputy Prime Minister Karl Obi accused Lindqvist of waste. "
    "Lindqvist denied the accusation, and told the council about the ferries: “They sail in all weathers.”"
)


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("What did the energy minister say?", "Moreau"),
        ("What did the mayor tell the council?", "They sail in all weathers"),
        ("Who is the president of Lomania?", "Ana Reis"),
        ("Did Ana Reis visit Port Ellis?", "visited Port Ellis"),
        ("Did Obi accuse Lindqvist?", "Karl Obi accused"),
    ],
)
async def test_an_office_means_who_holds_it_and_a_deed_is_told_of_who_did_it(question: str, has: str) -> None:
    reply = await ask(f"!ask {question}", VISITS, DAMS)
    assert isinstance(reply, Answer)
    assert has in reply.lines[0].snippet.text


@pytest.mark.parametrize(
    "question",
    [
        "Did Lindqvist visit Port Ellis?",
        "Did Moreau accuse Lindqvist?",
        "Did Lindqvist accuse Obi?",
        "Has Obi visited Port Ellis?",
    ],
)
async def test_what_another_did_answers_not_whether_somebody_did(question: str) -> None:
    assert isinstance(await ask(f"!ask {question}", VISITS, DAMS), Nothing)


async def lines_shown(question: str, line: str) -> list[str]:
    reply = await ask(f"!ask {question}", f"Mayor Tomas Lindqvist met President Ana Reis in Lima.\n\n{line}", DAMS)
    return [each.snippet.text for each in reply.lines[: reply.shown]] if isinstance(reply, Answer) else []


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Ana Reis visited Port Ellis by ferry with Tomas Lindqvist.", "Did Ana Reis visit Port Ellis?"),
        ("Ana Reis was visiting Port Ellis by ferry with Tomas Lindqvist.", "Did Ana Reis visit Port Ellis?"),
        ("Ana Reis signed the pact by noon in front of Tomas Lindqvist.", "Did Ana Reis sign the pact?"),
        ("Ana Reis promised to close Port Ellis by 2030, Tomas Lindqvist said.", "Did Ana Reis close Port Ellis?"),
        ("The pact was signed on Friday by President Ana Reis.", "Did Ana Reis sign the pact?"),
        ("The pact signed by Ana Reis pleased Tomas Lindqvist.", "Did Ana Reis sign the pact?"),
    ],
)
async def test_by_tells_who_did_it_only_behind_a_passive_and_before_a_name(line: str, question: str) -> None:
    assert line in await lines_shown(question, line)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Ana Reis signed the pact by noon in front of Tomas Lindqvist.", "Did Lindqvist sign the pact?"),
        ("The pact was swiftly signed by the mayor, Tomas Lindqvist, before Ana Reis.", "Did Ana Reis sign the pact?"),
        ("Ana Reis saw that the pact was signed on Friday by Tomas Lindqvist.", "Did Ana Reis sign the pact?"),
    ],
)
async def test_who_stands_behind_by_in_a_passive_did_it_and_nobody_else(line: str, question: str) -> None:
    assert line not in await lines_shown(question, line)


async def test_a_country_is_found_by_its_other_names() -> None:
    text = "Britain gets 29 per cent of the herring, Norway 31 per cent. The quotas are for two years."
    reply = await ask("!ask What share of the herring does the United Kingdom get?", text, DAMS)
    assert isinstance(reply, Answer)
    assert reply.lines[0].snippet.text.startswith("Britain gets 29")


async def test_what_is_asked_about_a_speech_is_spoken_of_there() -> None:
    assert isinstance(await ask("!ask What did Lindqvist say about the nuclear plant?", VISITS, DAMS), Nothing)


async def test_a_heading_or_a_question_of_the_documents_is_not_the_first_answer() -> None:
    text = "What the pact costs\n\nWho pays for the new ferry?\n\nThe port of Sliema pays for the new ferry: 4 million."
    reply = await ask("!ask Who pays for the new ferry?", text, DAMS)
    assert isinstance(reply, Answer)
    assert reply.lines[0].snippet.text.startswith("The port of Sliema pays")
