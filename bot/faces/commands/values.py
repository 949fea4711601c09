"""What stands for a parameter, read from the words that were typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ...domain.citations import Citation
from ...domain.errors import BadCommand

Value = str | int

LONGEST_TEXT, LONGEST_WORD = 2000, 100
"""The most characters that are read of a value: a Discord message has room for as many as a text."""

_MOST_NUMBERS = 20
_MOST_REPEATED = 80
_WHERE = ("me", "here", "server")


def read_text(words: str) -> str:
    """Free text, as it stands."""
    return words


def read_number(words: str) -> int:
    """A document's or a paragraph's number. Raises BadCommand."""
    if not re.fullmatch(r"\d{1,9}", words, re.ASCII) or not int(words):
        raise BadCommand(f"“{words}” is no number: write a whole number from 1 on")
    return int(words)


def read_numbers(words: str) -> str:
    """Documents' numbers, divided by commas or blanks; given divided by commas. Raises BadCommand."""
    numbers = dict.fromkeys(read_number(part) for part in _split(words))
    return ",".join(map(str, numbers))


def read_citations(words: str) -> str:
    """One citation's address or several, divided by blanks. Raises BadCommand."""
    parts = list(dict.fromkeys(_split(words)))
    for part in parts:
        Citation.parse(part)
    return " ".join(parts)


def _split(words: str) -> list[str]:
    parts = [part for part in re.split(r"[\s,]+", words) if part]
    if len(parts) > _MOST_NUMBERS:
        raise BadCommand(f"{len(parts)} are too many at once: give at most {_MOST_NUMBERS}")
    return parts


def repeat_words(words: str) -> str:
    """What was typed, for repeating it in a message: of long words the beginning, and a remark that there was more."""
    return words if len(words) <= _MOST_REPEATED else f"{words[:_MOST_REPEATED].rstrip()} (and more)"


def read_word(words: str) -> str:
    """One word, in small letters. Raises BadCommand."""
    if len(words.split()) != 1:
        raise BadCommand(f"“{words}” is not one word")
    return words.lower()


def read_where(words: str) -> str:
    """For whom something is chosen. Raises BadCommand."""
    word = words.lower()
    if word not in _WHERE:
        raise BadCommand(f"“{words}” is no place: write me, here or server")
    return word


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


def read_day(words: str) -> str:
    """A day in ISO form. Raises BadCommand."""
    if len(words) != len("2001-05-31"):
        raise BadCommand(f"“{words}” is no day: write it as 2001-05-31")
    return read_period(words)


def read_address(words: str) -> str:
    """A page's address. Raises BadCommand."""
    if not re.fullmatch(r"https?://[^\s<>\"]+", words):
        raise BadCommand(f"“{repeat_words(words)}” is no address of a page: write it as https://example.org/page")
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
