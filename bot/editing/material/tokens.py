"""Words made comparable, each with its place: case, accents, quotation marks, dashes and blanks do not matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ...domain.spans import Span
from ...reading.text.words import find_words, fold

_PART = re.compile(r"[^-‑]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
# Above so many cells filling the table takes too long.
_LARGEST_TABLE = 100_000


class Token(NamedTuple):
    """A word, or a part of a hyphenated one, and where it stands."""

    folded: str
    span: Span


class Stretch(NamedTuple):
    """Words `start` to `end` of a sequence, and by how many edits (words changed, added, left out) they differ."""

    start: int
    end: int
    edits: int


class Parting(NamedTuple):
    """Where two sequences of words part: words of ours, and those of theirs in their place; either may be empty."""

    ours: slice
    theirs: slice


def read_tokens(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """The words of a text, or of a stretch of it, without the signs between them.

    A soft hyphen, or another sign that nobody sees, divides no word.
    """
    span = span or Span(0, len(text))
    tokens = [
        Token(_plain(fold(part.group())), Span(word.start + part.start(), word.start + part.end()))
        for word in find_words(text, span.start, span.end)
        if word.kind != "mark"
        for part in _PART.finditer(text[word.start : word.end])
    ]
    return tuple(_join(tokens, text)) if _UNSEEN.search(text, span.start, span.end) else tuple(tokens)


def _plain(word: str) -> str:
    """A figure without the commas between its thousands: *1,800* is *1800*."""
    return word.replace(",", "") if _THOUSANDS.fullmatch(word) else word


def _join(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """The tokens, with those made one that only invisible signs divide."""
    held: Token | None = None
    for token in tokens:
        if held and _UNSEEN.fullmatch(text, held.span.end, token.span.start):
            held = Token(held.folded + token.folded, held.span.hull(token.span))
            continue
        if held:
            yield held
        held = token
    if held:
        yield held


def find_runs(wanted: Sequence[str], among: Sequence[str]) -> Iterator[int]:
    """Where some words stand one after the other, in order."""
    count = len(wanted)
    return (
        place
        for place in range(len(among) - count + 1)
        if among[place] == wanted[0] and list(among[place : place + count]) == list(wanted)
    )


def find_nearest(wanted: Sequence[str], among: Sequence[str]) -> Stretch:
    """The stretch of `among` that differs from the wanted words by the fewest edits (Sellers 1980, on words)."""
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
    # A word in the place of the last one is another word, not one too few and one too many.
    end = min(range(len(row)), key=lambda place: (row[place][0], abs(place - row[place][1] - len(wanted))))
    return Stretch(row[end][1], end, row[end][0])


def find_turned(wanted: Sequence[str], among: Sequence[str]) -> Stretch | None:
    """The stretch of `among` with the very words that are wanted, in another order; None where there is none."""
    counts, many = Counter(wanted), len(wanted)
    for start in range(len(among) - many + 1):
        window = among[start : start + many]
        if among[start] in counts and Counter(window) == counts:
            return Stretch(start, start + many, Levenshtein.distance(wanted, window))
    return None


def differ_by_one(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one word is changed, added or left out, and all others are the same."""
    return abs(len(ours) - len(theirs)) <= 1 and Levenshtein.distance(ours, theirs, score_cutoff=1) == 1


def find_differences(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Parting]:
    """Where two sequences of words part, neighbouring edits together."""
    joined: Parting | None = None
    for edit in Levenshtein.opcodes(ours, theirs):
        if edit.tag == "equal":
            if joined:
                yield joined
            joined = None
            continue
        first = joined or Parting(slice(edit.src_start, 0), slice(edit.dest_start, 0))
        joined = Parting(slice(first.ours.start, edit.src_end), slice(first.theirs.start, edit.dest_end))
    if joined:
        yield joined
