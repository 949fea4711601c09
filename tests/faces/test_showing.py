"""Printing: on a terminal that shows what was typed no question stands twice."""

import io

import pytest

from bot.faces.console.chat import chat
from bot.faces.console.showing import show_on
from bot.settings.places import find_packaged
from bot.settings.settings import load_settings
from bot.wiring import open_newsroom

QUESTION = "Who accused Iran of supplying missiles?"


class Terminal(io.StringIO):
    """What is printed on a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("echoes", "times"), [(True, 0), (False, 1)])
async def test_a_question_that_the_terminal_shows_is_not_printed_above_its_answer(echoes, times):
    stream = Terminal()
    async with open_newsroom(load_settings({}), library=find_packaged("seeds")) as newsroom:
        await chat(newsroom.desk, [QUESTION, "!sources"], show_on(stream, "text", echoes=echoes))
    assert stream.getvalue().count(QUESTION) == times
    assert "[2.10.1]" in stream.getvalue()
    assert "Documents (2)" in stream.getvalue()
