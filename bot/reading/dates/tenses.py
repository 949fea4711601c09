"""Past or future: what the verbs around a place in a sentence say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lexicon import Tenses

_PIECE = re.compile(r"['’]ll\b|[^\W\d_]+(?:['’](?!ll\b)[^\W\d_]+)?|[,;:()“”\"–—]")
_JOINTS = frozenset(',;:()“”"–—')
_MARKS = frozenset('“”"')
# So many words before a participle may stand the *be* that makes it a passive of what is to come.
_PASSIVE_REACH = 4


class _Piece(NamedTuple):
    start: int
    word: str


def is_behind(sentence: str, place: int, tenses: Tenses) -> bool | None:
    """Whether what happens at a place of a sentence is past (True) or to come (False); None where no verb says it.

    The verb nearest before the place counts, then the first after it, in its own clause and then in the clauses
    before and after.
    """
    pieces = [_Piece(found.start(), _lower(found.group())) for found in _PIECE.finditer(sentence)]
    here = next((i for i, piece in enumerate(pieces) if piece.start >= place), len(pieces))
    if _is_ordered(pieces, here, tenses):
        return False
    for i in _outwards(pieces, here, tenses):
        told = _tense(pieces, i, tenses)
        if told is not None:
            return told
    return None


def _is_ordered(pieces: Sequence[_Piece], here: int, tenses: Tenses) -> bool:
    """Whether the place stands in a quoted clause that asks for something: *“Call me on Friday,” she said*."""
    first = here
    while first > 0 and pieces[first - 1].word not in _JOINTS:
        first -= 1
    marks = [piece.word for piece in pieces[:first] if piece.word in _MARKS]
    after = [piece.word for piece in pieces[here:] if piece.word in _MARKS]
    closes = after[:1] == ["”"] or (not marks and after.count('"') % 2 == 1)
    quoted = closes or marks[-1:] == ["“"] or marks.count('"') % 2 == 1
    return quoted and first < here and pieces[first].word in tenses.orders


def _lower(word: str) -> str:
    """Small letters, but for the month that looks like a modal."""
    return word if word == "May" else word.lower()


def _outwards(pieces: Sequence[_Piece], here: int, tenses: Tenses) -> Iterator[int]:
    """Places of words: back to the start of the clause, on to its end, back to the start of the sentence, on."""
    first, last = here, here
    while first > 0 and not _is_joint(pieces[first - 1].word, tenses):
        first -= 1
    while last < len(pieces) and not _is_joint(pieces[last].word, tenses):
        last += 1
    yield from range(here - 1, first - 1, -1)
    yield from range(here, last)
    yield from range(first - 1, -1, -1)
    yield from range(last, len(pieces))


def _is_joint(word: str, tenses: Tenses) -> bool:
    return word in _JOINTS or word in tenses.joints


def _tense(pieces: Sequence[_Piece], i: int, tenses: Tenses) -> bool | None:
    """What one word tells of the tense; True is past."""
    word = pieces[i].word.replace("'", "’")
    before = [piece.word for piece in pieces[max(0, i - _PASSIVE_REACH) : i]]
    if word in tenses.awaited:
        return _awaited(before, word)
    if word in tenses.future:
        return _is_refusal(pieces, i)
    if word == "going" and i + 1 < len(pieces) and pieces[i + 1].word == "to":
        return False
    if _is_past(word, tenses):
        return _passive(before)
    if _is_timetabled(word, before, tenses):
        return None if len(before) > 2 and before[-2] in tenses.awaited else False  # *was due to* tells more
    return None


def _is_refusal(pieces: Sequence[_Piece], i: int) -> bool:
    """Whether *would not* tells of a will that is past: in direct speech (*“They would not meet on Monday”*)."""
    word = pieces[i].word.replace("'", "’")
    following = pieces[i + 1].word if i + 1 < len(pieces) else ""
    if word != "wouldn’t" and (word != "would" or following != "not"):
        return False
    before = [piece.word for piece in pieces[:i] if piece.word in _MARKS]
    after = next((piece.word for piece in pieces[i:] if piece.word in _MARKS), "")
    return after == "”" or before[-1:] == ["“"] or before.count('"') % 2 == 1


def _awaited(before: list[str], word: str) -> bool | None:
    if not before:
        return None if word in {"set", "bound", "fixed"} else False
    return before[-1] in {"was", "were", "had"} or before[-2:] == ["had", "been"]


def _is_past(word: str, tenses: Tenses) -> bool:
    if word in tenses.irregular_past:
        return True
    return len(word) > 3 and word.endswith("ed") and word not in tenses.no_past


def _passive(before: list[str]) -> bool:
    """A participle after *be* leaves the tense to the modal before it; after *is*, it is a timetable."""
    return "be" not in before and (not before or before[-1] not in {"is", "are", "being"})


def _is_timetabled(word: str, before: list[str], tenses: Tenses) -> bool:
    """Whether a verb of timetables stands in the present or after *to*."""
    previous = before[-1] if before else ""
    if word in tenses.timetable:
        plural = previous.endswith("s") and previous not in {"is", "was", "has", "this", "his", "its"}
        return plural or previous in tenses.before_verbs
    if not word.endswith("s") or previous in tenses.before_nouns:
        return False
    stems = {word[:-1], word.removesuffix("es"), re.sub("ies$", "y", word)}
    return not stems.isdisjoint(tenses.timetable)
