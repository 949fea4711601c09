"""What the chat says: the golden files are what a reader sees, command by command.

`chat_on_the_seeds.txt` is of the first story; those in `library/` are of the twenty articles in
`tests/golden_library`, a file for each kind of question. A change of them is read by a person before it is kept:
`REWRITE_GOLDEN=1 pytest tests/faces/test_golden.py`.
"""

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.faces.commands.table import COMMANDS
from bot.faces.console.chat import chat
from bot.faces.console.showing import show_on
from bot.settings.places import find_packaged
from bot.settings.settings import load_settings
from bot.wiring import open_newsroom

TESTS = Path(__file__).parent.parent
ON_SEEDS = TESTS / "golden" / "chat_on_the_seeds.txt"
ON_LIBRARY = sorted((TESTS / "golden" / "library").glob("*.txt"))
LIBRARY = TESTS / "golden_library"
TYPED = "> "


def commands_in(golden: str) -> Iterator[str]:
    """The lines that were typed."""
    return (line.removeprefix(TYPED) for line in golden.splitlines() if line.startswith(TYPED))


async def answers_to(golden: Mapping[Path, str], library: Path) -> dict[Path, str]:
    """For each file the lines that are typed in it, with the answer below each."""
    async with open_newsroom(load_settings({}), library=library) as newsroom:
        assert newsroom.complaints == ()
        answered = {}
        for file, text in golden.items():
            printed = io.StringIO()
            for line in commands_in(text):
                printed.write(f"{TYPED}{line}\n\n")
                await chat(newsroom.desk, [line], show_on(printed, "text"))
            answered[file] = printed.getvalue()
    return answered


async def assert_as_agreed(files: Sequence[Path], library: Path) -> None:
    """Each file says what the chat says; where it is to be rewritten, it is."""
    golden = {file: file.read_text("utf-8") for file in files}
    answered = await answers_to(golden, library)
    if os.environ.get("REWRITE_GOLDEN"):
        for file, text in answered.items():
            file.write_text(text, "utf-8")
        return
    for file, text in golden.items():
        assert answered[file] == text, file.name


async def test_the_chat_on_the_seeds_is_as_was_agreed() -> None:
    """Every command of the table has its answer in the file."""
    await assert_as_agreed([ON_SEEDS], find_packaged("seeds"))


async def test_the_chat_on_the_library_is_as_was_agreed() -> None:
    """Twenty articles of many kinds that tell of the same events, and not always alike."""
    await assert_as_agreed(ON_LIBRARY, LIBRARY)


def test_every_command_is_in_the_golden_files() -> None:
    """A new command comes with its answers, on the seeds and on the library."""
    for files in ([ON_SEEDS], ON_LIBRARY):
        golden = [file.read_text("utf-8") for file in files]
        typed = {line.split()[0].removeprefix("!") for text in golden for line in commands_in(text)}
        assert {command.name for command in COMMANDS} <= typed
