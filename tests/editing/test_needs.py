"""What a line must have so that it answers: an age, a birth, the very thing that the question's verb is told of."""

import pytest

from bot.domain.notices import Nothing
from bot.domain.passages import Answer
from tests.desk.story_desk import seed_drafts
from tests.editing.desks import ask

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


@pytest.mark.parametrize(
    "question",
    ["How old is Putin?", "When will the treaty expire?", "Who criticised the treaty?", "When was Putin born?"],
)
async def test_what_the_seeds_do_not_tell_is_not_answered(question):
    """Nobody's age, no end of the treaty, and no critic of it."""
    assert isinstance(await ask(f"!ask {question}", *seed_drafts()), Nothing)
