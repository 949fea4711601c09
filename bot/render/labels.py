"""Own words for what the documents' records hold: dates, titles, outlets, counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from ..domain.documents import Document, Standing
from ..domain.lengths import utf16_length

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LEDE = re.compile(r"\s*+(\S++(?:(?:[^\S\n]++\n?|\n)[^\S\n]*+\S++){0,9})")
"""Ten words with no empty line between them."""
_HEADING = re.compile(r"\s*+#{1,6}[^\S\n]++(\S.*)")
"""A line that Markdown takes for a heading: its words are the title, and what is below it is not."""
_TITLE_LENGTH = 150
_OUTLET_LENGTH = 60
_SHORTENED = " (shortened)"
_COMPLEMENT = re.compile(r" (?:of|for|at|in|from|on|to|with|close)\b")
_PLURAL = re.compile(r"(?<![siu])s$")
_SEVERAL = frozenset({"police", "people", "women", "men", "children"})
_PLURALS = {"accuses": "accuse", "denies": "deny", "does": "do", "asserts": "assert", "predicts": "predict"}
_OPENING = re.compile(r"[“\"«»„‟‹›「『]|(?<!\w)[‘‚‛'’`]")
"""Where a quotation may begin: an apostrophe within a word begins none."""
_WHOLE = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]")
"""A quotation, or a word that is set off, from its first mark to its last."""


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
    """The first words of the first paragraph, up to a quotation that they begin with or cut: a label must cut none."""
    heading = _HEADING.match(text)
    found = _LEDE.match(heading[1].rstrip(" #") if heading else text)
    words = tidy(found[1]) if found else ""
    whole = [range(*each.span()) for each in _WHOLE.finditer(words) if each.start()]
    marks = (mark.start() for mark in _OPENING.finditer(words))
    cut = next((place for place in marks if not any(place in stretch for stretch in whole)), None)
    return words[:cut].rstrip(" ,:;(–—-")


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


def tell_copies(copies: Iterable[Sequence[Document]]) -> Iterator[str]:
    """A sentence for each origin that has several documents: they confirm each other in nothing."""
    for documents in copies:
        numbers = name_list([str(document.number) for document in documents])
        yield f"Documents {numbers} are of one origin, and count as one."


def name_list(words: list[str], last: str = "and") -> str:
    """Words in a row: ``a, b and c``."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def agree(who: str, verb: str) -> str:
    """Somebody with what they do: ``Ana Cruz denies``, ``volunteers of the union deny``, ``Moscow and Tehran deny``."""
    words = _COMPLEMENT.split(who, maxsplit=1)[0].split(" ")
    head = words[-1]
    several = head in _SEVERAL or "and" in words or (head.islower() and _PLURAL.search(head) is not None)
    singular, _, rest = verb.partition(" ")
    return f"{who} {' '.join(filter(None, [_PLURALS.get(singular, singular), rest])) if several else verb}"


def shorten(words: str, limit: int, safe: Callable[[str], str] = str) -> str:
    """Own words or a label, cut to a length in UTF-16 units as `safe` writes it; that it was cut is said."""
    if utf16_length(safe(words)) <= limit:
        return words
    return split_words(words, limit - utf16_length(safe(_SHORTENED)), safe)[0] + _SHORTENED


def split_words(words: str, limit: int, safe: Callable[[str], str] = str) -> list[str]:
    """Own words in parts of a length in UTF-16 units as `safe` writes them, at blanks where there are any."""
    parts, start, length, blank = [], 0, 0, 0
    for place, char in enumerate(words):
        blank = place if char.isspace() else blank
        length += utf16_length(safe(char))
        if length > limit:
            end = blank if blank > start else place
            parts.append(words[start:end].strip())
            start = end
            length = utf16_length(safe(words[start : place + 1]))
    return [part for part in [*parts, words[start:].strip()] if part] or [words]
