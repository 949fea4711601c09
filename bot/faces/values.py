"""What stands for a parameter, read from the words that were typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ..domain.citations import Citation
from ..domain.errors import BadCommand

Value = str | int


def read_text(words: str) -> str:
    """Free text, as it stands."""
    return words


def read_number(words: str) -> int:
    """A document's or a paragraph's number. Raises BadCommand."""
    if not re.fullmatch(r"\d{1,9}", words, re.ASCII) or not int(words):
        raise BadCommand(f"“{words}” is no number: write a whole number from 1 on")
    return int(words)


def read_lines(words: str) -> int:
    """How many lines, 1 to 20. Raises BadCommand."""
    if not re.fullmatch(r"\d{1,9}", words, re.ASCII) or not 1 <= int(words) <= 20:
        raise BadCommand(f"“{words}” is no number of lines: write a whole number from 1 to 20")
    return int(words)


def read_period(words: str) -> str:
    """A year, a month or a day in ISO form. Raises BadCommand."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", words, re.ASCII)
    if not parts or not _is_day(*(int(part or 1) for part in parts.groups())):
        raise BadCommand(f"“{words}” is no year or day: write it as 2001, 2001-05 or 2001-05-31")
    return words


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_period(values: Mapping[str, Value]) -> None:
    """Raise BadCommand where a period, from one year, month or day to another, ends before it begins."""
    first, last = str(values.get("from", "")), str(values.get("to", ""))
    # What both give of the date is compared: from a day to that day's year is a period.
    told = min(len(first), len(last))
    if last[:told] < first[:told]:
        raise BadCommand(f"timeline: the period ends, in {last}, before it begins, in {first}: change from and to")


def read_citation(words: str) -> str:
    """A citation's address. Raises BadCommand."""
    Citation.parse(words)
    return words
