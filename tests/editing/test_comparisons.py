"""Documents beside each other: what both say, what differs, what one alone says, and copies that count as one."""

from bot.domain.documents import Draft
from bot.domain.replies import Comparison, Nothing
from tests.desk.story_desk import DAY, seed_drafts
from tests.editing.desks import ask, shown

MORNING = (
    "Ferry operator Nordlinje will cut 120 jobs in Tromsø, the company said on Tuesday.\n\n"
    "The yard in Tromsø has built ferries since 1931.\n\n"
    "Under the previous 10-year charter the boats sailed to Svalbard twice a week.\n\n"
    "The union called the cuts a betrayal of the crews."
)
EVENING = (
    "Nordlinje, the ferry operator, is to cut 150 jobs in Tromsø, according to the company.\n\n"
    "A new 10-year charter for the boats is being drafted in Oslo.\n\n"
    "Passengers in Harstad fear for the night boat."
)


def words_of(reply: Comparison) -> list[list[tuple[str, ...]]]:
    """The words that differ, side by side."""
    return [[side.words for side in difference.sides] for difference in reply.differing]


async def test_lines_that_say_the_same_stand_together() -> None:
    """Other words and another order, one piece of news."""
    reply = await ask("!compare", MORNING, EVENING)
    assert all([line.citation.document for line in group] == [1, 2] for group in reply.shared)
    assert [line.text.split()[0] for line in reply.shared[0]] == ["Ferry", "Nordlinje,"]


async def test_documents_of_two_stories_are_not_compared() -> None:
    """A treaty differs from another treaty in everything; that is no news."""
    other = "The canal treaty was signed in Lomé on Friday.\n\nGhana and Togo will share 12 locks for 30 years."
    reply = await ask("!compare", MORNING, other)
    assert (reply.shared, reply.differing, reply.alone) == ((), (), ())
    assert "No two of these documents tell the same story." in shown(reply)


async def test_numbers_that_differ_are_shown_on_both_sides() -> None:
    """120 jobs and 150 jobs: nobody says which is right."""
    assert [("120 jobs",), ("150 jobs",)] in words_of(await ask("!compare", MORNING, EVENING))


async def test_the_same_term_for_an_older_thing_and_a_new_one_is_told() -> None:
    """The previous 10-year charter is not the one that is being drafted."""
    reply = await ask("!compare", MORNING, EVENING)
    assert [("10-year",), ("10-year",)] in words_of(reply)
    assert "the same words, of different things" in shown(reply)


async def test_what_one_alone_says_is_told_by_document() -> None:
    """Lines without a counterpart, under the document that has them."""
    alone = [(line.citation.document, line.text) for line in (await ask("!compare", MORNING, EVENING)).alone]
    assert (1, "The union called the cuts a betrayal of the crews.") in alone
    assert (2, "Passengers in Harstad fear for the night boat.") in alone


async def test_copies_count_as_one() -> None:
    """A text again with a new last line, and two pieces with one agency in the dateline, are one origin each."""
    reply = await ask("!compare", MORNING, MORNING + "\n\nThe minister was not available.")
    assert [[d.number for d in copies] for copies in reply.copies] == [[1, 2]]
    assert "count as one" in shown(reply)
    assert not reply.shared
    wires = (
        "LIMA (AP) — Rain fell on the hills of Lima for a week.",
        "LIMA (AP) - Mud from the hills of Lima closed a road.",
    )
    assert [[d.number for d in copies] for copies in (await ask("!compare", *wires)).copies] == [[1, 2]]
    outlets = [
        Draft(f"{n}.txt", text, outlet="The Daily Example", published=DAY) for n, text in enumerate((MORNING, EVENING))
    ]
    assert len((await ask("!compare", *outlets)).copies) == 1


async def test_a_topic_keeps_its_lines_alone() -> None:
    """And what nobody speaks of is an honest nothing."""
    reply = await ask("!compare charter", MORNING, EVENING)
    assert {
        line.text.count("charter") for line in [*reply.alone, *(s.snippet for d in reply.differing for s in d.sides)]
    } == {1}
    assert isinstance(await ask("!compare volcano", MORNING, EVENING), Nothing)


async def test_the_twenty_years_of_the_seeds_are_of_two_agreements() -> None:
    """The expired agreement in one document, the new one in the other."""
    reply = await ask("!compare", *seed_drafts())
    (sides,) = [d.sides for d in reply.differing if d.sides[0].words == ("20-year",)]
    assert [str(side.snippet.citation) for side in sides] == ["[1.12.1]", "[2.8.1]"]
