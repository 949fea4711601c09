"""Own words for what the documents' records hold: dates, titles, outlets, counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice

from ..domain.documents import Document, Standing

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_LEDE_WORDS = 10
_TITLE_LENGTH = 150
_OUTLET_LENGTH = 60
_SHORTENED = " (shortened)"
_OPENING = re.compile(r"[“\"«»„‟‹›「『]|(?<!\w)[‘‚‛'’`]")
"""Where a quotation may begin: an apostrophe within a word begins none."""


def tidy(words: str) -> str:
    """A label on one line: runs of blanks become one."""
    return " ".join(words.split())


def name_day(day: date) -> str:
    """A day in words: ``17 January 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def name_period(value: str) -> str:
    """A date's value in words: ``2001``, ``July 2024``, ``17 January 2025``, ``1990 to 1999``."""
    return " to ".join(_name_point(point) for point in value.split("/"))


def _name_point(point: str) -> str:
    parts = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", point, re.ASCII)
    if not parts or not 1 <= int(parts[2]) <= len(_MONTHS):
        return point
    day = f"{int(parts[3])} " if parts[3] else ""
    return f"{day}{_MONTHS[int(parts[2]) - 1]} {parts[1]}"


def name_document(document: Document) -> str:
    """The title; in its place the first words of the text, or where these are a quotation the file's name."""
    return shorten(tidy(document.title or "") or _lede(document.text) or document.file, _TITLE_LENGTH)


def _lede(text: str) -> str:
    """The first words, up to where a quotation begins: a label must not cut one."""
    words = " ".join(word[0] for word in islice(re.finditer(r"\S+", text), _LEDE_WORDS))
    return _OPENING.split(words, maxsplit=1)[0].rstrip(" ,:;(–—-")


def describe_document(document: Document) -> str:
    """Title, outlet and date in one line, and where the document stands if it is off the shelf."""
    outlet = shorten(tidy(document.outlet), _OUTLET_LENGTH) if document.outlet else "outlet not known"
    day = name_day(document.published) if document.published else "date not known"
    parts = [name_document(document), outlet, day]
    return " · ".join(parts if document.standing is Standing.ON_SHELF else [*parts, describe_standing(document)])


def describe_standing(document: Document) -> str:
    """Where a document stands, in words."""
    successor = f" by document {document.replaced_by}" if document.replaced_by else ""
    return f"{document.standing.value}{successor}"


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 line``, ``2 lines``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def name_paragraphs(numbers: Sequence[int]) -> str:
    """Paragraphs by their numbers: ``paragraph 3``, ``paragraphs 3 and 4``."""
    noun = "paragraph" if len(numbers) == 1 else "paragraphs"
    return f"{noun} {name_list([str(number) for number in numbers])}"


def name_list(words: list[str], last: str = "and") -> str:
    """Words in a row: ``a, b and c``."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def measure(text: str) -> int:
    """The length as Discord may count it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(words: str, limit: int, safe: Callable[[str], str] = str) -> str:
    """Own words or a label, cut to a length in UTF-16 units as `safe` writes it; that it was cut is said."""
    if measure(safe(words)) <= limit:
        return words
    return split_words(words, limit - measure(safe(_SHORTENED)), safe)[0] + _SHORTENED


def split_words(words: str, limit: int, safe: Callable[[str], str] = str) -> list[str]:
    """Own words in parts of a length in UTF-16 units as `safe` writes them, at blanks where there are any."""
    parts, start, length, blank = [], 0, 0, 0
    for place, char in enumerate(words):
        blank = place if char.isspace() else blank
        length += measure(safe(char))
        if length > limit:
            end = blank if blank > start else place
            parts.append(words[start:end].strip())
            start = end
            length = measure(safe(words[start : place + 1]))
    return [part for part in [*parts, words[start:].strip()] if part] or [words]
