"""The golden tables of reading: rows that a journalist can read and add to."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.reading.lexicon import Lexicon
from bot.settings.lexicon import load_lexicon

HOUSE = Path(__file__).resolve().parents[2]


class Row(NamedTuple):
    """A row of a table: `¶` in its text is a break between paragraphs; several answers are divided by ` · `."""

    text: str
    expected: tuple[str, ...]
    comment: str


@cache
def open_lexicon() -> Lexicon:
    return load_lexicon(HOUSE / "config" / "lexicon")


def read_table(name: str) -> list[Row]:
    lines = (HOUSE / "tests" / "golden" / name).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ")][1:]
    return [_row(line) for line in rows]


def _row(line: str) -> Row:
    text, expected, comment = (cell.strip() for cell in line.strip("|").split(" | "))
    answers = () if expected == "—" else tuple(expected.split(" · "))
    return Row(text.replace(" ¶ ", "\n\n"), answers, comment)
