"""Which lines are sentences that state something: no heading, caption, question or lead-in."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words
from .lines import Line
from .wording import stems_at

_SENTENCE = re.compile(r"[.!…][”’\"'»)\]]*\Z")
_LEAST_WORDS = 4
_LONGEST_HEADING = 16


def is_statement(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line states something.

    It ends like a sentence and has words enough; a short one that is a paragraph by itself also needs a verb, as
    headings and captions may end with a full stop.
    """
    length = len(stems_at(*line))
    if length < _LEAST_WORDS or not ends_as_statement(line.text):
        return False
    return length > _LONGEST_HEADING or not _stands_apart(line) or _has_verb(line.text, lexicon)


def ends_as_statement(text: str) -> bool:
    """Whether a text ends like a sentence that is no question."""
    return bool(_SENTENCE.search(text))


def _stands_apart(line: Line) -> bool:
    """Whether a line is a whole paragraph."""
    paragraphs = line.article.reading.paragraphs
    place = bisect_right(paragraphs, line.unit.start, key=lambda paragraph: paragraph.start) - 1
    return place >= 0 and paragraphs[place] == line.unit


def _has_verb(text: str, lexicon: Lexicon) -> bool:
    """Whether there is a word that is surely a verb, or one in *-s* that has an object or an adverb after it."""
    words = [word for word in find_words(text) if word.kind != "clitic"]
    small, sure = lexicon.function_words, lexicon.function_words.auxiliaries | lexicon.tenses.irregular_past
    if any(word.folded in sure or (text[word.start].islower() and _is_past(word.folded)) for word in words):
        return True
    joints = small.prepositions | small.conjunctions
    return any(
        _ends_in_s(word.folded) and after.spoken and after.folded not in joints for word, after in pairwise(words[1:])
    )


def _is_past(word: str) -> bool:
    return word.endswith(("ed", "n't"))


def _ends_in_s(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))
