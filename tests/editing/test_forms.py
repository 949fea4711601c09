"""How a question is built: its doer and its verb; and that the bot is silent where no line has the verb."""

import pytest

from bot.domain.notices import Nothing
from bot.domain.passages import Answer
from bot.editing.asking.forms import read_form
from bot.editing.asking.wordlists import asking_words
from tests.editing.desks import ask
from tests.reading.golden import open_lexicon

HARBOURS = (
    "Malta and Tunisia opened a ferry line from Sliema on Monday. The ferry carries 90 cars, and its captain is 41. "
    "“We shall see who sails,” Chilean envoy Rosa Pinto said of the ferry.\n\nThe museum in Sliema shows 60 anchors.\n"
)


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Who founded the museum?", "founded"),
        ("Who will run the ferry?", "run"),
        ("Which harbour will close?", "close"),
        ("Which bank lends money to Malta?", "lends"),
        ("How many ships sank in the storm?", "sank"),
        ("How many pilots will be hired?", "hired"),
        ("How much did Calypso offer?", "offer"),
        ("When was the maritime museum of Sliema founded?", "founded"),
        ("When will Peru launch the ferry?", "launch"),
        ("Who was killed in the storm?", "killed"),
        ("Has the captain resigned?", "resigned"),
        ("Which Tunisian firm appealed against the award?", "appealed"),
        ("Why does the Tunis expert worry?", "worry"),
        ("Who will be the first captain of the ferry?", None),
        ("Who is the captain of the ferry?", None),
        ("What did the captain say?", "say"),
        ("Why did the ferry sink?", "sink"),
        ("Did the captain of the ferry resign?", "resign"),
        ("When many ships sink, what is to be done?", None),
    ],
)
def test_the_verb_is_found_by_the_form_of_the_question(question: str, verb: str | None) -> None:
    asking = asking_words(open_lexicon())
    words = question.rstrip("?").replace(",", "").split()
    place = read_form(words, asking.small, (), asking.grammar).act
    assert (words[place] if place is not None else None) == verb


@pytest.mark.parametrize(
    ("question", "doer"),
    [
        ("When did Peru launch the ferry?", "Peru"),
        ("Did Rosa Pinto of Chile resign?", "Rosa Pinto of Chile"),
        ("Why did the captain of the ferry resign?", "captain of the ferry"),
        ("When did rosa pinto resign?", "rosa pinto"),
        ("Who founded the museum?", None),
        ("Which harbour will close?", None),
    ],
)
def test_the_doer_stands_behind_the_helping_verb_or_is_asked_for(question: str, doer: str | None) -> None:
    asking = asking_words(open_lexicon())
    words = question.rstrip("?").split()
    place = read_form(words, asking.small, {"rosa", "pinto"}, asking.grammar).doer
    assert (" ".join(words[place]) if place is not None else None) == doer


@pytest.mark.parametrize(
    "question",
    [
        "Who founded the museum?",
        "Who sank the ferry?",
        "What did the Peruvian admiral say about the ferry?",
        "Who is the bishop of Sliema?",
        "When was the ferry attacked?",
        "Why did Rosa Pinto resign?",
        "Which company runs the ferry line?",
        "How much did Malta pay for the ferry?",
        "Which medal did Rosa Pinto decline?",
    ],
)
async def test_nothing_is_said_of_what_nobody_does_and_of_offices_that_nobody_holds(question: str) -> None:
    assert isinstance(await ask(f"!ask {question}", HARBOURS), Nothing)


@pytest.mark.parametrize(
    "question",
    [
        "How many cars does the ferry carry?",
        "What did the Chilean envoy say?",
        "When did the ferry line start?",
    ],
)
async def test_what_is_told_is_still_answered(question: str) -> None:
    assert isinstance(await ask(f"!ask {question}", HARBOURS), Answer)
