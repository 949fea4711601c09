"""Documents beside each other: what both say, what differs, what one alone says, and copies that count as one."""

import pytest

from bot.domain.comparisons import Comparison
from bot.domain.documents import Draft
from bot.domain.notices import Nothing
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
    "In Tromsø ferries have been built by the yard since 1931.\n\n"
    "Passengers in Harstad fear for the night boat."
)


def words_of(reply: Comparison) -> list[list[tuple[str, ...]]]:
    """The words that differ, side by side."""
    return [[side.words for side in difference.sides] for difference in reply.differing]


async def test_lines_that_say_the_same_stand_together() -> None:
    """Another order of words, one piece of news; two lines with two numbers of jobs do not say the same."""
    reply = await ask("!compare", MORNING, EVENING)
    assert [[line.text for line in group] for group in reply.shared] == [
        [
            "The yard in Tromsø has built ferries since 1931.",
            "In Tromsø ferries have been built by the yard since 1931.",
        ]
    ]


async def test_of_a_topic_that_one_document_has_it_is_said_so() -> None:
    """Others may come from another origin, and say nothing of it."""
    assert "Document 2 alone has lines to compare with these words" in shown(
        await ask("!compare Oslo", MORNING, EVENING)
    )
    assert "There is one origin alone" in shown(await ask("!compare Oslo", EVENING))


SAME = [
    ("The port of Arica will close for nine days.", "For nine days the Arica port is to be closed."),
    (
        "The pact runs for twenty-five years from the day of ratification.",
        "From ratification the pact runs for 25 years.",
    ),
]
NOT_THE_SAME = [
    ("The port of Arica will close for nine days.", "The port of Arica will close for ten days."),
    (
        "The navy denied that it ignored a distress signal.",
        "Divers accused the navy of having ignored a distress signal.",
    ),
    (
        "“Boats are bread,” said Ana Cruz of the Callao Institute.",
        "“Nets are a scandal,” said Ana Cruz of the Callao Institute.",
    ),
    ("Is the port of Arica closed for nine days?", "The port of Arica is closed for nine days."),
    ("We cannot tell here at all who is right.", "I think that the idea is really right."),
    (
        "She talked to the Lima Times after the signing in the evening.",
        "“It hurts,” he told the Lima Times on the quay.",
    ),
]


@pytest.mark.parametrize(
    ("one", "other", "is_same"), [(*pair, True) for pair in SAME] + [(*pair, False) for pair in NOT_THE_SAME]
)
async def test_what_is_said_by_several(one: str, other: str, *, is_same: bool) -> None:
    """Whether two lines of articles on one event are set side by side as saying the same."""
    about = "The strike of the Peru dockers at Arica has begun, and {} were seen at the gates of the harbour."
    texts = [f"{about.format(who)}\n\n{line}" for who, line in (("pickets", one), ("flags", other))]
    groups = [[line.text for line in group] for group in (await ask("!compare", *texts)).shared]
    assert ([one, other] in groups) is is_same


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


QUAKE = (
    "An earthquake struck the province of Marenta on Tuesday, killing 12 people and damaging 2,300 houses.\n\n"
    "Governor Ana Ruiz said repairs would cost $40 million.\n\nRescue teams reached the village of Solano by noon."
)
LATER = (
    "The earthquake in Marenta on Tuesday killed 17 people, the ministry said.\n\n"
    "The quake damaged 1,900 houses in the province. Ruiz put the cost of repairs at $65 million."
)


@pytest.mark.parametrize(
    ("topic", "apart"),
    [
        ("", [("12 people", "17 people"), ("2,300 houses", "1,900 houses"), ("$40 million", "$65 million")]),
        ("repairs", [("$40 million", "$65 million")]),
        ("earthquake", [("12 people", "17 people")]),
    ],
)
async def test_what_short_articles_count_differently_is_told(topic: str, apart: list[tuple[str, str]]) -> None:
    """Of one event, also where a topic leaves few lines; a line that differs says nothing alike."""
    reply = await ask(f"!compare {topic}".strip(), QUAKE, LATER)
    assert sorted((ours[0], theirs[0]) for ours, theirs in words_of(reply)) == sorted(apart)
    assert reply.shared == ()


async def test_lines_with_numbers_of_different_things_are_not_alike() -> None:
    """Houses and the dead of one flood."""
    one = "The flood in Solano damaged 2,300 houses on Monday."
    reply = await ask("!compare flood", one, "In Solano 17 people died in the flood on Monday.")
    assert (reply.shared, reply.differing) == ((), ())


ONE_MATTER = [
    ("The cable will cost €1.4 billion.", "The cable costs 1.2 billion euros, they said.", ["money (euro)"]),
    ("The cable will cost €1.4 billion.", "The cable costs 1,400 million euros.", []),
    ("The cable will cost €1.4bn.", "The cable costs €1.4 billion.", []),
    ("The cable will cost $1.4 billion.", "The cable costs €1.2 billion.", []),
    ("The cable will carry 3.5 million litres.", "The cable carries 4 million litres.", ["litres"]),
    (
        "“You wrote that the cable will carry 700 tonnes. It is 600,” she said.",
        "The cable carries 600 tonnes, not 700.",
        [],
    ),
    ("“You wrote that the cable will carry 700 tonnes,” she said.", "The cable carries 600 tonnes.", ["tonnes"]),
    ("Norway pays €40 million for the cable.", "For the cable Oslo Bank Group pays 15 million euros.", []),
    ("Norway is to pay €40 million for the cable.", "For the cable Norway pays 15 million euros.", ["money (euro)"]),
    ("Find out whether Norway has €40 million.", "Norway lends €70 million for the quay.", []),
]


@pytest.mark.parametrize(("one", "other", "apart"), ONE_MATTER)
async def test_amounts_differ_where_they_are_of_one_matter(one: str, other: str, apart: list[str]) -> None:
    """By what they come to, in one currency; not where a line corrects itself, and not what two pay."""
    texts = [
        f"Norway and Scotland agreed on Monday to lay an undersea cable from Bergen to Leith.\n\n{one}",
        f"The undersea cable that Norway and Scotland agreed on will run from Bergen to Leith.\n\n{other}",
    ]
    assert [difference.subject for difference in (await ask("!compare", *texts)).differing] == apart
