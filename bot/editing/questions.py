"""What a question asks for."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading.lexicon import FunctionWords, Lexicon
from ..reading.words import find_words, stem, stems


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed, and the stems of the words that carry it."""

    text: str
    stems: tuple[str, ...]


def read_question(text: str, lexicon: Lexicon) -> Question:
    """Tell the words that carry a question from those of grammar."""
    small = _small_words(lexicon.function_words)
    words = [word for word in find_words(text) if word.spoken and word.folded not in small]
    found = dict.fromkeys(part for word in words for part in stems(text[word.start : word.end]))
    return Question(text, tuple(found) or tuple(stem(word.folded) for word in find_words(text) if word.spoken))


def _small_words(words: FunctionWords) -> frozenset[str]:
    return frozenset().union(
        words.articles,
        words.demonstratives,
        words.possessives,
        words.prepositions,
        words.conjunctions,
        words.auxiliaries,
        words.male,
        words.female,
        words.plural,
        words.neuter,
        words.speaking,
        words.adverbs,
    )
