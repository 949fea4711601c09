"""What the chat says on the seeds: `tests/golden/chat_on_the_seeds.txt` is what a reader sees, command by command.

A change of it is read by a person before it is kept: `REWRITE_GOLDEN=1 pytest tests/faces/test_golden.py`.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from bot.faces.console.chat import chat
from bot.faces.console.showing import show_on
from bot.settings.places import find_packaged
from bot.settings.settings import load_settings
from bot.wiring import open_newsroom

GOLDEN = Path(__file__).parent.parent / "golden" / "chat_on_the_seeds.txt"
TYPED = "> "


def commands_in(golden: str) -> Iterator[str]:
    """The lines that were typed."""
    return (line.removeprefix(TYPED) for line in golden.splitlines() if line.startswith(TYPED))


async def answers_to(typed: list[str]) -> str:
    """Each line as typed, and the answer below it."""
    printed = io.StringIO()
    async with open_newsroom(load_settings({}), library=find_packaged("seeds")) as newsroom:
        assert newsroom.complaints == ()
        for line in typed:
            printed.write(f"{TYPED}{line}\n\n")
            await chat(newsroom.desk, [line], show_on(printed, "text"))
    return printed.getvalue()


async def test_the_chat_on_the_seeds_is_as_was_agreed() -> None:
    """Every command of the table has its answer in the file."""
    golden = GOLDEN.read_text("utf-8")
    answered = await answers_to(list(commands_in(golden)))
    if os.environ.get("REWRITE_GOLDEN"):
        GOLDEN.write_text(answered, "utf-8")
    else:
        assert answered == golden


def test_every_command_is_in_the_golden_file() -> None:
    """A new command comes with its answer."""
    from bot.faces.commands import COMMANDS

    typed = {line.split()[0].removeprefix("!") for line in commands_in(GOLDEN.read_text("utf-8"))}
    assert {command.name for command in COMMANDS} <= typed
