"""Offices on a large shelf: a question looks at so many lines and no more, and at none of them twice."""

from typing import Any, cast

from bot.editing.asking import offices
from bot.editing.asking.questions import Question, read_question
from bot.editing.material.story import Story, read_story
from tests.desk.story_desk import drafts
from tests.editing.test_promises import read_articles
from tests.reading.golden import open_lexicon

TEXT = (
    "Minister Ida Moreau of Lomania visited harbour {number} on Friday. Moreau spoke of pilots {number} times. "
    "She left at noon.\n\nMoreau, the minister, counted {number} gulls. “They are {number},” Moreau said.\n"
)


def story_of(articles: int) -> Story:
    return read_story(read_articles(drafts(*(TEXT.format(number=number) for number in range(articles)))))


def ask(story: Story) -> Question:
    return read_question("What did the minister of whales in Lomania propose?", story.cast, open_lexicon())


def lines_read() -> int:
    """How many lines were taken apart so far."""
    return int(cast("Any", offices._told_in).cache_info().misses)


def test_a_question_looks_at_as_many_lines_on_a_large_shelf_as_on_one_half_as_large() -> None:
    read = []
    for articles in (100, 200):
        before, story = lines_read(), story_of(articles)
        ask(story)
        read.append(lines_read() - before)
        ask(story)
        assert lines_read() - before == read[-1]
    assert 0 < read[0] == read[1] <= 256


def test_an_office_is_that_of_whom_the_lines_tell() -> None:
    story = story_of(40)
    asked = read_question("What did the minister for pilots say?", story.cast, open_lexicon())
    assert asked.holders == {"Ida Moreau"}
