"""What a line must have so that it answers: an age, a birth, the very thing that the question's verb is told of."""

import pytest

from bot.domain.notices import Nothing
from bot.domain.passages import Answer
from bot.editing.asking.questions import read_question
from bot.editing.asking.wordlists import Wanted
from bot.editing.material.story import read_story
from tests.desk.story_desk import drafts, seed_drafts
from tests.editing.desks import ask
from tests.editing.test_promises import read_articles
from tests.reading.golden import open_lexicon

ARTICLE = (
    "Governor Ilse Marek of Dunfort met the fishers on Monday in the old town hall of Dunfort.\n\n"
    "“The harbour is ours,” Marek told them. The harbour of Dunfort is 90 years old.\n\n"
    "Peter Alm, 64, who leads the fishers of Dunfort, thanked Governor Marek.\n\n"
    "The lease comes after the expiration of a previous lease of the quay in 2019.\n\n"
    "The fishers named three critical points of the lease of the quay.\n\n"
    "Alm was born in 1960 in the port, and has fished there since."
)


@pytest.mark.parametrize(
    "question",
    [
        "How old is Governor Marek?",
        "How old is Ilse Marek of Dunfort?",
        "When was Ilse Marek of Dunfort born?",
        "When will the lease of the quay expire?",
        "When does the lease of the quay expire?",
        "Who criticised the lease of the quay?",
    ],
)
async def test_what_is_told_of_somebody_or_something_else_is_no_answer(question):
    """Or first of nobody: it is not given for one."""
    reply = await ask(f"!ask {question}", ARTICLE)
    lines = [line.snippet.text for line in reply.lines] if isinstance(reply, Answer) else []
    assert not [line for line in lines if "64" in line or "1960" in line or "previous" in line or "critical" in line]
    if "old" in question or "born" in question:
        assert isinstance(reply, Nothing)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How old is Peter Alm?", "64"),
        ("When was Peter Alm born?", "1960"),
        ("When did the previous lease of the quay expire?", "2019"),
    ],
)
async def test_what_is_told_of_whom_it_asks_is_the_answer(question, answer):
    """As it was before."""
    reply = await ask(f"!ask {question}", ARTICLE)
    assert answer in reply.lines[0].snippet.text


async def test_who_did_it_is_told_with_what_it_was_done_to():
    """Putin welcomed a guest, and his satisfaction is with the treaty; somebody supports an army elsewhere."""
    for question in ("Who praised the treaty?", "Who welcomed the treaty?"):
        reply = await ask(f"!ask {question}", *seed_drafts())
        lines = [line.snippet.text for line in reply.lines[: reply.shown]]
        assert all("satisfaction" in line or "delighted" in line or "groundbreaking" in line for line in lines)


async def test_who_praises_says_what_is_remarkable_or_is_proud():
    article = (
        "Ana Cruz opened the bridge on Monday. “It is a remarkable bridge,” Tom Reed said.\n\n"
        "The engineers are proud of the bridge, Kim Holm said. The bridge stands near an old mill."
    )
    reply = await ask("!ask Who praised the bridge?", article)
    lines = [line.snippet.text for line in reply.lines[: reply.shown]]
    assert [word for line in lines for word in ("remarkable", "proud", "mill") if word in line] == [
        "remarkable",
        "proud",
    ]


@pytest.mark.parametrize("asked", ["Which company", "What company", "Which operator", "What operator"])
async def test_which_company_asks_for_the_name_of_one(asked):
    """And a ministry is none."""
    article = "The Moroccan energy ministry will build the cable to Lagos. Work on the cable starts in May."
    named = "Bayou Subsea Inc. will build the cable to Lagos. Work on the cable starts in May."
    assert isinstance(await ask(f"!ask {asked} will build the cable?", article), Nothing)
    assert isinstance(await ask(f"!ask {asked} will build the cable?", named), Answer)


@pytest.mark.parametrize(
    "question", ["What is the name of Ilse Marek's husband?", "Who is Ilse Marek's daughter?", "How many fishers met?"]
)
async def test_nothing_is_said_of_relatives_and_numbers_that_are_not_told(question):
    """Though the lines are about whom it asks for."""
    assert isinstance(await ask(f"!ask {question}", ARTICLE), Nothing)


def test_what_is_wanted_stands_where_the_question_asks():
    """*In number theory* counts nothing, *Doctor Who* asks for nobody, *when the ships collide* for no time."""
    story = read_story(read_articles(drafts(ARTICLE)))
    wanted = {
        "What is the oldest tool of number theory?": set(),
        "In what tale did Doctor Who have a sister?": set(),
        "Who decides when the ships collide?": {Wanted.PERSON},
        "When and where did the ships collide?": {Wanted.TIME, Wanted.PLACE},
        "What is the total number of ships?": {Wanted.QUANTITY},
    }
    assert {asked: set(read_question(asked, story.cast, open_lexicon()).wanted) for asked in wanted} == wanted


@pytest.mark.parametrize(
    "question",
    [
        "How old is Putin?",
        "Who supported the treaty?",
        "Who rejected the treaty?",
        "Who condemned the treaty?",
        "When will the treaty expire?",
        "Who criticised the treaty?",
        "When was Putin born?",
    ],
)
async def test_what_the_seeds_do_not_tell_is_not_answered(question):
    """Nobody's age, no end of the treaty, and no critic of it."""
    assert isinstance(await ask(f"!ask {question}", *seed_drafts()), Nothing)


async def test_how_long_is_answered_by_figures_or_a_unit_alone():
    """What stands around *last July* tells of no term."""
    reply = await ask("!ask How long does it last?", *seed_drafts())
    assert isinstance(reply, Nothing)
    reply = await ask("!ask How long does the agreement run?", *seed_drafts())
    assert all("20-year" in line.snippet.text for line in reply.lines[: reply.shown])
