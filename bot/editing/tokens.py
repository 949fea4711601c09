"""Words made comparable, each with its place: case, accents, quotation marks, dashes and blanks do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ..domain.spans import Span
from ..reading.words import find_words, fold

_PART = re.compile(r"[^-‑]+")
# More cells than these, and the table is not worth its time.
_LARGEST_TABLE = 100_000


class Token(NamedTuple):
    """A word, or a part of a hyphenated one, and where it stands."""

    folded: str
    span: Span


class Stretch(NamedTuple):
    """A stretch of a sequence of words, and how many words are to be changed, added or left out to make it another."""

    start: int
    end: int
    edits: int


class Difference(NamedTuple):
    """Words of one sequence, and those of another that stand in their place; either may be empty."""

    ours: slice
    theirs: slice


def read_tokens(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The words of a text, or of a stretch of it, without the signs between them."""
    span = span or Span(0, len(text))
    return tuple(
        Token(fold(part.group()), Span(word.start + part.start(), word.start + part.end()))
        for word in find_words(text, span.start, span.end)
        if word.kind != "mark"
        for part in _PART.finditer(text[word.start : word.end])
    )


def find_runs(wanted: Sequence[str], among: Sequence[str]) -> Iterator[int]:
    """Where some words stand one after the other, in order."""
    count = len(wanted)
    return (
        place
        for place in range(len(among) - count + 1)
        if among[place] == wanted[0] and list(among[place : place + count]) == list(wanted)
    )


def find_nearest(wanted: Sequence[str], among: Sequence[str]) -> Stretch:
    """The stretch that is made of some words with the fewest edits (Sellers 1980, on words)."""
    if len(wanted) * len(among) > _LARGEST_TABLE:
        return Stretch(0, len(among), Levenshtein.distance(wanted, among))
    row = [(0, place) for place in range(len(among) + 1)]
    for count, word in enumerate(wanted, start=1):
        above, row = row, [(count, 0)]
        for place, other in enumerate(among):
            kept = (above[place][0] + (word != other), above[place][1])
            left_out = (above[place + 1][0] + 1, above[place + 1][1])
            added = (row[place][0] + 1, row[place][1])
            row.append(min(kept, left_out, added))
    end = min(range(len(row)), key=lambda place: row[place][0])
    return Stretch(row[end][1], end, row[end][0])


def find_differences(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    """Where two sequences of words part, neighbouring edits together."""
    joined: Difference | None = None
    for edit in Levenshtein.opcodes(ours, theirs):
        if edit.tag == "equal":
            if joined:
                yield joined
            joined = None
            continue
        first = joined or Difference(slice(edit.src_start, 0), slice(edit.dest_start, 0))
        joined = Difference(slice(first.ours.start, edit.src_end), slice(first.theirs.start, edit.dest_end))
    if joined:
        yield joined
